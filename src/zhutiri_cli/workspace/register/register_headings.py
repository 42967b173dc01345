"""The header of an office's own sheet: which column holds what, in the words that offices use for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from msgspec import Struct

from zhutiri_cli.plan.importing.cell_text import flat
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.obligations import FILING, MET
from zhutiri_cli.workspace.register.workbook import RegisterRow, Tab

LAST_HEADER_ROW = 20
"""A header stands in one of the first rows."""


class Field(Enum):
    """What a column holds; the value is how people are told."""

    ID = "序号"
    THEME = "主题"
    HELD = "举办日期"
    START = "举办开始"
    END = "举办结束"
    SUBMITTED = "报齐日期"
    FILED = "报备日期"
    EXTENDED = "延期至"
    REASON = "延期理由"
    BANNER = "会标"
    LOGO = "LOGO"
    LINKS = "宣传报道链接"


class DutyField(Struct, frozen=True):
    """A column that records when an obligation of the plan was met."""

    key: str
    label: str

    @property
    def value(self) -> str:
        """How people are told."""
        return f"{self.label}{MET}"


What = Field | DutyField
_DONE = ("", "实际", "活动")
_NAMES: dict[Field, tuple[str, ...]] = {  # of several columns that fit, the one named first is taken
    Field.ID: ("序号", "活动序号", "项目序号", "编号"),
    Field.THEME: ("主题", "活动主题", "主题内容", "活动名称", "活动主题及内容"),
    Field.HELD: (
        *(f"{own}{verb}{noun}" for own in _DONE for verb in ("举办", "举行", "开展") for noun in ("日期", "时间")),
        "实际活动日期", "实际活动时间", "活动日期", "活动时间",
    ),
    Field.START: (
        *(f"{verb}{word}" for verb in ("举办", "举办日期", "举办时间", "活动", "")
          for word in ("开始", "开始日期", "开始时间", "首日", "起始日期")),
    ),
    Field.END: (
        *(f"{verb}{word}" for verb in ("举办", "举办日期", "举办时间", "活动", "")
          for word in ("结束", "结束日期", "结束时间", "末日", "截止")),
    ),
    Field.SUBMITTED: (
        *(f"{own}{verb}{noun}" for own in ("", "材料", "资料", "实际") for verb in ("报送", "上报", "提交", "报齐")
          for noun in ("日期", "时间")),
    ),
    Field.FILED: ("备案日期", "备案时间", "报备日期", "报备时间", "方案报备日期", "方案报备时间"),
    Field.EXTENDED: ("延期至", "延期到", "延期日期", "同意延期至", "延期截止日"),
    Field.REASON: ("延期理由", "延期原因", "理由"),
    Field.BANNER: ("会标", "会标核对", "会标已核对"),
    Field.LOGO: ("LOGO", "LOGO核对", "LOGO已核对", "标识"),
    Field.LINKS: ("宣传报道链接", "链接", "报道链接", "宣传链接", "报道网址", "网址", "宣传报道网址"),
}  # fmt: skip
_KNOWN = {name: field for field, names in _NAMES.items() for name in names}
_KEYS = {Field.ID, Field.THEME}


class RegisterLayout(Struct, frozen=True):
    """A header: the column of each field, the row it ends in, its own words, the columns that are not read, and fields
    that two columns claim by the same name."""

    columns: dict[What, int]
    last: int
    headings: tuple[str, ...]
    unread: tuple[str, ...]
    twice: tuple[str, ...]

    def heading(self, field: What) -> str:
        """What the sheet itself calls a column."""
        return self.headings[self.columns[field]]


def duty_names(plan: Plan) -> dict[str, DutyField]:
    """The headings by which an activity's obligations are known; those of the filing are known anyway."""
    fields = [DutyField(one.key, one.label) for one in plan.other_obligations if one.per == "activity"]
    own = [field for field in fields if field.key != FILING]
    names = {_word(f"{field.label}{tail}"): field for tail in ("时间", "日期", MET) for field in reversed(own)}
    return {name: field for name, field in names.items() if name not in _KNOWN}


def find_header(tab: Tab, duties: Mapping[str, DutyField] | None = None) -> RegisterLayout | None:
    """The header of a sheet: the first row that has a key and something to record, in its first rows; ``duties``: what
    else headings may be, by name."""
    known: dict[str, What] = {**(duties or {}), **_KNOWN}
    rows = tab.rows[:LAST_HEADER_ROW]
    for index, row in enumerate(rows):
        words = [_word(cell.value) for cell in row.cells]
        below = rows[index + 1] if index + 1 < len(rows) else None
        if below is not None and _goes_on(row, below):
            words = _stacked(words, below, known)
            found = _layout(words, below.number, known)
        else:
            found = _layout(words, row.number, known)
        if found.columns.keys() & _KEYS and found.columns.keys() - _KEYS:
            return found
    return None


def _goes_on(row: RegisterRow, below: RegisterRow) -> bool:
    """Whether the next row is the second line of the same header: its key cell is merged with the one above."""
    return any(
        _KNOWN.get(_word(cell.value)) in _KEYS and cell.anchor == row.number and cell.anchor < below.number
        for cell in below.cells
    )


def _stacked(above: Sequence[str], below: RegisterRow, known: Mapping[str, What]) -> list[str]:
    words, last = [], ""
    for top, cell in zip(above, below.cells, strict=False):
        own, last = _word(cell.value), top or last
        words.append(own if own == top or not own else last + own if last + own in known else own)
    return [own or top for own, top in zip(words, above, strict=False)]


def _layout(words: Sequence[str], last: int, known: Mapping[str, What]) -> RegisterLayout:
    claims: dict[What, list[int]] = {}
    for index, word in enumerate(words):
        if word in known:
            claims.setdefault(known[word], []).append(index)
    twice = [words[places[0]] for places in claims.values() if len({words[at] for at in places}) < len(places)]
    columns = {field: min(places, key=lambda at: (_rank(words[at]), at)) for field, places in claims.items()}
    if Field.HELD in columns and Field.START in columns:
        del columns[Field.HELD]
    elif Field.HELD in columns and Field.END in columns:
        columns[Field.START] = columns.pop(Field.HELD)
    taken = set(columns.values())
    unread = dict.fromkeys(word for index, word in enumerate(words) if word and index not in taken)
    return RegisterLayout(columns, last, tuple(words), tuple(unread), tuple(twice))


def _rank(word: str) -> int:
    return _NAMES[_KNOWN[word]].index(word) if word in _KNOWN else -len(word)


def _word(value: object) -> str:
    """A heading without its note in brackets."""
    word = flat(value).upper() if isinstance(value, str) else ""
    return re.sub(r"\(.{0,40}\)$", "", word).rstrip(":*") if len(word) <= 40 else word
