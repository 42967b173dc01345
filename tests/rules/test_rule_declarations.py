"""A rule knows itself: what it declares is all that letters, rankings, filters and comparisons go by."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.declared import GOOD, MARKS, TEXT, Stand, judged
from tests.support.places import ROOT
from zhutiri_cli.case.case import Case
from zhutiri_cli.case.selection import Selection
from zhutiri_cli.case.status import TIMING_RULES
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.materials.file_facts import FileFacts, Fitness, closed, failed, readable
from zhutiri_cli.plan.terms import DECLARED_RULE, REQUIREMENT_RULES
from zhutiri_cli.report.comparison import Change
from zhutiri_cli.report.report import Report
from zhutiri_cli.report.since.compare import compare
from zhutiri_cli.report.since.earlier import Earlier
from zhutiri_cli.rules.bearing import NO_BEARING, Bearing
from zhutiri_cli.rules.catalogue import catalogue
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.outcome import Outcome, RuleRun
from zhutiri_cli.rules.rule import Hit, InFolder, Need, Rule, Scope

HOUSE = ROOT / "src" / "zhutiri_cli"
CODE = re.compile(r"ZT[0-9]{3}")
WORD = "旧称"


# ---- the catalogue ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", catalogue(), ids=lambda rule: rule.code)
def test_every_rule_on_activities_says_what_it_needs(rule: Rule) -> None:
    looks_at_activities = bool({Scope.ACTIVITY, Scope.WAIVER} & rule.finders.keys())
    assert (rule.needs is not None) is looks_at_activities
    assert not (rule.once_for or rule.on_photos or rule.occasions) or looks_at_activities
    assert bool(rule.on_photos) is (Need.PHOTOS in (rule.needs or ()))


def test_one_rule_says_what_was_not_checked_and_reasons_have_an_order() -> None:
    assert [rule.waivable for rule in catalogue() if rule.bearing.unchecked] == [False]
    orders = [rule.bearing.office for rule in catalogue() if rule.bearing.office is not None]
    assert len(set(orders)) == len(orders) > 3


def test_codes_that_the_contract_pins_below_the_rules_are_in_the_catalogue() -> None:
    pinned = {*TIMING_RULES.values(), *REQUIREMENT_RULES.values(), DECLARED_RULE}
    assert pinned < {rule.code for rule in catalogue()}


PINNED = {"case/status.py", "plan/terms.py"}
"""What stands below the rules and needs a code all the same: which waiver keeps a status, which lifts a requirement."""
EXAMPLES = {"cli/rules.py", "common/yaml/fields.py", "workspace/editor_schema.py"}
"""Help texts that show what a code looks like."""


def codes_written_in(path: Path) -> set[str]:
    """The codes in a module's strings, its docstrings aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {code for node in texts if id(node) not in told for code in CODE.findall(str(node.value))}


def test_no_code_stands_outside_the_declarations() -> None:
    found = {path.relative_to(HOUSE).as_posix() for path in HOUSE.rglob("*.py") if codes_written_in(path)}
    outside = {name for name in found if not name.startswith("rules/families/")}
    assert outside == PINNED | EXAMPLES


# ---- a rule that a test adds ------------------------------------------------------------------------------------


def added(*needs: Need, declared: bool = True, bearing: Bearing = NO_BEARING) -> Rule:
    """A rule on summaries as the recipe makes one: no summary may use an old name."""
    asked = frozenset(needs) if declared else None
    rule = Rule("ZT399", Severity.WARNING, "总结用了旧称", "说明", "请改正", needs=asked, bearing=bearing)

    @rule.looks_at(Scope.ACTIVITY)
    def old_name(case: Case) -> Iterator[Hit]:
        for file in case.submission.files:
            if file.facts is not None and WORD in file.facts.text:
                yield Hit(f"“{file.relative}”用了旧称", where=InFolder(file.relative))

    return rule


