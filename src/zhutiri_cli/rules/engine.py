"""Runs the rules it is handed, stamps code, severity, clause, place, waiver and bearing on what they find, and notes
of each whether it spoke, looked and was silent, or did not look.

Pure. Whatever findings quote becomes ``Shown`` here, for every output. A rule that breaks is reported as not
checked, by the rule that declares itself ``unchecked``, and never taken as a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.common.paths import RECORD_NAME, path_shown
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.yaml.source import Source
from zhutiri_cli.rules.finding import Finding, Place
from zhutiri_cli.rules.occasion import run_of
from zhutiri_cli.rules.outcome import DID_NOT_RUN, RuleRun
from zhutiri_cli.rules.plan_levels import severity_of
from zhutiri_cli.rules.rule import AtSpot, Hit, InFolder, InPlan, InRecord, Rule, Scope
from zhutiri_cli.rules.views import PlanView, WaiverView, WorkspaceView

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case
    from zhutiri_cli.plan.rule_levels import RuleLevel
    from zhutiri_cli.plan.terms import Clauses


class Files(Struct, frozen=True):
    """Where a view's places lie: the plan, the record and the folder, paths as people are shown them."""

    plan: Path
    plan_source: Source
    folder: Path | None = None
    record_source: Source | None = None

    def place(self, where: Any) -> Place:
        """A rule's place resolved to path, line and column."""
        match where:
            case InPlan(route, key):
                return Place(path_shown(self.plan), *self.plan_source.spot(route, key=key))
            case AtSpot(spot, False):
                return Place(path_shown(self.plan), *spot)
            case InRecord(route, key) if self.folder is not None and self.record_source is not None:
                return Place(path_shown(self.folder / RECORD_NAME), *self.record_source.spot(route, key=key))
            case AtSpot(spot, True) if self.folder is not None:
                return Place(path_shown(self.folder / RECORD_NAME), *spot)
            case InFolder(relative) if self.folder is not None:
                return Place(path_shown(self.folder / relative))
        return Place()


class _Judging(Struct, frozen=True):
    """By what hits become findings: where their places lie, the clauses they cite, the plan's levels of rules."""

    files: Files
    clauses: Clauses | None
    levels: Mapping[str, RuleLevel]


class Judged(Struct, frozen=True):
    """The findings, and what each rule did; a rule that broke is in neither but as not checked."""

    findings: tuple[Finding, ...]
    runs: Mapping[str, RuleRun]


def judge_plan(view: PlanView, rules: Sequence[Rule]) -> list[Finding]:
    """Every finding on a plan file, in the order of the file."""
    found = found_in_plan(view, rules)
    return sorted(found, key=lambda finding: (finding.place.line or 0, finding.place.column or 0, finding.rule))


def found_in_plan(view: PlanView, rules: Sequence[Rule]) -> Iterator[Finding]:
    """The same, each when it is found: for whoever only counts them."""
    files = Files(view.loaded.path, view.loaded.source)
    clauses = view.loaded.plan.document.clauses if view.loaded.plan else None
    plan = _Judging(files, clauses, view.levels)
    for scope in (Scope.TEXT, Scope.PLAN):
        yield from _run(rules, scope, view, plan)


def judge_workspace(view: WorkspaceView, rules: Sequence[Rule]) -> Judged:
    """Findings that belong to no activity: stray folders, unreadable places, provisional years."""
    loaded = view.plan.loaded
    files = Files(loaded.path, loaded.source, view.discovery.root)
    clauses = loaded.plan.document.clauses if loaded.plan else None
    findings = tuple(_run(rules, Scope.WORKSPACE, view, _Judging(files, clauses, view.plan.levels)))
    looked = bool(view.discovery.folders) and not any(found.bearing.unchecked for found in findings)
    spoken = frozenset(finding.rule for finding in findings)
    runs = {rule.code: RuleRun(rule.code in spoken, looked) for rule in rules if Scope.WORKSPACE in rule.finders}
    return Judged(findings, runs)


