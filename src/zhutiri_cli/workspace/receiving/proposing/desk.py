"""``zhutiri receive`` without a number: the tray, what the screen says of it, and what is taken from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.paths import from_here, typed_word
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.temporaries import clear_left_once
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.report.proposed import ProposedLine
from zhutiri_cli.report.report import Report
from zhutiri_cli.workspace.receiving.intake import ReceiveRequest
from zhutiri_cli.workspace.receiving.own_ground import refuse_own_ground
from zhutiri_cli.workspace.receiving.packages.parcel import TYPED
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
_MOST = 10
"""Commands that are written out, one a package."""


class Desk(Struct, frozen=True):
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
        refuse_own_ground(self.root, request.packages)
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


class Waiting(Struct):
    """What lies on the desk."""

    desk: Desk
    tray: Tray
    values: dict[str, Any]
    links: tuple[str, ...]
    _before: frozenset[int] = frozenset()
    _taken: set[int] = field(default_factory=set)
    _numbers: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        plan, root = self.desk.plan, self.desk.root
        self._before = frozenset(
            at
            for at, one in enumerate(self.tray.proposals, start=1)
            if one.number is not None and taken_before(plan, root, one.parcel, one.number)
        )

    @property
    def lines(self) -> list[ProposedLine]:
        """What is proposed for each package."""
        there = {item.id: item.materials for item in self.desk.report.activities}
        return proposal_lines(self.desk.plan, self.tray, there, self._before)

    @property
    def refused(self) -> list[Shown]:
        """The packages that could not be opened, with what to do."""
        return [Shown(f"{message}。{advice}" if advice else message) for message, advice in self.tray.refused]

    @property
    def dated(self) -> list[Shown]:
        """That ``--on`` is for what has no day of its own, where mails have one that differs."""
        on = self.desk.request.on
        own = [one for one in self._fresh.values() if one.parcel.day is not None and one.parcel.dated_by != TYPED]
        if on is None or not own:
            return []
        return [Shown("--on 只给本身没有收到日期的来件用；邮件按各自的日期，要改的请写序号单独收")]

    @property
    def advice(self) -> list[Shown]:
        """What to do where nothing was taken."""
        fresh = list(self._fresh.values())
        sure = len(certain_ones(fresh))
        said = f"只是预览，没有收下任何材料。有把握的 {sure} 件，加 --yes 收下"
        return [Shown(said), *self._by_hand(fresh)] if fresh else []

    @property
    def left(self) -> list[Shown]:
        """What stays where it was."""
        rest = [one for one in self._fresh.values() if id(one) not in self._taken]
        return [Shown(f"留在原处 {len(rest)} 件"), *self._by_hand(rest, taken=True)] if rest else []

    @property
    def received(self) -> tuple[int, ...]:
        """The activities for which something was taken."""
        return tuple(sorted(self._numbers))

    @property
    def sure(self) -> bool:
        """Whether something may be taken unasked."""
        return bool(certain_ones(list(self._fresh.values())))

    def _by_hand(self, proposals: Sequence[Proposal], *, taken: bool = False) -> list[Shown]:
        """How each of what is not taken unasked is received: what lacks only its day, what needs its activity."""
        undated = [one for one in proposals if one.certain and one.parcel.day is None]
        doubtful = [one for one in proposals if not one.certain]
        if taken:
            doubtful += [one for one in proposals if one.certain and one.parcel.day is not None]
        given = " ".join(typed_word(str(path)) for path in self.desk.request.packages)
        found = [f"只缺收到日期的 {len(undated)} 件：zhutiri receive {given} --yes --on 日期"] if undated else []
        if doubtful:
            found.append(f"不知是哪一项的 {len(doubtful)} 件，请写明序号逐件收：")
            found += dict.fromkeys(map(_alone, doubtful[:_MOST]))
            found += [f"  其余 {len(doubtful) - _MOST} 件照此办理"] if len(doubtful) > _MOST else []
        return [*map(Shown, found)]

    def take(self, ask: Ask | None) -> Iterator[tuple[Received, Proposal]]:
        """Take what is certain, or with ``ask`` what the clerk says, one by one; each with its proposal."""
        clear_left_once(self.desk.root)  # of a run that was killed after its last receipt: nothing is left to take then
        fresh = self._fresh
        picked = certain_ones(list(fresh.values())) if ask is None else chosen(self.desk.plan, fresh, ask)
        return map(self._take, picked)

    def _take(self, choice: Choice) -> tuple[Received, Proposal]:
        values = self.values or ({} if choice.held is None else {"held": choice.held})
        self._taken.add(id(choice.proposal))
        self._numbers.add(choice.number)
        desk, one = self.desk, choice.proposal
        done = take(desk.plan, desk.root, one, choice.number, values, choice.on, self.links, desk.request.since)
        return done, one

    @property
    def _fresh(self) -> dict[int, Proposal]:
        """What was not taken in before, by its place on the screen."""
        gone = self._before | self.tray.same.keys()
        return {at: one for at, one in enumerate(self.tray.proposals, start=1) if at not in gone}


def _alone(one: Proposal) -> str:
    """The command that receives a package by itself."""
    if one.parcel.source is None:
        return f"  {one.parcel.label}：请从邮箱另存为 .eml 再收"
    day = " --on 日期" if one.parcel.day is None else ""
    return f"  zhutiri receive 序号 {typed_word(from_here(one.parcel.source))}{day}"
