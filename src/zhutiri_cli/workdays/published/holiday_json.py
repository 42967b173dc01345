"""Holiday schedules in JSON: the files of holiday-cn (``days``) and the answers of timor.tech (``holiday``)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.workdays.published.published_schedule import NamedDay, PublishedSchedule, schedules_of

MOST_DAYS = 2000
"""Days (or events) that one file may name: some fifty years of schedules."""
_KNOWN = "认得的是 holiday-cn 的年份文件、timor.tech 的全年安排和日历文件（.ics）"


def read_json(place: Shown, data: bytes) -> list[PublishedSchedule]:
    """The schedules in a JSON file. Raises ``FileProblem`` where it is broken or of another kind."""
    try:
        tree = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_unique)
    except UnicodeDecodeError:
        raise FileProblem(f"{place} 不是 UTF-8 编码的文本", f"请另存为 UTF-8 或重新下载；{_KNOWN}") from None
    except _TwiceError as problem:
        raise FileProblem(f"{place} 里 {Shown(str(problem))} 写了两次，无从判断以哪一个为准", "请重新下载") from None
    except (ValueError, RecursionError):
        raise FileProblem(f"{place} 不是完整的 JSON，读不出来", "请重新下载；网页请存成 .json 文件") from None
    if not isinstance(tree, dict):
        raise FileProblem(f"{place} 不是放假安排", _KNOWN)
    if isinstance(tree.get("days"), list):
        return schedules_of(place, list(_holiday_cn(place, tree["days"])), _year(place, tree), _papers(tree))
    if isinstance(tree.get("holiday"), dict) and tree.get("code", 0) == 0:
        return schedules_of(place, list(_timor(place, tree["holiday"])))
    raise FileProblem(f"{place} 不是放假安排", _KNOWN)


class _TwiceError(Exception):
    """A key stands twice in one mapping."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    for key, value in pairs:
        if key in known:
            raise _TwiceError(key)
        known[key] = value
    return known


def _year(place: Shown, tree: dict[str, Any]) -> int | None:
    year = tree.get("year")
    if year is None:
        return None
    if isinstance(year, bool) or not isinstance(year, int):
        raise FileProblem(f"{place} 的 year（年份）写的不是年份", "请核对文件或重新下载")
    return year


def _papers(tree: dict[str, Any]) -> list[str]:
    papers = tree.get("papers")
    return [one for one in papers if isinstance(one, str)][:5] if isinstance(papers, list) else []


def _holiday_cn(place: Shown, days: list[Any]) -> Iterator[NamedDay]:
    _few(place, len(days))
    for number, one in enumerate(days, 1):
        where = f"days 的第 {number} 个"
        if not isinstance(one, dict):
            raise _misfit(place, where)
        yield _named(place, where, one, "isOffDay")


def _timor(place: Shown, days: dict[str, Any]) -> Iterator[NamedDay]:
    _few(place, len(days))
    for key, one in days.items():
        if not isinstance(one, dict):
            raise _misfit(place, f"holiday 的 {key}")
        yield _named(place, f"holiday 的 {key}", one, "holiday")


def _named(place: Shown, where: str, one: dict[str, Any], key: str) -> NamedDay:
    off, word, name = one.get(key), one.get("date"), one.get("name", "")
    if not isinstance(off, bool) or not isinstance(word, str):
        raise _misfit(place, where)
    try:
        day = date.fromisoformat(word)
    except ValueError:
        raise FileProblem(
            f"{place} 里{Shown(where)}的日期“{Shown(word[:30])}”不存在或读不出", "请核对或重新下载"
        ) from None
    return NamedDay(day, off, name if isinstance(name, str) else "")


def _misfit(place: Shown, where: str) -> FileProblem:
    return FileProblem(f"{place} 里{Shown(where[:60])}读不出日期、是不是放假", "请重新下载，不要手工改动")


def _few(place: Shown, number: int) -> None:
    if number > MOST_DAYS:
        raise FileProblem(f"{place} 有 {number} 天，超过 {MOST_DAYS} 天，不予读取", "请确认这是放假安排")
