"""Every format that has a golden file makes exactly that file of the fixed report."""

from __future__ import annotations

import pytest

from tests.support.fixed_report import NASTY, PHONE
from tests.support.golden import FILES, FOLDER, rendered

FORBIDDEN = ("\x1b", "\u202e", "\x00", "\uffff", PHONE)


def test_there_are_golden_files() -> None:
    assert {"check.csv", "check.github", "check.junit", "check.sarif", "deadlines.csv"} <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_format_is_as_it_was(name: str) -> None:
    assert rendered(name) == (FOLDER / name).read_bytes(), "python -m render.golden writes it anew"


@pytest.mark.parametrize("name", FILES)
def test_people_s_text_is_shown_literally(name: str) -> None:
    text = rendered(name).decode("utf-8").replace("\r\n ", "")
    assert "粗" in text
    assert "‹U+202E›" in text
    assert [sign for sign in FORBIDDEN if sign in text] == []
    assert "\ufeff" not in text.removeprefix("\ufeff")
    assert "\u202e" in NASTY
