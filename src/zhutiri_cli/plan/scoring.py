"""The plan's ``scoring``: weights for ``zhutiri rank``. Whatever has no weight scores nothing (contract §1).

Points are exact decimals of at most two places. Rewards are not negative and deductions not positive, so a sign that
was forgotten is found by ``zhutiri validate`` and not by the unit that loses points.
"""

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import half_width, shorten
from zhutiri_cli.common.yaml.fields import Strict, Text
from zhutiri_cli.common.yaml.scalars import Misread
from zhutiri_cli.materials.links.outlets import LEVELS

MOST = 1000
_NUMBER = lazy_pattern(r"[+-]?\d{1,4}(\.\d{1,2})?", re.ASCII)
_HINT = "请写半角数字，最多两位小数，如 5 或 0.5"


def _read_points(value: Any) -> Decimal:
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return Decimal(value)
    if not isinstance(value, str):
        raise Misread(f"{'没有填写' if value is None else '不应是列表或“键: 值”的一组'}，应为分值", _HINT)
    if _NUMBER.fullmatch(value) is None:
        near = half_width(value).replace("−", "-")
        hint = f"请改为半角 {near}" if near != value and _NUMBER.fullmatch(near) else _HINT
        raise Misread(f"“{shorten(value)}”不是分值", hint)
    return Decimal(value)


def _read_level(value: Any) -> Any:
    if value not in LEVELS:
        said = f"“{shorten(value)}”" if isinstance(value, str) else "所填的"
        raise Misread(f"{said}不是媒体层级", f"请填写 {'、'.join(LEVELS)} 之一")
    return value


def _number(low: int, high: int) -> WithJsonSchema:
    return WithJsonSchema({"type": "number", "minimum": low, "maximum": high})


Points = Annotated[Decimal, Field(ge=0, le=MOST), BeforeValidator(_read_points), _number(0, MOST)]
Deduction = Annotated[Decimal, Field(ge=-MOST, le=0), BeforeValidator(_read_points), _number(-MOST, 0)]
Share = Annotated[Decimal, Field(ge=0, le=1), BeforeValidator(_read_points), _number(0, 1)]
Level = Annotated[
    Literal["区级", "市级", "省级", "中央"], BeforeValidator(_read_level), WithJsonSchema({"enum": list(LEVELS)})
]


class PerPiece(Strict):
    """Points for each of something, up to a cap."""

    each: Points = Field(Decimal(0), title="每个得分", description="每一个（张、种）得几分")
    cap: Points | None = Field(None, title="封顶", description="一项活动最多得几分；不写为不封顶")


def _each(value: Any) -> Any:
    return {"each": value} if isinstance(value, str | int | Decimal) else value


PieceWeight = Annotated[PerPiece, BeforeValidator(_each, json_schema_input_type=Points | PerPiece)]


class ReportWeights(Strict):
    """Points for each publicity report by the level of its outlet, up to a cap."""

    district: Points = Field(Decimal(0), title="区级报道", description="区级媒体每条得分；门户专栏的不在内，见 portal")
    city: Points = Field(Decimal(0), title="市级报道", description="市级媒体每条得分")
    province: Points = Field(Decimal(0), title="省级报道", description="省级媒体每条得分")
    central: Points = Field(Decimal(0), title="中央报道", description="中央媒体每条得分")
    cap: Points | None = Field(None, title="报道封顶", description="一项活动的报道合计最多得几分；不写为不封顶")
    outlets: dict[Text, Level] = Field(
        default_factory=dict,
        title="媒体层级补充",
        description="“媒体名称或域名: 层级”，层级为 区级、市级、省级、中央；程序不认得的媒体在此写明，否则不计分",
    )

    @property
    def by_level(self) -> dict[str, Decimal]:
        """Points for one report of each level."""
        return {"区级": self.district, "市级": self.city, "省级": self.province, "中央": self.central}


class Scoring(Strict):
    """The weights. Everything is optional; what is absent has no weight."""

    on_time: Points = Field(Decimal(0), title="按时报齐", description="材料齐全且按时报齐得几分")
    complete: Points = Field(Decimal(0), title="材料齐全", description="材料齐全（含迟报）得几分")
    portal: Points = Field(Decimal(0), title="门户专栏", description="至少一条链接在门户网站得几分；计划须写明 portal")
    reports: ReportWeights = Field(
        default_factory=ReportWeights, title="宣传报道", description="按媒体层级每条得几分；不写为不计分"
    )
    forms: PieceWeight = Field(
        default_factory=PerPiece, title="活动形式", description="材料齐全的，计划表所列形式除第一种外，每多一种得几分"
    )
    photos: PieceWeight = Field(
        default_factory=PerPiece, title="图片", description="每张可用且无疑问的图片得几分；不写为不计分"
    )
    late: Deduction = Field(Decimal(0), title="迟报扣分", description="0 或负数；已豁免的不扣")
    incomplete: Deduction = Field(Decimal(0), title="材料不全扣分", description="0 或负数")
    overdue: Deduction = Field(Decimal(0), title="逾期未报扣分", description="0 或负数；已豁免的不扣")
    joint: Share = Field(
        Decimal(0),
        title="联合承办",
        description="联合承办单位按该项活动得分的几成计入本单位（0 到 1）；不写为只列出、不计分，得分全归牵头单位",
    )

    @property
    def weighs(self) -> bool:
        """Whether anything has a weight at all."""
        own = (self.on_time, self.complete, self.portal, self.late, self.incomplete, self.overdue)
        pieces = (self.forms.each, self.photos.each, *self.reports.by_level.values())
        return any((*own, *pieces))
