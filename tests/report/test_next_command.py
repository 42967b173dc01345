"""What is next, by what has been shown."""

from __future__ import annotations

import pytest

from tests.support.letter_reports import activity, report
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.listed_numbers import in_ranges
from zhutiri_cli.report.letters.reminders import reminders
from zhutiri_cli.report.next_command import after_check, after_letters

OWED = [activity(8), activity(9)]
OFFICE = [activity(10, Status.UNRECORDED, action=Action.OFFICE), activity(11, Status.UNRECORDED, action=Action.OFFICE)]
DONE = [activity(1, Status.COMPLIANT)]


@pytest.mark.parametrize(("items", "narrowed", "written", "words"), [
    ([*OWED, *OFFICE], False, (), "remind -o 催办.docx"), ([*OWED, *OFFICE], True, (), "remind 8,9 -o 催办.docx"),
    (OFFICE, False, (), "check 10"), (OFFICE[:1], False, (), "check 10"),
    (OFFICE[:1], True, (), "help record"), (DONE, False, (), "check -o 周报.html -o 台账.xlsx"),
    (DONE, False, ("html", "xlsx"), "deadlines -o 截止日.ics"), ([], True, (), "check"),
])  # fmt: skip
def test_after_a_check(items: list[object], narrowed: bool, written: tuple[str, ...], words: str) -> None:
    step = after_check(report(*items), narrowed=narrowed, written=written)  # type: ignore[arg-type] # of one kind
    assert " ".join(step.words) == words
    assert step.purpose


@pytest.mark.parametrize(("items", "written", "words"), [
    (OWED, False, "remind 8,9 -o 催办.docx"), (OWED, True, "check -o 周报.html -o 台账.xlsx -o 通报.docx"),
    ([*OWED, *OFFICE], True, "check 10"), (OFFICE, False, "check 10"),
    (DONE, False, "check -o 周报.html -o 台账.xlsx -o 通报.docx"),
])  # fmt: skip
def test_after_the_letters(items: list[object], written: bool, words: str) -> None:
    letters = reminders(report(*items))  # type: ignore[arg-type] # of one kind
    assert " ".join(after_letters(letters, ["8,9"], written=written).words) == words


@pytest.mark.parametrize(("ids", "word"), [
    ([4], "4"), ([4, 5], "4,5"), ([4, 5, 6], "4-6"), ([9, 6, 4, 5], "4-6,9"), ([1, 3, 4, 8, 9, 10], "1,3,4,8-10"),
])  # fmt: skip
def test_ids_as_one_word(ids: list[int], word: str) -> None:
    assert in_ranges(ids) == word
