"""``rules:`` of a plan: a level for the whole year, honoured by every command and said in every format."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.support.command import zhutiri
from tests.support.places import BASE_PLAN
from zhutiri_cli.rules.catalogue import catalogue
from zhutiri_cli.workspace.editor_schema import plan_schema

WHY = "门户改版，专栏三个月内不能发稿"
OFF = f"本计划关闭的规则：ZT401（{WHY}）"
DAY = ("--as-of", "2024-03-25")
RECORD = "held: 2024-03-15\nsubmitted: 2024-03-20\nlinks: [https://news.example/a/1.html]\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "submissions" / "2024" / "03-麦浪人社局"
    folder.mkdir(parents=True)
    (folder / "submission.yaml").write_text(RECORD, encoding="utf-8")
    return tmp_path


def plan(desk: Path, rules: str) -> None:
    text = BASE_PLAN.read_text(encoding="utf-8")
    (desk / "plan_2024.yaml").write_text(f"{text}rules:\n{rules}" if rules else text, encoding="utf-8")


def checked() -> dict[str, object]:
    found: dict[str, object] = json.loads(zhutiri("check", *DAY, "-f", "json").out)
    return found


def activity(report: dict[str, object], number: int = 3) -> dict[str, object]:
    activities = report["activities"]
    assert isinstance(activities, list)
    return next(item for item in activities if item["id"] == number)


def of(report: dict[str, object], code: str) -> list[dict[str, object]]:
    findings = activity(report)["findings"]
    assert isinstance(findings, list)
    return [found for found in findings if found["rule"] == code]


def test_an_off_rule_is_listed_with_its_reason_and_counts_nowhere(desk: Path) -> None:
    plan(desk, "")
    before = checked()
    assert [found["waived"] for found in of(before, "ZT401")] == [None]
    assert "rules" not in before
    plan(desk, f"  ZT401: {{level: off, reason: {WHY}}}\n")
    after = checked()
    assert [found["waived"] for found in of(after, "ZT401")] == [f"本计划关闭 ZT401：{WHY}"]
    assert after["rules"] == [{"rule": "ZT401", "level": "off", "reason": WHY}]
    summaries = [report["summary"] for report in (before, after)]
    assert [summary["findings"]["warning"] for summary in summaries] == [1, 0]  # type: ignore[index]  # plain JSON


def test_statuses_and_deadlines_never_change_by_a_level(desk: Path) -> None:
    plan(desk, "")
    before = checked()
    codes = [rule.code for rule in catalogue() if not rule.always_said]
    plan(desk, "".join(f"  {code}: {{level: off, reason: 试}}\n" for code in codes))
    after = checked()
    for key in ("status", "label", "action", "deadline", "latest_deadline", "submitted", "materials", "provisional"):
        assert [one[key] for one in after["activities"]] == [  # type: ignore[attr-defined]  # plain JSON
            one[key]
            for one in before["activities"]  # type: ignore[attr-defined]  # plain JSON
        ]
    assert activity(after)["status"] == "incomplete"
    assert after["summary"]["findings"] == {"error": 0, "warning": 0, "info": 0}  # type: ignore[index]  # plain JSON


@pytest.mark.parametrize("name", ["json", "markdown", "html", "csv", "junit", "github", "sarif", "table"])
def test_every_text_format_says_which_rules_are_off(desk: Path, name: str) -> None:
    plan(desk, f"  ZT401: {{level: off, reason: {WHY}}}\n")
    ran = zhutiri("check", *DAY, "-f", name)
    assert WHY in "".join(ran.out.split())
    assert "ZT401" in ran.out


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
def test_the_office_formats_say_it_too(desk: Path, suffix: str) -> None:
    plan(desk, f"  ZT401: {{level: off, reason: {WHY}}}\n")
    assert zhutiri("check", *DAY, "-o", f"周报.{suffix}").status == 1
    with zipfile.ZipFile(io.BytesIO((desk / f"周报.{suffix}").read_bytes())) as packed:
        assert any(OFF in packed.read(name).decode("utf-8", "ignore") for name in packed.namelist())


def test_a_report_without_a_single_finding_of_the_rule_says_it_all_the_same(desk: Path) -> None:
    plan(desk, f"  ZT403: {{level: off, reason: {WHY}}}\n")
    assert f"本计划关闭的规则：ZT403（{WHY}）" in zhutiri("check", *DAY, "-f", "markdown").out


@pytest.mark.parametrize("name", ["text", "json", "github", "sarif", "junit"])
def test_validate_honours_levels_and_says_them(desk: Path, name: str) -> None:
    plan(desk, "  ZT107: {level: off, reason: 系列活动}\n")
    text = (desk / "plan_2024.yaml").read_text(encoding="utf-8").replace("校园开放日", "惠企政策解读")
    (desk / "plan_2024.yaml").write_text(text, encoding="utf-8")
    ran = zhutiri("validate", "-f", name, "--fail-on", "warning")
    assert ran.status == 0
    assert "系列活动" in ran.out
    assert "ZT107" in ran.out


def test_junit_of_validate_does_not_pass_an_off_rule(desk: Path) -> None:
    plan(desk, "  ZT107: {level: off, reason: 系列活动}\n")
    out = zhutiri("validate", "-f", "junit").out
    case = out[out.index('name="ZT107') :]
    assert "<skipped" in case[: case.index("</testcase>")]


@pytest.mark.parametrize(
    ("level", "severity"), [("info", "info"), ("warning", "warning"), ("error", "error"), ('"off"', "warning")]
)
def test_a_level_is_the_severity_of_what_is_found(desk: Path, level: str, severity: str) -> None:
    plan(desk, f"  ZT401: {{level: {level}, reason: 试}}\n")
    assert [found["severity"] for found in of(checked(), "ZT401")] == [severity]


def test_a_level_never_makes_worse_what_the_rule_itself_says_mildly(desk: Path) -> None:
    """While an activity is awaited, what is missing is information (contract §5)."""
    folder = desk / "submissions" / "2024" / "03-麦浪人社局"
    (folder / "submission.yaml").write_text("held: 2024-03-22\n", encoding="utf-8")
    plan(desk, "  ZT301: {level: warning, reason: 试}\n")
    awaiting = checked()
    assert activity(awaiting)["status"] == "awaiting"
    assert [found["severity"] for found in of(awaiting, "ZT301")] == ["info"]


def test_lowered_to_information_it_no_longer_fails_a_check(desk: Path) -> None:
    plan(desk, "".join(f"  ZT{n}: {{level: info, reason: 试行期}}\n" for n in (301, 302, 303, 202)))
    ran = zhutiri("check", *DAY)
    assert ran.status == 0
    assert "本计划调整级别的规则：ZT301 改为提示（试行期）" in "".join(ran.out.split()).replace("改为", " 改为")


FIXED = [rule.code for rule in catalogue() if rule.always_said]


def test_what_could_not_be_read_checked_or_believed_is_always_said() -> None:
    assert set(FIXED) == {"ZT101", "ZT102", "ZT103", "ZT206", "ZT311", "ZT901"}


@pytest.mark.parametrize("code", FIXED)
@pytest.mark.parametrize("level", ["off", "info", "warning"])
def test_such_a_rule_can_be_neither_switched_off_nor_lowered(desk: Path, code: str, level: str) -> None:
    plan(desk, f"  {code}: {{level: {level}, reason: 试}}\n")
    ran = zhutiri("validate")
    assert ran.status == 1
    assert f"规则 {code}" in ran.out
    assert "不能" in ran.out
    assert zhutiri("check", *DAY).status == 2


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ("  ZT4O1: {level: off, reason: 试}\n", ["ZT4O1", "不存在", "是否应为 ZT401"]),
        ("  401: {level: off, reason: 试}\n", ["不存在", "请改为 ZT401"]),
        ("  zt401: {level: off, reason: 试}\n", ["请改为 ZT401"]),
        ("  ZT401: {level: off}\n", ["缺少 reason（理由）"]),
        ("  ZT401: {level: off, reason: }\n", ["reason（理由）没有填写"]),
        ("  ZT401: {level: 关, reason: 试}\n", ["level（级别）“关”不是级别", "off（关闭）"]),
        ("  ZT401: off\n", ["ZT401写成了“off”", "请写作 ZT401: {level: off, reason: …}"]),
        ("  ZT401: {level: off, reason: 试, until: 2024-05-01}\n", ["未知的键 until"]),
        ("  [ZT401]\n", ["rules（规则的级别）写成了列表", "请写作 rules: {ZT401: {level: off, reason: …}}"]),
    ],
)
def test_what_is_wrong_with_the_key_is_said(desk: Path, rules: str, words: list[str]) -> None:
    plan(desk, rules)
    ran = zhutiri("validate")
    assert ran.status == 1
    for word in words:
        assert word in ran.out


@pytest.mark.parametrize("written", ["off", '"off"', "'off'", "false"])
def test_off_works_as_typed_and_as_editors_rewrite_it(desk: Path, written: str) -> None:
    plan(desk, f"  ZT401: {{level: {written}, reason: {WHY}}}\n")
    assert OFF in zhutiri("validate").out
    tree = yaml.safe_load((desk / "plan_2024.yaml").read_text(encoding="utf-8").replace("2024-02-28", '"2024-02-28"'))
    jsonschema.Draft202012Validator(plan_schema()).validate(tree)  # YAML 1.1, where off is false


def test_the_schema_refuses_what_validate_refuses() -> None:
    validator = jsonschema.Draft202012Validator(plan_schema())
    tree = yaml.safe_load(BASE_PLAN.read_text(encoding="utf-8").replace("2024-02-28", '"2024-02-28"'))
    for rules in ({"ZT401": {"level": "off"}}, {"ZT4O1": {"level": "off", "reason": "试"}}, {"ZT401": "off"}):
        assert not validator.is_valid({**tree, "rules": rules})


def test_diff_says_what_changes(desk: Path) -> None:
    plan(desk, "")
    (desk / "old.yaml").write_bytes((desk / "plan_2024.yaml").read_bytes())
    plan(desk, f"  ZT401: {{level: off, reason: {WHY}}}\n")
    ran = zhutiri("diff", "old.yaml", "plan_2024.yaml")
    assert ran.status == 0
    assert WHY in "".join(ran.out.split())
    assert "状态和截止日不变" in ran.out


def test_what_is_off_is_not_taken_for_mended(desk: Path) -> None:
    plan(desk, "")
    assert zhutiri("check", *DAY, "-o", "上周.json").status == 1
    plan(desk, f"  ZT401: {{level: off, reason: {WHY}}}\n")
    since = json.loads(zhutiri("check", *DAY, "-f", "json", "--baseline", "上周.json").out)["baseline"]
    assert {found["change"] for found in since["findings"] if found["rule"] == "ZT401"} == {"waived"}


def test_a_file_that_is_off_is_not_taken_for_read_by_hand(desk: Path) -> None:
    """A waiver says that somebody has read the file; a rule that is off says nothing of the kind."""
    folder = desk / "submissions" / "2024" / "03-麦浪人社局"
    for name in ("活动方案.doc", "活动总结.doc"):
        (folder / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096)
    text = BASE_PLAN.read_text(encoding="utf-8").replace("photos: 1, ", "")
    scored = f"{text}scoring: {{on_time: 10, complete: 5}}\n"
    outs = []
    for rules in ("", "rules:\n  ZT305: {level: off, reason: 试}\n"):
        (desk / "plan_2024.yaml").write_text(scored + rules, encoding="utf-8")
        outs.append(zhutiri("rank", *DAY, "-f", "json").out)
    ranked = [json.loads(out) for out in outs]
    assert ranked[0]["activities"] == ranked[1]["activities"]
