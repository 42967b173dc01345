"""Chinese numerals in digits: 三 3, 十八 18, 二〇二四 2024. Pure."""

from __future__ import annotations

from zhutiri_cli.common.lazy_pattern import lazy_pattern

_FIGURES = "零一二三四五六七八九"
_NUMERAL = lazy_pattern(rf"[〇○{_FIGURES}十廿卅]+")


def numerals_in_digits(words: str) -> str:
    """``words`` with every Chinese numeral up to 九十九, and every row of figures, in digits; the rest as it is."""
    return _NUMERAL.sub(lambda found: _number(found[0].replace("〇", "零").replace("○", "零")), words)


def _number(numeral: str) -> str:
    numeral = numeral.replace("廿", "二十").replace("卅", "三十")
    if "十" not in numeral:
        return "".join(str(_FIGURES.index(char)) for char in numeral)
    tens, _, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return numeral
    return str((_FIGURES.index(tens) if tens else 1) * 10 + (_FIGURES.index(ones) if ones else 0))
