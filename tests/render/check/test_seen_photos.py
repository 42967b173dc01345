"""With ``--ocr`` every photo that was read is told with its words and what they say: JSON, HTML and ``--all``."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema

from tests.support.fixed_report import fixed_report
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.materials.ocr.banner import Verdict
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display
from zhutiri_cli.render.output_schemas import output_schema
from zhutiri_cli.report.file_lines import SeenPhoto
from zhutiri_cli.report.report import Report

SEEN = (
    SeenPhoto(Shown("图片/1.jpg"), Shown("2024年“政务公开主题日”活动 电话13800138000"), Verdict.CONFIRMED),
    SeenPhoto(Shown("图片/2.jpg"), Shown("党务公开主题日"), Verdict.LOOK),
)


def looked_at() -> Report:
    report = fixed_report()
    first, *others = report.activities
    return replace(report, activities=(replace(first, seen=SEEN), *others))


def shown(report: Report, name: str, *, everything: bool = False) -> str:
    text = formats("check")[name].render(report, Display(100, everything=everything))
    assert isinstance(text, str)
    return text


def test_json_has_the_photos_only_where_somebody_looked() -> None:
    tree: dict[str, Any] = json.loads(shown(looked_at(), "json"))
    jsonschema.validate(tree, output_schema("check"))
    first, *others = tree["activities"]
    assert [(one["photo"], one["verdict"]) for one in first["seen"]] == [
        ("图片/1.jpg", "confirmed"),
        ("图片/2.jpg", "look"),
    ]
    assert "138****8000" in first["seen"][0]["words"]
    assert not any("seen" in one for one in others)


def test_people_see_the_words_that_confirm() -> None:
    for text in (shown(looked_at(), "html"), shown(looked_at(), "table", everything=True)):
        plain = "".join(text.split())
        assert "2024年“政务公开主题日”活动" in plain
        assert "会标已确认" in plain
        assert "党务公开主题日" in plain
        assert "13800138000" not in plain
    assert "党务公开主题日" not in shown(looked_at(), "table")
