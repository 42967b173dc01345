"""The publicity links of a check, one row each: what ``--all`` adds to the terminal and to Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from zhutiri_cli.case.material_lines import MaterialItem
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.report.report import Report

TITLE = "宣传报道链接"
HEADS = ("序号", "链接", "媒体", "层级", "算数")
_SHOWN = 60


def link_rows(report: Report) -> Iterator[tuple[str, ...]]:
    """Each link by activity: its address cut short, outlet, level, and 是 (and what opening it showed) or why not."""
    for activity in report.activities:
        items = [item for line in activity.materials if line.kind == "links" for item in line.items]
        for item in items:
            yield (str(activity.id), _address(item), item.outlet, item.level, _counts(item))


def _counts(item: MaterialItem) -> str:
    return ("是" + (f"，{item.note}" if item.note else "")) if item.usable else item.note


def _address(item: MaterialItem) -> str:
    """The address without its scheme; the name of the file that proves a report without one may hold a citizen's
    number and is left out."""
    if item.url is None:
        return "（无网址，附佐证文件）"
    return shorten(item.address.removeprefix("https://").removeprefix("http://"), _SHOWN)
