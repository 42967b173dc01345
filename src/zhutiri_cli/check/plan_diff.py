"""Two plans opened, refused where one has errors, and compared: what ``zhutiri diff`` shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zhutiri_cli.common.errors import PlanProblem
from zhutiri_cli.common.paths import typed_word
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.diff.compare_plans import diff_plans
from zhutiri_cli.plan.diff.differences import PlanDiff, Side, Version
from zhutiri_cli.plan.revision.open_revision import Opened
from zhutiri_cli.rules.engine import judge_plan
from zhutiri_cli.rules.finding import Finding, Severity
from zhutiri_cli.rules.rule import Rule
from zhutiri_cli.rules.views import plan_view


def compare(old: Opened, new: Opened, as_of: date, rules: Sequence[Rule]) -> PlanDiff:
    """Compare two opened plans. Raises ``PlanProblem`` where one has errors: its rows can't be told for certain."""
    return diff_plans(_version(old, rules), _version(new, rules), as_of)


def _version(opened: Opened, rules: Sequence[Rule]) -> Version:
    view = plan_view(opened.loaded, rules)
    errors = [found for found in judge_plan(view, rules) if found.counts and found.severity is Severity.ERROR]
    plan = opened.loaded.plan
    if plan is None or errors:
        raise _refusal(opened, errors)
    revision = Shown(opened.revision) if opened.revision is not None else None
    return Version(Side(Shown(opened.path), revision, Shown(plan.title), plan.year), plan, view.calendar)


def _refusal(opened: Opened, errors: list[Finding]) -> PlanProblem:
    first = errors[0] if errors else None
    note = f"（第 {first.place.line} 行：{first.message}）" if first is not None else ""
    if opened.revision is None:
        name, advice = f"计划文件 {opened.path}", f"请先运行 zhutiri validate {typed_word(opened.path)} 逐条改正"
    else:
        name = f"git 版本 {opened.revision} 的计划文件 {opened.path}"
        advice = "请用 git 取出该版本的文件，再运行 zhutiri validate 查看；也可改用没有错误的版本"
    return PlanProblem(f"{name} 有 {max(len(errors), 1)} 处错误，不能据以比较{note}", advice)
