"""The shape of ``rules -f json``: ``zhutiri/rules/1``."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from zhutiri_cli.render.kit.json_shape import CodeText, told
from zhutiri_cli.rules.finding import Severity


class RuleShape(TypedDict):
    """One rule of the catalogue."""

    code: Annotated[CodeText, told("规则编号")]
    severity: Annotated[str, told("通常的级别；个别规则视情况升降", of=Severity)]
    title: Annotated[str, told("规则的名称")]
    manual: Annotated[str, told("说明")]
    remedy: Annotated[str, told("怎么办")]
    topic: Annotated[str | None, told("所依据条款的主题，即计划文件 document.clauses 的键")]
    clause: Annotated[str | None, told("条款的编号；计划没有写的为 null")]
    clause_text: Annotated[str | None, told("条款的原文；计划没有写的为 null")]


class RulesShape(TypedDict):
    """The rules asked for."""

    schema: Annotated[Literal["zhutiri/rules/1"], told("格式的名称和版本")]
    rules: Annotated[list[RuleShape], told("逐条列出的规则")]


SHAPE = RulesShape
