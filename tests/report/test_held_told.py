"""The day held that a summary tells, in the next command of an activity for which none is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import Ran, zhutiri
from tests.support.places import BASE_PLAN

REPORT = "活动总结\n3月15日，我局在人力资源市场举办春季就业服务日，现场热闹。\n麦浪人社局\n2024年3月18日"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan_2024.yaml").write_text(BASE_PLAN.read_text(encoding="utf-8"), encoding="utf-8")
    made = tmp_path / "submissions" / "2024" / "03-麦浪人社局"
    made.mkdir(parents=True)
    return made


def checked(folder: Path, day: str = "2024-04-12") -> Ran:
    plan = folder.parents[2] / "plan_2024.yaml"
    return zhutiri("check", "3", "--plan", str(plan), "--as-of", day, "--fail-on", "never")


def test_it_is_filled_in_and_said_to_be_the_summarys(folder: Path) -> None:
    (folder / "活动总结.txt").write_text(REPORT, encoding="utf-8")
    out = "".join(checked(folder).out.split())
    assert "zhutirirecord3--held2024-03-15" in out
    assert "总结写的是3月15日，请核对" in out


@pytest.mark.parametrize(
    ("text", "record"),
    [
        (REPORT.replace("3月15日", "3月15日至16日"), ""),
        (REPORT.replace("3月15日", "6月15日"), ""),
        (REPORT, "receipts: [{on: 2024-03-14, files: [活动总结.txt]}]\n"),
    ],
)
def test_a_doubtful_day_is_left_to_be_filled_in(folder: Path, text: str, record: str) -> None:
    (folder / "活动总结.txt").write_text(text, encoding="utf-8")
    (folder / "submission.yaml").write_text(record, encoding="utf-8")
    out = checked(folder, "2024-07-12").out
    assert "record 3 --held 日期" in out
    assert "总结写的是" not in out
