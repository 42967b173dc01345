"""The header of a plan table: which column holds what, in the words that offices use for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from zhutiri_cli.plan.importing.cell_text import flat


class PlanColumn(StrEnum):
    """What a column holds; the value is how people are told."""

    ID = "序号"
    TIME = "活动时间"
    THEME = "主题"
    FORMS = "形式"
    UNITS = "责任单位"
    REMARK = "备注"


NEEDED = (PlanColumn.TIME, PlanColumn.THEME, PlanColumn.FORMS, PlanColumn.UNITS)
_LONGEST = 16
_NAMES: dict[PlanColumn, tuple[str, ...]] = {  # of several columns that fit, the one named first is taken
    PlanColumn.ID: ("序号", "编号", "项目序号", "活动序号"),
    PlanColumn.TIME: ("月份", "活动月份", "活动时间", "举办时间", "时间", "时间安排"),
    PlanColumn.THEME: ("活动主题", "主题", "主题内容", "活动名称", "活动主题及内容", "活动内容", "内容"),
    PlanColumn.FORMS: ("活动形式", "形式", "活动方式", "方式"),
    PlanColumn.UNITS: (
        "牵头单位",
        "责任单位",
        "承办单位",
        "主办单位",
        "联合承办单位",
        "协办单位",
        "配合单位",
        "联办单位",
    ),
    PlanColumn.REMARK: ("备注",),
}
_PREFIX = re.compile("^(拟|计划|预计)?(活动|举办|举行|开展|组织|实施|工作)?(?=时间|月份|形式|方式)")
_KNOWN = {name: column for column, names in _NAMES.items() for name in names}


@dataclass(frozen=True, slots=True)
class PlanLayout:
    """A header: the column's meaning (``None``: not imported) and its own words, by grid column."""

    columns: tuple[PlanColumn | None, ...]
    headings: tuple[str, ...]

    def places(self, column: PlanColumn) -> tuple[int, ...]:
        """The grid columns that hold it; only units may have several, the leading ones first."""
        found = [index for index, held in enumerate(self.columns) if held is column]
        return tuple(sorted(found, key=lambda index: _rank(column, self.headings[index])))

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
    def left_out(self) -> tuple[str, ...]:
        """The headings of columns that are not imported."""
        pairs = zip(self.columns, self.headings, strict=True)
        return tuple(heading for column, heading in pairs if column is None and heading)

    def under(self, upper: PlanLayout) -> PlanLayout:
        """This second line of a two-line header, its gaps filled from the line above."""
        pairs = list(zip(self.headings, upper.headings, strict=False))
        return _layout([own or above for own, above in pairs])


def read_layout(cells: Sequence[str]) -> PlanLayout | None:
    """The header that a line is, or ``None``: at least three columns known, the theme among them, all of them short."""
    words = [flat(cell).rstrip(":") for cell in cells]
    if any(len(_plain(word)) > _LONGEST for word in words):
        return None
    layout = _layout(words)
    known = {column for column in layout.columns if column is not None}
    return layout if PlanColumn.THEME in known and len(known & set(NEEDED)) >= 2 and len(known) >= 3 else None


def _layout(words: Sequence[str]) -> PlanLayout:
    meant = [_meaning(word) for word in words]
    for column in (PlanColumn.ID, PlanColumn.TIME, PlanColumn.THEME, PlanColumn.FORMS, PlanColumn.REMARK):
        rivals = sorted((i for i, held in enumerate(meant) if held is column), key=lambda i: _rank(column, words[i]))
        for index in rivals[1:]:
            meant[index] = None
    return PlanLayout(tuple(meant), tuple(words))


def _meaning(word: str) -> PlanColumn | None:
    plain = _plain(word)
    return _KNOWN.get(plain) or _KNOWN.get(_PREFIX.sub("", plain))


def _rank(column: PlanColumn, word: str) -> int:
    names, plain = _NAMES[column], _plain(word)
    return names.index(plain) if plain in names else len(names)


def _plain(word: str) -> str:
    """A heading without its note in brackets."""
    return re.sub(r"\(.*\)$", "", word)
