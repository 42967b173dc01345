"""``zhutiri check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from zhutiri_cli.cli import completion
from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.page import examples
from zhutiri_cli.common.errors import UsageProblem

if TYPE_CHECKING:
    from zhutiri_cli.check.request import CheckRequest
    from zhutiri_cli.report.report import Report
    from zhutiri_cli.report.since.baseline import Baseline


WordsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[序号或单位…]", help="只看这些活动，如 9、4,7、4-8，或某单位的（可写简称）；不写为全部"),
]
UnitsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--unit",
        metavar="单位",
        help="只看该单位（含联合承办），可写简称；可重复",
        autocompletion=completion.unit_values,
    ),
]
MonthsOption = Annotated[
    list[str] | None, typer.Option("--month", metavar="月份", help="只看该月，如 3 或 2024-03；可重复")
]
IdsOption = Annotated[list[str] | None, typer.Option("--id", metavar="序号", help="同直接写序号；可重复")]
StatusesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--status", metavar="状态", help="只看该状态，如 逾期；可重复", autocompletion=completion.status_values
    ),
]
DueWithinOption = Annotated[
    str, typer.Option("--due-within", metavar="天数", help="列出未来几个工作日内到期的活动；默认 5")
]
AllOption = Annotated[bool, typer.Option("--all", help="逐条列出全部问题（含提示、已豁免的）和全部活动")]
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

EXAMPLES = examples(
    ("按 3 月 18 日判断，写成网页和台账", "check --as-of 3月18日 -o 周报.html -o 台账.xlsx"),
    ("只看第 9 项，逐条列出", "check 9 --all"),
)


def command(
    words: WordsArgument = None,
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
    no_pager: opt.NoPagerOption = False,
) -> int:
    """每周检查：每项活动的状态、问题、近期到期，列明该谁办、办什么。"""
    from zhutiri_cli.check.resolve import resolve
    from zhutiri_cli.cli.find_plan import plan_on
    from zhutiri_cli.cli.open_workspace import examine, request_for
    from zhutiri_cli.cli.output import deliver, display, targets
    from zhutiri_cli.cli.own_templates import own_templates
    from zhutiri_cli.cli.said_once import say_once
    from zhutiri_cli.cli.say_next import say_next
    from zhutiri_cli.plan.typed_ids import apart, one_choice
    from zhutiri_cli.render.shared.headline import verdict
    from zhutiri_cli.report.next_command import after_check
    from zhutiri_cli.report.threshold import fails, weighed

    threshold, soon = opt.read_threshold(fail_on), opt.read_within(due_within)
    wanted = targets("check", format_name, output)
    earlier = _earlier(baseline, needed=fail_on_new)
    _demand(online=online, ocr=ocr)
    sound, day = plan_on(plan, as_of)
    numbers, named = apart(words or ())
    ids = one_choice(numbers, number or (), sound.plan, "check")
    units = opt.read_units(unit, sound.plan) + opt.read_units(named, sound.plan, "序号或单位")
    selection = resolve(sound.plan, units, month, ids, opt.read_statuses(status))
    if earlier is not None:
        earlier.refuse_unless_before(day, sound.plan.year)
    look = display(
        everything=everything, detailed=bool(ids), due_within=soon, templates=own_templates(sound.path, wanted)
    )
    request = request_for(sound, submissions, day, wanted, cached=not no_cache)
    request = replace(request, selection=selection, online=online, ocr=ocr, sums=any(to.format.sums for to in wanted))
    report = _beside(examine(request), earlier, request)
    if not everything:
        say_once(report.plan_remark, sound.path, request.root, remembered=not no_cache)
    deliver(report, wanted, look, verdict(report, soon), report.notices, paged=not no_pager)
    step = after_check(report, narrowed=not selection.empty, written={to.format.name for to in wanted if to.path})
    say_next(step, wanted, plan=plan, submissions=submissions, as_of=day if as_of else None)
    return int(fails(weighed(report, only_new=fail_on_new), threshold))


def _earlier(path: Path | None, *, needed: bool) -> Baseline | None:
    """The earlier report to compare with. Raises a ``ZhutiriError`` when it is none, or ``needed`` and not given."""
    if path is not None:
        from zhutiri_cli.report.since.baseline import read_baseline

        return read_baseline(path)
    if needed:
        raise UsageProblem("--fail-on-new 须与 --baseline 一起用", "请加 --baseline 上次的报告.json")
    return None


def _beside(report: Report, earlier: Baseline | None, request: CheckRequest) -> Report:
    if earlier is None:
        return report
    return earlier.beside(report, narrowed=not request.selection.empty)


def _demand(*, online: bool, ocr: bool) -> None:
    """Raise ``UsageProblem`` where the extra that is asked for is not installed, before any work is done."""
    if online:
        from zhutiri_cli.materials.links.web import fetch

        fetch.demand()
    if ocr:
        from zhutiri_cli.materials.ocr import recogniser

        recogniser.demand()


command.__name__ = "check"
COMMAND = command
