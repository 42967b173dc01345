"""What single cells say: days, confirmations, words, links. Each raises ``Misread`` for what it cannot read. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.common.typed_dates import Days, read_days
from zhutiri_cli.common.yaml.scalars import Misread
from zhutiri_cli.materials.links.urls import judge_url
from zhutiri_cli.materials.links.written_addresses import find_urls
from zhutiri_cli.plan.importing.cell_text import flat, is_blank, tidy
from zhutiri_cli.workspace.register.workbook import RegisterCell

_YES = frozenset({"是", "√", "✓", "✔", "☑", "有", "已", "已设置", "已体现", "已核对", "y", "yes", "true"})
_NO = frozenset({"否", "×", "✗", "✘", "x", "未", "没有", "未设置", "未体现", "n", "no", "false"})
_LATER = frozenset({"待定", "未定", "待报", "未报", "未报送", "待举办", "未举办", "待补"})
MOST_REASON = 1000
"""Code points of a reason."""


def words(value: Any) -> str:
    """A cell's value as one line of text."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return tidy(str(value))


def is_empty(cell: RegisterCell) -> bool:
    """Whether nothing at all stands in a cell."""
    return cell.problem is None and not cell.target and not words(cell.value)


def says_none(cell: RegisterCell) -> bool:
    """Whether a cell says that there is nothing (yet): a stroke, 无, 待定."""
    text = words(cell.value)
    return not cell.target and (is_blank(text) or flat(text) in _LATER)


def days_of(cell: RegisterCell, year: int) -> Days:
    """The first and last day."""
    return read_days(cell.value, year)


def day_of(cell: RegisterCell, year: int) -> Days:
    """One day."""
    found = read_days(cell.value, year)
    if found.first != found.last:
        raise Misread(f"“{shorten(words(cell.value))}”不止一天", "请只写一个日期，如 2024-03-15")
    return found


def mark_of(cell: RegisterCell) -> bool:
    """是 or 否."""
    word = flat(words(cell.value)).casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise Misread(
        f"“{shorten(words(cell.value))}”不是“是”或“否”", "请填“是”或“否”（√、×、已、未也可以）；没有核对的空着"
    )


def reason_of(cell: RegisterCell) -> str:
    """A reason, on one line."""
    text = words(cell.value)
    if len(text) > MOST_REASON:
        raise Misread(f"有 {len(text)} 个字，过长", f"请写在 {MOST_REASON} 个字以内")
    return text


def links_of(cell: RegisterCell) -> tuple[str, ...]:
    """Every link of a cell, by its text, else where the cell itself leads."""
    text = cell.value if isinstance(cell.value, str) else words(cell.value)
    pieces = [piece for piece in re.split(r"[\s、，；;]+", text) if piece]
    found = [piece for piece in pieces if re.match(r"[A-Za-z][A-Za-z0-9+.\-]*://", piece)] or list(find_urls(text))
    if not found and cell.target:
        found = [cell.target]
    for link in found:
        problem = judge_url(link).problem
        if problem:
            raise Misread(f"链接 {shorten(link, 80)} 不能用：{problem}", "请核对后重新填写可以公开访问的网址")
    if not found:
        raise Misread(f"“{shorten(text)}”里没有网址", "请填写 http 或 https 开头的网址；没有链接的空着")
    return tuple(found)
