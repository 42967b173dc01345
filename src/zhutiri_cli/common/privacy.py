"""Citizens' numbers in text: mobile phone and identity-card numbers, found and masked (ZT313).

Full-width digits are read as half-width ones; both kinds may be parted into groups by white space, hyphens, dashes or
dots. Masking goes further than finding: it also covers numbers in the queries of addresses and in the names of files
there, and numbers that a shortened quotation cut off. What a sentence calls an amount, an order's number or a page's
address is no citizen's number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.passwords import without_passwords
from zhutiri_cli.common.spelling import UNSEEN_ONES, half_width

_SEEN = r"(?:‹U\+[0-9A-F]{4}›|\\[nrt]|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2})"
"""A sign that nobody sees, as ``literal`` shows it and as YAML and JSON write it."""
_GAP = (
    rf"(?:[\s{UNSEEN_ONES}\-\u2010-\u2015\u2212\ufe58\ufe63－.．。·•・\u2027\u2219\u22c5\ufe52\uff61\uff65]"
    rf"|{_SEEN}){{1,3}}"
)
"""What may part the groups of one number: white space, signs that nobody sees (or made visible), hyphens, dots."""
_CROSS = "Xx×✕✖╳Ⅹⅹ\u0425\u0445\u03a7\u03c7"
"""What is written for the X at the end of an identity card's number; the last ones are Cyrillic and Greek."""
_MOBILE = lazy_pattern(
    rf"(?:(?<![0-9])|(?<=%[0-9A-Fa-f][0-9A-Fa-f]))(?:(?:\+|00)?86(?:{_GAP})?)?"
    rf"(1[3-9][0-9](?:{_GAP})?[0-9]{{4}}(?:{_GAP})?[0-9]{{4}}|1[3-9][0-9]{{3}}{_GAP}[0-9]{{6}})(?![0-9])"
)
_SIGNS = ("[1-9]", *["[0-9]"] * 5, "[12]", "[089]", "[0-9]", "[0-9]", "[01]", "[0-9]", "[0-3]", *["[0-9]"] * 4)
"""The first 17 signs of an identity card's number; the seventh to the fourteenth are a day."""
_IDENTITY = lazy_pattern(rf"(?<![0-9])(?=({f'(?:{_GAP})?'.join((*_SIGNS, f'[0-9{_CROSS}]'))})(?![0-9]))")
"""Looked for at every group, also at those inside what only looks like one: its date and check digit decide."""
_OLD_IDENTITY = lazy_pattern(
    rf"身份(?:证|号码)(?:{_SEEN}|[^0-9，。；,;]){{0,12}}([1-9][0-9]{{2}}(?:(?:{_GAP})?[0-9]){{12}})(?![0-9])"
)
"""The cards of before 1999 have 15 digits and no check digit: only where the text calls them so."""

_CALLED_OTHERWISE = lazy_pattern(
    r"(?:(?:工单|订单|流水|合同|受理)号?|(?:编|单|文|案|批|票|件|证)号|[金总数余税]额|[览读击播放询问]量|面积|第|№|(?i:no)\.?)"
    r"[为:：达计约是 ]{0,3}\Z|[¥￥$€]\s?\Z|(?<![A-Za-z])(?!(?:TEL|MOB|WX|VX|QQ|SJ|DH)-)[A-Z]{1,4}-\Z"
)
"""What stands right before digits that are an amount or the number of something else."""
_DECIMAL = lazy_pattern(r"(?:[长增减升降涨跌高低约达占比率倍至到]|[¥￥$€]) ?[0-9]+\.\Z|(?<![0-9])0\.\Z")
"""A number and a point right before the digits, which are its fraction; ``1.`` of an item or of a name is none."""
_COUNTED = lazy_pattern(
    r"[万亿]{0,2}余?元| [万亿]{0,2}元(?![\u4e00-\u9fff])|(?: ?[万亿]|[吨亩米件个条篇户])(?![\u4e00-\u9fff])"
    r"|[万亿]?余?(?:[%‰㎡]|人?次(?![日年月周])|平方|平米|公里|公顷|立方)|\.[0-9]{2}(?![0-9A-Za-z年月日时点]|\.[0-9A-Za-z])"
    r"|\.[0-9]+ ?[万亿]{0,2}(?:[万亿元%‰㎡米吨亩倍]|平方|公里|公顷|立方)"
)
"""A unit or a fraction right behind digits, which are an amount."""
_DAY = lazy_pattern(r"[0-9]{1,4}[年月日岁/.:：\-]")
"""A day, a time or an age behind a number in groups, which belongs to no row of groups."""
_LONG_GROUP = lazy_pattern(r"[0-9]{3}\Z")
"""A group of a row of groups, such as a bank account's; an item's number before a mobile phone's is shorter."""
_NARROW = (" ", "\u00a0", "-")
_LONG_CODE = 20
"""Letters and figures of a run from which on it is a hash or a code; a name in Latin letters beside it is none."""
_CODE_BEFORE, _CODE_BEHIND = lazy_pattern(r"(?<![0-9A-Za-z])[0-9A-Za-z]++\Z"), lazy_pattern("[0-9A-Za-z]+")

