"""``zhutiri rollup``."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhutiri_cli.cli import options as opt
from zhutiri_cli.cli.page import examples
from zhutiri_cli.common.errors import reason_of
from zhutiri_cli.common.paths import path_shown

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
    from zhutiri_cli.cli.spared import spare
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
    spare(wanted, map(Path, workspaces))
    with _journal_path(wanted, workspaces) as path, locked(path):
        day = _day(as_of, path, resumed=resume)
        places = find_workspaces(workspaces, day.year)
        if not resume and day_of(path) is not None:
            say("注意：上次没有做完的不用了，从头做起；下次要接着做，请加 --resume")
        with Journal(path, day, _version(), resumed=resume) as journal:
            if resume:
                say(f"上次已核对 {len(journal)} 个工作区，接着做" if len(journal) else "没有可以接着做的，从头做起")
            ticker = Ticker()
            try:
                try:
                    with LocalPool() if scheduler is None else ClusterHands(scheduler) as hands:
                        rollup = roll(places, day, catalogue, journal, hands, ticker, cached=not no_cache)
                finally:
                    ticker.finish()
                deliver(rollup, wanted, display(), verdict(rollup), paged=not no_pager)
            except KeyboardInterrupt:
                further = "；在原来的命令后加 --resume 接着做" if _stays(path, wanted) else ""
                say(f"已核对 {len(journal)} 个工作区，共 {len(places)} 个{further}")
                raise
            journal.remove()
    if not output:
        words = ("rollup", *workspaces, "-o", "汇总.html", "-o", "汇总.xlsx")
        say_next(NextStep("写成网页和工作簿", words), wanted, as_of=day if as_of else None)
    return int(fails(rollup, threshold))


_LONGEST = 200
"""Bytes of a file's name that its journal's has, too: disks take 255."""


@contextmanager
def _journal_path(wanted: Sequence[OutputTarget], words: Sequence[str]) -> Iterator[Path]:
    """Where the progress is kept until all outputs are written: beside the first file, else in the cache folder; in a
    folder that is gone afterwards where there can be none."""
    from zhutiri_cli.cli.output import say
    from zhutiri_cli.materials.survey.cache import cache_folder

    first = next((target.path for target in wanted if target.path is not None), None)
    if first is not None:
        name = os.fsencode(first.name)
        own = first.name if len(name) <= _LONGEST else hashlib.sha256(name).hexdigest()[:16]
        yield first.with_name(f"{own}.progress.jsonl")
        return
    asked = "\n".join([str(Path.cwd()), *words])
    called = f"rollup-{hashlib.sha256(asked.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}.jsonl"
    try:
        cache_folder().mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=cache_folder()):
            pass  # it can be written to
    except OSError as problem:
        say(
            f"注意：缓存文件夹 {path_shown(cache_folder())} 用不了（{reason_of(problem)}），中断后不能接着做；"
            "要能接着做，请用 -o 写入文件"
        )
        with tempfile.TemporaryDirectory(prefix="zhutiri-") as folder:
            yield Path(folder, called)
        return
    yield cache_folder() / called


def _stays(journal: Path, wanted: Sequence[OutputTarget]) -> bool:
    """Whether the progress is still there after an interruption."""
    from zhutiri_cli.materials.survey.cache import cache_folder

    return journal.parent == cache_folder() or any(target.path is not None for target in wanted)


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
    """What rows depend on besides the workspaces: this program, the days that are known to be off, the decoders."""
    import zhutiri_cli
    from zhutiri_cli.materials.survey.cache import DECODERS, version_of

    libraries = ("holidays", *DECODERS)
    return f"{zhutiri_cli.__version__} {version_of((Path(zhutiri_cli.__file__).parent,), libraries)}"


command.__name__ = "rollup"
COMMAND = command
