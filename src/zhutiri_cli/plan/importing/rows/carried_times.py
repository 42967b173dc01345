"""When each line of a table is planned: the month that holds until the next one is named, and what is doubtful."""

from __future__ import annotations

from msgspec.structs import replace

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.plan.importing.cell_text import is_blank, tidy
from zhutiri_cli.plan.importing.columns.heading_words import meaning
from zhutiri_cli.plan.importing.columns.month_cells import read_time
from zhutiri_cli.plan.importing.columns.plan_headings import PlanColumn
from zhutiri_cli.plan.importing.columns.plan_table import PlanLine
from zhutiri_cli.plan.importing.columns.planned_time import Time, undecided
from zhutiri_cli.plan.importing.rows.shifted_cells import CellPlacement
from zhutiri_cli.plan.importing.weekdays import weekday_against

TimeSaid = tuple[Time, list[str], list[str]]
"""When, doubts about it, and what a repaired line says of the month it takes from the one before."""


class CarriedTimes:
    """The month that holds until the next one is named, and whose line named it."""

    def __init__(self, year: int | None) -> None:
        self.year = year
        self.time: Time | None = None
        self.over = ""  # the month that a heading gives to the lines at hand, until one of them names another
        self.heading = ""  # that of the line before
        self.before: int | None = None

    def line_ends(self, number: int | None) -> None:
        """The line at hand has been read, and this is its number."""
        self.before = number or self.before

    def of(self, entry: PlanLine, placed: CellPlacement) -> TimeSaid:
        """When a line is planned."""
        return self._with_second(entry, placed, *self._first(entry, placed))

    def _first(self, entry: PlanLine, placed: CellPlacement) -> TimeSaid:
        """When, doubts about it, and what a repaired line says of the month it takes from the one before."""
        text = placed.values.get(PlanColumn.TIME, "")
        if PlanColumn.TIME in placed.lost:
            self.time = None
            return Time(None), [], []
        timeless = PlanColumn.TIME not in entry.layout.columns
        if entry.month and (entry.heads or entry.month != self.heading or timeless):
            self.over = entry.month
            self.time = read_time(entry.month, year=self.year) or self.time
        self.heading = entry.month
        if text:
            return self._read(entry, text)
        if self.time is None:
            return Time(None), ["原表未写活动时间，月份待填写"], []
        if self.time.dated or (self.time.known and self.time.said and not self.time.whole):
            above = f"（第{self.before}项）" if self.before else ""
            said = f"原表活动时间空白，上一行{above}为“{shorten(self.time.said)}”，不知是否同一时间，月份待填写"
            return Time(None), [said], []
        if not self.time.known:
            return Time(None), [undecided(self.time.said, self.before)], []
        if self.time.span is not None:
            said = f"活动时间随上一行{f'（第{self.before}项）' if self.before else ''}为“{shorten(self.time.said)}”"
            return self.time, [] if self.time.whole and not placed.remark else [said], []
        again = f"活动时间随上一行（第{self.before}项）为{self.time.month}月"
        return self.time, [], [again] if self.before else []

    def _with_second(
        self, entry: PlanLine, placed: CellPlacement, time: Time, said: list[str], followed: list[str]
    ) -> TimeSaid:
        """The same with what a second column of times says (月份 and 活动时间): its day, and its month where the first
        one's cell is blank; where they disagree, a person must decide."""
        rest = entry.layout.others
        cells = [entry.line.cells[at] for at in rest if at < len(entry.line.cells)]
        seconds = [
            read
            for at, cell in zip(rest, cells, strict=False)
            if meaning(entry.layout.headings[at]) is PlanColumn.TIME and not is_blank(cell)
            if (read := read_time(cell, year=self.year, home=True)) is not None and read.known
        ]
        if len(seconds) != 1:
            return time, said, followed
        second = seconds[0]
        if not placed.values.get(PlanColumn.TIME):
            return second, [], []
        if time.known and (time.month, time.span) == (second.month, second.span):
            return replace(time, day=time.day or second.day), said, followed
        if second.month is not None and time.span is not None and self.year is not None:
            first, last = time.span
            if first <= Month(self.year, second.month) <= last:
                return second, said, followed
        return (
            Time(None),
            [f"原表两栏时间{_quoted(time)}、{_quoted(second)}对不上，月份待填写"],
            [],
        )

    def _read(self, entry: PlanLine, text: str) -> TimeSaid:
        over = read_time(self.over, year=self.year) if self.over else None
        heading = over.month if over is not None else None
        bare = entry.layout.bare_months
        read = read_time(text, year=self.year, bare=bare, home=True, month=heading) or Time(None, tidy(text))
        if over is not None and read.dated and read.month == heading:
            self.time = over  # a day of the heading's month says nothing of the line below
        else:
            self.time = read
            self.over = self.over if read.month == heading else ""
        if not read.known and self.year is None and _known_in_a_year(text, bare=bare):
            return read, [f"原表活动时间为“{shorten(read.said)}”，年份没有定下来，月份待填写"], []
        if not read.known:
            return read, [undecided(read.said)], []
        if read.day is not None and (against := weekday_against(read.day, text)):
            said = f"原表活动时间为“{shorten(read.said)}”，日期和星期对不上（{against}），日期没有录入，月份也请核实"
            return replace(read, day=None), [said], []
        if read.whole or not read.said:
            return read, [], []
        span = f"，录为 {read.span[0]} 至 {read.span[1]}" if read.span and read.span[0] != read.span[1] else ""
        return read, [f"原表活动时间为“{read.said}”{span}"], []


def _known_in_a_year(text: str, *, bare: bool) -> bool:
    """Whether a time would say when if the plan's year were known."""
    read = read_time(text, year=2000, bare=bare, home=True)
    return read is not None and read.known


def _quoted(time: Time) -> str:
    """A time as the table has it; of a month alone no words are kept."""
    return f"“{shorten(time.said or f'{time.month}月')}”"
