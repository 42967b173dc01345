"""``validate`` for machines: SARIF, JUnit, GitHub annotations; several files, patterns and folders."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped

from tests.support.official_readers import sarif_multitool
from tests.support.places import REAL_PLAN
from zhutiri_cli.cli.app import run
from zhutiri_cli.rules.catalogue import catalogue
from zhutiri_cli.rules.rule import Scope

GOOD = REAL_PLAN.read_text(encoding="utf-8")
BAD = GOOD.replace("id: 7\n", "id: 6\n").replace("month: 3\n", "month: 三\n", 1)
EVIL = GOOD.replace("theme: 职业病防治知识宣讲", 'theme: "100%,a:b\\n::error::职业病\\u202e \\e[31m"')


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan_2024.yaml").write_text(BAD, encoding="utf-8")
    (tmp_path / "plan_2025.yaml").write_text("a: [1\n", encoding="utf-8")
    (tmp_path / "计划 一.yaml").write_text(EVIL, encoding="utf-8")
    return tmp_path


def printed(capfd: pytest.CaptureFixture[str], *arguments: str) -> str:
    capfd.readouterr()
    run(["validate", *arguments])
    return capfd.readouterr().out


def sarif(capfd: pytest.CaptureFixture[str], *names: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(printed(capfd, *names, "-f", "sarif"))
    return made


@pytest.mark.usefixtures("folder")
def test_sarif_says_where_and_by_which_rule(capfd: pytest.CaptureFixture[str]) -> None:
    made = sarif(capfd, "plan_2024.yaml", "计划 一.yaml")
    (only,) = made["runs"]
    assert only["columnKind"] == "unicodeCodePoints"
    codes = [rule["id"] for rule in only["tool"]["driver"]["rules"]]
    assert codes == [r.code for r in catalogue() if {Scope.TEXT, Scope.PLAN} & r.finders.keys() or r.code == "ZT901"]
    for rule in only["tool"]["driver"]["rules"]:
        assert rule["help"]["text"]
    duplicate = next(result for result in only["results"] if result["ruleId"] == "ZT103")
    assert codes[duplicate["ruleIndex"]] == "ZT103"
    place = duplicate["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "plan_2024.yaml"
    line, column = place["region"]["startLine"], place["region"]["startColumn"]
    assert BAD.splitlines()[line - 1][column - 1 :] == "6"
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in only["results"]}
    assert uris == {"plan_2024.yaml", "%E8%AE%A1%E5%88%92%20%E4%B8%80.yaml"}
    levels = {result["ruleId"]: result["level"] for result in only["results"]}
    assert (levels["ZT103"], levels["ZT105"], levels["ZT106"]) == ("error", "warning", "note")
    assert any(rule["properties"].get("clause") == "二" for rule in only["tool"]["driver"]["rules"])


def test_fingerprints_survive_an_inserted_line_and_differ_otherwise(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def marks() -> list[str]:
        results = sarif(capfd, "plan_2024.yaml")["runs"][0]["results"]
        return [result["partialFingerprints"]["zhutiriFinding/v1"] for result in results]

    before = marks()
    assert len(set(before)) == len(before)
    (folder / "plan_2024.yaml").write_text("# 新加的一行\n" + BAD, encoding="utf-8")
    assert marks() == before


def test_microsoft_s_own_validator_accepts_the_sarif(folder: Path) -> None:
    command = sarif_multitool()
    assert run(["validate", "plan_2024.yaml", "plan_2025.yaml", "计划 一.yaml", "-o", "out.sarif"]) == 1
    done = subprocess.run(
        [*command, "validate", "out.sarif", "--output", "report.sarif", "--log", "ForceOverwrite"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads((folder / "report.sarif").read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
    assert [result for result in said if result.get("level") == "error"] == []


@pytest.mark.usefixtures("folder")
def test_junit_is_read_back_with_what_was_kept_broken_and_not_checked(capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()
    assert run(["validate", "plan_2024.yaml", "plan_2025.yaml", "-o", "out.xml"]) == 1
    xml: Any = JUnitXml.fromfile("out.xml")
    first, second = list(xml)
    assert (first.name, second.name) == ("plan_2024.yaml", "plan_2025.yaml")
    results = {case.name[:5]: case.result for case in first}
    assert all(isinstance(result, Failure) for result in results["ZT103"])
    assert len(results["ZT102"]) == 1
    assert results["ZT101"] == [] == results["ZT105"]  # a warning is no failure
    assert "没有责任单位" in next(case.system_out for case in first if case.name.startswith("ZT105"))
    unread = {case.name[:5]: case.result for case in second}
    assert isinstance(unread["ZT101"][0], Failure)
    assert all(isinstance(unread[code][0], Skipped) for code in unread if code not in ("ZT101", "ZT901"))
    assert (xml.failures, xml.errors) == (3, 0)


@pytest.mark.usefixtures("folder")
def test_a_rule_that_breaks_is_an_error_in_every_format(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> Any:
        raise ZeroDivisionError("division by zero")

    rule = next(rule for rule in catalogue() if rule.code == "ZT107")
    monkeypatch.setitem(rule.finders, Scope.PLAN, broken)
    assert run(["validate", "计划 一.yaml", "-o", "out.xml"]) == 1
    xml: Any = JUnitXml.fromfile("out.xml")
    errors = [case for suite in xml for case in suite for result in case.result if isinstance(result, Error)]
    assert [case.name[:5] for case in errors] == ["ZT901"]
    text = printed(capfd, "计划 一.yaml")
    assert "ZT901" in text
    assert "ZT107" in text
    assert "ZeroDivisionError" in text


@pytest.mark.usefixtures("folder")
def test_github_annotations_cannot_be_injected(capfd: pytest.CaptureFixture[str]) -> None:
    lines = printed(capfd, "计划 一.yaml", "-f", "github").splitlines()
    pattern = re.compile(r"::(error|warning|notice) file=[^,:]*,line=\d+,col=\d+,title=ZT\d{3}::[^\r\n]*")
    assert lines
    assert all(pattern.fullmatch(line) for line in lines)
    evil = next(line for line in lines if "ZT109" in line)
    assert "100%25" in evil
    assert "\x1b" not in evil
    assert "\u202e" not in evil


def test_files_patterns_and_folders(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capfd, "plan_*.yaml", "plan_2024.yaml", ".", "-f", "json"))
    assert [file["path"] for file in found["files"]] == ["plan_2024.yaml", "plan_2025.yaml"]
    (folder / "空").mkdir()
    for nothing in ("plan_19*.yaml", "空"):
        assert run(["validate", nothing]) == 2
        assert nothing in capfd.readouterr().err


def test_several_outputs_by_suffix(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    outputs = ["a.json", "a.sarif", "a.xml", "a.txt"]
    arguments = [word for name in outputs for word in ("-o", name)]
    assert run(["validate", "plan_2024.yaml", *arguments]) == 1
    said = capfd.readouterr().out
    assert said.count("\n") == 1
    assert said.startswith("× plan_2024.yaml：有错误")
    assert all((folder / name).stat().st_size > 300 for name in outputs)
