"""``check -o 台账.xlsx``: every cell of a fixed report, read back by openpyxl, and the sample as a clerk opens it."""

from __future__ import annotations

import hashlib
import io
import shutil
from copy import copy
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.workbook import Workbook

from tests.support.office_package import well_formed
from tests.support.places import EXAMPLES, FIXTURES
from tests.support.ranking_reports import activity, materials, report
from tests.support.whole_result import whole
from zhutiri_cli.case.material_lines import MaterialItem
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.cli.app import run
from zhutiri_cli.common.shown import Shown, Verbatim
from zhutiri_cli.render.check import xlsx
from zhutiri_cli.render.format import Display
from zhutiri_cli.report.file_lines import FileLine, Recorded
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding, Place, Severity

pytestmark = pytest.mark.usefixtures("examples_known")

GOLDEN = FIXTURES / "ledger.txt"
PHONE = "13800138000"
HERE = Display(here="/w", place="/w/out")


def render(report: Report, display: Display) -> bytes:
    """The file, however it is handed out."""
    return whole(xlsx.render(report, display))


def fixed() -> Report:
    """Four activities: compliant with everything recorded; overdue, with names that look like formulas; not held, of
    no unit; cancelled."""
    late = Finding(
        "ZT203",
        Severity.ERROR,
        Shown("截止日已过，未报送"),
        Shown("请补报"),
        Shown("三（三）"),
        Place(Shown("data/2/submission.yaml"), 3, 1),
    )
    waived = Finding("ZT401", Severity.WARNING, Shown("没有门户链接"), Shown("请补报"), None, waived=Shown("门户改版"))
    return report(
        activity(
            1, Status.COMPLIANT, "甲局", "乙局", extended_from=date(2024, 3, 21), findings=(waived,),
            folder="data/1 a#b", folder_link=Verbatim("data/1 a#b"),
            files=(FileLine(Shown(f"总结{PHONE}.docx"), (Shown("总结"),), date(2024, 3, 20), 8114, Shown("ab" * 32),
                            Shown("可用")),
                   FileLine(Shown("x.zip"), (), None, None, Shown(""), Shown("未解压"))),
            recorded=Recorded(date(2024, 3, 1), date(2024, 3, 22), Shown(f"经 {PHONE} 同意"), True, False),
        ),
        activity(
            2, Status.OVERDUE, '=HYPERLINK("http://a.example")', theme="=1+1\x1b[31m", action=Action.UNIT,
            submitted=None, findings=(late,), working_days_left=-9,
            materials=materials((), (MaterialItem(Shown("a.jpg"), True),)),
        ),
        activity(
            3, Status.NOT_HELD, units=(), action=Action.OFFICE, held=None, submitted=None, deadline=None, folder=None,
            working_days_left=-180, provisional=True,
        ),
        activity(4, Status.CANCELLED, "乙局", held=None, submitted=None, deadline=None, folder=None),
        filing="活动方案报备", notices=("这是提示",),
        findings=(Finding("ZT306", Severity.WARNING, Shown("文件夹无法归类")),),
    )  # fmt: skip


def opened(raw: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(raw))


