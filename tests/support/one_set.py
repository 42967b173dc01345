"""A workspace with one activity's set but for its publicity link, and what a check says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.support.command import zhutiri
from tests.support.places import BASE_PLAN
from tests.support.qr_codes import scene

DONE = "活动总结：3月15日，区人社局在社区举办春季就业服务日活动，共有三百余人参加，现场解答咨询。" * 4


def unlinked(place: Path) -> Path:
    """The activity's folder: plan, summary, photo and record."""
    (place / "plan_2024.yaml").write_text(BASE_PLAN.read_text(encoding="utf-8"), encoding="utf-8")
    made = place / "submissions" / "2024" / "03"
    made.mkdir(parents=True)
    (made / "活动方案.txt").write_text("活动方案：拟于3月15日举办春季就业服务日，届时邀请群众。", encoding="utf-8")
    (made / "活动总结.txt").write_text(DONE, encoding="utf-8")
    scene((900, 700)).save(made / "现场.jpg")
    (made / "submission.yaml").write_text("held: 2024-03-15\nsubmitted: 2024-03-20\n", encoding="utf-8")
    return made


def checked(folder: Path) -> dict[str, Any]:
    """The activity in the report's JSON."""
    ran = zhutiri("check", "--plan", str(folder.parents[2] / "plan_2024.yaml"), "--id", "3", "--as-of", "2024-04-12",
                  "--no-cache", "-f", "json")  # fmt: skip
    (item,) = json.loads(ran.out)["activities"]
    made: dict[str, Any] = item
    return made


def said(item: dict[str, Any], rule: str) -> list[str]:
    """What a rule says of it, each with what to do."""
    return [one["message"] + one["hint"] for one in item["findings"] if one["rule"] == rule]
