"""What a check is asked to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.case.case import Case
from zhutiri_cli.plan.load import LoadedPlan
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.rule import Rule
from zhutiri_cli.submission.gather import Looking

if TYPE_CHECKING:
    pass

Cases = tuple[Case, ...]
Probe = Callable[["CheckRequest", Report, Cases], tuple[Cases, list[str]]]
"""Something asked of the network or of the photos once a first report tells where it matters: the cases with what was
learnt, and what is said of it to the reader."""


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What is to be checked: a loaded plan, a submissions root, and the day.

    ``only``: look at these activities alone (``None``: at all). ``looking``: how files are looked into. ``probes``:
    what is asked beyond the disk, each given the report so far; without any nothing leaves the machine and no picture
    is read. ``templates``: the office's templates that the output will take where they are there.
    """

    loaded: LoadedPlan
    root: Path
    as_of: date
    due_within: int
    rules: Sequence[Rule]
    looking: Looking = field(default_factory=Looking)
    only: frozenset[int] | None = None
    probes: tuple[Probe, ...] = ()
    templates: frozenset[str] = frozenset()
