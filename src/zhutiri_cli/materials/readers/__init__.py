"""One module per family of formats; each declares ``SUFFIXES`` (suffix to kind, written out) and ``read(path)``.

A new format is one new module here: nothing lists them. One that ``read_plainly``, too, leaves out there what may take
for ever (``survey/workers``). ``read`` returns facts (``kind`` is stamped on later) or raises
``facts.UnfitError``; any other exception means that the reader itself broke.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Protocol

from zhutiri_cli.common.plugins import declared_suffixes, modules_by_suffix
from zhutiri_cli.materials.file_facts import FileFacts


class FileReader(Protocol):
    """What every module of this package offers; ``read_plainly`` those that are asked for it (``workers.AT_FIRST``)."""

    SUFFIXES: Mapping[str, str]
    read: Callable[[Path], FileFacts]
    read_plainly: Callable[[Path], FileFacts]


@cache
def readers() -> Mapping[str, FileReader]:
    """Suffix to the module that reads it; two modules that claim one suffix are a programming error."""
    return modules_by_suffix(__name__, __path__)


def suffixes_of(kind: str) -> frozenset[str]:
    """All suffixes that the readers declare to be of a kind: ``document``, ``photo``, ``table`` or ``url``."""
    return frozenset(suffix for suffixes in _declared() for suffix, meant in suffixes.items() if meant == kind)


@cache
def _declared() -> tuple[Mapping[str, str], ...]:
    return tuple(declared_suffixes(__name__, __path__).values())
