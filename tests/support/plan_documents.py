"""Plan tables rendered in every format that can be imported, by the formats' own libraries."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import yaml

from zhutiri_cli.plan.importing.importer import Imported, import_file

Rows = Sequence[Sequence[str]]
HEADER = ["序号", "活动时间", "活动主题", "活动形式", "责任单位"]
TITLE = "测试区2024年“政务公开主题日”活动计划表"
PLAIN = [
    ["1", "2月", "“春风行动”招聘政策宣传", "政策宣传、现场答疑", "区人社局"],
    ["2", "", "老旧小区改造意见征集", "调查征集", "区住建局、区城管局"],
    ["3", "3月", "幼小衔接政策宣讲", "政策宣传、现场观摩", "区教育局"],
]
EXPECTED = [
    (1, 2, "“春风行动”招聘政策宣传", ["政策宣传", "现场答疑"], ["区人社局"]),
    (2, 2, "老旧小区改造意见征集", ["调查征集"], ["区住建局", "区城管局"]),
    (3, 3, "幼小衔接政策宣讲", ["政策宣传", "现场观摩"], ["区教育局"]),
]
Entry = tuple[int | None, int | None, str | None, list[str], list[str]]


def as_tabs(folder: Path, rows: Rows, title: str = TITLE) -> Path:
    """Text as pasted from Word: tabs, no line breaks in cells."""
    return written(folder / "计划.txt", "\n".join([title, "", *("\t".join(row) for row in rows)]))


def as_markdown(folder: Path, rows: Rows, title: str = TITLE) -> Path:
    lines = ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in row) + " |" for row in rows]
    return written(folder / "计划.md", "\n".join([f"# {title}", "", lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]))


def as_csv(folder: Path, rows: Rows, title: str = TITLE, encoding: str = "utf-8-sig") -> Path:
    out = io.StringIO()
    csv.writer(out).writerows([[title, "", "", "", ""], *rows])
    path = folder / "计划.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def as_gbk_csv(folder: Path, rows: Rows, title: str = TITLE) -> Path:
    return as_csv(folder, rows, title, "gb18030")


def as_html(folder: Path, rows: Rows, title: str = TITLE) -> Path:
    cells = [[html.escape(cell).replace("\n", "<br>") for cell in row] for row in rows]
    body = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in cells)
    head = "<html><head><meta charset='utf-8'></head>"
    return written(
        folder / "计划.html", f"{head}<body><h1>{html.escape(title)}</h1><table>{body}</table></body></html>"
    )


def as_docx(folder: Path, rows: Rows, title: str = TITLE) -> Path:
    document = docx.Document()
    document.add_paragraph(title)
    add_table(document, rows)
    document.save(str(folder / "计划.docx"))
    return folder / "计划.docx"


def as_xlsx(folder: Path, rows: Rows, title: str = TITLE) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    for row in rows:
        sheet.append([int(cell) if cell.isascii() and cell.isdigit() else cell or None for cell in row])
    book.save(folder / "计划.xlsx")
    return folder / "计划.xlsx"


FORMATS: list[Callable[[Path, Rows], Path]] = [as_tabs, as_markdown, as_csv, as_gbk_csv, as_html, as_docx, as_xlsx]


def add_table(parent: Any, rows: Rows) -> Any:
    """A table in a document or a cell."""
    table = parent.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    return table


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def imported(path: Path, year: int | None = None) -> Imported:
    """Import with 2030 as the current year, which no title here names."""
    return import_file(path, year, 2030)


def plan_of(done: Imported) -> dict[str, Any]:
    plan: dict[str, Any] = yaml.safe_load(done.text)
    return plan


def entries(done: Imported) -> list[Entry]:
    """The activities without their remarks; a month is ``None`` where a ``when`` stands instead."""
    return [
        (entry["id"], entry.get("month"), entry["theme"], entry.get("forms", []), entry["units"])
        for entry in plan_of(done)["activities"]
    ]


def rows_of(tmp_path: Path, *rows: Sequence[str], header: Sequence[str] = HEADER) -> Imported:
    """Rows under a header, imported from text with tabs."""
    return imported(as_tabs(tmp_path, [header, *rows]))


def remark_of(done: Imported, at: int) -> str:
    """The remark of the activity at a place, or nothing."""
    return str(plan_of(done)["activities"][at].get("remark", ""))
