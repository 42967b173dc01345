"""Plan files loaded and judged: what is read, and every fault of contract §1 with its line and column."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.places import REAL_PLAN
from zhutiri_cli.check.plan_files import load as sound_plan
from zhutiri_cli.check.plan_files import validate_files
from zhutiri_cli.plan.load import LoadedPlan, load_plan
from zhutiri_cli.rules.catalogue import catalogue
from zhutiri_cli.rules.finding import Finding, Severity

REAL_TEXT = REAL_PLAN.read_text(encoding="utf-8")

PLAN = """\
schema: 1
title: 测试区2024年计划
year: 2024
document: {number: 测〔2024〕1号, issuer: 测试办, issued: 2024-02-28}
forms: [现场观摩, 政策宣传]
requirements:
  report:
    within_working_days: 5
    materials: {plan: 1, photos: 1, summary: 1, links: 1}
activities:
  - id: 1
    month: 3
    theme: 主题一
    forms: [政策宣传]
    units: [区教育局]
  - id: 2
    month: 4
    theme: 主题二
    forms: [政策宣传]
    units: [区民政局]
"""

Judge = Callable[[str], list[Finding]]
Load = Callable[[str], LoadedPlan]


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plan") / "plan_2024.yaml"


@pytest.fixture(scope="module")
def judge(plan_file: Path) -> Judge:
    """All findings on a plan of this text, in file order."""

    def judged(text: str) -> list[Finding]:
        plan_file.write_bytes(text.encode("utf-8"))
        return list(validate_files([plan_file], catalogue()).findings)

    return judged


@pytest.fixture(scope="module")
def load(plan_file: Path) -> Load:
    def loaded(text: str) -> LoadedPlan:
        plan_file.write_bytes(text.encode("utf-8"))
        return load_plan(plan_file)

    return loaded


def changed(*changes: tuple[str, str], text: str = PLAN, more: str = "") -> str:
    """The plan with pieces replaced once each, and lines added at the end."""
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return text + more


def places(findings: list[Finding]) -> list[tuple[str, int | None, int | None]]:
    return [(found.rule, found.place.line, found.place.column) for found in findings]


def errors(findings: list[Finding]) -> list[Finding]:
    return [found for found in findings if found.severity is Severity.ERROR]


# --- the real plan ----------------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """Tuples as lists, as YAML has them."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def test_the_real_plan_reads_as_the_library_reads_it_field_by_field() -> None:
    loaded = load_plan(REAL_PLAN)
    assert (loaded.faults, loaded.source.faults) == ((), ())
    assert loaded.plan is not None
    read = plain(loaded.plan.model_dump(by_alias=True, exclude_unset=True))
    expected = yaml.safe_load(REAL_TEXT)
    asked = expected["requirements"]["report"]["materials"]
    asked |= {kind: {"minimum": count} for kind, count in asked.items()}  # a count stands for such a mapping
    assert list(read) == [key for key in read if key in expected]
    for key, value in expected.items():
        assert read[key] == value, key
    assert set(read) == set(expected)


def test_the_real_plan_has_no_errors_and_known_findings(judge: Judge) -> None:
    findings = judge(REAL_TEXT)
    assert errors(findings) == []
    assert {found.rule for found in findings} == {"ZT105", "ZT106"}


def test_the_table_of_the_real_plan_equals_its_model() -> None:
    loaded = load_plan(REAL_PLAN)
    assert loaded.plan is not None
    for row, activity in zip(loaded.table.rows, loaded.plan.activities, strict=True):
        assert (row.id, row.month, row.moved_to, row.cancelled) == (
            activity.id,
            activity.month,
            activity.moved_to,
            activity.cancelled,
        )
        assert row.theme is not None
        assert row.theme.text == activity.theme
        assert tuple(word.text for word in row.forms) == activity.forms
        assert tuple(word.text for word in row.units or ()) == activity.units


# --- what is accepted -------------------------------------------------------------------------------------------


def test_the_small_plan_has_no_finding_at_all(judge: Judge) -> None:
    assert judge(PLAN) == []


