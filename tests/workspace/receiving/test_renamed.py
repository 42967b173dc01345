"""A receipt follows a file by its content when it is renamed or moved; without that knowledge the office is asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import zhutiri
from tests.support.received_packages import Workspace

SUMMARY = "春季就业服务日活动总结\n3月15日，我局举办活动，共有三百人参加，现场解答。\n" * 4
SET = {
    "活动方案.txt": "活动方案：拟于3月15日举办春季就业服务日，届时邀请群众参加。",
    "会后情况.txt": SUMMARY,
    "链接.txt": "https://www.yunxi.example/a/1.html",
}


@pytest.fixture
def folder(work: Workspace) -> Path:
    from PIL import Image

    for name, text in SET.items():
        work.package(f"来件/{name}", text.encode())
    Image.effect_noise((800, 600), 80).save(work.inbox / "来件" / "1.jpg")
    work.done(work.inbox / "来件", "--on", "2024-03-18", "--held", "2024-03-15")
    (found,) = work.root.glob("*")
    return found


def checked(work: Workspace) -> dict[str, Any]:
    ran = zhutiri("check", "--plan", str(work.plan), "--id", "3", "--as-of", "2024-04-12", "-f", "json")
    (item,) = json.loads(ran.out)["activities"]
    made: dict[str, Any] = item
    return made


def test_a_renamed_file_keeps_its_date(work: Workspace, folder: Path) -> None:
    assert checked(work)["status"] == "compliant"
    (folder / "会后情况.txt").rename(folder / "改名后的活动总结.txt")
    item = checked(work)
    assert (item["status"], item["submitted"]) == ("compliant", "2024-03-18")
    assert not any("不在文件夹内" in one["message"] for one in item["findings"])


def test_a_moved_file_keeps_its_date(work: Workspace, folder: Path) -> None:
    (folder / "总结").mkdir()
    (folder / "会后情况.txt").rename(folder / "总结" / "1.txt")
    assert checked(work)["status"] == "compliant"


def test_another_content_is_another_file(work: Workspace, folder: Path) -> None:
    (folder / "会后情况.txt").unlink()
    (folder / "活动总结.txt").write_text(SUMMARY + "补充。", encoding="utf-8")
    item = checked(work)
    assert (item["status"], item["action"]) == ("unrecorded", "office")
    assert any("不在文件夹内" in one["message"] for one in item["findings"])


@pytest.mark.parametrize("told", [None, "", "{", "[]", '{"files": {"会后情况.txt": 3}}', '{"files": 1}', "[" * 100_000])
def test_without_what_was_kept_the_office_is_asked(work: Workspace, folder: Path, told: str | None) -> None:
    path = folder / ".received.json"
    path.unlink()
    if told is not None:
        path.write_text(told, encoding="utf-8")
    (folder / "会后情况.txt").rename(folder / "活动总结.txt")
    assert checked(work)["status"] == "unrecorded"


def test_what_comes_later_is_added(work: Workspace, folder: Path) -> None:
    before = json.loads((folder / ".received.json").read_text(encoding="utf-8"))["files"]
    work.done(work.package("补充说明.txt", b"plain"), "--on", "2024-03-25")
    after = json.loads((folder / ".received.json").read_text(encoding="utf-8"))["files"]
    assert after.items() >= before.items()
    assert len(after) == len(before) + 1
