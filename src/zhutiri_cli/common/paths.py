"""How paths are shown to people and programs: relative to the current folder where they lie below it, with ``/``."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import readable

RECORD_NAME = "submission.yaml"
"""The record in an activity's folder (contract §2)."""


def path_shown(path: Path) -> Shown:
    """``data/plan_2024.yaml`` rather than an absolute path, wherever that is the shorter truth."""
    return Shown(from_here(path))


def from_here(path: Path) -> str:
    """The same with what may not be shown, for links."""
    try:
        return readable(path.absolute().relative_to(Path.cwd()).as_posix())
    except (ValueError, FileNotFoundError):  # not below the current folder, or that folder is gone
        return readable(path.as_posix())


def folder_of(path: Path) -> str:
    """The folder that a file lies in: absolute, with ``/``; "" where the current folder is gone."""
    try:
        return path.absolute().parent.as_posix()
    except FileNotFoundError:
        return ""


def typed_word(word: str) -> str:
    """A word as it is typed on a command line: in quotes where it needs any, in those that every shell knows where
    these will do."""
    if re.fullmatch(r"[\w./:\\~+,=@%…-]+", word):
        return word
    return shlex.quote(word) if re.search(r'["$`\\!]', word) else f'"{word}"'
