"""A photo is read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.support.words_and_logo import apart
from zhutiri_cli.materials.ocr import look as gather
from zhutiri_cli.materials.ocr.remembered import remembering
from zhutiri_cli.materials.ocr.words_seen import LogoSight, Photo, PhotoOutcome, Reading
from zhutiri_cli.materials.survey.cache import Cache

PHOTO = Photo("a.jpg", Path("a.jpg"), "ab" * 32)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The photos that the engine was asked to read; a name with 坏 can't be."""
    calls: list[str] = []

    def read(photo: Photo) -> Reading:
        calls.append(photo.relative)
        return (
            Reading(PhotoOutcome.FAILED)
            if "坏" in photo.relative
            else Reading(PhotoOutcome.READ, apart(["2024年政务公开主题日"]))
        )

    def find(photo: Photo, logo: Any) -> LogoSight:
        calls.append(f"{photo.relative} {logo.digest}")
        return LogoSight(PhotoOutcome.READ, True)

    monkeypatch.setattr(gather, "read_words", read)
    monkeypatch.setattr(gather, "find_logo", find)
    return calls


class Logo:
    """A reference of which only the digest matters here."""

    def __init__(self, digest: str) -> None:
        self.digest = digest


def test_a_reading_is_kept_by_content(own_cache: Path, asked: list[str]) -> None:
    found = []
    for name in ("a.jpg", "moved.jpg"):
        cache = Cache(own_cache)
        found.append(remembering(cache)[0](Photo(name, Path(name), PHOTO.digest)))
        cache.close()
    assert asked == ["a.jpg"]
    assert found[0] == found[1]
    assert found[0].lines


def test_another_logo_is_another_question(own_cache: Path, asked: list[str]) -> None:
    for digest in ("one", "one", "two"):
        cache = Cache(own_cache)
        assert remembering(cache)[1](PHOTO, Logo(digest)).found  # type: ignore[arg-type]  # only its digest is asked
        cache.close()
    assert asked == ["a.jpg one", "a.jpg two"]


@pytest.mark.parametrize("photo", [Photo("坏.jpg", Path("坏.jpg"), "cd" * 32), Photo("a.jpg", Path("a.jpg"), "")])
def test_what_says_nothing_lasting_is_asked_again(own_cache: Path, asked: list[str], photo: Photo) -> None:
    for _ in range(2):
        cache = Cache(own_cache)
        remembering(cache)[0](photo)
        cache.close()
    assert len(asked) == 2


def test_a_damaged_entry_is_replaced(own_cache: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Cache, "noted", lambda *_: "{}")
    cache = Cache(own_cache)
    assert remembering(cache)[0](PHOTO).outcome is PhotoOutcome.READ
    cache.close()
    assert asked == ["a.jpg"]


def test_without_a_cache_the_engine_is_asked_each_time(asked: list[str]) -> None:
    read, _ = remembering(None)
    read(PHOTO)
    read(PHOTO)
    assert asked == ["a.jpg", "a.jpg"]
