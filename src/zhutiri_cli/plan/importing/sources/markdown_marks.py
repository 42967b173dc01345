"""Marks of Markdown within a line of pasted text: bold and links go, what is struck out is left out and said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhutiri_cli.plan.importing.columns.footnote_marks import raised

_STRUCK = re.compile(
    "(?<![~0-9月日年季度])~~(?=[^\\s~])([^~\n]*[^\\s~])~~(?![~0-9])|<(?P<tag>del|s|strike)>(?P<words>.*?)</(?P=tag)>",
    re.IGNORECASE,
)
_COMMENT = re.compile("<!--.*?-->")
_RAISED = re.compile("<sup>([^<]*)</sup>|(?<=[^\\s^])\\^([0-9]{1,2}|\\[[0-9]{1,2}\\])\\^", re.IGNORECASE)
_STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])(.+?)(?<=[^\s*_])\1")
_SLANTED = re.compile(r"(?<![*\w])([*_])(?=[^\s*_|])([^*_|\n]+?)(?<=[^\s*_|])\1(?![*\w])")
_ESCAPED = re.compile(r"\\([*_~`#\[\]()<>.+-])")
_CODE = re.compile("`([^`\n|]+)`")
_IMAGE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_LINK = re.compile(r"\[([^\[\]\n]+)\](?:\([^()\s]+(?: [^()\n]*)?\)|\[[^\[\]\n]*\])")
_TAGS = re.compile("</?(?:b|strong|i|em|u|font|span|mark)(?: [^<>]*)?>", re.IGNORECASE)


def plain_lines(lines: Sequence[str]) -> tuple[list[str], list[tuple[int, str]]]:
    """The lines without marks and comments, and what each, counted from 1, strikes out."""
    struck: list[tuple[int, str]] = []
    plain = []
    for at, line in enumerate(lines, 1):
        words: list[str] = []
        plain.append(_plain(line, words))
        struck += [(at, text) for text in words if text]
    return plain, struck


def _plain(line: str, struck: list[str]) -> str:
    def out(found: re.Match[str]) -> str:
        struck.append((found[1] or found["words"] or "").strip())
        return ""

    line = _STRUCK.sub(out, _COMMENT.sub("", line))
    line = _RAISED.sub(lambda found: raised(found[1] or found[2]), line)
    line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    for pattern in (_STRONG, _SLANTED):
        line = pattern.sub(r"\2", line)
    return _ESCAPED.sub(r"\1", _TAGS.sub("", _CODE.sub(r"\1", line)))
