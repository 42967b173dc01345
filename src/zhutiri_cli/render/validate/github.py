"""``validate`` as GitHub workflow commands, one annotation a finding; text from the plan cannot inject any."""

from __future__ import annotations

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.github import LEVELS, annotation
from zhutiri_cli.report.validation import Validation


def render(validation: Validation, display: Display) -> str:
    """``::error file=…,line=…,col=…,title=…::message`` for each finding."""
    return "".join(
        annotation(LEVELS[found.severity], found.rule, f"{found.message}。{found.hint}", found.place)
        for found in validation.findings
    )


FORMAT = Format("github", None, True, render)
