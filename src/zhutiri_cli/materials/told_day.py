"""The day on which something was held, as summaries tell it. A wrong day makes a wrong deadline, so where there is any
doubt there is none. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from zhutiri_cli.common.lazy_pattern import lazy_pattern

_WRITTEN = lazy_pattern(r"(?:(20\d\d)\s*+年\s*+)?(\d{1,2})\s*+月\s*+(\d{1,2})\s*+[日号]")
_OTHERWISE = lazy_pattern(
    r"20\d\d\s*[-./]\s*\d{1,2}|[一二三四五六七八九十]月[一二三四五六七八九十廿初]|(?<!\d)\d{1,2}[./]\d{1,2}(?!\d)"
    r"|\d{1,2}\s*+[日号]?\s*+(?:[-—–~～至到、和及,，]|起|开始)+\s*+(?:\d{1,2}\s*+月\s*+)?\d{1,2}\s*+[日号]"
)
"""Days written in another way, and several days in one: they leave more than one reading."""
_LASTING = lazy_pattern(
    "为期|连续|每[天日周]|[两二三四五六七八九十几多0-9]\\s*天|分[两二三四]|首场|第[一二三四]场|多场|次日|第二天"
)
_HELD = lazy_pattern("举办|举行|开展|召开|组织")
_OF_PAPERS = lazy_pattern(
    "通知|印发|下发|文件|要求|发布了?《|截[至止]|[日号]\\s*(?:前|起|止|以前|之前)|拟|将于|计划于|原定|推迟|改期|延期"
)
_ADDRESS = lazy_pattern(r"(?:https?://|www\.)[!-~]+")
_SENTENCE = lazy_pattern("[。！？；;\n]")


def clear_day(summaries: Sequence[str], year: int) -> date | None:
    """The one day that summaries tell, in one reading, as a day on which something was held; a signature's date that
    has its line to itself does not count. ``None`` where there is any doubt."""
    plain = [_ADDRESS.sub("", text) for text in summaries]
    texts = ["\n".join(line for line in text.splitlines() if not _is_signature(line)) for text in plain]
    told = {day for text in texts for day in told_days(text, year)}
    if len(told) != 1 or any(_OTHERWISE.search(text) or _LASTING.search(text) for text in texts):
        return None
    sentences = [part for text in texts for part in _SENTENCE.split(text) if _WRITTEN.search(part)]
    if any(_OF_PAPERS.search(part) for part in sentences) or not any(_HELD.search(part) for part in sentences):
        return None
    return next(iter(told))


def _is_signature(line: str) -> bool:
    return _WRITTEN.fullmatch(line.strip()) is not None


def told_days(text: str, year: int) -> list[date]:
    """Every day that a text writes as 3月15日, in its order; without a year it is of ``year``."""
    found = []
    for match in _WRITTEN.finditer(text):
        with suppress(ValueError):  # 2月30日 is no day
            found.append(date(int(match[1] or year), int(match[2]), int(match[3])))
    return found
