"""The table's lines turned into activities: months carried down, cells taken apart, every doubt kept as a remark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from zhutiri_cli.plan.importing.cell_text import is_blank, tidy, whole_number
from zhutiri_cli.plan.importing.columns.cell_pieces import is_office, split_forms, split_units
from zhutiri_cli.plan.importing.columns.fitting import Known
from zhutiri_cli.plan.importing.columns.month_cells import Time, read_time, undecided
from zhutiri_cli.plan.importing.columns.plan_headings import PlanColumn, PlanLayout
from zhutiri_cli.plan.importing.grid import GridLine
from zhutiri_cli.plan.importing.rows.shifted_cells import CellPlacement, place
from zhutiri_cli.plan.importing.rows.whole_rows import prepared

COMMON_FORMS = frozenset(
    [
        "现场观摩",
        "座谈交流",
        "调查征集",
        "政策发布",
        "政策宣传",
        "现场答疑",
        "现场交流",
        "调查研究",
        "职工服务",
        "政策宣讲",
        "政策帮扶",
        "文艺汇演",
        "互动答题",
        "现场咨询",
        "现场办理",
        "在线直播",
        "在线问答",
        "在线访谈",
        "问卷调查",
        "意见征集",
        "新闻发布",
        "新闻发布会",
        "政策解读",
        "志愿服务",
        "开放日",
    ]
)
"""Forms that the 2024 notice and its annex name, and a few of their kind."""


@dataclass(frozen=True, slots=True)
class DraftActivity:
    """One activity as far as the table says it; ``None`` and empty fields are left for a person to fill in."""

    id: int | None
    month: int | None
    theme: str
    forms: tuple[str, ...]
    units: tuple[str, ...]
    place: str
    own_remark: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def remark(self) -> str:
        """The table's own remark and every doubt, as the plan carries it."""
        return "；".join(part for part in (self.own_remark, *self.doubts) if part)


def read_rows(
    lines: Sequence[tuple[PlanLayout, GridLine]], year: int, forms: Iterable[str] = ()
) -> tuple[tuple[DraftActivity, ...], tuple[str, ...]]:
    """The activities of a table's lines in order, and notices on lines that are none."""
    kept, notices = prepared(lines)
    known = _known(kept, COMMON_FORMS | set(forms))
    found = _joined(_Months(year).carried(kept, known))
    found, said = _numbered(found)
    return tuple(found), (*notices, *said)


