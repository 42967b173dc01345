"""Pictures that viewers show although not all of them came: what is missing is told, and nobody says that it is little
where that is not sure."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.survey.inspect import inspect

SIZE = (800, 600)
LITTLE = "图片末尾缺几个字节，不影响查看"
NO_END = "图片末尾缺失，可能没有传完整"
HOLE = "图片的数据有一段是空的，可能没有传完整"


def photo(form: str = "JPEG", **how: Any) -> bytes:
    """A picture with something everywhere, as a camera's."""
    colours = Image.merge("RGB", [Image.linear_gradient("L").rotate(turn).resize(SIZE) for turn in (0, 90, 180)])
    picture, saved = Image.blend(colours, Image.effect_noise(SIZE, 90).convert("RGB"), 0.4), io.BytesIO()
    picture.save(saved, form, **how)
    return saved.getvalue()


def looked(folder: Path, content: bytes, name: str = "现场.jpg") -> FileFacts:
    (folder / name).write_bytes(content)
    return inspect(folder / name)


def noughts_from(data: bytes, share: float) -> bytes:
    """A download that broke off, of a file whose room was taken beforehand."""
    return data[: int(len(data) * share)].ljust(len(data), b"\0")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_progressive_picture_without_its_end_is_never_said_to_be_whole(tmp_path: Path, share: float) -> None:
    data = photo(progressive=True)
    for broken in (data[: int(len(data) * share)], noughts_from(data, share)):
        facts = looked(tmp_path, broken)
        assert (facts.verdict, facts.reason) == (Fitness.UNCHECKED, NO_END)
        assert "请单位重新报送" in facts.remedy
        assert facts.photo is not None


def test_a_few_bytes_are_said_to_be_few_where_that_is_sure(tmp_path: Path) -> None:
    data = photo()
    assert [looked(tmp_path, data[:-short]).reason for short in (1, 2, 10)] == [LITTLE] * 3
    facts = looked(tmp_path, data[: int(len(data) * 0.985)])
    assert (facts.verdict, facts.reason) == (Fitness.UNCHECKED, NO_END)
    assert looked(tmp_path, data[: int(len(data) * 0.9)]).verdict is Fitness.UNUSABLE
    assert looked(tmp_path, photo(restart_marker_rows=1)[:-2]).reason == NO_END


@pytest.mark.parametrize(("form", "name"), [("WEBP", "a.webp"), ("AVIF", "a.avif"), ("JPEG", "a.jpg")])
def test_noughts_in_the_place_of_data(tmp_path: Path, form: str, name: str) -> None:
    data = photo(form, quality=95)
    assert looked(tmp_path, data, name).reason == ""
    assert looked(tmp_path, data + bytes(20_000), name).reason == ""  # padding behind the picture
    end = data[-2:] if form == "JPEG" else b""
    facts = looked(tmp_path, noughts_from(data, 0.5).removesuffix(bytes(len(end))) + end, name)
    assert (facts.verdict, facts.reason) == (Fitness.UNCHECKED, HOLE)


def test_a_bitmap_whose_noughts_begin_where_a_block_does(tmp_path: Path) -> None:
    data = photo("BMP")
    assert looked(tmp_path, data[: 90 * 4096].ljust(len(data), b"\0"), "a.bmp").reason == HOLE


@pytest.mark.parametrize(
    ("form", "wide", "high"),
    [(form, 3000, 2000) for form in ("JPEG", "BMP", "TIFF")] + [(form, 900, 600) for form in ("WEBP", "PNG", "GIF")],
)
def test_what_is_black_is_whole(tmp_path: Path, form: str, wide: int, high: int) -> None:
    for black in ((0, 0, wide, high // 2), (0, high // 2, wide, high), (0, 0, wide, high)):
        saved, picture = io.BytesIO(), Image.open(io.BytesIO(photo())).resize((wide, high))
        picture.paste((0, 0, 0), black)
        picture.save(saved, form, **({"optimize": True} if form == "JPEG" else {}))
        assert looked(tmp_path, saved.getvalue(), f"a.{form.lower()}").verdict is Fitness.USABLE
