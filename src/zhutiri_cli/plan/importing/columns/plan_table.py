"""Which of a source's tables is the plan: found by its header, put together again where a page break cut it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import flat, tidy, whole_number, year_in
from zhutiri_cli.plan.importing.columns.plan_headings import PlanColumn, PlanLayout, read_layout
from zhutiri_cli.plan.importing.grid import Grid, GridLine, SourceText

_PAGE = re.compile(
    "[—–-]*(第?[0-9]{1,4}页?|共?[0-9]+页)([,，/]?共?[0-9]+页)?[—–-]*|[(（]?(续表|接上表|续上表|转下页|接上页)[)）]?"
)
_TITLE = re.compile(
    "[^。；！？]{4,60}(计划表?|安排表?|一览表|任务表|日程表|清单|汇总表|表)([(（][^()（）]{1,20}[)）])?"
)
_WHOLE_TITLE = 8  # lines above the table that are looked at
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})


@dataclass
class Segment:
    """A header and the lines under it, up to the next header or the table's end; ``above`` is the text before it."""

    grid: Grid
    layout: PlanLayout
    above: list[str]
    lines: list[GridLine] = field(default_factory=list)

    @property
    def ids(self) -> list[int]:
        """The numbers that can be read, in order."""
        return _ids(self.layout, self.lines)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """The plan's table: each line under the header in force for it, the text above it, and notices."""

    lines: tuple[tuple[PlanLayout, GridLine], ...]
    title: str
    notices: tuple[str, ...]


def recognise(material: SourceText, name: str) -> FoundTable:
    """The one plan table of a source called ``name``. Raises ``FileProblem``: none, no header, several, formulas."""
    found = _segments(material.grids)
    segments = [segment for segment in found if not segment.layout.missing]
    partial = [segment.layout for segment in found if segment.layout.missing]
    groups: list[list[Segment]] = []
    for segment in segments:
        if groups and _continues(groups[-1], segment):
            groups[-1].append(segment)
        else:
            groups.append([segment])
    chosen = _only([group for group in groups if any(segment.lines for segment in group)], material, partial, name)
    _refuse_formulas(chosen, name)
    lines = tuple((segment.layout, line) for segment in chosen for line in segment.lines)
    left_out = dict.fromkeys(heading for segment in chosen for heading in segment.layout.left_out)
    notices = [f"表中“{shorten(heading)}”一栏没有导入" for heading in left_out]
    notices += [f"{line.place}表格右侧的“{shorten(words)}”没有导入" for line, words in _aside(lines)]
    notices += [f"表格之间的“{shorten(line)}”没有导入" for line in _between(chosen)]
    return FoundTable(lines, _title(chosen[0].above), (*material.notices, *notices))


def _segments(grids: Sequence[Grid]) -> list[Segment]:
    """All headers with their lines. A table without a header goes on under the one before where its numbers do."""
    found: list[Segment] = []
    for grid in grids:
        current = _headless(grid, found[-1]) if found else None
        found += [current] if current else []
        above = list(grid.before)
        for line in grid.lines if current is None or not current.lines else ():
            layout = read_layout(line.cells)
            if layout is None and current is None:
                above.append(" ".join(cell for cell in line.cells if cell.strip()))
            elif layout is None and current is not None:
                current.lines += [line] if line.filled else []
            elif layout is not None and current is not None and not current.lines:
                current.layout = layout.under(current.layout)  # a header of two lines
            elif layout is not None:
                current = Segment(grid, layout, above)
                found.append(current)
                above = []
    return found


def _headless(grid: Grid, last: Segment) -> Segment | None:
    """A table without a header as the rest of the one before: as many columns, and its numbers go on."""
    lines = [line for line in grid.lines if line.filled]
    if any(read_layout(line.cells) or len(line.cells) != len(last.layout.columns) for line in lines):
        return None
    ids, known = _ids(last.layout, lines), last.ids
    if not ids or (last.lines and (not known or ids[0] != known[-1] + 1)):
        return None
    return Segment(grid, last.layout, list(grid.before), lines)


