"""What the rules on time say where it depends on the day or on the record, and by which silence of theirs an earlier
finding is mended."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.command import zhutiri
from tests.support.declared import GOOD, Stand, judged
from zhutiri_cli.report.comparison import Change
from zhutiri_cli.report.since.compare import compare
from zhutiri_cli.report.since.earlier import Earlier
from zhutiri_cli.rules.finding import Finding

# The activity is planned for April 2024, the check is on Friday 12 April; held on the 3rd the set is due on the 11th.
EMPTY = Stand("held: 2024-04-03\n", {})
MARCH = {"month: 4": "month: 3"}
NEVER = Stand("", {}, swaps=MARCH)
CANCELLED = {"month: 4": "month: 4, cancelled: true, reason: 停办"}
FILING = {"  portal": "  filing: {before_working_days: 5, label: 报备}\n  portal"}
TWO = {
    "schema: 1": "schema: 2",
    "activities:\n": """\
obligations:
  - {key: filing, label: 报备, due: {anchor: start, working_days: -5}}
  - {key: news, label: 门户上传, due: {anchor: end, days: 7}, clause: {ref: 五, text: 上传}}
activities:
""",
}


def found(code: str, stand: Stand, day: str = "2024-04-12") -> list[Finding]:
    (item,) = judged(stand, as_of=date.fromisoformat(day)).activities
    return [one for one in item.findings if one.rule == code]


def said(code: str, stand: Stand, day: str = "2024-04-12") -> str:
    (one,) = found(code, stand, day)
    return f"{one.message} {one.hint}"


def test_a_day_outside_the_plan_is_told_by_its_month_or_by_the_planned_day() -> None:
    outside = replace(GOOD, swaps=MARCH)
    assert "不在计划月份 2024-03 " in said("ZT201", outside)
    assert "所在的月份" not in said("ZT201", outside)
    assert "不在计划日期 2024-03-15 所在的月份" in said("ZT201", replace(GOOD, swaps={"month: 4": "when: 2024-03-15"}))


def test_what_was_never_held_is_asked_of_the_office_first_and_then_of_the_unit() -> None:
    in_time, over = said("ZT202", NEVER, "2024-04-07"), said("ZT202", NEVER, "2024-04-09")
    assert "2024-04-08，还有 1 个工作日" in in_time
    assert "请核实" in in_time
    assert "2024-04-08 已过 1 个工作日" in over
    assert "请单位说明" in over
    assert "没有举办记录" in over


def test_a_day_of_holding_still_to_come_is_pointed_at() -> None:
    (coming,) = found("ZT202", Stand("held: 2024-04-20\n", {}, swaps=MARCH))
    assert "登记的举办日期 2024-04-20 未到" in coming.message
    assert (coming.place.path, coming.place.line) == ("f/submission.yaml", 1)
    (never,) = found("ZT202", NEVER)
    assert never.place.path is None


def test_an_extension_is_told_with_the_day_before_it() -> None:
    extended = Stand("held: 2024-04-03\nextended_to: 2024-04-15\nreason: 经办人住院\n", {})
    assert "截止日 2024-04-15（由 2024-04-11 延期）" in said("ZT203", extended, "2024-04-17")
    assert "延期" not in said("ZT203", EMPTY)


@pytest.mark.parametrize(
    ("stand", "day", "words"),
    [
        (Stand("", {}), "2026-12-15", None),  # nothing rests on a deadline before the month is over
        (Stand("", {}), "2027-01-04", "最迟报送日 2027-01-08，为暂定"),
        (Stand("held: 2026-12-30\n", {}), "2026-12-15", "截止日 2027-01-07，为暂定"),
    ],
)
def test_what_is_provisional_is_the_deadline_that_counts(stand: Stand, day: str, words: str | None) -> None:
    ahead = replace(stand, swaps={"year: 2024": "year: 2026", "month: 4": "month: 12"})
    told = [one.message for one in found("ZT207", ahead, day)]
    assert len(told) == (words is not None)
    assert all(words in message for message in told if words)


def test_material_without_a_day_is_named_by_what_is_there() -> None:
    photos = Stand("").without("活动方案.txt", "活动总结.txt", "链接.txt")
    assert said("ZT205", photos).startswith("已有图片，但")
    received = replace(GOOD, record="held: 2024-04-03\nreceipts: [{on: 2024-04-08, files: [活动方案.txt]}]\n")
    assert "收件记录没有涵盖全部材料" in said("ZT205", received)
    assert "收件记录" not in said("ZT205", replace(GOOD, record="held: 2024-04-03\n"))


def test_a_record_that_cannot_be_believed_is_not_asked_for_its_days_as_well() -> None:
    (wrong,), (broken,) = found("ZT311", Stand("helt: 2024-04-03\n")), found("ZT311", Stand("\nheld: [\n"))
    assert (wrong.place.path, wrong.place.line) == ("f/submission.yaml", 1)
    assert broken.place.path == "f/submission.yaml"
    assert not found("ZT205", Stand("helt: 2024-04-03\n"))
    assert not found("ZT205", Stand("", swaps=CANCELLED))


def test_a_filing_and_another_obligation_speak_under_their_own_codes() -> None:
    stand = replace(EMPTY, swaps=TWO)
    assert "zhutiri record 1 --filed 日期" in said("ZT208", stand)
    assert "门户上传应于 2024-04-10" in said("ZT209", stand)
    assert not found("ZT210", stand)
    late = replace(stand, record="held: 2024-04-03\nfiled: 2024-04-01\ndone: {news: 2024-04-11}\n")
    assert "报备 2024-04-01 办结" in said("ZT208", late)
    (other,) = found("ZT210", late)
    assert "门户上传 2024-04-11 办结，晚于期限 2024-04-10（依据五）" in other.message
    assert (other.place.path, other.place.line) == ("f/submission.yaml", 3)


def test_a_day_counted_from_the_planned_one_is_told_as_expected() -> None:
    planned = Stand("", {}, swaps={**TWO, "month: 4": "month: 4, planned: 2024-04-09"})
    filing, news = found("ZT210", planned, "2024-04-11")
    assert "报备待办，期限 2024-04-01（按计划日期预计）" in filing.message
    assert "门户上传待办，期限 2024-04-16（按计划日期预计）" in news.message
    assert "预计" not in said("ZT210", replace(planned, record="held: 2024-04-09\n"), "2024-04-11")


UNITS = """\
schema: 2
year: 2024
document: {issued: 2024-02-28}
roster: [{name: 甲局}, {name: 乙局}, {name: 丙局}, {name: 丁局}, {name: 戊局}, {name: 己局}]
obligations:
  - {key: form, label: 计划表, per: unit, due: {on: 2024-03-07}, clause: {ref: 四, text: 报计划表}}
  - {key: progress, label: 进展表, per: unit, due: {every: month, day: 25}}
