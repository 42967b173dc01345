"""Sentences on what is due beside the whole set (方案报备, 活动预告, 每月的进展表) as obligations of the plan, where
each says for certain what, by when and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import tidy
from zhutiri_cli.plan.importing.counted_from import CountedFrom
from zhutiri_cli.plan.importing.deadline_clauses import DueSentence
from zhutiri_cli.plan.importing.limit_words import NEXT_DAYS, NUMERAL
from zhutiri_cli.plan.importing.limits import Due, limits_in

_REPORTS = frozenset(
    [
        "报送",
        "上报",
        "提交",
        "报",
        "填报",
        "报备",
        "备案",
        "上交",
        "递交",
        "送交",
        "发送",
        "送达",
        "送至",
        "发至",
        "发到",
        "交",
        "反馈",
    ]
)
_PUBLISHES = frozenset({"发布", "公布", "公告", "公示", "公开", "上传"})
_OFFICE_ACTS = re.compile(
    "(?<![报送至向给到])(?<![报送至向给到][区市县])(?:政务公开办|办公室|我办|领导小组|牵头部门)(?:将|于|应|要|负责|汇总)"
)
_NUMBERED = re.compile("^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])")
_BRACKETS = re.compile(r"[(（][^)）\n]*+([)）]?)")
_LONGEST = 14
_OTHER_YEAR = re.compile("次年|明年|去年|上年|翌年|20[0-9]{2}年")
_RESTRICTED = re.compile(
    "牵头|配合|联办|相关单位|没有|未开展|鼓励|可于|可在|可将|原则上|自[0-9一二三四五六七八九十]+月|除外|起取消|局于|局在|局将|"
    "已报|已上传|已发布|街道于|街道在|局、|办于|委于|(?:局|街道|委员会|中心|处)(?=每)"
)
"""Words by which a sentence binds some and not all, or binds nobody; or does not hold all the year."""


_PART_OF_YEAR = re.compile(
    f"[自从]?{NUMERAL}月份?(?:起|开始|以后)|{NUMERAL}月?份?(?:至|到|[-－—–~～]+){NUMERAL}月|[上下]半年|[一二三四1-4]季度|[寒暑]假|除.{{1,12}}外"
)
"""Where a duty of every month does not hold all the year."""


class Duty(Struct, frozen=True):
    """An obligation as the plan has it; ``due`` are the keys and values of its term, ``clause`` number and words
    (``None`` where the sentence stands in no numbered clause)."""

    key: str
    label: str
    per: str
    due: Due
    clause: tuple[str, str] | None
    sentence: DueSentence


def duties_of(found: Sequence[tuple[str, DueSentence]], year: int | None) -> tuple[Duty, ...]:
    """The obligations among sentences, each with the number of its clause. A sentence without one is left out."""
    made = [duty for ref, sentence in found if (duty := _duty(ref, sentence, year)) is not None]
    return tuple(_keyed(made))


def _keyed(duties: Sequence[Duty]) -> Iterator[Duty]:
    """Each with a key of its own; one that only repeats another is left out."""
    seen: dict[str, int] = {}
    said: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    for duty in duties:
        if (duty.label, duty.due) in said:
            continue
        said.add((duty.label, duty.due))
        seen[duty.key] = seen.get(duty.key, 0) + 1
        key = duty.key if seen[duty.key] == 1 else f"{duty.key}_{seen[duty.key]}"
        yield Duty(key, duty.label, duty.per, duty.due, duty.clause, duty.sentence)


def _duty(ref: str, sentence: DueSentence, year: int | None) -> Duty | None:
    what = _what(sentence)
    if not sentence.sure or not sentence.binding or not what or _OFFICE_ACTS.search(sentence.quoted):
        return None
    if _RESTRICTED.search(sentence.quoted) or _OTHER_YEAR.search(_undated(sentence, year)):
        return None
    if sentence.limit is not None and sentence.limit.every and _PART_OF_YEAR.search(sentence.sentence):
        return None
    if (len(limits_in(sentence.quoted)) > 1 and not sentence.apart) or sentence.within_before:
        return None
    named = _named(sentence, what)
    due = _due(sentence, year)
    if named is None or due is None:
        return None
    key, label = named
    per = "unit" if sentence.since is CountedFrom.ELSE else "activity"
    clause = (ref, _NUMBERED.sub("", sentence.quoted)) if ref else None
    return Duty(key, label, per, due, clause, sentence)


def _undated(sentence: DueSentence, year: int | None) -> str:
    """Its words without the limit and the plan's own year."""
    return f"{sentence.words}{sentence.quoted}".replace(sentence.limit.words if sentence.limit else "\0", "").replace(
        f"{year}年", ""
    )


def weekday_doubts(found: Sequence[tuple[str, DueSentence]], year: int | None) -> dict[DueSentence, str]:
    """Sentences whose weekday is not that of their date, and what a person is told of each."""
    doubts = {}
    for _, sentence in found:
        if sentence.limit is not None and (said := sentence.limit.weekday_said(year)):
            quoted = shorten(sentence.quoted, 80)
            doubts[sentence] = (
                f"原文“{quoted}”的日期和星期对不上（{said}），没有录入，"
                "请向发文机关核实后写进 obligations（schema 须为 2）"
            )
    return doubts


def _what(sentence: DueSentence) -> str:
    """What is to be sent or published, in a few words; nothing where it is not plain."""
    words = _BRACKETS.sub(lambda found: "" if found[1] else found[0], sentence.asked)
    words = re.split("[，,；;]|至|到|给", words)[0].strip("“”的等")
    plain = re.fullmatch("[\u4e00-\u9fff0-9、“”]{2,14}", words) is not None
    addressee = re.search("(?:办|办公室|局|中心|政府)$", words) is not None  # to whom, not what
    return tidy(words) if plain and not addressee and len(words) <= _LONGEST else ""


def _named(sentence: DueSentence, what: str) -> tuple[str, str] | None:
    """The key and the label."""
    verb = sentence.verb
    if sentence.since is CountedFrom.ELSE:
        key = "progress" if sentence.limit is not None and sentence.limit.every else "form"
        return (key, what) if verb in _REPORTS else None
    if sentence.since is CountedFrom.START:
        if verb in _REPORTS:
            return ("filing", "活动方案报备") if "方案" in what else None
        return ("preview", f"{verb}{what}") if verb in _PUBLISHES else None
    if sentence.since is CountedFrom.END and verb in _PUBLISHES:
        return ("upload" if verb == "上传" else "news", f"{verb}{what}")
    return None


def _due(sentence: DueSentence, year: int | None) -> Due | None:
    """The limit as the plan writes it."""
    limit = sentence.limit
    if limit is None:
        return None
    if sentence.since is CountedFrom.ELSE:
        return limit.of_year(year)
    before = sentence.since is CountedFrom.START
    counted = limit.from_day(-1 if before else 1)
    if counted is None or (before and limit.amount == 0) or (limit.words in NEXT_DAYS and before):
        return None
    return ("anchor", "start" if before else "end"), *counted
