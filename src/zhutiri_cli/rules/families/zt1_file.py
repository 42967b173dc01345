"""ZT101, ZT102: the plan file as a text and as fields. The loader collects the faults; these rules report them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.roster_names import named_twice
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.ignore_patterns import greedy_patterns
from zhutiri_cli.rules.plan_levels import faulty_levels
from zhutiri_cli.rules.rule import AtSpot, Hit, InPlan, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.rules.views import PlanView

ZT101 = Rule(
    "ZT101",
    Severity.ERROR,
    "文件不是可读的 YAML 文本",
    manual="编码不是 UTF-8、YAML 语法有误、同一个键写了两次、引用（& 和 *）展开过大、层次过深或文件过大，"
    "都会使整个文件无法判读。此时其他规则都不能核对，不等于没有其他问题。",
    remedy="按提示改正所指的行列；编码问题请在编辑器中“另存为”UTF-8。",
    fixed=True,
)

ZT102 = Rule(
    "ZT102",
    Severity.ERROR,
    "字段缺失、未知或填写有误",
    manual="计划文件的每个键都有规定的名称和类型：日期写作 YYYY-MM-DD，月份 1–12，列表写作 [甲, 乙]。"
    "未知的键多半是拼写有误，会提示最接近的键名；已取消或改期的活动必须写 reason。"
    "单位名录（roster）里一个名称或别称只能属于一家单位，否则催办会发给另一家。",
    remedy="按提示改正；不确定键名时对照使用手册的计划文件一页（docs/plan-file.md），或 zhutiri schema 写出的说明。",
    fixed=True,
)


@ZT101.looks_at(Scope.TEXT)
def unreadable_text(view: PlanView) -> Iterator[Hit]:
    """Every fault of the text itself."""
    for fault in view.loaded.source.faults:
        yield Hit(fault.message, fault.hint, AtSpot(fault.spot))


@ZT102.looks_at(Scope.PLAN)
def faulty_fields(view: PlanView) -> Iterator[Hit]:
    """Every field that is missing, unknown or of the wrong type or value, and fields that do not go together."""
    for fault in view.loaded.faults:
        yield Hit(fault.message, fault.hint, InPlan(fault.route, fault.on_key))
    yield from greedy_patterns(view.loaded.source.tree)
    yield from faulty_levels(view.loaded.source.tree, view.rules)
    yield from _called_alike(view.loaded.source.tree)
    for row in view.table.rows:
        if not row.reasoned and (row.cancelled or row.moved_to is not None):
            what = "已取消" if row.cancelled else "已改期"
            yield Hit(f"活动{what}，但缺少 reason（理由）", "请补上 reason，写明依据", InPlan(row.route))
    for word in view.table.calendar.contradictions:
        hint = "同一天只能放假或上班，请删去其中一个"
        yield Hit(f"{word.text} 既在 days_off 又在 workdays", hint, InPlan(word.route))


def _called_alike(tree: Any) -> Iterator[Hit]:
    """Names that two units of the roster have: whoever is looked up by one, the other may be found."""
    for found in named_twice(tree):
        message = f"“{shorten(found.word.text)}”在单位名录里指两家单位：{found.before}，又是{found.owner}"
        yield Hit(message, "一个名称只能指一家单位，请删去或改正其中一处", InPlan(found.word.route))