def test_words_are_read_as_people_mean_them(load: Load) -> None:
    text = changed(
        ("month: 3", "month: 08"),
        ("id: 2", "id: 017\n    cancelled: yes\n    reason: 停办"),
        ("theme: 主题二", "theme: 2024-02-30"),
        ("units: [区民政局]", "units: [no, 17:30]"),
        ("issued: 2024-02-28", "issued: '2024-02-28'"),
    )
    plan = load(text).plan
    assert plan is not None
    first, second = plan.activities
    assert (first.month, second.id, second.cancelled) == (8, 17, True)
    assert second.theme == "2024-02-30"
    assert second.units == ("no", "17:30")
    assert plan.document.issued == date(2024, 2, 28)


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(load: Load, judge: Judge) -> None:
    text = "\ufeff" + PLAN.replace("\n", "\r\n")
    assert load(text).plan == load(PLAN).plan
    assert places(judge(text.replace("month: 3", "month: x"))) == [("ZT102", 12, 12)]


@pytest.mark.parametrize("empty", ["", " ~", " null"])
@pytest.mark.parametrize("field", ["remark", "moved_to", "reason"])
def test_an_optional_field_may_stand_empty(judge: Judge, field: str, empty: str) -> None:
    assert judge(changed(("    month: 3\n", f"    month: 3\n    {field}:{empty}\n"))) == []


def test_units_left_empty_with_a_remark_is_a_warning_only(judge: Judge) -> None:
    findings = judge(changed(("units: [区教育局]", "units:\n    remark: 原表空白")))
    assert [(found.rule, found.severity) for found in findings] == [("ZT105", Severity.WARNING)]


@pytest.mark.parametrize("section", ["contact", "roster", "scoring"])
def test_an_optional_section_may_stand_empty(judge: Judge, section: str) -> None:
    assert judge(changed(more=f"{section}:\n")) == []


def test_a_declared_kind_is_read(load: Load) -> None:
    kind = "video: {minimum: 1, label: 视频, words: [视频, 录像], suffixes: [.mp4, .mov]}"
    plan = load(changed(("links: 1}", f"links: 1, {kind}}}"))).plan
    assert plan is not None
    materials = plan.requirements.report.materials
    assert materials.minimums() == {"plan": 1, "photos": 1, "summary": 1, "links": 1, "video": 1}
    assert materials.labels["video"] == "视频"
    assert materials.declared["video"].suffixes == (".mp4", ".mov")


def test_absent_kinds_are_not_required(load: Load) -> None:
    plan = load(changed(("{plan: 1, photos: 1, summary: 1, links: 1}", "{summary: 2, links: 0}"))).plan
    assert plan is not None
    assert plan.requirements.report.materials.minimums() == {"plan": 0, "photos": 0, "summary": 2, "links": 0}


# --- one fault, one finding, at its place -----------------------------------------------------------------------

MONTH = ("month: 3", "month: {}")
ISSUED = ("2024-02-28", "{}")


