"""``remind`` as JSON: ``zhutiri/remind/1``."""

from __future__ import annotations

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.json import day, dumps
from zhutiri_cli.render.remind.json_shape import (
    AddresseeShape,
    DutyShape,
    LetterShape,
    OwedShape,
    OwnShape,
    RemindShape,
)
from zhutiri_cli.render.remind.letter import Written, written
from zhutiri_cli.report.letters.letter_facts import TEMPLATE, LetterDuty, Owed, Own, Reminders
from zhutiri_cli.report.office import RosterEntry


def render(facts: Reminders, display: Display) -> str:
    """The letters with their words, and the office's own list."""
    tree: RemindShape = {
        "schema": "zhutiri/remind/1",
        "as_of": day(facts.as_of),
        "plan": {"path": facts.plan_path, "title": facts.plan_title, "year": facts.year},
        "letters": [_letter(letter) for letter in written(facts, display)],
        "office": [_own(own) for own in facts.own],
        "office_obligations": [_duty(duty) for duty in facts.own_duties],
    }
    return dumps(tree)


def _letter(written_one: Written) -> LetterShape:
    letter = written_one.letter
    return {
        "to": _entry(letter.unit),
        "copies": [_entry(entry) for entry in letter.copies],
        "title": written_one.title,
        "text": written_one.text,
        "activities": [_owed(owed) for owed in letter.owed],
        "obligations": [_duty(duty) for duty in letter.duties],
    }


def _entry(entry: RosterEntry) -> AddresseeShape:
    return {
        "unit": entry.name,
        "contact": entry.contact or None,
        "phone": entry.phone or None,
        "email": entry.email or None,
    }


def _owed(owed: Owed) -> OwedShape:
    item = owed.item
    return {
        "id": item.id,
        "theme": item.theme,
        "status": item.status.value,
        "deadline": day(item.deadline),
        "latest_deadline": day(item.latest_deadline),
        "provisional": item.provisional,
        "working_days_left": item.working_days_left,
        "lacking": list(owed.lacking),
        "unchecked": list(owed.unchecked),
        "times": owed.times,
        "reminded": [day(one) for one in owed.earlier],
    }


def _duty(duty: LetterDuty) -> DutyShape:
    line = duty.one.line
    own: DutyShape = {
        "key": line.key,
        "label": line.label,
        "id": duty.one.activity,
        "unit": duty.one.unit,
        "state": line.state.value,
        "deadline": day(line.deadline),
        "provisional": line.provisional,
        "estimated": line.estimated,
        "text": duty.sentence,
    }
    if line.period:
        own["period"] = line.period
    return own


def _own(own: Own) -> OwnShape:
    item = own.item
    return {
        "id": item.id,
        "theme": item.theme,
        "units": list(item.units),
        "status": item.status.value,
        "reason": own.why,
        "todo": own.todo,
    }


FORMAT = Format("json", ".json", True, render, template=TEMPLATE)
