"""The words of a time cell: its dress taken off, numerals turned into digits, and what remains cut into items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from zhutiri_cli.common.spelling import half_width, visible_only
from zhutiri_cli.plan.importing.cell_text import whole_number
from zhutiri_cli.plan.importing.word_tails import without_tail

_HOUR = "(?:上午|下午|早上|早晨|晚上|中午|夜间|凌晨|晚|早)?[0-9]{1,2} ?(?:[:时点] ?[0-9]{0,2}分?半?)(?::[0-9]{2})?"
_CLOCK = re.compile(
    rf"(?<![0-9])T?{_HOUR}(?:整)?(?: ?(?:-|—|–|~|～|至|到)+ ?{_HOUR})?(?:开始|起)?|"
    "上午|下午|早上|晚上|中午|夜间|全天|半天"
)
_WEEKDAY = re.compile("[,，、]?(?:每?周|星期|礼拜)[一二三四五六日天末](?:至(?:周|星期|礼拜)?[一二三四五六日天])?")
_BRACKETS = re.compile(r"[(（\[【〔]([^()（）\[\]【】〔〕]*)[)）\]】〕]")
_BEFORE_WORDS = re.compile(r"^(?:拟于?|计划于?|预计于?|暂定于?|初步?定于?|定于|约|于|在|初定|截至|截止到?)+[:：]?")
_AFTER_WORD = re.compile(
    "(?:[,，;；。]|共[0-9一二三四五六七]天|之间|之内|期间|每?个?工作日|双休日|节假日除外|全月|左右|前后|期间|每天|每日|集中|适时|开展|举办|举行|进行|实施|组织|完成|暂定|待定|另行通知|具体时间|时间|视情况?|根据实际情况|"
    "择期|活动)"
)
_YEAR_OF = re.compile("[〇○零一二三四五六七八九]{4}(?=年)")
_NUMERAL = re.compile("[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

LONGEST = 60
"""Characters of a cell that is read: a longer one is no time."""
_MORE = f"(?:[-—–~～至到、,，和及与或/]+[0-9]{{1,2}}){{1,{LONGEST // 2}}}"
"""The other numbers of a list whose unit stands at its end."""
_YEAR = "(?:(?P<y>20[0-9]{2})年度?|(?P<next>次年|明年|翌年|来年|下一?年)的?|(?P<this>当年|今年|本年))?"
_POINT = re.compile(
    rf"{_YEAR}(?P<m>[0-9]{{1,2}})月份?(?:(?P<d>[0-9]{{1,2}})(?:[日号]|(?![0-9月季])))?"
    "(?P<part>上中旬|中下旬|上旬|中旬|下旬|月?初|月?末|月?底|月?中|第[1-5]个?(?:周末?|星期)?)?"
)
_DAY = re.compile("(?P<d>[0-9]{1,2})(?:[日号]|$)")
_BARE_DAY = re.compile(f"(?P<d>[0-9]{{1,2}})(?={_MORE}[日号])")
_ISO = re.compile("(?P<y>20[0-9]{2})[-./](?P<m>[0-9]{1,2})(?:[-./](?P<d>[0-9]{1,2}))?(?![0-9./月])")
_COMPACT = re.compile("(?P<y>20[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?![0-9])")
_SHORT = re.compile("(?P<m>[0-9]{1,2})(?P<mark>[./-])(?P<d>[0-9]{1,2})(?![0-9./月])")
_QUARTER = re.compile(
    rf"{_YEAR}第?(?P<a>[1-4])(?:(?P<join>[-—–~～至到、,，和及]+)第?(?P<b>[1-4]))?季度?(?P<end>末|底)?"
)
_BARE_MONTH = re.compile(rf"{_YEAR}(?P<m>[0-9]{{1,2}})(?={_MORE}月)")
_HALF = re.compile(rf"{_YEAR}(?P<half>[上下])半年")
_WHOLE_YEAR = re.compile(rf"{_YEAR}(?:全年|年内|年度内|本年度)|(?P<all>20[0-9]{{2}})年(?:全年|内)?$")
_YEAR_END = re.compile(rf"{_YEAR}年?(?:年底|年末|年终)")
_RANGE = re.compile("[-—–~～―－]+|至|到")
_LIST = re.compile("[、,，;；/及和与或]+")
_BEFORE = re.compile("(?:之|以)?前")
_FROM = re.compile("起|开始|之后|以后|后")


class Point(Struct, frozen=True):
    """One month, or one day or part of it. ``year`` is as written; ``ahead``: it is called the year after."""

    month: int
    day: int | None = None
    part: str = ""
    year: int | None = None
    ahead: bool = False
    mark: str = ""  # how month and day are joined where they are bare numbers


class Stretch(Struct, frozen=True):
    """Several months of one year that have a name of their own; ``plain``: a quarter, whose months are beyond doubt."""

    first: int
    last: int
    year: int | None = None
    ahead: bool = False
    plain: bool = False
    closed: bool = False  # its end is named (第二季度末)


class DayOnly(Struct, frozen=True):
    """A day whose month stands before it, or in the table's heading."""

    day: int


