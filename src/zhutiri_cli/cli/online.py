"""``--online``: whether links can be opened at all, and which of them the filters ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from zhutiri_cli.errors import UsageProblem

if TYPE_CHECKING:
    from zhutiri_cli.narrowing import Selection
    from zhutiri_cli.report import Report
    from zhutiri_cli.request import Cases, Probe, Request


def link_opener(choose: Callable[[Report], Selection]) -> Probe:
    """What opens the links of the activities that ``choose`` keeps.

    Raises ``UsageProblem`` without the extra ``links``, before any work is done.
    """
    if find_spec("aiohttp") is None:
        raise UsageProblem("--online 需要的联网组件没有安装", '请运行 pip install "zhutiri-cli[links]"')

    def open_links(_: Request, report: Report, cases: Cases) -> tuple[Cases, list[str]]:
        from zhutiri_cli.cli.ticker import Ticker
        from zhutiri_cli.materials.pages import fetch
        from zhutiri_cli.online import addresses, notice

        selection = choose(report)
        kept = {item.id for item in report.activities if selection.keeps(item)}
        ticker = Ticker("正在联网核对链接", "条")
        try:
            pages = fetch.pages_of(addresses(case for case in cases if case.activity.id in kept), ticker)
        finally:
            ticker.finish()
        return tuple(replace(case, pages=pages) for case in cases), [notice(pages)]

    return open_links
