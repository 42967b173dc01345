"""A unit in place of an id means the only activity that it has open."""

from __future__ import annotations

import pytest

from tests.support.letter_reports import activity
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.report.open_activity import open_activity

CLOSED = [activity(1, Status.COMPLIANT), activity(2, Status.LATE), activity(3, Status.CANCELLED)]


@pytest.mark.parametrize("status", [Status.SCHEDULED, Status.OVERDUE, Status.INCOMPLETE, Status.UNRECORDED])
def test_the_only_open_one(status: Status) -> None:
    assert open_activity("区教育局", [*CLOSED, activity(4, status)]).id == 4


def test_several_are_listed_with_their_ids() -> None:
    with pytest.raises(UsageProblem) as refused:
        open_activity("区教育局", [*CLOSED, activity(4, Status.OVERDUE), activity(9, Status.SCHEDULED)])
    assert "区教育局 有 2 项活动没有报齐：4 " in refused.value.message
    assert "9 " in refused.value.message
    assert "1 " not in refused.value.message.split("：")[1]
    assert "序号" in refused.value.advice


def test_none_open_lists_what_there_is() -> None:
    with pytest.raises(UsageProblem) as refused:
        open_activity("区教育局", CLOSED)
    assert "没有尚未报齐的活动：1 " in refused.value.message
    assert "已取消" in refused.value.message
