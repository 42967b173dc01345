"""What the text around the table says of the notice itself, taken only where it can be nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct, field

from zhutiri_cli.plan.importing.cell_text import HAN, flat, tidy
from zhutiri_cli.plan.importing.columns.cell_pieces import is_office
from zhutiri_cli.plan.importing.deadline_clauses import DueSentence, dues
from zhutiri_cli.plan.importing.limits import Due
from zhutiri_cli.plan.importing.report_terms import read_report
from zhutiri_cli.plan.importing.unheard import listed

_NUMBER = re.compile(
    f"(?:(?:发文字号|文号|文件编号|字号)[:：]?)?([{HAN}A-Za-z×]{{2,20}}[〔\\[【(（]20[0-9]{{2}}[〕\\]】)）][0-9]{{1,4}}号)"
)
_DAY = re.compile("(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
_CHAPTER = re.compile("([一二三四五六七八九十]{1,3})、")
_ITEM = re.compile("[(（]([一二三四五六七八九十]{1,3})[)）]")
_TITLE = re.compile("(?:通知|公告|方案|计划|通告|函|意见)(?:[(（][^()（）]{1,20}[)）])?$")
_ADDRESSED = re.compile("(?!一、|活动)[^。；，]{2,80}[:：]")
_HEAD = 12
"""Lines in which the head of a notice lies."""
_FORM = re.compile(f"[(（][一二三四五六七八九十]{{1,3}}[)）]([{HAN}]{{2,8}})[。:：]")
_BANNER = re.compile("体现“([^“”]{4,40})”字样")
_PHONE = re.compile("(?:联系)?电话[:：]([0-9][0-9()（）-]{5,18}[0-9])")
_PERSON = re.compile(f"联系人[:：]([{HAN}·]{{2,6}})(?=[，,；;。、）)]|电话|联系|$)")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]++(@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+)?")
"""An address, or what might have begun one."""
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = f"(?<![@A-Za-z0-9.-])((?:{_LABEL}[.]){{1,5}}(?:cn|com|net|org|info|example))(?![A-Za-z0-9@-])"
_BETWEEN = "[^。；;！？@]"
_PORTAL = re.compile(f"(?:门户|政府)网站{_BETWEEN}{{0,40}}?{_HOST}|{_HOST}{_BETWEEN}{{0,20}}?(?:门户|政府)网站")


class Notice(Struct, frozen=True):
    """Facts of the notice; ``None`` or empty where the text does not say them beyond doubt.

    ``report_clause`` is the clause's number and words; ``materials`` go from kind to a minimum or the mapping that the
    plan has for it; ``due`` is the term of reports as keys of a plan's ``due``, counted from the last day;
    ``open_report``: the text speaks of reports, and what it asks is not certain. ``others`` are what else is due when,
    with their clauses' numbers; ``heard`` and ``lists`` are what the reports' term and materials come
    from, ``sections`` the text. ``hints`` are sentences for the person who completes the plan.
    """

    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    contact: Mapping[str, str] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    due: Due | None = None
    materials: Mapping[str, int | Mapping[str, int]] = field(default_factory=dict)
    open_report: bool = False
    report_clause: tuple[str, str] | None = None
    banner: str | None = None
    portal: str | None = None
    others: tuple[tuple[str, DueSentence], ...] = ()
    heard: tuple[DueSentence, ...] = ()
    lists: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def within(self) -> int | None:
        """Working days within which is reported; ``None`` for any other term."""
        return int(self.due[0][1]) if self.due is not None and self.due[0][0] == "working_days" else None


class _Section(Struct, frozen=True):
    """A paragraph group of the notice: its clause number such as ``三（三）`` and its text without white space."""

    ref: str
    text: str


def read_notice(text: Sequence[str]) -> Notice:
    """Read the lines of text outside the table."""
    lines = [word for line in text if (word := "".join(tidy(line).split()))]
    sections = list(_sections(lines))
    whole = "".join(section.text for section in sections)
    issuer, issued = _signature(lines)
    due = [(section.ref, one) for section in sections for one in dues(section.text)]
    lists: dict[str, list[str]] = {}
    for section in sections:
        lists.setdefault(section.ref, []).extend(listed(section.text))
    report = read_report(due, lists)
    portals = _portals(whole)
    return Notice(
        number=_one((found for line in lines if (found := _NUMBER.fullmatch(line)) is not None), 1),
        issuer=issuer,
        issued=issued,
        contact=_contact(whole),
        forms=_forms(lines),
        due=report.due,
        materials=report.materials,
        open_report=report.open,
        report_clause=report.clause,
        banner=(_one(_BANNER.finditer(whole), 1) or "").replace("‘", "“").replace("’", "”") or None,
        portal=portals[0] if len(portals) == 1 else None,
        others=tuple((ref, one) for ref, one in due if not one.reports),
        heard=report.heard,
        lists=report.lists,
        sections=tuple(section.text for section in sections),
        hints=(*report.hints, *_hints(whole, portals)),
    )


def _one(found: Iterable[re.Match[str]], group: int = 0) -> str | None:
    """The one thing that all matches say, or ``None``."""
    words = {match[group] for match in found}
    return words.pop() if len(words) == 1 else None


def _sections(lines: Sequence[str]) -> Iterator[_Section]:
    """The text by chapter and item; a paragraph that a page break cut in two is whole again."""
    chapter, ref, pieces = "", "", list[str]()
    for line in lines[: _head(lines)]:
        yield _Section("", line)
    for line in lines[_head(lines) :]:
        top, item = _CHAPTER.match(line), _ITEM.match(line)
        if top or item:
            yield _Section(ref, "".join(pieces))
            pieces = []
            chapter = top[1] if top else chapter
            ref = f"{chapter}（{item[1]}）" if item and chapter else chapter
        pieces.append(line)
    yield _Section(ref, "".join(pieces))


def _head(lines: Sequence[str]) -> int:
    """How many lines stand over the text: title, number, whom it is sent to; they belong to no sentence of it."""
    ends = 0
    for at, line in enumerate(lines[:_HEAD]):
        if _CHAPTER.match(line) or _ITEM.match(line) or re.search("[。；，]", line):
            break
        if _TITLE.search(line) or _NUMBER.fullmatch(line) or _ADDRESSED.fullmatch(line):
            ends = at + 1
    return ends


def _signature(lines: Sequence[str]) -> tuple[str | None, date | None]:
    """The issuer over the date of issue, where there is one such pair."""
    pairs = set()
    for before, line in pairwise(lines):
        day = _DAY.fullmatch(flat(line))
        if day and re.fullmatch(f"[{HAN}（）()]{{4,40}}", before) and is_office(before[-6:]):
            pairs.add((before, day[1], day[2], day[3]))
    if len(pairs) != 1:
        return None, None
    issuer, *numbers = pairs.pop()
    try:
        return issuer, date(*(int(number) for number in numbers))
    except ValueError:
        return issuer, None  # a date that does not exist is left to be filled in


def _forms(lines: Sequence[str]) -> tuple[str, ...]:
    """The forms that the chapter 活动形式 lists, without 其他形式."""
    found: list[str] = []
    inside = False
    for line in lines:
        if _CHAPTER.match(line):
            inside = re.search("形式|方式", line[:12]) is not None
        elif inside and (form := _FORM.match(line)):
            found.append(form[1])
    named = tuple(form for form in dict.fromkeys(found) if not form.startswith("其他"))
    return named if len(named) >= 2 else ()


def _contact(whole: str) -> dict[str, str]:
    found = {
        "name": _one(_PERSON.finditer(whole), 1),
        "phone": _one(_PHONE.finditer(whole), 1),
        "email": _one(found for found in _MAIL.finditer(whole) if found[1]),
    }
    return {key: word for key, word in found.items() if word}


def _portals(whole: str) -> list[str]:
    """The domains that sentences on the portal name, each once; without ``www.``, since subdomains count anyway."""
    found = [(match[1] or match[2]).lower().removeprefix("www.") for match in _PORTAL.finditer(whole)]
    return [domain for domain in dict.fromkeys(found) if "." in domain]


def _hints(whole: str, portals: Sequence[str]) -> Iterator[str]:
    if len(portals) == 1:
        yield f"通知写明的门户网站是 {portals[0]}，已写入 requirements.portal：宣传报道链接至少一条在这个网站，请核对"
    elif portals:
        yield f"通知写了几个门户网站（{'、'.join(portals)}），没有录入，请选定后填写 requirements.portal"
    elif "门户网站" in whole:
        yield "通知提到门户网站但未写域名，请核对后填写 requirements.portal（如 {domain: 域名}）"
