"""A status by its label, its key, or a part that only one has."""

from __future__ import annotations

import pytest

from zhutiri_cli.case.status import Status
from zhutiri_cli.case.typed_status import read_status
from zhutiri_cli.common.errors import UsageProblem


@pytest.mark.parametrize(("word", "status"), [
    ("逾期", Status.OVERDUE), ("逾期未报", Status.OVERDUE), ("overdue", Status.OVERDUE), ("迟", Status.LATE),
    ("待登", Status.UNRECORDED), ("材料", Status.INCOMPLETE), ("取消", Status.CANCELLED), ("Late", Status.LATE),
    ("未到", Status.SCHEDULED), ("合规", Status.COMPLIANT), ("not_h", Status.NOT_HELD),
])  # fmt: skip
def test_a_status_that_is_meant(word: str, status: Status) -> None:
    assert read_status(word) is status


@pytest.mark.parametrize("status", Status)
def test_every_status_is_itself(status: Status) -> None:
    assert read_status(status.label) is read_status(status.value) is status


@pytest.mark.parametrize(("word", "advice"), [
    ("待", "请写明是哪一种：待登记（unrecorded）、待报送（awaiting）"), ("done", "可选：已取消（cancelled）"),
    ("", "可选："),
])  # fmt: skip
def test_several_or_none_are_named(word: str, advice: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        read_status(word)
    assert refused.value.advice.startswith(advice)
