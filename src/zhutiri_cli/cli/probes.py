"""``check --online`` and ``--ocr``: whether they can be done here, of which activities, and their progress."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING

from zhutiri_cli.cli.cache import kept
from zhutiri_cli.cli.ticker import Ticker
from zhutiri_cli.common.errors import UsageProblem

if TYPE_CHECKING:
    from zhutiri_cli.check.request import Cases, Probe, Request
    from zhutiri_cli.report.report import Report


def probes_of(chosen: Callable[[Report], Report], *, online: bool, ocr: bool, cached: bool) -> dict[str, Probe]:
    """What is asked beyond the disk, by name, of the activities that ``chosen`` keeps of a first report.

    Raises ``UsageProblem`` where an extra is not installed, before anything else is done.
    """
    found: dict[str, Probe] = {}
    if online:
        found["online"] = _links(chosen)
    if ocr:
        found["ocr"] = _photos(chosen, cached=cached)
    return found


def _links(chosen: Callable[[Report], Report]) -> Probe:
    if find_spec("aiohttp") is None:
        raise UsageProblem("--online 需要的联网组件没有安装", '请运行 pip install "zhutiri-cli[links]"')

    def open_links(_: Request, report: Report, cases: Cases) -> tuple[Cases, list[str]]:
        from zhutiri_cli.case.questioned_links import addresses, notice
        from zhutiri_cli.materials.links.web import fetch

        kept, ticker = _numbers(chosen(report)), Ticker("联网核对链接", "条")
        try:
            pages = fetch.pages_of(addresses(case for case in cases if case.activity.id in kept), ticker)
        finally:
            ticker.finish()
        return tuple(replace(case, pages=pages) for case in cases), [notice(pages)]

    return open_links


def _photos(chosen: Callable[[Report], Report], *, cached: bool) -> Probe:
    from zhutiri_cli.check.photo_probe import Scrutiny, see
    from zhutiri_cli.materials.ocr.extra import demand
    from zhutiri_cli.materials.ocr.remembered import remembering

    demand()

    def look(request: Request, report: Report, cases: Cases) -> tuple[Cases, list[str]]:
        with kept(request.root) if cached else nullcontext() as cache:
            read, find = remembering(cache)
            scrutiny = Scrutiny(lambda whole: _numbers(chosen(whole)), Ticker("识别图片", "张"), read, find)
            return see(cases[0].plan, cases, report, request.loaded.path, scrutiny) if cases else (cases, [])

    return look


def _numbers(report: Report) -> frozenset[int]:
    return frozenset(item.id for item in report.activities)
