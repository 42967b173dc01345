"""Questions to the person at the terminal; tests answer in its place."""

from __future__ import annotations

import sys

from zhutiri_cli.common.shown import Shown


def someone_there() -> bool:
    """Whether a person sits at a terminal."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty())


def ask(question: str) -> str:
    """The answer to a question. The end of the input is an interruption (``KeyboardInterrupt``)."""
    try:
        return input(Shown(question))
    except EOFError:
        raise KeyboardInterrupt from None


def agrees(question: str) -> bool:
    """Whether the person says yes, 是 or y; Enter, and nobody there, is no."""
    return someone_there() and ask(f"{question}？是=y，否=回车：").strip().casefold() in ("y", "yes", "是")
