"""What is to become a plan file: what the notice and its table say, and what they leave open."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.plan.importing.duties import Duty
from zhutiri_cli.plan.importing.notice import Notice
from zhutiri_cli.plan.importing.rows.draft_activity import DraftActivity

DOCUMENT_KEYS = (("number", "文号"), ("issuer", "发文机关"), ("issued", "成文日期"))
"""What a plan says of the notice that it comes from, and the names for people."""


class PlanDraft(Struct, frozen=True):
    """``source`` is what the plan was imported from, as people know it; ``forms`` are the notice's or the table's;
    ``guessed_year``: nothing says the year, and it is this one's for the time being."""

    source: str
    title: str
    year: int | None
    notice: Notice
    forms: tuple[str, ...]
    activities: tuple[DraftActivity, ...]
    guessed_year: bool = False
    duties: tuple[Duty, ...] = ()

    @property
    def asks_reports(self) -> bool:
        """Whether the notice says anything of reports; where it is silent, so is the plan."""
        return self.notice.due is not None or bool(self.notice.materials) or self.notice.open_report

    @property
    def natural_report(self) -> bool:
        """Whether reports have a term in days or weeks, which only an obligation can say."""
        return self.notice.due is not None and self.notice.within is None

    def gaps(self) -> Iterator[tuple[Route, str]]:
        """The fields that the source leaves open: their route in the plan file, and their name for people."""
        if not self.title:
            yield ("title",), "计划名称（title）"
        if self.year is None:
            yield ("year",), "计划年度（year）"
        if self.asks_reports and self.notice.due is None:
            yield ("requirements", "report", "within_working_days"), "报送时限（within_working_days）"
        if self.asks_reports and not self.notice.materials:
            route: Route = ("obligations", 0) if self.natural_report else ("requirements", "report")
            yield (*route, "materials"), "报送材料（materials）"
        for index, activity in enumerate(self.activities):
            who = f"序号 {activity.id}" if activity.id is not None else activity.place
            if activity.id is None:
                yield ("activities", index, "id"), f"{who}的序号（id）"
            if activity.month is None and activity.span is None:
                yield ("activities", index, "month"), f"{who}的月份（month）"
            if not activity.theme:
                yield ("activities", index, "theme"), f"{who}的主题（theme）"
            if activity.open_forms:
                yield ("activities", index, "forms"), f"{who}的形式（forms）"
