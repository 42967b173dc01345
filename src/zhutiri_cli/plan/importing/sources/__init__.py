"""One module per family of formats; each declares ``SUFFIXES`` and ``read(path, headings)``.

A new format is one new module here: nothing lists them. ``read`` returns a ``SourceText`` or raises ``FileProblem``;
``headings`` tells a header where a format does not say by itself where its table begins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

from zhutiri_cli.common.plugins import modules_by_suffix
from zhutiri_cli.plan.importing.columns.plan_headings import Headings
from zhutiri_cli.plan.importing.grid import SourceText


class SourceReader(Protocol):
    """What every module of this package offers."""

    SUFFIXES: tuple[str, ...]
    read: Callable[[Path, Headings], SourceText]


@cache
def readers() -> Mapping[str, SourceReader]:
    """Suffix to the module that reads it; two modules that claim one suffix are a programming error."""
    return modules_by_suffix(__name__, __path__)
