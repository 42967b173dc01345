"""Line breaking in cells, and progress on stderr."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from zhutiri_cli.cli import ticker
from zhutiri_cli.render.kit.wrap import joined, wrapped

TEXTS = st.text(st.sampled_from("截止日，。）（〔〕“”a1-5 ："), max_size=80)


@given(TEXTS, st.integers(2, 40))
def test_no_line_is_too_wide_and_nothing_but_spaces_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_dates_and_commands_stay_whole_and_closing_marks_never_lead() -> None:
    lines = wrapped("最迟报送日 2024-03-07 已过（25 个工作日），请登记 zhutiri record 1 --held 日期。", 24)
    assert any("2024-03-07" in line for line in lines)
    assert any("--held" in line for line in lines)
    assert not any(line[0] in "，。）" for line in lines)


def test_pieces_are_never_broken() -> None:
    assert joined(["合规 1、", "迟报 22、", "材料不全 3"], 17) == ["合规 1、迟报 22、", "材料不全 3"]


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
    progress(1, 9)
    assert stream.getvalue() == ""
    now[0] += 0.3
    progress(3, 9)
    progress(4, 9)
    progress.finish()
    assert said in stream.getvalue()
    assert "4/9" not in stream.getvalue()  # not twice within a fifth of a second
    assert stream.getvalue().endswith("\r" if live else "\n")
