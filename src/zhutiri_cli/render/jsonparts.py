"""Pieces of the JSON outputs that several formats share (contract §6), built from named fields."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from zhutiri_cli.finding import Finding
from zhutiri_cli.listing import shown


def dumps(tree: Any) -> str:
    """JSON text as the contract shows it: UTF-8, indented, keys in the order given, ending in a newline."""
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


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
