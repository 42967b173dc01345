"""Readings kept by content: a photo is read once, until the photo, the LOGO or the program that looks is another."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from msgspec import DecodeError
from msgspec.json import decode, encode

from zhutiri_cli.materials.ocr import look as gather
from zhutiri_cli.materials.ocr.words_seen import LogoSight, Photo, PhotoOutcome, Reading

if TYPE_CHECKING:
    from zhutiri_cli.materials.ocr.logo import Reference
    from zhutiri_cli.materials.ocr.look import FindLogo, ReadWords
    from zhutiri_cli.materials.survey.cache import Cache

_ENGINES = ("rapidocr", "onnxruntime", "cv2")


def remembering(known: Cache | None) -> tuple[ReadWords, FindLogo]:
    """What reads the words on a photo and what finds the LOGO on it, each asking ``known`` first; nothing is kept of a
    photo that could not be read. Both may be called by several threads at once."""
    if known is None:
        return gather.read_words, gather.find_logo
    asking = Lock()

    def read(photo: Photo) -> Reading:
        kept: Reading = _kept(known, asking, photo, "words", Reading, lambda: gather.read_words(photo))
        return kept

    def find(photo: Photo, logo: Reference) -> LogoSight:
        kept: LogoSight = _kept(
            known, asking, photo, f"logo {logo.digest}", LogoSight, lambda: gather.find_logo(photo, logo)
        )
        return kept

    return read, find


def _kept(known: Cache, asking: Lock, photo: Photo, what: str, kind: type[Any], look: Any) -> Any:
    from zhutiri_cli.materials.survey.cache import READING, version_of

    key = f"{what} {version_of(READING, _ENGINES)}"
    with asking:
        text = known.noted(photo.digest, key) if photo.digest else None
    if text is not None:
        try:
            return decode(text, type=kind)
        except DecodeError:
            pass  # a damaged entry is replaced below
    found = look()
    if photo.digest and found.outcome is PhotoOutcome.READ:
        with asking:
            known.note(photo.digest, key, encode(found).decode())
    return found
