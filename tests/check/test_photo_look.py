"""Which photos are looked at, which are spared, and what is said without the extra."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.json import decode, encode

from tests.support.command import zhutiri
from tests.support.places import EXAMPLES
from tests.support.words_and_logo import apart, line
from zhutiri_cli.materials.ocr import recogniser
from zhutiri_cli.materials.ocr.banner import Banner
from zhutiri_cli.materials.ocr.look import Job, look
from zhutiri_cli.materials.ocr.words_seen import LogoSight, Photo, PhotoOutcome, Reading, Sighting

BANNER = Banner("政务公开主题日", 2024)
RIGHT, OTHER = "2024年“政务公开主题日”活动", "2023年“政务公开主题日”活动"
LOGO: Any = object()


def photos(*names: str) -> tuple[Photo, ...]:
    return tuple(Photo(name, Path(name), "") for name in names)


def test_nothing_more_is_read_once_the_banner_is_confirmed() -> None:
    pytest.importorskip("rapidfuzz", reason="the extra ocr is not installed")
    words = {"1": OTHER, "2": RIGHT, "3": RIGHT, "4": ""}
    told = list[tuple[int, int]]()
    seen = look(
        [Job(7, photos("1", "2", "3"), BANNER, None), Job(8, photos("4"), BANNER, None), Job(9, (), BANNER, None)],
        lambda done, total: told.append((done, total)),
        read=lambda photo: Reading(PhotoOutcome.READ, apart([words[photo.relative]])),
    )
    assert [[one.relative for one in seen[number]] for number in (7, 8, 9)] == [["1", "2"], ["4"], []]
    assert [done for done, _ in told] == sorted(done for done, _ in told)  # threads count, one at a time
    assert {total for _, total in told} == {4}
    assert told[-1] == (4, 4)


def test_each_search_ends_for_itself() -> None:
    pytest.importorskip("rapidfuzz", reason="the extra ocr is not installed")
    seen = look(
        [Job(7, photos("1", "2", "3", "4"), BANNER, LOGO)],
        read=lambda photo: Reading(PhotoOutcome.READ, apart([RIGHT if photo.relative == "2" else ""])),
        find=lambda photo, _: LogoSight(PhotoOutcome.READ, photo.relative == "3"),
    )[7]
    assert [(one.reading is not None, one.logo is not None) for one in seen] == [(True, True)] * 2 + [(False, True)]


def test_nothing_is_read_where_only_the_logo_is_open() -> None:
    seen = look(
        [Job(7, photos("1", "2"), None, LOGO)],
        read=lambda _: pytest.fail("the words were read"),
        find=lambda *_: LogoSight(PhotoOutcome.READ, True),
    )
    assert seen == {7: (Sighting("1", None, LogoSight(PhotoOutcome.READ, True)),)}


def test_readings_can_be_kept_as_json() -> None:
    """What a cache needs: plain values that come back as they were."""
    reading = Reading(PhotoOutcome.READ, (line("2024年", 3, 4),), "")

    assert decode(encode(reading), type=Reading) == reading


def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recogniser, "NEEDED", ("rapidocr", "no_such_library"))
    monkeypatch.setattr("zhutiri_cli.check.weekly.check", lambda _: pytest.fail("work was begun"))
    ran = zhutiri("check", "--plan", str(EXAMPLES / "data" / "plan_2024.yaml"), "--ocr")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "no_such_library" in ran.err
    assert 'pip install "zhutiri-cli[ocr]"' in ran.err


def test_where_all_is_confirmed_by_hand_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    monkeypatch.setattr("zhutiri_cli.materials.ocr.look.read_words", lambda _: pytest.fail("a photo was read"))
    plan = str(EXAMPLES / "data" / "plan_2024.yaml")
    ran = zhutiri("check", "--plan", plan, "--as-of", "2024-04-12", "--ocr", "--fail-on", "never")
    assert (ran.status, "没有需要识别图片的活动" in ran.out) == (0, True)


def test_when_one_photo_ends_the_run_no_other_is_begun() -> None:
    begun: list[str] = []

    def read(photo: Photo) -> Reading:
        begun.append(photo.relative)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look([Job(number, photos(*"abc"), BANNER, None) for number in range(1, 30)], read=read)
    assert len(begun) < 29
