"""What a draft circular says of the time since an earlier report. Pure; no unit is named here."""

from __future__ import annotations

from collections.abc import Iterator

from zhutiri_cli.case.phrases import long_day, short_day
from zhutiri_cli.common.listed_numbers import listed
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.comparison import Change, Comparison
from zhutiri_cli.report.report import Report


def since_figures(report: Report, named: frozenset[int]) -> Iterator[Shown]:
    """What became of the findings of the activities that are named, since an earlier report; no unit by name."""
    since = report.comparison
    if since is None or not named:
        return
    about = [found.change for found in since.findings if found.activity in named]
    new, mended = about.count(Change.NEW), about.count(Change.MENDED)
    still = about.count(Change.OPEN) + about.count(Change.RAISED)
    moved = sum(one.activity in named for one in since.moved)
    days = f"；报送截止日有变化的{moved}项" if moved else ""
    yield Shown(
        f"与{short_day(since.as_of, report.year)}的情况相比，通报到单位的活动新增问题{new}个，已整改{mended}个，"
        f"仍未整改{still}个{days}。"
    )


def since_remark(since: Comparison) -> Shown:
    """The figures of all activities, and what the office must know of them."""
    counts = since.counts()
    told = "，".join(f"{change.label}{counts[change]}个" for change in Change if counts[change]) or "没有问题可比"
    note = "“本次未核对”的不能算已整改；" if counts[Change.UNCHECKED] else ""
    parts = [(since.absent, "上次的报告没有"), (since.renamed, "主题与上次不同"), (since.gone, "这次的计划里没有")]
    told_of = "".join(f"第{listed(ids)}项{what}；" for ids, what in parts if ids)
    other = f"上次的计划题为《{since.other_plan}》，与这次不同；" if since.other_plan else ""
    return Shown(
        f"与{long_day(since.as_of)}的报告（{since.path}）相比，全部活动和工作区的问题：{told}；"
        f"{note}{told_of}{other}正文只计通报到单位的活动。"
    )
