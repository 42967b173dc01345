"""What the text around the table says of the notice itself, taken only where it can be nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from zhutiri_cli.plan.importing.cell_text import HAN, flat, tidy, whole_number
from zhutiri_cli.plan.importing.columns.cell_pieces import is_office

_NUMERAL = "[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_NUMBER = re.compile(f"[{HAN}]{{2,20}}[〔\\[【(（]20[0-9]{{2}}[〕\\]】)）][0-9]{{1,4}}号")
_DAY = re.compile("(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
_CHAPTER = re.compile("([一二三四五六七八九十]{1,3})、")
_ITEM = re.compile("[(（]([一二三四五六七八九十]{1,3})[)）]")
_FORM = re.compile(f"[(（][一二三四五六七八九十]{{1,3}}[)）]([{HAN}]{{2,8}})[。:：]")
_REPORT = re.compile(
    f"活动(?:结束|举办|开展|举行|完成)(?:之|以)?后({_NUMERAL})个工作日(?:之)?内[^。；;（(]{{0,20}}?(?:报送|上报|提交|提供|报)"
    "[^。；;（(]*(?:[（(](?:包括|包含|含)?([^）)]*)[）)])?"
)
_EARLY = re.compile(f"[^。；;]*(?:活动(?:开始|举办|开展|举行)?前|提前)(?:{_NUMERAL})个工作日[^。；;]*")
_BANNER = re.compile("体现“([^“”]{4,40})”字样")
_PHONE = re.compile("(?:联系)?电话[:：]([0-9][0-9()（）-]{5,18}[0-9])")
_PERSON = re.compile(f"联系人[:：]([{HAN}·]{{2,6}})(?=[，,；;。、）)]|电话|联系|$)")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = f"(?<![@A-Za-z0-9.-])((?:{_LABEL}[.]){{1,5}}(?:cn|com|net|org|info|example))(?![A-Za-z0-9@-])"
_BETWEEN = "[^。；;！？@]"
_PORTAL = re.compile(f"(?:门户|政府)网站{_BETWEEN}{{0,40}}?{_HOST}|{_HOST}{_BETWEEN}{{0,20}}?(?:门户|政府)网站")
_KINDS = (("links", "链接"), ("plan", "方案"), ("photos", "图片|照片"), ("summary", "总结|小结"))


@dataclass(frozen=True, slots=True)
class Notice:
    """Facts of the notice; ``None`` or empty where the text does not say them beyond doubt. ``report_clause`` is the
    clause's number and words; ``hints`` are sentences for the person who completes the plan."""

    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    contact: Mapping[str, str] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    within: int | None = None
    materials: Mapping[str, int] = field(default_factory=dict)
    report_clause: tuple[str, str] | None = None
    banner: str | None = None
    portal: str | None = None
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Section:
    """A paragraph group of the notice: its clause number such as ``三（三）`` and its text without white space."""

    ref: str
    text: str


def read_notice(text: Sequence[str]) -> Notice:
    """Read the lines of text outside the table."""
    lines = [word for line in text if (word := "".join(tidy(line).split()))]
    sections = list(_sections(lines))
    whole = "".join(section.text for section in sections)
    issuer, issued = _signature(lines)
    reports = [(section, found) for section in sections for found in _REPORT.finditer(section.text)]
    section, report = reports[0] if len(reports) == 1 else (None, None)
    materials, unknown = _materials(report[2] or report[0]) if report else ({}, [])
    portals = _portals(whole)
    clause = (section.ref, report[0].strip("，,、")) if section and report and section.ref else None
    return Notice(
        number=_one(found for line in lines if (found := _NUMBER.fullmatch(line)) is not None),
        issuer=issuer,
        issued=issued,
        contact=_contact(whole),
        forms=_forms(lines),
        within=_days(report[1]) if report else None,
        materials=materials,
        report_clause=clause,
        banner=(_one(_BANNER.finditer(whole), 1) or "").replace("‘", "“").replace("’", "”") or None,
        portal=portals[0] if len(portals) == 1 else None,
        hints=tuple(_hints(whole, len(reports), unknown, portals)),
    )


def _one(found: Iterable[re.Match[str]], group: int = 0) -> str | None:
    """The one thing that all matches say, or ``None``."""
    words = {match[group] for match in found}
    return words.pop() if len(words) == 1 else None


def _sections(lines: Sequence[str]) -> Iterator[_Section]:
    """The text by chapter and item; a paragraph that a page break cut in two is whole again."""
    chapter, ref, pieces = "", "", list[str]()
    for line in lines:
        top, item = _CHAPTER.match(line), _ITEM.match(line)
        if top or item:
            yield _Section(ref, "".join(pieces))
            pieces = []
            chapter = top[1] if top else chapter
            ref = f"{chapter}（{item[1]}）" if item and chapter else chapter
        pieces.append(line)
    yield _Section(ref, "".join(pieces))


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


def _materials(words: str) -> tuple[dict[str, int], list[str]]:
    """Kinds and minimum counts of a list such as 活动方案、图片、总结、宣传报道链接等, and words that are none."""
    minimums: dict[str, int] = {}
    unknown = []
    for piece in re.split("[、，,和及]", words.removesuffix("等")):
        kind = next((kind for kind, pattern in _KINDS if re.search(pattern, piece)), None)
        if kind is None:
            unknown.append(tidy(piece))
        else:
            count = re.search("([0-9]{1,2})[张份篇条]", piece)
            minimums[kind] = int(count[1]) if count else 1
    return dict(
        sorted(minimums.items(), key=lambda entry: ["plan", "photos", "summary", "links"].index(entry[0]))
    ), unknown


def _days(word: str) -> int | None:
    """A number of working days that a plan can hold."""
    number = whole_number(word)
    return number if number is not None and 1 <= number <= 250 else None


def _contact(whole: str) -> dict[str, str]:
    found = {
        "name": _one(_PERSON.finditer(whole), 1),
        "phone": _one(_PHONE.finditer(whole), 1),
        "email": _one(_MAIL.finditer(whole)),
    }
    return {key: word for key, word in found.items() if word}


def _portals(whole: str) -> list[str]:
    """The domains that sentences on the portal name, each once; without ``www.``, since subdomains count anyway."""
    found = [(match[1] or match[2]).lower().removeprefix("www.") for match in _PORTAL.finditer(whole)]
    return [domain for domain in dict.fromkeys(found) if "." in domain]


def _hints(whole: str, reports: int, unknown: Sequence[str], portals: Sequence[str]) -> Iterator[str]:
    if reports > 1:
        yield f"通知里有 {reports} 处报送时限，没有录入，请填写 requirements.report"
    elif unknown and reports:
        yield f"通知要求的“{'、'.join(unknown)}”不在四种材料之内，如需核对请在 requirements.report.materials 中另行列明"
    if early := _EARLY.search(whole):
        yield f"通知似要求事前报备（“{early[0].strip('，')[:60]}”），没有录入，请核对后填写 requirements.filing"
    if len(portals) == 1:
        yield f"通知写明的门户网站是 {portals[0]}，已写入 requirements.portal：宣传报道链接至少一条在这个网站，请核对"
    elif portals:
        yield f"通知写了几个门户网站（{'、'.join(portals)}），没有录入，请选定后填写 requirements.portal"
    elif "门户网站" in whole:
        yield "通知提到门户网站但未写域名，请核对后填写 requirements.portal（如 {domain: 域名}）"
