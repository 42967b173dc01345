"""Sentences on what is due beside the whole set (方案报备, 活动预告, 每月的进展表) as obligations of the plan, where
each says for certain what, by when and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zhutiri_cli.plan.importing.cell_text import tidy, whole_number
from zhutiri_cli.plan.importing.deadline_clauses import CountedFrom, DueSentence

_TERM = re.compile("([0-9]{1,3}|[一二两三四五六七八九十]{1,3})个?(工作日|自然日|日|天|周)(?:之|以)?[内前]?")
_UNITS = {"工作日": "working_days", "自然日": "days", "日": "days", "天": "days", "周": "weeks"}
_MONTHLY = re.compile("每个?月([0-9]{1,2})[日号]之?前")
_FIXED = re.compile("([0-9]{1,2})月([0-9]{1,2})[日号](?:([0-9]{1,2})[:时点]([0-9]{2})?)?[^0-9]{0,2}前")
_REPORTS = frozenset({"报送", "上报", "提交", "报", "填报", "报备", "备案"})
_PUBLISHES = frozenset({"发布", "公布", "公告", "公示", "公开", "上传"})
_OFFICE_ACTS = re.compile("(?:政务公开办|办公室|我办|领导小组|牵头部门)(?:将|于|应|要|负责|汇总)")
_NUMBERED = re.compile("^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])")
_LONGEST = 14
_AMOUNT = re.compile("(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})个?(?:工作日|自然日|日(?!前)|天|周|星期|个月)")
_WITHIN_BEFORE = re.compile("前[^，；]{0,8}(?:日|天|周)(?:之|以)?内")
"""活动前3日内: three days before, or at any time in the last three."""
_OTHER_YEAR = re.compile("次年|明年|去年|上年|翌年|20[0-9]{2}年")
_RESTRICTED = re.compile(
    "牵头|配合|联办|相关单位|没有|未开展|鼓励|可于|可在|可将|原则上|自[0-9一二三四五六七八九十]+月|除外|起取消|局于|局在|局将|"
    "街道于|街道在|局、|办于|委于|(?:局|街道|委员会|中心|处)(?=每)"
)
"""Words by which a sentence binds some and not all, or binds nobody; or does not hold all the year."""


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation as the plan has it; ``due`` are the keys and values of its term, ``clause`` number and words."""

    key: str
    label: str
    per: str
    due: tuple[tuple[str, str], ...]
    clause: tuple[str, str]
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
    if not sentence.sure or not what or not ref or _OFFICE_ACTS.search(sentence.clause):
        return None
    if _RESTRICTED.search(sentence.clause) or _OTHER_YEAR.search(_undated(sentence, year)):
        return None
    if len(_AMOUNT.findall(sentence.clause)) > 1 or _WITHIN_BEFORE.search(sentence.clause):
        return None
    named = _named(sentence, what)
    due = _due(sentence, year)
    if named is None or due is None:
        return None
    key, label = named
    per = "unit" if sentence.since is CountedFrom.ELSE else "activity"
    return Duty(key, label, per, due, (ref, _NUMBERED.sub("", sentence.clause)), sentence)


def _undated(sentence: DueSentence, year: int | None) -> str:
    """Its words and term without the plan's own year."""
    return f"{sentence.words}{sentence.clause}{sentence.term}".replace(f"{year}年", "")


def _what(sentence: DueSentence) -> str:
    """What is to be sent or published, in a few words; nothing where it is not plain."""
    words = re.sub(r"[(（].*?[)）]", "", sentence.asked)
    words = re.split("[，,；;]|至|到|给", words)[0].strip("“”的等")
    plain = re.fullmatch("[\u4e00-\u9fff0-9、“”]{2,14}", words) is not None
    addressee = re.search("(?:办|办公室|局|中心|政府)$", words) is not None  # to whom, not what
    return tidy(words) if plain and not addressee and len(words) <= _LONGEST else ""


def _named(sentence: DueSentence, what: str) -> tuple[str, str] | None:
    """The key and the label."""
    verb = sentence.verb
    if sentence.since is CountedFrom.ELSE:
        key = "progress" if sentence.term.startswith("每") else "form"
        return (key, what) if verb in _REPORTS else None
    if sentence.since is CountedFrom.START:
        if verb in _REPORTS:
            return ("filing", "活动方案报备") if "方案" in what else None
        return ("preview", f"{verb}{what}") if verb in _PUBLISHES else None
    if sentence.since is CountedFrom.END and verb in _PUBLISHES:
        return ("upload" if verb == "上传" else "news", f"{verb}{what}")
    return None


def _due(sentence: DueSentence, year: int | None) -> tuple[tuple[str, str], ...] | None:
    """The term as the plan writes it."""
    term = sentence.term
    if sentence.since is CountedFrom.ELSE:
        return _dated(term, year)
    anchor = ("anchor", "start" if sentence.since is CountedFrom.START else "end")
    if term in ("次日", "第二天") and sentence.since is CountedFrom.END:
        return anchor, ("days", "1")
    found = _TERM.fullmatch(term)
    amount = whole_number(found[1]) if found else None
    if found is None or not amount or amount > 52:
        return None
    return anchor, (_UNITS[found[2]], str(-amount if sentence.since is CountedFrom.START else amount))


def _dated(term: str, year: int | None) -> tuple[tuple[str, str], ...] | None:
    if (monthly := _MONTHLY.fullmatch(term)) is not None and 1 <= int(monthly[1]) <= 31:
        return ("every", "month"), ("day", monthly[1].lstrip("0"))
    fixed = _FIXED.fullmatch(term)
    if fixed is None or year is None:
        return None
    try:
        on = date(year, int(fixed[1]), int(fixed[2]))
    except ValueError:
        return None
    if fixed[3] is None:
        return (("on", str(on)),)
    hour, minute = int(fixed[3]), int(fixed[4] or 0)
    return (("on", str(on)), ("at", f'"{hour:02d}:{minute:02d}"')) if hour < 24 and minute < 60 else None
