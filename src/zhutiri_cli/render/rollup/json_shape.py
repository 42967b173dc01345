"""The shape of ``rollup -f json``: ``zhutiri/rollup/1`` (contract §4)."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from zhutiri_cli.case.status import Status
from zhutiri_cli.render.kit import json_shape as piece
from zhutiri_cli.render.kit.json_shape import MonthText, told


class SumsShape(TypedDict):
    """Sums over activities, as ``check`` has them."""

    activities: Annotated[int, told("活动有几项")]
    statuses: Annotated[dict[str, int], told("各状态有几项，只列出现的", keys=Status)]
    findings: piece.Tally


PathOf = Annotated[str, told("工作区的路径")]


class WorkspaceShape(TypedDict):
    """One workspace."""

    path: PathOf
    title: Annotated[str | None, told("计划的标题；没有核对成的为 null")]
    error: Annotated[str | None, told("没有核对成的原因和办法；核对成了的为 null")]
    notices: Annotated[
        list[str], told("核对受什么限制：没有报送材料总文件夹、采用了哪个计划文件、缓存不能用、计划关闭了哪些规则等")
    ]
    summary: Annotated[SumsShape | None, told("该工作区的合计，同 check；没有核对成的为 null")]


class MonthSumsShape(TypedDict):
    """One month of all workspaces."""

    month: Annotated[MonthText, told("计划月份；改期的为改到的月份")]
    summary: Annotated[SumsShape, told("该月活动的合计")]


class UnitSumsShape(TypedDict):
    """One unit of one workspace."""

    path: PathOf
    unit: Annotated[str, told("责任单位；没有写责任单位的活动为空字符串")]
    summary: Annotated[SumsShape, told("该单位牵头和联合承办的活动的合计；联合承办的，每家各计一次")]


class RollupShape(TypedDict):
    """The whole rollup."""

    schema: Annotated[Literal["zhutiri/rollup/1"], told("格式的名称和版本")]
    as_of: piece.AsOf
    workspaces: Annotated[list[WorkspaceShape], told("各工作区，没有核对成的也在内")]
    total: Annotated[SumsShape, told("核对成了的工作区的合计")]
    months: Annotated[list[MonthSumsShape], told("按月份合计")]
    units: Annotated[list[UnitSumsShape], told("按工作区和单位合计")]


SHAPE = RollupShape
