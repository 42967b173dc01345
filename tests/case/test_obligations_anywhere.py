"""Obligations of activities and of units against their plain reference: every form of a term, in every year that both
libraries know, with any calendar of the plan."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.support.drawn_days import UNITS, YEARS, around, calendar_near, pick, upto
from tests.support.obligations_reference import Answer, Asked, Kept, ahead_of, judge, periods, state_on
from tests.support.reference import NOTHING, Local
from zhutiri_cli.case.case import Case
from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.obliged import Obliged, of_units
from zhutiri_cli.common.yaml.source import Source
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.submission.arrivals import FileFact, LinkFact
from zhutiri_cli.submission.gather import Submission
from zhutiri_cli.submission.record_file import LoadedRecord, Record
from zhutiri_cli.submission.unit_duties import UnitDuties
from zhutiri_cli.workdays.calendar import WorkCalendar

PORTAL = "ncx.example"
STATES = {"not_due", "due", "done", "late", "overdue", "waived"}


def plan_of(asked: Asked, kept: Kept, month: date) -> Plan:
    due: dict[str, Any] = {"on": str(asked.on)} if asked.on else {"anchor": asked.anchor, asked.unit: str(asked.amount)}
    one: dict[str, Any] = {"key": asked.key, "label": "事项", "due": due}
    one |= {"materials": {asked.material: "1"}} if asked.material else {}
    one |= {"portal": PORTAL} if asked.portal else {}
    row: dict[str, Any] = {
        "id": "1",
        "month": str(month.month),
        "theme": "甲",
        "forms": ["座谈"],
        "units": ["区教育局"],
    }
    row |= {"planned": str(kept.planned)} if kept.planned else {}
    row |= {"cancelled": "true", "reason": "停办"} if kept.cancelled else {}
    code = "ZT208" if asked.key == "filing" else "ZT209"
    row |= {"waivers": [{"rule": code, "reason": "经同意"}]} if kept.waived else {}
    whole = {
        "key": "report",
        "label": "整套",
        "due": {"anchor": "end", "working_days": "5"},
        "materials": {"photos": "9"},
    }
    return Plan.model_validate(
        {"schema": "2", "year": str(month.year), "obligations": [one, whole], "activities": [row]}
    )


def case_of(asked: Asked, kept: Kept, as_of: date, local: Local, month: date) -> Case:
    tree: dict[str, Any] = {}
    if kept.held:
        tree["held"] = {"start": str(kept.held[0]), "end": str(kept.held[1])}
    if kept.done:
        tree |= {"filed": str(kept.done)} if asked.key == "filing" else {"done": {asked.key: str(kept.done)}}
    on = sorted({day for day in (*kept.file, *kept.links) if day is not None})
    tree["receipts"] = [{"on": str(day), "files": [f"{day}.txt"]} for day in on]
    record = Record.model_validate(tree)
    kind = frozenset({asked.material or "video"})
    files = [FileFact(f"{i}.txt", "document", kind, FileFacts(Fitness.USABLE), day) for i, day in enumerate(kept.file)]
    links = [
        LinkFact(f"https://www.{PORTAL}/{i}", f"www.{PORTAL}", "链接.txt", "", day) for i, day in enumerate(kept.links)
    ]
    elsewhere = LinkFact("https://www.yunxi.example/1", "www.yunxi.example", "链接.txt", "", date(2007, 1, 1))
    submission = Submission(Path("1"), LoadedRecord(Source("", None, None), record), tuple(files), (*links, elsewhere))
    return Case(plan_of(asked, kept, month), 0, as_of, WorkCalendar(local.off, local.on, local.years), submission)


@st.composite
def drawn(draw: st.DrawFn) -> tuple[Asked, Kept, date, Local, date]:
    """An obligation, what is known of it, and a day to judge it on."""
    month = date(pick(draw, *YEARS), pick(draw, 1, 12, 2, 9, 1 + upto(draw, 11)), 1)
    start = month + timedelta(upto(draw, 27))
    local = calendar_near(draw, start)
    unit = pick(draw, *UNITS)
    amount = upto(draw, 2 * UNITS[unit]) - UNITS[unit]
    asked = Asked(pick(draw, "preview", "filing"), pick(draw, "start", "end"), unit, amount)
    asked = replace(asked, on=pick(draw, None, None, around(draw, start, 20)))
    asked = replace(asked, material=pick(draw, None, None, "plan", "summary"), portal=pick(draw, False, False, True))
    held = pick(draw, (start, start + timedelta(pick(draw, 0, 2, 40))), (start, start), None)
    kept = Kept(held, planned=pick(draw, None, start), waived=pick(draw, *[False] * 8, True))
    kept = replace(kept, cancelled=pick(draw, *[False] * 9, True))
    deadline = judge(asked, kept, start, local).deadline or start
    came = (around(draw, deadline), around(draw, start, 15), None)
    kept = replace(
        kept,
        done=pick(draw, None, None, around(draw, deadline), around(draw, deadline, 30)),
        file=tuple(pick(draw, *came) for _ in range(upto(draw, 2))),
        links=tuple(pick(draw, *came) for _ in range(upto(draw, 2))),
    )
    opens = ahead_of(deadline, local)
    return asked, kept, around(draw, pick(draw, deadline, opens, start, kept.done or start, deadline), 3), local, month


def of(one: Obliged) -> Answer:
    return Answer(one.state.value, one.timing.deadline, one.timing.provisional, one.done)


def test_the_labels_are_the_contracts() -> None:
    labels = {
        "not_due": "未到期", "due": "待办", "done": "已办", "late": "迟办", "overdue": "逾期未办", "waived": "已豁免",
    }  # fmt: skip
    assert {state.value: state.label for state in ObligationState} == labels
    assert {state.value for state in ObligationState if state.open} == {"due", "overdue"}


def test_an_activitys_obligation_is_what_the_reference_says_in_every_state() -> None:
    reached = Counter[str]()

    def one(given_: tuple[Asked, Kept, date, Local, date]) -> None:
        asked, kept, as_of, local, month = given_
        case = case_of(asked, kept, as_of, local, month)
        kept = replace(kept, doubtful=case.situation.doubtful)
        expected = judge(asked, kept, as_of, local)
        (found,) = case.obligations
        if expected.provisional:  # of later days the product has an estimate, of earlier ones a table
            late = month.year >= 2026
            assert found.timing.provisional == late
            return
        assert of(found) == expected
        assert found.timing.estimated == (kept.held is None and kept.planned is not None and asked.on is None)
        told = found.reason is None and expected.state in ("due", "overdue")
        if not told and found.reason is None:
            assert not found.doubt
        if kept.doubtful and judge(asked, replace(kept, doubtful=False), as_of, local).state == "overdue":
            assert found.doubt  # the unit is not named, and the office learns why
        undated = expected.done is None and not kept.cancelled and not kept.doubtful
        if told and undated and asked.material and not any(kept.file):
            assert found.doubt == ("材料已在文件夹中，哪天收到没有登记" if kept.file else "")
        if told and undated and asked.portal and asked.material is None:
            assert bool(found.doubt) == bool(kept.links)
        reached[expected.state] += 1

    settings(max_examples=400, database=None)(given(drawn())(one))()
    assert {state for state, times in reached.items() if times >= 5} == STATES


@settings(max_examples=100)
@given(st.data())
def test_what_units_owe_by_the_month_the_quarter_or_a_day(data: st.DataObject) -> None:
    draw = data.draw
    year, day, every = pick(draw, *YEARS), 1 + upto(draw, 30), pick(draw, "month", "quarter")
    issued = pick(draw, None, date(year, 1 + upto(draw, 11), 1 + upto(draw, 27)))
    fixed = date(year, 1 + upto(draw, 11), 1 + upto(draw, 27))
    local = calendar_near(draw, fixed)
    expected = periods(year, every, day, issued)
    asked = {"progress": {"every": every, "day": str(day)}, "form": {"on": str(fixed)}}
    obligations = [{"key": key, "label": key, "per": "unit", "due": due} for key, due in asked.items()]
    rows = [{"id": "1", "month": "1", "theme": "甲", "forms": ["座谈"], "units": ["区教育局", "区民政局"]}]
    tree: dict[str, Any] = {"schema": "2", "year": str(year), "obligations": obligations, "activities": rows}
    tree |= {"document": {"issued": str(issued)}} if issued else {}
    plan = Plan.model_validate(tree)
    met = {("", fixed): pick(draw, None, around(draw, fixed))}
    met |= {(name, end): pick(draw, None, None, around(draw, end)) for name, end in expected}
    waived = {one for one in met if met[one] is None and pick(draw, *[False] * 6, True)}
    kept = [entry("区教育局", name, met[name, end], waived=(name, end) in waived) for name, end in met]
    duties = UnitDuties.model_validate({"done": [one for one in kept if one is not None]})
    as_of = around(draw, pick(draw, fixed, *(end for _, end in expected)), 12)
    product = WorkCalendar(local.off, local.on, local.years)
    own, other = of_units(plan, duties, product, as_of)
    assert (own.unit, other.unit) == ("区教育局", "区民政局")
    for unit, known in ((own, True), (other, False)):
        found = [(one.obligation.key, one.period, one.timing.deadline, one.state.value) for one in unit.obligations]
        want = []
        for key, listed in (("progress", expected), ("form", [("", fixed)])):
            for name, end in listed:
                done = met[name, end] if known else None
                state = state_on(as_of, end, ahead_of(end, local), done)
                want.append((key, name, end, "waived" if known and (name, end) in waived else state))
        assert found == want


def entry(unit: str, period: str, on: date | None, *, waived: bool) -> dict[str, str] | None:
    if on is None and not waived:
        return None
    told = {"unit": unit, "key": "progress" if period else "form"} | ({"period": period} if period else {})
    return told | ({"waived": "经同意"} if waived else {"on": str(on)})


def test_nothing_is_asked_for_before_the_notice_came_out_nor_on_that_very_day() -> None:
    listed = periods(2024, "month", 25, date(2024, 3, 25))
    assert [name for name, _ in listed][:2] == ["2024-04", "2024-05"]
    assert Local() == NOTHING
