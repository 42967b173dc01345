"""The plan's models (contract §1): frozen, every unknown key refused, every field titled in Chinese.

Dates are Beijing dates.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.common.yaml.fields import Day, Flag, MonthNumber, Number, Strict, Text, Waiver, Year, YearMonth, stated
from zhutiri_cli.common.yaml.periods import Period, When
from zhutiri_cli.common.yaml.scalars import Misread, Month, read_whole
from zhutiri_cli.plan.obligations import FILING, REPORT, Due, Obligation
from zhutiri_cli.plan.rule_levels import RuleLevel, by_code
from zhutiri_cli.plan.scoring import Scoring
from zhutiri_cli.plan.terms import Contact, DeclaredKind, Document, Materials, Requirements


def _none_as_empty(value: Any) -> Any:
    return [] if value is None else value


NEWEST_SCHEMA = 2
"""The newest shape of plan files that this release reads."""


def _schema_number(value: Any) -> int:
    number = read_whole(value)
    if number > NEWEST_SCHEMA:
        raise Misread(f"是 {number}，比本程序认得的 {NEWEST_SCHEMA} 新", "请升级 zhutiri 后重新运行")
    if number < 1:
        raise Misread(f"没有 {number} 这个版本", f"请写 1 到 {NEWEST_SCHEMA}")
    return number


def _month_or_when(schema: dict[str, Any]) -> None:
    schema["oneOf"] = [{"required": ["month"]}, {"required": ["when"]}]


def _no_value_as_empty(value: Any) -> Any:
    return {} if value is None else value


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
    """One row of the plan table. The first unit leads; dates are Beijing dates.

    When it is planned stands in ``month`` or in ``when``, never in both; ``planned`` is the day that the table names,
    which decides nothing."""

    model_config = ConfigDict(json_schema_extra=_month_or_when)

    id: Number = Field(title="序号", description="正整数，不重复")
    month: Annotated[MonthNumber | None, BeforeValidator(stated, json_schema_input_type=MonthNumber)] = Field(
        None, title="计划月份", description="1 到 12；不写的要写 when"
    )
    when: Annotated[When | None, BeforeValidator(stated, json_schema_input_type=When)] = Field(
        None, title="计划时间", description="代替 month：2024-03、2024-11..2025-01（几个月）或 2024-03-15（一天）"
    )
    planned: Annotated[Day | None, BeforeValidator(stated, json_schema_input_type=Day)] = Field(
        None, title="计划日期", description="计划表写明的日子；只作提示，不据此判定"
    )
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
    extra: Annotated[
        dict[Text, Text],
        BeforeValidator(_no_value_as_empty, json_schema_input_type=dict[Text, Text | int | float | bool] | None),
    ] = Field(default_factory=dict, title="其他栏目", description="计划表中没有对应的键的栏目，照录：“栏目: 内容”")

    @model_validator(mode="after")
    def _planned_once(self) -> Self:
        if self.month is None and self.when is None:
            raise Misread("缺少 month（计划月份）", "请补上 month；几个月或一天的写 when，如 when: 2024-11..2025-01")
        if self.month is not None and self.when is not None:
            raise Misread("month 和 when 只能写一个", "请删去其中之一")
        return self

    def target(self, year: int) -> Period:
        """When the activity is due to be held: moved to a month, else as planned."""
        if self.moved_to is not None:
            return Period.of(self.moved_to)
        return self.when or Period.of(Month(year, self.month or 1))


def _keys_once(obligations: tuple[Obligation, ...]) -> tuple[Obligation, ...]:
    keys = [one.key for one in obligations]
    if repeated := next((key for key in keys if keys.count(key) > 1), None):
        places = "、".join(str(place) for place, key in enumerate(keys, 1) if key == repeated)
        raise Misread(f"第 {places} 项的 key 都是“{repeated}”", "请给其中一项改用不同的 key")
    return obligations


class Plan(Strict):
    """A district's yearly plan of activities."""

    schema_number: Annotated[
        int,
        BeforeValidator(_schema_number),
        WithJsonSchema({"type": "integer", "minimum": 1, "maximum": NEWEST_SCHEMA}),
    ] = Field(1, alias="schema", title="格式版本", description="1，或 2（写 obligations 的）；不写也可")
    title: Text = Field("“政务公开主题日”活动计划", title="计划名称", description="计划表标题")
    year: Year = Field(title="年份", description="计划年度")
    document: Document = Field(
        default_factory=Document.model_construct, title="依据文件", description="印发计划的通知；没有就不写"
    )
    contact: Contact | None = Field(None, title="联系方式", description="办公室的联系方式")
    forms: tuple[Text, ...] = Field((), title="规定的活动形式", description="通知列出的形式", min_length=1)
    requirements: Requirements = Field(
        default_factory=Requirements, title="工作要求", description="通知对每项活动的要求；不写按通行的要求，报告里写明"
    )
    obligations: Annotated[tuple[Obligation, ...], AfterValidator(_keys_once)] = Field(
        (), title="另有期限的事项", description="报备、预告、整套资料、按月的进展表等，各有期限（schema 须为 2）"
    )
    roster: tuple[RosterUnit, ...] | None = Field(None, title="单位名录", description="有名录时，责任单位须在其中")
    scoring: Scoring | None = Field(None, title="评比权重", description="供 zhutiri rank 使用；没有的不计分、不排名")
    ignore: tuple[Text, ...] = Field(
        (), title="不算材料的文件", description="文件名或路径的样式，如 *.bak、旧版/；不打开、不计入，报告里写明几个"
    )
    rules: Annotated[dict[str, RuleLevel], BeforeValidator(by_code)] = Field(
        default_factory=dict, title="规则的级别", description="整个计划关闭或调整级别的规则及理由，每份报告写明"
    )
    calendar: CalendarLists = Field(
        default_factory=CalendarLists.model_construct, title="放假调休", description="官方安排之外的日子"
    )
    activities: tuple[Activity, ...] = Field(title="活动", description="计划表各行", min_length=1)

    @model_validator(mode="after")
    def _said_once(self) -> Self:
        keys = [one.key for one in self.obligations]
        if self.obligations and self.schema_number < 2 and "schema_number" in self.model_fields_set:
            raise Misread("要写在格式版本为 2 的计划里", "请把 schema 改为 2", at=("obligations",), on_key=True)
        known = {*self.forms, *(form for row in self.activities for form in row.forms)}
        for place, materials in self._materials_asked():
            for kind, asked in materials.asked.items():
                if strange := [form for form in asked.when_form if form not in known]:
                    near = get_close_matches(strange[0], sorted(known), 1, 0.5)
                    listed = "、".join(sorted(known)) or "（没有写活动形式）"
                    advice = f"是否应为 {near[0]}" if near else f"计划里有：{listed}"
                    said = f"“{shorten(strange[0])}”不是计划里的活动形式"
                    raise Misread(said, advice, at=(*place, "materials", kind, "when_form"))
        for key in ("report", "filing"):
            if key in keys and key in self.requirements.model_fields_set:
                said = f"“{key}”与 requirements 里的 {key} 写了两处"
                raise Misread(said, "请删去其中之一", at=("obligations", keys.index(key), "key"))
        if self._report is not None and self._report.portal and self.requirements.portal is not None:
            place = ("obligations", keys.index(REPORT), "portal")
            raise Misread("与 requirements.portal 写了两处", "请删去其中之一", at=place)
        return self

    def _materials_asked(self) -> Iterator[tuple[tuple[str | int, ...], Materials]]:
        """Every list of materials that the plan asks for, with where it is written."""
        if self._report is None or self._report.materials is None:
            yield ("requirements", "report"), self.requirements.report.materials
        for place, one in enumerate(self.obligations):
            if one.materials is not None:
                yield ("obligations", place), one.materials

    @property
    def _report(self) -> Obligation | None:
        return next((one for one in self.obligations if one.key == REPORT), None)

    @property
    def report_due(self) -> Due:
        """When the whole set is due: what drives an activity's status."""
        if self._report is not None:
            return self._report.due
        return Due.model_construct(anchor="end", working_days=self.requirements.report.within_working_days)

    @property
    def materials(self) -> Materials:
        """What the whole set consists of."""
        own = self._report.materials if self._report is not None else None
        return own if own is not None else self.requirements.report.materials

    @property
    def portal_domain(self) -> str | None:
        """The portal that one link of the whole set must be on."""
        if self._report is not None and self._report.portal is not None:
            return self._report.portal
        return self.requirements.portal.domain if self.requirements.portal else None

    @property
    def other_obligations(self) -> tuple[Obligation, ...]:
        """Every obligation but the whole set; the filing of schema 1 (``requirements.filing``) comes first."""
        filing = self.requirements.filing
        sugar = []
        if filing is not None:
            due = Due.model_construct(anchor="start", working_days=-filing.before_working_days)
            sugar = [Obligation.model_construct(key=FILING, label=filing.label, due=due)]
        return (*sugar, *(one for one in self.obligations if one.key != REPORT))

    @property
    def filing(self) -> Obligation | None:
        """The filing or announcement asked for before the activity (ZT208)."""
        return next((one for one in self.other_obligations if one.key == FILING and one.per == "activity"), None)

    @property
    def duties(self) -> frozenset[str]:
        """The keys that an activity's record may say are met."""
        return frozenset(one.key for one in self.other_obligations if one.per == "activity")

    @property
    def declared_kinds(self) -> dict[str, DeclaredKind]:
        """Every kind of material that the plan itself declares, for the whole set or for another obligation."""
        others = [one.materials.declared for one in self.other_obligations if one.materials is not None]
        return {kind: spec for declared in (*others, self.materials.declared) for kind, spec in declared.items()}

    @property
    def terms_assumed(self) -> bool:
        """Whether the plan does not say what is to be reported, so that the usual terms stand in."""
        if self._report is not None:
            return False
        return "requirements" not in self.model_fields_set or "report" not in self.requirements.model_fields_set