_ADDRESS = lazy_pattern(r"(?:https?://|www\.)[!-~]+", re.IGNORECASE)
_PAGE = lazy_pattern(
    r"(?:https?://|www\.)[^/?#\s]*\.gov\.cn(?::[0-9]+)?(?:/[A-Za-z0-9_.-]*)*"
    r"|(?:https?://|www\.)[^/?#\s]+(?:/[A-Za-z0-9_-]*)+\.(?:s?html?|jspx?|aspx?|php)(?![A-Za-z0-9])"
    r"|[?&](?:[A-Za-z_]*id|no)=[0-9]*",
    re.IGNORECASE,
)
"""Where an address names a page: a government's site's path, a path that ends as pages do, a query with its number."""
_CUT_OFF = lazy_pattern(
    rf"(?<![0-9])(1[3-9][0-9])(?:(?:{_GAP})?[0-9]){{4,7}}(?:{_GAP})?(?=…)|(?<![0-9])([1-9][0-9]{{5}})[0-9]+(?=…)"
)
_MANY_DIGITS = lazy_pattern(f"[0-9０-９](?:(?:{_GAP})?[0-9０-９]){{6}}")
"""What every number, cut off or not, holds at least; text without it is looked at no further."""
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
    if _MANY_DIGITS.search(text) is None:
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
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return "10X98765432"[total % 11] == digits[17].upper()


def _to_mask(text: str) -> list[Number]:
    return _outside(_everywhere(text), _pages(text))


def _pages(text: str) -> list[tuple[int, int]]:
    return [
        (address.start() + page.start(), address.start() + page.end())
        for address in _ADDRESS.finditer(half_width(text))
        for page in _PAGE.finditer(address[0])
    ]


def _without_cut_off(text: str) -> str:
    """The text with what a quotation left of a number masked, where that would be one."""
    pages = _pages(text)

    def masked(cut: re.Match[str]) -> str:
        at = bisect_right(pages, (cut.start(), len(text))) - 1
        in_page = at >= 0 and cut.start() < pages[at][1]
        before = text[max(cut.start() - _LONG_CODE, 0) : cut.start()]
        return cut[0] if in_page or _CALLED_OTHERWISE.search(before) else (cut[1] or cut[2]) + "****"

    return _CUT_OFF.sub(masked, text)


def _everywhere(text: str) -> list[Number]:
    plain = half_width(text)  # one sign for one sign, so places stay the same
    cards = [_number(True, match[1], match.start()) for match in _IDENTITY.finditer(plain)]
    cards = [card for card in cards if is_identity(card.digits)]
    cards += [_number(True, match[1], match.start(1)) for match in _OLD_IDENTITY.finditer(plain)]
    cards = _apart(cards)
    mobiles, last = list[Number](), -1
    for match in _MOBILE.finditer(plain):
        joined = last >= 0 and plain[last : match.start()] in _NARROW
        if not _called_otherwise(plain, *match.span(1)) and (joined or not _in_longer_row(plain, match)):
            mobiles.append(_number(False, match[1], match.start(1)))
            last = match.end()
    return sorted([*cards, *_outside(mobiles, [(card.start, card.end) for card in cards])], key=lambda one: one.start)


def _in_longer_row(plain: str, match: re.Match[str]) -> bool:
    """Whether digits in groups are part of a longer row of groups, such as a bank account."""
    gaps = re.findall(_GAP, match[0])
    if not gaps:
        return False
    start, end = match.span()
    for gap in {*gaps, *_NARROW}:
        if plain.startswith(gap, end) and plain[end + len(gap) : end + len(gap) + 1].isdigit():
            return _MOBILE.match(plain, end + len(gap)) is None and _DAY.match(plain, end + len(gap)) is None
        if plain.endswith(gap, 0, start) and _LONG_GROUP.search(plain, max(start - len(gap) - 3, 0), start - len(gap)):
            return True
    return False


def _called_otherwise(plain: str, start: int, end: int) -> bool:
    before = plain[max(start - _LONG_CODE, 0) : start]
    if _CALLED_OTHERWISE.search(before) or _DECIMAL.search(before) or _COUNTED.match(plain, end):
        return True
    run = _CODE_BEFORE.search(before), _CODE_BEHIND.match(plain, end, end + _LONG_CODE)
    beside = "".join(part[0] for part in run if part)
    return end - start + len(beside) >= _LONG_CODE and any(sign.isdigit() for sign in beside)


def _number(identity: bool, written: str, start: int) -> Number:
    digits = re.sub(f"[{_CROSS}]", "X", re.sub(_GAP, "", written))
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
