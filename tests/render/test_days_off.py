"""On a day off a deadline may be less than one working day off, or past: no output says 今天截止 then, nor that no
working day has passed as a number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.command import zhutiri

# Friday 7 June 2024 is the fifth working day of the month; then Saturday to Monday are off. 30 June is a Sunday.
PLAN = """\
schema: 2
year: 2024
obligations:
  - {key: report, label: 整套资料, due: DUE, materials: {summary: 1}}
  - {key: news, label: 门户上传, due: {anchor: end, working_days: 2}}
activities:
  - {id: 1, month: 5, theme: 校园开放日, units: [区教育局]}
  - {id: 2, month: 6, planned: 2024-06-05, theme: 档案开放日, units: [区教育局]}
"""
COUNTED, FIXED = "{anchor: end, working_days: 5}", "{on: 2024-06-30}"


def told(root: Path, due: str, day: str) -> dict[str, str]:
    """What the outputs of a check and the unit's own page say on a day, without tags and the space around them."""
    plan = root / "plan_2024.yaml"
    plan.write_text(PLAN.replace("DUE", due), encoding="utf-8")
    names = ["报告.md", "报告.html", "报告.csv"]
    ran = zhutiri("check", "--plan", str(plan), "--as-of", day, *(w for n in names for w in ("-o", str(root / n))))
    assert ran.status in (0, 1), ran.err
    own = zhutiri("remind", "--plan", str(plan), "--as-of", day, "--for", "区教育局", "-o", str(root / "区教育局.html"))
    assert own.status == 0, own.err
    texts = {path.name: path.read_text(encoding="utf-8-sig") for path in root.iterdir() if path != plan}
    return {name: re.sub(r"(<[^>]*>|\s)+", "", text) for name, text in texts.items()}


def test_a_latest_deadline_that_was_last_friday_is_past_by_less_than_a_working_day(tmp_path: Path) -> None:
    said = told(tmp_path, COUNTED, "2024-06-08")
    assert "最迟报送日2024-06-07已过不足1个工作日" in said["报告.csv"]
    for name, text in said.items():
        assert "已过0个工作日" not in text, name
        assert "今天截止" not in text, name
    assert "已过不足1个工作日" in said["报告.html"]


@pytest.mark.parametrize(("day", "words"), [("2024-06-29", "还有不足1个工作日"), ("2024-06-30", "今天截止")])
def test_a_deadline_on_a_sunday_ends_on_that_sunday(tmp_path: Path, day: str, words: str) -> None:
    said = told(tmp_path, FIXED, day)
    assert f"最迟报送日2024-06-30，{words}" in said["报告.csv"]
    for name, text in said.items():
        assert ("今天截止" in text) <= (words == "今天截止"), name


def test_a_day_that_is_only_expected_is_not_today_once_it_is_past(tmp_path: Path) -> None:
    """门户上传 of the second activity is expected by Friday 7 June: nothing is overdue by it, nor due today."""
    said = told(tmp_path, FIXED, "2024-06-07")
    assert "今天截止" in said["报告.html"]
    assert "今天截止" in said["区教育局.html"]
    said = told(tmp_path, FIXED, "2024-06-08")
    assert "待办" in said["区教育局.html"]
    for name, text in said.items():
        assert "今天截止" not in text, name
