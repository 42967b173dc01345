"""The shape of ``diff -f json``: ``zhutiri/diff/1``. Values of fields stand whole, as the plan file has them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import JsonValue
from typing_extensions import TypedDict

from zhutiri_cli.plan.diff.differences import Fate
from zhutiri_cli.plan.diff.field_changes import Kind
from zhutiri_cli.plan.diff.value_text import Op
from zhutiri_cli.render.kit import json_shape as piece
from zhutiri_cli.render.kit.json_shape import DayText, told


class VersionShape(TypedDict):
    """One side."""

    path: Annotated[str, told("计划文件的路径")]
    revision: Annotated[str | None, told("git 中的版本；直接读文件的为 null")]
    title: Annotated[str, told("计划的标题")]
    year: Annotated[int, told("计划的年度")]


class MeaningShape(TypedDict):
    """What a change brings about."""

    text: Annotated[str, told("改动的影响")]
    flagged: Annotated[bool, told("是否要有人留意")]


class PieceShape(TypedDict):
    """A run of characters."""

    op: Annotated[str, told("不变、删去、增加", of=Op)]
    text: Annotated[str, told("这一段文字")]


Meanings = Annotated[list[MeaningShape], told("改动的影响")]


class ChangeShape(TypedDict):
    """One changed field."""

    path: Annotated[list[str], told("改动在计划文件中的位置：逐级的键")]
    label: Annotated[str, told("改动的项目")]
    kind: Annotated[str, told("增加、删去、改动、只换了次序", of=Kind)]
    old: Annotated[JsonValue, told("原来的值，照计划文件；没有的为 null")]
    new: Annotated[JsonValue, told("现在的值，照计划文件；没有的为 null")]
    words: Annotated[list[PieceShape] | None, told("文字改动的逐段对照；整段换掉的为 null")]


class FieldNoteShape(ChangeShape):
    """A change outside the table of activities."""

    meanings: Meanings


class NumbersShape(TypedDict):
    """An activity's number on either side."""

    old: Annotated[int | None, told("原来的序号；新增的活动为 null")]
    new: Annotated[int | None, told("现在的序号；删去的活动为 null")]


class DaysShape(TypedDict):
    """A latest deadline on either side."""

    old: Annotated[DayText | None, told("原来的；没有的为 null")]
    new: Annotated[DayText | None, told("现在的；没有的为 null")]


class ProvisionalShape(TypedDict):
    """Whether a latest deadline is provisional, on either side."""

    old: Annotated[bool | None, told("原来的；没有的为 null")]
    new: Annotated[bool | None, told("现在的；没有的为 null")]


class ActivityDiffShape(TypedDict):
    """One activity in which something differs."""

    change: Annotated[str, told("新增、删去、改了序号、改动，或只是最迟报送日变了", of=Fate)]
    id: Annotated[NumbersShape, told("序号")]
    theme: piece.Theme
    units: piece.Units
    changes: Annotated[list[ChangeShape], told("逐项改动")]
    latest_deadline: Annotated[DaysShape, told("最迟报送日")]
    provisional: Annotated[ProvisionalShape, told("最迟报送日是否为暂定")]
    old: Annotated[dict[str, JsonValue] | None, told("删去的活动原来的全部内容，照计划文件；其余为 null")]
    new: Annotated[dict[str, JsonValue] | None, told("新增的活动的全部内容，照计划文件；其余为 null")]
    meanings: Meanings


class DiffSummaryShape(TypedDict):
    """How much has changed."""

    added: Annotated[int, told("新增的活动几项")]
    removed: Annotated[int, told("删去的活动几项")]
    renumbered: Annotated[int, told("改了序号的活动几项")]
    changed: Annotated[int, told("改动的活动几项")]
    fields: Annotated[int, told("活动以外的改动几处")]
    deadlines_moved: Annotated[int, told("最迟报送日变动的活动几项")]
    flagged: Annotated[int, told("要有人留意的影响几处")]


class DiffShape(TypedDict):
    """Every change, and what it means."""

    schema: Annotated[Literal["zhutiri/diff/1"], told("格式的名称和版本")]
    as_of: piece.AsOf
    old: Annotated[VersionShape, told("原来的计划")]
    new: Annotated[VersionShape, told("现在的计划")]
    summary: Annotated[DiffSummaryShape, told("合计")]
    activities: Annotated[list[ActivityDiffShape], told("有变化的活动")]
    fields: Annotated[list[FieldNoteShape], told("活动以外的改动")]
    meanings: Annotated[list[MeaningShape], told("不属于哪一处改动的影响")]


SHAPE = DiffShape