def before(now: Report, name: str = "活动总结.txt") -> Earlier:
    """The report of the week before, in which the added rule spoke of a file."""
    told = {"rule": "ZT399", "severity": "warning", "message": f"“{name}”用了旧称", "path": f"f/{name}"}
    (item,) = [item for item in now.activities if item.id == 1]
    one = {"id": 1, "theme": item.theme, "deadline": None, "latest_deadline": "2024-05-09", "findings": [told]}
    plan = {"title": "t", "year": 2024}
    return Earlier.model_validate(
        {"schema_name": "zhutiri/check/1", "as_of": "2024-04-05", "plan": plan, "activities": [one], "findings": []}
    )


def fate(stand: Stand, rule: Rule, *others: Stand) -> Change:
    now = judged(stand, *others, rules=(*catalogue(), rule))
    (became,) = [one.change for one in compare(before(now), "x", now).findings if one.rule == "ZT399"]
    return became


OLD = readable(f"{TEXT}{WORD}")
BROKEN = failed("读取程序崩溃")
SHUT = closed(PermissionError(13, "")).facts()
LOCKED = FileFacts(Fitness.UNUSABLE, "文件已加密")
CONTENT = added(Need.CONTENT)


@pytest.mark.parametrize(
    ("stand", "change"),
    [
        (GOOD.having("活动总结.txt", OLD), Change.OPEN),
        (GOOD, Change.MENDED),
        (GOOD.having("活动总结.txt", BROKEN), Change.UNCHECKED),
        (GOOD.having("活动总结.txt", SHUT), Change.UNCHECKED),
        (GOOD.having("活动总结.txt", LOCKED), Change.UNCHECKED),
        (GOOD.having("另一份.txt", BROKEN), Change.UNCHECKED),  # what it said may stand there now
        (GOOD.having("另一份.txt", SHUT), Change.UNCHECKED),
        (GOOD.having("另一份.txt", LOCKED), Change.MENDED),
        (replace(GOOD, folder=False), Change.UNCHECKED),
        (Stand("", swaps={"month: 4": "month: 4, cancelled: true, reason: 停办"}), Change.UNCHECKED),
    ],
)
def test_a_rule_that_needs_content_mends_nothing_that_nobody_could_read(stand: Stand, change: Change) -> None:
    assert fate(stand, CONTENT) is change


@pytest.mark.parametrize(
    ("need", "stand"),
    [
        (Need.SUBMITTED, Stand(f"held: 2024-04-03\n{MARKS}")),
        (Need.SOUND_RECORD, Stand("held: 2024-09-03\n")),
        (Need.NETWORK, GOOD),
    ],
)
def test_every_need_is_asked_for(need: Need, stand: Stand) -> None:
    assert fate(stand, added(need)) is Change.UNCHECKED
    assert fate(stand, added()) is Change.MENDED


def test_a_rule_that_compares_needs_the_others_too() -> None:
    other = replace(GOOD, files={"总结.txt": ("summary", BROKEN)})
    assert fate(GOOD, added(Need.PEERS), other) is Change.UNCHECKED
    assert fate(GOOD, added(Need.CONTENT), other) is Change.MENDED


def test_a_rule_that_does_not_say_what_it_needs_never_mends() -> None:
    assert fate(GOOD, added(declared=False)) is Change.UNCHECKED


def test_a_rule_that_breaks_mends_nothing() -> None:
    rule = Rule("ZT399", Severity.WARNING, "坏了", "说明", "请改正", needs=frozenset())

    @rule.looks_at(Scope.ACTIVITY)
    def breaks(case: Case) -> Iterator[Hit]:
        raise KeyError(case.activity.id)

    assert fate(GOOD, rule) is Change.UNCHECKED
    now = judged(GOOD, rules=(*catalogue(), rule))
    assert now.activities[0].unchecked
    assert now.activities[0].runs["ZT901"].outcome is Outcome.SPOKE
    assert "ZT399" not in now.activities[0].runs


