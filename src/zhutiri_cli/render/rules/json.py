"""``rules`` as JSON: ``zhutiri/rules/1``."""

from __future__ import annotations

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.json import dumps
from zhutiri_cli.render.rules.json_shape import RulesShape
from zhutiri_cli.rules.manual import Manual


def render(manual: Manual, display: Display) -> str:
    """Every rule asked for, with the clause that the plan gives for it."""
    tree: RulesShape = {
        "schema": "zhutiri/rules/1",
        "rules": [
            {
                "code": page.rule.code,
                "severity": page.rule.severity.value,
                "title": page.rule.title,
                "manual": page.rule.manual,
                "remedy": page.rule.remedy,
                "topic": page.rule.topic,
                "clause": page.clause.ref if page.clause else None,
                "clause_text": page.clause.text if page.clause else None,
            }
            for page in manual.pages
        ],
    }
    return dumps(tree)


FORMAT = Format("json", ".json", True, render)
