"""One activity as far as the table says it, before it is written into a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.plan.importing.rows.changed_plans import AS_PLANNED, PlanChange


class DraftActivity(Struct, frozen=True):
    """One activity as far as the table says it; ``None`` and empty fields are left for a person to fill in.

    ``span``: first and last month, where ``month`` does not say when. ``planned``: the one day that is named.
    ``extra``: the cells of columns that have no key, by heading. ``open_forms``: the table has a column of forms,
    and does not say which they are. ``change``: what its remark says became of it.
    """

    id: int | None
    month: int | None
    theme: str
    forms: tuple[str, ...]
    units: tuple[str, ...]
    place: str
    own_remark: str = ""
    doubts: tuple[str, ...] = ()
    span: tuple[Month, Month] | None = None
    planned: date | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    open_forms: bool = False
    change: PlanChange = AS_PLANNED

    @property
    def remark(self) -> str:
        """The table's own remark and every doubt, as the plan carries it."""
        return "；".join(part for part in (self.own_remark, *self.doubts) if part)
