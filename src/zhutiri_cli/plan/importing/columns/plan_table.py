"""Which of a source's tables is the plan: found by its header, put together again where a page break cut it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import tidy, year_in
from zhutiri_cli.plan.importing.columns.common_forms import COMMON_FORMS
from zhutiri_cli.plan.importing.columns.form_pieces import is_tick
from zhutiri_cli.plan.importing.columns.heading_words import names_deadlines
from zhutiri_cli.plan.importing.columns.plan_headings import Headings, PlanColumn, PlanLayout
from zhutiri_cli.plan.importing.columns.refused_tables import quoted, refusal
from zhutiri_cli.plan.importing.columns.segments import (
    Segment,
    between,
    continues,
    lone_month,
    parts_of_one,
    segments,
)
from zhutiri_cli.plan.importing.grid import GridLine, SourceText

_TITLE = re.compile(
    "[^。；！？]{4,60}(计划表?|安排表?|一览表|任务表|日程表|清单|汇总表|表)([(（][^()（）]{1,20}[)）])?"
)
_WHOLE_TITLE = 8  # lines above the table that are looked at
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})


class PlanLine(Struct, frozen=True):
    """One line of the plan's table under the header in force for it. ``month``: the one that the table's own title
    gives to all its lines, or a heading across the table to this one and those below it (``heads``). ``doubts``: what
    was taken off its cells."""

    layout: PlanLayout
    line: GridLine
    month: str = ""
    heads: bool = False
    doubts: tuple[str, ...] = ()


class FoundTable(Struct, frozen=True):
    """The plan's table, the text in and above it, its title, and notices. ``renumber``: its parts count anew."""

    lines: tuple[PlanLine, ...]
    title: str
    above: tuple[str, ...]
    notices: tuple[str, ...]
    renumber: bool = False


def recognise(material: SourceText, name: str, headings: Headings) -> FoundTable:
    """The one plan table of a source called ``name``. Raises ``FileProblem``: none, no header, several, formulas."""
    found = segments(material.grids, headings)
    partial = [segment for segment in found if _lacks(segment)]
    groups: list[list[Segment]] = []
    for segment in found:
        if _lacks(segment):
            continue
        if groups and continues(groups[-1], segment):
            groups[-1].append(segment)
        else:
            groups.append([segment])
    groups = [group for group in groups if any(segment.says_anything for segment in group)]
    several = len(groups) > 1 and parts_of_one(groups)
    chosen = [segment for group in groups for segment in group] if several else None
    chosen = chosen or _only(groups, material, partial, name, headings)
    _refuse_formulas(chosen, name)
    lines = tuple(PlanLine(segment.layout, line, segment.month) for segment in chosen for line in segment.lines)
    others = dict.fromkeys(heading for segment in chosen for heading in _without_key(segment))
    notices = [f"表中{quoted(others)}没有对应的栏目，照录在各项的 extra 中"] if others else []
    notices += [f"“{shorten(word)}”一栏按活动时间录入，写的可能是最迟的时间，请核对" for word in _deadlines(chosen)]
    notices += [f"{line.line.place}表格右侧的“{shorten(words)}”没有导入" for line, words in _aside(lines)]
    if not several:
        notices += [f"表格之间的“{shorten(line)}”没有导入" for segment in chosen[1:] for line in between(segment)]
    notices += [f"表头里没有 --column 所说的“{shorten(word)}”" for word in headings.unused([s.layout for s in found])]
    above = tuple(line for segment in chosen for line in segment.above)
    return FoundTable(lines, _title(chosen[0].above), above, (*material.hidden, *material.notices, *notices), several)


def _lacks(segment: Segment) -> bool:
    """Whether a column is missing without which no plan can be made; a month over the table stands for all times."""
    missing = set(segment.layout.missing)
    return bool(missing) and not (missing == {PlanColumn.TIME} and _names_months(segment))


def _names_months(segment: Segment) -> bool:
    """Whether months stand over the table, or across it as headings of their own."""
    return bool(segment.month) or (bool(segment.lines) and bool(lone_month(segment.layout, segment.lines[0])))


def _without_key(segment: Segment) -> list[str]:
    """The headings of columns that have no key, but for those of forms of which the lines only tick some."""
    cells = {at: [line.cells[at] for line in segment.lines if line.cells[at].strip()] for at in segment.layout.others}
    headings = segment.layout.headings
    return [headings[at] for at, own in cells.items() if headings[at] not in COMMON_FORMS or not all(map(is_tick, own))]


def _deadlines(chosen: Sequence[Segment]) -> list[str]:
    """The headings of times that may say until when."""
    headings = dict.fromkeys(segment.layout.heading(PlanColumn.TIME) for segment in chosen)
    return [word for word in headings if names_deadlines(word)]


def _only(
    groups: list[list[Segment]], material: SourceText, partial: list[Segment], name: str, headings: Headings
) -> list[Segment]:
    if len(groups) == 1:
        return groups[0]
    if groups:
        places = "、".join(
            f"{group[0].grid.place}（从{group[0].lines[0].place if group[0].lines else ''}起）" for group in groups
        )
        raise FileProblem(
            f"{name} 里有 {len(groups)} 个表格都像活动计划表：{places}", "请只保留要导入的一个，另存一份后再导入"
        )
    raise refusal(material, partial, name, headings)


def _refuse_formulas(group: list[Segment], name: str) -> None:
    for segment in group:
        for line in segment.lines:
            for column, cell in zip(segment.layout.columns, line.cells, strict=False):
                text = cell.strip()
                if column is not None and (text in _ERRORS or (text.startswith("=") and len(text) > 1)):
                    what = "是错误值" if text in _ERRORS else "是公式，不是内容"
                    advice = "请全选表格，复制后“选择性粘贴”为数值，保存后再导入"
                    raise FileProblem(f"{name} {line.place}“{column.value}”栏的“{shorten(text)}”{what}", advice)


def _aside(lines: Sequence[PlanLine]) -> list[tuple[PlanLine, str]]:
    """What stands further to the right than a slipped cell can."""
    pairs = [(line, " ".join(line.line.cells[len(line.layout.used) + 1 :]).strip()) for line in lines]
    return [(line, words) for line, words in pairs if words]


def _title(above: Sequence[str]) -> str:
    """The title nearest above the header, with the line before where it is only the title's second half."""
    lines = [line for text in above if (line := tidy(text))][-_WHOLE_TITLE:]
    for index in range(len(lines) - 1, -1, -1):
        if _TITLE.fullmatch(lines[index]) is None:
            continue
        before = lines[index - 1] if index else ""
        first_half = (
            year_in(lines[index]) is None and year_in(before) is not None and not re.search("[。；：:，日]$", before)
        )
        return tidy(before + lines[index]) if first_half and len(before) < 40 else lines[index]
    return ""
