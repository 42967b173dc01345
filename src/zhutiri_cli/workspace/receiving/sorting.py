"""Where the files of packages go in an activity's folder: own sub-folders kept, wrappings dropped, clashes numbered.

Nothing is ever overwritten: names are compared as discovery compares them (``normalise``), on disk and among the
files that come in together. Nothing is written here.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from functools import partial
from itertools import count
from pathlib import Path

from msgspec import Struct, field

from zhutiri_cli.common.paths import RECORD_NAME
from zhutiri_cli.common.spelling import normalise, readable, suffix_of
from zhutiri_cli.materials.kinds import IMAGE_SUFFIXES, INLINE_PICTURES, PLAN_WORDS, SUMMARY_WORDS
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.workspace.receiving.packages.parcel import CHUNK, ParcelItem

PICTURES = "图片"
_TELLING = frozenset({*PLAN_WORDS, *SUMMARY_WORDS, PICTURES, INLINE_PICTURES, "照片", "链接", "报道", "宣传报道"})


class FilePlacement(Struct, frozen=True):
    """A file and its place: ``relative`` as the record names it, ``path`` on disk; ``new`` is false where the same
    bytes are already there under that name."""

    item: ParcelItem
    relative: str
    path: Path
    new: bool


class _Entry(Struct):
    """A name in a folder, there already or about to be: a real folder, or something else with these bytes."""

    name: str
    digest: Callable[[], str]
    children: dict[str, _Entry] | None = None
    path: Path | None = None


class SortingGround(Struct):
    """The activity's folder as it stands, filling up in memory as places are chosen."""

    folder: Path
    _top: dict[str, _Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises ``OSError`` when the folder cannot be listed."""
        self._top = _listed(self.folder)
        self._top.setdefault(RECORD_NAME, _Entry(RECORD_NAME, str))  # the record's place is never a material's

    def place(self, item: ParcelItem, parts: tuple[str, ...]) -> FilePlacement:
        """The first free name for a file, or the one under which its bytes already are. May raise ``OSError``."""
        here, trail = self._top, list[str]()
        for part in parts[:-1]:
            entry = self._folder(here, part, self.folder.joinpath(*trail))
            trail.append(entry.name)
            here = entry.children if entry.children is not None else {}
        for name in _numbered(parts[-1]):
            known = here.get(normalise(name))
            if known is None:
                here[normalise(name)] = _Entry(name, lambda: item.digest)
                return self._placement(item, [*trail, name], new=True)
            if known.children is None and known.digest() == item.digest:
                return self._placement(item, [*trail, known.name], new=False)
        raise AssertionError("names never run out")

    def _folder(self, here: dict[str, _Entry], part: str, parent: Path) -> _Entry:
        for name in _numbered(part):
            known = here.get(normalise(name))
            if known is None:
                here[normalise(name)] = known = _Entry(name, str, {}, parent / name)
            if known.children is not None:
                if not known.children and known.path is not None and known.path.is_dir():
                    known.children = _listed(known.path)
                return known
        raise AssertionError("names never run out")

    def _placement(self, item: ParcelItem, trail: list[str], *, new: bool) -> FilePlacement:
        relative = "/".join(readable(name) for name in trail)
        return FilePlacement(item, relative, self.folder.joinpath(*trail), new)


def settled(items: Iterable[ParcelItem], telling: frozenset[str]) -> list[tuple[ParcelItem, tuple[str, ...]]]:
    """Each file with its path in the activity's folder: the one folder that wraps a whole package is dropped unless
    its name tells what is in it (总结, 图片; ``telling`` adds the plan's own words); loose pictures go into 图片/."""
    found = list(items)
    tops: dict[int, set[str]] = {}
    for item in found:
        tops.setdefault(item.group, set()).add(item.parts[0] if len(item.parts) > 1 else "")
    dropped = {group for group, names in tops.items() if len(names) == 1 and not _tells(next(iter(names)), telling)}
    return [(item, _sorted(item.parts[1:] if item.group in dropped else item.parts)) for item in found]


def telling_words(plan: Plan) -> frozenset[str]:
    """The words by which the plan's own kinds are told."""
    declared = plan.materials.declared
    return frozenset(word for spec in declared.values() for word in (spec.label, *spec.words))


def _tells(name: str, telling: frozenset[str]) -> bool:
    plain = normalise(name).removeprefix("活动").removeprefix("现场")
    return not name or plain in _TELLING or plain in {normalise(word) for word in telling}


def _sorted(parts: tuple[str, ...]) -> tuple[str, ...]:
    return (PICTURES, *parts) if len(parts) == 1 and suffix_of(parts[0]) in IMAGE_SUFFIXES else parts


def _numbered(name: str) -> Iterable[str]:
    """``活动方案.docx``, ``活动方案(2).docx``, …"""
    yield name
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem:
        stem, dot, suffix = name, "", ""
    yield from (f"{stem}({number}){dot}{suffix}" for number in count(2))


def _listed(folder: Path) -> dict[str, _Entry]:
    """Names by their normalised form; links and the like count as taken and are never entered or read."""
    if not folder.is_dir():
        return {}
    found: dict[str, _Entry] = {}
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path, real = Path(entry.path), entry.is_dir(follow_symlinks=False)
            plain = entry.is_file(follow_symlinks=False)
            made = _Entry(entry.name, partial(digest_of, path) if plain else str)
            made.children, made.path = ({}, path) if real else (None, path)
            found.setdefault(normalise(readable(entry.name)), made)
    return found


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes. May raise ``OSError``."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
