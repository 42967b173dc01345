"""How the JSON outputs are declared, and the pieces that several of them share (contract §6).

A renderer returns a declared shape, so that mypy holds the output to the declaration; the JSON Schema is made from the
same declaration (``render/output_schemas.py``). Every key is described in Chinese, for those who read the outputs.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, NotRequired

from pydantic import Field
from pydantic.config import JsonDict
from typing_extensions import TypedDict

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.plan.rule_levels import LEVELS
from zhutiri_cli.rules.finding import Severity


def told(description: str, *, of: type[StrEnum] | None = None, keys: type[StrEnum] | None = None) -> Any:
    """What a key means; ``of``: the words that its text can be, ``keys``: those that its own keys can be."""
    extra: JsonDict = {}
    if of is not None:
        extra["enum"] = [word.value for word in of]
    if keys is not None:
        extra["propertyNames"] = {"enum": [word.value for word in keys]}
    return Field(description=description, json_schema_extra=extra)


DayText = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
MonthText = Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")]
CodeText = Annotated[str, Field(pattern=r"^ZT\d{3}$")]

AsOf = Annotated[DayText, told("检查所截至的日期（北京时间）")]
Number = Annotated[int, told("活动在计划表中的序号")]
Theme = Annotated[str, told("活动主题")]
Units = Annotated[list[str], told("责任单位，第一家为牵头单位；计划没有写的为空")]
Forms = Annotated[list[str], told("活动形式")]
PlannedMonth = Annotated[MonthText, told("计划月份；改期的为改到的月份")]
StatusWord = Annotated[str, told("状态", of=Status)]
StatusLabel = Annotated[str, told("状态的中文名称；已获豁免的后面注明")]
ActionWord = Annotated[str, told("下一步由谁办：责任单位、办公室，或不必办", of=Action)]
Deadline = Annotated[DayText | None, told("报送截止日；没有登记举办日期的为 null")]
LatestDeadline = Annotated[DayText, told("最迟报送日：从计划月份最后一天起算")]
Provisional = Annotated[bool, told("截止日是否为暂定（所涉年份的放假安排尚未公布）；没有截止日的，说的是最迟报送日")]
DaysLeft = Annotated[
    int | None,
    told("距截止日（没有截止日的，距最迟报送日）还有几个工作日；已过的为负数；已报齐或已取消的为 null"),
]
Submitted = Annotated[DayText | None, told("整套资料报齐的日期；不知道的为 null")]
ExtendedFrom = Annotated[DayText | None, told("办公室同意延期的，原来的截止日")]


class SpanShape(TypedDict):
    """From a first to a last day."""

    start: Annotated[DayText, told("开始日期")]
    end: Annotated[DayText, told("结束日期；只办一天的与开始日期相同")]


Held = Annotated[SpanShape | None, told("登记的举办日期；没有登记的为 null")]


class PlanShape(TypedDict):
    """The plan that an output speaks of."""

    path: Annotated[str, told("计划文件的路径")]
    title: Annotated[str, told("计划的标题")]
    year: Annotated[int, told("计划的年度")]


class TallyShape(TypedDict):
    """Findings by severity; those that a waiver covers count nowhere."""

    error: Annotated[int, told("错误几条")]
    warning: Annotated[int, told("警告几条")]
    info: Annotated[int, told("提示几条")]


class FindingShape(TypedDict):
    """One finding."""

    rule: Annotated[CodeText, told("规则编号")]
    severity: Annotated[str, told("级别：错误、警告、提示", of=Severity)]
    message: Annotated[str, told("问题是什么")]
    clause: Annotated[str | None, told("所依据的通知条款；计划没有写的为 null")]
    hint: Annotated[str, told("怎么办")]
    path: Annotated[str | None, told("所指的文件或文件夹")]
    line: Annotated[int | None, told("行号，从 1 起")]
    column: Annotated[int | None, told("列号，从 1 起，按字符计")]
    waived: Annotated[str | None, told("豁免的理由；没有豁免的为 null")]


class LevelShape(TypedDict):
    """A rule's level for the whole plan."""

    rule: Annotated[CodeText, told("规则编号")]
    level: Annotated[str, Field(description="off 为关闭，其余为改成的级别", json_schema_extra={"enum": [*LEVELS]})]
    reason: Annotated[str, told("办公室写明的理由")]


Levels = Annotated[list[LevelShape], told("本计划关闭或调整级别的规则；没有的不写这个键")]
PlanOf = Annotated[PlanShape, told("所依据的计划")]
Tally = Annotated[TallyShape, told("各级别的问题数，已豁免的不计")]
Findings = Annotated[list[FindingShape], told("查出的问题")]


class ObligationShape(TypedDict):
    """One obligation besides the whole set."""

    key: Annotated[str, told("计划中的代号")]
    label: Annotated[str, told("名称")]
    state: Annotated[str, told("未到期、待办、已办、迟办、逾期未办、已豁免", of=ObligationState)]
    deadline: Annotated[DayText | None, told("期限；还没有起算日的为 null")]
    done: Annotated[DayText | None, told("办结日期；没有办结的为 null")]
    provisional: Annotated[bool, told("期限是否为暂定（所涉年份的放假安排尚未公布）")]
    period: NotRequired[Annotated[str, told("按月、按季的，哪一期")]]
    estimated: NotRequired[Annotated[bool, told("没有登记举办日期，期限按计划日期预计")]]


class UnitObligationsShape(TypedDict):
    """A unit with the obligations that are its own."""

    unit: Annotated[str, told("单位名称")]
    obligations: Annotated[list[ObligationShape], told("该单位的各个事项")]


OfUnits = Annotated[list[UnitObligationsShape], told("按单位的事项；计划没有的为空")]
