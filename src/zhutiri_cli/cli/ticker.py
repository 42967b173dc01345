"""Progress on stderr while materials are inspected or links are opened."""

from __future__ import annotations

import os
import sys
import time

from zhutiri_cli.cli.output import say


class Ticker:
    """Progress on stderr, from the second second on: one changing line on a terminal, else one line in all."""

    def __init__(self, doing: str = "核对材料", unit: str = "个文件") -> None:
        self.doing, self.unit = doing, unit
        self.started = self.said = time.monotonic()
        self.live = sys.stderr is not None and sys.stderr.isatty()
        self.shown = False

    def __call__(self, done: int, total: int) -> None:
        """So many of so many files are inspected."""
        if done == total:
            self.finish()
            return
        now = time.monotonic()
        if now - self.started < 1 or now - self.said < 0.2 or os.environ.get("ZHUTIRI_QUIET"):
            return
        if self.live:
            self._line(f"\r正在{self.doing} {done}/{total} …")
        elif not self.shown:
            say(f"正在{self.doing}，共 {total} {self.unit} …")
        self.said, self.shown = now, True

    def finish(self) -> None:
        """Take the changing line away."""
        if self.live and self.shown:
            self._line("\r" + " " * 40 + "\r")

    @staticmethod
    def _line(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
