"""The shape of ``validate -f json``: ``zhutiri/validate/1`` (contract §6)."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired

from typing_extensions import TypedDict

from zhutiri_cli.render.kit import json_shape as piece
from zhutiri_cli.render.kit.json_shape import told


class PlanFileShape(TypedDict):
    """One plan file."""

    path: Annotated[str, told("计划文件的路径")]
    findings: piece.Findings
    rules: NotRequired[piece.Levels]


class ValidateShape(TypedDict):
    """Every file, and the sums over all."""

    schema: Annotated[Literal["zhutiri/validate/1"], told("格式的名称和版本")]
    files: Annotated[list[PlanFileShape], told("逐个计划文件")]
    summary: piece.Tally


SHAPE = ValidateShape
