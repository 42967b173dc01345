"""How citizens' numbers are written: mobile phones' and identity cards', in one piece or parted into groups.

The patterns are for text in half-width signs. Whether what they find is a citizen's number is for others to say.
"""

from __future__ import annotations

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import UNSEEN_ONES

_SEEN = (
    r"(?:‹U\+[0-9A-F]{4}›|\\[nrt]|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}"
    r"|%(?:0[9AaDd]|2[0DdEe]|[Cc]2%[Aa]0|[Ee]3%80%80))"
)
"""A sign that nobody sees, as ``literal`` shows it and as YAML and JSON write it; white space, a hyphen and a dot as
addresses write them."""
GAP = (
    rf"(?:[\s{UNSEEN_ONES}\-\u2010-\u2015\u2212\ufe58\ufe63－.．。·•・\u2027\u2219\u22c5\ufe52\uff61\uff65]"
    rf"|{_SEEN}){{1,3}}"
)
"""What may part the groups of one number: white space, signs that nobody sees (or made visible), hyphens, dots."""
_WIDER_GAP = rf"(?:{GAP}|[_/])?"
CROSS = "Xx×✕✖╳Ⅹⅹ\u0425\u0445\u03a7\u03c7"
"""What is written for the X at the end of an identity card's number; the last ones are Cyrillic and Greek."""
MOBILE = lazy_pattern(
    rf"(?:(?<![0-9])|(?<=%[0-9A-Fa-f][0-9A-Fa-f]))(?:(?:\+|00)?86(?:{GAP})?)?"
    rf"(1[3-9][0-9](?:{GAP})?[0-9]{{4}}(?:{GAP})?[0-9]{{4}}|1[3-9][0-9]{{3}}{GAP}[0-9]{{6}})(?![0-9])"
)
_NO_DAY = r"(?!(?:19|20)[0-9]{2}[^0-9]?(?:0[1-9]|1[0-2])[0-9]{2}(?![0-9]))"
"""Before eight digits, parted or not, that are no day of these centuries: 150_2024_0315 is a file's name."""
_DASH = r"[\-\u2010-\u2015\u2212]"
PARTED = lazy_pattern(
    rf"(?:(?<![0-9])(?<![0-9]{{3}}_)|(?<=20[0-9]{{6}}_))(?=1)(1[3-9][0-9]_{_NO_DAY}[0-9]{{4}}_[0-9]{{4}})"
    r"(?![0-9])(?:(?!_[0-9]{3})|(?=_20[0-9]{6}(?![0-9])))"
    rf"|(?<![0-9A-Za-z/为])(1[3-9][0-9]/{_NO_DAY}[0-9]{{4}}/[0-9]{{4}})(?![0-9A-Za-z/]|\s?[份人个名次场期册张页])"
    rf"|(\(1[3-9][0-9]\)(?:(?: |{_DASH})?{_NO_DAY}[0-9]{{4}}{_DASH}?[0-9]{{4}}|{_NO_DAY}[0-9]{{4}} [0-9]{{4}}))"
    r"(?![0-9])"
    rf"|(?<![0-9])(?<![0-9]{_DASH})(1(?P<dash>{_DASH})[3-9](?:(?P=dash)[0-9]){{9}})(?![0-9]|(?P=dash)[0-9])"
)
"""Groups parted in ways that other numbers seldom are: by low lines, strokes, brackets, or each digit by a hyphen."""
PHONE = r"(?i:电话|手机|联系方式|tel(?:ephone)?|(?:cell)?phone|mobile)"
"""What a text calls a phone's number."""
CALLED = lazy_pattern(
    rf"{PHONE}(?:号码?|\([^()0-9\n]{{1,8}}\)|[为是: \t]){{0,3}}(?:(?:\+|00)?86{_WIDER_GAP})?"
    rf"(1{_WIDER_GAP}[3-9](?:{_WIDER_GAP}[0-9]){{9}})(?![0-9:年月日])"
)
"""However its digits are parted, where the text calls it so right before."""
_SIGNS = ("[1-9]", *["[0-9]"] * 5, "[12]", "[089]", "[0-9]", "[0-9]", "[01]", "[0-9]", "[0-3]", *["[0-9]"] * 4)
"""The first 17 signs of an identity card's number; the seventh to the fourteenth are a day."""
IDENTITY = lazy_pattern(rf"(?<![0-9])(?=({_WIDER_GAP.join((*_SIGNS, f'[0-9{CROSS}]'))})(?![0-9]))")
"""Looked for at every group, also at those inside what only looks like one: its date and check digit decide."""
OLD_IDENTITY = lazy_pattern(
    rf"身份(?:证|号码)(?:{_SEEN}|[^0-9，。；,;]){{0,12}}([1-9][0-9]{{2}}(?:(?:{GAP})?[0-9]){{12}})(?![0-9])"
)
"""The cards of before 1999 have 15 digits and no check digit: only where the text calls them so."""
CUT_OFF = lazy_pattern(
    rf"(?<![0-9])(1[3-9][0-9])(?:(?:{GAP})?[0-9]){{4,7}}(?:{GAP})?(?=…)|(?<![0-9])([1-9][0-9]{{5}})[0-9]+(?=…)"
)
"""What a shortened quotation left of a number."""
MANY_DIGITS = lazy_pattern(rf"[0-9０-９](?:(?:{GAP}|[_/)）＿／])?[0-9０-９]){{6}}")
"""What every number, cut off or not, holds at least; text without it is looked at no further."""
EITHER_GAP = lazy_pattern(rf"{GAP}|[_/()]")
"""All that may stand between the digits of a number."""
