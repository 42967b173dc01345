"""What a notice asks to be reported: kinds of material and their counts (照片3-5张, 不少于三张, 不含视频)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from zhutiri_cli.plan.importing.cell_text import flat, tidy, whole_number

_KINDS = (
    ("links", re.compile("链接|网址")),
    ("plan", re.compile("方案")),
    ("photos", re.compile("图片|照片|图像|影像照")),
    ("summary", re.compile("总结|小结|情况报告|情况汇报")),
)
_ORDER = ("plan", "photos", "summary", "links")
_OTHERS = re.compile(
    "视频|录像|录音|音频|签到|名单|问卷|台账|简报|信息稿|新闻稿|统计表|登记表|回执|课件|讲稿|影像|报道|活动信息|工作信息|政务信息|^信息$|案例|经验材料|美篇|推文|反馈表|汇总表|报表|名册"
)
_OPEN, _CLOSE = "(（[【〔", ")）]】〕"
_NUMBER = "([0-9]{1,4}|[一二两三四五六七八九十]{1,3})"
_UNIT = "(?:张|幅|份|篇|条|个)"
_BETWEEN = re.compile(f"{_NUMBER}{_UNIT}?(?:[-—–~～]+|至|到){_NUMBER}{_UNIT}")
_LEAST = re.compile(
    f"(?:不少于|不得少于|至少|不低于|最少|不小于|原则上不少于){_NUMBER}{_UNIT}|{_NUMBER}{_UNIT}(?:及|或)?以上"
)
_MOST = re.compile(
    f"(?:不超过|不得超过|不多于|至多|最多|控制在){_NUMBER}{_UNIT}(?:以内|之内)?|{_NUMBER}{_UNIT}(?:以内|之内|以下)"
)
_COUNT = re.compile(f"(?<![第式]){_NUMBER}{_UNIT}")
_COPIES = re.compile(f"一式{_NUMBER}份")
_WORDS = re.compile(
    "(?:不少于|不得少于|至少|不低于)([0-9]{2,5})字|([0-9]{2,5})字以上|([0-9]{2,5})字?(?:[-－—–~～]+|至|到)[0-9]{2,5}字"
)
_VAGUE = re.compile(f"(?:各|每[^，]{{0,6}}?|约){_NUMBER}|{_NUMBER}(?:余|多|几)|{_NUMBER}{_UNIT}(?:左右|上下)")
"""A number that is not the whole, or not quite the number."""
_EACH = re.compile(f"各((?:不少于|至少|不低于)?{_NUMBER}{_UNIT}(?:以上)?)")
_PER_ACTIVITY = re.compile(
    f"每(?:个|场|次|项|期)?(?:主题日|开放日)?(?:活动)?(?=(?:不少于|不得少于|至少|不低于|不超过)?{_NUMBER}{_UNIT})"
)
"""每个活动至少2篇: what is asked is asked of an activity anyway."""
_EITHER = re.compile("或者?(?!以上|以下)")
_WITHOUT = re.compile(
    "^(?:不含|不包括|不包含|无需|无须|不需要?|不必|不用|不再|除)|(?:除外|不报|不作要求|不做要求|不要求)$"
)
_OTHER_LIMITS = re.compile(
    "(?:MB|M|KB|像素|分辨率|[×x*]|字以内|字左右|字以下|分钟|级以上|格式|原图|横版|高清)", re.IGNORECASE
)
_SIZE = re.compile("[0-9](?:MB?|KB?|GB?|兆|像素)", re.IGNORECASE)
_CONTAINS = re.compile("^(?:包括但不限于|包括|包含|含有?|须含|应含|具体为|即|主要包括|主要有|指)?[:：]?")


class MaterialList(Struct, frozen=True):
    """``minimums``: kind → its minimum, or a mapping as the plan has it. ``unknown`` are kinds beyond the four,
    ``open`` pieces that leave it open what is asked, ``limits`` pieces of what the plan has no key for."""

    minimums: Mapping[str, int | Mapping[str, int]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


def kinds_in(text: str) -> set[str]:
    """The kinds of material that a text names."""
    return {kind for kind, pattern in _KINDS if pattern.search(text)}


def asked_of(words: str) -> MaterialList:
    """Read the object of a sentence on reporting: a list, or a name with the list in brackets behind it."""
    found = _Found()
    for piece, listed in _each(_pieces(_PER_ACTIVITY.sub("", words))):
        found.take(piece, listed=listed)
    ordered = sorted(found.minimums.items(), key=lambda entry: _ORDER.index(entry[0]))
    return MaterialList(dict(ordered), tuple(found.unknown), tuple(found.open), tuple(found.limits))


def _each(pieces: Iterable[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """活动方案、总结各1份 as one count of each: of the piece itself and those before it that have none."""
    out: list[tuple[str, bool]] = []
    for piece, listed in pieces:
        found = _EACH.search(piece)
        if (
            found is None
            or not kinds_in(piece[: found.start()])
            or any(char in piece[: found.start()] for char in _OPEN)
        ):
            out.append((piece, listed))
            continue
        for at in range(len(out) - 1, -1, -1):
            if re.search(_NUMBER, out[at][0]) or not kinds_in(out[at][0]):
                break
            out[at] = (out[at][0] + found[1], out[at][1])
        out.append((piece[: found.start()] + found[1] + piece[found.end() :], listed))
    return out


def _pieces(words: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a list, and whether each is named as part of a list in brackets."""
    for piece in _cut(words):
        head, inner, rest = _first_bracket(piece)
        if kinds_in(inner) and not kinds_in(head) and not _WITHOUT.search(flat(inner)):
            yield from ((own, True) for own in _cut(_CONTAINS.sub("", inner)))
            yield from [(rest, False)] if rest.strip() else []
        else:
            yield piece, False


