"""From real folders: what lies in a folder unread decides whether what is missing may be said to be missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support.command import zhutiri
from tests.support.places import BASE_PLAN

TEXT = "活动按计划举行，群众到场咨询，现场发放资料并逐一答复，效果良好。" * 5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of activity 3, held on 2024-03-15 and recorded as submitted on 2024-03-20."""
    (tmp_path / "plan_2024.yaml").write_bytes(BASE_PLAN.read_bytes())
    folder = tmp_path / "submissions" / "2024" / "03"
    folder.mkdir(parents=True)
    (folder / "submission.yaml").write_text("held: 2024-03-15\nsubmitted: 2024-03-20\n", encoding="utf-8")
    (folder / "活动方案.txt").write_text(TEXT, encoding="utf-8")
    return folder


def reminded(folder: Path) -> dict[str, Any]:
    """What is said of activity 3: the entry of a letter, or of the office's own list."""
    plan = folder.parents[2] / "plan_2024.yaml"
    ran = zhutiri("remind", "--plan", str(plan), "--as-of", "2024-03-25", "-f", "json")
    assert ran.status == 0, ran.err
    made = json.loads(ran.out)
    entries = [entry for letter in made["letters"] for entry in letter["activities"]] + made["office"]
    return next(entry for entry in entries if entry["id"] == 3)


def test_what_is_nowhere_is_missing(folder: Path) -> None:
    said = reminded(folder)
    assert (said["lacking"], said["unchecked"]) == (["图片", "总结", "宣传报道链接"], [])


def test_an_unrecognised_document_may_be_the_summary_but_no_photo(folder: Path) -> None:
    (folder / "会后材料.txt").write_text("会议记录\n与会人员发言摘要。", encoding="utf-8")
    said = reminded(folder)
    assert (said["lacking"], said["unchecked"]) == (["图片"], ["总结", "宣传报道链接"])


def test_a_document_whose_text_says_that_it_is_the_summary_is(folder: Path) -> None:
    (folder / "会后材料.txt").write_text(TEXT, encoding="utf-8")
    said = reminded(folder)
    assert (said["lacking"], said["unchecked"]) == (["图片", "宣传报道链接"], [])


@pytest.mark.parametrize("name", ["材料.zip", "会后材料.docx"])
def test_what_may_hold_everything_leaves_nothing_certain(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"PK\x03\x04")
    assert "lacking" not in reminded(folder)


def test_a_second_folder_leaves_nothing_certain(folder: Path) -> None:
    (folder.parent / "03-又一个").mkdir()
    (folder.parent / "03-又一个" / "活动总结.txt").write_text(TEXT, encoding="utf-8")
    assert "03-又一个" in reminded(folder)["reason"]


def test_links_may_stand_in_a_summary_that_was_not_read(folder: Path) -> None:
    Image.new("RGB", (400, 600), "white").save(folder / "活动总结.pdf")  # a scan: there, and nobody can read it here
    said = reminded(folder)
    assert (said["lacking"], said["unchecked"]) == (["图片"], ["宣传报道链接"])


def test_a_damaged_file_is_certain(folder: Path) -> None:
    (folder / "活动总结.txt").write_bytes(b"")
    assert "总结" in reminded(folder)["lacking"]


def test_how_material_was_recognised_is_no_doubt_about_it(folder: Path) -> None:
    (folder / "会后材料.txt").write_text(f"活动总结\n{TEXT}", encoding="utf-8")  # by its title line
    record = "held: 2024-03-15\nsubmitted: 2024-03-20\nlinks: [https://www.yunxi.example/zwgk/3.html]\n"
    (folder / "submission.yaml").write_text(record, encoding="utf-8")
    Image.effect_noise((800, 600), 80).convert("RGB").save(folder / "1.jpg")
    plan = str(folder.parents[2] / "plan_2024.yaml")
    made = json.loads(zhutiri("rank", "--plan", plan, "--as-of", "2024-04-12", "-f", "json").out)
    assert made["recommended"] == [3]
