"""``validate`` as JUnit XML: one suite a file, one case a rule, so that what was kept is seen beside what is broken.

Where the file cannot be read (ZT101) the other rules are skipped, not passed; a rule that broke is an error.
"""

from __future__ import annotations

from typing import Any

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.junit import case, document, suite
from zhutiri_cli.report.validation import JudgedFile, Validation
from zhutiri_cli.rules.rule import Rule


def render(validation: Validation, display: Display) -> bytes:
    """The whole run."""
    suites = (
        suite(
            judged.path,
            [_case(rule, judged) for rule in validation.rules],
            [("notice", said) for said in judged.settings()],
        )
        for judged in validation.files
    )
    return document("zhutiri validate", suites)


def _case(rule: Rule, judged: JudgedFile) -> Any:
    own = [found for found in judged.findings if found.rule == rule.code]
    unread = not judged.composed and not rule.needs_no_table
    off = next((f"本计划关闭：{line.reason}" for line in judged.levels if line.off and line.rule == rule.code), "")
    skipped = "文件不可读，这条规则没有核对" if unread else off
    return case(f"{rule.code} {rule.title}", judged.path, own, skipped=skipped)


FORMAT = Format("junit", ".xml", True, render)
