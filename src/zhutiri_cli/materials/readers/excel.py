"""Excel tables (.xlsx): the text of all cells row by row, formulas' addresses and hyperlinks.

Read as XML instead of through openpyxl: its read-only mode has no hyperlinks, its full mode no limits, and both warn
about harmless extensions.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from zhutiri_cli.common.foreign_limits import TEXT_CHARACTERS
from zhutiri_cli.common.spelling import shows_anything
from zhutiri_cli.materials.file_facts import FileFacts, damaged, empty, left_out, readable, unchecked
from zhutiri_cli.materials.formats import ooxml
from zhutiri_cli.materials.formats.sniff import require
from zhutiri_cli.materials.formats.xmlscan import Scanner, local, scan
from zhutiri_cli.materials.formats.zipguard import SafeZip
from zhutiri_cli.materials.links.formula_addresses import formula_addresses
from zhutiri_cli.materials.photos.inside import look_inside

SUFFIXES = {".xlsx": "table"}


class _Strings(Scanner):
    """The shared strings of a workbook, without the phonetic guides (``rPh``) that repeat them."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._taking = False
        self._phonetic = False

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        name = local(tag)
        self._phonetic = self._phonetic or name == "rPh"
        self._taking = name == "t" and not self._phonetic

    def end(self, tag: str) -> None:
        name = local(tag)
        self._taking = False
        if name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.found.append("".join(self._pieces))
            self._pieces = []

    def data(self, text: str) -> None:
        if self._taking:
            self._pieces.append(text)


class _Sheet(Scanner):
    """The cells of one sheet: tabs between them, line ends between rows; addresses in formulas go to ``links``, or
    to ``doubtful``."""

    def __init__(self, strings: list[str]) -> None:
        self.text: list[str] = []
        self.links: list[str] = []
        self.doubtful: list[str] = []
        self._strings = strings
        self._shared = False
        self._inside = ""
        self._value = ""
        self._room = TEXT_CHARACTERS + 1

    def _put(self, piece: str) -> None:
        """No more than is kept and one, which says that there was more: one shared string may be named by every
        cell."""
        if self._room > 0:
            self.text.append(piece[: self._room])
            self._room -= len(piece)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if name == "c":
            self._shared = attributes.get("t") == "s"
        self._inside = name if name in ("v", "t", "f") else ""
        self._value = ""

    def data(self, text: str) -> None:
        if self._inside:
            self._value += text

    def end(self, tag: str) -> None:
        name = local(tag)
        if name == "v" and self._shared:
            index = int(self._value) if self._value.strip().isdecimal() else -1
            self._put(self._strings[index] if 0 <= index < len(self._strings) else "")
        elif name in ("v", "t") and self._inside == name:
            self._put(self._value)
        elif name == "f":
            for address in formula_addresses(self._value):
                (self.doubtful if address.doubtful else self.links).append(address.url)
        elif name in ("c", "row"):
            self._put("\t" if name == "c" else "\n")
        self._inside = ""


def _shared_strings(archive: SafeZip, workbook: str) -> list[str]:
    target = _Strings()
    for part in ooxml.targets(archive, workbook, "sharedStrings")[:1]:
        scan(archive.read(part), target)
    return target.found


def read(path: Path) -> FileFacts:
    """Facts of an .xlsx file; one without a filled cell but with pictures counts as unchecked."""
    require(path, ".xlsx")
    with SafeZip(path) as archive:
        workbook = ooxml.main_part(archive, "xl/workbook.xml")
        if workbook is None:
            raise damaged()
        strings = _shared_strings(archive, workbook)
        texts, links, doubtful, unread = list[str](), list[str](), list[str](), list[str]()
        for part in ooxml.targets(archive, workbook, "worksheet"):
            sheet = _Sheet(strings)
            scan(archive.read(part), sheet)
            shown, broken = ooxml.drawn_text(archive, part, ("drawing",))
            texts += ["".join(sheet.text), shown]
            unread += ["图表"] * broken
            links += [*ooxml.hyperlinks(archive, part), *sheet.links]
            doubtful += sheet.doubtful
        drawn = ooxml.holds_drawings(archive)
        if any(map(shows_anything, texts)) or links or doubtful:
            facts = left_out(readable("\n".join(texts), links, doubtful=doubtful), unread)
        elif drawn:
            facts = unchecked("表格里只有图片或图形，没有文字")
        else:
            raise empty("表格里没有填写任何内容")
        inside = look_inside(archive)
        return replace(facts, drawn=drawn, codes=inside.codes, more_links=inside.more)
