"""``reminded_YYYY.yaml`` beside the plan file: which unit was reminded of which activities, and when (Beijing dates).

Written by ``zhutiri remind --sent``; people may edit it. A faulty file counts nothing, and says where it is faulty.
"""

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from zhutiri_cli.common.yaml.fields import Day, Number, Strict, Text
from zhutiri_cli.submission.kept_file import Kept, load_kept, read_kept


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


def reminded_path(plan: Path, year: int) -> Path:
    """Where the reminders of a plan are kept."""
    return plan.with_name(f"reminded_{year}.yaml")


def load_reminded(path: Path) -> Kept[SentReminders]:
    """What is kept in a file; nothing where there is none."""
    return load_kept(SentReminders, path)


def read_reminded(data: bytes, path: Path) -> Kept[SentReminders]:
    """The same for bytes at hand."""
    return read_kept(SentReminders, data, path)