def dump(book: Workbook) -> str:
    """Every cell that holds something, by sheet, with what it looks like."""
    lines = []
    for sheet in book:
        lines.append(f"# {sheet.title} {sheet.freeze_panes} {sheet.auto_filter.ref}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    value = f"{cell.value:%Y-%m-%d} (date)" if isinstance(cell.value, datetime) else repr(cell.value)
                    filled = str(cell.fill.start_color.rgb)[2:] if cell.fill.fill_type else ""
                    target = f" -> {cell.hyperlink.target}" if cell.hyperlink else ""
                    lines.append(f"{cell.coordinate} {value} {filled}{target}".rstrip())
    return "\n".join(lines) + "\n"


def test_every_cell_of_a_fixed_report() -> None:
    found = dump(opened(render(fixed(), HERE)))
    assert found == GOLDEN.read_text(encoding="utf-8"), found


def test_every_part_is_well_formed_and_nothing_computes() -> None:
    parts = well_formed(render(fixed(), HERE))
    assert not any(b"<f>" in content for content in parts.values())
    assert not any(PHONE.encode() in content for content in parts.values())


def test_the_same_report_makes_the_same_bytes() -> None:
    assert render(fixed(), HERE) == render(fixed(), HERE)


def heads(book: Workbook, name: str) -> dict[str, int]:
    """The titles of a sheet's header, each with its column."""
    sheet = book[name]
    row = next(row for row in sheet.iter_rows(max_row=5) if row[0].value in ("序号", "单位", "项目"))
    return {str(cell.value): int(cell.column or 0) for cell in row}


def test_what_is_filled_in_stands_together_under_a_colour_of_its_own() -> None:
    book = opened(render(fixed(), HERE))
    titles = heads(book, "台账")
    fill = ["举办开始", "举办结束", "报齐日期", "报备日期", "延期至", "延期理由", "会标", "LOGO"]
    places = [titles[title] for title in fill]
    assert places == list(range(places[0], places[0] + len(fill)))
    colours = {title: book["台账"].cell(3, place).fill.start_color.rgb for title, place in titles.items()}
    assert len({colours[title] for title in fill}) == 1
    assert {colours[title] for title in titles if title not in fill} == {colours["序号"]} != {colours["会标"]}
    assert "可填写" in str(book["台账"]["A2"].value)


def test_the_filing_has_a_column_only_where_it_is_asked_for() -> None:
    assert "报备日期" not in heads(opened(render(replace(fixed(), filing=None), HERE)), "台账")


def test_a_folder_whose_name_holds_a_number_gets_no_link() -> None:
    one = activity(1, folder=f"data/1-{PHONE}", folder_link=None)
    raw = render(report(one), HERE)
    assert PHONE.encode() not in b"".join(well_formed(raw).values())


def test_a_report_of_nothing_opens() -> None:
    book = opened(render(report(), HERE))
    assert book.sheetnames == ["总览", "台账", "问题清单", "单位汇总", "归档清单"]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample, which is the current folder, with one folder of an awkward name."""
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    folder = tmp_path / "data" / "submissions" / "2024"
    (folder / "10-回声街道").rename(folder / "10 回声#街道 50%25&a;b'c+(一)[二]")
    monkeypatch.chdir(tmp_path)
    for name in ("ZHUTIRI_PLAN", "ZHUTIRI_SUBMISSIONS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def rows(book: Workbook, name: str) -> list[dict[str, Any]]:
    """A sheet's rows by the titles of the header."""
    titles = heads(book, name)
    sheet = book[name]
    top = next(row[0].row for row in sheet.iter_rows(max_row=5) if row[0].value in ("序号", "单位", "项目"))
    return [dict(zip(titles, row, strict=True)) for row in sheet.iter_rows(min_row=int(top or 0) + 1)]


@pytest.mark.parametrize("place", ["台账.xlsx", "输出 1/台账.xlsx"])
def test_links_of_the_sample_lead_to_the_folders(workspace: Path, place: str) -> None:
    (workspace / place).parent.mkdir(exist_ok=True)
    assert run(["check", "--as-of", "2024-04-12", "-o", place]) == 1
    cells = [row["文件夹"] for row in rows(openpyxl.load_workbook(workspace / place), "台账")]
    targets = [str(cell.hyperlink.target) for cell in cells if cell.hyperlink]
    assert len(targets) == 10
    for target in targets:
        assert ((workspace / place).parent / unquote(target.replace("\\", "/"))).is_dir(), target


def test_the_archive_lists_every_file_with_its_digest(workspace: Path) -> None:
    assert run(["check", "--as-of", "2024-04-12", "-o", "台账.xlsx"]) == 1
    listed = rows(openpyxl.load_workbook(workspace / "台账.xlsx"), "归档清单")
    root = workspace / "data" / "submissions" / "2024"
    there = [path for path in root.glob("*/**/*") if path.is_file() and path.name != "submission.yaml"]
    there = [path for path in there if path.relative_to(root).parts[0] != "待整理"]
    assert len(listed) == len(there) > 30
    digests = 0
    for row in listed:
        (folder,) = [path for path in root.iterdir() if path.name == row["文件夹"].value]
        content = (folder / str(row["文件"].value)).read_bytes()
        assert row["大小（字节）"].value == len(content)
        if row["SHA-256"].value is not None:
            digests += 1
            assert row["SHA-256"].value == hashlib.sha256(content).hexdigest()
    assert digests > 30


def test_the_ledger_agrees_with_the_check(workspace: Path) -> None:
    import json

    run(["check", "--as-of", "2024-04-12", "-o", "台账.xlsx", "-o", "台账.json"])
    whole = json.loads((workspace / "台账.json").read_text(encoding="utf-8"))
    book = openpyxl.load_workbook(workspace / "台账.xlsx")
    for row, item in zip(rows(book, "台账"), whole["activities"], strict=True):
        assert (row["序号"].value, row["主题"].value) == (item["id"], item["theme"])
        assert str(row["状态"].value).endswith(item["label"])
        held = item["held"]["start"] if item["held"] else None
        assert str(row["举办开始"].value)[:10] == str(held)
    assert len(rows(book, "问题清单")) == len(whole["findings"]) + sum(len(a["findings"]) for a in whole["activities"])
    counted = rows(book, "单位汇总")
    assert counted[-1]["活动"].value == 14
    assert sum(row["活动"].value for row in counted[:-1]) == 15  # one is hosted jointly


def test_what_is_too_long_to_be_held_has_the_same_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    def links(content: bytes) -> list[tuple[int, bool]]:
        """Of each row of the archive, whose it is and whether it leads to a folder."""
        page = openpyxl.load_workbook(io.BytesIO(content))["归档清单"]
        found = [(row[0].value, row[-1].hyperlink is not None) for row in page.iter_rows(min_row=2)]
        return [(number, leads) for number, leads in found if isinstance(number, int)]

    def seen(content: bytes) -> list[Any]:
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert well_formed(content)
        for row in book["归档清单"].iter_rows():  # of these, links are looked at by themselves
            row[-1].hyperlink, row[-1].font = None, copy(book["归档清单"]["A1"].font)
        return [
            (
                *(page.title, page.dimensions, page.freeze_panes, page.auto_filter.ref, page.print_title_rows),
                {letter: one.width for letter, one in page.column_dimensions.items()},
                {line: one.height for line, one in page.row_dimensions.items()},
                [(rule.type, str(rule.sqref), rule.prompt) for rule in page.data_validations.dataValidation],
                [
                    (cell.value, cell.number_format, cell.font.b, cell.font.color and cell.font.color.rgb,
                     cell.fill.fgColor.rgb, cell.alignment.wrap_text, cell.hyperlink and cell.hyperlink.target)
                    for row in page.iter_rows() for cell in row
                ],
            )
            for page in book.worksheets
        ]  # fmt: skip

    held = render(fixed(), HERE)
    monkeypatch.setattr("zhutiri_cli.render.check.xlsx.LONG", 0)
    written = render(fixed(), HERE)
    assert written != held
    assert seen(written) == seen(held)
    numbers = [number for number, _ in links(held)]
    assert len(set(numbers)) < len(numbers)
    assert links(held) == [(number, True) for number in numbers]
    firsts = [place == numbers.index(number) for place, number in enumerate(numbers)]
    assert links(written) == list(zip(numbers, firsts, strict=True))  # each is held in memory until the end
