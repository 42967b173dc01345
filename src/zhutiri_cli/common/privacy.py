"""Citizens' numbers in text: mobile phone and 18-digit identity-card numbers, found and masked (ZT313).

Full-width digits are read as half-width ones; both kinds may be grouped by single spaces or hyphens. Masking goes
further than finding: it also covers numbers inside addresses, and numbers that a shortened quotation cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhutiri_cli.common.spelling import half_width

_GAP = "[ \u00a0\\-]"
_MOBILE = rf"1[3-9][0-9]{_GAP}?[0-9]{{4}}{_GAP}?[0-9]{{4}}"
_NO_AMOUNT = r"(?!\.[0-9]| ?[元万亿]|号(?!码))"  # 13800138000元, 编号13800138000号
_COMPACT = re.compile(rf"(?<![0-9])(?<![0-9]\.)(?:(?:\+|00)86)?(1[3-9][0-9]{{9}})(?![0-9]){_NO_AMOUNT}")
# Grouped digits count only where the groups are no part of a longer row of groups, such as a bank account; several
# numbers one after another may be such a row.
_GROUPED = re.compile(
    rf"(?<![0-9.])(?<![0-9]{_GAP})((?:(?:\+|00)?86{_GAP}?)?{_MOBILE}(?: {_MOBILE})*)(?!{_GAP}?[0-9]){_NO_AMOUNT}"
)
_ONE_MOBILE = re.compile(_MOBILE)
_IDENTITY = re.compile(
    rf"(?<![0-9])[1-9][0-9]{{5}}{_GAP}?(?:18|19|20)[0-9]{{6}}{_GAP}?[0-9]{{3}}[0-9Xx](?![0-9A-Za-z])"
)
_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_CUT_OFF = re.compile(
    rf"(?<![0-9])(1[3-9][0-9])({_GAP}?[0-9]{_GAP}?){{4,7}}(?=…)|(?<![0-9])([1-9][0-9]{{5}})[0-9]+(?=…)"
)
_MANY_DIGITS = re.compile("[0-9０-９](?:[ \u00a0\u3000\\-－]{0,2}[0-9０-９]){6}")
"""What every number, cut off or not, holds at least; text without it is looked at no further."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Number:
    """One number in a text: whether it is an identity card's (else a mobile phone's), its digits, where it stands."""

    identity: bool
    digits: str
    start: int
    end: int

    @property
    def masked(self) -> str:
        """What may be shown of it: ``138****8000``, ``430103********1234``."""
        head, hidden = (6, 8) if self.identity else (3, 4)
        return self.digits[:head] + "*" * hidden + self.digits[-4:]


def find_numbers(text: str) -> tuple[Number, ...]:
    """The numbers in a text in order of appearance; digits inside web addresses are none."""
    addresses = [found.span() for found in _ADDRESS.finditer(half_width(text))]
    return tuple(_outside(_everywhere(text), addresses))


def mask(text: str) -> str:
    """The text with every such number masked, even in an address or cut off by an ellipsis."""
    if _MANY_DIGITS.search(text) is None:
        return text
    while found := _everywhere(text):
        pieces, last = [], 0
        for number in found:
            pieces += [text[last : number.start], number.masked]
            last = number.end
        text = "".join([*pieces, text[last:]])
    return _CUT_OFF.sub(lambda cut: (cut[1] or cut[3]) + "****", text) if "…" in text else text


def is_identity(digits: str) -> bool:
    """Whether 18 signs are an identity-card number by its date and check digit (GB 11643)."""
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return "10X98765432"[total % 11] == digits[17].upper()


def _everywhere(text: str) -> list[Number]:
    plain = half_width(text)  # one sign for one sign, so places stay the same
    found = [
        number
        for match in _IDENTITY.finditer(plain)
        if is_identity((number := _number(True, match[0], match.start())).digits)
    ]
    mobiles = [_number(False, match[1], match.start(1)) for match in _COMPACT.finditer(plain)]
    for row in _GROUPED.finditer(plain):
        mobiles += [_number(False, one[0], row.start(1) + one.start()) for one in _ONE_MOBILE.finditer(row[1])]
    unique = {number.start: number for number in _outside(mobiles, [(card.start, card.end) for card in found])}
    return sorted([*found, *unique.values()], key=lambda number: number.start)


def _number(identity: bool, written: str, start: int) -> Number:
    return Number(identity, re.sub(_GAP, "", written).upper(), start, start + len(written))


def _outside(numbers: Iterable[Number], spans: list[tuple[int, int]]) -> list[Number]:
    """Those numbers that lie in none of the spans; both come in order, so one pass does."""
    kept, at = [], 0
    for number in sorted(numbers, key=lambda one: one.start):
        while at < len(spans) and spans[at][1] <= number.start:
            at += 1
        if at == len(spans) or number.start < spans[at][0]:
            kept.append(number)
    return kept
