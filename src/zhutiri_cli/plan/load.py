"""A plan file to a validated plan with positions, its rows, and every fault of text and fields."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.common.yaml.faults import FieldFault, validate
from zhutiri_cli.common.yaml.source import PLAN_BYTES, Source, parse_source, read_source
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.tolerant_table import PlanTable, read_table


class LoadedPlan(Struct, frozen=True):
    """``plan`` is ``None`` when the file has ZT101 or ZT102 faults; ``table`` holds what could be read all the same."""

    path: Path
    source: Source
    plan: Plan | None
    table: PlanTable
    faults: tuple[FieldFault, ...]

    def once_judged(self) -> LoadedPlan:
        """What is needed after the plan rules have spoken: the text of a long plan, its tree and its rows take twice as
        much as the plan itself."""
        return replace(self, source=self.source.places_only(), table=self.table.without_rows())


def load_plan(path: Path) -> LoadedPlan:
    """Load and validate a plan file. Raises ``FileProblem`` when it cannot be opened; its faults are data."""
    return _validated(path, read_source(path, PLAN_BYTES))


def load_plan_bytes(path: Path, data: bytes) -> LoadedPlan:
    """Validate a plan that lies in no file of its own, such as a git revision; ``path`` is what it is called."""
    return _validated(path, parse_source(data))


def _validated(path: Path, source: Source) -> LoadedPlan:
    if not source.readable:
        return LoadedPlan(path, source, None, read_table(None), ())
    plan, faults = validate(Plan, source.tree)
    if plan is not None:
        _share_what_is_stated(plan)
    return LoadedPlan(path, source, plan if not source.faults else None, read_table(source.tree), tuple(faults))


def _share_what_is_stated(plan: Plan) -> None:
    """Activities that state the same keys hold one set of these, which pydantic makes for each: half of what it takes
    to hold a plan of thousands."""
    known: dict[frozenset[str], set[str]] = {}
    for activity in plan.activities:
        stated = activity.model_fields_set
        object.__setattr__(activity, "__pydantic_fields_set__", known.setdefault(frozenset(stated), stated))
