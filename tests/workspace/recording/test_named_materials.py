"""``record --as 总结=文件``: it looks, it adds, and it leaves the rest of the record alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.support.command import Ran, zhutiri
from tests.support.places import BASE_PLAN

DONE = "3月15日，我局举办春季就业服务日，现场热闹。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan_2024.yaml").write_text(BASE_PLAN.read_text(encoding="utf-8"), encoding="utf-8")
    made = tmp_path / "submissions" / "2024" / "03-麦浪人社局"
    made.mkdir(parents=True)
    (made / "活动总结.txt").write_text(f"活动总结\n{DONE}", encoding="utf-8")
    (made / "会后情况.txt").write_text(DONE, encoding="utf-8")
    (made / "说明.txt").write_text("说明", encoding="utf-8")
    (made / "空.txt").write_bytes(b"")
    Image.effect_noise((800, 600), 80).save(made / "现场.jpg")
    (made / "submission.yaml").write_text("held: 2024-03-15  # 已核\n", encoding="utf-8")
    return made


def record(folder: Path, *words: str) -> Ran:
    return zhutiri("record", "3", *words, "--plan", str(folder.parents[2] / "plan_2024.yaml"))


def kinds(folder: Path) -> dict[str, list[str]]:
    plan = folder.parents[2] / "plan_2024.yaml"
    ran = zhutiri("check", "--plan", str(plan), "--id", "3", "--as-of", "2024-04-12", "-f", "json")
    (item,) = json.loads(ran.out)["activities"]
    return {kind: [one["path"] for one in line["items"]] for kind, line in item["materials"].items()}


@pytest.mark.parametrize("said", ["总结=会后情况.txt", "summary=会后情况.txt", "总结＝会后", "活动总结=会后情况.txt"])
def test_it_is_added_to_what_counts_already(folder: Path, said: str) -> None:
    if said.startswith("活动"):
        assert record(folder, "--as", said).status == 2  # 总结 is the kind, 活动总结 a name
        return
    ran = record(folder, "--as", said)
    assert ran.status == 0, ran.err
    assert kinds(folder)["summary"] == ["会后情况.txt", "活动总结.txt"]
    text = (folder / "submission.yaml").read_text(encoding="utf-8")
    assert text == "held: 2024-03-15  # 已核\nmaterials: {summary: [活动总结.txt, 会后情况.txt]}\n"
    assert record(folder, "--as", said).status == 0
    assert (folder / "submission.yaml").read_text(encoding="utf-8") == text


def test_two_kinds_at_once_and_one_later(folder: Path) -> None:
    assert record(folder, "--as", "总结=会后", "--as", "方案=说明.txt").status == 0
    found = kinds(folder)
    assert (found["plan"], "会后情况.txt" in found["summary"]) == (["说明.txt"], True)
    assert record(folder, "--as", "图片=现场.jpg").status == 0
    assert kinds(folder)["photos"] == ["现场.jpg"]
    assert kinds(folder)["plan"] == ["说明.txt"]


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("图片=说明.txt", "没有可以算数的图片"),
        ("链接=说明.txt", "没有网址"),
        ("总结=空.txt", "不能用作总结"),
        ("总结=没有这个.docx", "没有这个.docx"),
        ("总结=.txt", "可以是 4 个文件"),
        ("证明=说明.txt", "可选："),
        ("总结", "总结=文件名"),
        ("=说明.txt", "总结=文件名"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(folder: Path, said: str, says: str) -> None:
    before = (folder / "submission.yaml").read_bytes()
    ran = record(folder, "--as", said)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err
    assert (folder / "submission.yaml").read_bytes() == before


def test_only_for_one_activity(folder: Path) -> None:
    plan = folder.parents[2] / "plan_2024.yaml"
    ran = zhutiri("record", "2,3", "--as", "总结=说明.txt", "--plan", str(plan))
    assert ran.status == 2
    assert "一次只能用于一项" in ran.err


def test_a_picture_as_plan_counts_unread_and_is_said(folder: Path) -> None:
    ran = record(folder, "--as", "方案=现场.jpg")
    assert ran.status == 0
    assert "是图片，里面的文字没有核对" in ran.err
    plan = folder.parents[2] / "plan_2024.yaml"
    words = ("--plan", str(plan), "--as-of", "2024-04-12", "--fail-on", "never")
    (item,) = json.loads(zhutiri("check", "3", *words, "-f", "json").out)["activities"]
    assert [one["usable"] for one in item["materials"]["plan"]["items"]] == [True]
    assert "未核对内容" in "".join(one["message"] for one in item["findings"] if one["rule"] == "ZT305")
    assert "是图片" not in record(folder, "--as", "方案=说明.txt").err


def test_a_file_that_the_plan_ignores_cannot_be_named(folder: Path) -> None:
    plan = folder.parents[2] / "plan_2024.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + 'ignore: ["*会后*"]\n', encoding="utf-8")
    ran = record(folder, "--as", "总结=会后情况.txt")
    assert ran.status == 2
    assert "没有 会后情况.txt" in ran.err
    assert "活动总结.txt" in ran.err
