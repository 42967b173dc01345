"""The one runner of the corpus: no traceback, within five seconds and 512 MiB with all processes, the verdict that is
expected, and a message that names the file and says what to do.

What shares a run with others is always run. Of what has a process of its own, every sixth case is, and those that once
found a fault; all of them by ``make corpus`` (``ZHUTIRI_CORPUS=all``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.corpus import commands, documents, pages_and_pictures, plans, records, tables_and_names
from tests.corpus.case import FileCase, OwnCase, PlanCase, RecordCase
from tests.corpus.desk import (
    Desk,
    desk_of_files,
    desk_of_records,
    own_ran,
    plans_judged,
    wrong_about_file,
    wrong_about_own,
    wrong_about_plan,
    wrong_about_record,
)
from tests.corpus.measured import SECONDS

FILES: dict[str, Sequence[FileCase]] = {
    "documents": documents.CASES,
    "pages-and-pictures": pages_and_pictures.CASES,
    "tables-and-names": tables_and_names.CASES,
}
CaseT = TypeVar("CaseT", FileCase, RecordCase, PlanCase, OwnCase)
FOUND = frozenset(
    {
        "docx-100-wide-pictures",
        "rtf-15-mib",
        "rtf-25-mib",
        "receive-pipe",
        "since-a-pipe",
        "txt-30000-addresses",
        "txt-address-of-a-mib",
        "txt-headings-alone",
        "receive-zip-13-deep",
    }
)
EACH = 0.1
"""Seconds that each case adds to a run that it shares with others."""


def _run(cases: Sequence[CaseT]) -> list[CaseT]:
    """Those of the cases that are run this time."""
    all_of_them = os.environ.get("ZHUTIRI_CORPUS") == "all"
    return [case for i, case in enumerate(cases) if all_of_them or i % 6 == 0 or case.id in FOUND]


def wrong_in_one_run(
    desk: Desk, cases: Sequence[CaseT], wrong_about: Callable[[CaseT, dict[str, Any]], list[str]]
) -> list[str]:
    """What is wrong with a check of a desk that has an activity for each case."""
    ran, report = desk.check(own=desk.place.parent / "own")
    wrong = ran.faults(SECONDS + len(cases) * EACH)
    for case, activity in zip(cases, report["activities"], strict=True):
        wrong += wrong_about(case, activity)
    return wrong


@pytest.mark.parametrize("kind", FILES)
def test_files_of_submissions(kind: str, tmp_path: Path) -> None:
    cases = [case for case in FILES[kind] if not case.heavy]
    wrong = wrong_in_one_run(desk_of_files(tmp_path / "desk", cases), cases, wrong_about_file)
    assert not wrong, "\n".join(wrong)


HEAVY = [case for cases in FILES.values() for case in cases if case.heavy]


@pytest.mark.parametrize("case", _run(HEAVY), ids=lambda case: case.id)
def test_heavy_file(case: FileCase, tmp_path: Path) -> None:
    desk = desk_of_files(tmp_path / "desk", [case])
    ran, report = desk.check(own=tmp_path / "own")
    if ran.seconds > SECONDS:  # a neighbour may have slowed the processor down: a case that is slow is so twice
        ran, report = desk.check(own=tmp_path / "again")
    wrong = [*ran.faults(), *wrong_about_file(case, report["activities"][0])]
    assert not wrong, "\n".join(wrong)


def test_records(tmp_path: Path) -> None:
    cases = records.CASES
    wrong = wrong_in_one_run(desk_of_records(tmp_path / "desk", cases), cases, wrong_about_record)
    assert not wrong, "\n".join(wrong)


def test_plans(tmp_path: Path) -> None:
    cases = [case for case in plans.CASES if not case.heavy]
    ran, files = plans_judged(tmp_path, cases)
    wrong = ran.faults(SECONDS + len(cases) * EACH)
    for case, file in zip(cases, files, strict=True):
        wrong += wrong_about_plan(case, file)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("case", _run([case for case in plans.CASES if case.heavy]), ids=lambda case: case.id)
def test_heavy_plan(case: PlanCase, tmp_path: Path) -> None:
    ran, files = plans_judged(tmp_path, [case])
    wrong = [*ran.faults(), *wrong_about_plan(case, files[0])]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("case", _run(commands.CASES), ids=lambda case: case.id)
def test_command(case: OwnCase, tmp_path: Path) -> None:
    wrong = wrong_about_own(case, own_ran(tmp_path, case))
    assert not wrong, "\n".join(wrong)


def test_every_case_has_a_name_of_its_own() -> None:
    files = [case.id for cases in FILES.values() for case in cases]
    others = [case.id for cases in (records.CASES, plans.CASES, commands.CASES) for case in cases]
    names = [*files, *others]
    assert len(names) == len(set(names)), sorted({name for name in names if names.count(name) > 1})
    assert len(names) >= 300
    assert set(names) >= FOUND
