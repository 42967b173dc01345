"""What a notice asks for with a date of its own: obligations (contract §1, schema 2).

Each has a key, a label, who it binds (every activity, or every unit), when it is due, and what fulfils it. The one
called ``report`` drives an activity's status; every other has a state of its own. Dates are Beijing dates.
"""

import re
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import half_width, shorten
from zhutiri_cli.common.yaml.fields import Day, Strict, Text, stated
from zhutiri_cli.common.yaml.scalars import Misread, Month, read_whole
from zhutiri_cli.plan.terms import ClauseText, Domain, Materials
from zhutiri_cli.workdays.terms_of_time import Term, TermUnit

REPORT, FILING = "report", "filing"
"""The keys of the two that schema 1 has sections for."""
MET = "办结日期"
"""What follows an obligation's label in the heading of the ledger's column that records it."""
_KEY = lazy_pattern(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_TIME = lazy_pattern(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_CLOCK = lazy_pattern(r"(\d{1,2})(?:[:点时.](\d\d)?分?)", re.ASCII)
_DAY = lazy_pattern(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?前?", re.ASCII)
_EVERY = lazy_pattern(r"(每月|每季度?)(?:末?月?(\d{1,2})[日号])?", re.ASCII)
_MEANT = {
    **dict.fromkeys(("每月", "月", "按月", "每个月", "逐月", "monthly"), "month"),
    **dict.fromkeys(("每季", "每季度", "季", "季度", "按季", "按季度", "每个季度", "quarterly"), "quarter"),
    **dict.fromkeys(("单位", "每单位", "每个单位", "每家单位", "按单位", "units"), "unit"),
    **dict.fromkeys(("活动", "每项活动", "每个活动", "按活动", "activities"), "activity"),
    **dict.fromkeys(("开始", "首日", "活动开始", "活动首日", "举办前", "before"), "start"),
    **dict.fromkeys(("结束", "末日", "活动结束", "活动末日", "举办后", "after"), "end"),
}
"""What people write for a word that the plan file spells in English."""
_PERIODS = {"month": range(1, 13), "quarter": (3, 6, 9, 12)}
_ONE_OF = "请只写一种：working_days、days、weeks（与 anchor 一起）、on，或 every 与 day"


def _read_key(value: Any) -> str:
    if isinstance(value, str) and _KEY.fullmatch(value):
        return value
    said = f"“{shorten(value)}”" if isinstance(value, str) else "所填的"
    raise Misread(f"{said}不能作 key", "请用小写英文字母开头的字母、数字、下划线，如 preview")


def _read_time(value: Any) -> str:
    if isinstance(value, str) and _TIME.fullmatch(value):
        return value
    if isinstance(value, str) and (found := _CLOCK.fullmatch("".join(half_width(value).split()))):
        plain = f"{int(found[1]):02d}:{found[2] or '00'}"
        if _TIME.fullmatch(plain):
            wide = "用了全角的冒号或数字" if half_width(value) != value else "不是时刻的写法"
            raise Misread(f"“{shorten(value)}”{wide}", f'请写作加引号的半角 "{plain}"')
    said = f"“{shorten(value)}”" if isinstance(value, str) else "所填的"
    raise Misread(f"{said}不是时刻", '请写作加引号的 "12:00"')


def _meant(value: str, known: tuple[str, ...]) -> str | None:
    """The known word that is meant: in Chinese, in full width, in capitals, or nearly."""
    word = half_width(value).strip().lower()
    found = _MEANT.get(word, word)
    return found if found in known else next(iter(get_close_matches(word, known, 1, 0.6)), None)


def _word_of(*known: str) -> BeforeValidator:
    def read(value: Any) -> Any:
        if value in known:
            return value
        said = f"“{shorten(value)}”" if isinstance(value, str) else "所填的"
        meant = _meant(value, known) if isinstance(value, str) else None
        raise Misread(f"没有{said}这一种", f"请改为 {meant}" if meant else f"请填写 {'、'.join(known)} 之一")

    return BeforeValidator(read, json_schema_input_type=Literal[known])


# The bounds stand before the validator: pydantic then says them in the JSON Schema, too.
_WorkingDays = Annotated[int, Field(ge=-250, le=250), BeforeValidator(read_whole)]
_NaturalDays = Annotated[int, Field(ge=-366, le=366), BeforeValidator(read_whole)]
_Weeks = Annotated[int, Field(ge=-52, le=52), BeforeValidator(read_whole)]
_MonthDay = Annotated[int, Field(ge=1, le=31), BeforeValidator(read_whole)]


class Due(Strict):
    """When an obligation is due: exactly one of a term from the first or last day, a day, or a day of every period."""

    anchor: Annotated[Literal["start", "end"], _word_of("start", "end")] | None = Field(
        None, title="从哪天起算", description="start 为活动首日，end 为活动末日"
    )
    working_days: _WorkingDays | None = Field(
        None, title="工作日数", description="负数为之前，如 -5 为首日之前 5 个工作日"
    )
    days: _NaturalDays | None = Field(
        None, title="日数", description="自然日；到期日放假的顺延到下一个工作日；负数为之前"
    )
    weeks: _Weeks | None = Field(None, title="周数", description="到期日放假的顺延到下一个工作日；负数为之前")
    on: Day | None = Field(None, title="固定日期", description="YYYY-MM-DD，当日有效")
    at: Annotated[str, BeforeValidator(_read_time)] | None = Field(
        None, title="时刻", description='与 on 一起，如 "12:00"；只作提示，按日期判定'
    )
    every: Annotated[Literal["month", "quarter"], _word_of("month", "quarter")] | None = Field(
        None, title="周期", description="month 为每月，quarter 为每季度（季末月）；须写 day"
    )
    day: _MonthDay | None = Field(None, title="日", description="与 every 一起：该月的几日；当月没有这一天的为月末")

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        terms = [unit for unit in TermUnit if getattr(self, unit.value) is not None]
        ways = [*terms, *(["on"] if self.on else []), *(["every"] if self.every else [])]
        if len(ways) != 1:
            raise Misread("没有写明期限" if not ways else f"写了几种期限（{'、'.join(ways)}）", _ONE_OF)
        if terms and self.anchor is None:
            raise Misread("缺少 anchor（从哪天起算）", "请补上 anchor: start 或 anchor: end")
        if not terms and self.anchor is not None:
            raise Misread("的 anchor 只与 working_days、days、weeks 一起用", "请删去 anchor")
        if (self.every is None) != (self.day is None):
            raise Misread("的 every 和 day 要一起写", "请写作 {every: month, day: 25}")
        if self.at is not None and self.on is None:
            raise Misread("的 at 只与 on 一起用", "请删去 at")
        return self

    @classmethod
    def as_mapping(cls, word: str) -> str:
        """``{on: 2024-03-05}`` for a day, ``{every: month, day: 25}`` for 每月25日, ``{anchor: end,
        working_days: 5}`` for a term or whatever else."""
        plain = half_width(word).strip()
        if found := _DAY.fullmatch(plain):
            year = found[1] or "YYYY"
            return f"{{on: {year}-{int(found[2]):02d}-{int(found[3]):02d}}}"
        if found := _EVERY.search(plain):
            return f"{{every: {_MEANT[found[1]]}, day: {found[2] or 25}}}"
        before = "前" in plain
        number = int(re.sub(r"\D", "", plain) or 5)
        natural = re.search("[日天]", plain.replace("工作日", "")) is not None
        unit = "weeks" if "周" in plain else "days" if natural else "working_days"
        return f"{{anchor: {'start' if before else 'end'}, {unit}: {'-' if before else ''}{number}}}"

    @property
    def term(self) -> Term | None:
        """The term from its anchor; ``None`` for a day or a period."""
        found = next((unit for unit in TermUnit if getattr(self, unit.value) is not None), None)
        return None if found is None else Term(int(getattr(self, found.value)), found)

    @property
    def fixed_or_term(self) -> Term | date | None:
        """What an activity's deadline is made from; ``None`` for a period."""
        return self.term or self.on

    def days_of(self, year: int) -> tuple[tuple[str, date], ...]:
        """For a period: each of the year's by name (``2024-03``) and the day by which it is due."""
        if self.every is None or self.day is None:
            return ()
        months = [Month(year, number) for number in _PERIODS[self.every]]
        return tuple((str(month), month.first.replace(day=min(self.day, month.last.day))) for month in months)

    @property
    def words(self) -> str:
        """In words: 活动结束后5个工作日内, 活动开始前7日, 2025年3月7日12:00前, 每月25日前."""
        if self.term is not None:
            what = "活动开始" if self.anchor == "start" else "活动结束"
            if self.term.amount == 0:
                return f"{what}当日"
            return f"{what}前{self.term.words}" if self.term.amount < 0 else f"{what}后{self.term.words}内"
        if self.on is not None:
            return f"{self.on.year}年{self.on.month}月{self.on.day}日{self.at or ''}前"
        return f"{'每月' if self.every == 'month' else '每季度末月'}{self.day}日前"


class Obligation(Strict):
    """One thing asked for by a date of its own."""

    key: Annotated[str, BeforeValidator(_read_key)] = Field(
        title="代号", description="登记、JSON 用；report 为整套资料，决定状态"
    )
    label: Text = Field(title="名称", description="报告、函件中的名称，如 活动预告")
    per: Annotated[Literal["activity", "unit"], _word_of("activity", "unit")] = Field(
        "activity", title="按什么", description="activity 为每项活动，unit 为每个单位"
    )
    due: Due = Field(title="期限", description="如 {anchor: end, working_days: 5}")
    materials: Annotated[Materials | None, BeforeValidator(stated)] = Field(
        None, title="材料", description="收到这些材料即为办结：“种类: 份数”；不写的靠登记"
    )
    portal: Domain | None = Field(None, title="发布的门户", description="有此域名的链接即为办结，如 ncx.example")
    clause: ClauseText | None = Field(None, title="条款", description="依据的条款：{ref: 条款号, text: 原文}")

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if self.per == "unit" and self.due.term is not None:
            raise Misread(
                f"“{self.key}”按单位计，没有可以起算的活动日期", "请把 due 改为 on 或 every，或改为 per: activity"
            )
        if self.per == "activity" and self.due.every is not None:
            raise Misread(f"“{self.key}”每期一次，只能按单位计", "请写 per: unit")
        if self.per == "unit" and (self.materials is not None or self.portal is not None):
            raise Misread(f"“{self.key}”按单位计，不能凭活动的材料、链接认定", "请删去 materials、portal，靠登记办结")
        if self.key == REPORT and self.per == "unit":
            raise Misread("report 是每项活动的整套资料", "请写 per: activity；按单位的换一个 key")
        return self
