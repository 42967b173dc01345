"""Where the address in a QR code counts as a publicity link, and where the office is asked to look (contract §2)."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.support.one_set import DONE, checked, said, unlinked
from tests.support.qr_codes import ACCOUNT, ARTICLE, code, png, scene, scene_with


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return unlinked(tmp_path)


def with_code(path: Path, text: str, words: str = "报道链接") -> None:
    made = docx.Document()
    made.add_paragraph(words)
    made.add_picture(png(code(text)))
    made.save(str(path))


def test_without_any_code_the_unit_lacks_a_link(folder: Path) -> None:
    item = checked(folder)
    assert (item["status"], item["action"]) == ("incomplete", "unit")
    assert said(item, "ZT304")


def test_in_a_file_of_links_and_in_a_summary_it_counts(folder: Path) -> None:
    with_code(folder / "宣传报道链接.docx", ARTICLE)
    item = checked(folder)
    assert item["materials"]["links"]["usable"] == 1
    assert item["status"] == "compliant"
    (folder / "宣传报道链接.docx").unlink()
    (folder / "活动总结.txt").unlink()
    with_code(folder / "活动总结.docx", ARTICLE, DONE)
    assert checked(folder)["materials"]["links"]["usable"] == 1


def test_a_picture_called_after_its_code_is_a_link_and_no_photo(folder: Path) -> None:
    (folder / "现场.jpg").unlink()
    code(ARTICLE).save(folder / "推文二维码.png")
    item = checked(folder)
    assert item["materials"]["links"]["usable"] == 1
    assert item["materials"]["photos"]["usable"] == 0


def test_a_picture_called_after_a_report_is_one_only_with_a_code(folder: Path) -> None:
    (folder / "现场.jpg").unlink()
    scene((700, 900)).save(folder / "媒体报道截图.png")
    assert checked(folder)["materials"]["photos"]["usable"] == 1
    scene_with(ARTICLE, 0.4, (700, 900)).save(folder / "媒体报道截图.png")
    item = checked(folder)
    assert item["materials"]["photos"]["usable"] == 0
    assert item["materials"]["links"]["usable"] == 1


def test_the_code_of_an_account_is_no_report(folder: Path) -> None:
    with_code(folder / "宣传报道链接.docx", ACCOUNT)
    item = checked(folder)
    assert item["materials"]["links"]["usable"] == 0
    assert (item["status"], item["action"]) == ("incomplete", "unit")
    assert any("公众号" in one for one in said(item, "ZT402"))


def test_a_code_that_cannot_be_read_is_left_to_the_office(folder: Path) -> None:
    dots = scene((500, 500))
    dots.save(folder / "公众号文章二维码.png")
    item = checked(folder)
    assert item["materials"]["links"]["usable"] == 0
    assert item["action"] == "office"


def test_a_code_on_a_photo_counts_for_nothing_and_is_shown_to_the_office(folder: Path) -> None:
    scene_with(ARTICLE, 0.3).save(folder / "现场.jpg", quality=90)
    item = checked(folder)
    assert item["materials"]["photos"]["usable"] == 1
    assert item["materials"]["links"]["usable"] == 0
    assert item["action"] == "office"
    (told,) = said(item, "ZT304")
    assert ARTICLE in told
    assert "record 3 --link" in told


def test_the_code_of_an_account_on_a_photo_changes_nothing(folder: Path) -> None:
    scene_with(ACCOUNT, 0.3).save(folder / "现场.jpg", quality=90)
    item = checked(folder)
    assert (item["status"], item["action"]) == ("incomplete", "unit")
    assert not any("二维码" in one for one in said(item, "ZT304"))
