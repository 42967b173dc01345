"""``zhutiri record UNIT --done KEY=DATE``: units' own obligations, kept in ``obligations_YYYY.yaml``.

A day that is corrected takes the old one's place; what else stands there stays as it is, to the character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.obliged import Obliged, UnitObliged, of_units
from zhutiri_cli.common.errors import RecordProblem, UsageProblem
from zhutiri_cli.common.file_lock import locked
from zhutiri_cli.common.files import replace_file
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import shorten, squeeze
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.typed_units import bound_units
from zhutiri_cli.submission.unit_duties import UnitDuties, read_duties
from zhutiri_cli.workdays.calendar import WorkCalendar
from zhutiri_cli.workspace.recording.done_words import DoneWord
from zhutiri_cli.workspace.recording.edit import edited
from zhutiri_cli.workspace.recording.recorded_days import long_before, not_yet
from zhutiri_cli.workspace.recording.target import read_bytes


class UnitDone(Struct, frozen=True):
    """One obligation of one unit that was met: ``period`` is "" where it does not come back; ``late`` after its day;
    ``before``: what stood there, ``None`` where nothing did; ``place``: of the entry whose day is corrected, from 0;
    ``ahead``: the day has not come yet; ``early``: that it lies long before the deadline; ``others``: the periods that
    were open on that day, too, where none was said."""

    unit: str
    key: str
    label: str
    period: str
    day: date
    late: bool
    before: str | None = None
    place: int | None = None
    ahead: bool = False
    early: str = ""
    others: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """办结日期 2024-03-05 → 2024-03-06 and what is to be known of the new day."""
        period = f"（{self.period}）" if self.period else ""
        what = f"{self.day} 办结" if self.before is None else f"办结日期 {self.before} → {self.day}"
        late = "，晚于期限" if self.late else ""
        ahead = f"；这一天{not_yet('办结')}" if self.ahead else ""
        early = f"；{self.early}" if self.early else ""
        others = (
            f"；没有写明哪一期，按最早未办的一期登记（{'、'.join(self.others)} 也未办，"
            f"办的是那一期的请在文件里改 period，"
            f"下次写 --done {self.key}:{self.others[0]}=日期）"
            if self.others
            else ""
        )
        return f"  {self.unit}：{self.label}{period} {what}{late}{ahead}{early}{others}"


class KeptDuties(Struct, frozen=True):
    """What was written into the file, or would be (``written``); what was there already changes nothing."""

    path: Path
    done: tuple[UnitDone, ...]
    written: bool

    def lines(self) -> Iterator[Shown]:
        """What the clerk sees."""
        name = path_shown(self.path)
        if not self.done:
            yield Shown(f"{name} 已是这些内容，没有改动")
            return
        yield from (Shown(one.line) for one in self.done)
        yield Shown(f"√ 已写入 {name}" if self.written else f"只看不写：没有写入 {name}")


def record_units(
    path: Path,
    plan: Plan,
    calendar: WorkCalendar,
    units: Sequence[str],
    words: Sequence[DoneWord],
    *,
    today: date,
    write: bool = True,
) -> KeptDuties:
    """Record that ``units`` (proper names of those that are bound) met their obligations. A period that is not said is
    the earliest one that is not met.

    Raises ``UsageProblem`` for a period that is not asked for, ``RecordProblem`` when the file is faulty,
    ``FileProblem`` when it cannot be written: nothing is kept then.
    """
    if not write:
        return KeptDuties(
            path, tuple(_fresh(_known(read_bytes(path), path), plan, calendar, units, words, today)), False
        )
    with locked(path):
        before = read_bytes(path)
        fresh = tuple(_fresh(_known(before, path), plan, calendar, units, words, today))
        if fresh:
            replace_file(path, _edited(path, before, fresh))
    return KeptDuties(path, fresh, True)


def _known(data: bytes, path: Path) -> UnitDuties:
    loaded = read_duties(data, path)
    if loaded.fault:
        raise RecordProblem(f"事项登记 {loaded.fault}，没有登记", "请改正后重新运行")
    return loaded.known


def _edited(path: Path, data: bytes, fresh: Sequence[UnitDone]) -> bytes:
    corrected = {one.place: {"on": one.day} for one in fresh if one.place is not None}
    new = [_entry(one) for one in fresh if one.place is None]
    return edited(path, data, {}, {"done": new} if new else {}, {"done": corrected} if corrected else {})


def _fresh(
    known: UnitDuties,
    plan: Plan,
    calendar: WorkCalendar,
    units: Sequence[str],
    words: Iterable[DoneWord],
    today: date,
) -> Iterator[UnitDone]:
    called = {unit.name: frozenset(map(squeeze, unit.called)) for unit in bound_units(plan)}
    for word in words:
        for unit in units:
            own = of_units(plan, known, calendar, word.day)
            every = next(one for one in own if one.unit == unit)
            found = _meant(every, word)
            if found.done != word.day:
                others = () if word.period else _also_open(every, found)
                yield replace(_done(unit, word, found, known, called[unit], today), others=others)


def _also_open(own: UnitObliged, meant: Obliged) -> tuple[str, ...]:
    """The other periods of the same obligation that were open on that day."""
    same = (one for one in own.obligations if one.obligation.key == meant.obligation.key and one is not meant)
    return tuple(one.period for one in same if one.state.open)


def _done(unit: str, word: DoneWord, found: Obliged, known: UnitDuties, names: frozenset[str], today: date) -> UnitDone:
    late = found.timing.deadline is not None and word.day > found.timing.deadline
    place = known.place_of(names, word.key, found.period)
    old = None if place is None else known.done[place]
    before = None if old is None else f"{old.on}" if old.on else f"不要求（{shorten(old.waived or '')}）"
    corrected = place if old is not None and old.on is not None else None  # a waiver is left standing, and superseded
    label, ahead = word.obligation.label, word.day > today
    early = long_before(word.day, found.timing.deadline)
    return UnitDone(unit, word.key, label, found.period, word.day, late, before, corrected, ahead, early)


def _meant(own: UnitObliged, word: DoneWord) -> Obliged:
    every = [one for one in own.obligations if one.obligation.key == word.key]
    if word.period is not None:
        found = next((one for one in every if one.period == str(word.period)), None)
        if found is None:
            raise UsageProblem(f"{word.obligation.label}没有 {word.period} 这一期", "该期早于通知的成文日期，不要求")
        return found
    met = (ObligationState.DONE, ObligationState.LATE, ObligationState.WAIVED)
    same = next((one for one in every if one.done == word.day), None)  # said once more
    return same or next((one for one in every if one.state not in met), every[-1])


def _entry(one: UnitDone) -> dict[str, object]:
    period = {"period": one.period} if one.period else {}
    return {"unit": one.unit, "key": one.key, **period, "on": one.day}
