"""Pieces of the JSON outputs that several formats share (contract §6), built from named fields."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from zhutiri_cli.common.spelling import unseen
from zhutiri_cli.report.file_lines import shown
from zhutiri_cli.rules.finding import Finding


def dumps(tree: Any) -> str:
    """JSON text as the contract shows it: UTF-8, indented, keys in the order given, ending in a newline. What could
    steer a terminal or disguise a name stands as its escape, which is the same to a program."""
    text = json.dumps(tree, ensure_ascii=False, indent=2)
    for sign in unseen(text):
        if sign != "\n":
            text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text + "\n"


def day(value: date | None) -> str | None:
    """A date as ``YYYY-MM-DD``, or null."""
    return value.isoformat() if value is not None else None


def masked(text: str | None) -> str | None:
    """A path or an address without citizens' numbers, which a report that is passed on must not carry."""
    return shown(text) if text is not None else None


def finding(found: Finding) -> dict[str, Any]:
    """One finding with the contract's keys."""
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
        "clause": found.clause,
        "hint": found.hint,
        "path": masked(found.place.path),
        "line": found.place.line,
        "column": found.place.column,
        "waived": found.waived,
    }
