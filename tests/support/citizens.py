"""Citizens' numbers the way people write them, each with digits of its own, and figures that are none."""

from __future__ import annotations

from msgspec import Struct


class Citizen(Struct, frozen=True):
    """A number as somebody wrote it: what the output must not hold, and the text around it."""

    name: str
    digits: str
    words: str

    @property
    def shown(self) -> str:
        """What may be shown: the head, stars, the last four."""
        head = 3 if len(self.digits) == 11 else 6
        return f"{self.digits[:head]}{'*' * (len(self.digits) - head - 4)}{self.digits[-4:]}"


_MOBILES = {
    "a name that begins like ten thousand": "{} 万老师",
    "a name that begins like the currency": "{} 元芳",
    "a name of its own letters": "{} 米老师",
    "a word that says number": "电话{}号",
    "an item's number": "1.{}",
    "an attachment's number": "附件2.{}",
    "a day as people name files": "20240315.{}",
    "an archive": "{}.7z",
    "a second picture": "{}.1.jpg",
    "a film": "{}.3gp",
    "a name in Latin letters": "ouyangmingming{}",
    "a name and a hyphen": "ouyang-{}",
    "the country's number": "86{}",
    "the next day": "{}次日",
    "a sentence with a day behind": "请打{}.3月面谈",
}
_GROUPS = {
    "five and six": ("\x20", (5, 6)),
    "tab": ("\t", (3, 4, 4)),
    "line break": ("\n", (3, 4, 4)),
    "two spaces": ("\x20\x20", (3, 4, 4)),
    "zero-width space": ("\u200b", (3, 4, 4)),
    "soft hyphen": ("\u00ad", (3, 4, 4)),
    "em dash": ("—", (3, 4, 4)),
    "dots": (".", (3, 4, 4)),
    "middle dots": ("·", (3, 4, 4)),
    "wide dots": ("．", (3, 4, 4)),
    "katakana dots": ("・", (3, 4, 4)),
    "full stops": ("。", (3, 4, 4)),
}


def _parted(digits: str, between: str, sizes: tuple[int, ...]) -> str:
    pieces, at = [], 0
    for size in sizes:
        pieces.append(digits[at : at + size])
        at += size
    return between.join(pieces)


def _mobile(number: int) -> str:
    return f"1{35 + number % 5}{4071 + 137 * number:04d}{9203 - 211 * number:04d}"


def card(number: int, last: str | None = None) -> str:
    """An identity card's number with its check digit (ISO 7064 MOD 11-2); ``last``: one that ends so."""
    for serial in range(number * 20 + 1, 1000):
        first = f"3302{11 + number}1987{1 + number % 12:02d}{10 + number}{serial:03d}"
        rest = 0
        for digit in first:
            rest = (rest + int(digit)) * 2 % 11
        check = "X" if (12 - rest) % 11 == 10 else str((12 - rest) % 11)
        if last in (None, check):
            return first + check
    raise AssertionError(number)


def _all() -> tuple[Citizen, ...]:
    made = [
        Citizen("given", "13800138000", "13800138000"),
        *(Citizen(name, _mobile(at), words.format(_mobile(at))) for at, (name, words) in enumerate(_MOBILES.items())),
        *(
            Citizen(name, _mobile(at), _parted(_mobile(at), *groups))
            for at, (name, groups) in enumerate(_GROUPS.items(), len(_MOBILES))
        ),
    ]
    cards = {
        "groups 4-4-4-4-2": (card(1), _parted(card(1), " ", (4, 4, 4, 4, 2))),
        "groups 3-3-4-4-4": (card(2), _parted(card(2), " ", (3, 3, 4, 4, 4))),
        "groups 6-4-2-2-4": (card(3), _parted(card(3), " ", (6, 4, 2, 2, 4))),
        "groups behind an item": (card(4), f"20 {_parted(card(4), ' ', (4, 4, 4, 4, 2))}"),
        "Latin letter behind": (card(5), f"{card(5)}a"),
        "times for X": (card(6, "X"), card(6, "X").replace("X", "×")),
        "Cyrillic for X": (card(7, "X"), card(7, "X").replace("X", "Х")),  # the letter is the point
        "15 digits": ("330211870415233", "身份证330211870415233"),
        "15 digits below": ("330212870415234", "身份证号码\n330212870415234"),
        "15 digits in groups": ("330213870415235", "公民身份号码为330213 870415 235"),
    }
    return (*made, *(Citizen(name, *both) for name, both in cards.items()))


CITIZENS = _all()
OTHERS = (
    "金额13800138000元",
    "金额15912347788元",
    "工单13912345678",
    "工单18676543210",
    "浏览量13812345678次",
    "浏览量19937216540次",
    "面积13812345678平方米",
    "面积17712346655平方米",
    "¥13812345678",
    "¥18812346655.50",
    "支出18812346655.5万元",
    "合同编号：HT-13800138000",
    "合同编号：CG-15912347788",
    "ISBN 978-7-5138-0013-8",
    "e3b0c44298fc1c149afbf4c8996fb92427ae13800138000",
    "https://www.yunxi.gov.cn/zwgk/202403/13800138000",
    "https://www.yunxi.gov.cn/zwgk/15912347788.html",
    "www.yunxi.gov.cn/zwgk/t15912347788.html",
)
"""Figures that are no citizen's, as the words around them say."""
