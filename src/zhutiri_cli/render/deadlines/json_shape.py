"""The shape of ``deadlines -f json``: ``zhutiri/deadlines/1`` (contract §6)."""

from __future__ import annotations

from typing import Annotated, Literal

from typing_extensions import TypedDict

from zhutiri_cli.render.kit import json_shape as piece
from zhutiri_cli.render.kit.json_shape import told


class DeadlineShape(TypedDict):
    """One activity's deadline."""

    id: piece.Number
    theme: piece.Theme
    units: piece.Units
    month: piece.PlannedMonth
    held: piece.Held
    deadline: piece.Deadline
    latest_deadline: piece.LatestDeadline
    provisional: piece.Provisional
    working_days_left: piece.DaysLeft
    status: piece.StatusWord
    obligations: Annotated[list[piece.ObligationShape], told("整套资料以外、另有期限的事项")]


class DeadlinesShape(TypedDict):
    """Every activity's deadline."""

    schema: Annotated[Literal["zhutiri/deadlines/1"], told("格式的名称和版本")]
    as_of: piece.AsOf
    deadlines: Annotated[list[DeadlineShape], told("各项活动的截止日，按计划的顺序")]
    units: piece.OfUnits


SHAPE = DeadlinesShape