class _Months:
    """The month that holds until the next one is named, and whose line named it."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.time: Time | None = None
        self.before: int | None = None

    def carried(self, lines: Sequence[tuple[PlanLayout, GridLine]], known: Known) -> Iterator[DraftActivity]:
        for layout, line in lines:
            activity = self._activity(layout, line, place(layout, line, known), known)
            self.before = activity.id or self.before
            yield activity

    def _activity(self, layout: PlanLayout, line: GridLine, placed: CellPlacement, known: Known) -> DraftActivity:
        values = placed.values
        month, said, followed = self._month(layout, placed)
        units = split_units(values.get(PlanColumn.UNITS, ""), known.units)
        forms = split_forms(values.get(PlanColumn.FORMS, ""), known.forms)
        parts = [*placed.tail, *followed] if placed.remark else []
        problem = f"{placed.remark}{'；' if parts else ''}{'，'.join(parts)}"
        own = [tidy(line.cells[at]) for at in layout.places(PlanColumn.REMARK) if not is_blank(line.cells[at])]
        return DraftActivity(
            whole_number(values.get(PlanColumn.ID, "")) or None,
            month,
            tidy(values.get(PlanColumn.THEME, "")),
            forms.items,
            units.items,
            line.place,
            "；".join(own),
            tuple(doubt for doubt in (problem, *said, *forms.doubts, *units.doubts, *_aside(layout, line)) if doubt),
        )

    def _month(self, layout: PlanLayout, placed: CellPlacement) -> tuple[int | None, list[str], list[str]]:
        """The month, doubts about it, and what a repaired line says of the month it takes from the one before."""
        text = placed.values.get(PlanColumn.TIME, "")
        if PlanColumn.TIME in placed.lost:
            self.time = None
            return None, [], []
        if text:
            self.time = read_time(text, year=self.year, bare="月" in layout.heading(PlanColumn.TIME)) or Time(
                None, tidy(text)
            )
            exact = self.time.month is not None
            said = f"原表活动时间为“{self.time.said}”" if exact and self.time.said else ""
            return self.time.month, [said or ("" if exact else undecided(self.time.said))], []
        if self.time is None:
            return None, ["原表未写活动时间，月份待填写"], []
        if self.time.month is None:
            return None, [undecided(self.time.said, self.before)], []
        return (
            self.time.month,
            [],
            [f"活动时间随上一行（第{self.before}项）为{self.time.month}月"] if self.before else [],
        )


def _aside(layout: PlanLayout, line: GridLine) -> list[str]:
    """Units that stand in a column of their own for those who only take part."""
    pairs = [(layout.headings[at], line.cells[at]) for at in layout.places(PlanColumn.UNITS)[1:]]
    return [f"“{tidy(cell)}”列在原表“{heading}”栏" for heading, cell in pairs if not is_blank(cell)]


def _known(lines: Sequence[tuple[PlanLayout, GridLine]], forms: frozenset[str]) -> Known:
    """The forms and units of lines in which every cell can be what its column says."""
    units: set[str] = set()
    more: set[str] = set()
    plain = Known(forms)
    for layout, line in lines:
        placed = place(layout, line, plain)
        if not placed.remark and PlanColumn.UNITS in placed.values:
            named = split_units(placed.values[PlanColumn.UNITS]).items
            if all(is_office(name) for name in named):
                units |= set(named)
                more |= {form for form in split_forms(placed.values[PlanColumn.FORMS], forms).items if len(form) <= 8}
    return Known(forms | more, frozenset(units))


def _joined(found: Iterable[DraftActivity]) -> list[DraftActivity]:
    """Lines of one number and one theme (cells merged downwards) as one activity with all their units."""
    joined: list[DraftActivity] = []
    for activity in found:
        last = joined[-1] if joined else None
        if (
            last is None
            or last.id is None
            or (last.id, last.theme, last.month) != (activity.id, activity.theme, activity.month)
        ):
            joined.append(activity)
            continue
        joined[-1] = replace(
            last,
            forms=tuple(dict.fromkeys([*last.forms, *activity.forms])),
            units=tuple(dict.fromkeys([*last.units, *activity.units])),
            doubts=tuple(dict.fromkeys([*last.doubts, "原表分行列出责任单位，已合为一项", *activity.doubts])),
        )
    return joined


def _numbered(found: list[DraftActivity]) -> tuple[list[DraftActivity], list[str]]:
    """Numbers where the table has none at all, or where the lines around leave only one; doubles are said."""
    if all(activity.id is None for activity in found):
        return [replace(entry, id=at) for at, entry in enumerate(found, 1)], [
            f"原表没有序号（或为自动编号），按行次编为 1–{len(found)}"
        ]
    numbered: list[DraftActivity] = []
    for index, activity in enumerate(found):
        before = numbered[-1].id if numbered else 0
        after = found[index + 1].id if index + 1 < len(found) else None
        if activity.id is None and before is not None and after == before + 2:
            said = f"原表序号空白，按前后两行补为 {before + 1}"
            numbered.append(replace(activity, id=before + 1, doubts=(*activity.doubts, said)))
        elif activity.id is None:
            numbered.append(replace(activity, doubts=(*activity.doubts, "原表序号空白，序号待填写")))
        elif any(activity.id == entry.id for entry in numbered):
            numbered.append(replace(activity, doubts=(*activity.doubts, f"原表序号 {activity.id} 重复，照原样录入")))
        else:
            numbered.append(activity)
    return numbered, []
