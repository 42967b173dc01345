"""``zhutiri check``."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.open_workspace import kept
from zhutiri_cli.cli.ticker import Ticker
from zhutiri_cli.common.errors import FileProblem, UsageProblem
from zhutiri_cli.common.paths import shown

if TYPE_CHECKING:
    from zhutiri_cli.check.request import Cases, CheckRequest, Probe
    from zhutiri_cli.report.narrowing import Weighed
    from zhutiri_cli.report.report import Report
    from zhutiri_cli.report.since.earlier import Earlier


UnitsOption = Annotated[
    list[str] | None, typer.Option("--unit", metavar="单位", help="只看该单位（含联合承办）；可重复")
]
MonthsOption = Annotated[
    list[str] | None, typer.Option("--month", metavar="月份", help="只看该月，如 3 或 2024-03；可重复")
]
IdsOption = Annotated[list[str] | None, typer.Option("--id", metavar="序号", help="只看该序号的活动；可重复")]
StatusesOption = Annotated[
    list[str] | None, typer.Option("--status", metavar="状态", help="只看该状态，如 overdue 或 逾期未报；可重复")
]
DueWithinOption = Annotated[
    str, typer.Option("--due-within", metavar="天数", help="列出未来几个工作日内到期的活动；默认 5")
]
AllOption = Annotated[bool, typer.Option("--all", help="逐条列出提示和已豁免的问题")]
BaselineOption = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="文件", help="与上次的 JSON 报告相比：新增、已整改、仍未整改、截止日变化"),
]
FailOnNewOption = Annotated[
    bool, typer.Option("--fail-on-new", help="退出码只看比上次新增或加重的问题；须与 --baseline 一起用")
]
NoCacheOption = Annotated[bool, typer.Option("--no-cache", help="不用缓存，逐个重新打开全部材料")]
OnlineOption = Annotated[bool, typer.Option("--online", help="联网打开报送的链接核对；默认不联网")]
OcrOption = Annotated[
    bool, typer.Option("--ocr", help="识别图片中的会标文字，比对 LOGO（需安装 zhutiri-cli[ocr]，不联网）")
]


def read_baseline(path: Path | None, *, needed: bool) -> Earlier | None:
    """The earlier report to compare with. Raises a ``ZhutiriError`` when it is none, or ``needed`` and not given."""
    if path is None:
        if needed:
            raise UsageProblem("--fail-on-new 须与 --baseline 一起用", "请加 --baseline 上次的报告.json")
        return None
    from zhutiri_cli.report.since.earlier import read_earlier

    return read_earlier(path)


def beside(report: Report, earlier: Earlier | None, path: Path | None, *, narrowed: bool = False) -> Report:
    """The report with its comparison, where an earlier one was given. Raises ``FileProblem`` when that is later, or of
    another year: what is new and what is mended would be the wrong way round."""
    if earlier is None or path is None:
        return report
    from zhutiri_cli.report.since.compare import compare

    if earlier.as_of > report.as_of:
        told = f"上次的报告 {path} 截至 {earlier.as_of}，晚于本次的 {report.as_of}"
        raise FileProblem(told, "请核对 --as-of，或换一份更早的报告")
    if earlier.plan.year != report.year:
        told = f"上次的报告 {path} 是 {earlier.plan.year} 年计划的，本次是 {report.year} 年的"
        raise FileProblem(told, "请换一份同一年计划的报告")
    return replace(report, comparison=compare(earlier, shown(path), report, narrowed=narrowed))


def weighed(report: Report, *, only_new: bool) -> tuple[Weighed, ...]:
    """What the exit status looks at: every finding, or those that are new or raised."""
    return report.comparison.fresh() if only_new and report.comparison else report.all_findings()


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

    def open_links(request: CheckRequest, report: Report, cases: Cases) -> tuple[Cases, list[str]]:
        from zhutiri_cli.case.questioned_links import addresses, notice
        from zhutiri_cli.materials.links.web import fetch
        from zhutiri_cli.rules.rule import Need, codes_needing

        asking = codes_needing(Need.NETWORK, request.rules)
        kept, ticker = _numbers(chosen(report)), Ticker("联网核对链接", "条")
        try:
            pages = fetch.pages_of(addresses((case for case in cases if case.activity.id in kept), asking), ticker)
        finally:
            ticker.finish()
        return tuple(replace(case, pages=pages) for case in cases), [notice(pages)]

    return open_links


def _photos(chosen: Callable[[Report], Report], *, cached: bool) -> Probe:
    from zhutiri_cli.check.photo_probe import Scrutiny, see
    from zhutiri_cli.materials.ocr.recogniser import demand
    from zhutiri_cli.materials.ocr.remembered import remembering

    demand()

    def look(request: CheckRequest, report: Report, cases: Cases) -> tuple[Cases, list[str]]:
        with kept(request.root) if cached else nullcontext() as cache:
            read, find = remembering(cache)
            scrutiny = Scrutiny(lambda whole: _numbers(chosen(whole)), Ticker("识别图片", "张"), read, find)
            return see(cases[0].plan, cases, report, request.loaded.path, scrutiny) if cases else (cases, [])

    return look


def _numbers(report: Report) -> frozenset[int]:
    return frozenset(item.id for item in report.activities)


def command(
    plan: opt.PlanOption = None,
    submissions: opt.SubmissionsOption = None,
    as_of: opt.AsOfOption = None,
    format_name: opt.FormatOption = None,
    output: opt.OutputOption = None,
    fail_on: opt.FailOnOption = "error",
    unit: UnitsOption = None,
    month: MonthsOption = None,
    number: IdsOption = None,
    status: StatusesOption = None,
    due_within: DueWithinOption = "5",
    everything: AllOption = False,
    baseline: BaselineOption = None,
    fail_on_new: FailOnNewOption = False,
    online: OnlineOption = False,
    ocr: OcrOption = False,
    no_cache: NoCacheOption = False,
) -> int:
    """每周检查：每项活动的状态、问题、近期到期，列明该谁办、办什么。"""
    from zhutiri_cli.cli.open_workspace import Manner, examine
    from zhutiri_cli.cli.output import deliver, display, targets
    from zhutiri_cli.cli.selection import chooser
    from zhutiri_cli.cli.write_files import sums_of, templates_of
    from zhutiri_cli.render.shared.headline import verdict
    from zhutiri_cli.report.narrowing import fails

    threshold = opt.read_threshold(fail_on)
    wanted = targets("check", format_name, output)
    earlier = read_baseline(baseline, needed=fail_on_new)
    chosen = chooser(unit, month, number, status)
    probes = probes_of(chosen, online=online, ocr=ocr, cached=not no_cache)
    day, soon = opt.read_as_of(as_of), opt.read_within(due_within)
    how = Manner(tuple(probes.values()), not no_cache, sums_of(wanted), templates_of(wanted))
    found = chosen(examine(plan, submissions, day, soon, how=how))
    report = beside(found, earlier, baseline, narrowed=bool(unit or month or number or status))
    deliver(report, wanted, display(everything=everything), verdict(report), report.notices)
    return int(fails(weighed(report, only_new=fail_on_new), threshold))


command.__name__ = "check"
COMMAND = command
