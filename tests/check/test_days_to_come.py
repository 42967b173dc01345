"""A recorded day that has not come yet counts for nothing, and the reader is told that it stands in the record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import Ran, zhutiri
from tests.support.places import BASE_PLAN

FILED = "  filing: {before_working_days: 5}\nactivities:\n"


def checked(place: Path, record: str, *arguments: str, plan: str = "", as_of: str = "2024-03-18") -> Ran:
    """A check of activity 3 (March) with what is recorded of it."""
    path, folder = place / "plan_2024.yaml", place / "submissions" / "2024" / "03-麦浪人社局"
    path.write_text(plan or BASE_PLAN.read_text(encoding="utf-8"), encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "submission.yaml").write_text(record, encoding="utf-8")
    words = ("--plan", str(path), "--as-of", as_of, "--fail-on", "never", "--no-cache", *arguments)
    ran = zhutiri("check", *words)
    assert ran.status == 0, ran.err
    return ran


SAID = "登记的日期还没有到，到了那天才算"


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("held: 2024-03-15\nsubmitted: 2024-04-20\n", "第 3 项报齐 2024-04-20"),
        ("held: 2024-03-15\nreceipts: [{on: 2024-03-20, files: [方案.docx]}]\n", "第 3 项收到 2024-03-20"),
        ("held: 2024-03-15\nfiled: 2024-03-19\n", "第 3 项活动方案报备 2024-03-19"),
    ],
)
def test_a_day_that_has_not_come_is_told_once_at_the_head(tmp_path: Path, record: str, told: str) -> None:
    plan = BASE_PLAN.read_text(encoding="utf-8").replace("activities:\n", FILED, 1)
    out = "".join(checked(tmp_path, record, plan=plan).out.split())
    assert out.count("".join(f"{SAID}：{told}；请核对年月日".split())) == 1
    assert f"{SAID}：{told}" in checked(tmp_path, record, "-f", "json", plan=plan).err


@pytest.mark.parametrize(
    "record",
    [
        "held: 2024-03-15\nsubmitted: 2024-03-18\n",
        "held: 2024-03-28\n",  # an announcement
        "held: 2024-03-15\nsubmitted: 2025-03-20\n",  # ZT206 has it
        "held: 2024-03-15\nsubmitted: someday\n",  # ZT311 has it
    ],
)
def test_of_other_days_nothing_is_said(tmp_path: Path, record: str) -> None:
    assert "到了那天才算" not in "".join(checked(tmp_path, record).out.split())


def test_a_filter_leaves_out_what_is_said_of_others(tmp_path: Path) -> None:
    record = "held: 2024-03-15\nsubmitted: 2024-04-20\n"
    assert SAID not in checked(tmp_path, record, "1", "-f", "json").err
    detail = "".join(checked(tmp_path, record, "3").out.split())
    assert "报齐2024-04-20（还没有到）" in detail
