"""Filters are read against the plan: a mistyped one costs no look at the submissions, however many there are."""

from __future__ import annotations

import pytest

from tests.support.command import zhutiri
from tests.support.places import EXAMPLES
from tests.support.ranking_reports import plan
from zhutiri_cli.case.status import Status
from zhutiri_cli.check.resolve import resolve
from zhutiri_cli.common.errors import UsageProblem

MISTYPED = [
    ("check", "--unit", "云汐示范区晴窗文侣局", "计划中没有单位 云汐示范区晴窗文侣局。是否应为：云汐示范区晴窗文旅局"),
    ("check", "--month", "13", "计划中没有 13 的活动"),
    ("check", "--id", "99", "计划中没有序号 99 的活动。序号为 1 至 14"),
    ("check", "--status", "done", "没有 done 这种状态"),
    ("remind", "--unit", "没有这个局", "计划中没有单位 没有这个局"),
    ("remind", "--status", "done", "没有 done 这种状态"),
]


@pytest.mark.parametrize(("command", "option", "word", "said"), MISTYPED)
def test_a_mistyped_filter_is_refused_before_the_submissions_are_touched(
    command: str, option: str, word: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for touching in ("cli.open_workspace.submissions_root", "check.weekly.folders_of", "check.weekly.gather"):
        monkeypatch.setattr(f"zhutiri_cli.{touching}", lambda *_, **__: pytest.fail("the submissions were touched"))
    ran = zhutiri(command, "--plan", str(EXAMPLES / "data" / "plan_2024.yaml"), option, word)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_words_become_a_selection() -> None:
    rows = [
        {"id": "1", "month": "3", "theme": "甲", "forms": ["座谈交流"], "units": ["甲局", "乙局"]},
        {"id": "2", "month": "3", "theme": "乙", "forms": ["座谈交流"], "units": ["丙局"], "moved_to": "2025-01",
         "reason": "改期"},
    ]  # fmt: skip
    own = plan(year="2024", activities=rows)
    assert resolve(own).empty
    found = resolve(own, ["乙局"], ["3月", "2025-01"], [2], ["逾期未报", "late"])
    assert found.units == {"乙局"}
    assert found.months == {"2024-03", "2025-01"}
    assert found.ids == {2}
    assert found.statuses == {Status.OVERDUE, Status.LATE}
    assert resolve(own, months=["1"]).months == {"2025-01"}  # of the next year, since this one has none
    with pytest.raises(UsageProblem) as caught:
        resolve(own, months=["5"])
    assert caught.value.advice == "有活动的月份：2024-03、2025-01"
