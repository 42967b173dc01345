"""Chinese numerals in digits: 三 3, 十八 18, 二〇二四 2024. Pure."""

from __future__ import annotations

from zhutiri_cli.common.lazy_pattern import lazy_pattern

_FIGURES = "零一二三四五六七八九"
_NUMERAL = lazy_pattern(rf"[〇○{_FIGURES}十百廿卅]+")


def numerals_in_digits(words: str) -> str:
    """``words`` with every Chinese numeral below 一千, and every row of figures, in digits; the rest as it is."""
    return _NUMERAL.sub(lambda found: _number(found[0].replace("〇", "零").replace("○", "零")), words)


def _number(numeral: str) -> str:
    numeral = numeral.replace("廿", "二十").replace("卅", "三十")
    if "百" in numeral:
        hundreds, _, rest = numeral.partition("百")
        below = _number(rest.removeprefix("零")) if rest else "0"
        told = len(hundreds) == 1 and below.isdigit() and (not rest or "十" in rest or rest.startswith("零"))
        return str(_FIGURES.index(hundreds) * 100 + int(below)) if told else numeral  # 一百二 is 120 or 102
    if "十" not in numeral:
        return "".join(str(_FIGURES.index(char)) for char in numeral)
    tens, _, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return numeral
    return str((_FIGURES.index(tens) if tens else 1) * 10 + (_FIGURES.index(ones) if ones else 0))
