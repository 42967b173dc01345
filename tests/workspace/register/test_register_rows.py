"""``zhutiri record 登记表.xlsx``: the office's own sheet, what is refused of it, and that nothing is written then."""

from __future__ import annotations

import os
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from xlsxwriter import Workbook

from tests.support.register_desk import THEMES, Desk
from zhutiri_cli.common.foreign_limits import REGISTER_ROWS
from zhutiri_cli.materials.formats.excel_workbook import open_part_of
from zhutiri_cli.workspace.register import batch, workbook

HEAD = ("序号", "活动主题", "举办日期", "上报时间", "延期至", "理由", "会标", "LOGO", "宣传报道链接", "联系人")


def row(number: Any, **cells: Any) -> list[Any]:
    """A row of ``HEAD``, the theme filled in."""
    names = ("held", "submitted", "until", "why", "banner", "logo", "links", "contact")
    return [number, cells.pop("theme", THEMES.get(number)), *(cells.get(name) for name in names)]


def plain(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CBaseLoader)


def test_the_offices_own_sheet(desk: Desk) -> None:
    desk.put(1, "# 注\nheld: 2024-02-20\nlinks: [https://www.yunxi.example/a]\n")
    desk.sheet(
        ["云汐示范区登记表"],
        [],
        HEAD,
        row(1, submitted="2月26日", links="https://www.yunxi.example/a\nhttps://news.example/b"),
        row(2, held="3月15日至16日", submitted=datetime(2024, 3, 20, 17), banner="√", logo="未", contact="张三"),
        row(3, held=date(2024, 3, 18), until="2024年3月29日", why="场地：检修 #3"),
        row(4, held="—", submitted="待报"),
        ["合计", None, 3],
    )
    ran = desk.record()
    assert ran.status == 0, ran.err
    assert desk.text(1).startswith("# 注\nheld: 2024-02-20\n")
    assert plain(desk.text(1))["links"] == ["https://www.yunxi.example/a", "https://news.example/b"]
    assert plain(desk.text(1))["submitted"] == "2024-02-26"
    assert plain(desk.text(2)) == {
        "held": {"start": "2024-03-15", "end": "2024-03-16"}, "submitted": "2024-03-20",
        "branding": {"banner": "true", "logo": "false"},
    }  # fmt: skip
    assert plain(desk.text(3)) == {"held": "2024-03-18", "extended_to": "2024-03-29", "reason": "场地：检修 #3"}
    assert not list(desk.root.glob("04*"))
    assert "√ 已登记 3 项活动，另有 1 项没有变化" in ran.out
    assert "举办日期（held）：（无） → 2024-03-15 至 2024-03-16" in ran.out
    assert "   3  2024-03-29  春季就业服务日（由 2024-03-25 延期）" in ran.out
    assert "没有读取的栏：联系人" in ran.err
    assert "合计" in ran.err
    once = desk.tree()
    assert "没有要登记的改动" in desk.record().out
    assert desk.tree() == once


def test_nothing_is_written_where_only_looked_at(desk: Desk) -> None:
    desk.sheet(HEAD, row(2, held="3月15日"))
    ran = desk.record("--dry-run")
    assert (ran.status, desk.root.exists()) == (0, False)
    assert "→ 2024-03-15" in ran.out
    assert "只看不写：将登记 1 项活动" in ran.out


def test_rows_are_found_by_theme_alone(desk: Desk) -> None:
    desk.sheet(("活动名称", "举办时间"), ("春季就业服务日。", "3月15日"))
    assert desk.record().status == 0
    assert plain(desk.text(3)) == {"held": "2024-03-15"}


def test_notes_below_the_table_are_said_and_no_activities(desk: Desk) -> None:
    desk.sheet(HEAD, row(2, held="3月15日"), ["合计", None, 3], ["注：以上由各单位填报"], ["填报人：张三", None, "3月"])
    ran = desk.record()
    assert ran.status == 0, ran.err
    assert ran.err.count("不是活动，没有读取") == 3