@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        (MONTH, "yes", "yes"),
        (MONTH, "17:30", "17:30"),
        (MONTH, "２０２４", "2024"),
        (MONTH, "3.0", "3.0"),
        (MONTH, "三", "三"),
        (MONTH, "0", "1"),
        (MONTH, "-1", "1"),
        (MONTH, "[3]", "整数"),
        (MONTH, "{a: 3}", "整数"),
        (MONTH, "true", "true"),
        (MONTH, "0x3", "0x3"),
        (MONTH, "'3 '", "整数"),
        (MONTH, "2024-03", "2024-03"),
        (ISSUED, "2024-02-30", "不存在"),
        (ISSUED, "2024-2-28", "2024-02-28"),
        (ISSUED, "2024/02/28", "2024-02-28"),
        (ISSUED, "２０２４-02-28", "2024-02-28"),
        (ISSUED, "2024年2月28日", "2024-02-28"),
        (ISSUED, "20240228", "YYYY-MM-DD"),
        (ISSUED, "2024-02", "YYYY-MM-DD"),
        (ISSUED, "[2024-02-28]", "日期"),
        (("year: 2024", "year: {}"), "24", "1900"),
        (("year: 2024", "year: {}"), "99999", "2200"),
        (("id: 2", "id: {}"), "0", "1"),
        (("id: 2", "id: {}"), "二", "二"),
        (("schema: 1", "schema: {}"), "9", "请升级"),
        (("title: 测试区2024年计划", "title: {}"), "[a]", "文字"),
        (("title: 测试区2024年计划", "title: {}"), "{a: b}", "文字"),
        (("title: 测试区2024年计划", "title: {}"), "''", "空"),
        (("title: 测试区2024年计划", "title: {}"), "'　 '", "空白"),
        (("theme: 主题一", "theme: {}"), "[主题]", "文字"),
        (("forms: [现场观摩, 政策宣传]", "forms: {}"), "现场观摩", "列表"),
        (("forms: [现场观摩, 政策宣传]", "forms: {}"), "[]", "1"),
        (("units: [区教育局]", "units: {}"), "区教育局", "列表"),
        (("units: [区教育局]", "units: {}"), "{区教育局: 1}", "列表"),
        (("within_working_days: 5", "within_working_days: {}"), "0", "1"),
        (("within_working_days: 5", "within_working_days: {}"), "五", "请写数字 5"),
        (("materials: {plan: 1, photos: 1, summary: 1, links: 1}", "materials: {}"), "[plan]", "“键: 值”的一组"),
        (("summary: 1", "summary: {}"), "-1", "0"),
        (("summary: 1", "summary: {}"), "yes", "整数"),
    ],
)
def test_a_wrong_value_is_one_finding_at_that_value(
    judge: Judge, where: tuple[str, str], value: str, said: str
) -> None:
    old, template = where
    before, _, after = template.partition("{}")
    text = changed((old, before + value + after))
    start = PLAN.index(old) + len(before)
    line = PLAN.count("\n", 0, start) + 1
    column = start - PLAN.rfind("\n", 0, start)
    findings = judge(text)
    assert places(findings) == [("ZT102", line, column)]
    assert said in findings[0].message + findings[0].hint
    assert findings[0].severity is Severity.ERROR
    assert findings[0].hint


@pytest.mark.parametrize("value", ["13", "017", "2024"])
def test_a_month_out_of_range_does_not_blame_the_next_row(judge: Judge, value: str) -> None:
    assert places(judge(changed(("month: 3", f"month: {value}")))) == [("ZT102", 12, 12)]


ACTIVITY_FAULTS = [
    ("moved_to: 2024-5\n    reason: 因故", (13, 15), "YYYY-MM"),
    ("moved_to: 2024-13\n    reason: 因故", (13, 15), "2024-13"),
    ("moved_to: 五月\n    reason: 因故", (13, 15), "五月"),
    ("cancelled: maybe\n    reason: 因故", (13, 16), "true"),
    ("cancelled: [true]\n    reason: 因故", (13, 16), "true"),
    ("waivers: ZT401", (13, 14), "列表"),
    ("waivers: [ZT401]", (13, 15), "“键: 值”的一组"),
    ("waivers: [{rule: ZT401}]", (13, 15), "reason"),
    ("waivers: [{rule: ZT401, reason: ''}]", (13, 37), "空"),
    ("waivers: [{reason: 因故}]", (13, 15), "rule"),
    ("waivers: [{rule: ZT401, reason: 因故, until: 2024-06-31}]", (13, 48), "2024-06-31"),
    ("waivers: [{rule: ZT401, reason: 因故, untill: 2024-06-30}]", (13, 41), "until"),
    ("remark: [备注]", (13, 13), "文字"),
    ("notes: 备注", (13, 5), "notes"),
]


@pytest.mark.parametrize(("lines", "place", "said"), ACTIVITY_FAULTS, ids=[fault[0] for fault in ACTIVITY_FAULTS])
def test_a_fault_of_an_activity_is_one_finding_at_its_place(
    judge: Judge, lines: str, place: tuple[int, int], said: str
) -> None:
    findings = judge(changed(("month: 3\n", f"month: 3\n    {lines}\n")))
    assert places(findings) == [("ZT102", *place)]
    assert said in findings[0].message + findings[0].hint


