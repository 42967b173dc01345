"""The plan's models (contract §1): frozen, every unknown key refused, every field titled in Chinese.

Dates are Beijing dates.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from zhutiri_cli.common.yaml.fields import Day, Flag, MonthNumber, Number, Strict, Text, Waiver, Year, YearMonth
from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.plan.scoring import Scoring
from zhutiri_cli.plan.terms import Contact, Document, Requirements


def _none_as_empty(value: Any) -> Any:
    return [] if value is None else value


def _schema_number(value: Any) -> Any:
    return 1 if value == "1" else value


class RosterUnit(Strict):
    """A unit that the plan may name, with its other names and how it is reached."""

    name: Text = Field(title="单位名称", description="规范名称")
    aliases: tuple[Text, ...] = Field((), title="别称", description="计划表中可能出现的简称")
    contact: Text | None = Field(None, title="联系人", description="联系人姓名")
    phone: Text | None = Field(None, title="电话", description="联系电话")
    email: Text | None = Field(None, title="电子邮箱", description="电子邮箱")


class CalendarLists(Strict):
    """Local days on top of the official schedule, or a whole year's schedule (``confirmed_years``)."""

    days_off: tuple[Day, ...] = Field((), title="本地放假日", description="不上班的日子")
    workdays: tuple[Day, ...] = Field((), title="本地工作日", description="上班的日子")
    confirmed_years: tuple[Year, ...] = Field(
        (), title="已录入全年安排的年份", description="这些年份以上面两个列表为全部放假调休安排"
    )


class Activity(Strict):
    """One row of the plan table. The first unit leads; dates are Beijing dates."""

    id: Number = Field(title="序号", description="正整数，不重复")
    month: MonthNumber = Field(title="计划月份", description="1 到 12")
    theme: Text = Field(title="活动主题", description="照计划表填写")
    forms: tuple[Text, ...] = Field((), title="活动形式", description="一种或多种", min_length=1)
    units: Annotated[
        tuple[Text, ...], BeforeValidator(_none_as_empty, json_schema_input_type=tuple[Text, ...] | None)
    ] = Field((), title="责任单位", description="第一个为牵头单位；空着须在 remark 说明")
    remark: Text | None = Field(None, title="备注", description="如实说明计划表的疑点")
    moved_to: YearMonth | None = Field(None, title="改期至", description="YYYY-MM；须写 reason")
    cancelled: Flag = Field(False, title="是否取消", description="true 为已取消；须写 reason")
    reason: Text | None = Field(None, title="改期或取消的理由", description="改期、取消时必填")
    waivers: tuple[Waiver, ...] = Field((), title="豁免", description="不计入的问题及理由")

    def target(self, year: int) -> Month:
        """The month in which the activity is due to be held: moved-to, else planned."""
        return self.moved_to or Month(year, self.month)


class Plan(Strict):
    """A district's yearly plan of activities."""

    schema_number: Annotated[Literal[1], BeforeValidator(_schema_number, json_schema_input_type=Literal[1])] = Field(
        1, alias="schema", title="格式版本", description="固定为 1"
    )
    title: Text = Field("“政务公开主题日”活动计划", title="计划名称", description="计划表标题")
    year: Year = Field(title="年份", description="计划年度")
    document: Document = Field(default_factory=Document, title="依据文件", description="印发计划的通知；没有就不写")
    contact: Contact | None = Field(None, title="联系方式", description="办公室的联系方式")
    forms: tuple[Text, ...] = Field((), title="规定的活动形式", description="通知列出的形式", min_length=1)
    requirements: Requirements = Field(
        default_factory=Requirements, title="工作要求", description="通知对每项活动的要求；不写按通行的要求，报告里写明"
    )
    roster: tuple[RosterUnit, ...] | None = Field(None, title="单位名录", description="有名录时，责任单位须在其中")
    scoring: Scoring | None = Field(None, title="评比权重", description="供 zhutiri rank 使用；没有的不计分、不排名")
    calendar: CalendarLists = Field(default_factory=CalendarLists, title="放假调休", description="官方安排之外的日子")
    activities: tuple[Activity, ...] = Field(title="活动", description="计划表各行", min_length=1)

    @property
    def terms_assumed(self) -> bool:
        """Whether the plan does not say what is to be reported, so that the usual terms stand in."""
        return "requirements" not in self.model_fields_set or "report" not in self.requirements.model_fields_set