def test_a_theme_that_begins_like_a_note_is_a_theme(desk: Desk) -> None:
    desk.plan.write_text(
        desk.plan.read_text(encoding="utf-8").replace("校园开放日", "注册登记便利化宣传"), encoding="utf-8"
    )
    desk.sheet(("活动主题", "举办日期"), ("注册登记便利化宣传", "3月15日"))
    assert desk.record().status == 0
    assert plain(desk.text(2)) == {"held": "2024-03-15"}


def test_planned_months_are_no_days_held(desk: Desk) -> None:
    desk.sheet(("序号", "活动时间", "报送日期"), (1, "2月", None), (2, "3月15日", None))
    ran = desk.record()
    assert ran.status == 0, ran.err
    assert "只写到月份的 1 处" in ran.err
    assert plain(desk.text(2)) == {"held": "2024-03-15"}


def test_a_doubtful_date_is_said_before_it_is_written(desk: Desk) -> None:
    desk.sheet(HEAD, row(2, held="2023-03-15"))
    assert "？ 举办日期 2023-03-15 与计划月份 2024-03 相差 12 个月" in desk.record("--dry-run").out


# ---- what is refused ---------------------------------------------------------------------------------------------

REFUSED: dict[str, tuple[tuple[list[Any], ...], tuple[str, ...]]] = {
    "a day that there is not": ((row(2, held="2月30日"),), ("C2", "序号 2，举办日期", "不存在")),
    "an id twice": ((row(2, held="3月15日"), row(2, submitted="3月20日")), ("A3", "序号 2 重复，第 2 行已有")),
    "an id that is not in the plan": (
        (row(9, theme="校园开放日", held="3月15日"),), ("A2", "没有序号 9", "按主题应为 2")),
    "no id": ((row("二季度", theme="x", held="3月15日"),), ("A2", "不是序号")),
    "shifted rows": ((row(2, theme=THEMES[3], held="3月15日"),), ("B2", "与计划不符", "这是序号 3 的主题", "错位")),
    "another theme": ((row(2, theme="完全不同的活动", held="3月15日"),), ("B2", "与计划不符")),
    "no key at all": (([None, None, "3月15日"],), ("第 2 行", "没有写是哪项活动")),
    "an extension without a reason": ((row(2, until="2024-03-29"),), ("E2", "须写明理由")),
    "a reason for nothing": ((row(2, why="同意"),), ("F2", "没有写延期到哪天")),
    "a mark that is none": ((row(2, banner="无"),), ("G2", "不是“是”或“否”")),
    "a link that is none": ((row(2, links="http://localhost/"),), ("I2", "不能用")),
    "a date without a year before the end": (
        (row(4, held="2024-12-20", submitted="1月3日"),), ("D2", "没有写年份", "早于活动结束日 2024-12-20")),
    "an error value": ((row(2, held="#REF!"),), ("C2", "错误值 #REF!")),
    "a formula without its result": ((row(2, held="=DATE(2024,3,15)"),), ("C2", "是公式", "选择性粘贴")),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_fault_in_one_row_writes_no_row(desk: Desk, name: str) -> None:
    desk.put(3, "held: 2024-03-15\n")
    rows, said = REFUSED[name]
    desk.sheet(HEAD, *rows, row(3, submitted="2024-03-20"))
    told = desk.refused()
    assert "工作表“登记”" in told
    for words in said:
        assert words in told


def test_every_fault_of_every_row_is_said(desk: Desk) -> None:
    desk.put(3, "hold: 2024-03-15\n")
    desk.sheet(HEAD, row(1, held="2月30日", submitted="24.3.1"), row(2, logo="也许"), row(3, held="3月15日"))
    told = desk.refused()
    assert [words in told for words in ("C2", "D2", "H3", "submission.yaml:1:1")] == [True] * 4
    assert "有 4 处不能登记，没有写入任何内容" in told


@pytest.mark.parametrize("word", ["—", "无", "待定", "/"])
def test_what_is_recorded_is_not_deleted(desk: Desk, word: str) -> None:
    desk.put(2, "held: 2024-03-15\n")
    desk.sheet(HEAD, row(2, held=word))
    assert "不会由表格删除" in desk.refused()


def test_a_reason_that_a_ledger_masked_is_not_written_back_changed(desk: Desk) -> None:
    desk.put(2, "extended_to: 2024-03-29\nreason: 经13800138000同意\n")
    desk.sheet(HEAD, row(2, why="经138****8000同意"))
    assert "没有要登记的改动" in desk.record().out
    desk.sheet(HEAD, row(2, why="经138****8000电话同意"))
    told = desk.refused()
    assert "遮盖的号码" in told
    assert "13800138000" not in told


def test_a_plan_with_errors_writes_nothing(desk: Desk) -> None:
    desk.plan.write_text(desk.plan.read_text(encoding="utf-8").replace("- id: 2", "- id: 1"), encoding="utf-8")
    desk.sheet(HEAD, row(3, held="3月15日"))
    assert "validate" in desk.refused()


# ---- the workbook itself -----------------------------------------------------------------------------------------


def test_other_options_do_not_go_with_a_sheet(desk: Desk) -> None:
    desk.sheet(HEAD, row(2, held="3月15日"))
    assert "--held" in desk.refused("--held", "2024-03-15")


def test_a_sheet_is_named_only_for_a_workbook(desk: Desk) -> None:
    assert "--sheet" in desk.refused("--sheet", "登记", book=Path("2"))


@pytest.mark.parametrize(
    "name", ["没有.xlsx", "旧表.xls", "表.csv", "宏.xlsm", "坏.xlsx", "空.xlsx", "夹.xlsx", "文字.xlsx"]
)
def test_a_file_that_is_no_such_workbook(desk: Desk, name: str) -> None:
    path = desk.place / name
    if name.startswith("夹"):
        path.mkdir()
    elif name.startswith("坏"):
        path.write_bytes(desk.sheet(HEAD).read_bytes()[:900])
    elif not name.startswith("没有"):
        path.write_bytes(b"" if name.startswith("空") else "序号,举办日期\n".encode())
    told = desk.refused(book=path)
    assert name in told
    assert told.count("\n") == 1


def test_an_encrypted_workbook(desk: Desk) -> None:
    path = desk.sheet(HEAD, row(2, held="3月15日"))
    raw = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.find(mark)
        while place >= 0:
            raw[place + at] |= 1
            place = raw.find(mark, place + 4)
    path.write_bytes(bytes(raw))
    assert "加密" in desk.refused()


def test_macros_under_another_name(desk: Desk) -> None:
    path = desk.sheet(HEAD, row(2, held="3月15日"))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert "宏" in desk.refused()


def test_a_workbook_that_unpacks_to_too_much(desk: Desk) -> None:
    path = desk.sheet(HEAD, row(2, held="3月15日"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * (21 * 1024 * 1024))
    assert "体积过大" in desk.refused()


def test_a_table_of_too_many_rows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert REGISTER_ROWS == 5000
    monkeypatch.setattr(batch, "MOST_ROWS", 50)
    desk.sheet(HEAD, *([9, "x"] for _ in range(51)))
    assert "第 51 行以下还有内容" in desk.refused()


def test_a_link_that_only_the_cell_leads_to(desk: Desk) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(("序号", "链接"))
    page.append((2, "查看"))
    page["B2"].hyperlink = "https://www.yunxi.example/a"
    book.save(desk.book)
    assert desk.record().status == 0
    assert plain(desk.text(2)) == {"links": ["https://www.yunxi.example/a"]}


def test_a_result_that_was_saved_with_its_formula_is_read(desk: Desk) -> None:
    """As Excel saves it: one that shows nothing has an empty text for its result."""
    made = desk.place / "公式.xlsx"
    book = Workbook(made)
    page = book.add_worksheet("登记")
    page.write_row(0, 0, HEAD)
    for at, (number, result) in enumerate(((2, "2024-03-15"), (3, "nothing")), 1):
        page.write_row(at, 0, row(number))
        page.write_formula(at, 2, '=IF(J2="","",J2)', None, result)
    book.close()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(desk.book, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v>nothing</v>", b"<v></v>"))
    ran = desk.record()
    assert ran.status == 0, ran.err
    assert plain(desk.text(2)) == {"held": "2024-03-15"}
    assert not list(desk.root.glob("03*"))


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_nothing_is_written_through_a_link_out_of_the_workspace(desk: Desk) -> None:
    outside = desk.place / "outside"
    outside.mkdir()
    (outside / "submission.yaml").write_text("held: 2024-03-15\n", encoding="utf-8")
    folder = desk.put(3, "").parent
    (folder / "submission.yaml").unlink()
    (folder / "submission.yaml").symlink_to(outside / "submission.yaml")
    (desk.root / "02-星湾教育局").symlink_to(outside)
    desk.sheet(HEAD, row(2, submitted="3月20日"), row(3, submitted="3月20日"))
    assert desk.refused().count("通向报送材料总文件夹之外") == 2
    assert (outside / "submission.yaml").read_text(encoding="utf-8") == "held: 2024-03-15\n"


def test_a_sheet_of_a_million_rows(desk: Desk) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(HEAD)
    page.cell(1_048_576, 16).value = "x"
    book.save(desk.book)
    assert "第 5001 行以下还有内容" in desk.refused()


def test_no_table(desk: Desk) -> None:
    desk.sheet(("单位", "电话"), ("甲局", "1"))
    assert "没有找到登记表的表头" in desk.refused()


def test_a_column_twice(desk: Desk) -> None:
    desk.sheet(("序号", "举办日期", "举办日期"), (2, "3月15日", "3月16日"))
    assert "有两栏都叫“举办日期”" in desk.refused()


def test_two_tables_ask_which(desk: Desk) -> None:
    book = openpyxl.Workbook()
    for title in ("上半年", "下半年"):
        page = book.create_sheet(title)
        page.append(("序号", "举办日期"))
        page.append((2, "3月15日" if title == "上半年" else "3月18日"))
    book.save(desk.book)
    assert "请用 --sheet 指明一个" in desk.refused()
    assert "有这些：" in desk.refused("--sheet", "全年")
    assert desk.record("--sheet", "下半年").status == 0
    assert plain(desk.text(2)) == {"held": "2024-03-18"}


def test_hidden_and_merged_cells_are_read_and_said(desk: Desk) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for line in (
        ("序号", "举办日期", "会标"),
        (2, "3月15日", None),
        (3, None, None),
        (4, "5月6日", "是"),
        (None, None, "是"),
    ):
        page.append(line)
    page.merge_cells("B2:B3")
    page.merge_cells("A4:A5")
    page.row_dimensions[3].hidden = True
    hidden = book.create_sheet("旧表")
    hidden.append(("序号", "举办日期"))
    hidden.sheet_state = "hidden"
    book.save(desk.book)
    ran = desk.record()
    assert ran.status == 0, ran.err
    assert plain(desk.text(2)) == plain(desk.text(3)) == {"held": "2024-03-15"}
    assert plain(desk.text(4)) == {"held": "2024-05-06", "branding": {"banner": "true"}}
    for said in ("隐藏（或筛选掉）的第 3 行照样读取", "合并的单元格", "隐藏的工作表“旧表”没有读取"):
        assert said in ran.err


def test_a_header_of_two_lines(desk: Desk) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for line in (
        ("序号", "举办时间", None, "报送日期"),
        (None, "开始", "结束", None),
        (2, "3月15日", "3月16日", "3月20日"),
    ):
        page.append(line)
    for area in ("A1:A2", "B1:C1", "D1:D2"):
        page.merge_cells(area)
    book.save(desk.book)
    assert desk.record().status == 0
    assert plain(desk.text(2)) == {"held": {"start": "2024-03-15", "end": "2024-03-16"}, "submitted": "2024-03-20"}


def test_the_other_date_system(desk: Desk) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    page = book.worksheets[0]
    page.append(("序号", "举办日期"))
    page.append((2, datetime(2024, 3, 15)))
    book.save(desk.book)
    assert desk.record().status == 0
    assert plain(desk.text(2)) == {"held": "2024-03-15"}


def test_peoples_text_is_shown_literally_and_masked(desk: Desk) -> None:
    desk.sheet(HEAD, row(2, until="3月29日", why="经13800138000同意[red]\u202e"))
    ran = desk.record()
    assert ran.status == 0, ran.err
    assert "13800138000" not in ran.out + ran.err
    assert "138****8000同意[red]" in ran.out
    assert "13800138000同意[red]" in desk.text(2)


# ---- all or none -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("broken", [1, 2, 3])
def test_a_write_that_fails_takes_the_others_back(desk: Desk, monkeypatch: pytest.MonkeyPatch, broken: int) -> None:
    desk.put(1, "held: 2024-02-20\n")
    desk.sheet(HEAD, row(1, submitted="2月26日"), row(2, held="3月15日"), row(3, held="3月18日"))
    before, calls, real = desk.tree(), [0], Path.replace

    def replace(self: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] == broken:
            raise OSError(28, "No space left on device")
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replace)
        ran = desk.record()
    assert ran.status == 2
    assert "磁盘空间" in ran.err
    assert "没有登记任何内容" in ran.err
    assert ("恢复了原样" in ran.err) == (broken > 1)
    assert "√" not in ran.out
    assert desk.tree() == before
    assert desk.record().status == 0
    assert len(list(desk.root.glob("*/submission.yaml"))) == 3


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind here")
def test_a_folder_that_may_not_be_written(desk: Desk) -> None:
    desk.put(3, "held: 2024-03-15\n").parent.chmod(0o500)
    desk.sheet(HEAD, row(2, held="3月15日"), row(3, submitted="3月20日"))
    before = desk.tree()
    assert desk.record().status == 2
    assert desk.tree() == before


def test_a_kill_in_the_middle_is_made_good_by_running_it_again(desk: Desk) -> None:
    """What a kill leaves is whole files, some new and some old: as if only the first had been recorded."""
    desk.sheet(HEAD, row(2, held="3月15日"))
    assert desk.record().status == 0
    desk.sheet(HEAD, row(2, held="3月15日"), row(3, held="3月18日"))
    ran = desk.record()
    assert "√ 已登记 1 项活动，另有 1 项没有变化" in ran.out


def test_an_interruption_takes_everything_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.sheet(HEAD, row(2, held="3月15日"), row(3, held="3月18日"))
    real, calls = Path.replace, [0]

    def replace(self: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] == 2:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    assert desk.record().status == 130
    assert not desk.root.exists()


def many_rows(path: Path, rows: int, columns: int) -> Path:
    book = Workbook(path, {"constant_memory": True})
    page = book.add_worksheet("明细")
    for at in range(rows):
        page.write_row(at, 0, [at * column for column in range(columns)])
    book.close()
    return path


def test_of_a_sheet_without_a_header_only_the_first_rows_are_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def counted(*arguments: Any, **named: Any) -> Any:
        made = open_part_of(*arguments, **named)
        seen.extend(sheet.max_row for sheet in made.book.worksheets)
        return made

    monkeypatch.setattr(workbook, "open_part_of", counted)
    many_rows(desk.book, 3000, 20)
    assert "没有找到登记表的表头" in desk.refused()
    assert seen == [20]


def test_a_table_below_the_first_rows_is_read_to_its_end(desk: Desk) -> None:
    desk.sheet(
        *([f"说明{at}"] for at in range(17)), HEAD, *(row(number) for number in (1, 3, 4)), row(2, held="3月15日")
    )
    ran = desk.record()
    assert ran.status == 0, ran.err
    assert plain(desk.text(2)) == {"held": "2024-03-15"}


@pytest.mark.reader_processes
def test_a_register_is_read_in_a_process_of_its_own_which_may_be_late(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.sheet(HEAD, row(2, held="3月15日"))
    assert desk.record().status == 0
    desk.sheet(HEAD, *[row(2, held="3月15日")] * 3_000)  # a second at least
    monkeypatch.setattr(workbook, "REGISTER_SECONDS", 0.05)
    said = desk.refused()
    assert "登记表.xlsx 没有读完" in said
    assert "另存一份后再登记" in said
