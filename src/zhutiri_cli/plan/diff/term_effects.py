"""What a change of the plan's terms brings about, and to how many activities it applies, in plain Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from zhutiri_cli.plan.diff.differences import Fate, Latest, Meaning, PlanDiff, meaning
from zhutiri_cli.plan.diff.field_changes import FieldChange, Kind
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.plan.terms import requirement_rule


class Terms(Struct, frozen=True):
    """Both plans, the day, and the latest deadlines of the new plan by activity id."""

    old: Plan
    new: Plan
    as_of: date
    latest: Mapping[int, Latest]

    @property
    def same_year(self) -> bool:
        """Whether ids, folders and deadlines of one plan go on in the other."""
        return self.old.year == self.new.year

    def living(self, rule: str | None = None) -> list[Activity]:
        """The new plan's activities that are to be held, without those for which ``rule`` is waived on the day."""
        return [
            activity
            for activity in self.new.activities
            if not activity.cancelled
            and not any(w.rule == rule and (w.until is None or w.until >= self.as_of) for w in activity.waivers)
        ]

    def past(self, activities: list[Activity]) -> int:
        """How many of these have a latest deadline that is over."""
        return sum(self.latest[activity.id].day < self.as_of for activity in activities)


def field_meanings(change: FieldChange, terms: Terms) -> Iterator[Meaning]:
    """What a change outside the table means, and to how many activities it applies."""
    living = len(terms.living())
    match change.path:
        case ("year",):
            yield meaning("两份计划的年度不同：报送材料各自分开放，不按同一年度的改动提醒", flagged=True)
        case ("requirements", "report", "within_working_days"):
            yield meaning(f"报送时限{'放宽' if change.new > change.old else '收紧'}，适用于未取消的 {living} 项活动")
        case ("requirements", "report", "materials", kind, *part):
            yield _materials(kind, tuple(part), terms)
        case ("requirements", section, *_):
            name = {"filing": "事前报备", "portal": "门户链接", "branding": "会标和 LOGO"}.get(section, "这项")
            verb = (
                {Kind.ADDED: "新增", Kind.REMOVED: "取消"}.get(change.kind, "改变") if len(change.path) == 2 else "改变"
            )
            yield meaning(f"{verb}{name}的要求，适用于未取消的 {living} 项活动")
        case ("document", "clauses", *_):
            yield meaning("问题清单和函件引用的条款随之改变")
        case ("ignore", *_):
            yield meaning("哪些文件算材料随之改变，收齐与否和状态可能改变", flagged=True)
        case ("rules", *_):
            yield meaning("规则的级别改变，只影响问题是否计入、算多重；状态和截止日不变")
        case ("scoring", *_):
            yield meaning("评比得分和名次可能改变")


def moved_meanings(diff: PlanDiff) -> Iterator[Meaning]:
    """How many latest deadlines move without a change of the activity itself, or are over because of the change."""
    moved = diff.moved
    alone = sum(item.fate is Fate.DEADLINE for item in moved)
    same_year = diff.old.year == diff.new.year
    newly = sum(item.newly_past for item in moved) if same_year else 0
    if not alone and not newly:
        return
    note = f"，其中 {alone} 项自身内容没有改动" if alone else ""
    note += f"；{newly} 项因此已过最迟报送日" if newly else ""
    yield meaning(f"最迟报送日变动 {len(moved)} 项{note}", flagged=newly > 0)
    if alone:
        yield meaning("已登记举办日期的活动，截止日也随之重新计算，可运行 zhutiri deadlines 查看")


def _materials(kind: str, part: tuple[str, ...], terms: Terms) -> Meaning:
    """A kind's minimum, or how it is told; a declared kind stands here as a whole where it comes or goes."""
    asked = terms.new.materials.asked.get(kind)
    applies = [one for one in terms.living(requirement_rule(kind)) if not asked or asked.applies_to(one.forms)]
    counts = [side.materials.minimums().get(kind, 0) for side in (terms.old, terms.new)]
    tail = f"，适用于未取消、未豁免的 {len(applies)} 项活动"
    if counts[0] == counts[1] or (part and part[0] != "minimum"):
        return meaning("材料种类的设定改变" + tail)
    if counts[1] < counts[0]:
        return meaning(("不再要求" if counts[1] == 0 else f"要求由 {counts[0]} 降低到 {counts[1]}") + tail)
    past = terms.past(applies)
    note = f"，其中 {past} 项的最迟报送日已过，已报齐的可能变为材料不全" if past else ""
    head = f"新增要求（至少 {counts[1]}）" if counts[0] == 0 else f"要求由 {counts[0]} 提高到 {counts[1]}"
    return meaning(head + tail + note, flagged=past > 0)
