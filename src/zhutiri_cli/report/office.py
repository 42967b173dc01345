"""Who writes and who is written to: the office, the units that can be reached, and the office's own templates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from zhutiri_cli.common.shown import NO_WORDS, Shown
from zhutiri_cli.plan.roster_names import by_any_name

if TYPE_CHECKING:
    from zhutiri_cli.plan.model import Plan


class Office(Struct, frozen=True):
    """The notice and the office behind it, as the plan says; ``clauses`` is topic → (number, words), ``asked`` the
    labels of the required kinds of material, ``due`` by when they are asked for, in words. ``phone`` and ``email`` have
    their digits whole: the office writes them into its letters so that it can be reached."""

    issuer: Shown = NO_WORDS
    number: Shown = NO_WORDS
    issued: date | None = None
    contact: Shown = NO_WORDS
    phone: Shown = NO_WORDS
    email: Shown = NO_WORDS
    due: Shown = NO_WORDS
    asked: tuple[Shown, ...] = ()
    clauses: tuple[tuple[Shown, Shown, Shown], ...] = ()

    @property
    def basis(self) -> Shown:
        """What letters refer to: the notice's number, or the plan where it names none."""
        return self.number or Shown("活动计划")

    def clause(self, topic: str) -> tuple[Shown, Shown] | None:
        """The clause of a topic: its number and its words; ``None`` where the plan has none."""
        return next(((ref, text) for own, ref, text in self.clauses if own == topic), None)


class RosterEntry(Struct, frozen=True):
    """A unit of the plan's roster: its proper name, its other names, and how it is reached ("": not known).

    ``phone`` and ``email`` have their digits whole: they are the office's own address book, and a masked address
    reaches nobody."""

    name: Shown
    aliases: tuple[Shown, ...] = ()
    contact: Shown = NO_WORDS
    phone: Shown = NO_WORDS
    email: Shown = NO_WORDS


class OfficeTemplate(Struct, frozen=True):
    """A template that the office put in place of ours: its path as shown to people, and its bytes."""

    path: Shown
    content: bytes


def office_of(plan: Plan) -> Office:
    """The office's facts of a plan."""
    document, contact, materials = plan.document, plan.contact, plan.materials
    return Office(
        issuer=Shown(document.issuer or "（发文机关）"),
        number=Shown(document.number or ""),
        issued=document.issued,
        contact=Shown((contact.name if contact else None) or ""),
        phone=Shown.whole((contact.phone if contact else None) or ""),
        email=Shown.whole((contact.email if contact else None) or ""),
        due=Shown(plan.report_due.words),
        asked=tuple(Shown(materials.labels[kind]) for kind, least in materials.minimums().items() if least),
        clauses=tuple(
            (Shown(topic), Shown(clause.ref), Shown(clause.text))
            for topic, clause in document.clauses
            if clause is not None
        ),
    )


def roster_of(plan: Plan) -> tuple[RosterEntry, ...]:
    """The plan's roster; empty where it has none."""
    return tuple(
        RosterEntry(
            Shown(unit.name),
            tuple(map(Shown, unit.aliases)),
            Shown(unit.contact or ""),
            Shown.whole(unit.phone or ""),
            Shown.whole(unit.email or ""),
        )
        for unit in plan.roster or ()
    )


def entry_of(unit: Shown, roster: tuple[RosterEntry, ...]) -> RosterEntry:
    """The roster's entry for a unit, by name, else by alias; a unit that is not in it is only a name."""
    return by_any_name(roster).get(unit, RosterEntry(unit))
