"""Each page of ``docs/contributing`` is followed in a copy of the source: its own blocks become the files it names."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from tests.support.house_contracts import linted
from tests.support.places import EXAMPLES, ROOT

PAGES = ROOT / "docs" / "contributing"
TITLED = re.compile(r'^( *)```\w+ title="([^"]+)"\n(.*?)^\1```$', re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^( *)```shell\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
DAY = "2024-04-12"
PLAN = """schema: 1
title: 云汐示范区2024年活动计划
year: 2024
document: {number: 云示范发〔2024〕1号, issuer: 云汐示范区政务公开办公室, issued: 2024-02-28}
forms: [现场观摩]
requirements:
  report:
    within_working_days: 5
    materials: {plan: 1, photos: 1, summary: 1, links: 1}
activities:
  - {id: 1, month: 3, theme: 校园开放日, forms: [现场观摩], units: [星湾教育局]}
"""
TEXT = (
    "校园开放日这天，家长走进食堂和课堂，逐项了解收费、招生和营养餐的公开事项"
    "，提出意见十二条，当场答复十条，两条转科室办理。"
) * 3


def blocks(page: str) -> dict[str, str]:
    """The code blocks of a page that have a title, by it; those in a list lose its indentation."""
    found = TITLED.findall((PAGES / page).read_text(encoding="utf-8"))
    return {title: re.sub(rf"^{indent}", "", body, flags=re.MULTILINE) for indent, title, body in found}


def commands(page: str) -> list[str]:
    """The commands that a page gives."""
    found = COMMANDS.findall((PAGES / page).read_text(encoding="utf-8"))
    return [line.strip() for _, body in found for line in body.splitlines()]


class Copy(Struct, frozen=True):
    """A copy of the source, and a workspace of one activity."""

    source: Path
    desk: Path

    @property
    def folder(self) -> Path:
        """The activity's folder."""
        return self.desk / "submissions" / "2024" / "01-星湾教育局"

    def put(self, name: str, content: str | bytes) -> Path:
        """A file of the activity's folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *words: str, status: int | None = 0, module: str = "zhutiri_cli") -> str:
        """What a command of the copy prints, in the workspace."""
        environment = {
            **{name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},
            "PYTHONPATH": str(self.source / "src"),
            "PYTHONUTF8": "1",
            "NO_COLOR": "1",
            "COLUMNS": "100",
            "HOME": str(self.desk),
            "XDG_CACHE_HOME": str(self.desk / ".cache"),
        }
        command = [sys.executable, "-m", module, *words]
        done = subprocess.run(
            command, cwd=self.desk, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert status is None or done.returncode == status, done.stdout + done.stderr
        return done.stdout if status != 2 else done.stderr

    def json(self, *words: str) -> dict[str, Any]:
        """A command's JSON."""
        tree: dict[str, Any] = json.loads(self.run(*words, "-f", "json"))
        return tree

    def check(self, *words: str) -> dict[str, Any]:
        """The check of the workspace."""
        return self.json("check", "--as-of", DAY, "--fail-on", "never", *words)

    def findings(self, rule: str, *words: str) -> list[dict[str, Any]]:
        """What a rule says of the activity."""
        (item,) = self.check(*words)["activities"]
        return [found for found in item["findings"] if found["rule"] == rule]

    def fates(self, rule: str, baseline: str = "last.json") -> list[str]:
        """What became of a rule's findings since an earlier report."""
        found = self.check("--baseline", baseline)["baseline"]["findings"]
        return [one["change"] for one in found if one["rule"] == rule]

    def save(self, name: str = "last.json") -> None:
        """Keep this week's report."""
        self.run("check", "--as-of", DAY, "--fail-on", "never", "-o", name)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    source, desk = tmp_path / "source", tmp_path / "desk"
    shutil.copytree(ROOT / "src", source / "src")  # with what is compiled: it is as old as its source
    shutil.copy(ROOT / "pyproject.toml", source)
    desk.mkdir()
    (desk / "plan_2024.yaml").write_text(PLAN, encoding="utf-8")
    return Copy(source, desk)


def follow(page: str, copy: Copy) -> list[Path]:
    """Write the files that a page names, none of which exists; those of the source."""
    made = []
    for title, body in blocks(page).items():
        path = copy.source / title
        if title.startswith(("src/", "tests/")):
            assert not path.exists()
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
            made += [path] if title.startswith("src/") else []
    return made


def assert_fits_the_house(copy: Copy, path: Path) -> None:
    """One new file, which keeps the contracts, the names that stand once, and the style."""
    house = copy.source / "src" / "zhutiri_cli"
    done = linted(copy.source / "src")
    assert done.returncode == 0, done.stdout
    same = [one for one in house.rglob(path.name) if one != path and one.parent.parent != house / "render"]
    assert same == []
    classes = {node.name for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)}
    assert all(name.startswith("_") for name in classes)
    for words in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *words, "--quiet", "--no-cache", str(path)]
        ruff = subprocess.run(command, cwd=copy.source, capture_output=True, encoding="utf-8", check=False)
        assert ruff.returncode == 0, ruff.stdout


