"""The real engine on small rendered photos (``scripts/banner_scenes.py``), with the network closed."""

from __future__ import annotations

import shutil
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.support.command import Ran, zhutiri
from tests.support.places import BASE_PLAN, FIXTURES
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.materials.ocr.banner import Banner, Verdict, decide
from zhutiri_cli.materials.ocr.look import read_words
from zhutiri_cli.materials.ocr.recogniser import library
from zhutiri_cli.materials.ocr.words_seen import Photo, PhotoOutcome, Reading, Sighting

pytest.importorskip("rapidocr", reason="the extra ocr is not installed")

BANNERS = FIXTURES / "banners"
BANNER = Banner("政务公开主题日", 2024)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever asks for a name or a connection fails."""

    def refused(*_: Any, **__: Any) -> Any:
        raise AssertionError("the network was asked for")

    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refused)
    connect = socket.socket.connect

    def within_the_machine(self: socket.socket, address: str) -> None:
        if self.family != socket.AF_UNIX:  # how the readers' processes are asked for
            refused()
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", within_the_machine)


def reading(path: Path) -> Reading:
    return read_words(Photo(path.name, path, ""))


@cache
def banner_read(name: str) -> Reading:
    """What the engine reads on one of the rendered photos."""
    return reading(BANNERS / name)


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("right_year.jpg", Verdict.CONFIRMED),
        ("other_year.jpg", Verdict.OTHER_YEAR),
        ("year_covered.jpg", Verdict.LOOK),
        ("no_banner.jpg", Verdict.NOT_FOUND),
    ],
)
def test_a_rendered_photo_is_read(name: str, verdict: Verdict) -> None:
    found = banner_read(name)
    assert found.outcome is PhotoOutcome.READ
    assert all(len(line.sure) == len(line.text) and len(line.corners) == 8 for line in found.lines)
    assert decide([Sighting(name, found)], BANNER).verdict is verdict


def test_a_photo_on_its_side_is_read_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(BANNERS / "right_year.jpg") as photo:
        photo.transpose(Image.Transpose.ROTATE_90).save(tmp_path / "a.jpg", exif=exif)
    found = decide([Sighting("a.jpg", reading(tmp_path / "a.jpg"))], BANNER)
    assert found.verdict is Verdict.CONFIRMED


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "CMYK", "1"])
def test_pictures_of_every_mode_are_looked_at(mode: str, tmp_path: Path) -> None:
    path = tmp_path / ("a.tif" if mode == "CMYK" else "a.png")
    with Image.open(BANNERS / "right_year.jpg") as photo:
        photo.convert(mode).save(path)
    found = reading(path)
    assert found.outcome is PhotoOutcome.READ
    if mode != "1":
        assert decide([Sighting("a", found)], BANNER).verdict is Verdict.CONFIRMED


def test_an_empty_wall_has_no_words(tmp_path: Path) -> None:
    Image.new("RGB", (800, 600), (200, 190, 170)).save(tmp_path / "a.jpg")
    assert reading(tmp_path / "a.jpg") == Reading(PhotoOutcome.READ)


@pytest.mark.parametrize("size", [(6000, 60), (60, 6000), (16, 16), (1, 1)])
def test_strips_and_specks_are_looked_at_within_bounds(size: tuple[int, int], tmp_path: Path) -> None:
    from zhutiri_cli.materials.ocr.pixels import pixels

    Image.new("RGB", size, (200, 190, 170)).save(tmp_path / "a.png")
    shape = pixels(tmp_path / "a.png").shape
    assert max(shape[:2]) <= 1600
    assert max(shape[:2]) <= 4 * min(shape[:2]) + 3
    assert reading(tmp_path / "a.png").outcome is PhotoOutcome.READ


def test_an_iphone_photo_opens() -> None:
    assert reading(FIXTURES / "square.heif").outcome is PhotoOutcome.READ


def test_what_is_no_picture_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    found = reading(tmp_path / "a.jpg")
    assert found.outcome is PhotoOutcome.UNREADABLE
    assert "打不开" in found.reason


def test_an_engine_that_breaks_is_neither_pass_nor_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr("zhutiri_cli.materials.ocr.recogniser.lines_on", broken)
    found = reading(BANNERS / "right_year.jpg")
    assert (found.outcome, "RuntimeError：out of order" in found.reason) == (PhotoOutcome.FAILED, True)


def test_a_model_that_is_missing_is_an_error_and_is_not_fetched(tmp_path: Path) -> None:
    from zhutiri_cli.materials.ocr.recogniser import models

    names = ["x_det_small.onnx", "x_rec_small.onnx", "x_cls_mobile.onnx"]
    for name in [*names, "y_det_server.onnx"]:
        (tmp_path / name).write_bytes(b"")
    assert models(tmp_path, names) == {
        "Det": tmp_path / names[0],
        "Rec": tmp_path / names[1],
        "Cls": tmp_path / names[2],
    }
    (tmp_path / names[1]).unlink()
    with pytest.raises(FileProblem, match="rec"):
        models(tmp_path, names)


# ---- as users run it --------------------------------------------------------------------------------------------


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Activity 1 with a banner of another year, 2 with the right one on the first of two photos, 3 with none."""
    plan = tmp_path / "plan_2024.yaml"
    plan.write_bytes(BASE_PLAN.read_bytes())
    for number, month, names in ((1, 2, ["other_year"]), (2, 3, ["right_year", "no_banner"]), (3, 3, ["no_banner"])):
        folder = tmp_path / "submissions" / "2024" / f"{number:02d}"
        folder.mkdir(parents=True)
        for place, name in enumerate(names):
            shutil.copy(BANNERS / f"{name}.jpg", folder / f"{place}{name}.jpg")
        record = f"held: 2024-0{month}-05\nsubmitted: 2024-0{month}-08\n"
        (folder / "submission.yaml").write_text(record, encoding="utf-8")
    return plan


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine reads each of the rendered photos once for all tests."""
    monkeypatch.setattr("zhutiri_cli.materials.ocr.look.read_words", lambda photo: banner_read(photo.path.name[1:]))


def checked(plan: Path, *more: str) -> Ran:
    return zhutiri("check", "--plan", str(plan), "--as-of", "2024-03-25", "--fail-on", "never", "--ocr", "--all", *more)


@pytest.mark.usefixtures("read_once")
def test_the_photo_and_the_words_are_shown(plan: Path) -> None:
    ran = checked(plan)
    text = "".join(ran.out.split())
    assert "会标不是2024年的：图片“0other_year.jpg”上读到“2023年‘政务公开主题日’活动”" in text
    assert "会标由图片识别确认1项，不再提示：2（0right_year.jpg读到“2024年‘政务公开主题日’活动”）" in text
    assert "识别了3项活动的3张图片，其余1张因该活动已确认不再看" in text
    assert "识别了1张图片，没有读到“政务公开主题日”（读到的有“2023年全区工作会议”）" in text
    own = [line for line in ran.err.splitlines() if "正在" not in line and not line.startswith("下一步")]
    assert own == [], "the library itself is silent"


@pytest.mark.usefixtures("read_once")
def test_only_the_activities_asked_for_are_read(plan: Path) -> None:
    ran = checked(plan, "--id", "1")
    assert "识别了 1 项活动的 1 张图片" in ran.out
    assert "确认" not in ran.out


def test_a_wrong_filter_is_said_before_any_photo_is_read(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhutiri_cli.materials.ocr.look.read_words", lambda _: pytest.fail("a photo was read"))
    ran = checked(plan, "--id", "99")
    assert (ran.status, "序号 99" in ran.err) == (2, True)


def test_ctrl_c_while_a_library_loads_is_no_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def loading(name: str) -> None:
        with suppress(KeyboardInterrupt):  # as numpy does, which then says that it is broken
            signal.raise_signal(signal.SIGINT)
            return
        raise ImportError(f"import {name} failed")

    monkeypatch.setattr("zhutiri_cli.materials.ocr.recogniser.import_module", loading)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        library("onnxruntime")
    assert signal.getsignal(signal.SIGINT) is before


def test_what_is_read_clearly_is_looked_at_once_and_what_is_doubtful_again_where_it_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import numpy

    from zhutiri_cli.materials.ocr import recogniser
    from zhutiri_cli.materials.ocr.words_seen import TextLine

    clear = TextLine("清楚的一行字", (0.99,) * 6, (100, 100, 700, 100, 700, 150, 100, 150))
    doubtful = TextLine(
        "2O24年主题", (0.99, 0.5, 0.99, 0.99, 0.99, 0.99, 0.99), (800, 600, 1200, 600, 1200, 640, 800, 640)
    )
    again = TextLine("2024年主题", (0.99,) * 7, (100, 100, 500, 100, 500, 140, 100, 140))
    looks: list[tuple[tuple[int, ...], int]] = []

    def read(picture: Any, side: int) -> tuple[TextLine, ...]:
        looks.append((picture.shape[:2], side))
        return (clear, doubtful) if len(looks) == 1 else (again,)

    monkeypatch.setattr(recogniser, "_read", read)
    found = recogniser.lines_on(numpy.zeros((1000, 1600, 3), numpy.uint8))
    assert looks == [((1000, 1600), recogniser.FIND_SIDE), ((240, 600), 600)]
    assert [line.text for line in found] == ["清楚的一行字", "2024年主题"]
    assert found[1].corners == (800, 600, 1200, 600, 1200, 640, 800, 640)


def test_a_large_place_is_looked_at_on_as_many_pixels_as_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy

    from zhutiri_cli.materials.ocr import recogniser
    from zhutiri_cli.materials.ocr.words_seen import TextLine

    wide = TextLine("2O24年主题", (0.99, 0.5, *(0.99,) * 5), (100, 500, 1500, 500, 1500, 740, 100, 740))
    sides: list[int] = []

    def read(picture: Any, side: int) -> tuple[TextLine, ...]:
        height, width = picture.shape[:2]
        assert side == max(height, width) or width * height * (side / max(width, height)) ** 2 < recogniser.MOST * 1.01
        sides.append(side)
        return (wide,)

    monkeypatch.setattr(recogniser, "_read", read)
    recogniser.lines_on(numpy.zeros((1200, 1600, 3), numpy.uint8))
    assert len(sides) == 2
    assert recogniser.FIND_SIDE < sides[1] < 1600


def test_photos_read_side_by_side_say_what_they_say_alone() -> None:
    names = sorted(path.name for path in BANNERS.glob("*.jpg"))[:3]
    with ThreadPoolExecutor(2) as threads:
        beside = list(threads.map(reading, [BANNERS / name for name in names * 2]))
    assert beside == [banner_read(name) for name in names] * 2
