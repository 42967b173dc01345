"""``obligations_YYYY.yaml`` beside the plan: which unit met which of its own obligations, and when (Beijing dates).

Written by ``zhutiri record UNIT --done KEY=DATE``; people may edit it. A faulty file counts nothing and says where it
is faulty, and then nothing that rests on it is judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.spelling import squeeze
from zhutiri_cli.common.yaml.faults import validate
from zhutiri_cli.common.yaml.fields import Day, Strict, Text, YearMonth
from zhutiri_cli.common.yaml.scalars import Misread
from zhutiri_cli.common.yaml.source import RECORD_BYTES, Source, parse_source, read_source


def _none_as_empty(value: Any) -> Any:
    return [] if value is None else value


class UnitDuty(Strict):
    """One obligation of one unit (of one period, where it comes back) that was met, or that the office has waived."""

    unit: Text = Field(title="单位", description="照计划或名录填写")
    key: Text = Field(title="义务代号", description="计划 obligations 里的 key")
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
    ] = Field((), title="已办的义务", description="每家单位每期一条；由 zhutiri record 单位 --done 登记")

    def of(self, names: frozenset[str], key: str, period: str) -> UnitDuty | None:
        """What is kept of a unit's obligation, by any of its names (squeezed); the latest entry holds."""
        found = [
            one
            for one in self.done
            if one.key == key and squeeze(one.unit) in names and str(one.period or "") == period
        ]
        return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class LoadedDuties:
    """What is kept; nothing where the file is faulty (``fault``: what, and in which line) or not there."""

    known: UnitDuties
    fault: str = ""


def duties_path(plan: Path, year: int) -> Path:
    """Where the units' obligations of a plan are kept."""
    return plan.with_name(f"obligations_{year}.yaml")


def load_duties(path: Path) -> LoadedDuties:
    """What is kept in a file; nothing where there is none."""
    if not path.exists():
        return LoadedDuties(UnitDuties())
    try:
        return _judged(read_source(path, RECORD_BYTES), path)
    except FileProblem as problem:
        return LoadedDuties(UnitDuties(), problem.message)


def read_duties(data: bytes, path: Path) -> LoadedDuties:
    """The same for bytes at hand."""
    return _judged(parse_source(data), path)


def _judged(source: Source, path: Path) -> LoadedDuties:
    empty, name = UnitDuties(), path_shown(path)
    if source.faults:
        fault = source.faults[0]
        return LoadedDuties(empty, f"{name} 第 {fault.spot.line} 行有误：{fault.message}，{fault.hint}")
    if source.tree is None:
        return LoadedDuties(empty)
    known, faults = validate(UnitDuties, source.tree)
    if known is None:
        spot = source.spot(faults[0].route, key=faults[0].on_key)
        return LoadedDuties(empty, f"{name} 第 {spot.line} 行有误：{faults[0].message}，{faults[0].hint}")
    return LoadedDuties(known)
