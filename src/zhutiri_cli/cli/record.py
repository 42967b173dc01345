"""``zhutiri record``."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.page import examples
from zhutiri_cli.common.errors import UsageProblem

if TYPE_CHECKING:
    from zhutiri_cli.common.shown import Shown
    from zhutiri_cli.plan.model import Plan
    from zhutiri_cli.workspace.recording.done_words import DoneWord
    from zhutiri_cli.workspace.recording.write_record import Changes

EXAMPLES = examples(
    ("登记举办日期", "record 10 --held 3月15日"),
    ("指明哪个文件是图片", "record 10 --as 图片=问政截图1.jpg"),
    ("给几项登记同一次延期", "record 8,9-10 --extended-to 4月30日 --reason 领导同意"),
)


def command(
    context: typer.Context,
    targets: Annotated[
        list[str],
        typer.Argument(metavar="序号…", help="如 9、4,7,9-12，或只有一项没报齐的单位；或一份登记表（.xlsx）"),
    ],
    held: Annotated[str | None, typer.Option("--held", metavar="日期", help="举办日期；多天写作 3月15日至16日")] = None,
    submitted: Annotated[str | None, typer.Option("--submitted", metavar="日期", help="整套资料报齐的日期")] = None,
    filed: Annotated[str | None, typer.Option("--filed", metavar="日期", help="事前报备的日期")] = None,
    link: Annotated[list[str] | None, typer.Option("--link", metavar="网址", help="宣传报道链接；可重复")] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option("--as", metavar="种类=文件", help="文件夹里的这个文件算哪种材料，如 总结=会后情况.docx；可重复"),
    ] = None,
    banner: Annotated[bool | None, typer.Option("--banner/--no-banner", help="会标是否体现规定字样")] = None,
    logo: Annotated[bool | None, typer.Option("--logo/--no-logo", help="现场是否设置 LOGO")] = None,
    extended_to: Annotated[
        str | None, typer.Option("--extended-to", metavar="日期", help="同意延期至；须写 --reason")
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="理由", help="延期的理由")] = None,
    done: Annotated[
        list[str] | None,
        typer.Option("--done", metavar="代号=日期", help="另有期限的事项办结，代号见计划的 obligations；可重复"),
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="名称", help="登记表里的工作表；默认自动查找")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看不写：显示会改什么")] = False,
    plan: opt.PlanOption = None,
    submissions: opt.SubmissionsOption = None,
    as_of: opt.AsOfOption = None,
) -> int:
    """登记：把举办日期、报齐日期等写入该活动的 submission.yaml；保留原有内容和注释，也可以按一份登记表一次登记多项。"""
    from zhutiri_cli.cli.output import tell
    from zhutiri_cli.cli.record_sheet import is_sheet, record_sheet
    from zhutiri_cli.workspace.recording.write_record import Changes

    changes = Changes(held, submitted, filed, tuple(link or ()), banner, logo, extended_to, reason, tuple(kinds or ()))
    if not any(is_sheet(word) for word in targets):
        met = _done(done, plan, as_of) if done else ()
        if any(one.obligation.per == "unit" for one in met):
            tell(_record_units(targets, changes, met, plan, as_of, dry_run=dry_run))
            _say_next(context.obj, (), plan, submissions, dry_run=dry_run)
            return 0
        if sheet is not None:
            raise UsageProblem("--sheet 只用于登记表", "请把序号换成 .xlsx 文件")
        ids = _record_ids(targets, replace(changes, done=met), plan, submissions, as_of, dry_run=dry_run)
        _say_next(context.obj, ids, plan, submissions, dry_run=dry_run)
        return 0
    if len(targets) > 1:
        raise UsageProblem("登记表一次只读一份，也不能和序号写在一起", "请分几次运行")
    if not changes.empty or done:
        raise UsageProblem("按登记表登记时不能另写 --held 等内容", "请把内容填在表里，或改写一个序号")
    ids = record_sheet(Path(targets[0]), sheet, plan, submissions, as_of, dry_run=dry_run)
    _say_next(context.obj, ids, plan, submissions, dry_run=dry_run)
    return 0


def _say_next(
    typed: Sequence[str], ids: Collection[int], plan: Path | None, submissions: Path | None, *, dry_run: bool
) -> None:
    """After a look, the same without ``--dry-run``; else what has come of it."""
    from zhutiri_cli.cli.say_next import say_next, say_words
    from zhutiri_cli.common.listed_numbers import in_ranges
    from zhutiri_cli.report.next_command import CHECK, NextStep

    if dry_run and ids:
        say_words("就这样登记", [word for word in typed if word != "--dry-run"])
        return
    step = NextStep("看登记后的情况", ("check", in_ranges(ids))) if ids else CHECK
    say_next(step, plan=plan, submissions=submissions)


def _record_units(
    words: list[str], changes: Changes, met: Sequence[DoneWord], plan: Path | None, as_of: str | None, *, dry_run: bool
) -> list[Shown]:
    """Record what units met of their own obligations, and what to tell of it. Raises a ``ZhutiriError``."""
    from zhutiri_cli.cli.find_plan import plan_on
    from zhutiri_cli.plan.typed_ids import looks_like_ids
    from zhutiri_cli.plan.typed_units import bound_units, read_unit
    from zhutiri_cli.submission.unit_duties import duties_path
    from zhutiri_cli.workspace.recording.unit_record import record_units

    sound, day = plan_on(plan, as_of)
    own = [one for one in met if one.obligation.per == "unit"]
    if len(own) < len(met) or not changes.empty:
        raise UsageProblem(f"{own[0].obligation.label}按单位登记，不能和活动的内容一起写", "请分两次运行")
    bound = bound_units(sound.plan)
    if numbers := [word for word in words if looks_like_ids(word)]:
        raise UsageProblem(*_by_unit(numbers[0], own[0], sound.plan))
    units = list(dict.fromkeys(read_unit(word, sound.plan, among=bound)[0].name for word in words))
    path = duties_path(sound.path, sound.plan.year)
    return list(record_units(path, sound.plan, sound.view.calendar, units, own, today=day, write=not dry_run).lines())


def _by_unit(word: str, one: DoneWord, plan: Plan) -> tuple[str, str]:
    """That an activity's number stands where a unit is meant: what is wrong, and how it is recorded."""
    from zhutiri_cli.plan.typed_ids import read_ids

    ids = read_ids([word], plan)
    leads = [row.units[0] for row in plan.activities if row.id in ids and row.units]
    unit = leads[0] if leads else "单位名称"
    period = f":{one.period}" if one.period else ""
    said = f"{one.obligation.label}（{one.key}）是每家单位各办各的（per: unit），不能登记在活动 {word} 名下"
    return said, f"请写单位：zhutiri record {unit} --done {one.key}{period}={one.day}"