def test_every_page_is_followed() -> None:
    followed = {"add-a-rule", "add-an-output-format", "add-a-file-format", "add-a-kind-of-material", "next-years-plan"}
    assert {page.stem for page in PAGES.glob("*.md")} >= followed


def test_a_rule_is_one_file(copy: Copy) -> None:
    page = "add-a-rule.md"
    copy.put("活动总结.txt", TEXT)
    copy.save("before.json")
    (path,) = follow(page, copy)
    assert_fits_the_house(copy, path)

    told = copy.run(*commands(page)[0].removeprefix("zhutiri ").split())
    assert "总结写明了日期而没有登记" in told
    summary = copy.put("活动总结.txt", f"2024年3月15日，{TEXT}")
    (found,) = copy.findings("ZT316")
    assert "2024年3月15日" in found["message"]
    assert found["path"].endswith("01-星湾教育局/活动总结.txt")
    assert copy.fates("ZT316", "before.json") == ["new"]
    (own,) = copy.json("remind", "--as-of", DAY)["office"]
    assert own["reason"].startswith("总结“活动总结.txt”写明2024年3月15日")

    copy.put("submission.yaml", "waivers: [{rule: ZT316, reason: 已另行核实}]\n")
    (waived,) = copy.findings("ZT316")
    assert waived["waived"] == "已另行核实"
    assert copy.findings("ZT111") == []
    (copy.folder / "submission.yaml").unlink()

    copy.save()
    assert copy.fates("ZT316") == ["open"]
    summary.write_bytes(b"\x00\x01\x02\xff" * 200)
    assert copy.findings("ZT305") != []
    assert copy.fates("ZT316") == ["unchecked"]  # nobody could look again
    summary.write_text(f"2024年3月15日，{TEXT}", encoding="utf-8")
    copy.run("record", "1", "--held", "2024-03-15")
    assert copy.fates("ZT316") == ["mended"]


def test_the_cases_of_the_rule_hold(copy: Copy) -> None:
    """The page's cases, run by the project's own test of cases in the copy."""
    follow("add-a-rule.md", copy)
    for name in ("tests/__init__.py", "tests/support", "tests/rules", "tests/cases/base_plan.yaml"):
        place = copy.source / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, place)
    inside = Copy(copy.source, copy.source)
    told = inside.run("-q", "-p", "no:cacheprovider", "tests/rules/test_rule_cases.py", "-k", "ZT316", module="pytest")
    assert "3 passed" in told


def test_an_output_format_is_one_file(copy: Copy) -> None:
    assert "tsv" not in copy.run("check", "-f", "tsv", status=2).partition("可选")[2]
    (path,) = follow("add-an-output-format.md", copy)
    assert_fits_the_house(copy, path)
    told = copy.run("check", "--as-of", DAY, "--fail-on", "never", "-f", "tsv")
    heads, row = [line.split("\t") for line in told.splitlines()]
    assert heads == ["序号", "活动主题", "牵头单位", "状态", "截止日", "问题"]
    assert row[:-1] == ["1", "校园开放日", "星湾教育局", "未见举办记录", "2024-04-08"]
    assert row[-1].startswith("ZT202 ")
    copy.run("check", "--as-of", DAY, "--fail-on", "never", "-o", "本周.tsv")
    assert (copy.desk / "本周.tsv").read_text(encoding="utf-8") == told
    assert "tsv" in copy.run("check", "-f", "nonsense", status=2)


UOT = """<?xml version="1.0" encoding="UTF-8"?>
<uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof" xmlns:字="http://schemas.uof.org/cn/2003/uof-wordproc">
<uof:文字处理><字:主体><字:段落><字:句><字:文本串>{}</字:文本串></字:句></字:段落></字:主体></uof:文字处理></uof:UOF>
"""


def test_a_file_format_is_one_file(copy: Copy) -> None:
    copy.put("submission.yaml", "held: 2024-03-15\nsubmitted: 2024-03-20\n")
    whole = copy.put("活动总结.uot", UOT.format(TEXT))
    assert [found["rule"] for found in copy.findings("ZT303")] == ["ZT303"]
    (path,) = follow("add-a-file-format.md", copy)
    assert_fits_the_house(copy, path)
    (item,) = copy.check()["activities"]
    assert item["materials"]["summary"]["usable"] == 1
    assert {found["rule"] for found in item["findings"]} & {"ZT303", "ZT305", "ZT306", "ZT310"} == set()
    whole.write_text(UOT.format("2024年3月15日，校园开放日。"), encoding="utf-8")
    assert "个汉字" in copy.findings("ZT310")[0]["message"]  # its text was read
    for spoilt in (UOT.format(TEXT)[:-40].encode(), b"\x00\xff" * 500, b"%PDF-1.4\n", UOT.format("").encode()):
        whole.write_bytes(spoilt)
        (found,) = copy.findings("ZT305")
        assert "不能使用" in found["message"]
        assert copy.findings("ZT303") != []


