"""Recognising what a file is for from its name and its sub-folders' names (contract §2). Nothing is opened here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from msgspec import Struct

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import normalise, split_suffix, suffix_of
from zhutiri_cli.materials.packed import packed
from zhutiri_cli.materials.readers import suffixes_of
from zhutiri_cli.materials.themeless import without_theme
from zhutiri_cli.materials.title_words import (
    ADDRESS_WORDS,
    LINK_WORDS,
    PLAN_WORDS,
    SUMMARY_WORDS,
    Sort,
    leaves_open,
    other_matter,
    said_sorts,
    without_brackets,
)

__all__ = [
    "DOCUMENT_SUFFIXES",
    "IMAGE_SUFFIXES",
    "INLINE_PICTURES",
    "LINK_FILE_SUFFIXES",
    "LINK_TEXT_SUFFIXES",
    "PLAN_WORDS",
    "SUMMARY_WORDS",
    "KindWords",
    "NamedKinds",
    "family_of",
    "is_ignored",
    "kinds_of",
    "may_be",
    "named_kinds",
    "normalise",
    "suffix_of",
]

IMAGE_SUFFIXES = suffixes_of("photo")
DOCUMENT_SUFFIXES = suffixes_of("document")
INLINE_PICTURES = "邮件正文小图"
"""The folder where ``zhutiri receive`` puts the small pictures inside a mail's text; what lies there is no photo."""
MARK_ADVICE = f"邮件正文里的小图，不计入图片；确是活动图片的，请移出“{INLINE_PICTURES}”文件夹"
CODE_WORDS = ("二维码", "小程序码", "太阳码", "扫码")
"""What a picture is called that is there for its code: a link, and no photo of the activity."""
LINK_FILE_SUFFIXES = suffixes_of("url")
LINK_TEXT_SUFFIXES = frozenset({".txt", ".md", ".docx", ".xlsx", ".csv"})
"""Files that hold links if their name says so."""
TABLE_SUFFIXES = suffixes_of("table")


@lru_cache(maxsize=1)
def _media_suffixes() -> frozenset[str]:
    """The suffixes of films and sounds, where a file asks for them: the library reads the machine's tables, too."""
    import mimetypes

    built_in = mimetypes.MimeTypes()  # Python's own tables, not the machine's, so that every desk decides alike
    own = frozenset(
        suffix
        for table in built_in.types_map
        for suffix, media_type in table.items()
        if media_type.startswith(("video/", "audio/"))
    )
    return own | {
        ".mkv", ".flv", ".wmv", ".wma", ".m4v", ".m4a", ".rm", ".rmvb", ".mts", ".m2ts", ".flac", ".ogg", ".amr",
    }  # fmt: skip


class KindWords(Struct, frozen=True):
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


_plain_word = lru_cache(maxsize=1024)(normalise)
"""Ours and the plan's own words, which are asked of every file."""


@lru_cache(maxsize=64)
def _plain_words(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(normalise, words))


def _says(text: str, words: Sequence[str]) -> bool:
    return any(_plain_word(word) in text for word in words)


def _matches(declared: KindWords, suffix: str, stem: str, folders: Sequence[str]) -> bool:
    suffixes = _plain_words(declared.suffixes)
    if suffixes and suffix not in suffixes:
        return False
    if not declared.words:
        return bool(suffixes)
    if suffixes and suffix in _media_suffixes():
        return True
    places = [stem, *folders] if declared.folder_decides else [stem]
    return any(_says(place, declared.words) for place in places)


class NamedKinds(Struct, frozen=True):
    """What a file's name says that it is. ``asks_text``: the name says nothing, or two things, so that the text
    decides; ``by_title``: only a title inside does, since the name speaks of a plan or summary as of something else."""

    kinds: frozenset[str]
    asks_text: bool = False
    by_title: bool = False


def _plan_or_summary(stem: str, folders: Sequence[str]) -> tuple[Sort, ...]:
    """By the file's own name; where that says neither, by the nearest sub-folder that says something."""
    return next((said for place in (stem, *folders) if (said := said_sorts(place))), ())


_PHOTO_NAMES = lazy_pattern(r"照片|图片|影像|现场|微信图片|mmexport|^(?:img|dsc|pxl|wx_camera)[_\d]")
_PHOTO_SUFFIXES = frozenset(
    {
        "",
        ".livp",
        ".jp2",
        ".j2k",
        ".svg",
        ".psd",
        ".emf",
        ".wmf",
        ".ico",
        ".raw",
        ".dng",
        ".cr2",
        ".cr3",
        ".nef",
        ".arw",
    }
)
_LINK_SUFFIXES = frozenset({".webloc", ".desktop", ".html", ".htm", ".lnk"})


def may_be(kind: str, relative: str) -> bool:
    """Whether a file that counts for nothing may be what ``kind`` lacks, by its name: 活动总结.pages, a photo that a
    phone or a browser saved under a suffix of its own (1.jpg_large, .livp), a shortcut to a page."""
    stem, suffix = split_suffix(PurePosixPath(relative).name)
    name = normalise(stem)
    if kind == "photos":
        named = _PHOTO_NAMES.search(name) is not None
        odd = any(suffix.startswith(known) for known in IMAGE_SUFFIXES) or suffix in _PHOTO_SUFFIXES
        return odd or named
    if kind == "links":
        return suffix in _LINK_SUFFIXES or _says(name, LINK_WORDS)
    return kind in [sort.value for sort in said_sorts(name)]


def kinds_of(relative: PurePosixPath, theme: str, declared: Sequence[KindWords]) -> frozenset[str]:
    """The kinds of material that a file is by its name alone; empty if none is recognised."""
    return named_kinds(relative, theme, declared).kinds


def named_kinds(relative: PurePosixPath, theme: str, declared: Sequence[KindWords]) -> NamedKinds:
    """The kinds of material that a file is, by its path within the activity's folder, and whether its text is to be
    asked, too."""
    plain, suffix = split_suffix(relative.name)
    stem = without_theme(plain, theme)
    folders = [without_theme(folder, theme) for folder in reversed(relative.parts[:-1])]
    kinds = {known.kind for known in (_PHOTOS, *_LINKS, *declared) if _matches(known, suffix, stem, folders)}
    if _plain_word(INLINE_PICTURES) in map(normalise, relative.parts[:-1]):
        kinds.discard("photos")
    if suffix in IMAGE_SUFFIXES and _says(stem, CODE_WORDS):
        return NamedKinds(frozenset(kinds - {"photos"} | {"links"}))
    if suffix not in DOCUMENT_SUFFIXES:
        return NamedKinds(frozenset(kinds), suffix in IMAGE_SUFFIXES and _says(stem, LINK_WORDS))
    said = _plan_or_summary(stem, folders)
    kinds |= {sort.value for sort in said if sort is not Sort.ABOUT}
    outside = without_brackets(stem)
    if said and (not _says(outside, LINK_WORDS) or (said == (Sort.ABOUT,) and not _says(outside, ADDRESS_WORDS))):
        kinds.discard("links")  # 活动总结（附链接）: links of a summary count all the same; 媒体报道审批单
    by_title = said == (Sort.ABOUT,) or len(set(said)) == 1
    asks = (not kinds and not said) or len(set(said)) > 1 or leaves_open(stem) or other_matter(stem)
    return NamedKinds(frozenset(kinds), asks, asks and by_title)
