"""Word documents (.docx): body with tables, text boxes and content controls, then notes, headers and footers."""

from __future__ import annotations

import io
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from zhutiri_cli.common.spelling import shows_anything
from zhutiri_cli.materials.file_facts import (
    MIN_PICTURE_SIDE,
    FileFacts,
    UnfitError,
    damaged,
    empty,
    left_out,
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
_DRAWINGS = ("diagramData", "chart", "chartEx")
_NOTES = {"comments": "批注", "footnotes": "脚注", "endnotes": "尾注", "header": "页眉", "footer": "页脚"}
_EMBEDDED = "嵌入的文件"


class _Told(Struct):
    """What the parts of a document say, and what people call those that cannot be read."""

    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def body(self, archive: SafeZip, part: str) -> None:
        """The text and the links of a part. Raises ``UnfitError``."""
        words = WordsAndLinks()
        tell_part(archive, part, words)
        self.texts.append("".join(words.pieces))
        self.links += [*ooxml.hyperlinks(archive, part), *words.links]

    def drawings(self, archive: SafeZip, part: str) -> None:
        """The words of its charts and diagrams."""
        text, broken = ooxml.drawn_text(archive, part, _DRAWINGS)
        self.texts.append(text)
        self.unread += ["图表"] * broken

    def chunk(self, archive: SafeZip, part: str) -> None:
        """What a document of another format inside this one (altChunk) says, which Word shows as its own. Raises
        ``UnfitError``, also for a format that is not read here."""
        data = archive.read(part)
        if data.startswith(b"PK"):
            with SafeZip(io.BytesIO(data)) as inner:
                if (main := ooxml.main_part(inner, "word/document.xml")) is None:
                    raise damaged()
                self.body(inner, main)
            return
        if data.startswith(b"{\\rtf"):
            raise damaged()
        page = saved_page(data)
        self.texts.append(page.text)
        self.links += [*find_urls(page.text), *page.links]
        if page.unfinished or not shows_anything(page.text):
            raise damaged()


def read(path: Path) -> FileFacts:
    """Facts of a .docx file. The body decides: a header or note that cannot be read takes nothing from it, but is told.
    One without text counts as unchecked where anything is drawn or embedded in it."""
    require(path, ".docx")
    with SafeZip(path) as archive:
        main = ooxml.main_part(archive, "word/document.xml")
        if main is None:
            raise damaged()
        told = _everything(archive, main)
        text, drawn, inside = "\n".join(told.texts), ooxml.holds_drawings(archive), look_inside(archive)
        if shows_anything(text):
            facts = left_out(readable(text, told.links), [*told.unread, *inside.unread_beside(text)])
        elif drawn or told.unread:
            facts, drawn = unchecked("文档里只有图片或嵌入的内容，没有文字"), True
        else:
            raise empty()
        pictures = _pictures(archive, main, inside.pages)
        return replace(facts, drawn=drawn, pictures=pictures, codes=inside.codes, more_links=inside.more)


def _everything(archive: SafeZip, main: str) -> _Told:
    told = _Told()
    told.body(archive, main)
    for kind, label in _NOTES.items():
        for part in ooxml.targets(archive, main, kind):
            try:
                told.body(archive, part)
                told.drawings(archive, part)
            except UnfitError:  # told by this name
                told.unread.append(label)
    told.drawings(archive, main)
    for part in ooxml.targets(archive, main, "aFChunk"):
        try:
            told.chunk(archive, part)
        except TooDeepError:  # what it says is not to be taken for all that the document says
            raise
        except UnfitError:  # likewise
            told.unread.append(_EMBEDDED)
    told.unread += [_EMBEDDED] * bool(ooxml.targets(archive, main, "package"))
    return told


def _pictures(archive: SafeZip, main: str, pages: frozenset[str]) -> int:
    """How many different pictures the body shows that may be photos; ``pages`` of text are none."""
    from zhutiri_cli.materials.photos.sizes import longer_side

    shown = [part for part in ooxml.targets(archive, main, "image") if part not in pages]
    sides = dict(archive.head(part, _HEAD) for part in shown[:_MOST_PICTURES])
    return sum((longer_side(head) or 0) >= MIN_PICTURE_SIDE for head in sides.values())
