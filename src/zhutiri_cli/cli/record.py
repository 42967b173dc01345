"""``zhutiri record``."""

from __future__ import annotations

from typing import Annotated

import typer

from zhutiri_cli.cli import options as opt


def command(
    number: Annotated[str, typer.Argument(metavar="序号", help="活动序号")],
    held: Annotated[str | None, typer.Option("--held", metavar="日期", help="举办日期；多天写作 首日..末日")] = None,
    submitted: Annotated[str | None, typer.Option("--submitted", metavar="日期", help="整套材料报齐的日期")] = None,
    filed: Annotated[str | None, typer.Option("--filed", metavar="日期", help="事前报备的日期")] = None,
    link: Annotated[list[str] | None, typer.Option("--link", metavar="网址", help="宣传报道链接；可重复")] = None,
    banner: Annotated[bool | None, typer.Option("--banner/--no-banner", help="会标是否体现规定字样")] = None,
    logo: Annotated[bool | None, typer.Option("--logo/--no-logo", help="现场是否设置 LOGO")] = None,
    extended_to: Annotated[
        str | None, typer.Option("--extended-to", metavar="日期", help="同意延期至；须写 --reason")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="理由", help="延期的理由")] = None,
    plan: opt.PlanOption = None,
    submissions: opt.SubmissionsOption = None,
    as_of: opt.AsOfOption = None,
) -> int:
    """登记：把举办日期、报送日期等写入该活动的 submission.yaml，保留原有内容和注释。"""
    from zhutiri_cli.cli.opening import plan_path, submissions_root
    from zhutiri_cli.cli.output import emit, say
    from zhutiri_cli.cli.workspace import examine
    from zhutiri_cli.paths import shown
    from zhutiri_cli.plan.load import load_plan
    from zhutiri_cli.render.sums import standing
    from zhutiri_cli.submission.write import Changes, record_changes

    day = opt.read_as_of(as_of)
    changes = Changes(held, submitted, filed, tuple(link or ()), banner, logo, extended_to, reason)
    loaded = load_plan(plan_path(plan, day.year))
    done = record_changes(loaded, submissions_root(submissions, loaded, may_be_new=True), number, changes)
    emit("".join(f"{line}\n" for line in done.lines(shown)), machine=False)
    report = examine(loaded.path, submissions, day, only=frozenset({done.activity.id}))
    emit("".join(f"{line}\n" for line in standing(report.activities[0])), machine=False)
    for notice in done.notices:
        say(f"注意：{notice}")
    return 0


command.__name__ = "record"
COMMAND = command
