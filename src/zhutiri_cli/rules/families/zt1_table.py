"""ZT103–ZT107: the plan's table as a whole: ids, order, units, forms, themes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from zhutiri_cli.common.spelling import shorten, squeeze
from zhutiri_cli.plan.terms import REQUIREMENT_RULES
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InPlan, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.plan.obligations import Obligation
    from zhutiri_cli.plan.tolerant_table import TableRow
    from zhutiri_cli.rules.views import PlanView

ZT103 = Rule(
    "ZT103",
    Severity.ERROR,
    "活动序号重复",
    manual="序号决定报送文件夹归哪项活动，两项活动共用一个序号就无法判断材料属于谁。",
    remedy="核对计划表，给后一项改用正确的序号，并检查对应的报送文件夹。",
    fixed=True,
)
ZT104 = Rule(
    "ZT104",
    Severity.WARNING,
    "序号不连续或月份倒退",
    manual="计划表按月份排列、序号连续。序号跳号可能是漏录了一行，月份倒退可能是抄错了月份。"
    "改期请用 moved_to，不改 month。活动办完才有的材料（总结、图片、链接等），期限却定在活动之前的，也多半是写错了。",
    remedy="对照计划表原件核对该行及上一行，obligations 的期限对照通知核对；确属原件如此可以不改。",
)
ZT105 = Rule(
    "ZT105",
    Severity.WARNING,
    "活动没有责任单位",
    topic="hosting",
    manual="没有责任单位的活动无人承办、无人报送，只能由办公室自己跟进。原表如此的须在 remark 中写明，"
    "units 空着而未写明的为错误；没有写 units 的仅为警告。",
    remedy="查明承办单位后填入 units；原表未列的在 remark 中如实说明。",
)
ZT106 = Rule(
    "ZT106",
    Severity.INFO,
    "通知所列之外的活动形式",
    topic="forms",
    manual="通知列出若干种活动形式，并欢迎结合实际采用其他形式。列表之外的形式按“其他形式”对待，不算错误，仅作提示。",
    remedy="如系笔误请改正；确为其他形式的不必改。",
)
ZT107 = Rule(
    "ZT107",
    Severity.WARNING,
    "两项活动主题相同",
    manual="主题完全相同（不计空格和全半角）的两行可能是重复录入。",
    remedy="核对计划表；确为两项活动的，建议在主题中加以区分。",
)


@ZT103.looks_at(Scope.PLAN)
def duplicate_ids(view: PlanView) -> Iterator[Hit]:
    """An id used twice, at the later value."""
    seen: dict[int, int] = {}
    for position, row in enumerate(view.table.rows, start=1):
        if row.id is None:
            continue
        if row.id in seen:
            message = f"序号 {row.id} 与第 {seen[row.id]} 项活动重复"
            yield Hit(message, "请核对后改用正确的序号", InPlan((*row.route, "id")))
        else:
            seen[row.id] = position


@ZT104.looks_at(Scope.PLAN)
def out_of_order(view: PlanView) -> Iterator[Hit]:
    """Ids that skip or fall, and months that run backwards, each compared with the row before; then obligations that
    are due before their activity."""
    rows = view.table.rows
    for before, row in pairwise(rows):
        if before.id is not None and row.id is not None and row.id not in (before.id, before.id + 1):
            message = f"序号由 {before.id} 接 {row.id}，不连续"
            yield Hit(message, "请核对是否漏录或错录", InPlan((*row.route, "id")))
        was, now = before.planned(view.table.year), row.planned(view.table.year)
        if was is not None and now is not None and now.start < was.start:
            yield Hit(_backwards(before, row), "请核对月份；改期请用 moved_to", InPlan((*row.route, _key(row))))
    yield from _due_before_held(view)


def _due_before_held(view: PlanView) -> Iterator[Hit]:
    """An activity's obligation that is due before there can be what fulfils it: at the day or term that says so."""
    plan = view.loaded.plan
    for place, one in enumerate(plan.obligations if plan is not None else ()):
        after = _afterwards(one)
        if plan is None or one.per != "activity" or not after:
            continue
        what, route = f"{one.label}要的{'、'.join(after)}活动办完才有", ("obligations", place, "due")
        if one.due.on is not None:
            day = one.due.on
            early = [row.id for row in plan.activities if not row.cancelled and row.target(plan.year).first > day]
            if early:
                more = f" 等 {len(early)} 项" if len(early) > _SHOWN else ""
                which = f"序号 {'、'.join(map(str, early[:_SHOWN]))}{more}"
                message = f"{what}，期限 {day} 却早于计划的举办时间（{which}）"
                yield Hit(message, _TERM_ADVICE, InPlan((*route, "on")))
        elif one.due.term is not None and one.due.term.amount < 0:
            yield Hit(f"{what}，期限却是{one.due.words}", _TERM_ADVICE, InPlan((*route, one.due.term.unit.value)))


_SHOWN = 5
"""Activities that a message names."""
_TERM_ADVICE = "请核对；从活动结束算起的写作 due: {anchor: end, working_days: 5}"


def _afterwards(one: Obligation) -> list[str]:
    """What an obligation asks for that there is only when the activity is over: all but the plan of it."""
    if one.materials is None:
        return []
    least, labels = one.materials.minimums(), one.materials.labels
    return [labels[kind] for kind, number in least.items() if number and kind in REQUIREMENT_RULES and kind != "plan"]


def _backwards(before: TableRow, row: TableRow) -> str:
    if before.when is None and row.when is None:
        return f"计划月份由 {before.month} 月倒退到 {row.month} 月"
    said = [one.when.words if one.when else f"{one.month} 月" for one in (before, row)]
    return f"计划时间由 {said[0]} 倒退到 {said[1]}"


def _key(row: TableRow) -> str:
    return "when" if row.when else "month"


@ZT105.looks_at(Scope.PLAN)
def no_unit(view: PlanView) -> Iterator[Hit]:
    """An activity without a unit; an error where no remark explains it."""
    for row in view.table.rows:
        if row.units == ():
            told = row.explained or row.without_units
            severity = None if told else Severity.ERROR
            hint = "由办公室跟进；查明后填入 units" if told else "请填入 units；原表未列的在 remark 中说明"
            reason = "" if told else "，也没有备注说明"
            yield Hit(f"没有责任单位{reason}", hint, InPlan((*row.route, "units")), severity)


@ZT106.looks_at(Scope.PLAN)
def other_forms(view: PlanView) -> Iterator[Hit]:
    """A form outside the notice's list."""
    for row in view.table.rows:
        for form in row.forms:
            if view.table.forms and form.text not in view.table.forms:
                yield Hit(f"“{shorten(form.text)}”按其他形式对待", "如系笔误请改正", InPlan(form.route))


@ZT107.looks_at(Scope.PLAN)
def same_theme(view: PlanView) -> Iterator[Hit]:
    """Two activities with the same theme, white space and width aside, at the later one."""
    seen: dict[str, int | None] = {}
    for row in view.table.rows:
        if row.theme is None:
            continue
        key = squeeze(row.theme.text)
        if key in seen:
            message = f"主题与序号 {seen[key]} 的活动相同"
            yield Hit(message, "请核对是否重复录入", InPlan(row.theme.route))
        else:
            seen[key] = row.id
