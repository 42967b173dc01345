"""The fixed facts of every command, with people's text of the worst kind: what its golden files are made of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec.structs import replace

from tests.support.fixed_report import AS_OF, CALENDAR, FORMULA, NASTY, PHONE, PLAN, RULES, finding, fixed_report
from zhutiri_cli.common.shown import Shown, Verbatim
from zhutiri_cli.plan.diff.compare_plans import diff_plans
from zhutiri_cli.plan.diff.differences import PlanDiff, Side, Version
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.report.letters.letter_facts import Reminders
from zhutiri_cli.report.letters.reminders import reminders
from zhutiri_cli.report.letters.unit_page import UnitPage, unit_page
from zhutiri_cli.report.office import Office, RosterEntry
from zhutiri_cli.report.ranking.ranking import Ranking, rank
from zhutiri_cli.report.report import Report
from zhutiri_cli.report.summing.rolled_up import Rollup, rolled_up
from zhutiri_cli.report.summing.workspace_row import broken_row, row_of
from zhutiri_cli.report.validation import JudgedFile, Validation
from zhutiri_cli.rules.finding import Place, Severity
from zhutiri_cli.rules.manual import Manual, manual


def fixed_plan(**changes: Any) -> Plan:
    """A plan of three activities, with clauses and weights, and people's text of the worst kind."""
    tree: dict[str, Any] = {
        "schema": "1", "title": f"2024年计划{NASTY}", "year": 2024, "forms": ["现场观摩", "座谈交流"],
        "document": {
            "number": "天政务公开办发〔2024〕1号", "issuer": "天区办公室", "issued": "2024-02-28",
            "clauses": {"report": {"ref": "三（三）", "text": f"活动结束后5个工作日内报送{NASTY}"},
                        "ranking": {"ref": "五", "text": "年底评比推荐"}},
        },
        "requirements": {"report": {"within_working_days": 5, "materials": {"plan": 1, "photos": 1}}},
        "scoring": {"on_time": "5", "complete": "3", "overdue": "-2", "reports": {"district": "1", "cap": "3"}},
        "activities": [
            {"id": 1, "month": 4, "theme": "就业服务政策宣传", "forms": ["现场观摩"], "units": ["区教育局"]},
            {"id": 2, "month": 4, "theme": NASTY, "forms": ["座谈交流"], "units": [f"区民政局{PHONE}"]},
            {"id": 3, "month": 5, "theme": "消防站开放", "forms": ["座谈交流"], "units": ["区教育局"]},
        ],
    }  # fmt: skip
    return Plan.model_validate(tree | changes)


def fixed_differences() -> PlanDiff:
    """The fixed plan beside one with a row changed, a row gone, a row new and another title."""
    old = fixed_plan()
    rows: list[dict[str, Any]] = [
        {"id": 1, "month": 6, "theme": f"就业服务政策宣传{NASTY}", "forms": ["座谈交流"], "units": ["区民政局"]},
        {"id": 2, "month": 4, "theme": NASTY, "forms": ["座谈交流"], "units": [f"区民政局{PHONE}"],
         "cancelled": "true", "reason": NASTY},
        {"id": 7, "month": 9, "theme": f"校园开放日{NASTY}", "forms": ["现场观摩"], "units": ["区教育局"]},
    ]  # fmt: skip
    new = fixed_plan(title=f"2024年计划（修订）{NASTY}", activities=rows)
    before = Side(Shown(PLAN), Shown("HEAD~1"), Shown(old.title), old.year)
    after = Side(Shown(PLAN), None, Shown(new.title), new.year)
    return diff_plans(Version(before, old, CALENDAR), Version(after, new, CALENDAR), AS_OF)


def looked_through() -> Report:
    """The fixed report where every folder could be read, by an office that can be reached."""
    whole = fixed_report()
    told = (Shown("report"), Shown("三（三）"), Shown(f"活动结束后5个工作日内报送{NASTY}"))
    office = Office(
        Shown("天区办公室"),
        Shown("天政务公开办发〔2024〕1号"),
        date(2024, 2, 28),
        Shown(""),
        Shown("0000-0001"),
        Shown("a@tian.example"),
        Shown("活动结束后5个工作日内"),
        (Shown("总结"),),
        (told,),
    )
    roster = (
        RosterEntry(Shown("区教育局"), (), Shown(f"李{NASTY}"), Shown("0000-0002"), Shown("b@tian.example")),
        RosterEntry(Shown(FORMULA)),
    )
    return replace(whole, findings=whole.findings[:1], office=office, roster=roster)


def fixed_ranking() -> Ranking:
    """The fixed report by the weights of the fixed plan."""
    return rank(looked_through(), fixed_plan())


def fixed_reminders() -> Reminders:
    """A letter to a unit with an address, one to a unit without, and what the office does itself."""
    return reminders(looked_through())


def fixed_unit_page() -> UnitPage:
    """The page of the unit that hosts most of the fixed report, with a set that asks for everything."""
    report = looked_through()
    terms = {
        "report": {"within_working_days": 5, "materials": {"plan": 1, "photos": 3, "summary": 1}},
        "filing": {"before_working_days": 5}, "portal": {"domain": "tian.example"},
        "branding": {"banner": f"2024年“政务公开主题日”活动{NASTY}"},
    }  # fmt: skip
    return unit_page(report, fixed_plan(requirements=terms), "区教育局")


def fixed_manual() -> Manual:
    """Two rules, one with the clause that it cites."""
    return manual(RULES, fixed_plan(), whole=False)


def fixed_validation() -> Validation:
    """One file with findings at their places and one that could not be read."""
    error, warning = Severity.ERROR, Severity.WARNING
    named = finding("ZT203", error, f"没有这个单位{NASTY}", Place(Shown(PLAN), 3, 5))
    odd = finding("ZT901", warning, f"联系人{PHONE}", Place(Shown(PLAN), 4, 1))
    cut = finding("ZT901", error, "读不了")
    text = {3: Verbatim(f"    theme: {NASTY}"), 4: Verbatim(f"contact: {PHONE}")}
    return Validation(
        (JudgedFile(Shown(PLAN), (named, odd), text, True), JudgedFile(Shown("坏.yaml"), (cut,), {}, False)), RULES
    )


def fixed_rollup() -> Rollup:
    """The fixed report as one of three workspaces: one is broken, of one nothing limits the check."""
    whole = looked_through()
    rows = (
        row_of(Shown(f"全省/甲县{NASTY}"), whole, (f"采用计划文件 {NASTY}",)),
        broken_row(Shown(f"全省/乙县{NASTY}"), f"计划文件 {NASTY} 有 2 处错误，不能据以检查", "请逐条改正"),
        row_of(Shown("全省/丙县"), replace(whole, activities=whole.activities[:2], findings=(), notices=())),
    )
    return rolled_up(AS_OF, rows)


FACTS: dict[str, Callable[[], object]] = {
    "check": fixed_report,
    "deadlines": fixed_report,
    "diff": fixed_differences,
    "rank": fixed_ranking,
    "remind": fixed_reminders,
    "rollup": fixed_rollup,
    "rules": fixed_manual,
    "unit": fixed_unit_page,
    "validate": fixed_validation,
    "workdays": lambda: CALENDAR.count(date(2024, 4, 3), 5),
}
