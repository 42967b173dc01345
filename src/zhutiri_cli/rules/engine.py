"""Runs the rules it is handed and stamps code, severity, clause, place and waiver on what they find.

Pure. Citizens' numbers are masked in whatever findings quote. A rule that breaks is reported as not checked (ZT901),
never taken as a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhutiri_cli.case.rule_codes import NEVER_WAIVED, UNCHECKED
from zhutiri_cli.common.paths import RECORD_NAME, shown
from zhutiri_cli.common.privacy import mask
from zhutiri_cli.common.yaml.source import Source
from zhutiri_cli.rules.finding import Finding, Place, Severity
from zhutiri_cli.rules.rule import AtSpot, InFolder, InPlan, InRecord, Rule, Scope
from zhutiri_cli.rules.views import PlanView, WaiverView, WorkspaceView

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case
    from zhutiri_cli.plan.terms import Clauses


@dataclass(frozen=True, slots=True)
class Files:
    """Where a view's places lie: the plan, the record and the folder, paths as people are shown them."""

    plan: Path
    plan_source: Source
    folder: Path | None = None
    record_source: Source | None = None

    def place(self, where: Any) -> Place:
        """A rule's place resolved to path, line and column."""
        match where:
            case InPlan(route, key):
                return Place(shown(self.plan), *self.plan_source.spot(route, key=key))
            case AtSpot(spot, False):
                return Place(shown(self.plan), *spot)
            case InRecord(route, key) if self.folder is not None and self.record_source is not None:
                return Place(shown(self.folder / RECORD_NAME), *self.record_source.spot(route, key=key))
            case AtSpot(spot, True) if self.folder is not None:
                return Place(shown(self.folder / RECORD_NAME), *spot)
            case InFolder(relative) if self.folder is not None:
                return Place(shown(self.folder / relative))
        return Place()


def judge_plan(view: PlanView, rules: Sequence[Rule]) -> list[Finding]:
    """Every finding on a plan file, in the order of the file."""
    files = Files(view.loaded.path, view.loaded.source)
    clauses = view.loaded.plan.document.clauses if view.loaded.plan else None
    found = list(_run(rules, Scope.PLAN, view, files, clauses))
    return sorted(found, key=lambda finding: (finding.place.line or 0, finding.place.column or 0, finding.rule))


def judge_workspace(view: WorkspaceView, rules: Sequence[Rule]) -> list[Finding]:
    """Findings that belong to no activity: stray folders, unreadable places, provisional years."""
    loaded = view.plan.loaded
    files = Files(loaded.path, loaded.source, view.discovery.root)
    return list(_run(rules, Scope.WORKSPACE, view, files, loaded.plan.document.clauses if loaded.plan else None))


def judge_case(case: Case, view: PlanView, rules: Sequence[Rule]) -> list[Finding]:
    """Findings on one activity; waived ones carry the reason. Waivers themselves are judged last."""
    source = case.submission.loaded.source
    files = Files(view.loaded.path, view.loaded.source, case.submission.folder, source)
    clauses = case.plan.document.clauses
    found = list(_run(rules, Scope.ACTIVITY, case, files, clauses, case.waived))
    spoken = frozenset(finding.rule for finding in found)
    for held in case.waivers:
        found += _run(rules, Scope.WAIVER, WaiverView(case, held, spoken, view.codes), files, clauses)
    return sorted(found, key=lambda finding: (not finding.counts, finding.severity.rank, finding.rule))


def _run(
    rules: Sequence[Rule],
    scope: Scope,
    view: Any,
    files: Files,
    clauses: Clauses | None,
    waived: Callable[[str], str | None] = lambda _: None,
) -> Iterator[Finding]:
    for rule in rules:
        find = rule.finders.get(scope)
        if find is None:
            continue
        try:
            hits = list(find(view))
        except Exception as problem:  # noqa: BLE001 - the one place where a broken rule becomes "not checked"
            yield _broken(rule, problem)
            continue
        clause = getattr(clauses, rule.topic, None) if clauses is not None and rule.topic else None
        reason = None if rule.code in NEVER_WAIVED else waived(rule.code)
        for hit in hits:
            yield Finding(
                rule=rule.code,
                severity=hit.severity or rule.severity,
                message=mask(hit.message),
                hint=mask(hit.hint or rule.remedy),
                clause=clause.ref if clause else None,
                place=files.place(hit.where),
                waived=mask(reason) if reason is not None else None,
            )


def _broken(rule: Rule, problem: Exception) -> Finding:
    message = f"规则 {rule.code}（{rule.title}）没有核对：程序出错 {type(problem).__name__}: {problem}"
    hint = "这一项既不算通过也不算不通过；请把这句话反馈给维护人员"
    return Finding(UNCHECKED, Severity.ERROR, mask(message), hint)
