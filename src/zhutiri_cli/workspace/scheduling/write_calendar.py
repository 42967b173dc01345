"""``zhutiri workdays --import``: published schedules written into the plan's ``calendar``.

What else stands in the plan file stays as it is, to the character; local days that the lists held are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from msgspec import Struct

from zhutiri_cli.common.errors import PlanProblem, RecordProblem
from zhutiri_cli.common.file_lock import locked
from zhutiri_cli.common.files import replace_file
from zhutiri_cli.common.paths import path_shown, typed_word
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.yaml.source import PLAN_BYTES, read_source
from zhutiri_cli.plan.load import load_plan_bytes
from zhutiri_cli.plan.model import CalendarLists
from zhutiri_cli.workdays.published.published_schedule import PublishedSchedule
from zhutiri_cli.workdays.published.schedule_rules import faults_of
from zhutiri_cli.workspace.recording.edit import edited
from zhutiri_cli.workspace.scheduling.known_days import YearCompared, compare


class CalendarDraft(Struct, frozen=True):
    """What would be written into the plan at ``path``. ``faults``: why nothing may be; ``before`` and
    ``after``: the lists now and then."""

    path: Path
    compared: tuple[YearCompared, ...]
    faults: tuple[Shown, ...]
    before: CalendarLists
    after: CalendarLists

    @property
    def fresh(self) -> list[PublishedSchedule]:
        """The schedules that are to be written."""
        return [one.schedule for one in self.compared if not one.same]

    @property
    def differences(self) -> list[Shown]:
        """Days on which what is known already says otherwise."""
        return [line for one in self.compared for line in one.differences]

    @property
    def sum(self) -> str:
        """What changes in the lists, in one sentence: 增加放假 28 天、上班 6 天，确认年份 2027."""
        said = list[str]()
        for word, one, other in (("增加", self.after, self.before), ("去掉", self.before, self.after)):
            days = [
                f"{name} {number} 天"
                for name, field in (("放假", "days_off"), ("上班", "workdays"))
                if (number := len({*getattr(one, field)} - {*getattr(other, field)}))
            ]
            said += [f"{word}{'、'.join(days)}"] if days else []
        fresh = [f"{year}" for year in self.after.confirmed_years if year not in self.before.confirmed_years]
        known = [f"{one.year}" for one in self.fresh if one.year in self.before.confirmed_years]
        said += [f"新确认年份 {'、'.join(fresh)}"] if fresh else []
        said += [f"年份 {'、'.join(known)} 原已确认"] if known else []
        return "，".join(said)

    def lines(self) -> Iterator[Shown]:
        """What the clerk sees before it is written."""
        for one in self.compared:
            schedule = one.schedule
            off, makeup = len(schedule.off), len(schedule.makeup)
            yield Shown(f"{schedule.year} 年放假调休安排（{schedule.place}）：放假 {off} 天，周末上班 {makeup} 天")
            yield from (Shown(f"  依据：{paper}") for paper in schedule.papers)
            if one.same:
                yield Shown(f"  {schedule.year} 年的安排已经知道，与文件一致，不用写入")
        for name, old, new in (
            ("放假", self.before.days_off, self.after.days_off),
            ("上班", self.before.workdays, self.after.workdays),
        ):
            yield from (Shown(f"  ＋ {name} {run}") for run in _runs({*new} - {*old}))
            yield from (Shown(f"  － {name} {run}") for run in _runs({*old} - {*new}))
        for schedule in self.fresh:
            yield from (Shown(line) for line in self._kept(schedule))

    def _kept(self, schedule: PublishedSchedule) -> Iterator[str]:
        for name, days, own in (
            ("本地放假日", self.after.days_off, schedule.off),
            ("本地工作日", self.after.workdays, schedule.makeup),
        ):
            kept = [day.isoformat() for day in days if day.year == schedule.year and day not in own]
            if kept:
                yield f"  计划原有的{name}保留：{'、'.join(kept)}"


def draft(path: Path, schedules: Sequence[PublishedSchedule]) -> CalendarDraft:
    """What would become of the plan's ``calendar``. Raises ``FileProblem`` when the plan cannot be opened,
    ``PlanProblem`` when it has errors."""
    return _draft(path, _bytes(path), schedules)


def write_calendar(path: Path, schedules: Sequence[PublishedSchedule], *, force: bool) -> CalendarDraft:
    """Write the schedules, all or none; nothing where all are known. Raises what ``draft`` does, and
    ``RecordProblem`` where the plan cannot be changed safely, or where what is known differs and not ``force``."""
    with locked(path):
        data = _bytes(path)
        made = _draft(path, data, schedules)
        refuse(made, force=force)
        if made.fresh:
            replace_file(path, _edited(path, data, made))
    return made


def refuse(made: CalendarDraft, *, force: bool) -> None:
    """Raises ``RecordProblem`` where nothing may be written."""
    if made.faults:
        said = f"放假安排有 {len(made.faults)} 处不合规则，没有写入任何内容"
        raise RecordProblem(said, "请对照国务院办公厅的通知核对文件，或换一个来源")
    if made.differences and not force:
        said = f"放假安排与已知的有 {len(made.differences)} 天不同，没有写入任何内容"
        ours = any(one.differences and one.schedule.year in made.before.confirmed_years for one in made.compared)
        local = "；计划里另加的本地放假日、工作日也列在其中" if ours else ""
        raise RecordProblem(said, f"请对照通知核对{local}；确认以文件为准的，加 --force 再运行，这些天按文件改")


def _draft(path: Path, data: bytes, schedules: Sequence[PublishedSchedule]) -> CalendarDraft:
    plan = load_plan_bytes(path, data).plan
    if plan is None:
        name = path_shown(path)
        raise PlanProblem(
            f"计划文件 {name} 有错误，没有写入任何内容", f"请运行 zhutiri validate {typed_word(name)} 逐条改正"
        )
    faults = tuple(Shown(f"{one.place}：{line}") for one in schedules for line in faults_of(one))
    if faults:
        return CalendarDraft(path, (), faults, plan.calendar, plan.calendar)
    compared = tuple(compare(one, plan.calendar) for one in schedules)
    after = plan.calendar
    for one in compared:
        if not one.same:
            after = _joined(after, one.schedule)
    return CalendarDraft(path, compared, (), plan.calendar, after)


def _joined(lists: CalendarLists, schedule: PublishedSchedule) -> CalendarLists:
    """The lists with one schedule: for a year that they carried whole it stands in place of the old one; a day that
    contradicts it goes."""
    replaced = schedule.year in lists.confirmed_years

    def joined(old: Iterable[date], own: Iterable[date], other: Iterable[date]) -> tuple[date, ...]:
        mine, gone = {*own}, {*other}
        kept = [day for day in old if day in mine or not (day in gone or (replaced and day.year == schedule.year))]
        return (*kept, *sorted(mine - {*kept}))

    years = lists.confirmed_years if replaced else (*lists.confirmed_years, schedule.year)
    return lists.model_copy(
        update={
            "days_off": joined(lists.days_off, schedule.off, schedule.makeup),
            "workdays": joined(lists.workdays, schedule.makeup, schedule.off),
            "confirmed_years": years,
        }
    )


def _runs(days: Iterable[date]) -> Iterator[str]:
    """Days in order, those that follow one another as one run."""
    runs = list[list[date]]()
    for day in sorted(days):
        if runs and day - runs[-1][-1] == timedelta(1):
            runs[-1].append(day)
        else:
            runs.append([day])
    yield from (f"{run[0]} 至 {run[-1]}（{len(run)} 天）" if len(run) > 1 else f"{run[0]}" for run in runs)


def _edited(path: Path, data: bytes, made: CalendarDraft) -> bytes:
    """The plan's new text. Raises ``RecordProblem`` where it would lose a comment or not say what it should."""
    fields = ("days_off", "workdays", "confirmed_years")
    changed = {name: list(getattr(made.after, name)) for name in fields}
    changed = {name: new for name, new in changed.items() if new != list(getattr(made.before, name))}
    text = edited(path, data, {"calendar": changed}, {})
    after = load_plan_bytes(path, text).plan
    if after is None or after.calendar.model_dump() != made.after.model_dump() or text.count(b"#") != data.count(b"#"):
        said = f"{path_shown(path)} 的 calendar 不能在保留注释的同时改动，没有写入任何内容"
        raise RecordProblem(said, "请照上面列出的日子手工改 calendar")
    return text


def _bytes(path: Path) -> bytes:
    """The plan file as it is. Raises ``FileProblem``, or ``PlanProblem`` where it is no text that can be edited."""
    source = read_source(path, PLAN_BYTES)
    if not source.readable or source.faults:
        name = path_shown(path)
        raise PlanProblem(
            f"计划文件 {name} 有错误，没有写入任何内容", f"请运行 zhutiri validate {typed_word(name)} 逐条改正"
        )
    return path.read_bytes()
