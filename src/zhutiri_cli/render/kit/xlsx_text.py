"""People's text as a spreadsheet may hold it. Pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from zhutiri_cli.common.shown import Shown

MOST_SIGNS = 32_767
"""UTF-16 units that a cell of Excel holds."""
NAME_SIGNS = 31
_CUT = "…（内容过长，后略）"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def clean(value: str | tuple[str, ...]) -> str:
    """A cell's text, several texts as its lines: fit to be shown, never more than a cell holds."""
    return _fitting(Shown(value) if isinstance(value, str) else Shown.lines(value))


@lru_cache(maxsize=8192)  # the same few words stand in thousands of cells, each looked at three times
def _fitting(text: Shown) -> str:
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


LONGEST = 1_500
"""Signs of a link after encoding; Excel takes some 2,000."""
_ESCAPED = re.compile(r"""[%#?:;"<>\[\]^`{}|\s&*'’]""")
_DRIVE = re.compile(r"[A-Za-z]:")


def folder_href(folder: str, here: str, place: str) -> str:
    """The link to ``folder`` (absolute, or from ``here``) in a workbook that lies in the folder ``place``; both of
    these absolute, with ``/``. "" where none can be made: no place, another drive, a back-slash, a link too long."""
    if not here or not place:
        return ""
    target, start = _rooted(posixpath.join(here, folder) if not _DRIVE.match(folder) else folder), _rooted(place)
    drives = [found[0].upper() if (found := _DRIVE.match(path[1:])) else "" for path in (target, start)]
    if drives[0] != drives[1]:
        return ""
    path = posixpath.relpath(target, start)
    encoded = _ESCAPED.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), path)
    return "" if "\\" in encoded or len(encoded) > LONGEST else encoded


def _rooted(path: str) -> str:
    return "/" + path.lstrip("/")
