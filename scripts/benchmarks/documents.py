"""Reading Word documents beside python-docx, writing a workbook beside XlsxWriter, every format beside its check."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from msgspec.structs import replace

from benchmarks.in_process import beside, each_beside, seconds
from benchmarks.measurement import Figure, Measurement, Section, Taken, Unit
from benchmarks.ten_files import workspace
from zhutiri_cli.check.plan_files import load
from zhutiri_cli.check.request import CheckRequest
from zhutiri_cli.check.weekly import check
from zhutiri_cli.materials.survey.inspect import inspect
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display, Format, Streamed
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.catalogue import catalogue

DOCUMENTS = 50
MANY = 5_000
ROWS = 1_000
SECTION = Section(
    "documents",
    "文档和输出",
    f"都在同一个进程里。读：{DOCUMENTS} 个 .docx，每个 40 段和一张 10 行的表；"
    "对照是 python-docx 打开后取出段落和单元格的文字，本工具还看文本框、页眉页脚、批注、链接和图片，并防压缩炸弹。"
    f"写：{ROWS:,} 项活动的台账；对照是 XlsxWriter 只写同样的单元格，没有格式。"
    "末几行是 54 项活动、540 个文件的一次检查（不用缓存）与全部格式各写一遍，以及很大的屏幕输出和网页。",
)
DISPLAY = Display(100)


def document(seed: int, path: Path) -> None:
    """A document of 40 paragraphs and a table, its words made up."""
    import docx

    rng = Random(seed)

    def words(count: int) -> str:
        return "".join(chr(0x4E00 + rng.randrange(3000)) for _ in range(count))

    made = docx.Document()
    for _ in range(40):
        made.add_paragraph(words(120))
    table = made.add_table(rows=10, cols=4)
    for row in table.rows:
        for cell in row.cells:
            cell.text = words(12)
    made.save(str(path))


def walked(path: Path) -> str:
    """All text of paragraphs and cells, by python-docx."""
    import docx

    opened = docx.Document(str(path))
    pieces = [paragraph.text for paragraph in opened.paragraphs]
    pieces += [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join(pieces)


def _reading(rounds: int) -> Iterator[tuple[str, Taken]]:
    yield "time", each_beside(document, DOCUMENTS, ".docx", inspect, walked, rounds)


def report(folder: Path) -> tuple[CheckRequest, Report]:
    """A check of 54 activities with their material, and what it says."""
    plan = workspace(folder, 54)
    known = catalogue()
    request = CheckRequest(load(plan, known), folder / "submissions" / "2024", date(2024, 12, 31), known)
    return request, check(request)


def many(one: Report, count: int) -> Report:
    """A report of so many activities, made of those there are."""
    items = one.activities
    more = tuple(replace(items[n % len(items)], id=n + 1) for n in range(count))
    return replace(one, activities=more, total=count)


def written(entry: Format, report: Report) -> int:
    """The size of what a format gives, every piece of it made; what the report worked out before is not used."""
    found = entry.render(replace(report), DISPLAY)
    if isinstance(found, Streamed):
        return sum(map(len, found.content)) + sum(len(piece) for _, piece in found.beside or ())
    return len(found)


def bare_workbook(sheets: dict[str, list[tuple[Any, ...]]]) -> bytes:
    """The cells, by XlsxWriter, with nothing else."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return out.getvalue()


def cells_of(workbook: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The values of a workbook, row by row; days as they are written."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return {
        sheet.title: [
            tuple(value.isoformat() if isinstance(value, date) else value for value in row)
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book.worksheets
    }


def _workbook(rounds: int) -> Iterator[tuple[str, Taken]]:
    with tempfile.TemporaryDirectory() as folder:
        large = many(report(Path(folder))[1], ROWS)
    render = formats("check")["xlsx"].render
    written = render(large, DISPLAY)
    assert isinstance(written, bytes)
    sheets = cells_of(written)
    yield "time", beside(lambda: render(large, DISPLAY), lambda: bare_workbook(sheets), rounds)


def _formats(rounds: int) -> Iterator[tuple[str, Taken]]:
    with tempfile.TemporaryDirectory() as folder:
        request, small = report(Path(folder))
        entries = formats("check")

        def all_formats() -> None:
            for entry in entries.values():
                written(entry, small)

        yield "all", beside(all_formats, lambda: check(request), rounds)
    large = many(small, MANY)
    for name in ("table", "html"):
        act = partial(written, entries[name], large)
        act()
        yield name, Taken(tuple(seconds(act) for _ in range(rounds)))


MEASUREMENTS = (
    Measurement("documents-docx", SECTION, (Figure("time", "读一个 .docx", "python-docx"),), 7, _reading),
    Measurement(
        "documents-xlsx",
        SECTION,
        (Figure("time", f"写 {ROWS:,} 项的 .xlsx", "XlsxWriter 只写单元格", Unit.SECONDS),),
        3,
        _workbook,
    ),
    Measurement(
        "documents-formats",
        SECTION,
        (
            Figure("all", "全部格式各写一遍", "`check` 本身（不用缓存）"),
            Figure("table", f"{MANY:,} 项的屏幕输出", unit=Unit.SECONDS),
            Figure("html", f"{MANY:,} 项的网页", unit=Unit.SECONDS),
        ),
        3,
        _formats,
    ),
)