def _ids(layout: PlanLayout, lines: Sequence[GridLine]) -> list[int]:
    places = layout.places(PlanColumn.ID)
    read = [whole_number(line.cells[places[0]]) for line in lines if places and places[0] < len(line.cells)]
    return [number for number in read if number is not None]


def _continues(group: list[Segment], segment: Segment) -> bool:
    """Whether a header only repeats the one before, after a page break: the numbers go on, they do not begin anew."""
    used = [number for known in group for number in known.ids]
    if group[-1].grid is segment.grid:
        return not set(used) & set(segment.ids)
    if segment.layout is group[-1].layout and not group[-1].lines:
        return True  # a header cut from its lines
    return bool(used and segment.ids) and segment.ids[0] > max(used)


def _only(groups: list[list[Segment]], material: SourceText, partial: list[PlanLayout], name: str) -> list[Segment]:
    if len(groups) == 1:
        return groups[0]
    if groups:
        places = "、".join(
            f"{group[0].grid.place}（从{group[0].lines[0].place if group[0].lines else ''}起）" for group in groups
        )
        raise FileProblem(
            f"{name} 里有 {len(groups)} 个表格都像活动计划表：{places}", "请只保留要导入的一个，另存一份后再导入"
        )
    if partial:
        missing = "、".join(f"“{column.value}”" for column in partial[0].missing)
        raise FileProblem(f"{name} 的表头缺少{missing}一栏，不能导入", "请在表头补上这一栏后再导入")
    if not any(line.filled for grid in material.grids for line in grid.lines):
        raise FileProblem(f"{name} 里没有表格", "请选含活动计划表的文件；粘贴文字时各栏之间请保留制表符")
    words = "序号、活动时间、活动主题、活动形式、责任单位"
    if any(read_layout(line.cells) for grid in material.grids for line in grid.lines):
        raise FileProblem(f"{name} 的表头下面没有活动", "请确认选对了文件")
    raise FileProblem(f"{name} 的表格里没有找到计划表的表头", f"请确认表头有这些栏：{words}")


def _refuse_formulas(group: list[Segment], name: str) -> None:
    for segment in group:
        for line in segment.lines:
            for column, cell in zip(segment.layout.columns, line.cells, strict=False):
                text = cell.strip()
                if column is not None and (text in _ERRORS or (text.startswith("=") and len(text) > 1)):
                    what = "是错误值" if text in _ERRORS else "是公式，不是内容"
                    advice = "请全选表格，复制后“选择性粘贴”为数值，保存后再导入"
                    raise FileProblem(f"{name} {line.place}“{column.value}”栏的“{shorten(text)}”{what}", advice)


def _between(group: list[Segment]) -> list[str]:
    """Text between the parts of one table that is more than a page number: it may be a cell's, so it is said."""
    return [line for segment in group[1:] for line in segment.above if line.strip() and not _PAGE.fullmatch(flat(line))]


def _aside(lines: Sequence[tuple[PlanLayout, GridLine]]) -> list[tuple[GridLine, str]]:
    """What stands further to the right than a slipped cell can."""
    pairs = [(line, " ".join(line.cells[len(layout.used) + 1 :]).strip()) for layout, line in lines]
    return [(line, words) for line, words in pairs if words]


def _title(above: Sequence[str]) -> str:
    """The title nearest above the header, with the line before where it is only the title's second half."""
    lines = [line for text in above if (line := tidy(text))][-_WHOLE_TITLE:]
    for index in range(len(lines) - 1, -1, -1):
        if _TITLE.fullmatch(lines[index]) is None:
            continue
        before = lines[index - 1] if index else ""
        first_half = (
            year_in(lines[index]) is None and year_in(before) is not None and not re.search("[。；：:，]$", before)
        )
        return tidy(before + lines[index]) if first_half and len(before) < 40 else lines[index]
    return ""
