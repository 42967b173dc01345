"""Photos: true format, decoding to the end, and limits."""

from __future__ import annotations

import errno
import random
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from tests.support.places import FIXTURES
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.readers import photo
from zhutiri_cli.materials.survey.inspect import inspect

FORMATS = [
    (".jpg", "JPEG"),
    (".jpeg", "MPO"),
    (".JPG", "JPEG"),
    (".png", "PNG"),
    (".webp", "WEBP"),
    (".bmp", "BMP"),
    (".gif", "GIF"),
    (".tif", "TIFF"),
    (".tiff", "TIFF"),
]
HEIF = FIXTURES / "square.heif"  # made once with pillow_heif: nothing installed here writes HEIF


@pytest.fixture(autouse=True)
def own_pixel_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader hands Pillow its limit, which is global: put it back, so that no other test meets it."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)


GOOD = FileFacts(Fitness.USABLE, kind="photo")


def looked(path: Path) -> FileFacts:
    """The facts but for what the picture shows."""
    facts = inspect(path)
    assert (facts.photo is not None) == (facts.verdict is Fitness.USABLE)
    return replace(facts, photo=None, digest="")


def noise(width: int = 64, height: int = 48) -> Image.Image:
    """A picture that no encoder makes small."""
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))


def saved(path: Path, form: str) -> Path:
    """The noise, in a format; MPO with a second picture."""
    if form == "MPO":
        noise().save(path, form, save_all=True, append_images=[noise(32, 32)])
    else:
        noise().save(path, form)
    return path


@pytest.mark.parametrize(("suffix", "form"), FORMATS)
def test_whole_and_truncated(tmp_path: Path, suffix: str, form: str) -> None:
    path = saved(tmp_path / f"a{suffix}", form)
    assert looked(path) == GOOD
    data = path.read_bytes()
    for share in (0.02, 0.3, 0.45):
        path.write_bytes(data[: int(len(data) * share)])
        facts = inspect(path)
        assert facts.verdict is Fitness.UNUSABLE
        assert "损坏" in facts.reason
        assert facts.remedy


@pytest.mark.parametrize("suffix", [".heic", ".heif"])
def test_heif_whole_and_truncated(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(HEIF.read_bytes())
    assert looked(path) == GOOD
    path.write_bytes(HEIF.read_bytes()[:-100])
    assert "没有传完整" in inspect(path).reason


@pytest.mark.parametrize(
    ("suffix", "form", "reason"),
    [
        (".jpg", "PNG", "内容实为 PNG，后缀却是 .jpg，照常计入"),
        (".png", "JPEG", "内容实为 JPEG，后缀却是 .png，照常计入"),
        (".heic", "JPEG", "内容实为 JPEG，后缀却是 .heic，照常计入"),
        (".gif", "WEBP", "内容实为 WEBP，后缀却是 .gif，照常计入"),
        (".bmp", "TIFF", "内容实为 TIFF，后缀却是 .bmp，照常计入"),
    ],
)
def test_another_picture_format_counts_and_is_told(tmp_path: Path, suffix: str, form: str, reason: str) -> None:
    facts = inspect(saved(tmp_path / f"a{suffix}", form))
    assert (facts.verdict, facts.reason) == (Fitness.USABLE, reason)
    assert facts.photo is not None


def test_an_iphone_picture_renamed_to_jpg(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(HEIF.read_bytes())
    facts = inspect(tmp_path / "a.jpg")
    assert (facts.verdict, facts.reason) == (Fitness.USABLE, "内容实为 HEIC，后缀却是 .jpg，照常计入")


@pytest.mark.parametrize(("content", "real"), [(b"%PDF-1.4 x", "PDF"), (b"<html></html>", "网页（html）")])
def test_no_picture_at_all(tmp_path: Path, content: bytes, real: str) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    assert inspect(tmp_path / "a.jpg").reason == f"内容实为 {real}，后缀却是 .jpg"


def test_postscript_is_never_run(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    facts = inspect(tmp_path / "a.jpg")
    assert facts.verdict is Fitness.UNUSABLE
    assert "PS" in facts.reason


def claiming(path: Path, side: int) -> None:
    """A small picture whose head says that it has so many pixels each way."""
    Image.new("1", (8, 8)).save(path)
    raw = path.read_bytes()
    head = b"IHDR" + struct.pack(">II", side, side) + raw[24:29]  # after the signature and the length
    path.write_bytes(raw[:12] + head + struct.pack(">I", zlib.crc32(head)) + raw[33:])


def test_too_many_pixels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claiming(tmp_path / "bomb.png", 15000)
    facts = inspect(tmp_path / "bomb.png")
    assert (facts.verdict, facts.reason) == (Fitness.UNUSABLE, "图片像素过多（22500 万像素），没有打开")
    claiming(tmp_path / "worse.png", 25000)
    assert "像素过多" in inspect(tmp_path / "worse.png").reason
    for name in ("a.jpg", "a.png"):
        noise(2000, 2000).save(tmp_path / name)
    monkeypatch.setattr(photo, "MAX_DECODED", 300_000)
    assert inspect(tmp_path / "a.jpg").verdict is Fitness.USABLE  # decoded at a quarter
    assert inspect(tmp_path / "a.png").verdict is Fitness.UNUSABLE
    monkeypatch.setattr(photo, "MAX_PIXELS", 1_000_000)
    assert "像素过多" in inspect(tmp_path / "a.jpg").reason


def test_an_animated_gif_is_fine(tmp_path: Path) -> None:
    noise().save(tmp_path / "a.gif", save_all=True, append_images=[noise(64, 48).rotate(90)])
    assert looked(tmp_path / "a.gif") == GOOD


def test_a_failing_disk_is_not_taken_for_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path / "a.png", "PNG")

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Image, "open", fail)
    assert inspect(path).verdict is Fitness.FAILED


def test_threads_and_warnings_do_not_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo, "MAX_PIXELS", 2000)  # between one and two times this, Pillow warns of a bomb
    path = saved(tmp_path / "a.jpg", "JPEG")
    with ThreadPoolExecutor(8) as pool:
        found = {facts.reason[:6] for facts in pool.map(inspect, [path] * 200)}
    assert found == {"图片像素过多"}