class Mark(str):
    """What stands between or after: ``range``, ``list``, ``before``, ``from`` or ``year end``."""

    __slots__ = ()


RANGE, LIST, BEFORE, FROM, YEAR_END = (Mark(word) for word in ("range", "list", "before", "from", "year end"))
Item = Point | Stretch | DayOnly | Mark


def undressed(text: str) -> tuple[str, list[str]]:
    """A cell's words without weekday, time of day, 拟 and 左右, numerals in digits; and what stood in brackets.

    Where everything stands in brackets, that is the words.
    """
    line = " ".join(half_width(visible_only(text)).split())
    notes: list[str] = []
    while (found := _BRACKETS.search(line)) is not None:
        notes.append(found[1])
        line = line[: found.start()] + line[found.end() :]
    if not line.strip() and notes:
        line, notes = notes[0], notes[1:]
    return _plain(line), [plain for note in notes if (plain := _plain(note))]


def _plain(line: str) -> str:
    words = "".join(_CLOCK.sub("", _WEEKDAY.sub("", line)).split()).strip("。,，、;；:：")
    words = without_tail(_BEFORE_WORDS.sub("", words), _AFTER_WORD)
    words = _YEAR_OF.sub(lambda found: found[0].translate(_DIGITS), words)
    return _NUMERAL.sub(lambda found: str(whole_number(found[0])), words)


def items(words: str) -> list[Item] | None:
    """Undressed words cut into items, or ``None`` where something is in them that is no time."""
    found = list(_items(words))
    return None if not found or None in found else [item for item in found if item is not None]


def _items(words: str) -> Iterator[Item | None]:
    at = 0
    while at < len(words):
        item, length = _item(words, at)
        yield item
        if item is None:
            return
        at += length


def _item(words: str, at: int) -> tuple[Item | None, int]:
    for pattern, make in _MAKERS:
        if (found := pattern.match(words, at)) is not None and found[0]:
            made = make(found)
            if made is not None:
                return made, len(found[0])
    return None, 0


def _year(found: re.Match[str]) -> tuple[int | None, bool]:
    return int(found["y"]) if found["y"] else None, bool(found["next"])


def _point(found: re.Match[str]) -> Point | None:
    year, ahead = _year(found)
    return Point(int(found["m"]), int(found["d"]) if found["d"] else None, found["part"] or "", year, ahead)


def _bare(found: re.Match[str]) -> Point | None:
    year, ahead = _year(found)
    return Point(int(found["m"]), None, "", year, ahead)


def _dated(found: re.Match[str]) -> Point | None:
    return Point(int(found["m"]), int(found["d"]) if found["d"] else None, "", int(found["y"]))


def _short(found: re.Match[str]) -> Point | None:
    return Point(int(found["m"]), int(found["d"]), mark=found["mark"])


def _quarter(found: re.Match[str]) -> Stretch | None:
    year, ahead = _year(found)
    first, last = int(found["a"]), int(found["b"] or found["a"])
    if last < first or (found["join"] and not _RANGE.fullmatch(found["join"]) and last != first + 1):
        return None
    plain = not found["join"] or _RANGE.fullmatch(found["join"]) is not None
    return Stretch(first * 3 - 2, last * 3, year, ahead, plain, bool(found["end"]))


def _half(found: re.Match[str]) -> Stretch:
    first = 1 if found["half"] == "上" else 7
    return Stretch(first, first + 5, *_year(found))


def _whole(found: re.Match[str]) -> Stretch:
    if found["all"]:
        return Stretch(1, 12, int(found["all"]))
    return Stretch(1, 12, *_year(found))


_MAKERS = (
    (_COMPACT, _dated),
    (_ISO, _dated),
    (_QUARTER, _quarter),
    (_HALF, _half),
    (_POINT, _point),
    (_BARE_MONTH, _bare),
    (_SHORT, _short),
    (_WHOLE_YEAR, _whole),
    (_YEAR_END, lambda _: YEAR_END),
    (_BARE_DAY, lambda found: DayOnly(int(found["d"]))),
    (_DAY, lambda found: DayOnly(int(found["d"]))),
    (_RANGE, lambda _: RANGE),
    (_LIST, lambda _: LIST),
    (_BEFORE, lambda _: BEFORE),
    (_FROM, lambda _: FROM),
)

_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # 2000-01-01 to 2099-12-31


def serial_day(text: str) -> date | None:
    """The day that Excel keeps as this number (ECMA-376 part 1, 18.17.4.1), where a date lost its format."""
    word = "".join(text.split()).removesuffix(".0")
    if len(word) != 5 or not (word.isascii() and word.isdigit()) or not _FIRST_SERIAL <= int(word) <= _LAST_SERIAL:
        return None
    return date(1899, 12, 30) + timedelta(days=int(word))
