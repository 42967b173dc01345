"""``ignore:`` of a plan: what is so named is no material, is not opened, and is counted; never a kind wholesale."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import jsonschema
import pytest
import yaml

from tests.support.command import zhutiri
from tests.support.places import BASE_PLAN
from zhutiri_cli.submission.ignored_names import IgnoredNames
from zhutiri_cli.workspace.editor_schema import plan_schema

DAY = ("--as-of", "2024-03-25")
SAID = "按计划 ignore 忽略 3 个文件"


@pytest.mark.parametrize(
    ("pattern", "path", "taken"),
    [
        ("*.bak", "活动方案.BAK", True),
        ("*.bak", "旧/活动方案.bak", True),
        ("*.bak", "活动方案.docx", False),
        ("＊．bak", "方案.bak", True),
        ("旧版/", "旧版/总结.docx", True),
        ("旧版", "资料/旧版/总结.docx", True),
        ("资料/*.tmp", "资料/1.tmp", True),
        ("资料/*.tmp", "1.tmp", False),
        ("**/*.tmp", "甲/乙/1.tmp", True),
        ("*草稿*", "总结（草稿）.docx", True),
        ("caf\u00e9.*", "cafe\u0301.bak", True),
        ("[0-9].bak", "1.bak", True),
    ],
)
def test_what_a_pattern_takes(pattern: str, path: str, taken: bool) -> None:
    assert (IgnoredNames([pattern]).pattern_for(PurePosixPath(path)) == pattern) is taken


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "submissions" / "2024" / "03-麦浪人社局"
    (folder / "旧版").mkdir(parents=True)
    (folder / "submission.yaml").write_text("held: 2024-03-15\nsubmitted: 2024-03-20\n", encoding="utf-8")
    (folder / "活动总结.txt").write_text("春季就业服务日活动顺利举办。", encoding="utf-8")
    (folder / "备份.bak").write_bytes(b"\0")
    (folder / "旧版" / "活动方案.txt").write_text("活动安排如下。", encoding="utf-8")
    (folder.parent / "目录.bak").write_bytes(b"\0")
    return tmp_path


def plan(desk: Path, ignore: str) -> None:
    text = BASE_PLAN.read_text(encoding="utf-8")
    (desk / "plan_2024.yaml").write_text(text + (f"ignore: {ignore}\n" if ignore else ""), encoding="utf-8")


def test_what_is_ignored_is_no_material_no_finding_and_counted(desk: Path) -> None:
    plan(desk, "")
    before = json.loads(zhutiri("check", *DAY, "-f", "json").out)
    plan(desk, '["*.bak", 旧版/]')
    after = json.loads(zhutiri("check", *DAY, "-f", "json").out)
    counts = [
        ([f["rule"] for f in report["findings"]].count("ZT306"), [f["rule"] for f in one["findings"]].count("ZT306"))
        for report in (before, after)
        for one in report["activities"]
        if one["id"] == 3
    ]
    assert counts == [(1, 1), (0, 0)]
    usable = [report["activities"][2]["materials"]["plan"]["usable"] for report in (before, after)]
    assert usable == [1, 0]
    assert ("ignored" in before, after["ignored"]) == (False, 3)


@pytest.mark.parametrize("arguments", [("--all",), ("-f", "html"), ("-f", "markdown", "--all")])
def test_how_many_were_ignored_is_said_once(desk: Path, arguments: tuple[str, ...]) -> None:
    plan(desk, '["*.bak", 旧版/]')
    assert zhutiri("check", *DAY, *arguments).out.count(SAID) == 1


def test_the_week_s_screen_does_not_say_it(desk: Path) -> None:
    plan(desk, '["*.bak", 旧版/]')
    assert SAID not in zhutiri("check", *DAY).out


def test_an_activity_s_own_folder_and_record_are_never_ignored(desk: Path) -> None:
    plan(desk, '["03-*", "submission.*"]')
    item = json.loads(zhutiri("check", *DAY, "-f", "json").out)["activities"][2]
    assert item["folder"].endswith("03-麦浪人社局")
    assert item["submitted"] == "2024-03-20"


@pytest.mark.parametrize(
    ("record", "severity"),
    [
        ("materials: {plan: [旧版/活动方案.txt]}\n", "warning"),
        ("receipts: [{on: 2024-03-20, files: [备份.bak]}]\n", "info"),
    ],
)
def test_a_file_that_the_record_names_is_told_of(desk: Path, record: str, severity: str) -> None:
    plan(desk, '["*.bak", 旧版/]')
    path = desk / "submissions" / "2024" / "03-麦浪人社局" / "submission.yaml"
    path.write_text(f"held: 2024-03-15\n{record}", encoding="utf-8")
    item = json.loads(zhutiri("check", *DAY, "-f", "json").out)["activities"][2]
    told = [found for found in item["findings"] if "按计划的 ignore" in found["message"]]
    assert [(found["rule"], found["severity"]) for found in told] == [("ZT305", severity)]


@pytest.mark.parametrize(
    ("pattern", "lost"),
    [
        ("*", ".avif"),
        ("*.docx", ".docx"),
        ("*.DOC?", ".docx"),
        ("*.jp*g", ".jpeg"),
        ("**/*.pdf", ".pdf"),
        ("*总结*", "总结"),
        ("*.url", ".url"),
    ],
)
def test_a_pattern_that_would_lose_a_kind_wholesale_is_refused(desk: Path, pattern: str, lost: str) -> None:
    plan(desk, f'["*.bak", "{pattern}"]')
    ran = zhutiri("validate")
    assert ran.status == 1
    assert f"ignore 的“{pattern}”会把材料整类漏掉" in ran.out
    assert lost in ran.out
    assert ran.out.count("错误 ZT102") == 1
    assert zhutiri("check", *DAY).status == 2


def test_a_kind_that_the_plan_declares_is_protected_too(desk: Path) -> None:
    plan(desk, '["*.mp4"]')
    assert zhutiri("validate").status == 0
    text = (desk / "plan_2024.yaml").read_text(encoding="utf-8")
    video = "links: 1, video: {label: 视频, suffixes: [mp4]}}"
    (desk / "plan_2024.yaml").write_text(text.replace("links: 1}", video), encoding="utf-8")
    assert "会把材料整类漏掉（.mp4）" in zhutiri("validate").out


@pytest.mark.parametrize("written", ["*.bak", "[1]", '[""]', "[{a: b}]"])
def test_what_is_no_list_of_patterns_is_a_fault(desk: Path, written: str) -> None:
    plan(desk, '"*.bak"' if written == "*.bak" else written)
    ran = zhutiri("validate")
    assert (ran.status == 1) is (written != "[1]")  # 1 is a file's name as well


def test_schema_and_diff_know_it(desk: Path) -> None:
    tree = yaml.safe_load(BASE_PLAN.read_text(encoding="utf-8").replace("2024-02-28", '"2024-02-28"'))
    validator = jsonschema.Draft202012Validator(plan_schema())
    assert validator.is_valid({**tree, "ignore": ["*.bak"]})
    assert not validator.is_valid({**tree, "ignore": "*.bak"})
    plan(desk, "")
    (desk / "old.yaml").write_bytes((desk / "plan_2024.yaml").read_bytes())
    plan(desk, '["*.bak"]')
    out = zhutiri("diff", "old.yaml", "plan_2024.yaml").out
    assert "*.bak" in out
    assert "哪些文件算材料随之改变" in out


@pytest.mark.parametrize("written", ["[“*.bak”，“*.tmp”]", "[‘*.bak’]", "[*.bak，*.tmp]"])
def test_signs_of_a_chinese_keyboard_take_nothing_and_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    text = BASE_PLAN.read_text(encoding="utf-8").replace("activities:\n", f"ignore: {written}\nactivities:\n", 1)
    (tmp_path / "plan_2024.yaml").write_text(text.replace("[*", '["*').replace("p]", 'p"]'), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = zhutiri("validate")
    assert (ran.status, "不会对应任何文件" in ran.out) == (1, True)
