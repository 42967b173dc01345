"""Who is reminded of what: one letter per lead unit that owes something; what is not certain is the office's own. Pure.

The joint hosts of an activity get a copy.
"""

from __future__ import annotations

from collections.abc import Iterator

from zhutiri_cli.case.material_lines import all_elsewhere
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.letters.letter_facts import Letter, LetterDuty, Owed, Own, Reminders, address
from zhutiri_cli.report.letters.letter_sentences import again, asked, sentences, state
from zhutiri_cli.report.letters.obligation_sentences import asked_words, doubted_words
from zhutiri_cli.report.office import RosterEntry, entry_of, roster_of
from zhutiri_cli.report.report import Report


def reminders(report: Report, only: frozenset[Shown] = frozenset(), within: int = 5) -> Reminders:
    """The letters of a report; ``only`` to units of these proper names (empty: to all), of what is due by now or
    ``within`` so many working days."""
    due = sorted(_due(report, within), key=lambda item: (item.working_days_left or 0, item.id))
    doubts = {item.id: why for item in due if (why := report.doubt(item))}
    letters = dict[RosterEntry, tuple[list[ActivityReport], list[LetterDuty]]]()
    for item in due:
        if item.lead is not None and item.id not in doubts:
            letters.setdefault(entry_of(item.lead, report.roster), ([], []))[0].append(item)
    duties = tuple(_duties(report))
    for duty in duties:
        if duty.one.unit is not None and not duty.one.office:
            letters.setdefault(entry_of(duty.one.unit, report.roster), ([], []))[1].append(duty)
    own = [item for item in due if item.id in doubts] + [a for a in report.activities if _for_office(a, report, due)]
    return Reminders(
        as_of=report.as_of,
        plan_path=report.plan_path,
        plan_title=report.plan_title,
        year=report.year,
        office=report.office,
        letters=tuple(
            sorted(
                (_letter(unit, *mine, report) for unit, mine in letters.items() if not only or unit.name in only),
                key=lambda letter: letter.urgency,
            )
        ),
        own=tuple(_own(item, doubts.get(item.id)) for item in sorted(own, key=lambda item: item.id)),
        notices=(*report.notices, *report.unread_said, *_bad_addresses(report)),
        own_duties=tuple(duty for duty in duties if duty.one.office),
    )


def spellings(names: list[str], plan: Plan) -> tuple[list[str], frozenset[Shown]]:
    """Units asked for as the plan's activities spell them, and their proper names; one that the plan does not know
    stays as it is."""
    roster = roster_of(plan)
    proper = frozenset(entry_of(Shown(name), roster).name for name in names)
    known = dict.fromkeys(unit for activity in plan.activities for unit in activity.units)
    found = [unit for unit in known if entry_of(Shown(unit), roster).name in proper]
    reached = {entry_of(Shown(unit), roster).name for unit in found}
    return found + [name for name in names if entry_of(Shown(name), roster).name not in reached], proper


def _due(report: Report, within: int) -> Iterator[ActivityReport]:
    """The activities for which somebody owes something now, or soon."""
    soon = {item.id for item in report.owed_soon(within)}
    for item in report.activities:
        owing = item.status in (Status.OVERDUE, Status.INCOMPLETE, Status.NOT_HELD)
        asked = item.action is Action.UNIT or (item.action is Action.OFFICE and all_elsewhere(item.materials))
        if (owing and asked) or item.id in soon:
            yield item


def _for_office(item: ActivityReport, report: Report, due: list[ActivityReport]) -> bool:
    """What the office acts on and is not due from a unit: dates to record, holdings to verify, no unit at all."""
    if item in due or item.action is not Action.OFFICE:
        return False
    return item.status not in (Status.AWAITING, Status.SCHEDULED) and (report.examined or item.lead is None)


def _duties(report: Report) -> Iterator[LetterDuty]:
    """What is to be seen to by dates of their own, the most urgent first."""
    activities = {item.id: item for item in report.activities}
    for one in report.open_obligations:
        item = activities[one.activity] if one.activity is not None else None
        yield LetterDuty(one, item, doubted_words(one) if one.office else asked_words(one, report.as_of))


def _letter(unit: RosterEntry, items: list[ActivityReport], duties: list[LetterDuty], report: Report) -> Letter:
    hosted = [*items, *(duty.item for duty in duties if duty.item is not None)]
    joint = [entry_of(name, report.roster) for item in hosted for name in item.units[1:]]
    copies = tuple(dict.fromkeys(entry for entry in joint if entry != unit))
    return Letter(unit, copies, tuple(_owed(items, report)), tuple(duties))


def _owed(items: list[ActivityReport], report: Report) -> Iterator[Owed]:
    for item in items:
        earlier = tuple(day for day in item.reminded if day < report.as_of)
        before = [Shown(again(earlier, report.as_of.year))] if earlier else []
        whole = (*sentences(item, report.as_of), *before, asked(item, report.office.asked, report.as_of))
        yield Owed(item, state(item), whole, earlier)


def _own(item: ActivityReport, doubt: str | None) -> Own:
    reasons = {found.bearing.office: found for found in reversed(item.findings) if found.counts}
    said = reasons[min(order for order in reasons if order is not None)] if reasons.keys() - {None} else None
    if item.lead is None:
        return Own(item, Shown("没有责任单位" + (f"；{said.message}" if said else "")), Shown("请查明责任单位"))
    why = doubt or (said.message if said else item.status.label)
    todo = "请人工核对后登记" if doubt else said.hint if said else "请核对后登记"
    return Own(item, Shown(why), Shown(todo))


def _bad_addresses(report: Report) -> Iterator[Shown]:
    for entry in report.roster:
        if entry.email and address(entry) is None:
            wrong = f"名录中 {entry.name} 的电子邮箱“{shorten(entry.email)}”不是可用的地址，邮件草稿不填收件人"
            yield Shown(wrong)
