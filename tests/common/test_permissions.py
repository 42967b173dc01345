"""Who may read what is written: outputs as the mask says, the cache and what is ours for a moment its owner alone."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from tests.support.places import BASE_PLAN
from zhutiri_cli.common.files import new_file, replace_file
from zhutiri_cli.common.temporaries import temporary_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o022, 0o077, 0o002])
def mask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_outputs_have_the_rights_that_the_mask_leaves(tmp_path: Path, mask: int) -> None:
    replace_file(tmp_path / "a.csv", b"x")
    new_file(tmp_path / "b.yaml", b"x")
    assert [rights(tmp_path / name) for name in ("a.csv", "b.yaml")] == [0o666 & ~mask] * 2


def test_the_cache_and_its_folder_are_their_owners_alone(own_cache: Path, tmp_path: Path, mask: int) -> None:
    assert mask >= 0
    plan = tmp_path / "plan_2024.yaml"
    plan.write_bytes(BASE_PLAN.read_bytes())
    folder = tmp_path / "submissions" / "2024" / "03-单位"
    folder.mkdir(parents=True)
    (folder / "活动总结.txt").write_text("总结", encoding="utf-8")
    assert zhutiri("check", "--plan", str(plan), "--as-of", "2024-03-25", "--fail-on", "never").status == 0
    files = [path for path in own_cache.rglob("*") if path.is_file()]
    assert files
    assert rights(own_cache) == 0o700
    assert {rights(path) & 0o077 for path in files} == {0}


def test_what_is_ours_for_a_moment_is_its_owners_alone(mask: int) -> None:
    assert mask >= 0
    with temporary_folder() as folder:
        assert rights(Path(folder)) == 0o700