@pytest.mark.parametrize("field", ["moved_to: 2024-05", "cancelled: true"])
def test_a_moved_or_cancelled_activity_without_a_reason_is_a_fault_at_its_mapping(judge: Judge, field: str) -> None:
    findings = judge(changed(("month: 3\n", f"month: 3\n    {field}\n")))
    assert places(findings) == [("ZT102", 11, 5)]
    assert "reason" in findings[0].message


@pytest.mark.parametrize("other", ["month: 十三", "remark: [x]", "cancelled: maybe"])
def test_a_missing_reason_is_told_beside_another_fault_of_the_activity(judge: Judge, other: str) -> None:
    key = other.partition(":")[0]
    lines = other if key == "month" else f"month: 3\n    {other}"
    said = [found.message for found in judge(changed(("month: 3", f"{lines}\n    moved_to: 2024-05")))]
    assert any("reason" in message for message in said)
    assert any(key in message for message in said)


TOP_FAULTS = [
    ("contact: {phone: [1]}", "[1]", "文字"),
    ("contact: 85898155", "85898155", "“键: 值”的一组"),
    ("roster: 区教育局", "区教育局", "列表"),
    ("calendar: {days_off: 2024-02-09}", "2024-02-09", "列表"),
    ("calendar: {days_off: [2024-02-30]}", "2024-02-30", "不存在"),
    ("calendar: {workdays: [周六]}", "周六", "日期"),
    ("calendar: {confirmed_years: [27]}", "27", "1900"),
    ("calendar: {confirmed_years: [今年]}", "今年", "整数"),
    ("calendar: [2024-02-09]", "[2024-02-09]", "“键: 值”的一组"),
    ("scoring: 3", "3", "“键: 值”的一组"),
    ("calender: {}", "calender", "calendar"),
    ("contact: {fone: 1}", "fone", "phone"),
    ("calendar: {day_off: []}", "day_off", "days_off"),
    ("xyz: 1", "xyz", "activities"),
    ("roster: [{name: 区教育局}, {name: 区民政局, alias: [民政局]}]", "alias", "aliases"),
    ("roster: [{name: 区教育局}, {name: 区民政局}, {aliases: [甲]}]", "{aliases", "name"),
]


@pytest.mark.parametrize(("line", "mark", "said"), TOP_FAULTS, ids=[fault[0] for fault in TOP_FAULTS])
def test_a_fault_of_a_section_is_one_finding_at_its_place(judge: Judge, line: str, mark: str, said: str) -> None:
    findings = [found for found in judge(changed(more=line + "\n")) if found.rule != "ZT108"]
    assert places(findings) == [("ZT102", 21, line.rindex(mark) + 1)]
    assert said in findings[0].message + findings[0].hint


DECLARED_FAULTS = [
    ("video: {label: 视频}", "{label", "words"),
    ("video: {words: [视频]}", "{words", "label"),
    ("video: {lable: 视频, words: [视频]}", "lable", "label"),
    ("video: {label: 视频, words: 视频}", "视频}", "列表"),
    ("video: {label: 视频, words: [视频], minimum: 多}", "多", "整数"),
    ("vidoe: 3", "vidoe", "vidoe"),
    ("photo: 3", "photo", "photos"),
    ("declared: 3", "declared", "declared"),
    ("declared: 3, video: {label: 视频, words: [视频]}", "declared", "declared"),
]


@pytest.mark.parametrize(("kind", "mark", "said"), DECLARED_FAULTS, ids=[fault[0] for fault in DECLARED_FAULTS])
def test_a_fault_of_a_declared_kind_is_one_finding_at_its_place(judge: Judge, kind: str, mark: str, said: str) -> None:
    text = changed(("links: 1}", f"links: 1, {kind}}}"))
    line = text.splitlines()[8]
    findings = judge(text)
    assert places(findings) == [("ZT102", 9, line.rindex(mark) + 1)]
    assert said in findings[0].message + findings[0].hint


