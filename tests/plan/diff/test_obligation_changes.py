"""``diff`` of two plans whose obligations differ: what is said of it, and what is flagged."""

from __future__ import annotations

from pathlib import Path

from tests.support.command import zhutiri
from tests.support.obliged_desk import PLAN


def told(tmp_path: Path, new: str, day: str = "2025-04-10") -> str:
    (tmp_path / "旧.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "新.yaml").write_text(new, encoding="utf-8")
    ran = zhutiri("diff", str(tmp_path / "旧.yaml"), str(tmp_path / "新.yaml"), "--as-of", day, "-f", "markdown")
    assert ran.status in (0, 1), ran.err
    return ran.out.replace("\\", "")


def test_a_new_one_says_to_whom_it_applies_and_what_is_past(tmp_path: Path) -> None:
    new = "  - {key: sum, label: 季度小结, per: unit, due: {every: quarter, day: 20}}\nactivities:\n"
    out = told(tmp_path, PLAN.replace("activities:\n", new))
    assert "季度小结（sum）" in out
    assert "新增事项季度小结，适用于 3 家单位；其中 1 期的期限已过，没有登记的会列为逾期" in out


def test_one_that_is_no_longer_asked(tmp_path: Path) -> None:
    lines = [line for line in PLAN.split("\n") if "key: form" not in line]
    assert "不再要求计划表" in told(tmp_path, "\n".join(lines))


def test_another_term_is_told_whole_and_once(tmp_path: Path) -> None:
    out = told(tmp_path, PLAN.replace("{anchor: start, days: -7}", "{anchor: end, weeks: 1}"))
    assert "活动开始前7日" in out
    assert "活动结束后1周内" in out
    assert out.count("期限改为活动结束后1周内，适用于未取消的 3 项活动；其中 2 项的计划日期已过") == 1


def test_another_name_moves_no_deadline(tmp_path: Path) -> None:
    out = told(tmp_path, PLAN.replace("label: 活动预告", "label: 活动公告"))
    assert "报告、函件里的名称和依据随之改变，期限不变" in out
    assert "期限改为" not in out


FIXED = "  - {key: list, label: 台账, per: unit, due: {on: DAY}}\nactivities:\n"


def test_one_on_a_day_that_is_over_is_flagged_and_one_to_come_is_not(tmp_path: Path) -> None:
    over = told(tmp_path, PLAN.replace("activities:\n", FIXED.replace("DAY", "2025-04-09"), 1))
    assert "新增事项台账，适用于 3 家单位；期限 2025-04-09 已过，没有登记的会列为逾期" in over
    to_come = told(tmp_path, PLAN.replace("activities:\n", FIXED.replace("DAY", "2025-04-10"), 1))
    assert "新增事项台账，适用于 3 家单位" in to_come
    assert "已过，没有登记" not in to_come


def test_another_order_changes_no_deadline(tmp_path: Path) -> None:
    kept = [line for line in PLAN.split("\n") if line.startswith("  - {key:")]
    assert len(kept) > 1
    turned = PLAN.replace("\n".join(kept), "\n".join(reversed(kept)))
    assert turned != PLAN
    assert "另有期限的事项改变次序，期限不变" in told(tmp_path, turned)


def test_what_else_is_asked_of_one_is_told_to_whom_it_applies(tmp_path: Path) -> None:
    out = told(tmp_path, PLAN.replace("portal: ncx.example", "portal: news.example"))
    assert "活动预告的要求改变，适用于未取消的 3 项活动" in out


def test_another_term_of_the_whole_set_says_how_many_deadlines_are_over(tmp_path: Path) -> None:
    out = told(tmp_path, PLAN.replace("{anchor: end, working_days: 5}", "{anchor: end, working_days: 3}"))
    assert "期限改为活动结束后3个工作日内，适用于未取消的 3 项活动；其中 2 项的最迟报送日已过" in out


def test_another_year_is_not_warned_about(tmp_path: Path) -> None:
    new = "  - {key: sum, label: 季度小结, per: unit, due: {every: quarter, day: 20}}\nactivities:\n"
    out = told(tmp_path, PLAN.replace("activities:\n", new).replace("year: 2025", "year: 2026"), "2027-01-01")
    assert "新增事项季度小结" in out
    assert "期的期限已过" not in out
