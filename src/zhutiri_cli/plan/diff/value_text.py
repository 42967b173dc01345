"""A text's change word by word, and any value of the plan in plain Chinese words.

Chinese has no spaces: runs of characters are compared, but a run of ASCII (a year, a number, an address) is one word,
so that 2024 → 2025 never reads as 202【删：4】【增：5】.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Iterable
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from pydantic import BaseModel

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.yaml.periods import Period
from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.plan.obligations import Due
from zhutiri_cli.plan.terms import Amount

_WORD = re.compile(r"[A-Za-z0-9]+(?:[.@/:_-][A-Za-z0-9]+)*|.", re.DOTALL)
_LONGEST = 2000  # words of a text; a longer one is shown as replaced, since comparing is quadratic
_KEPT = 0.4  # a text of which less than this stays is shown as old → new, not as a patchwork


class Op(StrEnum):
    """What happened to a run of characters; the values stand in the JSON output."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


class TextPiece(NamedTuple):
    """A run of characters. EQUAL and DELETE pieces joined are the old text, EQUAL and INSERT the new one."""

    op: Op
    text: Shown


def pieces(old: str, new: str) -> tuple[TextPiece, ...]:
    """How ``old`` became ``new``; a single word kept between two changes counts as changed with them."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > _LONGEST:
        return _joined([(old, new, False)])
    opcodes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    runs = []
    for index, (tag, a, b, c, d) in enumerate(opcodes):
        stray = b - a == 1 and 0 < index < len(opcodes) - 1
        runs.append(("".join(before[a:b]), "".join(after[c:d]), tag == "equal" and not stray))
    return _joined(runs)


def patchwork(old: str, new: str) -> tuple[TextPiece, ...]:
    """``pieces`` where enough of the text stays for them to be easier to read than both texts; else nothing."""
    found = pieces(old, new)
    kept = sum(len(piece.text.only_masked) for piece in found if piece.op is Op.EQUAL)
    return found if kept >= _KEPT * max(len(old), len(new), 1) else ()


def _joined(runs: Iterable[tuple[str, str, bool]]) -> tuple[TextPiece, ...]:
    """Runs (old, new, whether kept) as pieces; neighbouring changes become one deletion and one insertion."""
    found, deleted, inserted = list[TextPiece](), "", ""
    for old, new, kept in [*runs, ("", "", True)]:
        if not kept:
            deleted, inserted = deleted + old, inserted + new
            continue
        runs_of = ((Op.DELETE, deleted), (Op.INSERT, inserted), (Op.EQUAL, old))
        found += [TextPiece(op, Shown(text)) for op, text in runs_of]
        deleted = inserted = ""
    return tuple(piece for piece in found if piece.text)


def spoken(value: Any) -> str:
    """A value of the plan as people read it: 是, 2024-05, 甲、乙, 提前工作日数 5，名称 活动方案报备."""
    match value:
        case None:
            return "（无）"
        case bool():
            return "是" if value else "否"
        case date():
            return value.isoformat()
        case Month() | Period():
            return value.words if isinstance(value, Period) else str(value)
        case Amount() if value.count_alone is not None:
            return str(value.count_alone)
        case Due():
            return value.words
        case BaseModel():
            return spoken_fields(value)
        case dict():
            return "，".join(f"{key} {spoken(item)}" for key, item in value.items()) or "（空）"
        case tuple() | list():
            mark = "；" if any(isinstance(item, BaseModel | dict | tuple | list) for item in value) else "、"
            return mark.join(spoken(item) for item in value) or "（空）"
    return str(value)


def spoken_fields(model: BaseModel, skip: Container[str] = ()) -> str:
    """The fields that say something, by their Chinese titles; those left at their default are silent."""
    said = []
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        default = None if field.is_required() else field.get_default(call_default_factory=True)
        if name not in skip and (field.is_required() or value != default):
            said.append(f"{field.title} {spoken(value)}" if field.title else spoken(value))
    return "，".join(said) or "（空）"
