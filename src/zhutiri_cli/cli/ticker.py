"""Progress on stderr while materials are inspected, links are opened or photos are read."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

from zhutiri_cli.cli.output import say

if TYPE_CHECKING:
    from zhutiri_cli.check.request import Phase


class Ticker:
    """Progress on stderr, of each phase from its second second on: one changing line on a terminal, else one line."""

    def __init__(self) -> None:
        self.phase: Phase | None = None
        self.started = self.said = time.monotonic()
        self.live = sys.stderr is not None and sys.stderr.isatty()
        self.shown = False

    def __call__(self, phase: Phase, done: int, total: int) -> None:
        """So many of so many are done."""
        if self.phase not in (None, phase):
            self.finish()
        self.phase = phase
        if done == total:
            self.finish()
            return
        now = time.monotonic()
        if now - self.started < 1 or now - self.said < 0.2 or os.environ.get("ZHUTIRI_QUIET"):
            return
        if self.live:
            self._line(f"\r正在{phase.doing} {done}/{total} …")
        elif not self.shown:
            say(f"正在{phase.doing}，共 {total} {phase.unit} …")
        self.said, self.shown = now, True

    def finish(self) -> None:
        """Take the changing line away; the next phase begins."""
        if self.live and self.shown:
            self._line("\r" + " " * 40 + "\r")
        self.phase, self.shown, self.started = None, False, time.monotonic()

    @staticmethod
    def _line(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
