"""Why no table of a source is the plan's, and what a person can do about it."""

from __future__ import annotations

from collections.abc import Sequence

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import tidy
from zhutiri_cli.plan.importing.columns.loose_lines import names_an_activity
from zhutiri_cli.plan.importing.columns.month_cells import read_time
from zhutiri_cli.plan.importing.columns.plan_headings import Headings, PlanColumn
from zhutiri_cli.plan.importing.columns.segments import Segment
from zhutiri_cli.plan.importing.grid import GridLine, SourceText


def quoted(words: Sequence[str] | dict[str, None]) -> str:
    """Words in quotation marks, one after another."""
    return "、".join(f"“{shorten(word)}”" for word in words)


def refusal(material: SourceText, partial: list[Segment], name: str, headings: Headings) -> FileProblem:
    """Why no table is the plan's, with what is hidden in the source, since that may be what is missing."""
    lines = [line for grid in material.grids for line in grid.lines]
    hidden = f"；{'；'.join(material.hidden[:3])}" if material.hidden else ""
    shown = "隐藏的要用的，请先取消隐藏；" if material.hidden else ""
    if partial:
        layout = partial[0].layout
        lacking = _lacking(layout.missing)
        return FileProblem(
            f"{name} 的表头缺少{lacking}，不能导入{_strange(layout.left_out)}{hidden}", shown + _advice(layout.missing)
        )
    if not any(line.filled for line in lines):
        told = [f"“{shorten(line)}”" for line in material.text if names_an_activity(line)]
        like = f"；{'、'.join(told[:3])}像活动，不在表里，没有读懂" if told else ""
        advice = "请把各项排成表格" if told else "请选含活动计划表的文件"
        return FileProblem(f"{name} 里没有表格{like}{hidden}", f"{shown}{advice}；粘贴文字时各栏之间请保留制表符")
    if any(headings.layout(line.cells) for line in lines):
        return FileProblem(f"{name} 的表头下面没有活动{hidden}", f"{shown}请确认选对了文件")
    if resembling := [line for line in lines if headings.resembles(line.cells)]:
        strange = headings.not_understood(resembling[0].cells)
        known = {column for column in headings.layout_of_words(resembling[0].cells).columns if column is not None}
        missing = tuple(
            column for column in (PlanColumn.TIME, PlanColumn.THEME, PlanColumn.UNITS) if column not in known
        )
        where = f"（最像的是{resembling[0].place}{f'，缺少{_lacking(missing)}' if missing else ''}）"
        said = f"{name} 的表格里没有找到计划表的表头{where}{_strange(strange)}{hidden}"
        return FileProblem(said, shown + _advice(missing))
    if periods := _periods_above(lines):
        return FileProblem(
            f"{name} 的表格一栏一个季度或月份（{quoted(periods[:4])}），不能导入{hidden}",
            f"{shown}请改成一行一项活动，活动时间、活动主题、责任单位各一栏，再导入",
        )
    words = "序号、活动时间、活动主题、活动形式、责任单位"
    return FileProblem(f"{name} 的表格里没有找到计划表的表头{hidden}", f"{shown}请确认表头有这些栏：{words}")


def _periods_above(lines: Sequence[GridLine]) -> list[str]:
    """The quarters or months that head columns of their own, two at least."""
    for line in lines:
        cells = dict.fromkeys(tidy(cell) for cell in line.cells if cell.strip())
        found = [cell for cell in cells if (time := read_time(cell, year=0)) is not None and time.day is None]
        if len(found) >= 2 and len(cells) - len(found) <= 2:
            return found
    return []


def _lacking(missing: Sequence[PlanColumn]) -> str:
    """The columns that are missing, all of them."""
    count = "" if not missing else "零一两三"[len(missing)]
    return f"{quoted([column.value for column in missing])}{count}栏"


def _strange(headings: Sequence[str]) -> str:
    return f"；没有认出的表头有{quoted(headings)}" if headings else ""


def _advice(missing: Sequence[PlanColumn]) -> str:
    columns = missing or (PlanColumn.THEME,)
    options = " ".join(f"--column 表头={column.value}" for column in columns)
    return f"表头里有别的写法的，请加 {options} 指明；确实没有的，请补上缺的栏后再导入"
