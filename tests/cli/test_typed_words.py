"""Words on the command line as clerks type them: dates, ids, units, statuses, rules."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.support.command import Ran, zhutiri
from tests.support.places import EXAMPLES
from zhutiri_cli.cli import options


@pytest.fixture
def workspace(tmp_path: Path, own_cache: Path, examples_in_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the examples, which is the current folder; its files were looked into before."""
    shutil.copytree(examples_in_cache, own_cache)
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(done: Ran) -> list[int]:
    """The ids that a JSON report shows."""
    assert done.status in (0, 1), done.err
    found = json.loads(done.out)
    return [item["id"] for item in found.get("activities", found.get("deadlines", []))]


# ---- dates -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("word", ["2024-4-12", "2024/4/12", "20240412", "4月12日", "4.12", "４／１２", "2024年4月12日"])
@pytest.mark.parametrize("command", ["deadlines", "check"])
def test_the_day_of_a_check_is_read_and_told(command: str, word: str) -> None:
    done = zhutiri(command, "--as-of", word, "-f", "json")
    assert json.loads(done.out)["as_of"] == "2024-04-12"
    assert done.err.splitlines()[0] == "--as-of 读作 2024-04-12"


@pytest.mark.usefixtures("workspace")
def test_a_day_as_outputs_write_it_is_not_told() -> None:
    assert "读作" not in zhutiri("deadlines", "--as-of", "2024-04-12", "-f", "json").err


@pytest.mark.usefixtures("workspace")
def test_today_and_yesterday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "today", lambda: date(2024, 4, 1))
    assert json.loads(zhutiri("deadlines", "--as-of", "昨天", "-f", "json").out)["as_of"] == "2024-03-31"
    assert json.loads(zhutiri("deadlines", "--as-of", "今天", "-f", "json").out)["as_of"] == "2024-04-01"


@pytest.mark.parametrize("plan", [True, False])
def test_a_start_without_a_year_is_of_the_plan_s_else_of_today_s(
    plan: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(options, "today", lambda: date(2025, 6, 1))
    if plan:
        shutil.copy(EXAMPLES / "data" / "plan_2024.yaml", tmp_path)
    done = zhutiri("workdays", "3.18", "5", "-f", "json")
    assert json.loads(done.out)["start"] == ("2024-03-18" if plan else "2025-03-18")
    assert "日期 读作 202" in done.err


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (["--held", "3月15日-16日"], "held: {start: 2024-03-15, end: 2024-03-16}"),
        (["--held", "2024-3-15至16"], "held: {start: 2024-03-15, end: 2024-03-16}"),
        (["--held", "3.15"], "held: 2024-03-15"),
        (["--submitted", "3/20"], "submitted: 2024-03-20"),
        (["--filed", "20240306"], "filed: 2024-03-06"),
        (["--extended-to", "3月29日", "--reason", "雨"], "extended_to: 2024-03-29"),
    ],
)
def test_every_date_of_a_record_is_read_and_told(typed: list[str], written: str) -> None:
    done = zhutiri("record", "10", *typed)
    assert done.status == 0, done.err
    (record,) = Path("data/submissions/2024").glob("10-*/submission.yaml")
    assert written in record.read_text(encoding="utf-8")
    assert f"{typed[0]} 读作 2024-03-" in done.err


@pytest.mark.usefixtures("workspace")
def test_the_day_of_receipt_is_read_and_told() -> None:
    Path("活动总结.txt").write_text("活动总结", encoding="utf-8")
    done = zhutiri("receive", "10", "活动总结.txt", "--on", "3.20", "--held", "3月15日至16日")
    assert done.status == 0, done.err
    (record,) = Path("data/submissions/2024").glob("10-*/submission.yaml")
    assert "{on: 2024-03-20, files: [活动总结.txt]}" in record.read_text(encoding="utf-8")
    assert "--on 读作 2024-03-20" in done.err
    assert "--held 读作 2024-03-15 至 2024-03-16" in done.err


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("words", [
    ["check", "--as-of", "3-4-5"], ["workdays", "周五", "3"], ["record", "10", "--held", "3月"],
    ["record", "10", "--submitted", "24.3.18"], ["rules", "--as-of", "03/04/2024"], ["validate", "--as-of", "下周"],
])  # fmt: skip
def test_what_has_no_single_reading_is_refused_with_the_forms(words: list[str]) -> None:
    done = zhutiri(*words)
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert "2024-3-18" in done.err


# ---- ids ---------------------------------------------------------------------------------------------------------

AS_OF = ("--as-of", "2024-04-12")


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(("words", "ids"), [
    (["check", "9"], [9]), (["check", "4-6"], [4, 5, 6]), (["check", "4，6", "9"], [4, 6, 9]),
    (["check", "--id", "4、5"], [4, 5]), (["check", "9", "--id", "9"], [9]), (["deadlines", "4-6,9"], [4, 5, 6, 9]),
])  # fmt: skip
def test_ids_as_plain_arguments_and_ranges(words: list[str], ids: list[int]) -> None:
    assert shown(zhutiri(*words, *AS_OF, "-f", "json", "--fail-on", "never") if words[0] == "check" else zhutiri(
        *words, *AS_OF, "-f", "json")) == ids  # fmt: skip


@pytest.mark.usefixtures("workspace")
def test_a_reminder_of_some_activities_only() -> None:
    letters = json.loads(zhutiri("remind", "8", *AS_OF, "-f", "json").out)["letters"]
    assert [owed["id"] for letter in letters for owed in letter["activities"]] == [8]


@pytest.mark.usefixtures("workspace")
def test_an_argument_that_contradicts_the_option_is_told() -> None:
    done = zhutiri("check", "9", "--id", "3", *AS_OF)
    assert (done.status, done.out) == (2, "")
    assert "序号写了 9，--id 又写了 3" in done.err


