"""A workspace for the commands that judge it: the plan and its submissions root, not opened yet; and its check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from zhutiri_cli.cli.kept_facts import kept_facts
from zhutiri_cli.cli.output import say
from zhutiri_cli.cli.spared import spare
from zhutiri_cli.cli.ticker import Ticker
from zhutiri_cli.common.errors import FileProblem

if TYPE_CHECKING:
    from zhutiri_cli.check.plan_files import SoundPlan
    from zhutiri_cli.check.request import CheckRequest
    from zhutiri_cli.cli.output import OutputTarget
    from zhutiri_cli.report.report import Report


def request_for(
    sound: SoundPlan,
    submissions: Path | None,
    as_of: date,
    wanted: Sequence[OutputTarget] = (),
    *,
    may_be_new: bool = False,
    cached: bool = True,
) -> CheckRequest:
    """A check of everything on ``as_of``. ``cached``: what is known of unchanged files is not looked into again.

    Raises ``FileProblem`` when the submissions root given does not exist, unless it ``may_be_new``, and
    ``UsageProblem`` when an output that is ``wanted`` would take the place of what is read.
    """
    from zhutiri_cli.check.request import CheckRequest
    from zhutiri_cli.rules.catalogue import catalogue

    root = submissions_root(submissions, sound, may_be_new=may_be_new)
    spare(wanted, [sound.path], root)
    request = CheckRequest(sound, root, as_of, catalogue())
    return replace(request, cache=partial(kept_facts, root, set())) if cached else request


def examine(request: CheckRequest) -> Report:
    """The report, with progress on stderr."""
    from zhutiri_cli.check.weekly import check

    ticker = Ticker()
    try:
        return check(replace(request, progress=ticker))
    finally:
        ticker.finish()


def activity_ids(words: Sequence[str], request: CheckRequest) -> list[int]:
    """The activities meant by ids, or by units that have exactly one open; stderr says which was meant by a unit.

    Raises ``UsageProblem``.
    """
    from zhutiri_cli.plan.typed_ids import looks_like_ids, read_ids
    from zhutiri_cli.plan.typed_units import read_unit
    from zhutiri_cli.report.open_activity import open_activity

    plan, found = request.sound.plan, list[int]()
    for word in words:
        if looks_like_ids(word):
            found += read_ids([word], plan)
            continue
        unit, _ = read_unit(word, plan, "序号或单位")
        own = frozenset(item.id for item in plan.activities if {*item.units} & {*unit.spelled})
        item = open_activity(unit.name, examine(replace(request, only=own)).activities)
        say(f"{word} 读作 {item.id}. {item.theme}（{unit.name}）")
        found.append(item.id)
    return list(dict.fromkeys(found))


def submissions_root(given: Path | None, sound: SoundPlan, *, may_be_new: bool = False) -> Path:
    """The submissions root: as given, else ``submissions/<year>`` beside the plan file.

    Raises ``FileProblem`` when the one given does not exist, unless it ``may_be_new``: a mistyped folder must not turn
    into a report that finds nothing anywhere.
    """
    if given is not None:
        if not given.is_dir() and (given.exists() or not may_be_new):
            raise FileProblem(f"--submissions 指明的 {given} 不是文件夹或不存在", "请核对路径")
        return given
    return sound.path.parent / "submissions" / str(sound.plan.year)
