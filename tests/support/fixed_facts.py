"""The fixed facts of every command, with people's text of the worst kind: what its golden files are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.support.fixed_report import AS_OF, CALENDAR, FORMULA, NASTY, PHONE, PLAN, RULES, finding, fixed_report
from zhutiri_cli.plan.diff.compare_plans import diff_plans
from zhutiri_cli.plan.diff.differences import PlanDiff, Version
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.report.letters.reminders import Reminders, reminders
from zhutiri_cli.report.office import Office, RosterEntry
from zhutiri_cli.report.ranking.ranking import Ranking, rank
from zhutiri_cli.report.report import Report
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
    return diff_plans(Version(PLAN, "HEAD~1", old, CALENDAR), Version(PLAN, None, new, CALENDAR), AS_OF)


def looked_through() -> Report:
    """The fixed report where every folder could be read, by an office that can be reached."""
    whole = fixed_report()
    told = ("report", "三（三）", f"活动结束后5个工作日内报送{NASTY}")
    office = Office(
        "天区办公室",
        "天政务公开办发〔2024〕1号",
        date(2024, 2, 28),
        "",
        "0000-0001",
        "a@tian.example",
        5,
        ("总结",),
        (told,),
    )
    roster = (RosterEntry("区教育局", (), f"李{NASTY}", "0000-0002", "b@tian.example"), RosterEntry(FORMULA))
    return replace(whole, findings=whole.findings[:1], office=office, roster=roster)


def fixed_ranking() -> Ranking:
    """The fixed report by the weights of the fixed plan."""
    return rank(looked_through(), fixed_plan())


def fixed_reminders() -> Reminders:
    """A letter to a unit with an address, one to a unit without, and what the office does itself."""
    return reminders(looked_through())


def fixed_manual() -> Manual:
    """Two rules, one with the clause that it cites."""
    return manual(RULES, fixed_plan(), whole=False)


def fixed_validation() -> Validation:
    """One file with findings at their places and one that could not be read."""
    error, warning = Severity.ERROR, Severity.WARNING
    named = finding("ZT203", error, f"没有这个单位{NASTY}", Place(PLAN, 3, 5))
    odd = finding("ZT901", warning, f"联系人{PHONE}", Place(PLAN, 4, 1))
    cut = finding("ZT901", error, "读不了")
    text = {3: f"    theme: {NASTY}", 4: f"contact: {PHONE}"}
    return Validation((JudgedFile(PLAN, (named, odd), text, True), JudgedFile("坏.yaml", (cut,), {}, False)), RULES)


FACTS: dict[str, Callable[[], object]] = {
    "check": fixed_report,
    "deadlines": fixed_report,
    "diff": fixed_differences,
    "rank": fixed_ranking,
    "remind": fixed_reminders,
    "rules": fixed_manual,
    "validate": fixed_validation,
    "workdays": lambda: CALENDAR.count(date(2024, 4, 3), 5),
}
