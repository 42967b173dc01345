"""The shape of a unit's page as JSON: ``zhutiri/unit/1``."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from zhutiri_cli.render.kit import json_shape as piece
from zhutiri_cli.render.kit.json_shape import told
from zhutiri_cli.report.letters.unit_tasks import Tick


class ArrivedShape(TypedDict):
    """A file or a link that came in."""

    path: Annotated[str, told("文件，或写着这条链接的文件，在报送文件夹内的路径")]
    url: Annotated[str | None, told("链接；不是链接的为 null")]
    note: Annotated[str | None, told("为什么不算数，或要注意什么；没有的为 null")]


class TickShape(TypedDict):
    """One kind of material of the checklist."""

    label: Annotated[str, told("材料类别，要求多份的写明份数")]
    state: Annotated[str, told("已有、还要报，或由办公室核对", of=Tick)]
    lacking: Annotated[int, told("还差几份")]
    counted: Annotated[list[ArrivedShape], told("算数的")]
    refused: Annotated[list[ArrivedShape], told("不算数的")]
    unchecked: Annotated[list[str], told("尚未核对、可能就是所缺材料的")]


class TaskShape(TypedDict):
    """One activity of the unit."""

    id: piece.Number
    theme: piece.Theme
    units: piece.Units
    leads: Annotated[bool, told("是否由这家单位牵头、报送")]
    month: piece.PlannedMonth
    held: piece.Held
    status: piece.StatusWord
    standing: Annotated[str, told("情况，一句话")]
    deadline: piece.Deadline
    latest_deadline: piece.LatestDeadline
    provisional: piece.Provisional
    working_days_left: piece.DaysLeft
    submitted: piece.Submitted
    reminded: Annotated[list[piece.DayText], told("这一天之前哪些天提醒过")]
    checklist: Annotated[list[TickShape], told("收到了什么、还要什么；还没有举办的为空")]


class DutyTaskShape(TypedDict):
    """One obligation of the unit."""

    id: Annotated[int | None, told("活动序号；单位自己的为 null")]
    obligation: Annotated[piece.ObligationShape, told("事项")]
    tick: Annotated[str, told("已办、还没有办，或由办公室核对", of=Tick)]
    standing: Annotated[str, told("情况，一句话")]


class UnitShape(TypedDict):
    """A unit's own page."""

    schema: Annotated[Literal["zhutiri/unit/1"], told("格式的名称和版本")]
    as_of: piece.AsOf
    plan: piece.PlanOf
    unit: Annotated[str, told("单位名称")]
    summary: Annotated[str, told("今年承办几项，目前要办几项")]
    asks: Annotated[list[str], told("一套资料包括什么，通知还要求什么")]
    remarks: Annotated[list[str], told("要注意的情况")]
    activities: Annotated[list[TaskShape], told("承办的活动，按期限先后")]
    obligations: Annotated[list[DutyTaskShape], told("另有期限的事项：牵头活动的，然后是单位自己的")]


SHAPE = UnitShape
SAID_BY = "remind --for 单位"