def _first_bracket(words: str) -> tuple[str, str, str]:
    """What stands before the first bracket, in it, and behind it."""
    depth = start = 0
    for at, char in enumerate(words):
        if char in _OPEN:
            start = at if depth == 0 else start
            depth += 1
        elif char in _CLOSE and depth:
            depth -= 1
            if depth == 0:
                return words[:start], words[start + 1 : at], words[at + 1 :]
    return (words[:start], words[start + 1 :], "") if depth else (words, "", "")


def _cut(words: str) -> list[str]:
    """A list cut at its marks, outside brackets."""
    pieces, depth, current = [], 0, ""
    for char in words.rstrip("等。"):
        depth += (char in _OPEN) - (char in _CLOSE and depth > 0)
        if depth == 0 and char in "、，,；;和及与":
            pieces.append(current)
            current = ""
        else:
            current += char
    return [piece for piece in (*pieces, current) if piece.strip()]


class _Found:
    """What has been read of a list."""

    def __init__(self) -> None:
        self.minimums: dict[str, int | Mapping[str, int]] = {}
        self.unknown: list[str] = []
        self.open: list[str] = []
        self.limits: list[str] = []

    def take(self, piece: str, *, listed: bool) -> None:
        """One piece: 照片（不少于3张）, 活动总结, 视频."""
        plain = _plain(piece)
        head, inner, rest = _first_bracket(plain)
        named = head + rest
        kinds = kinds_in(named)
        if _WITHOUT.search(named):
            return
        if len(kinds) != 1 or _EITHER.search(named):
            self._no_kind(piece, named, kinds, listed=listed)
            return
        (kind,) = kinds
        if _EITHER.search(_UP.sub("", inner)) and kinds_in(inner):
            self.open.append(tidy(piece))
            return
        notes = "，".join(self._own_notes(kind, re.split("[，,；;]", inner)))
        told = self._count(kind, f"{named}，{notes}")
        if told is None:
            self.open.append(tidy(piece))
            return
        self.minimums[kind] = told
        unread = _OTHER_LIMITS.search(plain) or (re.search("[0-9]字", plain) and not _WORDS.search(plain))
        self.limits += [tidy(piece)] if unread else []

    def _own_notes(self, kind: str, notes: Iterable[str]) -> Iterator[str]:
        """What brackets say of the kind itself; what they say of another one is read as a piece of its own
        (总结（含照片2-3张）), and sizes are no counts."""
        for note in notes:
            if kinds_in(note) - {kind}:
                self.take(_CONTAINS.sub("", note), listed=True)
            elif not _WITHOUT.search(note) and not _SIZE.search(note):
                yield note

    def _no_kind(self, piece: str, named: str, kinds: set[str], *, listed: bool) -> None:
        if kinds:
            self.open.append(tidy(piece))
        elif listed and len(named) <= 30:
            self.unknown.append(tidy(piece))
        elif found := _OTHERS.search(named):
            self.unknown.append(tidy(piece) if len(piece) <= 20 else found[0])
        elif any(pattern.search(named) for pattern in (_LEAST, _MOST, _BETWEEN, _COUNT)):
            self.unknown.append(tidy(piece))

    def _count(self, kind: str, text: str) -> int | dict[str, int] | None:
        """The minimum, or a mapping with the maximum or the words; ``None`` where it can be read in two ways."""
        plain = _COPIES.sub("", text)
        if _VAGUE.search(plain):
            return None
        least, most = _bounds(plain)
        if least is not None and most is not None and most < least:
            return None
        told = {"minimum": least if least is not None else 1}
        if most is not None:
            told["maximum"] = most
        if (words := _WORDS.search(text)) is not None and kind in ("summary", "plan"):
            told["minimum_words"] = int(words[1] or words[2] or words[3])
        return told["minimum"] if len(told) == 1 else told


_UP = re.compile("或以上")


def _plain(piece: str) -> str:
    return flat(piece).strip()


def _bounds(text: str) -> tuple[int | None, int | None]:
    """Minimum and maximum as written."""
    if found := _BETWEEN.search(text):
        return _value(found[1]), _value(found[2])
    least, most = _LEAST.search(text), _MOST.search(text)
    if least or most:
        low = _value(least[1] or least[2]) if least else None
        return low, _value(most[1] or most[2]) if most else None
    exact = _COUNT.search(text)
    return (_value(exact[1]) if exact else None), None


def _value(word: str) -> int | None:
    return whole_number(word)
