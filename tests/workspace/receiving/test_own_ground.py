"""What lies in the workspace already is not taken in as if a unit had sent it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.receiving_office import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    for folder in ("01-卫健局", "02-城管局"):
        (office.root / folder).mkdir(parents=True)
    (office.root / "02-城管局" / "活动总结.txt").write_text("参观了处理设施", encoding="utf-8")
    return office


def kept(office: Office) -> set[Path]:
    return {path for path in office.root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("number", ["1", ""])
@pytest.mark.parametrize("place", [".", "submissions", "submissions/2024"])
def test_the_workspace_itself_is_no_package(office: Office, number: str, place: str) -> None:
    before = kept(office)
    ran = office.receive(*([number] if number else []), office.plan.parent / place, "--on", "2024-03-20")
    assert ran.status == 2
    assert "报送文件夹" in ran.err
    assert "没有收下任何材料。请指明单位报来的邮件、压缩包、文件或文件夹" in ran.err
    assert kept(office) == before


@pytest.mark.parametrize("inner", ["", "活动总结.txt"])
def test_another_activitys_folder_is_asked_about(office: Office, inner: str) -> None:
    before, given = kept(office), office.root / "02-城管局" / inner
    ran = office.receive("1", given, "--on", "2024-03-20")
    assert ran.status == 2
    assert "在第 2 项的文件夹里，没有收下任何材料。请核对序号，如 zhutiri receive 2 …" in ran.err
    assert kept(office) == before
    meant = office.receive("1", given, "--on", "2024-03-20", "--yes")
    assert meant.status == 0, meant.err
    assert (office.root / "01-卫健局" / "活动总结.txt").is_file()


def test_what_was_put_into_the_own_folder_by_hand_is_recorded(office: Office) -> None:
    ran = office.receive("2", office.root / "02-城管局", "--on", "2024-03-20")
    assert ran.status == 0, ran.err
    assert "活动总结.txt" in (office.root / "02-城管局" / "submission.yaml").read_text(encoding="utf-8")
