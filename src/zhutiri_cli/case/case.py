"""One activity's case on a date: plan, record, material, deadline and status put together for the rules.

Pure: everything comes in as frozen facts. This is where receipts become a submission date, where waivers lift
requirements, and where a record that cannot be right is told from one that can (contract §2, §3, ZT206).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct, field

from zhutiri_cli.case.impossible_dates import Oddity, oddities
from zhutiri_cli.case.material_lines import MaterialLine, all_elsewhere, complete, completed_on, material_lines
from zhutiri_cli.case.obliged import Obliged, of_activity
from zhutiri_cli.case.peers import Peers
from zhutiri_cli.case.status import TIMING_RULES, Action, Situation, Status, action_of, status_of
from zhutiri_cli.common.yaml.fields import Waiver
from zhutiri_cli.common.yaml.periods import Period
from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.materials.links.web.page_facts import PageFacts
from zhutiri_cli.materials.ocr.words_seen import Seen
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.plan.terms import requirement_rule
from zhutiri_cli.submission.gather import Submission
from zhutiri_cli.submission.record_file import Record
from zhutiri_cli.workdays.calendar import WorkCalendar
from zhutiri_cli.workdays.deadline import Deadline, deadline_for


class HeldWaiver(Struct, frozen=True):
    """A waiver as it applies: from the plan or the record, with its route, and whether it holds on the date."""

    waiver: Waiver
    route: Route
    in_plan: bool
    active: bool


class Case(Struct, frozen=True, dict=True):
    """Everything the rules may know of one activity on ``as_of``; derived facts are computed once."""

    plan: Plan
    index: int
    as_of: date
    calendar: WorkCalendar
    submission: Submission
    peers: Peers = field(default_factory=Peers)
    pages: Mapping[str, PageFacts] | None = None
    """What opening the links showed, by address; ``None`` without ``--online``."""
    seen: Seen | None = None
    """What was seen on the photos; ``None`` where nobody looked."""

    @property
    def activity(self) -> Activity:
        """The row of the plan."""
        return self.plan.activities[self.index]

    @property
    def route(self) -> Route:
        """The row's route in the plan file."""
        return ("activities", self.index)

    @property
    def record(self) -> Record:
        """What is recorded; empty when nothing is, or when the record is faulty."""
        return self.submission.record

    @cached_property
    def planned(self) -> Period:
        """When it is planned, or the month that it was moved to."""
        return self.activity.target(self.plan.year)

    @cached_property
    def deadline(self) -> Deadline:
        """The reporting deadline."""
        held, due = self.record.held, self.plan.report_due
        since = None if held is None else held.first if due.anchor == "start" else held.last
        counted = due.fixed_or_term
        assert counted is not None  # the whole set is asked of every activity, so never by the month
        return deadline_for(since, self.planned.last, counted, self.record.extended_to, self.calendar)

    @cached_property
    def obligations(self) -> tuple[Obliged, ...]:
        """What is asked besides the whole set, each by a date of its own."""
        return of_activity(self)

    @cached_property
    def waivers(self) -> tuple[HeldWaiver, ...]:
        """All waivers of the activity, the plan's first."""
        pairs = [(w, (*self.route, "waivers", i), True) for i, w in enumerate(self.activity.waivers)]
        pairs += [(w, ("waivers", i), False) for i, w in enumerate(self.record.waivers)]
        return tuple(
            HeldWaiver(waiver, route, in_plan, waiver.until is None or self.as_of <= waiver.until)
            for waiver, route, in_plan in pairs
        )

    def waived(self, code: str) -> str | None:
        """The reason of the waiver that covers a rule on this date, or ``None``."""
        if not self.waivers:
            return None
        return next((held.waiver.reason for held in self.waivers if held.active and held.waiver.rule == code), None)

    @cached_property
    def materials(self) -> tuple[MaterialLine, ...]:
        """What is required of each kind and what is there on ``as_of``."""
        return self._materials(self.as_of)

    def _materials(self, day: date) -> tuple[MaterialLine, ...]:
        asked = self.plan.materials
        inside = self.plan.requirements.report.pictures_in_documents
        return material_lines(asked, self.activity.forms, self.submission, day, self._lifted, self.pages, inside=inside)

    @cached_property
    def _lifted(self) -> frozenset[str]:
        kinds = self.plan.materials.minimums()
        return frozenset(kind for kind in kinds if self.waived(requirement_rule(kind)) is not None)

    @cached_property
    def complete(self) -> bool:
        """Whether every required kind has its minimum of usable material on ``as_of``."""
        return complete(self.materials)

    @cached_property
    def submitted(self) -> date | None:
        """When the complete set came in, as recorded, else as the receipts show; whatever ``as_of``."""
        if self.record.submitted is not None or not self.record.receipts:
            return self.record.submitted
        return completed_on(self._materials(date.max), [receipt.on for receipt in self.record.receipts])

    @property
    def submitted_route(self) -> Route:
        """Where the submission date stands in the record."""
        return ("submitted",) if self.record.submitted else ("receipts",)

    @cached_property
    def oddities(self) -> tuple[Oddity, ...]:
        """Recorded dates that can't be right unless ``confirmed: true`` says so (ZT206)."""
        return () if self.record.confirmed else tuple(oddities(self.submission, self.planned, self.submitted))

    @cached_property
    def situation(self) -> Situation:
        """All that the status depends on."""
        held = self.record.held
        receipts = [receipt.on for receipt in self.record.receipts]
        there = any(line.items for line in self.materials)
        return Situation(
            cancelled=self.activity.cancelled,
            doubtful=self.submission.loaded.faulty or bool(self.oddities) or self.unlisted,
            evidence=any(line.items for line in self.materials if line.kind in ("photos", "summary", "links")),
            complete=self.complete,
            undated_set=self.complete and there and self.submitted is None,
            month_end=self.planned.last,
            held_first=held.first if held else None,
            held_last=held.last if held else None,
            deadline=self.deadline.day,
            latest_deadline=self.deadline.latest,
            submitted=self.submitted,
            first_receipt=min(receipts, default=None),
            has_unit=bool(self.activity.units),
            elsewhere=all_elsewhere(self.materials),
        )

    @property
    def unlisted(self) -> bool:
        """Whether the folder itself could not be listed, so that nothing may be judged by it (ZT901)."""
        return any(relative == "." for relative, _ in self.submission.unread)

    @cached_property
    def status(self) -> Status:
        """The status on ``as_of``."""
        return status_of(self.situation, self.as_of)

    @cached_property
    def excused(self) -> bool:
        """Whether the rule that says this status is waived: the status stays, and nobody acts."""
        code = TIMING_RULES.get(self.status)
        return code is not None and self.waived(code) is not None

    @cached_property
    def action(self) -> Action:
        """Who acts."""
        return action_of(self.status, self.situation, self.as_of, waived=self.excused)

    @cached_property
    def working_days_left(self) -> int | None:
        """Working days to the deadline in force, negative when it has passed (contract §6)."""
        done = self.status in (Status.CANCELLED, Status.LATE, Status.COMPLIANT)
        there = any(line.items for line in self.materials)
        if done or (self.status is Status.UNRECORDED and self.complete and there):
            return None
        return self.calendar.between(self.as_of, self.deadline.in_force)

    @property
    def begun(self) -> bool:
        """Whether the activity has begun on ``as_of``."""
        return self.record.held is not None and self.record.held.first <= self.as_of

    @cached_property
    def reported(self) -> bool:
        """Whether a submission is recorded on ``as_of``: as complete, or by a receipt."""
        dates = [*(receipt.on for receipt in self.record.receipts), *([self.submitted] if self.submitted else [])]
        return any(day <= self.as_of for day in dates)
