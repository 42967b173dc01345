"""``deadlines`` with obligations: screen, JSON, CSV, and a calendar that goes on from the one before it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from icalendar import Calendar

from tests.support.obliged_desk import PLAN, obliged_desk, told


def test_the_screen_has_a_section_for_activities_and_one_for_units(tmp_path: Path) -> None:
    out = told("deadlines", obliged_desk(tmp_path)).out
    assert "■ 另有期限的事项\n" in out
    assert "   1  方案报备　× 迟办　2025-03-17 办结，期限 2025-03-11　社保政策进社区\n" in out
    assert "   2  活动预告　● 待办　期限 2025-04-15（按计划日期预计）　校园开放日\n" in out
    assert "   3  活动预告　× 逾期未办，请核对　期限 2025-03-13　展厅讲解\n" in out
    assert "× 2025-03-25　进展表（2025-03）　逾期未办 1 家、已办 2 家：区档案馆\n" in out


def test_json_has_them_by_activity_and_by_unit(tmp_path: Path) -> None:
    tree = json.loads(told("deadlines", obliged_desk(tmp_path), "-f", "json").out)
    assert [one["obligations"][1]["state"] for one in tree["deadlines"]] == ["late", "due", "overdue"]
    assert [one["unit"] for one in tree["units"]] == ["区人社局", "区教育局", "区档案馆"]


def test_csv_keeps_its_columns_and_says_what_each_row_is_of(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    rows = list(csv.DictReader(io.StringIO(told("deadlines", plan, "-f", "csv").out.removeprefix("\ufeff"))))
    assert [row["事项"] for row in rows if row["序号"] == "1"] == ["整套资料", "活动预告", "方案报备"]
    (filing,) = [row for row in rows if row["序号"] == "1" and row["事项"] == "方案报备"]
    assert (filing["截止日"], filing["状态"], filing["办结日期"]) == ("2025-03-11", "迟办", "2025-03-17")
    (one,) = [row for row in rows if (row["责任单位"], row["哪一期"]) == ("区档案馆", "2025-03")]
    assert (one["序号"], one["截止日"], one["状态"]) == ("", "2025-03-25", "逾期未办")


def events(data: bytes) -> dict[str, Any]:
    calendar: Any = Calendar.from_ical(data)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def written(plan: Path, day: str) -> bytes:
    told("deadlines", plan, "-o", str(plan.with_name("截止日.ics")), day=day)
    return plan.with_name("截止日.ics").read_bytes()


def test_one_event_for_each_of_an_activity_and_one_for_all_units(tmp_path: Path) -> None:
    found = {str(one["summary"]): one for one in events(written(obliged_desk(tmp_path), "2025-04-10")).values()}
    late = found["已办（迟办）：方案报备　1. 社保政策进社区（区人社局）"]
    assert (late["dtstart"].dt.isoformat(), late["status"], late.subcomponents) == ("2025-03-11", "CONFIRMED", [])
    awaited = found["期限（预计）：活动预告　2. 校园开放日（教育局）"]
    assert (awaited["dtstart"].dt.isoformat(), awaited["status"]) == ("2025-04-15", "TENTATIVE")
    assert len(awaited.subcomponents) == 1
    assert "期限已过，待核对：活动预告　3. 展厅讲解（教育局）" in found
    march = found["逾期未办 1 家：进展表（2025-03）（3 家单位）"]
    assert "逾期未办 1 家：区档案馆" in str(march["description"])
    assert len([one for one in found if "进展表（2025-03）" in one]) == 1
    assert len(found) == 3 + 3 * 2 + 11 + 1


def test_the_calendar_of_another_day_says_again_what_did_not_change(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    first = written(plan, "2025-04-10")
    assert written(plan, "2025-04-11") == first
    record = plan.parent / "submissions" / "2025" / "03" / "submission.yaml"
    record.write_text(record.read_text(encoding="utf-8") + "done: {preview: 2025-03-12}\n", encoding="utf-8")
    before, after = events(first), events(written(plan, "2025-04-14"))
    changed = [uid for uid in after if after[uid].to_ical() != before[uid].to_ical()]
    assert [str(after[uid]["summary"]) for uid in changed] == ["已办：活动预告　3. 展厅讲解（教育局）"]
    assert after.keys() == before.keys()
    assert after[changed[0]]["sequence"] > before[changed[0]]["sequence"]


def test_a_cancelled_activity_calls_its_events_off(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    first = events(written(plan, "2025-04-10"))
    plan.write_text(PLAN.replace("theme: 校园开放日,", "theme: 校园开放日, cancelled: true, reason: 雨,"), "utf-8")
    second = events(written(plan, "2025-04-11"))
    gone = [str(one["summary"]) for uid, one in second.items() if one["status"] == "CANCELLED"]
    assert sorted(gone)[:2] == ["已取消：2. 校园开放日（教育局）", "已取消：方案报备　2. 校园开放日（教育局）"]
    assert first.keys() == second.keys()
