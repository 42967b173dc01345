"""The text of a notice cut into sentences and clauses; what stands in brackets told from what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WEEKDAY = re.compile("(?<=[日号])[(（](?:星期|周|礼拜)[一二三四五六日天][)）]")


def sentences_of(text: str) -> list[str]:
    """The sentences of a text."""
    return [sentence for sentence in re.split("[。！？]", text) if sentence]


def clauses_of(sentence: str) -> Iterator[tuple[int, str]]:
    """The clauses of a sentence with their places, cut at commas and semicolons outside brackets."""
    depth = start = 0
    for at, char in enumerate(sentence):
        depth += (char in "(（[【〔“") - (char in ")）]】〕”" and depth > 0)
        if depth == 0 and char in "，,；;":
            yield start, sentence[start:at]
            start = at + 1
    yield start, sentence[start:]


def without_brackets(clause: str) -> str:
    """The clause with what stands in brackets blanked, so that places stay the same; a weekday is part of its date."""
    plain = _by_depth(clause, inside=False)
    for found in _WEEKDAY.finditer(clause):
        plain = plain[: found.start()] + found[0] + plain[found.end() :]
    return plain


def inside_brackets(clause: str) -> str:
    """What stands in brackets, the rest of the clause blanked."""
    return _by_depth(clause, inside=True)


def _by_depth(clause: str, *, inside: bool) -> str:
    depth, out = 0, ""
    for char in clause:
        opens, closes = char in "(（[【〔", char in ")）]】〕" and depth > 0
        depth += opens
        out += char if (depth > 0) is inside and not opens and not closes else "\0"
        depth -= closes
    return out
