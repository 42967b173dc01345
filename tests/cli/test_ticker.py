"""Progress on stderr."""

from __future__ import annotations

import io
import sys

import pytest

from zhutiri_cli.check.request import Phase
from zhutiri_cli.cli import ticker


class Terminal(io.StringIO):
    def __init__(self, *, live: bool) -> None:
        super().__init__()
        self.live = live

    def isatty(self) -> bool:
        return self.live


@pytest.mark.parametrize(("live", "said"), [(True, "正在核对材料 3/9"), (False, "正在核对材料，共 9 个文件")])
def test_progress_is_said_only_after_a_second(live: bool, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    stream = Terminal(live=live)
    monkeypatch.delenv("ZHUTIRI_QUIET")
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("zhutiri_cli.cli.ticker.time.monotonic", lambda: now[0])
    progress = ticker.Ticker()
    now[0] += 0.9
    progress(Phase.FILES, 1, 9)
    assert stream.getvalue() == ""
    now[0] += 0.3
    progress(Phase.FILES, 3, 9)
    progress(Phase.FILES, 4, 9)
    progress.finish()
    assert said in stream.getvalue()
    assert "4/9" not in stream.getvalue()  # not twice within a fifth of a second
    assert stream.getvalue().endswith("\r" if live else "\n")
