"""The folders of submissions as a plan has them: its units' names tell some, and its ``ignore`` takes files out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from zhutiri_cli.plan.model import Plan
from zhutiri_cli.plan.typed_units import called_by_unit
from zhutiri_cli.submission.discover import Discovery, discover
from zhutiri_cli.submission.ignored_names import IgnoredNames


def folders_of(plan: Plan, root: Path, ids: Iterable[int] | None = None) -> Discovery:
    """``root`` looked through for the activities ``ids`` (``None``: all of the plan's), whoever asks."""
    numbers = frozenset(row.id for row in plan.activities) if ids is None else frozenset(ids)
    return discover(root, numbers, called_by_unit(plan), IgnoredNames(plan.ignore))
