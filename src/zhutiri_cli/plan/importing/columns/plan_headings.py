"""The header of a plan table: which column holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from zhutiri_cli.common.errors import UsageProblem
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import flat
from zhutiri_cli.plan.importing.columns.heading_words import PlanColumn, is_nameless, meaning, plain_heading, rank

__all__ = ["BY_MEANING", "NEEDED", "Headings", "PlanColumn", "PlanLayout", "read_given"]

NEEDED = (PlanColumn.TIME, PlanColumn.THEME, PlanColumn.UNITS)
"""The columns without which a plan cannot be made; forms are imported where the table has them."""
_TOLD = (PlanColumn.TIME, PlanColumn.THEME, PlanColumn.UNITS, PlanColumn.FORMS)
_LONGEST = 16
_OTHER_COLUMN = "其他"


class PlanLayout(Struct, frozen=True):
    """A header: the column's meaning (``None``: none that a plan has a key for) and its own words, by grid column."""

    columns: tuple[PlanColumn | None, ...]
    headings: tuple[str, ...]

    def places(self, column: PlanColumn) -> tuple[int, ...]:
        """The grid columns that hold it; only units may have several, the leading ones first."""
        found = [index for index, held in enumerate(self.columns) if held is column]
        return tuple(sorted(found, key=lambda index: rank(column, self.headings[index])))

    def heading(self, column: PlanColumn) -> str:
        """What the table itself calls the column."""
        places = self.places(column)
        return self.headings[places[0]] if places else column.value

    @property
    def used(self) -> tuple[str, ...]:
        """The headings up to the last one that says anything."""
        return self.headings[: max(index for index, heading in enumerate(self.headings) if heading) + 1]

    @property
    def missing(self) -> tuple[PlanColumn, ...]:
        """The columns without which a plan cannot be made."""
        return tuple(column for column in NEEDED if column not in self.columns)

    @property
    def others(self) -> tuple[int, ...]:
        """The grid columns that have a heading and no key."""
        return tuple(at for at, column in enumerate(self.columns) if column is None and self.headings[at])

    @property
    def left_out(self) -> tuple[str, ...]:
        """The headings of columns that have no key."""
        return tuple(self.headings[at] for at in self.others)

    @property
    def bare_months(self) -> bool:
        """Whether a number alone in the column of times is a month."""
        return "月" in self.heading(PlanColumn.TIME)


class Headings(Struct, frozen=True):
    """How headings are read; ``given``: what the person who imports said of some, by their plain words."""

    given: Mapping[str, PlanColumn | None] = field(default_factory=dict)

    def layout(self, cells: Sequence[str]) -> PlanLayout | None:
        """The header that a line is, or ``None``: all cells short, at least three columns known, the theme and another
        needed one among them."""
        words = [flat(cell).rstrip(":") for cell in cells]
        if any(len(plain_heading(word)) > _LONGEST for word in words):
            return None
        layout = self._layout(words)
        known = {column for column in layout.columns if column is not None}
        told = len(known & set(_TOLD)) >= 2 and len(known) >= 3
        return layout if PlanColumn.THEME in known and (told or bool(self._given_in(words))) else None

    def layout_of_words(self, cells: Sequence[str]) -> PlanLayout:
        """What each heading of a line means, be the line a header or not."""
        return self._layout([flat(cell).rstrip(":") for cell in cells])

    def joined(self, upper: Sequence[str], lower: Sequence[str]) -> PlanLayout | None:
        """The header that two lines are together: the lower one's words, its gaps filled from above."""
        if len(upper) != len(lower) or not any(cell.strip() for cell in lower):
            return None
        if any(len(flat(cell)) > _LONGEST + 4 for cell in (*upper, *lower)):
            return None
        return self.layout([own if own.strip() else above for own, above in zip(lower, upper, strict=True)])

    def resembles(self, cells: Sequence[str]) -> bool:
        """Whether a line looks like a header that is not understood: short words alone, two of them known, or a column
        of numbers beside three others."""
        words = [flat(cell).rstrip(":") for cell in cells if cell.strip()]
        if len(words) < 3 or any(len(plain_heading(word)) > _LONGEST or re.search("[0-9]", word) for word in words):
            return False
        known = [column for word in words if (column := self._meaning(word)) is not None]
        return len(set(known)) >= 2 or PlanColumn.ID in known

    def not_understood(self, cells: Sequence[str]) -> list[str]:
        """The headings of a line that mean nothing known."""
        return [word for cell in cells if (word := flat(cell)) and self._meaning(word) is None]

    def unused(self, layouts: Sequence[PlanLayout]) -> list[str]:
        """What was given for headings that no header has."""
        found = {plain_heading(heading) for layout in layouts for heading in layout.headings}
        return [word for word in self.given if word not in found]

    def _given_in(self, words: Sequence[str]) -> list[str]:
        return [word for word in words if plain_heading(word) in self.given]

    def _meaning(self, word: str) -> PlanColumn | None:
        plain = plain_heading(word)
        return self.given[plain] if plain in self.given else meaning(word)

    def _layout(self, words: Sequence[str]) -> PlanLayout:
        meant = [self._meaning(word) for word in words]
        for column in (PlanColumn.ID, PlanColumn.TIME, PlanColumn.THEME, PlanColumn.FORMS):
            rivals = sorted(
                (i for i, held in enumerate(meant) if held is column),
                key=lambda i: (plain_heading(words[i]) not in self.given, rank(column, words[i])),
            )
            for index in rivals[1:]:
                meant[index] = None
        self._drop_nameless_units(meant, words)
        return PlanLayout(tuple(meant), tuple(words))

    def _drop_nameless_units(self, meant: list[PlanColumn | None], words: Sequence[str]) -> None:
        """单位 alone is the host only where no column says who hosts."""
        units = [at for at, held in enumerate(meant) if held is PlanColumn.UNITS]
        nameless = [at for at in units if is_nameless(words[at]) and plain_heading(words[at]) not in self.given]
        if len(nameless) < len(units):
            for at in nameless:
                meant[at] = None


BY_MEANING = Headings()
"""Headings read by what they mean, nothing given."""

_GIVEN = {
    **{column.value: column for column in PlanColumn},
    "时间": PlanColumn.TIME,
    "活动主题": PlanColumn.THEME,
    "活动形式": PlanColumn.FORMS,
    "单位": PlanColumn.UNITS,
    _OTHER_COLUMN: None,
}


def read_given(words: Sequence[str]) -> Headings:
    """``--column 活动日期=活动时间``, each said once. Raises ``UsageProblem``."""
    given: dict[str, PlanColumn | None] = {}
    names = "、".join(dict.fromkeys([*(column.value for column in PlanColumn), _OTHER_COLUMN]))
    for word in words:
        heading, mark, name = (part.strip() for part in word.replace("＝", "=").partition("="))
        advice = f"请写作 --column 表头=栏目，如 --column 活动日期=活动时间；栏目有：{names}"
        if not mark or not heading or not name:
            raise UsageProblem(f"--column 的值“{shorten(word)}”没有写明哪个表头是哪一栏", advice)
        plain = plain_heading(heading)
        target = meaning(name) if name not in _GIVEN else _GIVEN[name]
        if target is None and name != _OTHER_COLUMN:
            raise UsageProblem(f"--column 的“{shorten(name)}”不是计划表的栏目", advice)
        if plain in given and given[plain] is not target:
            raise UsageProblem(f"--column 把“{shorten(heading)}”说成了两栏", "请只保留其中一个")
        given[plain] = target
    return Headings(given)