def test_without_a_rule_to_say_so_a_broken_one_is_not_swallowed() -> None:
    rule = Rule("ZT399", Severity.WARNING, "坏了", "说明", "请改正")

    @rule.looks_at(Scope.ACTIVITY)
    def breaks(case: Case) -> Iterator[Hit]:
        raise KeyError(case.activity.id)

    with pytest.raises(KeyError):
        judged(GOOD, rules=(rule,))


@pytest.mark.parametrize(
    ("stand", "outcome"),
    [
        (GOOD.having("活动总结.txt", OLD), Outcome.SPOKE),
        (GOOD, Outcome.SILENT),
        (GOOD.having("另一份.txt", BROKEN), Outcome.NOT_LOOKED),
        (GOOD.having("另一份.txt", BROKEN).having("活动总结.txt", OLD), Outcome.SPOKE),
    ],
)
def test_the_report_says_what_each_rule_did(stand: Stand, outcome: Outcome) -> None:
    (item,) = judged(stand, rules=(*catalogue(), CONTENT)).activities
    assert item.runs["ZT399"].outcome is outcome
    on_activities = {rule.code for rule in catalogue() if {Scope.ACTIVITY, Scope.WAIVER} & rule.finders.keys()}
    assert on_activities < item.runs.keys()


def test_the_report_says_it_of_the_workspace_too() -> None:
    runs = judged(GOOD).runs
    assert runs.keys() == {rule.code for rule in catalogue() if Scope.WORKSPACE in rule.finders}
    assert {run.outcome for run in runs.values()} == {Outcome.SILENT}
    closed = judged(GOOD, unread=[(".", "没有权限")]).runs
    assert (closed["ZT901"].outcome, closed["ZT306"].outcome) == (Outcome.SPOKE, Outcome.NOT_LOOKED)


def test_a_rule_that_looks_at_several_things_tells_of_each() -> None:
    run = RuleRun(spoke=False, looked=False, parts={Shown("视频"): True, Shown("短视频"): False})
    assert run.would_say("没有可用的视频")
    assert not run.would_say("没有可用的短视频")
    assert not run.would_say("没有可用的“视频”")  # a file of that name
    assert run.outcome is Outcome.NOT_LOOKED


def test_what_a_finding_means_is_what_its_rule_declares() -> None:
    """A rule that a test adds is in doubt, not checked or lasting without anybody knowing its code."""
    doubtful = added(Need.CONTENT, bearing=Bearing(unchecked=True))
    others = tuple(rule for rule in catalogue() if not rule.bearing.unchecked)
    now = judged(GOOD.having("活动总结.txt", OLD), rules=(*others, doubtful))
    assert now.activities[0].unchecked
    assert not judged(GOOD, rules=(*others, doubtful)).activities[0].unchecked


@pytest.mark.parametrize("lasting", [True, False])
def test_a_filter_leaves_what_lasts(*, lasting: bool) -> None:
    rule = Rule("ZT399", Severity.WARNING, "全局", "说明", "请改正", bearing=Bearing(lasting=lasting))

    @rule.looks_at(Scope.WORKSPACE)
    def always(_: object) -> Iterator[Hit]:
        yield Hit("说过的话")

    left = judged(GOOD, rules=(*catalogue(), rule), selection=Selection(ids=frozenset({1})))
    assert [found.rule for found in left.findings] == (["ZT399"] if lasting else [])


def test_a_second_finder_in_one_scope_and_a_second_occasion_are_refused() -> None:
    rule = next(rule for rule in catalogue() if rule.finders and rule.occasions)
    scope, finder = next(iter(rule.finders.items()))
    with pytest.raises(RuntimeError, match=f"{rule.code} has two finders"):
        rule.looks_at(scope)(finder)
    with pytest.raises(RuntimeError, match=f"{rule.code} has two occasions"):
        rule.had_occasion(rule.occasions[0])
    assert (len(rule.occasions), rule.finders[scope]) == (1, finder)
