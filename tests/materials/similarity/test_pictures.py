"""The banded look-up of picture hashes finds exactly what comparing every pair finds; and photo facts of real files."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from zhutiri_cli.materials.similarity.pictures import NEAR, HashIndex, alike
from zhutiri_cli.materials.survey.inspect import inspect

BITS = st.sets(st.integers(0, 63), max_size=NEAR + 2)
HASHES = st.integers(0, 2**64 - 1)


def flipped(value: int, bits: set[int]) -> int:
    for bit in bits:
        value ^= 1 << bit
    return value


@given(st.tuples(HASHES, HASHES), st.lists(st.tuples(BITS, BITS), max_size=12), st.lists(st.tuples(HASHES, HASHES)))
@example((0, 0), [({0, 1, 11, 12, 22, 23, 33, 34, 44, 54}, set())], [])  # two bits in each of four bands
def test_the_look_up_equals_comparing_every_pair(
    hashes: tuple[int, int], near: list[tuple[set[int], set[int]]], others: list[tuple[int, int]]
) -> None:
    known = [(flipped(hashes[0], across), flipped(hashes[1], down)) for across, down in near] + others
    assert HashIndex(known).near(hashes) == {other for other in known if alike(hashes, other)}


def scene(seed: int) -> Image.Image:
    image = Image.new("RGB", (64, 48))
    image.putdata(
        [((x * seed * 5) % 256, (y * 4) % 256, (x * y + seed * 40) % 256) for y in range(48) for x in range(64)]
    )
    return image.resize((1280, 960))


def hashes_of(path: Path) -> tuple[int, int] | None:
    photo = inspect(path).photo
    assert photo is not None
    return photo.hashes


def test_a_recompressed_smaller_copy_is_alike_another_scene_is_not(tmp_path: Path) -> None:
    scene(1).save(tmp_path / "a.jpg", quality=92)
    scene(1).resize((640, 480)).save(tmp_path / "b.jpg", quality=40)
    scene(3).save(tmp_path / "c.jpg", quality=92)
    first, copy, other = (hashes_of(tmp_path / name) for name in ("a.jpg", "b.jpg", "c.jpg"))
    assert alike(first, copy)
    assert not alike(first, other)


def test_blank_pictures_are_blank_and_like_none(tmp_path: Path) -> None:
    for name, colour in (("白.png", "white"), ("黑.png", "black")):
        Image.new("RGB", (800, 600), colour).save(tmp_path / name)
        photo = inspect(tmp_path / name).photo
        assert photo is not None
        assert photo.blank
        assert not alike(photo.hashes, photo.hashes)


def test_the_same_bytes_have_the_same_digest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("活动总结", encoding="utf-8")
    (tmp_path / "b.txt").write_text("活动总结", encoding="utf-8")
    (tmp_path / "c.txt").write_text("活动总结。", encoding="utf-8")
    a, b, c = (inspect(tmp_path / name).digest for name in ("a.txt", "b.txt", "c.txt"))
    assert a == b != c
    assert len(a) == 64
