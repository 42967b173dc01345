"""``validate`` as GitHub workflow commands, one annotation a finding; text from the plan cannot inject any."""

from __future__ import annotations

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.github import LEVELS, annotation
from zhutiri_cli.report.validation import Validation
from zhutiri_cli.rules.finding import Place


def render(validation: Validation, display: Display) -> str:
    """``::error file=…,line=…,col=…,title=…::message`` for each finding that counts; notices for rules that are off."""
    lines = [
        annotation(LEVELS[found.severity], found.rule, f"{found.message}。{found.hint}", found.place)
        for found in validation.findings
        if found.counts
    ]
    for judged in validation.files:
        lines += [annotation("notice", "注意", said, Place(judged.path)) for said in judged.settings()]
    return "".join(lines)


FORMAT = Format("github", None, True, render)
