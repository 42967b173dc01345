"""Which pictures are alike is worked out once for the same pictures; a damaged answer is worked out again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support.command import zhutiri
from tests.support.places import EXAMPLES
from zhutiri_cli.case import copies
from zhutiri_cli.materials.similarity.picture_index import PictureIndex
from zhutiri_cli.materials.survey.cache import Cache


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What a check of the sample finds, and how many times pictures were compared by then."""
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    root = tmp_path / "data" / "submissions" / "2024"
    with Image.open(root / "07 听雨水务局" / "现场1.jpg") as shot:  # the same shot, sent again by another office
        shot.save(root / "13-青禾教育局" / "图片" / "再次压缩.jpg", quality=60)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(copies, "FEW", 1)
    compared, compare = list[PictureIndex](), PictureIndex.all_near

    def all_near(index: PictureIndex) -> Any:
        compared.append(index)
        return compare(index)

    monkeypatch.setattr(PictureIndex, "all_near", all_near)

    def run(*more: str) -> tuple[Any, int]:
        plan = str(tmp_path / "data" / "plan_2024.yaml")
        ran = zhutiri("check", "--plan", plan, "--as-of", "2024-04-12", "--fail-on", "never", "-f", "json", *more)
        assert ran.status == 0, ran.err
        return json.loads(ran.out)["activities"], len(compared)

    return run


def test_the_second_check_says_the_same_and_compares_nothing(found: Any) -> None:
    first, compared = found()
    assert compared == 1
    assert any("再次压缩.jpg" in finding["message"] for one in first for finding in one["findings"])
    assert found() == (first, 1)
    assert found("--no-cache") == (first, 2)


@pytest.mark.parametrize("kept", ["", "no json", "[[[1,2],[[3,4]]]]"])
def test_an_answer_that_is_none_is_worked_out_again(found: Any, monkeypatch: pytest.MonkeyPatch, kept: str) -> None:
    first, _ = found()
    monkeypatch.setattr(Cache, "noted", lambda *_: kept)
    assert found() == (first, 2)
