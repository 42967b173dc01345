"""What is longer than the terminal goes through a pager, as git and gh do; nothing is lost where there is none."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
from math import ceil
from pathlib import Path

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.programs import program_on_path

_COLOURS = lazy_pattern(r"\x1b\[[0-9;]*m")
_PRINTS = ("", "cat")
"""Values of PAGER that mean: no pager."""


def through_pager(text: str) -> bool:
    """Show ``text`` in the user's pager, where stdout is a terminal that it does not fit on. ``False``: it was not
    shown, or not surely to its end, and is still to be printed."""
    if not _too_long(text):
        return False
    command = _command()
    if command is None:
        return False
    ours = {"LESS": "FRX", "LV": "-c", "LESSCHARSET": "utf-8"}
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env={**ours, **os.environ})
    except OSError:
        return False  # it is not there, or cannot be run
    earlier = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C belongs to the pager while it is open
    try:
        pager.communicate(text.encode("utf-8", "replace"))
    finally:
        signal.signal(signal.SIGINT, earlier)
    return pager.returncode == 0


def _too_long(text: str) -> bool:
    out = sys.stdout
    if out is None or not out.isatty() or os.environ.get("TERM") == "dumb":
        return False
    from rich.cells import cell_len

    screen = shutil.get_terminal_size((80, 24))
    rows = sum(max(1, ceil(cell_len(_COLOURS.sub("", line)) / screen.columns)) for line in text.splitlines())
    return rows >= screen.lines


def _command() -> list[str] | None:
    """The pager's words: PAGER, else less where it is installed."""
    wanted = os.environ.get("PAGER")
    if wanted is None:
        less = program_on_path("less")
        return [less] if less else None
    if wanted.strip() in _PRINTS:
        return None
    try:
        words = shlex.split(wanted, posix=sys.platform != "win32")
    except ValueError:
        return None  # a quote that does not end
    program = words[0] if Path(words[0]).name != words[0] else program_on_path(words[0])
    return [program, *words[1:]] if program else None
