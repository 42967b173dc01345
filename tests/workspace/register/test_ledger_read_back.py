"""The ledger that ``check`` writes, filled in and read back."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.command import zhutiri
from tests.support.places import EXAMPLES
from tests.support.register_desk import Desk

MAKER = EXAMPLES.parent / "scripts" / "make_register.py"


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def fill(path: Path, cells: dict[tuple[int, str], Any]) -> None:
    """Fill cells of the ledger by id and title."""
    book = openpyxl.load_workbook(path)
    page = book["台账"]
    columns = {cell.value: at for at, cell in enumerate(page[3], 1)}
    rows = {page.cell(at, 1).value: at for at in range(4, page.max_row + 1)}
    for (number, title), value in cells.items():
        page.cell(rows[number], columns[title]).value = value
    book.save(path)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    return tmp_path


def ran(place: Path, *words: str) -> str:
    found = zhutiri(*words, "--plan", str(place / "data" / "plan_2024.yaml"), "--as-of", "2024-04-12")
    assert found.status in (0, 1), found.err
    return found.out


def test_a_ledger_as_it_is_changes_nothing(sample: Path) -> None:
    path = sample / "台账.xlsx"
    ran(sample, "check", "-o", str(path))
    before = files(sample / "data")
    assert "14 项活动都没有变化" in ran(sample, "record", str(path))
    assert files(sample / "data") == before


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_a_ledger_saved_by_libreoffice_changes_nothing(sample: Path) -> None:
    path, out = sample / "台账.xlsx", sample / "out"
    ran(sample, "check", "-o", str(path))
    fill(path, {(10, "举办开始"): datetime(2024, 3, 28), (10, "会标"): "是"})
    profile = f"-env:UserInstallation=file://{sample}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    said = ran(sample, "record", str(out / "台账.xlsx"), "--dry-run")
    assert "只看不写：将登记 1 项活动，另有 13 项没有变化" in said
    assert "举办日期（held）：（无） → 2024-03-28" in said


def test_a_ledger_filled_in_is_the_same_as_one_by_one(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    shutil.copytree(sample / "data", other / "data")
    path = sample / "台账.xlsx"
    ran(sample, "check", "-o", str(path))
    fill(path, {
        (3, "举办开始"): datetime(2024, 2, 27), (3, "举办结束"): "2月28日", (3, "会标"): "是",
        (8, "延期至"): "2024年4月19日", (8, "延期理由"): "单位书面申请", (10, "举办开始"): "2024/3/28",
        (10, "LOGO"): "否", (9, "报齐日期"): "2024-04-01", (12, "举办开始"): "5月20日", (2, "举办结束"): "2024-02-27",
    })  # fmt: skip
    assert "√ 已登记 6 项活动" in ran(sample, "record", str(path))
    for words in (
        ("3", "--held", "2024-02-27..2024-02-28", "--banner"),
        ("8", "--extended-to", "2024-04-19", "--reason", "单位书面申请"),
        ("10", "--held", "2024-03-28", "--no-logo"),
        ("9", "--submitted", "2024-04-01"),
        ("12", "--held", "2024-05-20"),
        ("2", "--held", "2024-02-26..2024-02-27"),
    ):
        ran(other, "record", *words)
    assert files(sample / "data") == files(other / "data")
    again = sample / "再次.xlsx"
    ran(sample, "check", "-o", str(again))
    for book in (path, again):
        assert "没有要登记的改动" in ran(sample, "record", str(book))


def test_a_date_that_receipts_tell_is_not_written_again(desk: Desk) -> None:
    """The ledger shows the day on which receipts completed the set; reading it back records no ``submitted``."""
    files = "files: [方案.txt, 总结.txt, 1.jpg], links: [https://www.yunxi.example/a]"
    folder = desk.put(2, f"held: 2024-03-15\nreceipts:\n  - {{on: 2024-03-20, {files}}}\n").parent
    (folder / "方案.txt").write_text("活动方案：三月十五日举办校园开放日，邀请家长参观课堂。", encoding="utf-8")
    (folder / "总结.txt").write_text("三月十五日举办了校园开放日，家长三十人参加，反响良好。", encoding="utf-8")
    shutil.copy(EXAMPLES / "data/submissions/2024/07 听雨水务局/现场1.jpg", folder / "1.jpg")
    path = desk.ledger()
    shown = {row[0].value: row for row in openpyxl.load_workbook(path)["台账"].iter_rows(min_row=4)}
    assert datetime(2024, 3, 20) in [cell.value for cell in shown[2]]
    before = desk.tree()
    assert "没有要登记的改动" in desk.record(book=path).out
    assert desk.tree() == before
    fill(path, {(2, "报齐日期"): "2024-03-21"})
    ran = desk.record(book=path)
    assert "submitted: 2024-03-21" in desk.text(2)
    assert "序号 2 有收件记录（2024-03-20），报齐日期改按表中的 2024-03-21" in ran.err


def test_the_samples_register_is_what_its_script_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(MAKER), str(tmp_path / "a.xlsx")], check=True)
    made, kept = (
        openpyxl.load_workbook(path).worksheets[0] for path in (tmp_path / "a.xlsx", EXAMPLES / "登记表.xlsx")
    )
    assert list(made.values) == list(kept.values)
