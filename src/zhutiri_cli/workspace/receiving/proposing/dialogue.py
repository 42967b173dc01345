"""The clerk's answers: one question for all that is certain, then the doubtful ones one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.workspace.receiving.proposing.proposal import Proposal
from zhutiri_cli.workspace.recording.target import find_activity, read_held, read_option_day

Ask = Callable[[str], str]
_CHANGE = re.compile(r"(\d+)(?:\s*+[=＝:：]\s*|\s+)(\d+)")


class Choice(Struct, frozen=True):
    """A share and the activity that it is taken for; ``held`` as it is recorded, ``on`` where its day was asked."""

    proposal: Proposal
    number: int
    held: object = None
    on: date | None = None


def certain_ones(proposals: Sequence[Proposal]) -> list[Choice]:
    """What may be taken unasked: certain, and with a day of its own; with the day held only where it is clear."""
    return [
        Choice(one, one.number, one.held.day if one.held and one.held.clear else None)
        for one in proposals
        if one.certain and one.number is not None and one.parcel.day is not None
    ]


def chosen(plan: Plan, proposals: Mapping[int, Proposal], ask: Ask) -> list[Choice]:
    """What the clerk takes of ``proposals``, by their places on the screen. Enter takes every certain one with the day
    held that its line shows; 2=7 puts the second into activity 7 instead; q takes none. Then each doubtful one is
    asked for."""
    numbers = {at: one.number for at, one in proposals.items() if one.certain}
    while True:
        said = ask(f"回车收下有把握的 {len(numbers)} 件；改一件写“行号=序号”，如 1=7；不收写 q：").strip()
        if said.casefold() == "q":
            return []
        if not said:
            break
        match = _CHANGE.fullmatch(said)
        if match is None or int(match[1]) not in proposals:
            continue
        number = _activity(plan, match[2])
        if number is not None:
            numbers[int(match[1])] = number
    found = []
    for at, one in proposals.items():
        number = numbers.get(at)
        if number is not None:
            held = one.held.day if one.held and number == one.number else None
            found.append(Choice(one, number, held, _day(one, ask)))
            continue
        number = _number(plan, at, one, ask)
        if number is not None:
            found.append(Choice(one, number, _held(one, ask), _day(one, ask)))
    return found


def _number(plan: Plan, at: int, one: Proposal, ask: Ask) -> int | None:
    likely = [number for number in (one.number, *one.others) if number is not None]
    hint = f"，可能是 {'、'.join(map(str, likely[:5]))}" if likely else ""
    wrong = ""
    while said := ask(f"{wrong}第 {at} 件 {one.parcel.label}（{one.why}{hint}）放入第几项？回车先不收：").strip():
        try:
            return find_activity(plan, said).id
        except UsageProblem as problem:
            wrong = _wrong(problem)
    return None


def _activity(plan: Plan, said: str) -> int | None:
    try:
        return find_activity(plan, said).id
    except UsageProblem:  # the clerk is asked again
        return None


def _held(one: Proposal, ask: Ask) -> object:
    offered = f"回车用 {one.held.day}（{one.held.said}），不填写 -" if one.held else "回车不填"
    wrong = ""
    while True:
        said = ask(f"{wrong or '  '}举办日期？{offered}：").strip()
        if not said:
            return one.held.day if one.held else None
        if said == "-":
            return None
        try:
            held: object = read_held(said, "举办日期")
        except UsageProblem as problem:
            wrong = _wrong(problem)
        else:
            return held


def _day(one: Proposal, ask: Ask) -> date | None:
    wrong = ""
    while one.parcel.day is None:
        try:
            return read_option_day(ask(f"{wrong or '  '}{one.parcel.label} 哪天收到？"), "收到日期")
        except UsageProblem as problem:
            wrong = _wrong(problem)
    return None


def _wrong(problem: UsageProblem) -> str:
    """What was wrong with an answer, before the question is put again."""
    return f"  {problem.message}，{problem.advice}；"
