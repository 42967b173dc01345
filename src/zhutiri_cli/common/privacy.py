"""Citizens' numbers in text: mobile phone and identity-card numbers, found and masked (ZT313).

Full-width digits are read as half-width ones; both kinds may be parted into groups (``number_shapes``). Masking goes
further than finding: it also covers numbers in the queries of addresses and in the names of files there, and numbers
that a shortened quotation cut off. What a sentence calls an amount, an order's number (``other_numbers``) or a page's
address is no citizen's number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.number_shapes import (
    CALLED,
    CROSS,
    CUT_OFF,
    EITHER_GAP,
    IDENTITY,
    MANY_DIGITS,
    MOBILE,
    OLD_IDENTITY,
    PARTED,
)
from zhutiri_cli.common.other_numbers import CALLED_OTHERWISE, LONG_CODE, NARROW, called_otherwise, in_longer_row
from zhutiri_cli.common.passwords import without_passwords
from zhutiri_cli.common.spelling import half_width

_ADDRESS = lazy_pattern(r"(?:https?://|www\.)[!-~]+", re.IGNORECASE)
_PAGE = lazy_pattern(
    r"(?:https?://|www\.)[^/?#\s]*\.gov\.cn(?::[0-9]+)?(?:/[A-Za-z0-9_.-]*)*"
    r"|(?:https?://|www\.)[^/?#\s]+(?:/[A-Za-z0-9_-]*)+\.(?:s?html?|jspx?|aspx?|php)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
"""Where an address names a page: a government's site's path, a path that ends as pages do."""
_PAGE_NUMBER = lazy_pattern(
    r"[?&](?:(?!uid=|[a-z_]*(?:tel|phone|mobile|card|user|member|person|sfz))[a-z_]*id|no)=[0-9]*", re.IGNORECASE
)
"""Where a query names a page by its number, which is no mobile phone's; a valid identity card's is one even there."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Number(Struct, frozen=True):
    """One number in a text: whether it is an identity card's (else a mobile phone's), its digits, where it stands."""

    identity: bool
    digits: str
    start: int
    end: int

    @property
    def masked(self) -> str:
        """What may be shown of it: ``138****8000``, ``430103********1234``."""
        head = 6 if self.identity else 3
        return self.digits[:head] + "*" * (len(self.digits) - head - 4) + self.digits[-4:]


def find_numbers(text: str) -> tuple[Number, ...]:
    """The numbers in a text in order of appearance; digits inside web addresses are none."""
    addresses = [found.span() for found in _ADDRESS.finditer(half_width(text))]
    return tuple(_outside(_everywhere(text), addresses))


def mask(text: str) -> str:
    """The text with every such number masked, even cut off by an ellipsis; in an address what is no page's number, and
    a user's name and password."""
    text = without_passwords(text)
    if MANY_DIGITS.search(text) is None:
        return text
    while found := _to_mask(text):
        pieces, last = [], 0
        for number in found:
            pieces += [text[last : number.start], number.masked]
            last = number.end
        text = "".join([*pieces, text[last:]])
    return _without_cut_off(text) if "…" in text else text


def is_identity(digits: str) -> bool:
    """Whether 18 signs are an identity-card number by its date and check digit (GB 11643)."""
    if digits[6:8] not in ("18", "19", "20"):
        return False
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:  # no day of birth
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return "10X98765432"[total % 11] == digits[17].upper()


def _to_mask(text: str) -> list[Number]:
    found, pages, numbers = _everywhere(text), _inside_addresses(text, _PAGE), _inside_addresses(text, _PAGE_NUMBER)
    cards, mobiles = ([one for one in found if one.identity is kind] for kind in (True, False))
    left = [*_outside(cards, pages), *_outside(_outside(mobiles, pages), numbers)]
    return sorted(left, key=lambda one: one.start)


def _inside_addresses(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    return [
        (address.start() + part.start(), address.start() + part.end())
        for address in _ADDRESS.finditer(half_width(text))
        for part in pattern.finditer(address[0])
    ]


def _without_cut_off(text: str) -> str:
    """The text with what a quotation left of a number masked, where that would be one."""
    pages = sorted([*_inside_addresses(text, _PAGE), *_inside_addresses(text, _PAGE_NUMBER)])

    def masked(cut: re.Match[str]) -> str:
        at = bisect_right(pages, (cut.start(), len(text))) - 1
        in_page = at >= 0 and cut.start() < pages[at][1]
        before = text[max(cut.start() - LONG_CODE, 0) : cut.start()]
        return cut[0] if in_page or CALLED_OTHERWISE.search(before) else (cut[1] or cut[2]) + "****"

    return CUT_OFF.sub(masked, text)


def _everywhere(text: str) -> list[Number]:
    plain = half_width(text)  # one sign for one sign, so places stay the same
    cards = [_number(True, match[1], match.start()) for match in IDENTITY.finditer(plain)]
    cards = [card for card in cards if is_identity(card.digits)]
    cards += [_number(True, match[1], match.start(1)) for match in OLD_IDENTITY.finditer(plain)]
    cards = _apart(cards)
    mobiles, last = list[Number](), -1
    for match in MOBILE.finditer(plain):
        joined = last >= 0 and plain[last : match.start()] in NARROW
        if not called_otherwise(plain, *match.span(1)) and (joined or not in_longer_row(plain, match)):
            mobiles.append(_number(False, match[1], match.start(1)))
            last = match.end()
    for pattern in (PARTED, CALLED):
        for match in pattern.finditer(plain):
            start, end = next(match.span(group) for group in range(1, match.re.groups + 1) if match[group])
            if not called_otherwise(plain, start, end):
                mobiles.append(_number(False, plain[start:end], start))
    mobiles = _apart(mobiles)
    return sorted([*cards, *_outside(mobiles, [(card.start, card.end) for card in cards])], key=lambda one: one.start)


def _number(identity: bool, written: str, start: int) -> Number:
    digits = re.sub(f"[{CROSS}]", "X", EITHER_GAP.sub("", written))
    return Number(identity, digits, start, start + len(written))


def _apart(numbers: list[Number]) -> list[Number]:
    """In order, without those that begin inside another."""
    kept = list[Number]()
    for number in sorted(numbers, key=lambda one: one.start):
        if not kept or kept[-1].end <= number.start:
            kept.append(number)
    return kept


def _outside(numbers: Iterable[Number], spans: list[tuple[int, int]]) -> list[Number]:
    """Those numbers that lie in none of the spans; both come in order, so one pass does."""
    kept, at = [], 0
    for number in sorted(numbers, key=lambda one: one.start):
        while at < len(spans) and spans[at][1] <= number.start:
            at += 1
        if at == len(spans) or number.start < spans[at][0]:
            kept.append(number)
    return kept
