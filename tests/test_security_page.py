"""``docs/security.md``: every promise names tests that are there."""

from __future__ import annotations

import re

import pytest

from tests.support.places import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| 承诺", "| ---"))]


@pytest.mark.parametrize("row", ROWS, ids=[row.split("|")[1].strip()[:20] for row in ROWS])
def test_a_promise_names_tests_that_are_there(row: str) -> None:
    _, promise, shown, _ = row.split("|")
    named = re.findall(r"`(tests/[^`]+)`", shown)
    assert promise.strip()
    assert named
    for name in named:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert re.search(r"^def test_", text, re.MULTILINE), name


def test_there_are_promises_and_the_page_is_in_the_manual() -> None:
    assert len(ROWS) > 20
    assert "security.md" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "docs/security.md" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")
