"""Where the address in a QR code counts as a publicity link, and where the office is asked to look (contract §2)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.support.command import zhutiri
from tests.support.places import BASE_PLAN
from tests.support.qr_codes import ACCOUNT, ARTICLE, code, png, scene, scene_with

DONE = "活动总结：3月15日，区人社局在社区举办春季就业服务日活动，共有三百余人参加，现场解答咨询。" * 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan_2024.yaml").write_text(BASE_PLAN.read_text(encoding="utf-8"), encoding="utf-8")
    made = tmp_path / "submissions" / "2024" / "03"
    made.mkdir(parents=True)
    (made / "活动方案.txt").write_text("活动方案：拟于3月15日举办春季就业服务日，届时邀请群众。", encoding="utf-8")
    (made / "活动总结.txt").write_text(DONE, encoding="utf-8")
    scene((900, 700)).save(made / "现场.jpg")
    (made / "submission.yaml").write_text("held: 2024-03-15\nsubmitted: 2024-03-20\n", encoding="utf-8")
    return made


def checked(folder: Path) -> dict[str, Any]:
    ran = zhutiri("check", "--plan", str(folder.parents[2] / "plan_2024.yaml"), "--id", "3", "--as-of", "2024-04-12",
                  "-f", "json")  # fmt: skip
    (item,) = json.loads(ran.out)["activities"]
    made: dict[str, Any] = item
    return made


def said(item: dict[str, Any], rule: str) -> list[str]:
    return [one["message"] + one["hint"] for one in item["findings"] if one["rule"] == rule]


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
