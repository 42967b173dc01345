"""The office in the middle of the year, looked into once: its torn documents cost LibreOffice seconds at every look."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from tests.support.mid_year import AS_OF, mid_year


@pytest.fixture(scope="session")
def looked_into(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the office (``office``) and a cache that knows each of its files (``cache``)."""
    place = tmp_path_factory.mktemp("mid-year")
    plan = mid_year(place / "office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(place / "cache"))
        patch.setenv("ZHUTIRI_QUIET", "1")
        patch.setattr("zhutiri_cli.materials.door.door.started", lambda *_: None)
        assert zhutiri("check", "--plan", str(plan), "--as-of", AS_OF, "--fail-on", "never").status == 0
    return place


@pytest.fixture
def mid_year_plan(tmp_path: Path, own_cache: Path, looked_into: Path) -> Path:
    """The plan file of a copy of the office; the test's cache knows its files."""
    shutil.copytree(looked_into / "office", tmp_path, dirs_exist_ok=True)
    shutil.copytree(looked_into / "cache" / "zhutiri", own_cache)
    return tmp_path / "data" / "plan_2024.yaml"