def judge_case(case: Case, view: PlanView, rules: Sequence[Rule]) -> Judged:
    """Findings on one activity; waived ones carry the reason. Waivers themselves are judged last."""
    source = case.submission.loaded.source
    files = Files(view.loaded.path, view.loaded.source, case.submission.folder, source)
    by = _Judging(files, case.plan.document.clauses, view.levels)
    runs: dict[str, RuleRun] = {}

    def note(rule: Rule, hits: list[Hit]) -> None:
        runs[rule.code] = run_of(rule, case, hits)

    found = list(_run(rules, Scope.ACTIVITY, case, by, case.waived, note))
    found += _run_on_waivers(rules, case, frozenset(finding.rule for finding in found), by, runs)
    for code in {finding.rule for finding in found}:
        runs[code] = replace(runs.get(code, DID_NOT_RUN), spoke=True)
    return Judged(tuple(sorted(found, key=lambda found: (not found.counts, found.severity.rank, found.rule))), runs)


def _run_on_waivers(
    rules: Sequence[Rule], case: Case, spoken: frozenset[str], by: _Judging, runs: dict[str, RuleRun]
) -> Iterator[Finding]:
    """What is said of each waiver. A rule that breaks on one of them has not looked."""
    known = {rule.code: rule for rule in rules}
    heard: dict[str, list[list[Hit]]] = {rule.code: [] for rule in rules if Scope.WAIVER in rule.finders}

    def note(rule: Rule, hits: list[Hit]) -> None:
        heard[rule.code].append(hits)

    for held in case.waivers:
        view = WaiverView(case, held, spoken, known)
        yield from _run(rules, Scope.WAIVER, view, by, note=note)
    for code, every in heard.items():
        if len(every) == len(case.waivers):
            runs[code] = run_of(known[code], case, [hit for hits in every for hit in hits])


def _run(
    rules: Sequence[Rule],
    scope: Scope,
    view: Any,
    by: _Judging,
    waived: Callable[[str], str | None] = lambda _: None,
    note: Callable[[Rule, list[Hit]], None] = lambda *_: None,
) -> Iterator[Finding]:
    for rule in rules:
        find = rule.finders.get(scope)
        if find is None:
            continue
        try:
            hits = list(find(view))
            note(rule, hits)
        except Exception as problem:  # noqa: BLE001 - the one place where a broken rule becomes "not checked"
            yield _broken(rule, problem, rules)
            continue
        if not hits:
            continue
        clause = getattr(by.clauses, rule.topic, None) if by.clauses is not None and rule.topic else None
        level = by.levels.get(rule.code)
        reason = waived(rule.code) if rule.waivable else None
        off = level is not None and level.off and reason is None
        if off and level is not None:
            reason = f"本计划关闭 {rule.code}：{level.reason}"
        for hit in hits:
            yield Finding(
                rule=rule.code,
                severity=severity_of(rule, hit, level),
                message=Shown(hit.message),
                hint=Shown(hit.hint or rule.remedy),
                clause=Shown(clause.ref) if clause else None,
                place=by.files.place(hit.where),
                waived=Shown(reason) if reason is not None else None,
                bearing=rule.bearing,
                off=off,
                unseen=hit.unseen,
            )


def _broken(rule: Rule, problem: Exception, rules: Sequence[Rule]) -> Finding:
    """That ``rule`` broke, said by the rule for what was not checked; without one at hand the problem is raised."""
    said_by = next((one for one in rules if one.bearing.unchecked), None)
    if said_by is None:
        raise problem
    message = f"规则 {rule.code}（{rule.title}）没有核对：程序出错 {type(problem).__name__}: {problem}"
    hint = "这一项既不算通过也不算不通过；请把这句话反馈给维护人员"
    return Finding(said_by.code, said_by.severity, Shown(message), Shown(hint), bearing=said_by.bearing)
