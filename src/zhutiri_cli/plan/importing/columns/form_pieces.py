"""The forms in one cell: names cut apart, boxes that are ticked or not, and columns headed with a form's name."""

from __future__ import annotations

import itertools
import re

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import is_left_open, tidy
from zhutiri_cli.plan.importing.columns.cell_pieces import Pieces, once, pieces_of

_CHOSEN = "☑√✓✔■☒●▣◉"
_OPEN = "□☐○◻◯"
_BOX = re.compile(f"[(（\\[【]?(?P<mark>[{_CHOSEN}{_OPEN}])[)）\\]】]?|[(（\\[【][ \u3000_]*(?P<empty>)[)）\\]】]")
_SURE = frozenset("☑√✓✔■●◉▣")
_TICK = re.compile("[(（\\[【]?[☑√✓✔■●v V](?:[)）\\]】])?")
_NO_NAMES = frozenset("是否有×✗✘xXvV") | {"同上"}
_BETWEEN = " \n\t\u3000、，,；;/／。:："


def is_tick(cell: str) -> bool:
    """Whether a cell is nothing but a tick."""
    plain = "".join(cell.split())
    return bool(plain) and _TICK.fullmatch(plain) is not None


def split_forms(cell: str, known: frozenset[str]) -> Pieces:
    """The forms of a cell in order."""
    if re.search(f"[{_CHOSEN}{_OPEN}]", cell):
        return _boxes(cell)
    if "".join(cell.split()) in _NO_NAMES or is_left_open(cell):
        return Pieces((), (f"原表活动形式写作“{cell.strip()}”，看不出是哪几种，没有录入",))
    doubts: list[str] = []
    items = []
    for piece in pieces_of(cell, lambda text: text in known, doubts, "形式"):
        plain = piece.removesuffix("等").removesuffix("等形式")
        if plain != piece and plain:
            doubts.append(f"原表活动形式写作“{shorten(piece)}”")
        parts = re.split("[+＋和及与]|加", plain)
        if len(parts) > 1 and plain not in known and all(part.strip() in known for part in parts):
            items += [part.strip() for part in parts]
            continue
        if "或" in plain and plain not in known:
            doubts.append(f"原表活动形式写作“{shorten(plain)}”，未定是哪一种")
        items.append(plain)
    return once(items, doubts)


def _boxes(cell: str) -> Pieces:
    """The forms whose boxes are ticked; where it cannot be told which name a box belongs to, none."""
    words = cell.strip(_BETWEEN)
    found = list(_BOX.finditer(words))
    before = bool(found) and found[0].start() == 0
    edges = [0, *(box.end() for box in found)] if not before else [*(box.start() for box in found), len(words)]
    names = [tidy(_BOX.sub("", words[start:end])).strip(_BETWEEN) for start, end in itertools.pairwise(edges)]
    rest = "" if before else words[edges[-1] :].strip(_BETWEEN)
    doubt = f"原表活动形式写作“{shorten(tidy(cell))}”"
    if not all(names) or rest or any(re.search("[、，,；;]", name) for name in names):
        return Pieces((), (f"{doubt}，看不出选的是哪几种，没有录入",))
    chosen = [name for name, box in zip(names, found, strict=True) if (box["mark"] or _OPEN[0]) in _CHOSEN]
    if not chosen:
        return Pieces((), (f"{doubt}，一种也没有勾选，没有录入",))
    unsure = [
        name for name, box in zip(names, found, strict=True) if box["mark"] and box["mark"] not in _SURE | set(_OPEN)
    ]
    read = f"，按勾选的录为{'、'.join(chosen)}"
    return once(chosen, [doubt + read] if len(chosen) < len(names) or unsure else [])
