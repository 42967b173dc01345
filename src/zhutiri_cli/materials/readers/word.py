"""Word documents (.docx): body with tables, text boxes and content controls, then notes, headers and footers.

Read as XML instead of through python-docx: that knows no text boxes, content controls or field codes, builds whole
trees, and has no limits on what it unpacks.
"""

from __future__ import annotations

from pathlib import Path

from zhutiri_cli.materials.file_facts import FileFacts, damaged, empty, readable, unchecked
from zhutiri_cli.materials.formats import ooxml
from zhutiri_cli.materials.formats.sniff import require
from zhutiri_cli.materials.formats.xmlscan import Scanner, local, scan
from zhutiri_cli.materials.formats.zipguard import SafeZip
from zhutiri_cli.materials.links.urls import find_urls

SUFFIXES = {".docx": "document"}

_SKIPPED = frozenset({"Fallback", "moveFrom"})  # the second copy of a text box; text moved away under track changes
_BREAKS = {"p": "\n", "br": "\n", "cr": "\n", "tab": "\t", "tc": "\t", "noBreakHyphen": "-"}
_NOTES = ("footnotes", "endnotes", "header", "footer")


class _Story(Scanner):
    """Collects the text of one part and the addresses in its field codes (``HYPERLINK "http://…"``)."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.links: list[str] = []
        self._code = ""
        self._inside = ""
        self._skipping = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        self._skipping += name in _SKIPPED
        self._inside = name if name in ("t", "instrText") else ""
        if name == "fldChar":
            self._end_code()
        elif name == "fldSimple":
            self.links += find_urls(next((value for key, value in attributes.items() if local(key) == "instr"), ""))
        elif name in ("br", "cr", "tab", "noBreakHyphen") and not self._skipping:
            self.text.append(_BREAKS[name])

    def end(self, tag: str) -> None:
        name = local(tag)
        self._skipping -= name in _SKIPPED
        self._inside = ""
        if name in ("p", "tc") and not self._skipping:
            self.text.append(_BREAKS[name])

    def data(self, text: str) -> None:
        if self._inside == "instrText":
            self._code += text
        elif self._inside and not self._skipping:
            self.text.append(text)

    def close(self) -> None:
        self._end_code()

    def _end_code(self) -> None:
        self.links += find_urls(self._code)
        self._code = ""


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
            story = _Story()
            scan(archive.read(part), story)
            texts.append("".join(story.text))
            links += [*ooxml.hyperlinks(archive, part), *story.links]
        if any(text.strip() for text in texts):
            return readable("\n".join(texts), links)
        if ooxml.holds_pictures(archive):
            return unchecked("文档里只有图片，没有文字")
    raise empty()
