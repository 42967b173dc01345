"""Rows to activities: each row that records something, joined with its activity of the plan. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import flat, whole_number
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.workspace.register.cell_values import is_empty, words
from zhutiri_cli.workspace.register.register_headings import Field, RegisterLayout, What
from zhutiri_cli.workspace.register.theme_check import by_theme, fits, key_of, nearest
from zhutiri_cli.workspace.register.workbook import RegisterCell, RegisterRow, Tab

_NO_ACTIVITY = re.compile(
    "(合计|总计|小计|共计)[0-9]*(项|个|场)?|(注|备注|说明|填表说明|(填表|制表|填报|审核|联系)(人|单位|日期|时间|电话)?):.*"
)
_KEYS = (Field.ID, Field.THEME)


class Fault(Struct, frozen=True):
    """What is wrong in a cell, and what to do; ``place`` names sheet and cell, ``about`` the activity and column."""

    place: str
    about: str
    message: str
    hint: str

    @property
    def line(self) -> Shown:
        """The fault as people read it."""
        about = f"（{self.about}）" if self.about else ""
        return Shown(f"{self.place}{about}：{self.message} → {self.hint}")


class RegisterEntry(Struct, frozen=True):
    """An activity with its filled cells. ``row`` is the first row that it stands in."""

    activity: Activity
    row: int
    cells: dict[What, RegisterCell]


class Entries(Struct):
    """All that a sheet records, and what is wrong with its rows; ``loose``: ids whose themes are written otherwise,
    ``aside``: rows that are no activity."""

    found: dict[int, RegisterEntry] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    merged: bool = False


def read_entries(tab: Tab, layout: RegisterLayout, plan: Plan) -> Entries:
    """Every row below the header."""
    entries = Entries()
    for row in tab.rows[layout.last :]:
        cells = {what: row.cells[at] for what, at in layout.columns.items() if at < len(row.cells)}
        filled = {what: cell for what, cell in cells.items() if not is_empty(cell)}
        if not filled or _is_header(filled, layout):
            continue
        activity = _activity(tab, row, filled, plan, entries)
        if activity is not None:
            entries.hidden += [row.number] if row.hidden else []
            entries.merged |= any(cell.anchor != row.number for cell in filled.values())
            _add(tab, row, activity, filled, entries)
    return entries


def _is_header(filled: dict[What, RegisterCell], layout: RegisterLayout) -> bool:
    """The header once more, after a page break."""
    return all(flat(words(cell.value)).upper() == flat(layout.heading(what)) for what, cell in filled.items())


def _activity(
    tab: Tab, row: RegisterRow, filled: dict[What, RegisterCell], plan: Plan, entries: Entries
) -> Activity | None:
    key = filled.get(Field.ID)
    first = words(next(iter(filled.values())).value)
    if _NO_ACTIVITY.fullmatch(flat(first)) and (key is None or whole_number(words(key.value)) is None):
        entries.aside.append(f"第 {row.number} 行“{shorten(first)}”不是活动，没有读取")
        return None
    for fault in _key_faults(tab, row, filled, plan):
        if fault is not None:
            entries.faults.append(fault)
            return None
    theme = filled.get(Field.THEME)
    if key is None and theme is not None:
        return by_theme(words(theme.value), plan.activities)[0]
    if key is None:
        return None
    number = whole_number(words(key.value))
    (activity,) = [one for one in plan.activities if one.id == number]
    if theme is not None and key_of(words(theme.value)) != key_of(activity.theme):
        entries.loose.append(activity.id)
    return activity


def _key_faults(tab: Tab, row: RegisterRow, filled: dict[What, RegisterCell], plan: Plan) -> Iterator[Fault | None]:
    """What is wrong with the cells that name the activity."""
    key, theme = filled.get(Field.ID), filled.get(Field.THEME)
    named = words(theme.value) if theme is not None else ""
    for cell in (key, theme):
        if cell is not None and cell.problem:
            yield Fault(f"{tab.name}{cell.place}", "", *cell.problem)
    if key is None and theme is None:
        yield Fault(f"{tab.name}第 {row.number} 行", "", "填了内容，却没有写是哪项活动", "请补上序号或主题")
    elif key is None and theme is not None:
        yield _theme_fault(tab, theme, named, plan)
    elif key is not None:
        word, number = words(key.value), whole_number(words(key.value))
        activity = next((one for one in plan.activities if one.id == number), None)
        place = f"{tab.name}{key.place}"
        if isinstance(key.value, bool) or number is None:
            yield Fault(place, "", f"“{shorten(word)}”不是序号", "请填写计划中的活动序号")
        elif activity is None:
            near = nearest(named, plan.activities) if named else None
            ids = [one.id for one in plan.activities]
            hint = f"序号为 {min(ids)} 至 {max(ids)}" + (f"；按主题应为 {near.id}" if near else "")
            yield Fault(place, "", f"计划中没有序号 {number} 的活动", hint)
        elif theme is not None and not fits(named, activity, plan.activities):
            near = nearest(named, plan.activities)
            whose = f"这是序号 {near.id} 的主题，" if near and near.id != activity.id else ""
            message = f"主题“{shorten(named)}”与计划不符，计划为“{shorten(activity.theme)}”"
            yield Fault(f"{tab.name}{theme.place}", f"序号 {activity.id}", message, f"{whose}请核对各行是否错位")


def _theme_fault(tab: Tab, cell: RegisterCell, named: str, plan: Plan) -> Fault | None:
    place, same = f"{tab.name}{cell.place}", by_theme(named, plan.activities)
    if len(same) > 1:
        ids = "、".join(str(one.id) for one in same)
        return Fault(place, "", f"主题“{shorten(named)}”是 {len(same)} 项活动的主题（序号 {ids}）", "请写明序号")
    if not same:
        near = nearest(named, plan.activities)
        hint = f"是否为 {near.id}. {shorten(near.theme)}；" if near else ""
        return Fault(place, "", f"计划中没有主题“{shorten(named)}”", f"{hint}请写明序号")
    return None


def _add(tab: Tab, row: RegisterRow, activity: Activity, filled: dict[What, RegisterCell], entries: Entries) -> None:
    known = entries.found.get(activity.id)
    if known is None:
        entries.found[activity.id] = RegisterEntry(activity, row.number, filled)
        return
    anchors = {filled[key].anchor for key in _KEYS if key in filled}
    if not anchors & {known.cells[key].anchor for key in _KEYS if key in known.cells}:
        place = next(filled[key].place for key in _KEYS if key in filled)
        message = f"序号 {activity.id} 重复，第 {known.row} 行已有"
        entries.faults.append(Fault(f"{tab.name}{place}", "", message, "一项活动只留一行"))
        return
    for what, cell in filled.items():  # an activity over several rows, its key merged
        own = known.cells.setdefault(what, cell)
        if words(own.value) != words(cell.value) and what not in _KEYS:
            message = f"与 {own.place} 同属一项活动，内容却不同"
            about = f"序号 {activity.id}，{what.value}"
            entries.faults.append(Fault(f"{tab.name}{cell.place}", about, message, "请只留一个"))
