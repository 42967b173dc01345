"""Opening a workspace for the commands that judge it: plan, submissions root, progress, report."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.cli.cache import kept
from zhutiri_cli.cli.opening import open_plan, submissions_root
from zhutiri_cli.cli.output import say
from zhutiri_cli.cli.ticker import Ticker
from zhutiri_cli.common.paths import shown

if TYPE_CHECKING:
    from zhutiri_cli.check.request import Probe
    from zhutiri_cli.plan.load import LoadedPlan
    from zhutiri_cli.report.report import Report


@dataclass(frozen=True, slots=True)
class Manner:
    """How a workspace is looked at. ``probes``: what is asked beyond the disk; ``cached``: what is known of unchanged
    files is taken from the cache; ``sums``: the SHA-256 of every file is wanted; ``templates``: the office's own, which
    stderr names, where they are there."""

    probes: tuple[Probe, ...] = ()
    cached: bool = True
    sums: bool = False
    templates: frozenset[str] = frozenset()


PLAIN = Manner()


def examine(
    plan: Path | None,
    submissions: Path | None,
    as_of: date,
    due_within: int = 5,
    only: frozenset[int] | None = None,
    how: Manner = PLAIN,
) -> Report:
    """Load, discover and judge: the report of the whole workspace, or of the activities in ``only``."""
    return examine_plan(open_plan(plan, as_of.year), submissions, as_of, due_within, only, how)


def examine_plan(
    loaded: LoadedPlan,
    submissions: Path | None,
    as_of: date,
    due_within: int = 5,
    only: frozenset[int] | None = None,
    how: Manner = PLAIN,
) -> Report:
    """Discover and judge by a plan that is loaded. Raises ``PlanProblem`` when it has errors."""
    from zhutiri_cli.check.request import Request
    from zhutiri_cli.check.weekly import check
    from zhutiri_cli.rules import catalogue
    from zhutiri_cli.submission.gather import Looking

    root, ticker = submissions_root(submissions, loaded), Ticker()
    looking = Looking(partial(kept, root) if how.cached else nullcontext, ticker, how.sums)
    request = Request(loaded, root, as_of, due_within, catalogue(), shown, looking, only, how.probes, how.templates)
    try:
        report = check(request)
    finally:
        ticker.finish()
    for template in report.templates.values():
        say(f"采用模板 {template.path}")
    return report
