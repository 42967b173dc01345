"""What a plan switches off or weighs otherwise, in the words that every report and format shows: one place for all."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.rule_levels import LEVELS, RuleLevel


class LevelLine(Struct, frozen=True):
    """One rule's level for the whole plan, and the office's reason."""

    rule: Shown
    level: Shown
    off: bool
    reason: Shown


def level_lines(levels: Mapping[str, RuleLevel]) -> tuple[LevelLine, ...]:
    """The levels as facts of a report."""
    return tuple(LevelLine(Shown(code), Shown(one.level), one.off, Shown(one.reason)) for code, one in levels.items())


def levels_said(lines: tuple[LevelLine, ...]) -> tuple[Shown, ...]:
    """At most two sentences: the rules that are off, and those whose level is another."""
    off = "、".join(f"{line.rule}（{line.reason}）" for line in lines if line.off)
    other = "、".join(f"{line.rule} 改为{LEVELS[line.level]}（{line.reason}）" for line in lines if not line.off)
    said = [*([f"本计划关闭的规则：{off}"] if off else []), *([f"本计划调整级别的规则：{other}"] if other else [])]
    return tuple(map(Shown, said))
