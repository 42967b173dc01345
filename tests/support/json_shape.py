"""Shapes of JSON values, and where a value does not fit its shape."""

from __future__ import annotations

import re
from typing import Any


class Maybe:
    """A shape, or null."""

    def __init__(self, shape: Any) -> None:
        self.shape = shape


class Words:
    """A string that matches a pattern whole."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern


class Every:
    """An object whose keys match a pattern and whose values all have one shape."""

    def __init__(self, keys: str, shape: Any) -> None:
        self.keys, self.shape = keys, shape


class Items(dict[str, Any]):
    """An object with these keys, of which those that end in ``?`` may be absent."""


DAY = Words(r"\d{4}-\d{2}-\d{2}")


def misfits(value: Any, shape: Any, route: str = "$") -> list[str]:
    """Every place where a value has not the shape; an absent or extra key is one."""
    if isinstance(shape, Maybe):
        return [] if value is None else misfits(value, shape.shape, route)
    if isinstance(shape, Words):
        fits = isinstance(value, str) and re.fullmatch(shape.pattern, value) is not None
        return [] if fits else [f"{route}: {value!r}"]
    if isinstance(shape, Every):
        bad = [f"{route}.{key}" for key in value if not re.fullmatch(shape.keys, key)]
        return bad + [bad for key, inner in value.items() for bad in misfits(inner, shape.shape, f"{route}.{key}")]
    if isinstance(shape, dict):
        return object_misfits(value, shape, route)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{route}: no list"]
        return [bad for index, item in enumerate(value) for bad in misfits(item, shape[0], f"{route}[{index}]")]
    return [] if type(value) is shape else [f"{route}: {value!r} is no {shape.__name__}"]


def object_misfits(value: Any, shape: dict[str, Any], route: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{route}: no object"]
    known = {key.rstrip("?"): inner for key, inner in shape.items()}
    bad = [f"{route}.{key}: missing" for key in shape if not key.endswith("?") and key not in value]
    bad += [f"{route}.{key}: unknown" for key in value if key not in known]
    return bad + [found for key in value if key in known for found in misfits(value[key], known[key], f"{route}.{key}")]
