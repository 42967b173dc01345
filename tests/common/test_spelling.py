"""Small treatments of people's text."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command import zhutiri
from tests.support.places import BASE_PLAN
from zhutiri_cli.common.spelling import within_quotes

BANNER = "2024年“政务公开主题日”活动"
WITHIN = "2024年‘政务公开主题日’活动"


def test_quotation_marks_within_quotation_marks_are_single(tmp_path: Path) -> None:
    assert within_quotes(BANNER) == WITHIN
    plan, folder = tmp_path / "plan_2024.yaml", tmp_path / "submissions" / "2024" / "03"
    folder.mkdir(parents=True)
    plan.write_text(BASE_PLAN.read_text(encoding="utf-8"), encoding="utf-8")
    assert BANNER in plan.read_text(encoding="utf-8")
    record = "held: 2024-03-15\nsubmitted: 2024-03-20\nbranding: {banner: false}\n"
    (folder / "submission.yaml").write_text(record, encoding="utf-8")
    ran = zhutiri("check", "3", "--plan", str(plan), "--as-of", "2024-03-25", "-f", "json", "--fail-on", "never")
    (item,) = json.loads(ran.out)["activities"]
    (said,) = [one["message"] for one in item["findings"] if one["rule"] == "ZT501"]
    assert said.startswith(f"会标“{WITHIN}”字样")
