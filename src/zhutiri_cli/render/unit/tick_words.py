"""A checklist in words: what every format of a unit's page says alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhutiri_cli.case.material_lines import MaterialItem
from zhutiri_cli.common.paths import RECORD_NAME
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.render.shared.asks import without_commands
from zhutiri_cli.report.letters.unit_duty_tasks import UnitDutyTask
from zhutiri_cli.report.letters.unit_page import UnitPage
from zhutiri_cli.report.letters.unit_tasks import KindTick, Tick, UnitTask

MARKS = {Tick.DONE: "☑", Tick.OPEN: "☐", Tick.UNSURE: "？"}
DUTY_HEADS = ("办了没有", "事项", "期限", "情况")
DUTY_LEGEND = "☑ 已办，☐ 还没有办，？ 由办公室核对"
HEADS = ("序号", "活动主题", "本单位", "举办", "报送截止日", "情况")
SET_TITLE, TABLE_TITLE, DETAILS_TITLE = "一套资料和其他要求", "今年承办的活动", "收到了什么、还要什么"
LEGEND = "☑ 已有，☐ 还要报，？ 由办公室核对"
NAMED = 3
"""Files of one kind that are named; the rest are counted."""


def row(task: UnitTask) -> tuple[Shown, ...]:
    """The cells of the table of activities."""
    item = task.item
    return (Shown(str(item.id)), item.theme, task.part, task.when, task.due, task.standing)


def heading(task: UnitTask) -> Shown:
    """What an activity's part of the page is headed by."""
    return Shown(f"第{task.item.id}项　{task.item.theme}（{task.standing}）")


def duty_row(one: UnitDutyTask) -> tuple[Shown, ...]:
    """The cells of the table of what is asked by dates of its own: box, what, by when, where it stands."""
    name = Shown(f"{one.whose}：{one.line.name}" if one.whose else one.line.name)
    asked = f"（{one.line.asked}）" if one.line.deadline is not None else ""
    clause = f"，依据{one.line.clause}" if one.line.clause else ""
    return (Shown(MARKS[one.tick]), name, Shown(f"{one.due}{asked}{clause}"), one.standing)


def tick_words(one: KindTick) -> Shown:
    """What counts, what does not and why, what is lacking, what the office looks at."""
    return Shown("；".join(_parts(one)))


def closing(page: UnitPage) -> Shown:
    """Where material and questions go, the office's own number whole."""
    office = page.office
    to = Shown.of("资料请发送至", office.email) if office.email else Shown("资料请报送办公室")
    phone = Shown.of("，联系电话：", office.phone) if office.phone else Shown()
    name = Shown.of("（", office.contact, "）") if office.contact else Shown()
    return Shown.of(to, phone, name, "。已经报送或者所列情况有出入的，请与办公室联系，以便核对。")


def _parts(one: KindTick) -> Iterator[str]:
    if one.counted:
        yield f"算数的{len(one.counted)}个：{_names(one.counted)}"
    elif one.tick is Tick.OPEN:
        yield "还没有收到"
    if one.lacking and one.counted:
        yield f"还差{one.lacking}"
    for entry in one.refused[:NAMED]:
        why = without_commands(entry.note)
        yield f"“{_name(entry)}”不算数" + (f"：{why}" if why else "")
    if len(one.refused) > NAMED:
        yield f"另有{len(one.refused) - NAMED}个不算数"
    if one.unopened:
        names = "、".join(f"“{shorten(name)}”" for name in one.unopened[:NAMED])
        yield f"可能就在尚未核对的{names}{'等' if len(one.unopened) > NAMED else ''}里，由办公室核对"


def _names(entries: Sequence[MaterialItem]) -> str:
    names = list(dict.fromkeys(_name(entry) for entry in entries))
    return "、".join(names[:NAMED]) + (f"等{len(names)}个" if len(names) > NAMED else "")


def _name(entry: MaterialItem) -> str:
    return shorten(entry.address or entry.path.replace(RECORD_NAME, "登记的剪报"), 60)