@pytest.mark.usefixtures("workspace")
def test_one_extension_for_many_is_recorded_for_all_or_none() -> None:
    before = {path: path.read_bytes() for path in Path("data/submissions").rglob("submission.yaml")}
    assert zhutiri("record", "3,8-9,99", "--extended-to", "4.30", "--reason", "同意").status == 2
    assert {path: path.read_bytes() for path in Path("data/submissions").rglob("submission.yaml")} == before
    done = zhutiri("record", "3,8-9", "10", "--extended-to", "4月30日", "--reason", "同意")
    assert done.status == 0, done.err
    assert done.out.count("延期至（extended_to）") == 4
    assert done.out.splitlines()[-5].startswith("序号")
    for number in ("03", "8", "09", "10"):
        (record,) = Path("data/submissions/2024").glob(f"{number}-*/submission.yaml")
        assert "extended_to: 2024-04-30" in record.read_text(encoding="utf-8")


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(("words", "said"), [
    (["receive", "3,4", "data"], "一项"), (["record", "3", "a.xlsx", "--held", "3.1"], "登记表一次只读一份"),
    (["deadlines", "农业"], "--unit 农业"), (["check", "3月"], "--month 3月"),
])  # fmt: skip
def test_ids_where_they_do_not_fit(words: list[str], said: str) -> None:
    done = zhutiri(*words)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


# ---- units, statuses, rules --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(("words", "ids", "said"), [
    (["--unit", "就业"], [1], "--unit 就业 读作 云汐示范区萤火就业局"),
    (["--unit", "文旅局"], [6, 14], "--unit 文旅局 读作 云汐示范区晴窗文旅局"),
    (["--status", "逾期"], [8], "--status 逾期 读作 逾期未报"),
    (["--unit", "云汐示范区麦浪农业局"], [9], ""), (["--status", "overdue"], [8], ""),
    (["--month", "２月"], [1, 2, 3, 4], ""), (["--month", "二月份"], [1, 2, 3, 4], ""),
])  # fmt: skip
def test_a_part_of_a_name_is_read_and_told(words: list[str], ids: list[int], said: str) -> None:
    done = zhutiri("check", *words, *AS_OF, "-f", "json")
    assert shown(done) == ids
    assert [line for line in done.err.splitlines() if "读作" in line] == ([said] if said else [])


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize("command", ["check", "remind"])
@pytest.mark.parametrize(("words", "said"), [
    (["--unit", "街道"], "云汐示范区回声街道办事处、云汐示范区纸鸢街道办事处"),
    (["--unit", "农业居"], "云汐示范区麦浪农业局"),
    (["--status", "待"], "待登记（unrecorded）、待报送（awaiting）"),
])  # fmt: skip
def test_several_or_none_exit_2_and_are_named(command: str, words: list[str], said: str) -> None:
    done = zhutiri(command, *words, *AS_OF)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


@pytest.mark.usefixtures("workspace")
def test_a_unit_stands_for_its_only_open_activity() -> None:
    done = zhutiri("record", "农业局", "--submitted", "3.29")
    assert done.status == 0, done.err
    assert done.err.splitlines()[0] == "农业局 读作 9. 农机补贴政策宣讲（云汐示范区麦浪农业局）"
    Path("活动总结.txt").write_text("活动总结", encoding="utf-8")
    done = zhutiri("receive", "民政", "活动总结.txt", "--on", "3.27")
    assert done.status == 0, done.err
    assert done.out.startswith("8. 托老服务开放日")


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(("unit", "said"), [
    ("教育局", "云汐示范区青禾教育局 有 "), ("就业", "没有尚未报齐的活动：1 "), ("没有这家", "没有序号或单位 没有这家"),
])  # fmt: skip
def test_a_unit_with_several_open_activities_or_none_is_asked_for_an_id(
    unit: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if unit == "教育局":
        text = Path("data/plan_2024.yaml").read_text(encoding="utf-8")
        Path("data/plan_2024.yaml").write_text(
            text + "  - {id: 15, month: 12, theme: 冬令营, forms: [现场观摩], units: [云汐示范区青禾教育局]}\n",
            encoding="utf-8",
        )
    monkeypatch.setattr("zhutiri_cli.workspace.moves.Moves.write_record", lambda *_: pytest.fail("written"))
    done = zhutiri("record", unit, "--held", "3.1", *AS_OF)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


@pytest.mark.usefixtures("workspace")
def test_rules_by_number_and_by_word() -> None:
    assert zhutiri("rules", "203").out.startswith("ZT203　逾期未报")
    assert zhutiri("rules", "逾期").out.startswith("ZT203　逾期未报")
    listed = zhutiri("rules", "迟报").out
    assert re.search(r"(?m)^ZT204 ", listed)
    assert len(re.findall(r"(?m)^ZT\d{3} ", listed)) > 1
    assert [rule["code"] for rule in json.loads(zhutiri("rules", "203", "-f", "json").out)["rules"]] == ["ZT203"]


@pytest.mark.usefixtures("workspace")
def test_a_unit_stands_in_place_of_ids() -> None:
    by_option = shown(zhutiri("check", "--unit", "教育局", "--as-of", "2024-04-12", "-f", "json"))
    done = zhutiri("check", "教育局", "--as-of", "2024-04-12", "-f", "json")
    assert shown(done) == by_option
    assert len(by_option) == 2
    assert "教育局 读作 云汐示范区青禾教育局" in done.err
    both = zhutiri("check", "4", "教育局", "--as-of", "2024-04-12")
    assert both.status == 2
    assert "不能写在一起" in both.err
    assert "没有序号或单位 天体局" in zhutiri("check", "天体局").err
