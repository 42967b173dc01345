"""What is usually done next, by what a command has shown: one command, without gaps to be filled in. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from zhutiri_cli.case.status import Action
from zhutiri_cli.common.listed_numbers import in_ranges
from zhutiri_cli.report.office import entry_of

if TYPE_CHECKING:
    from zhutiri_cli.report.letters.letter_facts import Reminders
    from zhutiri_cli.report.office import RosterEntry
    from zhutiri_cli.report.report import Report

DUE_WITHIN = 5
"""Working days that ``remind`` looks ahead unless told otherwise."""
_SHEETS = ("-o", "周报.html", "-o", "台账.xlsx")


class NextStep(Struct, frozen=True):
    """What for, and the command with its arguments, without ``zhutiri`` and without the options on where the plan
    lies."""

    purpose: str
    words: tuple[str, ...]


CHECK = NextStep("每周检查", ("check",))
DEADLINES = NextStep("每项活动的截止日", ("deadlines",))


def after_check(report: Report, *, narrowed: bool, written: Collection[str]) -> NextStep:
    """Units are reminded, else the office's first own task is looked at, else the week is put on record. ``narrowed``:
    only some activities are shown; ``written``: the formats of the files written."""
    pending = report.pending()
    if not report.activities:
        return NextStep("看全部活动", ("check",))
    units = units_to_remind(report, DUE_WITHIN)
    if units:
        owed = [one for one in report.open_obligations if not one.office]
        owing = {one.id for one in report.outlines if one.acting(DUE_WITHIN) and report.actor(one) is Action.UNIT}
        shown = owing | {one.activity for one in owed if one.activity is not None}
        chosen: tuple[str, ...] = (in_ranges(shown),) if narrowed and shown else ()
        if narrowed and any(one.activity is None for one in owed):  # a unit's own has no number
            chosen = tuple(word for name in sorted(unit.name for unit in units) for word in ("--unit", name))
        return NextStep(f"催办 {len(units)} 家单位", ("remind", *chosen, "-o", "催办.docx"))
    if pending and not (narrowed and len(report.activities) == 1):
        return NextStep(f"看第 {pending[0].id} 项怎么办", ("check", str(pending[0].id)))
    if pending:
        return NextStep("登记怎样写", ("help", "record"))
    if "html" in written:
        return NextStep("截止日放进日历", ("deadlines", "-o", "截止日.ics"))
    return NextStep("写成周报和台账", ("check", *_SHEETS))


def units_to_remind(report: Report, within: int) -> frozenset[RosterEntry]:
    """The units to which reminders go: they owe material by now or ``within`` so many working days, or have something
    to see to by a date of its own."""
    leads = [one.lead for one in report.outlines if one.acting(within) and report.actor(one) is Action.UNIT]
    leads += [one.unit for one in report.open_obligations if not one.office]
    return frozenset(entry_of(unit, report.roster) for unit in leads if unit is not None)


def after_letters(letters: Reminders, chosen: Sequence[str], *, written: bool) -> NextStep:
    """The letters shown are written as a file, once they are (or were sent) the week is put on record. ``chosen``: the
    ids and filters that chose them, as words of a command."""
    if letters.letters and not written:
        return NextStep("写成 Word 文件", ("remind", *chosen, "-o", "催办.docx"))
    if letters.own:
        first = letters.own[0].item.id
        return NextStep(f"看第 {first} 项怎么办", ("check", str(first)))
    return NextStep("写成周报、台账和通报", ("check", *_SHEETS, "-o", "通报.docx"))