def test_a_kind_of_material_is_declared_in_the_plan(copy: Copy) -> None:
    page = "add-a-kind-of-material.md"
    assert follow(page, copy) == []
    asked = blocks(page)
    start, end = PLAN.index("requirements:"), PLAN.index("activities:")
    plan = PLAN[:start] + asked["plan_2025.yaml: requirements"] + PLAN[end:]
    (copy.desk / "plan_2024.yaml").write_text(plan, encoding="utf-8")
    assert copy.json("validate")["summary"] == {"error": 0, "warning": 0, "info": 0}
    record = "held: 2024-03-15\nsubmitted: 2024-03-20\n"
    copy.put("submission.yaml", record)
    (item,) = copy.check()["activities"]
    assert item["materials"]["video"] == {"required": 1, "usable": 0, "items": []}
    assert [found["message"] for found in item["findings"] if found["rule"] == "ZT312"] == ["没有可用的视频"]
    assert "视频" in copy.run("remind", "--as-of", DAY, "-f", "text")
    copy.save()
    assert copy.fates("ZT312") == ["open"]

    video = copy.put("活动录像.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08moov" + b"\0" * 64)
    assert copy.fates("ZT312") == ["mended"]
    video.rename(copy.folder / "现场.bin")
    copy.put("submission.yaml", record + asked["submission.yaml: by hand"].replace("现场.mp4", "现场.bin"))
    (item,) = copy.check()["activities"]
    assert [one["path"] for one in item["materials"]["video"]["items"]] == ["现场.bin"]
    copy.put("submission.yaml", record + asked["submission.yaml"])
    (copy.folder / "现场.bin").unlink()
    (waived,) = copy.findings("ZT312")
    assert waived["waived"] == "涉密场所，不能录像"
    assert copy.fates("ZT312") == ["waived"]


def test_next_years_plan_needs_no_code(copy: Copy) -> None:
    page = "next-years-plan.md"
    (copy.desk / "plan_2024.yaml").unlink()
    shutil.copy(EXAMPLES / "2025年通知.txt", copy.desk)
    brought, *more = commands(page)
    copy.run(*brought.split()[1:])
    made = copy.desk / "plan_2025.yaml"
    faults = json.loads(copy.run("validate", made.name, "-f", "json", status=1))["files"][0]["findings"]
    assert {found["rule"] for found in faults if found["severity"] == "error"} == {"ZT102"}
    assert sum(found["rule"] == "ZT102" for found in faults) == 2  # the months of 3 and 4

    written = blocks(page)
    made.write_text(written["plan_2025.yaml"], encoding="utf-8")
    for command in more:
        words = command.split()
        if words[0] == "zhutiri":
            copy.run(*words[1:], status=None if words[1] == "check" else 0)
    assert copy.json("validate", made.name)["summary"] == {"error": 0, "warning": 0, "info": 0}
    (first, second) = copy.json("deadlines", "--plan", made.name, "--as-of", "2025-04-15")["deadlines"]
    # 31 March: 1, 2, 3 April, then 清明 4 to 6, then 7 and 8; 30 April: 五一 to 5 May, then 6 to 9, then 12
    assert (first["latest_deadline"], second["latest_deadline"]) == ("2025-04-08", "2025-05-12")
    assert not first["provisional"]
    items = copy.json("check", "--plan", made.name, "--as-of", "2025-04-15", "--fail-on", "never")["activities"]
    assert [item["status"] for item in items] == ["not_held", "scheduled"]

    ahead = written["plan_2025.yaml"].replace("2025", "2027")
    made.write_text(ahead, encoding="utf-8")
    assert copy.json("validate", made.name)["summary"]["warning"] == 1  # ZT110
    made.write_text(ahead + written["plan_2025.yaml: calendar"], encoding="utf-8")
    assert copy.json("validate", made.name)["summary"]["warning"] == 0


def test_the_table_of_official_days_is_written_as_the_page_says(copy: Copy) -> None:
    (script,) = [words.split()[1] for words in commands("next-years-plan.md") if words.startswith("python ")]
    table = copy.source / "src" / "zhutiri_cli" / "workdays" / "official_days.json"
    whole = table.read_text(encoding="utf-8")
    table.write_text("{}", encoding="utf-8")
    environment = {"PYTHONPATH": str(copy.source / "src"), "PYTHONUTF8": "1", "PATH": os.environ.get("PATH", "")}
    subprocess.run(
        [sys.executable, str(ROOT / script)], env=environment, check=True, cwd=copy.desk, capture_output=True
    )
    assert table.read_text(encoding="utf-8") == whole
