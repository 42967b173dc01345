"""The banded look-up of picture hashes finds exactly what comparing every pair finds; and photo facts of real files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import accuracy_photos
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from zhutiri_cli.materials.similarity.picture_index import PictureIndex
from zhutiri_cli.materials.similarity.pictures import (
    NEAR,
    Likeness,
    PicturePrint,
    alike,
    likeness,
    ways_round,
)
from zhutiri_cli.materials.survey.inspect import inspect

BITS = st.sets(st.integers(0, 63), max_size=NEAR + 2)
HASHES = st.integers(0, 2**64 - 1)
PAIRS = st.tuples(HASHES, HASHES)


def flipped(value: int, bits: set[int]) -> int:
    for bit in bits:
        value ^= 1 << bit
    return value


@given(PAIRS, st.lists(st.tuples(BITS, BITS, st.integers(0, 7)), max_size=12), st.lists(PAIRS))
@example((0, 0), [({0, 1, 11, 12, 22, 23, 33, 34, 44, 54}, set(), 0)], [])  # two bits in each of four bands
def test_the_look_up_equals_comparing_every_pair(
    hashes: tuple[int, int], near: list[tuple[set[int], set[int], int]], others: list[tuple[int, int]]
) -> None:
    ways = ways_round(hashes)
    known = [hashes, *((flipped(ways[way][0], across), flipped(ways[way][1], down)) for across, down, way in near)]
    known += others
    index = PictureIndex.of(map(PicturePrint, known))
    assert index.near(hashes) == {other for other in known if any(alike(way, other) for way in ways)}


@given(PAIRS)
def test_eight_ways_round_come_back(hashes: tuple[int, int]) -> None:
    ways = ways_round(hashes)
    assert len(ways) == 8
    assert ways[0] == hashes
    assert all(set(ways_round(way)) == set(ways) for way in ways)


def print_of(path: Path) -> PicturePrint:
    photo = inspect(path).photo
    assert photo is not None
    assert photo.hashes is not None
    return PicturePrint(photo.hashes, photo.windows, photo.grid)


@pytest.fixture
def told(tmp_path: Path) -> Callable[[Image.Image, Image.Image], Likeness]:
    def compared(one: Image.Image, other: Image.Image) -> Likeness:
        one.save(tmp_path / "a.jpg", quality=92)
        other.save(tmp_path / "b.jpg", quality=60)
        first, second = print_of(tmp_path / "a.jpg"), print_of(tmp_path / "b.jpg")
        index = PictureIndex.of([first, second])
        found = likeness(first, second)
        assert (
            (second.hashes in index.near(first.hashes))
            == (found > Likeness.NONE)
            == (first.hashes in index.near(second.hashes))
        )
        assert likeness(second, first) is found
        return found

    return compared


SCENE = accuracy_photos.scene(3)
Told = Callable[[Image.Image, Image.Image], Likeness]


@pytest.mark.parametrize(
    "changed",
    [
        lambda p: p.resize((640, 480)),
        ImageOps.mirror,
        lambda p: p.rotate(90, expand=True),
        lambda p: p.rotate(180),
        lambda p: p.rotate(270, expand=True),
        lambda p: ImageOps.mirror(p.rotate(90, expand=True)),
        lambda p: ImageOps.expand(p, 150, "white"),
        lambda p: ImageOps.expand(p, (40, 300), "black"),
    ],
)
def test_one_shot_however_it_is_sent(told: Told, changed: Callable[[Image.Image], Image.Image]) -> None:
    assert told(SCENE, changed(SCENE)) is Likeness.ONE_SHOT


@pytest.mark.parametrize(
    "box", [(0, 0, 1280, 960), (320, 240, 1600, 1200), (160, 60, 1440, 1020), (30, 20, 1570, 1180)]
)
def test_a_cut_out_is_found(told: Told, box: tuple[int, int, int, int]) -> None:
    assert told(SCENE, SCENE.crop(box)) > Likeness.NONE


@pytest.mark.parametrize("seed", range(4))
def test_two_moments_of_one_scene_are_not_called_one_shot(told: Told, seed: int) -> None:
    moments = (accuracy_photos.moment(SCENE, 2 * seed), accuracy_photos.moment(SCENE, 2 * seed + 1))
    assert told(*moments) is not Likeness.ONE_SHOT


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_another_scene_is_another(told: Told, seed: int) -> None:
    assert told(SCENE, accuracy_photos.scene(seed)) is Likeness.NONE


def test_blank_pictures_are_blank_and_like_none(tmp_path: Path) -> None:
    for name, colour in (("白.png", "white"), ("黑.png", "black")):
        Image.new("RGB", (800, 600), colour).save(tmp_path / name)
        photo = inspect(tmp_path / name).photo
        assert photo is not None
        assert photo.blank
        assert photo.hashes is None


def test_the_same_bytes_have_the_same_digest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("活动总结", encoding="utf-8")
    (tmp_path / "b.txt").write_text("活动总结", encoding="utf-8")
    (tmp_path / "c.txt").write_text("活动总结。", encoding="utf-8")
    a, b, c = (inspect(tmp_path / name).digest for name in ("a.txt", "b.txt", "c.txt"))
    assert a == b != c
    assert len(a) == 64
