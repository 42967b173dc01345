"""The shape of ``rank -f json``: ``zhutiri/rank/1``. Points are numbers; without weights ranks and scores are null."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from zhutiri_cli.render.kit import json_shape as piece
from zhutiri_cli.render.kit.json_shape import told

Place = Annotated[int | None, told("名次，同分的名次相同；计划没有给分值的为 null")]
Score = Annotated[int | float | None, told("得分；计划没有给分值的为 null")]
Points = Annotated[int | float | None, told("分数")]


class RankedClauseShape(TypedDict):
    """The clause on the ranking."""

    ref: Annotated[str, told("条款的编号")]
    text: Annotated[str, told("条款的原文")]


class WeightShape(TypedDict):
    """What counts how much."""

    label: Annotated[str, told("计分的项目")]
    value: Annotated[str, told("怎么计分")]


class PressShape(TypedDict):
    """A publicity link or clipping."""

    shown: Annotated[str, told("媒体和网址；没有网址的注明")]
    level: Annotated[str | None, told("媒体的层级；不明的为 null")]
    portal: Annotated[bool, told("是否在门户网站上")]
    counts: Annotated[bool, told("是否计入")]
    reason: Annotated[str | None, told("不计入的原因；计入的为 null")]


class FactsShape(TypedDict):
    """What is certain of one activity."""

    on_time: Annotated[bool, told("按时报齐")]
    complete: Annotated[bool, told("报齐，不论是否按时")]
    portal: Annotated[bool | None, told("门户网站上有报道；计划没有写门户网站的为 null")]
    links: Annotated[list[PressShape], told("逐条宣传报道")]
    forms: piece.Forms
    photos: Annotated[list[str], told("计入的图片")]
    photos_disputed: Annotated[list[str], told("有疑问、不计入的图片和原因")]


class ScoreLineShape(TypedDict):
    """One line of a score."""

    label: Annotated[str, told("计分的项目")]
    count: Annotated[int, told("有几个")]
    weight: Annotated[int | float | None, told("每个几分；封顶的那一行为 null")]
    points: Points
    fact: Annotated[str, told("依据的事实")]
    text: Annotated[str, told("这一行的算式")]


class RankedActivityShape(TypedDict):
    """One activity that is due and certain."""

    rank: Place
    score: Score
    id: piece.Number
    theme: piece.Theme
    month: piece.PlannedMonth
    units: piece.Units
    status: piece.StatusWord
    label: piece.StatusLabel
    submitted: piece.Submitted
    deadline: piece.Deadline
    extended_from: piece.ExtendedFrom
    facts: Annotated[FactsShape, told("确定的事实")]
    lines: Annotated[list[ScoreLineShape], told("得分的逐行算式")]


class UnitLineShape(TypedDict):
    """What one activity brings a unit."""

    id: piece.Number
    lead: Annotated[bool, told("是否由该单位牵头")]
    share: Annotated[int | float | None, told("计入的比例：牵头的为 1，联合承办的按计划")]
    points: Points


class RankedUnitShape(TypedDict):
    """One unit."""

    rank: Place
    score: Score
    unit: Annotated[str, told("单位名称")]
    unverified: Annotated[list[int], told("该单位牵头、尚未核实的活动序号，得分还可能变化")]
    lines: Annotated[list[UnitLineShape], told("各项活动带来的分数")]


class UnverifiedShape(TypedDict):
    """What is not certain."""

    id: piece.Number
    theme: piece.Theme
    units: piece.Units
    whole: Annotated[bool, told("整项活动都不计分；为 false 的只是其中一处不计")]
    reason: Annotated[str, told("原因")]


class LeftOutShape(TypedDict):
    """Cancelled, or not yet due."""

    id: piece.Number
    theme: piece.Theme
    units: piece.Units
    status: piece.StatusWord


class RankShape(TypedDict):
    """The whole ranking."""

    schema: Annotated[Literal["zhutiri/rank/1"], told("格式的名称和版本")]
    as_of: piece.AsOf
    plan: piece.PlanOf
    clause: Annotated[RankedClauseShape | None, told("评比所依据的条款；计划没有写的为 null")]
    scored: Annotated[bool, told("计划是否给出了分值")]
    weights: Annotated[list[WeightShape], told("分值")]
    notes: Annotated[list[str], told("说明")]
    recommended: Annotated[list[int], told("推荐名单：按时报齐、确定无疑的活动序号")]
    activities: Annotated[list[RankedActivityShape], told("到期且核实了的活动，按名次")]
    units: Annotated[list[RankedUnitShape], told("各单位，按名次")]
    unverified: Annotated[list[UnverifiedShape], told("尚未核实、不计分的")]
    left_out: Annotated[list[LeftOutShape], told("已取消或未到期的活动")]


SHAPE = RankShape
