"""Line breaking in cells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

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
