"""People's text as a spreadsheet may hold it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from zhutiri_cli.common.text_forms import literal

MOST_SIGNS = 32_767
"""UTF-16 units that a cell of Excel holds."""
NAME_SIGNS = 31
_CUT = "…（内容过长，后略）"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


@lru_cache(maxsize=8192)  # the same few words stand in thousands of cells, each looked at three times
def clean(value: str | tuple[str, ...]) -> str:
    """A cell's text, several texts as its lines: every control character shown, never more than a cell holds."""
    lines = (value,) if isinstance(value, str) else value
    text = "\n".join(literal(line).replace("\ufffe", "‹U+FFFE›").replace("\uffff", "‹U+FFFF›") for line in lines)
    units = text.encode("utf-16-le")
    if len(units) // 2 <= MOST_SIGNS:
        return text
    return units[: (MOST_SIGNS - len(_CUT)) * 2].decode("utf-16-le", "ignore") + _CUT


def sheet_names(names: Iterable[str]) -> Iterator[str]:
    """Names as Excel wants them: 31 UTF-16 units, none of ``[]:*?/\\``, no apostrophe at an end, each once."""
    taken: set[str] = set()
    for wanted in names:
        stem = _within(_FORBIDDEN.sub("_", clean(wanted)), NAME_SIGNS).strip("'") or "表"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{_within(stem, NAME_SIGNS - len(str(number)) - 1)}_{number}"
        taken.add(name.casefold())
        yield name


def _within(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
