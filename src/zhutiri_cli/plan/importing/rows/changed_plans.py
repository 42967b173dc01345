"""What a remark says of an activity that is not held as planned: called off, or moved to another month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.plan.importing.cell_text import flat, tidy, whole_number
from zhutiri_cli.plan.importing.columns.planned_time import Time

_WHY = "(?:(?:因|由于|受)[^，,。；;如若]{1,30}?[，,]?)?"
_IT = "(?:(?:本|该|此)?[项次]?活动)?"
_CALLED_OFF = re.compile(f"(?:{_IT}{_WHY}|{_WHY}{_IT})(?:已经?|予以|决定|现)?取消(?:举办|举行|开展|活动|该活动|了)?")
_MOVED = re.compile(
    f"{_WHY}{_IT}(?:时间)?(?:已|现)?(?P<how>改期|改|调整|变更|延期|延后|延|推迟|顺延|提前|移)(?:至|到|为|在|于)"
    "(?:(?P<year>20[0-9]{2})年)?(?P<month>[0-9]{1,2}|十[一二]|[一二三四五六七八九十])月份?"
    "(?:[0-9]{1,2}[日号]|[上中下]旬|初|底)?(?:左右)?(?:举办|举行|开展|进行|再?办)?"
)
_PERHAPS = re.compile(
    "取消|改期|延期|推迟|延后|暂缓|顺延|停办|不再|撤销|中止|终止|暂停|未开展|未举办|不开展|不举办|提前[至到]|改[为至到在]|调整[为至到]|变更[为至]|移[至到]|合并|并入|作废|删除|不办"
)
_WEATHER = re.compile("雨天|雨雪|[如若]?遇|视天气")
_OF_THE_TABLE = re.compile(
    "第[0-9一二三四五六七八九十、,，至和-]+[项行场]|序号[为是]?[0-9]|^(?:[备]?注|说明|[*※①-⑳]|\\[)"
)
_IF = re.compile("如[有遇需]?|若|确需|需要")
_IN_THEME = re.compile("[(（【\\[]([^()（）【】\\[\\]]*)[)）】\\]]")
_ELSEWHERE = re.compile("状态|变更|调整|变动|进展|情况")


class PlanChange(Struct, frozen=True):
    """What becomes of an activity; ``reason`` is the remark itself. ``doubts`` say what was taken from it, or not."""

    cancelled: bool = False
    moved_to: Month | None = None
    reason: str = ""
    doubts: tuple[str, ...] = ()


AS_PLANNED = PlanChange()
"""Nothing is said of a change."""


def change_of(remarks: Sequence[tuple[str, str]], theme: str, time: Time, year: int | None) -> PlanChange:
    """What the remarks (heading and cell) and the brackets of a theme say. Taken only where one remark says it, in
    words that can mean nothing else."""
    told = [(heading, tidy(cell)) for heading, cell in remarks if _speaks(cell)]
    named = [words for found in _IN_THEME.finditer(theme) if _speaks(words := found[1])]
    if len(told) == 1 and not named:
        heading, words = told[0]
        plain, quoted = flat(words).strip("。.；;!*※"), f"原表“{heading}”栏写明“{shorten(words)}”"
        if _CALLED_OFF.fullmatch(plain):
            return PlanChange(cancelled=True, reason=words, doubts=(f"{quoted}，已录为取消（cancelled）",))
        to = _month(plain, time, year)
        if to is not None:
            return PlanChange(moved_to=to, reason=words, doubts=(f"{quoted}，已录为改期至 {to}（moved_to）",))
    return PlanChange(doubts=tuple(_open(told, named)))


def notes_of_changes(text: Sequence[str]) -> list[str]:
    """The lines of text beside the table that say of its activities that they are called off or moved."""
    return [line for line in text if _OF_THE_TABLE.search(flat(line)) and _speaks(line) and not _IF.search(line)]


def speaks_of_changes(heading: str) -> bool:
    """Whether a column that has no key may say what became of an activity."""
    return _ELSEWHERE.search(flat(heading)) is not None


def _speaks(words: str) -> bool:
    plain = flat(words)
    return _PERHAPS.search(plain) is not None and _WEATHER.search(plain) is None


def _month(plain: str, time: Time, year: int | None) -> Month | None:
    """The month that an activity is moved to; ``None`` where another reading is possible: the month planned is open,
    is the same, or lies on the wrong side of it."""
    found = _MOVED.fullmatch(plain)
    number = whole_number(found["month"]) if found else None
    if found is None or year is None or time.month is None or number is None or not 1 <= number <= 12:
        return None
    to, planned = Month(int(found["year"] or year), number), Month(year, time.month)
    later = re.search("延|推迟", found["how"]) is not None
    if to == planned or (later and to < planned) or (found["how"] == "提前" and to > planned):
        return None
    return to


def _open(told: Sequence[tuple[str, str]], named: Sequence[str]) -> Iterator[str]:
    quoted = [f"“{heading}”栏写有“{shorten(words)}”" for heading, words in told]
    quoted += [f"主题写有“{shorten(words)}”" for words in named]
    if quoted:
        yield f"原表{'，'.join(quoted)}，可能已取消或改期，没有录入 cancelled、moved_to"
