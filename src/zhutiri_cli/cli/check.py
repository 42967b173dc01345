"""``zhutiri check``."""

from __future__ import annotations

from zhutiri_cli.cli import check_options as own
from zhutiri_cli.cli import options as opt


def command(
    plan: opt.PlanOption = None,
    submissions: opt.SubmissionsOption = None,
    as_of: opt.AsOfOption = None,
    format_name: opt.FormatOption = None,
    output: opt.OutputOption = None,
    fail_on: opt.FailOnOption = "error",
    unit: own.UnitsOption = None,
    month: own.MonthsOption = None,
    number: own.IdsOption = None,
    status: own.StatusesOption = None,
    due_within: own.DueWithinOption = "5",
    everything: own.AllOption = False,
    baseline: own.BaselineOption = None,
    fail_on_new: own.FailOnNewOption = False,
    online: own.OnlineOption = False,
    ocr: own.OcrOption = False,
    no_cache: own.NoCacheOption = False,
) -> int:
    """每周检查：每项活动的状态、问题、近期到期，列明该谁办、办什么。"""
    from zhutiri_cli.cli.baseline import beside, read_baseline, weighed
    from zhutiri_cli.cli.open_workspace import Manner, examine
    from zhutiri_cli.cli.output import deliver, display, targets
    from zhutiri_cli.cli.probes import probes_of
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
    report = beside(found, earlier, baseline, probes, narrowed=bool(unit or month or number or status))
    deliver(report, wanted, display(everything=everything), verdict(report), report.notices)
    return int(fails(weighed(report, only_new=fail_on_new), threshold))


command.__name__ = "check"
COMMAND = command
