"""Web addresses as people write them in running text: with or without ``http://``, full-width, broken at a line's end.

A PDF breaks a long address at the margin, a letter over two paragraphs. It is joined where what follows can only be its
rest; where that is not sure the address is doubtful, and neither half counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import half_width

_ASCII = r"[A-Za-z0-9\-._~:/?#@!$&*+,;=%]"
_HAN = r"[\u3400-\u9fff]"
_FULL = r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a．／：－＿？＝＆％＃～＋]"
_TOPS = "gov.cn|com.cn|org.cn|net.cn|edu.cn|com|cn|net|org|edu|gov|tv|cc|info"
_DOMAIN = rf"(?:www\.[a-z0-9-]+(?:\.[a-z0-9-]+)+|(?:[a-z0-9-]+\.)+(?:{_TOPS}))(?::[0-9]+)?/"
_FOUND = lazy_pattern(
    rf"""(?:
      https?://(?:\[[0-9a-f:.]+\])?
      (?:(?!(?<=[A-Za-z0-9,;])https?://){_ASCII}  # two with nothing, a comma or a semicolon between are two
        |(?<=[/=_\-.&?#+]){_HAN}+)+                # 详见 right behind an address is the sentence going on
    |https?://(?=[ \t]*\r?\n[ \t]*[a-z0-9-]+\.)      # broken right behind its scheme
    |[hｈＨ][tｔＴ][tｔＴ][pｐＰ][sｓＳ]?[:：][/／]{{2}}(?:{_ASCII}|{_FULL})+
    |(?<![A-Za-z])(?:h?ttps?|htp|https?)[:：;；]?/{{1,3}}{_DOMAIN}{_ASCII}+    # http//, ttp://, http:/
    |(?<![A-Za-z0-9.@/_%\-]){_DOMAIN}{_ASCII}+
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SLIP = lazy_pattern(rf"^(?!https?://)(?:h?ttps?|htp|https?)[:：;；]?/{{1,3}}(?={_DOMAIN})", re.IGNORECASE)
_SENTENCE = lazy_pattern(rf"(?<!{_HAN}){_HAN}++$")
_NUMBERED = lazy_pattern(r"(\.s?html?)\d{1,2}$", re.IGNORECASE)
_TAIL = ".,;:!?*'\""
_NEXT_LINE = lazy_pattern(rf"(?<!\s)([ \t\u3000]*+(?:\r?\n[ \t\u3000]*+){{0,2}}+)({_ASCII}+)")
_NUMBERING = lazy_pattern(r"\d{1,3}[.)、:]?|[(（]?\d{1,3}[)）]|\d{1,3}/\d{1,3}", re.IGNORECASE)
_WHOLE = lazy_pattern(r"\.(?:s?html?|jhtml|shtm|aspx?|php|jsp|do|pdf)(?:[?#].*)?", re.IGNORECASE)
_ENDING = lazy_pattern(r"\.[a-z]{0,5}$", re.IGNORECASE)
_FILE = lazy_pattern(r"[A-Za-z]*\d{4,}[_-]\d+(?:\.[a-z]{0,5})?", re.IGNORECASE)
_ANOTHER = lazy_pattern(rf"https?://|www\.|{_DOMAIN}", re.IGNORECASE)
_MESSENGER = lazy_pattern(r"mp\.weixin\.qq\.com/s/([\w-]*)$", re.IGNORECASE)
_MESSENGER_LENGTH = 22
_UNFINISHED = tuple("-_=&?%/.:#+~")
_MOST_LINES = 6
"""Lines over which one address is followed."""


class WrittenAddress(Struct, frozen=True):
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
        url = _SLIP.sub("http://", half_width(url).rstrip(_TAIL))
        if not url.endswith("/") or url.count("/") > 2 or "://" not in url:
            yield WrittenAddress(url, doubtful)


def _followed(text: str, match: re.Match[str]) -> tuple[str, int, bool]:
    """An address with what belongs to it on the next lines; where it ends; whether that is doubtful."""
    url, end = match[0], match.end()
    behind = text[end : end + 1]
    if behind and behind not in "\r\n \t":
        url = _SENTENCE.sub("", url)  # 复制此链接，打开… behind the address of a short video
    if behind in ("、", "．"):
        url = _NUMBERED.sub(r"\1", url)  # 2、 of the next one
    for _ in range(_MOST_LINES):
        rest = _NEXT_LINE.match(text, end)
        if rest is None or (_ANOTHER.match(rest[2]) and "/" in url.split("://", 1)[-1]):
            return url, end, False
        alone = rest.end() == len(text) or text[rest.end()] in "\r\n"
        sure = _continues(url, rest[2], alone=alone, breaks=rest[1].count("\n"))
        if sure is None:
            return url, end, True
        if not sure:
            return url, end, False
        url, end = url + rest[2], rest.end()
    return url, end, False


def _continues(url: str, rest: str, *, alone: bool, breaks: int) -> bool | None:
    """Whether ``rest``, which stands so many line breaks on, is the rest of an address; ``None``: nobody can tell.
    ``alone``: it is all that the line holds."""
    if url.endswith("://"):
        return True
    path = url.split("://", 1)[-1].partition("/")[2]
    ends = _WHOLE.search(rest) is not None or "/" in rest.strip("/") or "=" in rest
    if breaks != 1:  # a blank, or an empty line: only what plainly breaks off goes on behind it
        if not ends or not path or _NUMBERING.fullmatch(rest):
            return False
        if url.endswith("/"):
            return True
        return (True if alone and breaks else None) if _WHOLE.search(rest) and not _WHOLE.search(path) else False
    if rest[0] in "?#&=%" or (rest[0] == "/" and len(rest) > 1):
        return True
    if _NUMBERING.fullmatch(rest) or not any(map(str.isalnum, rest)):
        return False
    if alone and _completes(url, rest):
        return True
    if _WHOLE.search(path):
        return None if rest[:1] in "?&" else False
    if url.endswith(_UNFINISHED[:-1]) and not url.endswith("/"):
        return True if alone or ends or any(map(str.isdigit, rest)) else None
    if ends or (alone and url.endswith("/") and _FILE.fullmatch(rest)):
        return True
    return None if alone and path else False


def _completes(url: str, rest: str) -> bool:
    """Whether ``rest`` makes whole what is short of it: the end of a file's name, or a messenger's number."""
    ending = _ENDING.search(url)
    if ending is not None and _WHOLE.fullmatch(ending[0] + rest):
        return True
    number = _MESSENGER.search(url)
    return number is not None and number[1] != "" and len(number[1]) + len(rest) == _MESSENGER_LENGTH
