"""``zhutiri workdays --import``: a published schedule into the plan, whole or not at all."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from tests.support.schedule_2027 import MAKEUP, OFF, holiday_cn, ics, timor
from zhutiri_cli.workdays.calendar import DayKind, WorkCalendar

HEAD = """schema: 1
title: 云汐示范区2027年“政务公开主题日”活动计划表
year: 2027   # 年份
"""
TAIL = """forms: [现场观摩]
activities:
  - {id: 1, month: 1, theme: 春联义写, forms: [现场观摩], units: [麦浪文旅局]}  # 牵头
"""
LOCAL = """calendar:          # 本地的日子
  days_off:
    - 2027-03-05     # 停水
  workdays: []       # 没有
"""


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("data").mkdir()
    path = Path("data/plan_2027.yaml")
    path.write_text(HEAD + TAIL, encoding="utf-8")
    for name, text in (("2027.json", holiday_cn()), ("timor.json", timor()), ("2027.ics", ics())):
        Path(name).write_text(text, encoding="utf-8")
    return path


def counted() -> tuple[str, bool]:
    found = json.loads(zhutiri("workdays", "2027-02-03", "5", "-f", "json").out)
    return found["result"], found["provisional"]


@pytest.mark.parametrize("name", ["2027.json", "timor.json", "2027.ics"])
def test_counting_is_provisional_before_and_firm_afterwards(plan: Path, name: str) -> None:
    assert counted() == ("2027-02-16", True)
    assert "ZT110" in zhutiri("validate").out
    done = zhutiri("workdays", "--import", name)
    assert done.status == 0
    assert "√ 已把 2027 年的放假调休安排写入 data/plan_2027.yaml" in done.out
    assert "zhutiri deadlines" in done.out
    assert "zhutiri validate data/plan_2027.yaml" in done.err
    assert counted() == ("2027-02-17", False)
    validated = zhutiri("validate")
    assert (validated.status, "ZT110" in validated.out) == (0, False)
    assert plan.read_text(encoding="utf-8").startswith(HEAD + TAIL)


def test_local_days_and_comments_stay(plan: Path) -> None:
    plan.write_text(HEAD + LOCAL + TAIL, encoding="utf-8")
    done = zhutiri("workdays", "--import", "2027.json")
    assert done.status == 0
    assert "计划原有的本地放假日保留：2027-03-05" in done.out
    text = plan.read_text(encoding="utf-8")
    for line in (*HEAD.splitlines(), *TAIL.splitlines(), "    - 2027-03-05     # 停水", "    - 2027-10-07"):
        assert line in text.splitlines()
    assert "# 没有" in text
    assert "calendar:          # 本地的日子" in text


def test_a_look_writes_nothing_and_says_how_to_write(plan: Path) -> None:
    before = plan.read_bytes()
    done = zhutiri("workdays", "--import", "2027.json", "--dry-run")
    assert done.status == 0
    assert "＋ 放假 2027-02-05 至 2027-02-12（8 天）" in done.out
    assert "＋ 上班 2027-02-14" in done.out
    assert "只看不写" in done.out
    assert "zhutiri workdays --import 2027.json" in done.err
    assert plan.read_bytes() == before


def test_a_year_that_is_known_already_and_equal_is_not_written(plan: Path) -> None:
    zhutiri("workdays", "--import", "2027.json")
    before = plan.read_bytes()
    done = zhutiri("workdays", "--import", "2027.ics")
    assert done.status == 0
    assert "已经知道，与文件一致" in done.out
    assert plan.read_bytes() == before


def official(year: int, **changed: bool) -> str:
    known = WorkCalendar()
    days = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())]
    off = {day: "" for day in days if known.day(day).kind is DayKind.HOLIDAY}
    makeup = {day: "" for day in days if known.day(day).kind is DayKind.MAKEUP}
    off |= {date.fromisoformat(day): "" for day, is_off in changed.items() if is_off}
    return holiday_cn(off, makeup, year)


def test_a_year_that_the_program_knows(plan: Path) -> None:
    before = plan.read_bytes()
    Path("2026.json").write_text(official(2026), encoding="utf-8")
    done = zhutiri("workdays", "--import", "2026.json")
    assert (done.status, plan.read_bytes()) == (0, before)
    assert "2026 年的安排已经知道，与文件一致" in done.out
    Path("2026.json").write_text(official(2026, **{"2026-03-04": True}), encoding="utf-8")
    done = zhutiri("workdays", "--import", "2026.json")
    assert (done.status, plan.read_bytes()) == (2, before)
    assert "× 2026-03-04（星期三）文件为放假，程序已知的官方安排 为上班" in done.err
    assert "--force" in done.err
    assert zhutiri("workdays", "--import", "2026.json", "--force").status == 0
    assert json.loads(zhutiri("workdays", "2026-03-03", "1", "-f", "json").out)["result"] == "2026-03-05"


def test_another_schedule_in_the_plan_gives_way_only_to_force(plan: Path) -> None:
    Path("旧.json").write_text(holiday_cn(OFF | {date(2027, 1, 4): "元旦"}), encoding="utf-8")
    assert zhutiri("workdays", "--import", "旧.json").status == 0
    before = plan.read_bytes()
    done = zhutiri("workdays", "--import", "2027.json")
    assert (done.status, plan.read_bytes()) == (2, before)
    assert "× 2027-01-04（星期一）文件为上班，计划的 calendar 为放假" in done.err
    done = zhutiri("workdays", "--import", "2027.json", "--force")
    assert done.status == 0
    assert "－ 放假 2027-01-04" in done.out
    assert "2027-01-04" not in plan.read_text(encoding="utf-8")
    assert "已经知道" in zhutiri("workdays", "--import", "2027.json").out


def test_a_local_day_that_contradicts_the_schedule_is_asked_about(plan: Path) -> None:
    text = HEAD + "calendar: {workdays: [2027-02-05]}\n" + TAIL
    plan.write_text(text, encoding="utf-8")
    done = zhutiri("workdays", "--import", "2027.json")
    assert done.status == 2
    assert "2027-02-05（星期五）文件为放假，计划的 calendar 为上班" in done.err
    assert plan.read_text(encoding="utf-8") == text


def test_a_comment_is_never_lost(plan: Path) -> None:
    text = HEAD + "calendar:\n  workdays:\n    - 2027-02-05   # 值班\n    - 2027-02-21\n" + TAIL
    plan.write_text(text, encoding="utf-8")
    done = zhutiri("workdays", "--import", "2027.json", "--force")
    assert done.status == 2
    assert "保留注释" in done.err
    assert plan.read_text(encoding="utf-8") == text


def test_faults_are_named_one_by_one_and_nothing_is_written(plan: Path) -> None:
    before = plan.read_bytes()
    gone = {day: name for day, name in OFF.items() if day != date(2027, 6, 9)}
    Path("错.json").write_text(holiday_cn(gone, MAKEUP | {date(2027, 3, 3): "春节"}), encoding="utf-8")
    for extra in ((), ("--force",), ("--dry-run",)):
        done = zhutiri("workdays", "--import", "错.json", *extra)
        assert (done.status, plan.read_bytes()) == (2, before)
        assert "错.json：2027-06-09（星期三）是法定节日（端午节），没有写成放假" in done.err
        assert "错.json：2027-03-03（星期三）“春节”写成调休上班" in done.err
        assert done.out == ""


def test_a_faulty_plan_is_not_touched(plan: Path) -> None:
    plan.write_text(HEAD, encoding="utf-8")
    done = zhutiri("workdays", "--import", "2027.json")
    assert done.status == 2
    assert "zhutiri validate" in done.err
    assert plan.read_text(encoding="utf-8") == HEAD


def test_several_files_stand_behind_one_option_and_a_long_list_is_laid_out(plan: Path) -> None:
    done = zhutiri("workdays", "--import", "2027.json", "2027.ics")
    assert done.status == 0, done.err
    off, makeup = len(OFF), len(MAKEUP)
    assert f"data/plan_2027.yaml：增加放假 {off} 天、上班 {makeup} 天，新确认年份 2027；" in done.out
    fresh = plan.read_text(encoding="utf-8").removeprefix(HEAD + TAIL)
    assert fresh.startswith("calendar:\n  days_off: [\n    2027-01-01,")
    assert max(map(len, fresh.splitlines())) <= 100
    again = zhutiri("workdays", "--import", "2027.json")
    assert "data/plan_2027.yaml 没有改动" in again.out


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2027-02-03", "5", "--import", "2027.json"), "--import 不能和日期"),
        (("--import", "2027.json", "2027-02-03"), "几份文件写作 --import 甲.json 乙.json"),
        (("2027.json",), "导入写作 zhutiri workdays --import 2027.json"),
        (("2027-02-03", "5", "6"), "多出了参数 6"),
        (("--import", "2027.json", "-f", "json"), "-f"),
        (("2027-02-03", "5", "--dry-run"), "只用于 --import"),
        (("--force",), "只用于 --import"),
    ],
)
def test_words_that_do_not_go_together(words: tuple[str, ...], said: str) -> None:
    done = zhutiri("workdays", *words)
    assert done.status == 2
    assert said in done.err
