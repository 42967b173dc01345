"""What a letter to a unit says and to whom it goes, and what the office does itself. Pure facts; nothing here sends."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from zhutiri_cli.common.listed_numbers import listed
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.certainty import surely_lacking, to_be_looked_at
from zhutiri_cli.report.letters.official_phrases import numeral, subject
from zhutiri_cli.report.obligation_board import OF_ACTIVITIES
from zhutiri_cli.report.obligation_lines import OpenObligation
from zhutiri_cli.report.office import Office, RosterEntry

TEMPLATE = "催办.txt"
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")


class Owed(Struct, frozen=True):
    """One activity of a letter: the facts, and the sentences on it; the last one asks. ``earlier``: the days before
    this letter's on which the unit was reminded of it."""

    item: ActivityReport
    state: Shown
    sentences: tuple[Shown, ...]
    earlier: tuple[date, ...] = ()

    @property
    def times(self) -> int:
        """Which reminder of this activity the letter is; 1 for the first."""
        return len(self.earlier) + 1

    @property
    def lacking(self) -> tuple[Shown, ...]:
        """The kinds that are certainly missing."""
        return tuple(line.label for line in surely_lacking(self.item))

    @property
    def unchecked(self) -> tuple[Shown, ...]:
        """The kinds that nobody has looked for everywhere yet."""
        return tuple(line.label for line in to_be_looked_at(self.item))


class LetterDuty(Struct, frozen=True):
    """An obligation that is to be seen to: ``item``: the activity that it is of, ``None`` for a unit's own;
    ``sentence``: what the letter says of it, or why the office looks first."""

    one: OpenObligation
    item: ActivityReport | None
    sentence: Shown

    @property
    def whose(self) -> Shown:
        """第2项　校园开放日, or "" for a unit's own."""
        return Shown(f"第{self.item.id}项　{self.item.theme}" if self.item else "")


class Letter(Struct, frozen=True):
    """A reminder to one unit, with copies to the joint hosts: the activities of which it owes material, and what it has
    to see to by dates of their own."""

    unit: RosterEntry
    copies: tuple[RosterEntry, ...]
    owed: tuple[Owed, ...]
    duties: tuple[LetterDuty, ...] = ()

    @property
    def times(self) -> int:
        """Which reminder of all its activities the letter is: 2 only where the unit was reminded of each before."""
        return min((owed.times for owed in self.owed), default=1)

    @property
    def urgency(self) -> int:
        """Working days to the nearest deadline of it; negative once one has passed."""
        days = [owed.item.working_days_left or 0 for owed in self.owed]
        return min([*days, *(duty.one.line.left or 0 for duty in self.duties)])


class Own(Struct, frozen=True):
    """What the office does itself: the activity, why no unit is written to, and what to do."""

    item: ActivityReport
    why: Shown
    todo: Shown


class Reminders(Struct, frozen=True):
    """All letters of one day, most urgent first, and the office's own list."""

    as_of: date
    plan_path: Shown
    plan_title: Shown
    year: int
    office: Office
    letters: tuple[Letter, ...]
    own: tuple[Own, ...]
    notices: tuple[Shown, ...]
    own_duties: tuple[LetterDuty, ...] = ()

    @property
    def title(self) -> Shown:
        """The letters' title, and the subject of the mails."""
        return Shown(f"关于报送{subject(self.plan_title)}资料的提醒")

    @property
    def _title_of_duties(self) -> Shown:
        return Shown(f"关于办理{subject(self.plan_title)}有关事项的提醒")

    def title_of(self, letter: Letter) -> Shown:
        """A letter's own title: of a second reminder it says so."""
        if not letter.owed:
            return self._title_of_duties
        if letter.times == 1:
            return self.title
        return Shown(f"{self.title.removesuffix('提醒')}第{numeral(letter.times)}次提醒")

    @property
    def verdict(self) -> str:
        """One line: how many letters for how many activities, and what the office does itself."""
        owed = sum(len(letter.owed) for letter in self.letters)
        duties = sum(len(letter.duties) for letter in self.letters)
        parts = [f"{owed} 项"] if owed else []
        parts += [f"{OF_ACTIVITIES} {duties} 项"] if duties else []
        number = len(self.letters)
        said = f"提醒 {number} 封（{number} 家单位 {'、'.join(parts)}）" if parts else "没有需要提醒的单位"
        own = len(self.own) + len(self.own_duties)
        return said + (f"，办公室自办 {own} 项" if own else "")

    @property
    def uncounted(self) -> list[str]:
        """What is said where letters are kept as sent: how often is counted of activities alone."""
        return [f"{OF_ACTIVITIES}不计提醒次数，只登记了活动"] if any(one.duties for one in self.letters) else []

    @property
    def aside(self) -> list[str]:
        """What is said to the office beside the letters."""
        numbers = listed(own.item.id for own in self.own)
        return [
            *(f"注意：{notice}" for notice in self.notices),
            *([f"办公室自办 {len(self.own)} 项（不向单位发函）：序号 {numbers}"] if self.own else []),
            *(f"办公室先核对：{duty.whose}，{duty.sentence}" for duty in self.own_duties),
        ]


def address(entry: RosterEntry) -> str | None:
    """A unit's mail address, if the roster has one that can be one."""
    return entry.email if _ADDRESS.fullmatch(entry.email) else None
