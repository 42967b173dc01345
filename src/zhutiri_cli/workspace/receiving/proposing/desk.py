"""``zhutiri receive`` without a number: the tray, what the screen says of it, and what is taken from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.report.report import Report
from zhutiri_cli.workspace.receiving.intake import ReceiveRequest
from zhutiri_cli.workspace.receiving.proposing.dialogue import Ask, Choice, certain_ones, chosen
from zhutiri_cli.workspace.receiving.proposing.plan_words import PlanWords
from zhutiri_cli.workspace.receiving.proposing.proposal import Proposal
from zhutiri_cli.workspace.receiving.proposing.proposal_lines import proposal_lines
from zhutiri_cli.workspace.receiving.proposing.standing import Background, Standing, senders_before
from zhutiri_cli.workspace.receiving.proposing.tray import Tray, take, tray_of
from zhutiri_cli.workspace.receiving.remainder import taken_before
from zhutiri_cli.workspace.receiving.taken_in import Received
from zhutiri_cli.workspace.recording.target import checked_link, read_held, read_option_day

_DONE = frozenset({Status.LATE, Status.COMPLIANT})


@dataclass(frozen=True, slots=True)
class Desk:
    """A plan, its submissions root, how all stands today, and what was typed."""

    plan: Plan
    root: Path
    report: Report
    request: ReceiveRequest

    @contextmanager
    def open(self) -> Iterator[Waiting]:
        """The packages read, as long as it is open. Raises a ``ZhutiriError`` for a value that cannot be used."""
        request = self.request
        values = {} if request.held is None else {"held": read_held(request.held)}
        links = tuple(checked_link(link) for link in request.links)
        on = None if request.on is None else read_option_day(request.on, "--on")
        with tray_of(self._known(), request.packages, on) as tray:
            yield Waiting(self, tray, values, links)

    def _known(self) -> Background:
        standings = {
            item.id: Standing(
                item.status in _DONE,
                any(line.items for line in item.materials),
                frozenset(str(line.kind) for line in item.lacking),
                item.held,
            )
            for item in self.report.activities
        }
        return Background(PlanWords(self.plan), standings, senders_before(self.plan, self.root))


@dataclass(slots=True)
class Waiting:
    """What lies on the desk."""

    desk: Desk
    tray: Tray
    values: dict[str, Any]
    links: tuple[str, ...]
    _before: frozenset[int] = frozenset()
    _taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        plan, root = self.desk.plan, self.desk.root
        self._before = frozenset(
            at
            for at, one in enumerate(self.tray.proposals, start=1)
            if one.number is not None and taken_before(plan, root, one.parcel, one.number)
        )

    @property
    def lines(self) -> list[Shown]:
        """One line per package."""
        lacking = {item.id: frozenset(str(line.kind) for line in item.lacking) for item in self.desk.report.activities}
        return proposal_lines(self.desk.plan, self.tray.proposals, lacking, self._before, self.tray.same)

    @property
    def refused(self) -> list[Shown]:
        """The packages that could not be opened, with what to do."""
        return [Shown(f"{message}。{advice}" if advice else message) for message, advice in self.tray.refused]

    @property
    def advice(self) -> list[Shown]:
        """What to do where nothing was taken."""
        sure = len(certain_ones(list(self._fresh.values())))
        said = f"只是预览，没有收下任何材料。有把握的 {sure} 件，加 --yes 收下"
        return [Shown(f"{said}；其余请写明序号：zhutiri receive 序号 来件")]

    @property
    def left(self) -> list[Shown]:
        """What stays where it was."""
        rest = [one for one in self._fresh.values() if id(one) not in self._taken]
        if not rest:
            return []
        return [Shown(f"留在原处 {len(rest)} 件，请写明序号再收：zhutiri receive 序号 来件")]

    def take(self, ask: Ask | None) -> Iterator[tuple[Received, bool]]:
        """Take what is certain, or with ``ask`` what the clerk says, one by one; and whether it was doubtful."""
        fresh = self._fresh
        picked = certain_ones(list(fresh.values())) if ask is None else chosen(self.desk.plan, fresh, ask)
        return map(self._take, picked)

    def _take(self, choice: Choice) -> tuple[Received, bool]:
        values = self.values or ({} if choice.held is None else {"held": choice.held})
        self._taken.add(id(choice.proposal))
        desk, one = self.desk, choice.proposal
        done = take(desk.plan, desk.root, one, choice.number, values, choice.on, self.links, desk.request.since)
        return done, not one.certain

    @property
    def _fresh(self) -> dict[int, Proposal]:
        """What was not taken in before, by its place on the screen."""
        gone = self._before | self.tray.same.keys()
        return {at: one for at, one in enumerate(self.tray.proposals, start=1) if at not in gone}
