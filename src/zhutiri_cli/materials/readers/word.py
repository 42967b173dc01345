"""Word documents (.docx): body with tables, text boxes and content controls, then notes, headers and footers."""

from __future__ import annotations

from pathlib import Path

from zhutiri_cli.materials.file_facts import FileFacts, damaged, empty, readable, unchecked
from zhutiri_cli.materials.formats import ooxml
from zhutiri_cli.materials.formats.sniff import require
from zhutiri_cli.materials.formats.word_document import WordTarget, tell_part
from zhutiri_cli.materials.formats.zipguard import SafeZip
from zhutiri_cli.materials.links.urls import find_urls

SUFFIXES = {".docx": "document"}

_NOTES = ("footnotes", "endnotes", "header", "footer")


class _Words(WordTarget):
    """Collects the text, a tab after each cell of a table, and the addresses in field codes."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.links: list[str] = []

    def text(self, piece: str) -> None:
        """Kept as it is."""
        self.pieces.append(piece)

    def cell_ends(self) -> None:
        """Cells do not run together."""
        self.pieces.append("\t")

    def field(self, code: str) -> None:
        """A hyperlink's code holds its address."""
        self.links += find_urls(code)


def read(path: Path) -> FileFacts:
    """Facts of a .docx file; one without text but with pictures counts as unchecked."""
    require(path, ".docx")
    with SafeZip(path) as archive:
        main = ooxml.main_part(archive, "word/document.xml")
        if main is None:
            raise damaged()
        parts = [main, *(part for kind in _NOTES for part in ooxml.targets(archive, main, kind))]
        texts, links = [], []
        for part in dict.fromkeys(parts):
            words = _Words()
            tell_part(archive, part, words)
            texts.append("".join(words.pieces))
            links += [*ooxml.hyperlinks(archive, part), *words.links]
        if any(text.strip() for text in texts):
            return readable("\n".join(texts), links)
        if ooxml.holds_pictures(archive):
            return unchecked("文档里只有图片，没有文字")
    raise empty()