def test_the_model_s_own_names_are_not_keys_of_the_file(judge: Judge) -> None:
    findings = judge(changed(("schema: 1", "schema_number: 1")))
    assert places(findings) == [("ZT102", 1, 1)]
    assert "schema_number" in findings[0].message
    assert "schema" in findings[0].hint


def test_a_contradictory_calendar_points_at_the_contradicting_values(judge: Judge) -> None:
    line = "calendar: {days_off: [2024-02-09, 2024-03-04], workdays: [2024-02-10, 2024-03-04, 2024-02-09]}\n"
    findings = judge(changed(more=line))
    assert {found.rule for found in findings} == {"ZT102"}
    said = "".join(found.message for found in findings)
    assert "2024-02-09" in said
    assert "2024-03-04" in said
    assert all(found.place.column is not None and line[found.place.column - 1 :][:5] == "2024-" for found in findings)


def test_a_contradictory_calendar_is_told_beside_another_fault(judge: Judge) -> None:
    line = "calendar: {days_off: [2024-02-09], workdays: [2024-02-09, 2024-02-30]}\n"
    said = "".join(found.message for found in judge(changed(more=line)))
    assert "2024-02-30" in said
    assert "2024-02-09" in said


@pytest.mark.parametrize("text", ["", "# 空\n", "- a\n", "计划\n", "~\n"])
def test_a_file_that_is_no_mapping_is_one_fault_at_its_beginning(judge: Judge, text: str) -> None:
    findings = judge(text)
    assert places(findings) == [("ZT102", 1, 1)]


def test_activities_that_are_no_mappings_are_each_a_fault(judge: Judge) -> None:
    findings = judge(changed(("activities:\n", "activities:\n  - 一\n  - [二]\n")))
    assert places(findings) == [("ZT102", 11, 5), ("ZT102", 12, 5)]


# --- text faults and repeated ids -------------------------------------------------------------------------------


def test_a_repeated_key_is_told_at_that_key_together_with_other_faults(judge: Judge) -> None:
    findings = judge(changed(("    theme: 主题一\n", "    theme: 主题一\n    theme: 甲\n"), ("year: 2024", "year: x")))
    assert places(findings) == [("ZT102", 3, 7), ("ZT101", 14, 5)]


def test_a_plan_with_a_repeated_key_has_no_model(load: Load) -> None:
    assert load(PLAN + "year: 2025\n").plan is None


@pytest.mark.parametrize("number", ["1", "01", "'1'", "001"])
def test_a_repeated_id_is_told_at_the_later_value(judge: Judge, number: str) -> None:
    assert places(judge(changed(("id: 2", f"id: {number}")))) == [("ZT103", 16, 9)]


def test_an_id_used_three_times_is_told_twice(judge: Judge) -> None:
    third = "  - {id: 1, month: 5, theme: 主题三, forms: [政策宣传], units: [区卫生局]}\n"
    found = [item for item in judge(changed(("id: 2", "id: 1"), more=third)) if item.rule == "ZT103"]
    assert places(found) == [("ZT103", 16, 9), ("ZT103", 21, 10)]


@pytest.mark.parametrize(("encoding", "name"), [("gbk", "GBK"), ("utf-16", "UTF-16")])
def test_another_encoding_is_named_with_its_remedy(plan_file: Path, encoding: str, name: str) -> None:
    plan_file.write_bytes(PLAN.encode(encoding))
    (found,) = validate_files([plan_file], catalogue()).findings
    assert found.rule == "ZT101"
    assert name in found.message
    assert "UTF-8" in found.hint


# --- roster and units -------------------------------------------------------------------------------------------


def test_a_unit_outside_the_roster_is_an_error_and_an_alias_is_not(judge: Judge) -> None:
    findings = judge(changed(more="roster: [{name: 教育局, aliases: [区教育局]}]\n"))
    assert [(found.rule, found.severity) for found in findings] == [("ZT108", Severity.ERROR)]
    assert places(findings) == [("ZT108", 20, 13)]


def test_a_misspelt_key_of_the_roster_does_not_put_the_unit_outside_it(judge: Judge) -> None:
    findings = judge(changed(more="roster: [{name: 区教育局}, {nam: 区民政局}]\n"))
    assert places(findings) == [("ZT102", 21, 25)]


