"""``record UNIT --done KEY=DATE`` and ``record ID --done KEY=DATE``: what is written, what is kept, what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import Ran, zhutiri

PLAN = """\
schema: 2
year: 2024
document: {issued: 2024-02-20}
roster: [{name: 区教育局, aliases: [教育局]}, {name: 区档案馆}]
obligations:
  - {key: preview, label: 活动预告, due: {anchor: start, days: -7}}
  - {key: progress, label: 进展表, per: unit, due: {every: month, day: 25}}
  - {key: form, label: 计划表, per: unit, due: {on: 2024-03-07}}
activities:
  - {id: 1, month: 3, theme: 校园开放日, units: [教育局]}
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "plan_2024.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "obligations_2024.yaml"


def record(*words: str, status: int = 0) -> Ran:
    ran = zhutiri("record", *words)
    assert ran.status == status, ran.err + ran.out
    return ran


def test_a_unit_that_hosts_nothing_is_recorded_by_its_name(desk: Path) -> None:
    ran = record("档案馆", "--done", "form=3月6日")
    assert "区档案馆：计划表 2024-03-06 办结" in ran.out
    assert desk.read_text(encoding="utf-8") == "done:\n  - {unit: 区档案馆, key: form, on: 2024-03-06}\n"


def test_the_label_does_as_well_and_several_units_at_once(desk: Path) -> None:
    record("教育局", "区档案馆", "--done", "计划表=2024-03-08")
    assert desk.read_text(encoding="utf-8").count("key: form, on: 2024-03-08") == 2


def test_a_period_that_is_not_said_is_the_earliest_one_not_met(desk: Path) -> None:
    for day in ("2024-02-24", "2024-03-26"):
        ran = record("教育局", "--done", f"progress={day}")
    assert "进展表（2024-03） 2024-03-26 办结，晚于期限" in ran.out
    record("教育局", "--done", "progress:2024-05=2024-05-20")
    periods = [line.split("period: ")[1][:7] for line in desk.read_text(encoding="utf-8").splitlines()[1:]]
    assert periods == ["2024-02", "2024-03", "2024-05"]


def test_what_stands_in_the_file_stays_to_the_character(desk: Path) -> None:
    before = "# 手写的\ndone:\n  - {unit: 区教育局, key: form, on: 2024-03-05}   # 当面送来\n"
    desk.write_text(before, encoding="utf-8")
    record("档案馆", "--done", "form=2024-03-06")
    assert desk.read_text(encoding="utf-8") == before + "  - {unit: 区档案馆, key: form, on: 2024-03-06}\n"
    again = record("档案馆", "--done", "form=2024-03-06")
    assert "没有改动" in again.out


def test_a_corrected_day_takes_the_place_of_the_old_one(desk: Path) -> None:
    before = (
        "# 手写的\ndone:\n- unit: 教育局   # 别称\n  key: form\n  on: '2024-03-05'   # 当面送来\n"
        "- {unit: 区档案馆, key: form, on: 2024-03-06}\n"
    )
    desk.write_text(before, encoding="utf-8")
    ran = record("区教育局", "--done", "form=2024-03-08", "--as-of", "2024-03-20")
    assert "区教育局：计划表 办结日期 2024-03-05 → 2024-03-08，晚于期限" in ran.out
    assert desk.read_text(encoding="utf-8") == before.replace("'2024-03-05'", "2024-03-08")


def test_of_two_entries_the_one_that_holds_is_corrected(desk: Path) -> None:
    twice = "done:\n  - {unit: 区教育局, key: form, on: 2024-03-01}\n  - {unit: 区教育局, key: form, on: 2024-03-02}\n"
    desk.write_text(twice, encoding="utf-8")
    assert "2024-03-02 → 2024-03-03" in record("教育局", "--done", "form=2024-03-03").out
    assert desk.read_text(encoding="utf-8") == twice.replace("2024-03-02", "2024-03-03")


def test_what_was_waived_and_is_met_after_all_says_both_and_keeps_the_reason(desk: Path) -> None:
    before = "done:\n  - {unit: 区教育局, key: form, waived: 机构改革}\n"
    desk.write_text(before, encoding="utf-8")
    ran = record("教育局", "--done", "form=2024-03-05")
    assert "办结日期 不要求（机构改革） → 2024-03-05" in ran.out
    assert desk.read_text(encoding="utf-8") == before + "  - {unit: 区教育局, key: form, on: 2024-03-05}\n"


@pytest.mark.usefixtures("desk")
def test_a_day_that_has_not_come_is_remarked_of_units_and_of_activities() -> None:
    ran = record("教育局", "--done", "form=2024-03-06", "--as-of", "2024-03-05")
    assert "这一天还没有到，到了那天才算办结" in ran.out
    ran = record("1", "--done", "preview=2024-03-06", "--as-of", "2024-03-05")
    assert "活动预告的办结日期 2024-03-06 还没有到" in ran.err
    ran = record("1", "--done", "preview=2024-03-05", "--as-of", "2024-03-05")
    assert "还没有到" not in ran.err


