"""The field types that the plan's and the record's models share: ``reading.py`` as pydantic types."""

from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)

from zhutiri_cli.common.spelling import shorten, visible_only
from zhutiri_cli.common.yaml.scalars import (
    FIRST_YEAR,
    LAST_YEAR,
    Misread,
    Month,
    read_day,
    read_flag,
    read_moment,
    read_month,
    read_whole,
)


def _inked(text: str) -> str:
    if not visible_only(text).strip():
        raise Misread("不能只有空白", "请填写内容")
    return text


def stated(value: Any) -> Any:
    """A key that stands there without a value is a gap to be filled, not something left out."""
    if value is None:
        raise Misread("没有填写", "请填写；没有的，请删去这一行")
    return value


_DATE = r"^\d{4}-\d{2}-\d{2}$"
_MOMENT = r"^\d{4}-\d{2}-\d{2}([T ].+)?$"
_YEAR_MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"

Day = Annotated[date, BeforeValidator(read_day), WithJsonSchema({"type": "string", "format": "date", "pattern": _DATE})]
Moment = Annotated[date, BeforeValidator(read_moment), WithJsonSchema({"type": "string", "pattern": _MOMENT})]
YearMonth = Annotated[Month, BeforeValidator(read_month), WithJsonSchema({"type": "string", "pattern": _YEAR_MONTH})]
# The bounds stand before the validator: pydantic then says them in the JSON Schema, too.
Count = Annotated[int, Field(ge=0, le=9999), BeforeValidator(read_whole)]
Days = Annotated[int, Field(ge=1, le=250), BeforeValidator(read_whole)]
MonthNumber = Annotated[int, Field(ge=1, le=12), BeforeValidator(read_whole)]
Number = Annotated[int, Field(ge=1, le=999_999), BeforeValidator(read_whole)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), BeforeValidator(read_whole)]
Flag = Annotated[bool, BeforeValidator(read_flag)]
Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_inked)]


class Strict(BaseModel):
    """Frozen; an unknown key is an error.

    What takes time when the program starts is making models, and the validators of each that is asked to validate. So
    their modules do not postpone annotations, which pydantic would compile and evaluate one by one, and what is made
    of nothing but sound values (an empty record, a default) is made by ``model_construct``."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def as_mapping(cls, word: str) -> str:
        """How it is written, where a single ``word`` was: ``{ref: 一, text: …}``. The word stands for the first key
        that must be there and can be it."""
        names = [field.alias or name for name, field in cls.model_fields.items() if not field.exclude]
        must = [field.alias or name for name, field in cls.model_fields.items() if field.is_required()]
        meant = next((name for name in must if _can_be(cls, name, word)), None)
        shown = [f"{name}: {shorten(word) if name == meant else '…'}" for name in must or names[:_SHAPE]]
        return f"{{{', '.join(shown)}}}"


_SHAPE = 3
"""Keys that are shown of a mapping in which none must be there."""


def _can_be(model: type[BaseModel], name: str, word: str) -> bool:
    try:
        model.model_validate({name: word})
    except ValidationError as problem:
        return all(error["loc"][:1] != (name,) for error in problem.errors(include_url=False))
    return True


class Waiver(Strict):
    """A finding that the office has decided not to count, with its reason. ``until`` (included) may be absent."""

    rule: Text = Field(title="豁免的规则", description="规则编号，如 ZT401；可运行 zhutiri rules 查看")
    reason: Text = Field(title="豁免理由", description="必填，报告中照录")
    until: Day | None = Field(None, title="豁免到期日", description="当日仍有效，次日起恢复计入；不填为一直有效")
