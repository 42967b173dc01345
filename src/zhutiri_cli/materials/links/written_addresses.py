"""Web addresses as people write them in running text: with or without ``http://``, full-width, broken at a line's end.

A PDF breaks a long address at the margin, a letter over two paragraphs. It is joined where what follows can only be its
rest; where that is not sure the address is doubtful, and neither half counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhutiri_cli.common.spelling import half_width

_ASCII = r"[A-Za-z0-9\-._~:/?#@!$&*+,;=%]"
_HAN = r"[\u3400-\u9fff]"
_FULL = r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a．／：－＿？＝＆％＃～＋]"
_TOPS = "gov.cn|com.cn|org.cn|net.cn|edu.cn|com|cn|net|org|edu|gov|tv|cc|info"
_FOUND = re.compile(
    rf"""(?:
      https?://(?:\[[0-9a-f:.]+\])?
      (?:(?!(?<=[A-Za-z0-9])https?://){_ASCII}    # two addresses without anything between them are two
        |(?<=[/=_\-.&?#+]){_HAN}+)+               # 详见 right behind an address is the sentence going on
    |[hｈＨ][tｔＴ][tｔＴ][pｐＰ][sｓＳ]?[:：][/／]{{2}}(?:{_ASCII}|{_FULL})+
    |(?<![A-Za-z0-9.@/_%\-])(?:www\.[a-z0-9-]+(?:\.[a-z0-9-]+)+|(?:[a-z0-9-]+\.)+(?:{_TOPS}))(?::[0-9]+)?/{_ASCII}+
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TAIL = ".,;:!?*'\""
_NEXT_LINE = re.compile(rf"[ \t]*\r?\n[ \t]*({_ASCII}+)")
_NUMBERING = re.compile(r"\d{1,3}[.)、:]?|[(（]?\d{1,3}[)）]", re.IGNORECASE)
_WHOLE = re.compile(r"\.(?:s?html?|jhtml|shtm|aspx?|php|jsp|do|pdf)(?:[?#].*)?", re.IGNORECASE)
_UNFINISHED = tuple("-_=&?%/.:#+~")
_MOST_LINES = 6
"""Lines over which one address is followed."""


@dataclass(frozen=True, slots=True)
class WrittenAddress:
    """An address in a text; ``doubtful``: it breaks off at a line's end, and its rest is not sure."""

    url: str
    doubtful: bool = False


def find_urls(text: str) -> tuple[str, ...]:
    """The addresses in a text that are whole, in order, each once; those typed full-width come back half-width, those
    without ``http://`` as they stand (``www.x.gov.cn/a``)."""
    return tuple(dict.fromkeys(found.url for found in written_addresses(text) if not found.doubtful))


def written_addresses(text: str) -> Iterator[WrittenAddress]:
    """Every address in a text, in order."""
    place = 0
    while (match := _FOUND.search(text, place)) is not None:
        url, place, doubtful = _followed(text, match)
        url = half_width(url).rstrip(_TAIL)
        if not url.endswith("/") or url.count("/") > 2 or "://" not in url:
            yield WrittenAddress(url, doubtful)


def _followed(text: str, match: re.Match[str]) -> tuple[str, int, bool]:
    """An address with what belongs to it on the next lines; where it ends; whether that is doubtful."""
    url, end = match[0], match.end()
    for _ in range(_MOST_LINES):
        rest = _NEXT_LINE.match(text, end)
        if rest is None or re.match(r"https?://|www\.", rest[1], re.IGNORECASE):
            return url, end, False
        alone = rest.end() == len(text) or text[rest.end()] in "\r\n"
        sure = _continues(url, rest[1], alone=alone)
        if sure is None:
            return url, end, True
        if not sure:
            return url, end, False
        url, end = url + rest[1], rest.end()
    return url, end, False


def _continues(url: str, rest: str, *, alone: bool) -> bool | None:
    """Whether ``rest``, which begins the next line, is the rest of an address; ``None``: nobody can tell. ``alone``: it
    is all that the line holds."""
    if rest[0] in "?#&=%" or (rest[0] == "/" and len(rest) > 1):
        return True
    if _NUMBERING.fullmatch(rest) or not any(map(str.isalnum, rest)):
        return False
    path = url.split("://", 1)[-1].partition("/")[2]
    ends = _WHOLE.search(rest) is not None or "/" in rest.strip("/") or "=" in rest
    if _WHOLE.search(path):
        return None if rest[:1] in "?&" else False
    if url.endswith(_UNFINISHED[:-1]) and not url.endswith("/"):
        return True if alone or ends or any(map(str.isdigit, rest)) else None
    if ends:
        return True
    return None if alone and len(rest) > 3 and path else False
