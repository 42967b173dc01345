"""``zhutiri rollup``."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.page import examples

if TYPE_CHECKING:
    from zhutiri_cli.cli.output import OutputTarget

EXAMPLES = examples(
    ("这个文件夹里的全部工作区，写成网页和工作簿", "rollup . -o 汇总.html -o 汇总.xlsx"),
    ("上次没有做完的，接着做", "rollup . --resume -o 汇总.html -o 汇总.xlsx"),
)
WorkspacesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="工作区…",
        help="工作区文件夹、放着许多工作区的文件夹、通配符（如 全省/*）、计划文件、s3:// 地址，或每行写一个的清单文件",
    ),
]
ResumeOption = Annotated[bool, typer.Option("--resume", help="接着做上次没有做完的：已核对而没有变动的工作区不再核对")]
SchedulerOption = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="地址", help="交给 Dask 集群核对（需装扩展 cluster），如 tcp://主机:8786"),
]
NoCacheOption = Annotated[bool, typer.Option("--no-cache", help="不用缓存，逐个重新打开全部材料")]


def command(
    workspaces: WorkspacesArgument,
    as_of: opt.AsOfOption = None,
    format_name: opt.FormatOption = None,
    output: opt.OutputOption = None,
    fail_on: opt.FailOnOption = "error",
    resume: ResumeOption = False,
    scheduler: SchedulerOption = None,
    no_cache: NoCacheOption = False,
    no_pager: opt.NoPagerOption = False,
) -> int:
    """汇总许多工作区：并行核对，按工作区、单位、月份合计；有一个核对不了也不影响其余。"""
    from zhutiri_cli.check.rollup.cluster_hands import ClusterHands, demand
    from zhutiri_cli.check.rollup.find_workspaces import find_workspaces
    from zhutiri_cli.check.rollup.journal import Journal, day_of
    from zhutiri_cli.check.rollup.local_pool import LocalPool
    from zhutiri_cli.check.rollup.side_by_side import roll
    from zhutiri_cli.cli.find_plan import here
    from zhutiri_cli.cli.output import deliver, display, say, targets
    from zhutiri_cli.cli.say_next import say_next
    from zhutiri_cli.cli.ticker import Ticker
    from zhutiri_cli.common.file_lock import locked
    from zhutiri_cli.render.shared.rollup_words import verdict
    from zhutiri_cli.report.next_command import NextStep
    from zhutiri_cli.report.summing.rolled_up import fails
    from zhutiri_cli.rules.catalogue import catalogue

    threshold, wanted = opt.read_threshold(fail_on), targets("rollup", format_name, output)
    if scheduler is not None:
        demand()
    here()
    path = _journal_path(wanted, workspaces)
    day = _day(as_of, path, resumed=resume)
    places = find_workspaces(workspaces, day.year)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not resume and day_of(path) is not None:
        say("注意：上次没有做完的不用了，从头做起；下次要接着做，请加 --resume")
    with locked(path), Journal(path, day, _version(), resumed=resume) as journal:
        if resume:
            say(f"上次已核对 {len(journal)} 个工作区，接着做" if len(journal) else "没有可以接着做的，从头做起")
        ticker = Ticker()
        try:
            with LocalPool() if scheduler is None else ClusterHands(scheduler) as hands:
                rollup = roll(places, day, catalogue, journal, hands, ticker, cached=not no_cache)
        except KeyboardInterrupt:
            ticker.finish()
            say(f"已核对 {len(journal)} 个工作区，共 {len(places)} 个；在原来的命令后加 --resume 接着做")
            raise
        finally:
            ticker.finish()
        deliver(rollup, wanted, display(), verdict(rollup), paged=not no_pager)
        journal.remove()
    if not output:
        words = ("rollup", *workspaces, "-o", "汇总.html", "-o", "汇总.xlsx")
        say_next(NextStep("写成网页和工作簿", words), wanted, as_of=day if as_of else None)
    return int(fails(rollup, threshold))


def _journal_path(wanted: Sequence[OutputTarget], words: Sequence[str]) -> Path:
    """Where the progress is kept until all outputs are written: beside the first file, else in the cache folder."""
    from zhutiri_cli.materials.survey.cache import cache_folder

    first = next((target.path for target in wanted if target.path is not None), None)
    if first is not None:
        return first.with_name(f"{first.name}.progress.jsonl")
    asked = "\n".join([str(Path.cwd()), *words])
    return cache_folder() / f"rollup-{hashlib.sha256(asked.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}.jsonl"


def _day(word: str | None, journal: Path, *, resumed: bool) -> date:
    """The day of the check; of one that is resumed without saying the day, that of the beginning."""
    from zhutiri_cli.check.rollup.journal import day_of
    from zhutiri_cli.cli.output import say

    begun = day_of(journal) if resumed and word is None else None
    if begun is not None:
        say(f"--as-of 读作 {begun}，同上次没有做完的一致")
        return begun
    return opt.read_as_of(word, opt.this_year)


def _version() -> str:
    """What rows depend on besides the workspaces: the release and the source of this program."""
    import zhutiri_cli
    from zhutiri_cli.materials.survey.cache import version_of

    return f"{zhutiri_cli.__version__} {version_of(Path(zhutiri_cli.__file__).parent, ())}"


command.__name__ = "rollup"
COMMAND = command
