"""Word documents (.docx): body with tables, text boxes and content controls, then notes, headers and footers."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from zhutiri_cli.common.spelling import shows_anything
from zhutiri_cli.materials.file_facts import (
    MIN_PICTURE_SIDE,
    FileFacts,
    UnfitError,
    damaged,
    empty,
    readable,
    unchecked,
)
from zhutiri_cli.materials.formats import ooxml
from zhutiri_cli.materials.formats.saved_page import TooDeepError, saved_page
from zhutiri_cli.materials.formats.sniff import require
from zhutiri_cli.materials.formats.word_document import WordsAndLinks, tell_part
from zhutiri_cli.materials.formats.zipguard import SafeZip
from zhutiri_cli.materials.links.written_addresses import find_urls
from zhutiri_cli.materials.photos.inside import look_inside

SUFFIXES = {".docx": "document", ".docm": "document", ".dotx": "document", ".dotm": "document"}
_HEAD = 256 * 1024
_MOST_PICTURES = 200
_DRAWINGS = ("diagramData", "chart")

_NOTES = ("footnotes", "endnotes", "header", "footer")


def read(path: Path) -> FileFacts:
    """Facts of a .docx file. The body decides: a header or note that cannot be read takes nothing from it. One without
    text counts as unchecked where anything is drawn or embedded in it."""
    require(path, ".docx")
    with SafeZip(path) as archive:
        main = ooxml.main_part(archive, "word/document.xml")
        if main is None:
            raise damaged()
        texts, links = map(list, _told(archive, main))
        for part in dict.fromkeys(part for kind in _NOTES for part in ooxml.targets(archive, main, kind)):
            with suppress(UnfitError):  # the body decides, never a note or header
                text, found = _told(archive, part)
                texts += text
                links += found
        texts.append(ooxml.drawn_text(archive, main, _DRAWINGS))
        chunks = [_chunk(archive, part) for part in ooxml.targets(archive, main, "aFChunk")]
        texts += [text for text, _ in chunks]
        links += [link for _, found in chunks for link in found]
        if any(map(shows_anything, texts)):
            facts = replace(readable("\n".join(texts), links), drawn=ooxml.holds_drawings(archive))
        elif chunks or ooxml.holds_drawings(archive):
            facts = replace(unchecked("文档里只有图片或嵌入的内容，没有文字"), drawn=True)
        else:
            raise empty()
        inside = look_inside(archive)
        return replace(facts, pictures=_pictures(archive, main, inside.pages), codes=inside.codes)


def _told(archive: SafeZip, part: str) -> tuple[list[str], list[str]]:
    """The text and the links of one part. Raises ``UnfitError``."""
    words = WordsAndLinks()
    tell_part(archive, part, words)
    return ["".join(words.pieces)], [*ooxml.hyperlinks(archive, part), *words.links]


def _pictures(archive: SafeZip, main: str, pages: frozenset[str]) -> int:
    """How many different pictures the body shows that may be photos; ``pages`` of text are none."""
    from zhutiri_cli.materials.photos.sizes import longer_side

    shown = [part for part in ooxml.targets(archive, main, "image") if part not in pages]
    sides = dict(archive.head(part, _HEAD) for part in shown[:_MOST_PICTURES])
    return sum((longer_side(head) or 0) >= MIN_PICTURE_SIDE for head in sides.values())


def _chunk(archive: SafeZip, part: str) -> tuple[str, list[str]]:
    """The text and links of a document of another format inside this one (altChunk), which Word shows as its own;
    nothing for a format that is not read here."""
    try:
        data = archive.read(part)
        if data.startswith(b"PK"):
            with SafeZip(io.BytesIO(data)) as inner:
                main = ooxml.main_part(inner, "word/document.xml")
                texts, links = _told(inner, main) if main is not None else ([], [])
                return "\n".join(texts), links
        if not data.startswith(b"{\\rtf"):
            page = saved_page(data)
            return page.text, [*find_urls(page.text), *page.links]
    except TooDeepError:  # what it says is not to be taken for all that the document says
        raise
    except UnfitError:  # a chunk of a format that is not read here
        pass
    return "", []
