"""ZT103–ZT107: the plan's table as a whole: ids, order, units, forms, themes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from zhutiri_cli.common.spelling import shorten, squeeze
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InPlan, Rule, Scope

if TYPE_CHECKING:
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
    "改期请用 moved_to，不改 month。",
    remedy="对照计划表原件核对该行及上一行；确属原件如此可以不改。",
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
    """Ids that skip or fall, and months that run backwards, each compared with the row before."""
    rows = view.table.rows
    for before, row in pairwise(rows):
        if before.id is not None and row.id is not None and row.id not in (before.id, before.id + 1):
            message = f"序号由 {before.id} 接 {row.id}，不连续"
            yield Hit(message, "请核对是否漏录或错录", InPlan((*row.route, "id")))
        was, now = before.planned(view.table.year), row.planned(view.table.year)
        if was is not None and now is not None and now.start < was.start:
            yield Hit(_backwards(before, row), "请核对月份；改期请用 moved_to", InPlan((*row.route, _key(row))))


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
