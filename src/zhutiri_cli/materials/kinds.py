"""Recognising what a file is for from its name and its sub-folders' names (contract §2). Nothing is opened here."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from zhutiri_cli.common.spelling import normalise, split_suffix, suffix_of
from zhutiri_cli.materials.packed import packed
from zhutiri_cli.materials.readers import suffixes_of

__all__ = [
    "DOCUMENT_SUFFIXES",
    "IMAGE_SUFFIXES",
    "INLINE_PICTURES",
    "LINK_FILE_SUFFIXES",
    "LINK_TEXT_SUFFIXES",
    "PLAN_WORDS",
    "SUMMARY_WORDS",
    "KindWords",
    "family_of",
    "is_ignored",
    "kinds_of",
    "normalise",
    "suffix_of",
    "without_theme",
]

IMAGE_SUFFIXES = suffixes_of("photo")
DOCUMENT_SUFFIXES = suffixes_of("document")
INLINE_PICTURES = "邮件正文小图"
"""The folder where ``zhutiri receive`` puts the small pictures inside a mail's text; what lies there is no photo."""
MARK_ADVICE = f"邮件正文里的小图，不计入图片；确是活动图片的，请移出“{INLINE_PICTURES}”文件夹"
LINK_FILE_SUFFIXES = suffixes_of("url")
LINK_TEXT_SUFFIXES = frozenset({".txt", ".md", ".docx", ".xlsx", ".csv"})
"""Files that hold links if their name says so."""
TABLE_SUFFIXES = suffixes_of("table")

PLAN_WORDS = ("方案", "预案", "计划")
SUMMARY_WORDS = ("总结", "小结", "情况报告")
LINK_WORDS = ("链接", "报道", "link")

_BUILT_IN = mimetypes.MimeTypes()  # Python's own tables, not the machine's, so that every desk decides alike
MEDIA_SUFFIXES = frozenset(
    suffix
    for table in _BUILT_IN.types_map
    for suffix, media_type in table.items()
    if media_type.startswith(("video/", "audio/"))
) | {".mkv", ".flv", ".wmv", ".wma", ".m4v", ".m4a", ".rm", ".rmvb", ".mts", ".m2ts", ".flac", ".ogg", ".amr"}


@dataclass(frozen=True)
class KindWords:
    """What tells a kind: words in a name, suffixes (lower case, with the dot), and whether sub-folders may say it.

    With words and suffixes both must hold, except that a video's or audio's suffix alone suffices; an empty one of the
    two asks for nothing, both empty match nothing.
    """

    kind: str
    words: tuple[str, ...]
    suffixes: frozenset[str]
    folder_decides: bool


_LINKS = (
    KindWords("links", LINK_WORDS, LINK_TEXT_SUFFIXES, False),
    KindWords("links", (), LINK_FILE_SUFFIXES, False),
)
_PHOTOS = KindWords("photos", (), IMAGE_SUFFIXES, False)


def is_ignored(name: str) -> bool:
    """Whether a file or folder of this name is a hidden or lock file that no one handed in on purpose."""
    plain = name.strip().casefold()
    return plain.startswith((".", "~$")) or plain in ("thumbs.db", "desktop.ini")


def family_of(name: str) -> str:
    """What a name's suffix makes of a file: ``photo``, ``document``, ``table``, ``packed`` (it holds other files and is
    not looked into) or ``other``."""
    if packed(name) is not None:
        return "packed"
    suffix = suffix_of(name)
    families = (("photo", IMAGE_SUFFIXES), ("document", DOCUMENT_SUFFIXES), ("table", TABLE_SUFFIXES))
    return next((family for family, suffixes in families if suffix in suffixes), "other")


def without_theme(name: str, theme: str) -> str:
    """A normalised name with the activity's theme taken out, so that the theme's own words decide nothing.

    White space and punctuation between the theme's characters do not matter. A space stays where the theme was: what
    stood on either side of it never joins into a word.
    """
    letters = [char for char in normalise(theme) if char.isalnum()]
    if not letters:
        return normalise(name)
    return re.sub(r"[\W_]*".join(map(re.escape, letters)), " ", normalise(name))


def _says(text: str, words: Sequence[str]) -> bool:
    return any(normalise(word) in text for word in words)


def _matches(declared: KindWords, suffix: str, stem: str, folders: Sequence[str]) -> bool:
    suffixes = {normalise(known) for known in declared.suffixes}
    if suffixes and suffix not in suffixes:
        return False
    if not declared.words:
        return bool(suffixes)
    if suffixes and suffix in MEDIA_SUFFIXES:
        return True
    places = [stem, *folders] if declared.folder_decides else [stem]
    return any(_says(place, declared.words) for place in places)


def _plan_or_summary(stem: str, folders: Sequence[str]) -> set[str]:
    """By the file's own name; where that says neither, by the nearest sub-folder that says something."""
    for place in (stem, *folders):
        said = {kind for kind, words in (("plan", PLAN_WORDS), ("summary", SUMMARY_WORDS)) if _says(place, words)}
        if said:
            return said
    return set()


def kinds_of(relative: PurePosixPath, theme: str, declared: Sequence[KindWords]) -> frozenset[str]:
    """The kinds of material that a file is, by its path within the activity's folder; empty if none is recognised."""
    plain, suffix = split_suffix(relative.name)
    stem = without_theme(plain, theme)
    folders = [without_theme(folder, theme) for folder in reversed(relative.parts[:-1])]
    kinds = {known.kind for known in (_PHOTOS, *_LINKS, *declared) if _matches(known, suffix, stem, folders)}
    if normalise(INLINE_PICTURES) in map(normalise, relative.parts[:-1]):
        kinds.discard("photos")
    if suffix in DOCUMENT_SUFFIXES:
        kinds |= _plan_or_summary(stem, folders)
    return frozenset(kinds)