def _done(words: list[str], path: Path | None, as_of: str | None) -> tuple[DoneWord, ...]:
    """What was typed for ``--done``, against the plan. Raises ``UsageProblem``."""
    from zhutiri_cli.cli.find_plan import plan_on
    from zhutiri_cli.workspace.recording.done_words import read_done

    plan = plan_on(path, as_of)[0].plan
    return read_done(words, plan, lambda word: opt.read_one_day(word, "--done", plan.year))


def _record_ids(
    words: list[str],
    changes: Changes,
    plan: Path | None,
    submissions: Path | None,
    as_of: str | None,
    *,
    dry_run: bool,
) -> Collection[int]:
    """Record the same for every activity, or nothing; which they are. Raises a ``ZhutiriError``."""
    from zhutiri_cli.cli.find_plan import plan_on
    from zhutiri_cli.cli.open_workspace import activity_ids, examine, request_for
    from zhutiri_cli.cli.output import say, tell
    from zhutiri_cli.plan.obligations import FILING
    from zhutiri_cli.render.record.lines import standings
    from zhutiri_cli.render.shared.headline import standing
    from zhutiri_cli.workspace.recording.recorded_days import long_before
    from zhutiri_cli.workspace.recording.write_record import record_all

    sound, day = plan_on(plan, as_of)
    request = request_for(sound, submissions, day, may_be_new=True)
    ids = activity_ids(words, request)
    changes = _dated(changes, sound.plan.year)
    done = record_all(sound.plan, request.root, ids, changes, today=day, write=not dry_run)
    for one in done:
        tell(one.lines())
        for notice in one.notices:
            say(f"注意：{notice}")
    if not dry_run:
        items = examine(replace(request, only=frozenset(ids))).activities
        typed = {met.key for met in changes.done} | ({FILING} if changes.filed else set())
        for line in (line for item in items for line in item.obligations if line.key in typed and line.done):
            if line.done and (said := long_before(line.done, line.deadline)):
                say(f"注意：{line.label}的办结日期 {line.done} {said}")
        tell(standing(items[0]) if len(items) == 1 else standings(items))
    return ids


def _dated(changes: Changes, year: int) -> Changes:
    """The same with its days as outputs write them; one that names no year is of the plan's."""
    return replace(
        changes,
        held=opt.in_iso(changes.held, "--held", year),
        submitted=opt.in_iso(changes.submitted, "--submitted", year),
        filed=opt.in_iso(changes.filed, "--filed", year),
        extended_to=opt.in_iso(changes.extended_to, "--extended-to", year),
    )


command.__name__ = "record"
COMMAND = command
