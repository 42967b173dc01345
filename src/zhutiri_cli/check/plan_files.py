"""Plan files judged by the plan rules alone: what ``zhutiri validate`` shows, and what other commands insist on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.common.errors import PlanProblem
from zhutiri_cli.common.paths import path_shown, typed_word
from zhutiri_cli.common.shown import Verbatim
from zhutiri_cli.common.yaml.source import collector_paused
from zhutiri_cli.plan.load import load_plan
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.report.level_lines import level_lines
from zhutiri_cli.report.validation import JudgedFile, Validation
from zhutiri_cli.rules.engine import found_in_plan, judge_plan
from zhutiri_cli.rules.finding import Severity, tally
from zhutiri_cli.rules.rule import Rule
from zhutiri_cli.rules.views import PlanView, plan_view


def validate_files(paths: Sequence[Path], rules: Sequence[Rule]) -> Validation:
    """Judge each file. Raises ``FileProblem`` when one cannot be opened."""
    files = []
    for path in paths:
        with collector_paused():
            loaded = load_plan(path)
            view = plan_view(loaded, rules)
            findings = judge_plan(view, rules)
        numbers = {found.place.line for found in findings if found.place.line is not None}
        files.append(
            JudgedFile(
                path_shown(path),
                tuple(findings),
                {n: Verbatim(loaded.source.line(n)) for n in numbers},
                loaded.source.readable,
                level_lines(view.levels),
            )
        )
    judged_by = tuple(rule for rule in rules if rule.judges_plans)
    return Validation(tuple(files), judged_by)


class SoundPlan(Struct, frozen=True):
    """A plan without errors, what is derived from it, and how many findings of each severity it has itself."""

    plan: Plan
    view: PlanView
    counts: dict[str, int]

    @property
    def path(self) -> Path:
        """Where the plan file lies."""
        return self.view.loaded.path


def load(path: Path, rules: Sequence[Rule]) -> SoundPlan:
    """The plan in a file. Raises ``FileProblem`` when it cannot be opened, ``PlanProblem`` when it has errors: nothing
    may be judged or recorded by a faulty plan."""
    loaded = load_plan(path)
    view = plan_view(loaded, rules)
    counts = tally(found_in_plan(view, rules))
    if loaded.plan is None or counts[Severity.ERROR.value]:
        name = path_shown(path)
        raise PlanProblem(
            f"计划文件 {name} 有 {counts['error']} 处错误，不能据以检查",
            f"请先运行 zhutiri validate {typed_word(name)} 逐条改正",
        )
    return SoundPlan(loaded.plan, replace(view, loaded=loaded.once_judged()), counts)