def test_a_look_writes_nothing(desk: Path) -> None:
    assert "只看不写" in record("档案馆", "--done", "form=2024-03-06", "--dry-run").out
    assert not desk.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("教育局", "--done", "from=2024-03-06"), "是否应为 form"),
        (("教育局", "--done", "form"), "写作 --done 代号=日期"),
        (("教育局", "--done", "form:2024-03=2024-03-06"), "不分期"),
        (("教育局", "--done", "progress:2024-13=2024-03-06"), "没有“2024-13”这一期"),
        (("教育局", "--done", "progress:2024-01=2024-03-06"), "早于通知的成文日期"),
        (("税务局", "--done", "form=2024-03-06"), "税务局"),
        (("教育局", "--done", "form=2024-03-06", "--held", "2024-03-01"), "请分两次运行"),
        (("教育局", "--done", "form=2024-03-06", "--done", "preview=2024-03-06"), "请分两次运行"),
        (("1", "--done", "form=2024-03-06"), "计划表（form）是每家单位各办各的"),
        (("1", "--done", "progress:2024-03=2024-03-06"), "zhutiri record 教育局 --done progress:2024-03=2024-03-06"),
        (("1", "--done", "report=2024-03-20"), "报齐的日期用 --submitted 登记"),
    ],
)
def test_what_cannot_be_recorded_writes_nothing(desk: Path, words: tuple[str, ...], told: str) -> None:
    assert told in record(*words, status=2).err
    assert not desk.exists()


def test_a_faulty_file_is_not_written_over(desk: Path) -> None:
    desk.write_text("done: [{unit: 区教育局}]\n", encoding="utf-8")
    ran = record("教育局", "--done", "form=2024-03-06", status=2)
    assert "obligations_2024.yaml 第 1 行有误" in ran.err
    assert desk.read_text(encoding="utf-8") == "done: [{unit: 区教育局}]\n"


@pytest.mark.usefixtures("desk")
def test_an_activitys_own_is_written_into_its_record(tmp_path: Path) -> None:
    record("1", "--held", "2024-03-15", "--done", "活动预告=3月8日")
    (written,) = (tmp_path / "submissions" / "2024").glob("*/submission.yaml")
    assert written.read_text(encoding="utf-8") == "held: 2024-03-15\ndone: {preview: 2024-03-08}\n"
    ran = zhutiri("check", "--as-of", "2024-03-11", "-f", "json", "--fail-on", "never")
    (one,) = json.loads(ran.out)["activities"][0]["obligations"]
    assert (one["state"], one["done"]) == ("done", "2024-03-08")


@pytest.mark.usefixtures("desk")
def test_a_key_that_the_plan_does_not_have_is_a_fault_of_the_record(tmp_path: Path) -> None:
    folder = tmp_path / "submissions" / "2024" / "1"
    folder.mkdir(parents=True)
    (folder / "submission.yaml").write_text("held: 2024-03-15\ndone: {prevew: 2024-03-08}\n", encoding="utf-8")
    ran = zhutiri("check", "1", "--as-of", "2024-03-11", "-f", "json", "--fail-on", "never")
    found = [one for one in json.loads(ran.out)["activities"][0]["findings"] if one["rule"] == "ZT311"]
    assert [(one["line"], "prevew" in one["message"], "preview" in one["hint"]) for one in found] == [(2, True, True)]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("typed", ["2024-3", "3月", "三月份", "2024年3月", "３"])
def test_a_period_is_read_as_people_write_it(typed: str) -> None:
    assert "进展表（2024-03） 2024-03-24 办结" in record("教育局", "--done", f"progress:{typed}=2024-03-24").out


@pytest.mark.parametrize(("typed", "period"), [("第三季度", "2024-09"), ("1季度", "2024-03"), ("12月", "2024-12")])
def test_a_quarter_is_named_by_its_number_or_its_last_month(desk: Path, typed: str, period: str) -> None:
    quarterly = PLAN.replace("every: month, day: 25", "every: quarter, day: 31")
    (desk.parent / "plan_2024.yaml").write_text(quarterly, encoding="utf-8")
    record("教育局", "--done", f"progress:{typed}=2024-12-30")
    assert f"period: {period}" in desk.read_text(encoding="utf-8")


@pytest.mark.usefixtures("desk")
def test_a_period_that_was_chosen_among_several_open_ones_is_said() -> None:
    ran = record("教育局", "--done", "progress=2024-04-02", "--as-of", "2024-04-02")
    assert "进展表（2024-02） 2024-04-02 办结，晚于期限；没有写明哪一期" in ran.out
    assert "--done progress:2024-03=日期" in ran.out
    said = record("教育局", "--done", "progress:2024-03=2024-04-02", "--as-of", "2024-04-02").out
    assert "没有写明哪一期" not in said


@pytest.mark.usefixtures("desk")
def test_a_day_of_the_year_before_is_remarked() -> None:
    ran = record("档案馆", "--done", "form=2023-03-06", "--as-of", "2024-03-10")
    assert "比期限 2024-03-07 早 367 天，请核对年份" in ran.out
    ran = record("1", "--held", "2024-03-15", "--done", "preview=2023-03-08", "--as-of", "2024-03-20")
    assert "活动预告的办结日期 2023-03-08 比期限 2024-03-08 早 366 天，请核对年份" in ran.err
    assert "核对年份" not in record("1", "--done", "preview=2024-03-01", "--as-of", "2024-03-20").err


@pytest.mark.usefixtures("desk")
def test_days_of_a_record_that_have_not_come_are_remarked_each() -> None:
    days = ("--held", "2024-03-15", "--filed", "2024-03-12", "--submitted", "2024-03-20")
    ran = record("1", *days, "--as-of", "2024-03-11")
    for told in ("举办日期 2024-03-15 还没有到", "报备日期 2024-03-12 还没有到", "报齐日期 2024-03-20 还没有到"):
        assert told in ran.err
    again = record("1", "--held", "2024-03-15", "--submitted", "2024-03-18", "--as-of", "2024-03-18")
    assert "还没有到" not in again.err


def test_a_label_that_two_obligations_share_names_neither(desk: Path) -> None:
    shared = PLAN.replace("label: 进展表", "label: 计划表")
    (desk.parent / "plan_2024.yaml").write_text(shared, encoding="utf-8")
    assert "请写代号：progress、form" in record("教育局", "--done", "计划表=2024-03-06", status=2).err
    assert not desk.exists()
