"""Progress on stderr while materials are inspected or links are opened."""

from __future__ import annotations

import os
import sys
import time

from zhutiri_cli.cli.output import say


class Ticker:
    """Progress on stderr, from the second second on: one changing line on a terminal, else one line in all."""

    def __init__(self, what: str = "正在核对材料", counted: str = "个文件") -> None:
        self.what, self.counted = what, counted
        self.started = self.said = time.monotonic()
        self.live = sys.stderr is not None and sys.stderr.isatty()
        self.shown = False

    def __call__(self, done: int, total: int) -> None:
        """So many of so many are done."""
        now = time.monotonic()
        if now - self.started < 1 or now - self.said < 0.2 or os.environ.get("ZHUTIRI_QUIET"):
            return
        if self.live:
            self._line(f"\r{self.what} {done}/{total} …")
        elif not self.shown:
            say(f"{self.what}，共 {total} {self.counted} …")
        self.said, self.shown = now, True

    def finish(self) -> None:
        """Take the changing line away."""
        if self.live and self.shown:
            self._line("\r" + " " * 40 + "\r")

    @staticmethod
    def _line(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
