"""The line after a result: the command that is usually next, on stderr, ready to be pasted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.cli.output import OutputTarget, say
from zhutiri_cli.common.paths import typed_word

if TYPE_CHECKING:
    from zhutiri_cli.report.next_command import NextStep

_FOR_PROGRAMS = frozenset({"json", "csv", "junit", "github", "sarif"})
_AT = frozenset({"check", "deadlines", "remind", "rank", "record"})
"""Commands that take the day, and the folder of submissions."""
_IN = _AT | {"receive"}
"""Commands that take the folder of submissions."""


def say_next(
    step: NextStep,
    wanted: Sequence[OutputTarget] = (),
    *,
    plan: Path | None = None,
    submissions: Path | None = None,
    as_of: date | None = None,
) -> None:
    """Say it, with the plan, submissions and day that this command was given; not beside a result for programs."""
    if wanted and all(_for_programs(target) for target in wanted):
        return
    words = list(step.words)
    takes = words[0] in _AT
    if plan is not None and words[0] not in ("help", "validate") and "--plan" not in words:
        words += ["--plan", str(plan)]
    if submissions is not None and words[0] in _IN:
        words += ["--submissions", str(submissions)]
    if as_of is not None and takes:
        words += ["--as-of", str(as_of)]
    say_words(step.purpose, words)


def say_words(purpose: str, words: Sequence[str]) -> None:
    """Say a command that has all its options."""
    say(f"下一步，{purpose}：zhutiri {' '.join(map(typed_word, words))}")


def _for_programs(target: OutputTarget) -> bool:
    return target.format.name in _FOR_PROGRAMS or (target.path is None and target.format.machine)
