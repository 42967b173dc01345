"""``obligations_YYYY.yaml`` beside the plan: which unit met which of its own obligations, and when (Beijing dates).

Written by ``zhutiri record UNIT --done KEY=DATE``; people may edit it. A faulty file counts nothing and says where it
is faulty, and then nothing that rests on it is judged.
"""

from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from zhutiri_cli.common.spelling import squeeze
from zhutiri_cli.common.yaml.fields import Day, Strict, Text, YearMonth
from zhutiri_cli.common.yaml.scalars import Misread
from zhutiri_cli.submission.kept_file import Kept, load_kept, read_kept


def _none_as_empty(value: Any) -> Any:
    return [] if value is None else value


class UnitDuty(Strict):
    """One obligation of one unit (of one period, where it comes back) that was met, or that the office has waived."""

    unit: Text = Field(title="单位", description="照计划或名录填写")
    key: Text = Field(title="事项代号", description="计划 obligations 里的 key")
    period: YearMonth | None = Field(None, title="哪一期", description="按月、按季的写 YYYY-MM（季度写季末月）")
    on: Day | None = Field(None, title="办结日期", description="YYYY-MM-DD")
    waived: Text | None = Field(None, title="不要求的理由", description="办公室同意不办的，写明理由，不写 on")

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        if (self.on is None) == (self.waived is None):
            raise Misread("要写 on（办结日期）或 waived（不要求的理由）之一", "请补上其中之一，或删去另一个")
        return self


class UnitDuties(Strict):
    """Everything kept of the plan's year."""

    done: Annotated[
        tuple[UnitDuty, ...], BeforeValidator(_none_as_empty, json_schema_input_type=tuple[UnitDuty, ...] | None)
    ] = Field((), title="已办的事项", description="每家单位每期一条；由 zhutiri record 单位 --done 登记")

    def of(self, names: frozenset[str], key: str, period: str) -> UnitDuty | None:
        """What is kept of a unit's obligation, by any of its names (squeezed); the latest entry holds."""
        place = self.place_of(names, key, period)
        return None if place is None else self.done[place]

    def place_of(self, names: frozenset[str], key: str, period: str) -> int | None:
        """Where the entry that holds stands among ``done``, from 0; ``None`` where there is none."""
        found = [
            place
            for place, one in enumerate(self.done)
            if one.key == key and squeeze(one.unit) in names and str(one.period or "") == period
        ]
        return found[-1] if found else None


def duties_path(plan: Path, year: int) -> Path:
    """Where the units' obligations of a plan are kept."""
    return plan.with_name(f"obligations_{year}.yaml")


def load_duties(path: Path) -> Kept[UnitDuties]:
    """What is kept in a file; nothing where there is none."""
    return load_kept(UnitDuties, path)


def read_duties(data: bytes, path: Path) -> Kept[UnitDuties]:
    """The same for bytes at hand."""
    return read_kept(UnitDuties, data, path)
