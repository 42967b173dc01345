"""``reminded_YYYY.yaml`` beside the plan file: which unit was reminded of which activities, and when (Beijing dates).

Written by ``zhutiri remind --sent``; people may edit it. A faulty file counts nothing, and says where it is faulty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.yaml.faults import validate
from zhutiri_cli.common.yaml.fields import Day, Number, Strict, Text
from zhutiri_cli.common.yaml.source import RECORD_BYTES, Source, parse_source, read_source


def _schema_number(value: Any) -> Any:
    return 1 if value == "1" else value


def _none_as_empty(value: Any) -> Any:
    return [] if value is None else value


class SentReminder(Strict):
    """A letter that went out: the day, the unit it went to, and the activities it spoke of."""

    on: Day = Field(title="发出日期", description="YYYY-MM-DD")
    unit: Text = Field(title="单位", description="收信的牵头单位，照计划或名录填写")
    activities: tuple[Number, ...] = Field(title="活动序号", description="信里催办的活动", min_length=1)


class SentReminders(Strict):
    """Everything that went out in the plan's year."""

    schema_number: Annotated[Literal[1], BeforeValidator(_schema_number, json_schema_input_type=Literal[1])] = Field(
        1, alias="schema", title="格式版本", description="固定为 1"
    )
    sent: Annotated[
        tuple[SentReminder, ...],
        BeforeValidator(_none_as_empty, json_schema_input_type=tuple[SentReminder, ...] | None),
    ] = Field((), title="已发的提醒", description="每发一封一条；由 zhutiri remind --sent 登记")

    def days(self, names: frozenset[str], activity: int) -> tuple[date, ...]:
        """On which days a unit, by any of its ``names``, was reminded of an activity: each day once, in order."""
        return tuple(sorted({one.on for one in self.sent if activity in one.activities and one.unit in names}))


@dataclass(frozen=True, slots=True)
class LoadedReminders:
    """The file's reminders; none where it is faulty (``fault``: what, and in which line) or not there."""

    known: SentReminders
    fault: str = ""


def reminded_path(plan: Path, year: int) -> Path:
    """Where the reminders of a plan are kept."""
    return plan.with_name(f"reminded_{year}.yaml")


def load_reminded(path: Path) -> LoadedReminders:
    """What is kept in a file; nothing where there is none."""
    if not path.exists():
        return LoadedReminders(_none())
    try:
        return _judged(read_source(path, RECORD_BYTES), path)
    except FileProblem as problem:
        return LoadedReminders(_none(), problem.message)


def read_reminded(data: bytes, path: Path) -> LoadedReminders:
    """The same for bytes at hand."""
    return _judged(parse_source(data), path)


def _judged(source: Source, path: Path) -> LoadedReminders:
    empty, name = _none(), path_shown(path)
    if source.faults:
        fault = source.faults[0]
        return LoadedReminders(empty, f"{name} 第 {fault.spot.line} 行{_told(fault.message, fault.hint)}")
    if source.tree is None:
        return LoadedReminders(empty)
    known, faults = validate(SentReminders, source.tree)
    if known is None:
        spot = source.spot(faults[0].route, key=faults[0].on_key)
        return LoadedReminders(empty, f"{name} 第 {spot.line} 行{_told(faults[0].message, faults[0].hint)}")
    return LoadedReminders(known)


def _told(message: str, hint: str) -> str:
    return f"有误：{message}" + (f"，{hint}" if hint else "")


def _none() -> SentReminders:
    return SentReminders.model_validate({})
