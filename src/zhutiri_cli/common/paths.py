"""How paths are shown to people and programs: relative to the current folder where they lie below it, with ``/``."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import readable

RECORD_NAME = "submission.yaml"
"""The record in an activity's folder (contract §2)."""


_CALLED: ContextVar[tuple[Path, str] | None] = ContextVar("called", default=None)


@contextmanager
def called(folder: Path, name: str) -> Iterator[None]:
    """Inside, ``folder`` (absolute) is a copy of what lies at ``name``, and what lies in it is shown as lying there."""
    token = _CALLED.set((folder, name))
    try:
        yield
    finally:
        _CALLED.reset(token)


def as_called(text: str) -> str:
    """A text that may speak of the copy, speaking of what it is a copy of."""
    now = _CALLED.get()
    return text.replace(str(now[0]), now[1]) if now else text


def path_shown(path: Path) -> Shown:
    """``data/plan_2024.yaml`` rather than an absolute path, wherever that is the shorter truth."""
    return Shown(from_here(path))


def from_here(path: Path) -> str:
    """The same with what may not be shown, for links."""
    now = _CALLED.get()
    if now is not None and path.absolute().is_relative_to(now[0]):
        inside = path.absolute().relative_to(now[0]).as_posix()
        return readable(now[1] if inside == "." else f"{now[1]}/{inside}")
    if os.sep == "/" and not path.is_absolute():
        return readable(path.as_posix())  # as it is: to make it absolute and relative again would make no difference
    whole = path.as_posix()
    try:
        here = os.getcwd()  # noqa: PTH109 - as text: there are thousands of paths
        if os.sep == "/":  # the same as below, without parts made of either
            return readable("." if whole == here else whole.removeprefix(f"{here.rstrip('/')}/"))
        return readable(path.absolute().relative_to(here).as_posix())
    except (ValueError, FileNotFoundError):  # not below the current folder, or that folder is gone
        return readable(whole)


def resolved(path: Path) -> Path:
    """Where a path leads. A link that leads back to itself leads nowhere else: opening it says so. (``Path.resolve``
    raises ``RuntimeError`` there before Python 3.13.)"""
    return Path(os.path.realpath(path))


def folder_of(path: Path) -> str:
    """The folder that a file lies in: absolute, with ``/``; "" where the current folder is gone."""
    try:
        return path.absolute().parent.as_posix()
    except FileNotFoundError:  # the current folder is gone
        return ""


def typed_word(word: str, *, windows: bool = os.name == "nt") -> str:
    """A word as it is typed on a command line: in quotes where it needs any, in those that every shell knows where
    these will do. On ``windows`` there are no others: to cmd.exe single ones are letters; no name holds a double."""
    if re.fullmatch(r"[\w./:\\~+,=@%…-]+", word):
        return word
    if windows and '"' not in word:
        return f'"{word}"'
    return shlex.quote(word) if re.search(r'["$`\\!]', word) else f'"{word}"'
