"""NOTICE names the licence of everything that the product installs, and nothing of it is under the GPL."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution

import make_notice
import pytest
from make_notice import CARRIED, ELSEWHERE, LIES, NOTICE, PARTS, READ, Row

from tests.support.places import ROOT

KNOWN = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-2.1-only", "LGPL-2.1-or-later",
    "LGPL-3.0-or-later", "LicenseRef-PublicDomain", "MIT", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib",
}  # fmt: skip
"""What the product may be under: whoever adds a licence here has read it."""


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return make_notice.rows()


def test_the_file_is_what_the_script_makes() -> None:
    assert NOTICE.read_text(encoding="utf-8") == make_notice.made(), "run python scripts/make_notice.py"


def test_every_distribution_of_every_lock_of_the_product_has_a_line() -> None:
    named = set(re.findall(r"^([a-z0-9._-]+) [\d.、a-z]+（", NOTICE.read_text(encoding="utf-8"), re.MULTILINE))
    for lock in PARTS:
        assert set(make_notice.locked(lock)) <= named, lock
    assert named == set(make_notice.locked("product"))


def test_only_known_licences_and_no_gpl(rows: list[Row]) -> None:
    assert len(rows) > 90
    for row in rows:
        assert set(re.split(r" AND | OR ", row.licence)) <= KNOWN, row
    for _, _, licence, _ in CARRIED:
        assert licence in KNOWN or licence.endswith(" WITH GCC-exception-3.1")


def test_whose_metadata_speak_of_the_gpl_is_under_the_lgpl_or_carries_what_is(rows: list[Row]) -> None:
    carrying = {name for name, *_ in CARRIED}
    for row in rows:
        try:
            told = distribution(row.name).metadata
        except PackageNotFoundError:
            assert row.name in ELSEWHERE
            continue
        said = " ".join([make_notice.first(told, "License-Expression"), make_notice.first(told, "License")[:200]])
        said += " ".join(one for one in told.get_all("Classifier") or () if one.startswith("License"))
        if "GPL" in said or "General Public" in said:
            assert "LGPL" in row.licence or row.name in carrying, row
            assert "LGPL" in said or "Lesser" in said, row


def test_the_installed_release_is_a_locked_one(rows: list[Row]) -> None:
    """Licences are read from what is installed, so it must be what is locked."""
    for row in rows:
        if row.name not in ELSEWHERE:
            assert distribution(row.name).version in row.releases


def test_whoever_is_under_the_lgpl_says_where_the_source_lies(rows: list[Row]) -> None:
    lesser = {row.name: row.source for row in rows if "LGPL" in row.licence}
    assert {"pebble", "docxtpl", "py7zr", "pybcj", "pyppmd", "inflate64", "multivolumefile"} <= set(lesser)
    assert all(source.startswith("https://") for source in lesser.values())
    assert all(place.startswith("https://") for *_, place in CARRIED)


def test_no_line_of_the_tables_is_left_over(rows: list[Row]) -> None:
    names = {row.name for row in rows}
    assert {*READ, *LIES, *ELSEWHERE, *(name for name, *_ in CARRIED)} <= names


def test_what_is_only_timed_beside_ours_is_no_part_of_the_product() -> None:
    """reuse is under the GPL: ``scripts/bench.py`` runs it as a program of its own."""
    assert "reuse" in make_notice.locked("bench")
    for lock in (*PARTS, "dev", "docs", "dist"):
        assert "reuse" not in make_notice.locked(lock)
    assert "reuse" not in (ROOT / "NOTICE").read_text(encoding="utf-8")
