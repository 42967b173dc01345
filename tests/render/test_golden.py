"""Every format of every command makes exactly its golden file of fixed facts; no golden file is without a format."""

from __future__ import annotations

import pytest

from tests.support.fixed_facts import FACTS
from tests.support.fixed_report import NASTY, PHONE
from tests.support.golden import FOLDER, NEEDS, every_format, golden_name, rendered

FORMATS = every_format()
FORBIDDEN = ("\x1b", "\u202e", "\x00", "\uffff")
# JSON says people's text unchanged and a mail encodes it (test_any_text, test_remind); a count of days has none.
LITERAL = [one for one in FORMATS if one[0] != "workdays" and one[1] not in ("json", "eml")]
REPORTS = [one for one in LITERAL if one[0] in ("check", "deadlines")]


def needs_installed(form: str) -> None:
    """Skip where the extra that a format needs is not installed."""
    if form in NEEDS:
        pytest.importorskip(NEEDS[form], reason=f"{form} is written by {NEEDS[form]}, which is not installed")


def test_formats_and_golden_files_are_the_same() -> None:
    """A new format needs a golden file, and a golden file a format that makes it."""
    assert {golden_name(*one) for one in FORMATS} == {path.name for path in FOLDER.iterdir()}
    assert {command for command, _ in FORMATS} == FACTS.keys()


@pytest.mark.parametrize(("command", "form"), FORMATS)
def test_a_format_is_as_it_was(command: str, form: str) -> None:
    needs_installed(form)
    golden = (FOLDER / golden_name(command, form)).read_bytes()
    assert rendered(command, form) == golden, "python -m tests.support.golden writes it anew"


@pytest.mark.parametrize(("command", "form"), LITERAL)
def test_people_s_text_is_shown_literally(command: str, form: str) -> None:
    needs_installed(form)
    text = rendered(command, form).decode("utf-8").replace("\r\n ", "")
    assert "粗" in text
    assert "‹U+202E›" in text.replace("\n", "").replace(" ", "")
    assert [sign for sign in FORBIDDEN if sign in text] == []
    assert "\ufeff" not in text.removeprefix("\ufeff")
    assert "\u202e" in NASTY


@pytest.mark.parametrize(("command", "form"), REPORTS)
def test_no_number_of_a_citizen_is_shown(command: str, form: str) -> None:
    assert PHONE not in rendered(command, form).decode("utf-8").replace("\r\n ", "")
