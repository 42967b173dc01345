"""Workspaces handed out to whoever checks them, a few ahead of what is done; each row is put down as it comes in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from datetime import date
from pathlib import Path
from typing import Protocol

from zhutiri_cli.check.request import Phase
from zhutiri_cli.check.rollup.journal import Journal
from zhutiri_cli.check.rollup.one_workspace import WorkspaceJob, WorkspaceOutcome
from zhutiri_cli.check.rollup.storage_address import place_key, place_shown
from zhutiri_cli.check.rollup.workspaces_below import FoundWorkspace
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.summing.rolled_up import Rollup, rolled_up
from zhutiri_cli.report.summing.workspace_row import broken_row
from zhutiri_cli.rules.rule import Rule

AHEAD = 2
"""Jobs handed out for each hand: one at work, one waiting."""


class Hands(Protocol):
    """Who checks workspaces: the processes of this machine, or an executor of many. ``size``: how many at once."""

    size: int

    def submit(self, job: WorkspaceJob) -> Future[WorkspaceOutcome]:
        """Have a workspace checked."""

    def after(self, job: WorkspaceJob, problem: BaseException) -> WorkspaceJob | WorkspaceOutcome:
        """What follows where there is no outcome: another try, or that."""


def roll(
    places: Sequence[FoundWorkspace],
    as_of: date,
    rules: Callable[[], Sequence[Rule]],
    journal: Journal,
    hands: Hands,
    progress: Callable[[Phase, int, int], None],
    *,
    cached: bool = True,
) -> Rollup:
    """The rollup of these workspaces; what the journal knows of those that are as they were is taken from there."""
    called, jobs = dict[str, Shown](), list[WorkspaceJob]()
    for place in places:
        key, shown = place_key(place.path), place_shown(place.path)
        called[key] = shown
        if place.fault:
            journal.add(key, "", broken_row(shown, place.fault, place.advice))
        else:
            path = place.path.absolute() if isinstance(place.path, Path) else place.path
            jobs.append(WorkspaceJob(path, shown, as_of, rules, cached, journal.signature(key)))
    for done, (job, outcome) in enumerate(_carried_out(jobs, hands), start=1):
        if outcome.row is not None:
            journal.add(place_key(job.path), outcome.signature, outcome.row)
        progress(Phase.WORKSPACES, done, len(jobs))
    return rolled_up(as_of, journal.rows(called))


def _carried_out(jobs: Iterable[WorkspaceJob], hands: Hands) -> Iterator[tuple[WorkspaceJob, WorkspaceOutcome]]:
    """Every job with its outcome, in the order in which they are done; never more at once than ``AHEAD`` a hand."""
    out: dict[Future[WorkspaceOutcome], WorkspaceJob] = {}
    for job in jobs:
        out[hands.submit(job)] = job
        while len(out) >= hands.size * AHEAD or any(future.done() for future in out):
            yield from _done(out, hands)
    while out:
        yield from _done(out, hands)


def _done(
    out: dict[Future[WorkspaceOutcome], WorkspaceJob], hands: Hands
) -> Iterator[tuple[WorkspaceJob, WorkspaceOutcome]]:
    """Those of the jobs out that are done by the time that one is; one whose process ended may go out again."""
    for future in wait(out, return_when=FIRST_COMPLETED).done:
        job, problem = out.pop(future), future.exception()
        if problem is None:
            yield job, future.result()
            continue
        what = hands.after(job, problem)
        if isinstance(what, WorkspaceJob):
            out[hands.submit(what)] = what
        else:
            yield job, what
