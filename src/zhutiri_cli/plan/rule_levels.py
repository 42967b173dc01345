"""What a plan says of rules for the whole year: ``rules: {CODE: {level: off, reason: …}}``.

A level changes how serious a rule's findings are, or that they count at all; statuses and deadlines never change by it.
YAML's bare ``off`` is a word here (``source.py``), and so is the ``false`` that an editor of YAML 1.1 makes of it.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.common.yaml.faults import validate
from zhutiri_cli.common.yaml.fields import Strict, Text
from zhutiri_cli.common.yaml.scalars import Misread

_CODE = lazy_pattern(r"ZT\d{3}", re.ASCII)
OFF = "off"
LEVELS = {OFF: "关闭", "info": "提示", "warning": "警告", "error": "错误"}


def _read_level(value: Any) -> Any:
    if value is False or value == "false":
        return OFF
    if value not in LEVELS:
        said = f"“{shorten(value)}”" if isinstance(value, str) else "所填的"
        words = "、".join(f"{word}（{label}）" for word, label in LEVELS.items())
        raise Misread(f"{said}不是级别", f"请填写 {words} 之一")
    return value


Level = Annotated[
    Literal["off", "info", "warning", "error"],
    BeforeValidator(_read_level),
    WithJsonSchema({"enum": [*LEVELS, False]}),
]


class RuleLevel(Strict):
    """How the office takes a rule's findings this year, and why."""

    level: Level = Field(title="级别", description="off 关闭、info 提示、warning 警告、error 错误")
    reason: Text = Field(title="理由", description="必填，每份报告照录")

    @property
    def off(self) -> bool:
        """Whether the rule's findings do not count at all."""
        return self.level == OFF


def by_code(value: Any) -> Any:
    """The mapping as it stands. Raises ``Misread`` for a bare word or a list, which name no rule with a reason."""
    if value is None or isinstance(value, dict):
        return value
    said = f"写成了“{shorten(value)}”" if isinstance(value, str) else "写成了列表"
    meant = _CODE.search(str(value).upper())
    example = f"{{{meant[0] if meant else '规则编号'}: {{level: off, reason: …}}}}"
    raise Misread(f"{said}，这里要逐条写规则编号、级别和理由", f"请写作 rules: {example}；编号见 zhutiri rules")


def read_levels(tree: Any) -> Mapping[str, RuleLevel]:
    """The levels in a plan's plain tree as far as they can be read; the faults of the others are ZT102's."""
    said = tree.get("rules") if isinstance(tree, dict) else None
    if not isinstance(said, dict):
        return {}
    read = {str(code): validate(RuleLevel, value)[0] for code, value in said.items()}
    return {code: level for code, level in read.items() if level is not None}
