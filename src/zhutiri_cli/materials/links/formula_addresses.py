"""Web addresses in the formulas of tables: texts that are joined make one; what goes on with a cell is not whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from zhutiri_cli.materials.links.written_addresses import WrittenAddress, written_addresses

_PIECE = re.compile(r'"((?:[^"]|"")*+)"|[^"]++')
_LISTS = re.compile(r"\bCONCAT(?:ENATE)?\s*\($", re.IGNORECASE)
_JOINED = re.compile(r"[()\s]*+&[()\s]*+")
_GOES_ON = re.compile(r"[)\s]*+&")
_LISTED = re.compile(r"\s*+[,;]")
_BEHIND = ".,;:!?*'\""


class _Written(Struct):
    text: str
    goes_on: bool = False


def formula_addresses(formula: str) -> Iterator[WrittenAddress]:
    """The addresses in a formula, in order; doubtful where it joins something to one that is not written in it."""
    for written in _texts(formula):
        found = list(written_addresses(written.text))
        open_end = written.goes_on and found and written.text.rstrip(_BEHIND).endswith(found[-1].url)
        yield from found[:-1] if open_end else found
        if open_end:
            yield WrittenAddress(found[-1].url, doubtful=True)


def _texts(formula: str) -> list[_Written]:
    """The texts in a formula, with those that it joins to them: with ``&``, or as what CONCATENATE lists."""
    found, joined, listing = list[_Written](), False, False
    for piece in _PIECE.finditer(formula):
        if piece[1] is None:
            code = piece[0]
            listed = listing and _LISTED.match(code) is not None
            joined = _JOINED.fullmatch(code) is not None or (listed and len(code.strip()) == 1)
            if found:
                found[-1].goes_on = not joined and (listed or _GOES_ON.match(code) is not None)
            listing = (listing and ")" not in code) or _LISTS.search(code) is not None
        elif joined and found:
            found[-1].text += piece[1]
        else:
            found.append(_Written(piece[1]))
    return found
