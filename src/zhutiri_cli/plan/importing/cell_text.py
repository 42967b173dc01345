"""The text of one cell made tidy: typesetting taken out, what was written kept."""

from __future__ import annotations

import re

from zhutiri_cli.common.spelling import half_width, squeeze, visible_only

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")  # full-width digits and letters
_TYPESET = re.compile(f"(?<=[0-9]) +(?=[{HAN}])|(?<=[{HAN}]) +(?=[0-9])")
_NO_CHARACTER = re.compile("[\ufffe\uffff]")  # no YAML text may hold them
_NARROW = re.compile(r"[!-~]")
_BLANK = frozenset({"", "/", "\\", "-", "--", "—", "——", "－", "无", "暂无", "空"})
_LEFT_OPEN = frozenset({"待定", "另定", "未定", "暂定", "待确定", "待明确", "待通知", "另行通知", "另行确定"})


def tidy(text: str) -> str:
    """One line of text without invisible characters, full-width letters and digits, or typesetting spaces between
    digits and Chinese characters (``2024 年``); a line break inside a word of Chinese is a typesetter's too."""
    joined = ""
    for part in text.split("\n"):
        line = _one_line(part)
        narrow = joined and line and _NARROW.match(joined[-1]) and _NARROW.match(line[0])
        joined += (" " if narrow else "") + line
    return joined


def lines_of(text: str) -> list[str]:
    """The lines of a cell, each tidy, empty ones left out."""
    return [line for part in text.split("\n") if (line := _one_line(part))]


def flat(text: str) -> str:
    """Text for matching patterns: half-width, without any white space or invisible character."""
    return "".join(visible_only(half_width(text)).split())


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, or only a stroke or 无."""
    return squeeze(text) in _BLANK


def is_left_open(text: str) -> bool:
    """Whether a cell says nothing but that what belongs there is not settled yet (待定)."""
    return squeeze(text) in _LEFT_OPEN


def _one_line(part: str) -> str:
    shown = _NO_CHARACTER.sub("", visible_only(_WIDE.sub(lambda found: half_width(found[0]), part)))
    return _TYPESET.sub("", " ".join(shown.split()))


_DIGITS = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}


def whole_number(text: str) -> int | None:
    """A number in digits or in Chinese up to 九十九, with the marks of a list around it: ``(3)``, ``3.``, ``第三``."""
    word = flat(text).strip("().、,第")
    if re.fullmatch(r"[0-9]{1,6}(\.0)?", word):
        return int(word.removesuffix(".0"))
    found = re.fullmatch("([一二两三四五六七八九])?(十)?([一二三四五六七八九])?", word)
    if not word or found is None or (found[1] and found[3] and not found[2]):
        return None
    tens = _DIGITS.get(found[1] or "一", 1) * 10 if found[2] else _DIGITS.get(found[1] or "", 0)
    return tens + _DIGITS.get(found[3] or "", 0)


def year_in(text: str) -> int | None:
    """The one year that a title names (``2024年``, ``二〇二四年``); ``None`` where it names none or several."""
    years = years_in(text)
    return years.pop() if len(years) == 1 else None


def years_in(text: str) -> set[int]:
    """All years that a title names."""
    plain = re.sub(
        "[〇零一二三四五六七八九]{4}(?=年)", lambda found: "".join(str(_DIGITS[c]) for c in found[0]), flat(text)
    )
    return {int(year) for year in re.findall(r"(?<![0-9])(20[0-9]{2})(?=年|[-—–~至]20[0-9]{2})", plain)}
