"""A plan as imported, before it is written: what the table and the text say, and what is left to be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.plan.importing.notice import Notice
from zhutiri_cli.plan.importing.rows.read_rows import Activity


@dataclass(frozen=True, slots=True)
class Draft:
    """``source`` is what the plan was imported from, as people know it; ``forms`` are the notice's or the table's."""

    source: str
    title: str
    year: int
    notice: Notice
    forms: tuple[str, ...]
    activities: tuple[Activity, ...]

    def gaps(self) -> Iterator[tuple[Route, str]]:
        """The required fields that nothing says: their route in the plan file, and their name for people."""
        if not self.title:
            yield ("title",), "计划名称（title）"
        for key, name in (("number", "文号"), ("issuer", "发文机关"), ("issued", "成文日期")):
            if getattr(self.notice, key) is None:
                yield ("document", key), f"{name}（document.{key}）"
        if not self.forms:
            yield ("forms",), "规定的活动形式（forms）"
        if self.notice.within is None:
            yield ("requirements", "report", "within_working_days"), "报送时限（within_working_days）"
        if not self.notice.materials:
            yield ("requirements", "report", "materials"), "报送材料（materials）"
        for index, activity in enumerate(self.activities):
            who = f"序号 {activity.id}" if activity.id is not None else activity.place
            for key, name in (("id", "序号"), ("month", "月份"), ("theme", "主题"), ("forms", "形式")):
                value = getattr(activity, key)
                if value is None or value in ("", ()):
                    yield ("activities", index, key), f"{who}的{name}（{key}）"
