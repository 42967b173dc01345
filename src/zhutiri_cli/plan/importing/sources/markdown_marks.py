"""Marks of Markdown within a line of pasted text: bold and links go, what is struck out is left out and said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from zhutiri_cli.plan.importing.columns.footnote_marks import raised

_STRUCK = re.compile(
    "(?<![~0-9月日年季度])~~(?=[^\\s~])(?P<words>[^~\n]*[^\\s~])~~(?![~0-9])|<(?P<mark>del|s|strike)>", re.IGNORECASE
)
_STRUCK_ENDS = {tag: re.compile(f"</{tag}>", re.IGNORECASE) for tag in ("del", "s", "strike")}
_COMMENT = re.compile("<!--.*?(-->|$)")
_RAISED = re.compile("<sup>([^<]*)</sup>|(?<=[^\\s^])\\^([0-9]{1,2}|\\[[0-9]{1,2}\\])\\^", re.IGNORECASE)
_STRONG = re.compile(r"(?P<mark>\*\*|__)(?=[^\s*_])")
_STRONG_ENDS = {mark: re.compile(f"(?<=[^\\s*_]){re.escape(mark)}") for mark in ("**", "__")}
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
    def out(words: str) -> str:
        struck.append(words.strip())
        return ""

    line = _COMMENT.sub(lambda found: "" if found[1] else found[0], line)
    line = _between(line, _STRUCK, _STRUCK_ENDS, out)
    line = _RAISED.sub(lambda found: raised(found[1] or found[2]), line)
    line = _LINK.sub(r"\1", _IMAGE.sub("", line))
    line = _SLANTED.sub(r"\2", _between(line, _STRONG, _STRONG_ENDS, lambda words: words))
    return _ESCAPED.sub(r"\1", _TAGS.sub("", _CODE.sub(r"\1", line)))


def _between(line: str, begin: re.Pattern[str], ends: Mapping[str, re.Pattern[str]], put: Callable[[str], str]) -> str:
    """A line in which what ``put`` makes of them stands for words and the marks around them. A mark that ends nowhere
    is looked for once, however often it begins."""
    kept, at, place, may_end = list[str](), 0, 0, dict(ends)
    while (found := begin.search(line, place)) is not None:
        place, words = found.end(), found.groupdict().get("words")
        if words is None:
            mark = found["mark"].casefold()
            end = may_end[mark].search(line, place) if mark in may_end else None
            if end is None:
                may_end.pop(mark, None)
                continue
            words, place = line[place : end.start()], end.end()
        kept += [line[at : found.start()], put(words)]
        at = place
    return "".join([*kept, line[at:]])
