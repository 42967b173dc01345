"""``check --baseline``: this report beside an earlier one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reference import zhutiri

EXAMPLES = Path(__file__).parents[1] / "examples"
Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def check(workspace: Path) -> Check:
    def running(*options: str, day: str = "2024-04-12") -> tuple[int, str, str]:
        done = zhutiri("check", "--as-of", day, *options)
        return done.status, done.out, done.err

    assert workspace.is_dir()
    return running


def saved(check: Check, name: str = "last.json", day: str = "2024-04-12") -> dict[str, Any]:
    check("-o", name, day=day)
    tree: dict[str, Any] = json.loads(Path(name).read_text(encoding="utf-8"))
    return tree


def compared(check: Check, *options: str, day: str = "2024-04-12") -> dict[str, Any]:
    _, out, _ = check("--baseline", "last.json", "-f", "json", *options, day=day)
    tree: dict[str, Any] = json.loads(out)["baseline"]
    return tree


def fates(tree: dict[str, Any]) -> set[tuple[str, int | None, str]]:
    return {(found["change"], found["activity"], found["rule"]) for found in tree["findings"]}


def folder(workspace: Path, number: int) -> Path:
    (found,) = (workspace / "data" / "submissions" / "2024").glob(f"{number:02d}-*")
    return found


def test_the_same_check_again_has_nothing_new(check: Check) -> None:
    tree = saved(check)
    weighed = tree["summary"]["findings"]["error"] + tree["summary"]["findings"]["warning"]
    again = compared(check)
    assert again["summary"]["open"] == weighed > 0
    assert {change for change, count in again["summary"].items() if count} == {"open"}
    assert again["deadlines"] == again["absent"] == again["gone"] == []


def test_words_that_count_days_do_not_make_a_finding_new(check: Check) -> None:
    saved(check, day="2024-04-12")
    later = compared(check, day="2024-04-15")
    assert ("open", 8, "ZT203") in fates(later)
    assert ("new", 8, "ZT203") not in fates(later)


def test_what_is_mended_new_and_still_open(check: Check, workspace: Path) -> None:
    saved(check)
    shutil.copy(next(folder(workspace, 1).glob("*总结*")), folder(workspace, 9) / "活动总结.docx")
    (folder(workspace, 1) / "坏图.jpg").write_bytes(b"no picture")
    found = fates(compared(check))
    assert ("mended", 9, "ZT303") in found
    assert ("new", 1, "ZT305") in found
    assert ("open", 9, "ZT304") in found


def test_a_waiver_is_no_remedy(check: Check, workspace: Path) -> None:
    saved(check)
    record = folder(workspace, 9) / "submission.yaml"
    text = record.read_text(encoding="utf-8")
    assert "waivers" not in text
    record.write_text(text.rstrip() + "\nwaivers: [{rule: ZT401, reason: 专栏改版}]\n", encoding="utf-8")
    found = fates(compared(check))
    assert ("waived", 9, "ZT401") in found
    assert ("mended", 9, "ZT401") not in found


def test_a_warning_that_became_an_error_is_raised(check: Check, workspace: Path) -> None:
    plan = workspace / "data" / "plan_2024.yaml"
    assert plan.exists()
    tree = saved(check)
    for activity in tree["activities"]:
        for found in activity["findings"]:
            if found["rule"] == "ZT202":
                found["severity"] = "warning"
    Path("last.json").write_text(json.dumps(tree), encoding="utf-8")
    assert ("raised", 3, "ZT202") in fates(compared(check))
    assert check("--baseline", "last.json", "--fail-on-new")[0] == 1


@pytest.mark.parametrize("rule", ["ZT403", "ZT404"])
def test_what_only_the_network_can_tell_is_not_mended_without_it(check: Check, rule: str) -> None:
    tree = saved(check)
    said = {"rule": rule, "severity": "warning", "message": "链接“https://a.cn/”打不开", "path": None, "waived": None}
    tree["activities"][0]["findings"].append(said)
    Path("last.json").write_text(json.dumps(tree), encoding="utf-8")
    assert ("unchecked", tree["activities"][0]["id"], rule) in fates(compared(check))
    assert "不能算已整改" in check("--baseline", "last.json")[1]


def test_a_reader_that_breaks_mends_nothing() -> None:
    from zhutiri_cli.baseline.compare import compare
    from zhutiri_cli.baseline.earlier import Earlier
    from zhutiri_cli.finding import Finding, Severity
    from zhutiri_cli.report import Report

    def report(*findings: Finding) -> Report:
        from datetime import date

        return Report(date(2024, 4, 12), "p", "t", 2024, (), findings, (), 5, 0)

    before = {"rule": "ZT305", "severity": "warning", "message": "“a.pdf”不能使用：损坏", "path": "a.pdf"}
    earlier = Earlier.model_validate(
        {"schema_name": "zhutiri/check/1", "as_of": "2024-04-05", "activities": [], "findings": [before]}
    )
    broke = Finding("ZT901", Severity.ERROR, "读取程序崩溃")
    changes = [found.change.value for found in compare(earlier, "x", report(broke), frozenset()).findings]
    assert changes == ["new", "unchecked"]
    assert [found.change.value for found in compare(earlier, "x", report(), frozenset()).findings] == ["mended"]
    waived = replace(broke, rule="ZT305", message="“a.pdf”不能使用：损坏", waived="已核对")
    assert compare(earlier, "x", report(waived), frozenset()).counts()


def test_a_deadline_that_moved_is_said(check: Check, workspace: Path) -> None:
    saved(check)
    done = zhutiri("record", "9", "--extended-to", "2024-05-20", "--reason", "经办人住院")
    assert done.status == 0
    (moved,) = compared(check)["deadlines"]
    assert (moved["activity"], moved["after"], moved["final"]) == (9, "2024-05-20", True)
    assert "截止日变化：9." in check("--baseline", "last.json")[1]
    assert workspace.is_dir()


def test_activities_that_only_one_report_holds_are_named(check: Check) -> None:
    check("--id", "8", "-o", "last.json")
    part = compared(check)
    assert 9 in part["absent"]
    assert 8 not in part["absent"]
    saved(check)
    assert compared(check, "--id", "8")["gone"] == []  # filtered away, not gone
    tree = json.loads(Path("last.json").read_text(encoding="utf-8"))
    tree["activities"].append({**tree["activities"][0], "id": 99})
    Path("last.json").write_text(json.dumps(tree), encoding="utf-8")
    assert compared(check)["gone"] == [99]


def test_the_exit_status_may_look_at_new_findings_only(check: Check, workspace: Path) -> None:
    saved(check)
    assert check("--baseline", "last.json")[0] == 1
    assert check("--baseline", "last.json", "--fail-on-new")[0] == 0
    (folder(workspace, 1) / "坏图.jpg").write_bytes(b"no picture")
    assert check("--baseline", "last.json", "--fail-on-new")[0] == 0  # a warning
    assert check("--baseline", "last.json", "--fail-on-new", "--fail-on", "warning")[0] == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_that_editors_leave(check: Check, encoding: str) -> None:
    tree = saved(check)
    Path("last.json").write_text(json.dumps(tree, ensure_ascii=False), encoding=encoding)
    assert compared(check)["summary"]["new"] == 0


NO_REPORT = {
    "missing": None,
    "empty": b"",
    "cut": b'{"schema": "zhutiri/check/1", "as_of": "2024',
    "gbk": "{“计划”}".encode("gbk"),
    "another": b'{"schema": "zhutiri/validate/1"}',
    "list": b"[]",
    "keys": b'{"schema": "zhutiri/check/1", "as_of": "2024-04-01"}',
    "date": b'{"schema": "zhutiri/check/1", "as_of": "never", "activities": [], "findings": []}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("what", NO_REPORT)
def test_what_is_no_report_is_one_sentence(check: Check, what: str) -> None:
    content = NO_REPORT[what]
    if content is not None:
        Path("last.json").write_bytes(content)
    status, out, err = check("--baseline", "last.json")
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "last.json" in err
    assert "内部出错" not in err


def test_new_ones_only_needs_something_to_compare_with(check: Check) -> None:
    status, _, err = check("--fail-on-new")
    assert status == 2
    assert "--baseline" in err


def test_markdown_shows_it_too(check: Check, workspace: Path) -> None:
    saved(check)
    (folder(workspace, 1) / "坏图[x].jpg").write_bytes(b"no picture")
    _, out, _ = check("--baseline", "last.json", "-f", "markdown")
    assert "## 与上次相比" in out
    assert r"坏图\[x\].jpg" in out.split("## 与上次相比")[1].split("## 该谁办")[0]
