"""``zhutiri deadlines`` states the same status as a check, and judges nothing for it."""

from __future__ import annotations

import json

import pytest

from tests.support.command import zhutiri
from tests.support.places import EXAMPLES

PLAN = ("--plan", str(EXAMPLES / "data" / "plan_2024.yaml"), "--as-of", "2024-04-12", "-f", "json")


def test_the_status_is_that_of_a_check_without_any_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    checked = json.loads(zhutiri("check", *PLAN).out)["activities"]
    monkeypatch.setattr("zhutiri_cli.case.peers.repeats", lambda *_: pytest.fail("summaries were compared"))
    monkeypatch.setattr("zhutiri_cli.case.peers.Gathering.copies", lambda *_: pytest.fail("photos were compared"))
    listed = json.loads(zhutiri("deadlines", *PLAN).out)["deadlines"]
    shared = ("id", "status", "deadline", "latest_deadline", "provisional", "working_days_left", "held")
    assert [{key: item[key] for key in shared} for item in listed] == [
        {key: item[key] for key in shared} for item in checked
    ]
    assert len({item["status"] for item in listed}) > 5