activities:
  - {id: 1, month: 12, theme: 校园开放日, units: [甲局]}
"""


def test_what_units_owe_is_told_once_with_the_first_five_of_them(tmp_path: Path) -> None:
    plan = tmp_path / "plan_2024.yaml"
    plan.write_text(UNITS, encoding="utf-8")
    kept = "done: [{unit: 己局, key: form, on: 2024-03-08}]\n"
    (tmp_path / "obligations_2024.yaml").write_text(kept, encoding="utf-8")
    ran = zhutiri("check", "--plan", str(plan), "--as-of", "2024-03-20", "-f", "json", "--fail-on", "never")
    told = [one for one in json.loads(ran.out)["findings"] if one["rule"] in ("ZT209", "ZT210")]
    assert [(one["message"], one["hint"]) for one in told] == [
        (
            "计划表逾期未办 5 家，期限 2024-03-07：甲局、乙局、丙局、丁局、戊局（依据四）",
            "已办的登记 zhutiri record 甲局 --done form=日期",
        ),
        (
            "进展表（2024-03）待办 6 家，期限 2024-03-25：甲局、乙局、丙局、丁局、戊局等",
            "已办的登记 zhutiri record 甲局 --done progress:2024-03=日期",
        ),
        ("计划表迟办 1 家，期限 2024-03-07：己局（依据四）", "请单位说明；核对日期是否有误"),
    ]


# ---- by which silence an earlier finding is mended --------------------------------------------------------------

SAID = [
    *((f"ZT{code}", "说过的话") for code in (201, 202, 203, 204, 206, 207, 208)),
    ("ZT205", "已有图片，但没有登记举办日期"),
    ("ZT205", "材料已齐（图片），无法确定哪天报齐"),
    ("ZT209", "门户上传 2024-03-02 办结，晚于期限 2024-03-01"),
]
NAMES = {"已有图片，但没有登记举办日期": "held", "材料已齐（图片），无法确定哪天报齐": "submitted"}


def mended(stand: Stand, day: str) -> set[str]:
    """What is mended now of all that was said the week before: the last digit of its rule; of ZT205 which day."""
    report = judged(stand, as_of=date.fromisoformat(day))
    told = [{"rule": rule, "severity": "error", "message": words} for rule, words in SAID]
    activity = {"id": 1, "theme": "甲", "deadline": None, "latest_deadline": "2024-05-09", "findings": told}
    plan = {"title": "t", "year": 2024}
    before = Earlier.model_validate(
        {
            "schema_name": "zhutiri/check/1",
            "as_of": "2024-01-01",
            "plan": plan,
            "activities": [activity],
            "findings": [],
        }
    )
    changes = compare(before, "x", report).findings
    gone = [(one.rule, one.message) for one in changes if one.change is Change.MENDED]
    assert set(gone) <= set(SAID)
    return {NAMES.get(words, rule[-1]) for rule, words in gone}


FILED = replace(GOOD, record=f"{GOOD.record}filed: 2024-03-27\n", swaps=FILING)
UPLOADED = replace(GOOD, record=f"{GOOD.record}done: {{news: 2024-04-10}}\n", swaps=TWO)
WITHOUT = {"held": "held: 2024-04-03\n", "submitted": "submitted: 2024-04-10\n"}


def lacking(stand: Stand, what: str) -> Stand:
    """The same without one of its two days."""
    assert WITHOUT[what] in stand.record
    return replace(stand, record=stand.record.replace(WITHOUT[what], ""))


@pytest.mark.parametrize(
    ("stand", "day", "expected"),
    [
        (GOOD, "2024-04-12", "1 2 3 4 6 7 held submitted"),
        (GOOD, "2024-04-10", "1 2 3 4 6 7 held submitted"),  # the very day on which the set was complete
        (GOOD, "2024-04-09", "1 2 6 7 held"),  # that day is still to come: nothing is judged by it
        (replace(GOOD, record=GOOD.record.replace("04-10", "04-15")), "2024-04-15", "1 2 3 6 7 held submitted"),  # late
        (GOOD.without("活动总结.txt"), "2024-04-12", "1 2 3 6 7 held submitted"),  # not all is there
        (EMPTY, "2024-04-11", "1 2 6 7 held"),
        (EMPTY, "2024-04-03", "1 2 6 7 held"),  # the first day
        (EMPTY, "2024-04-02", "6 7 held"),  # the day before: its deadline is counted all the same
        (Stand("", {}), "2024-04-12", "6"),  # no day, and the month is not over
        (NEVER, "2024-04-12", "6 7"),  # what counts then is the latest deadline
        (lacking(GOOD, "held"), "2024-04-12", "6 submitted"),
        (replace(lacking(GOOD, "held"), files={}), "2024-04-12", "6 submitted"),  # the photo was taken away
        (lacking(GOOD, "submitted"), "2024-04-12", "2 6 held"),
        (Stand("held: 2024-09-03\n"), "2024-04-12", "6"),  # impossible: of other rules nothing is judged
        (Stand("helt: 2024-04-03\n"), "2024-04-12", ""),
        (replace(GOOD, swaps=CANCELLED), "2024-04-12", ""),
        (replace(GOOD, folder=False), "2024-04-12", ""),
        (FILED, "2024-04-12", "1 2 3 4 6 7 8 held submitted"),
        (FILED, "2024-03-27", "6 7 8 held"),  # the very day
        (FILED, "2024-03-26", "6 7 held"),
        (lacking(FILED, "held"), "2024-04-12", "6 submitted"),
        (UPLOADED, "2024-04-12", "1 2 3 4 6 7 9 held submitted"),
        (UPLOADED, "2024-04-09", "1 2 6 7 held"),
        (lacking(UPLOADED, "held"), "2024-04-12", "6 submitted"),
    ],
)
def test_only_what_was_looked_at_again_is_mended(stand: Stand, day: str, expected: str) -> None:
    assert mended(stand, day) == set(expected.split())
