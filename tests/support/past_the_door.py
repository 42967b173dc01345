"""Texts of made-up facts put past the door, as the assembly of real ones does it."""

from __future__ import annotations

from typing import Any

from zhutiri_cli.common.shown import Shown


def past_the_door(facts: dict[str, Any]) -> dict[str, Any]:
    """Fields by name, every plain text in them ``Shown``."""
    return {name: _past(value) for name, value in facts.items()}


def _past(value: Any) -> Any:
    if type(value) is str:
        return Shown(value)
    return tuple(map(_past, value)) if type(value) is tuple else value
