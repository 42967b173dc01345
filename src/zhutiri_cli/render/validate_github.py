"""``validate`` as GitHub workflow commands, one annotation a finding; text from the plan cannot inject any."""

from __future__ import annotations

from zhutiri_cli.finding import Severity
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.text import literal
from zhutiri_cli.validation import Validation

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(validation: Validation, display: Display) -> str:
    """``::error file=…,line=…,col=…,title=…::message`` for each finding."""
    lines = []
    for found in validation.findings:
        place = f"file={_property(found.place.path or '')},line={found.place.line or 1},col={found.place.column or 1}"
        message = _data(literal(f"{found.message}。{found.hint}"))
        lines.append(f"::{_LEVELS[found.severity]} {place},title={_property(found.rule)}::{message}\n")
    return "".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format("github", None, True, render)
