"""What was read from one photo: lines of text where they stand, and whether the reference LOGO is on it.

Plain frozen values throughout, so that a cache can keep a ``Reading`` by the digest of the photo's bytes, and a
``LogoSight`` by the digests of the photo and of the LOGO file.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from msgspec import Struct


class PhotoOutcome(StrEnum):
    """How far the look at a photo got."""

    READ = "read"
    UNREADABLE = "unreadable"
    """The picture could not be opened."""
    FAILED = "failed"
    """The program that looks broke: neither pass nor fail (ZT901)."""


class TextLine(Struct, frozen=True):
    """One piece of text. ``sure`` holds one confidence (0–1) per character; ``corners`` x and y of the upper left,
    upper right, lower right and lower left corner as the text is read, in pixels of the picture looked at."""

    text: str
    sure: tuple[float, ...]
    corners: tuple[float, float, float, float, float, float, float, float]


class Reading(Struct, frozen=True):
    """The words on one photo; ``reason`` is a short Chinese clause on why it was not read."""

    outcome: PhotoOutcome
    lines: tuple[TextLine, ...] = ()
    reason: str = ""


class LogoSight(Struct, frozen=True):
    """Whether the reference LOGO was found; ``False`` means not sure, never absent."""

    outcome: PhotoOutcome
    found: bool = False
    reason: str = ""


class Photo(Struct, frozen=True):
    """A photo to look at: how people know it, the file, the SHA-256 of its bytes, and the folder out of which it must
    not lead."""

    relative: str
    path: Path
    digest: str
    root: Path | None = None


class Sighting(Struct, frozen=True):
    """All that was looked for on one photo; ``None`` where it was not asked for or no longer needed."""

    relative: str
    reading: Reading | None = None
    logo: LogoSight | None = None


class Seen(Struct, frozen=True):
    """What was seen on an activity's photos: of ``photos`` in all, those looked at; whether for the banner's ``words``,
    and for which LOGO file ("": for none)."""

    sightings: tuple[Sighting, ...]
    photos: int
    words: bool
    logo: str = ""