def test_an_empty_unit_is_one_fault(judge: Judge) -> None:
    assert places(judge(changed(("[区教育局]", "['']")))) == [("ZT102", 15, 13)]


# --- many faults at once, and seeded ones -----------------------------------------------------------------------


def test_many_faults_are_all_told_in_file_order(judge: Judge) -> None:
    text = changed(
        ("schema: 1", "schema: 3"),
        ("year: 2024", "year: 二〇二四"),
        ("issued: 2024-02-28", "isued: 2024-02-28"),
        ("within_working_days: 5", "within_working_days: 五"),
        ("month: 3", "month: 三"),
        ("    theme: 主题一\n", ""),
        ("id: 2", "id: 1"),
        ("units: [区民政局]", "units: 区民政局"),
        more="unknown: 1\nyear: 2025\n",
    )
    assert places(judge(text)) == [
        ("ZT102", 1, 9),
        ("ZT102", 3, 7),
        ("ZT102", 4, 44),
        ("ZT102", 8, 26),
        ("ZT102", 11, 5),
        ("ZT102", 12, 12),
        ("ZT103", 15, 9),
        ("ZT102", 19, 12),
        ("ZT102", 20, 1),
        ("ZT101", 21, 1),
    ]


def test_one_fault_in_every_row_is_told_for_every_row(judge: Judge) -> None:
    text = re.sub(r"(?m)^    theme: .*$", "    theme: ''", REAL_TEXT)
    assert len([found for found in judge(text) if found.rule == "ZT102"]) == 54


REQUIRED = ["title", "year", "document", "issuer", "issued", "requirements", "report", "within_working_days"]
REQUIRED += ["materials", "activities", "month", "theme", "units", "schema", "number", "id"]


@pytest.mark.parametrize("key", REQUIRED)
@pytest.mark.parametrize("how", ["double", "drop", "capital", "space"])
def test_a_misspelt_required_key_is_one_finding_not_two(judge: Judge, key: str, how: str) -> None:
    wrong = {"double": key + key[-1], "drop": key[:-1], "capital": key.capitalize(), "space": f"'{key} '"}[how]
    old = re.search(rf"(?m)(?<![a-z_]){key}:", PLAN)
    assert old is not None
    text = PLAN[: old.start()] + wrong + PLAN[old.start() + len(key) :]
    findings = judge(text)
    assert len(findings) == 1, findings
    line = PLAN.count("\n", 0, old.start()) + 1
    assert places(findings) == [("ZT102", line, old.start() - PLAN.rfind("\n", 0, old.start()))]
    assert key in findings[0].hint


KEY_LINE = re.compile(r"^(\s*(?:- )?)([a-z_]+):(?: (.+))?$")
LINES = REAL_TEXT.splitlines()
KEY_LINES = [number for number, line in enumerate(LINES) if KEY_LINE.match(line)]
DELETABLE = {"year", "ref", "text", "within_working_days", "month", "theme"}
BAD_VALUES = {
    "whole": ["十", "1.5", "0x1", "-1", "[1]", "yes", "１"],
    "date": ["2024-02-30", "2024-2-8", "今天", "[2024-02-28]"],
    "text": ["''", "' '", "[a]", "{a: b}"],
    "list": ["甲", "{a: b}", "[[a]]", "['']"],
    "mapping": ["甲", "[a]"],
}
TYPES = dict.fromkeys(("schema", "year", "id", "month", "within_working_days"), "whole")
TYPES |= dict.fromkeys(("forms", "units"), "list")
TYPES |= dict.fromkeys(("materials", "portal", "branding"), "mapping") | {"issued": "date"}
TYPES |= dict.fromkeys(("title", "number", "issuer", "ref", "text", "phone", "email", "theme", "remark"), "text")


def key_of(number: int) -> str:
    """The key on a line (from 0) of the real plan."""
    found = KEY_LINE.match(LINES[number])
    assert found is not None
    return found[2]


