"""The shape of ``workdays -f json``: ``zhutiri/workdays/1`` (contract §6)."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from zhutiri_cli.render.kit.json_shape import DayText, told
from zhutiri_cli.workdays.calendar import DayKind


class StepShape(TypedDict):
    """One day of the count."""

    date: Annotated[DayText, told("日期")]
    weekday: Annotated[int, told("星期几，1 为星期一，7 为星期日")]
    kind: Annotated[str, told("工作日、调休上班日、周末、节假日，或计划里写明的本地停班日", of=DayKind)]
    name: Annotated[str | None, told("节日的名称；没有的为 null")]
    counted: Annotated[int | None, told("数到第几个工作日；不算的日子为 null")]


class NoticeShape(TypedDict):
    """A notice that the official days rest on."""

    year: Annotated[int, told("安排的是哪一年")]
    number: Annotated[str | None, told("文号；不知道的为 null")]
    issued: Annotated[DayText | None, told("成文日期；不知道的为 null")]
    address: Annotated[str, told("中国政府网上的网址")]


class WorkdaysShape(TypedDict):
    """The count and its steps."""

    schema: Annotated[Literal["zhutiri/workdays/1"], told("格式的名称和版本")]
    start: Annotated[DayText, told("起算的日期，当天不算")]
    count: Annotated[int, told("数几个工作日；往前数的为负数")]
    result: Annotated[DayText, told("数到的日期")]
    provisional: Annotated[bool, told("是否为暂定：所涉年份的放假安排尚未公布，或早于本程序收录的年份")]
    days: Annotated[list[StepShape], told("从起算日的次日（往前数为前一日）到数到的那一天，逐日列出")]
    notices: Annotated[list[NoticeShape], told("所涉年份放假安排的通知；没有的为空")]


SHAPE = WorkdaysShape