def value_of(number: int) -> str | None:
    """The value beside that key, if it stands on the same line."""
    found = KEY_LINE.match(LINES[number])
    assert found is not None
    return found[3]


def told(findings: list[Finding], line: int) -> bool:
    """Whether an error points at the line (from 0)."""
    return any(found.place.line == line + 1 for found in errors(findings))


def mapping_start(lines: list[str], number: int) -> int:
    """The line (from 0) on which the mapping of the key at ``number`` begins."""
    indent = len(KEY_LINE.match(lines[number])[1])  # type: ignore[index]  # KEY_LINE matches the lines drawn
    start = number
    for line in range(number, -1, -1):
        found = KEY_LINE.match(lines[line])
        if found is None:
            continue
        if len(found[1]) < indent:
            break
        if len(found[1]) == indent:
            start = line
            if "- " in found[1]:
                break
    return start


@settings(max_examples=60)
@given(number=st.sampled_from([n for n in KEY_LINES if value_of(n) and key_of(n) in DELETABLE]))
def test_a_key_deleted_from_the_real_plan_is_told_at_its_mapping(judge: Judge, number: int) -> None:
    start = mapping_start(LINES, number)
    assert told(judge("\n".join(LINES[:number] + LINES[number + 1 :]) + "\n"), start)


@settings(max_examples=80)
@given(number=st.sampled_from(KEY_LINES), place=st.integers(0, 30), letter=st.sampled_from("xzq_"))
def test_a_key_misspelt_in_the_real_plan_is_told_at_that_key(
    judge: Judge, number: int, place: int, letter: str
) -> None:
    found = KEY_LINE.match(LINES[number])
    assert found is not None
    at = found.end(1) + place % (len(found[2]) + 1)
    text = "\n".join([*LINES[:number], LINES[number][:at] + letter + LINES[number][at:], *LINES[number + 1 :]])
    findings = errors(judge(text))
    assert ("ZT102", number + 1, found.end(1) + 1) in places(findings)
    assert len(findings) <= 2  # the key, and the mapping that lacks it where the misspelling is too far off


@settings(max_examples=100)
@given(data=st.data(), number=st.sampled_from([n for n in KEY_LINES if value_of(n) and key_of(n) in TYPES]))
def test_a_value_spoilt_in_the_real_plan_is_told_at_that_value(judge: Judge, data: st.DataObject, number: int) -> None:
    found = KEY_LINE.match(LINES[number])
    assert found is not None
    value = data.draw(st.sampled_from(BAD_VALUES[TYPES[found[2]]]))
    line = f"{found[1]}{found[2]}: {value}"
    findings = errors(judge("\n".join([*LINES[:number], line, *LINES[number + 1 :]])))
    assert len(findings) == 1, findings
    assert findings[0].rule == "ZT102"
    assert findings[0].place.line == number + 1
    assert findings[0].place.column is not None
    assert findings[0].place.column > found.end(2) + 1


@settings(max_examples=60)
@given(st.data())
def test_any_single_character_changed_never_breaks_validation(judge: Judge, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(PLAN) - 1))
    letter = data.draw(st.sampled_from(list("[]{}:,-#&*!|>'\"%@`\t\n 0x年\u3000\u202e\x07")))
    for found in judge(PLAN[:place] + letter + PLAN[place + 1 :]):
        assert found.rule != "ZT901"
        assert found.place.line is not None
        assert found.place.line <= PLAN.count("\n") + 2


def test_once_judged_a_plan_is_there_with_its_places_without_its_text_and_rows() -> None:
    whole, sound = load_plan(REAL_PLAN), sound_plan(REAL_PLAN, catalogue())
    assert sound.plan == whole.plan == sound.view.loaded.plan
    assert sound.view.table == replace(whole.table, rows=())
    parts: tuple[tuple[str | int, ...], ...] = ((), ("theme",), ("units", 0), ("forms",))
    routes = [("activities", place, *rest) for place in range(54) for rest in parts]
    assert [sound.view.loaded.source.spot(route) for route in routes] == [whole.source.spot(route) for route in routes]
    assert (sound.view.loaded.source.text, sound.view.loaded.source.tree) == ("", None)
