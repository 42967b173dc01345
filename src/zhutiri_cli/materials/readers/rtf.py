"""Rich Text Format (.rtf): a small reader of its text, without fonts, pictures and other tables (RTF 1.9.1)."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct, field

from zhutiri_cli.common.foreign_limits import MIB
from zhutiri_cli.common.foreign_limits import RTF_BYTES as MAX_BYTES
from zhutiri_cli.common.foreign_limits import RTF_DEPTH as MAX_DEPTH
from zhutiri_cli.common.foreign_limits import TEXT_CHARACTERS as MAX_TEXT
from zhutiri_cli.common.spelling import shows_anything
from zhutiri_cli.materials.file_facts import (
    END_MISSING,
    FileFacts,
    damaged,
    empty,
    left_out,
    readable,
    unchecked,
    unfinished,
)
from zhutiri_cli.materials.formats.sniff import require
from zhutiri_cli.materials.links.written_addresses import find_urls
from zhutiri_cli.materials.prose import FEW_CHARACTERS, chinese_characters

SUFFIXES = {".rtf": "document"}


_TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)|."
)
_NOT_TEXT = frozenset(
    b"fonttbl colortbl stylesheet info pict object themedata datastore listtable listoverridetable rsidtbl generator "
    b"latentstyles xmlnstbl filetbl revtbl colorschememapping wgrffmtfilter objdata nonshppict template shprslt".split()
)
_PICTURE = re.compile(rb"[0-9a-fA-F\r\n]{4096,}")
"""Hexadecimal digits of a picture, in lines: no text has so many on end; lists of numbers have blanks."""
_PIECE = 4 * MIB
_BREAKS = {b"par": "\n", b"line": "\n", b"row": "\n", b"sect": "\n", b"page": "\n", b"tab": "\t", b"cell": "\t"}
_WESTERN = "cp1252"
_PAGES = {950: "cp950", 1252: _WESTERN, 54936: "gb18030", 65001: "utf-8"}
"""The code pages of documents; another, or none, is taken for GBK."""
_CHARSETS = {134: "gbk", 136: "cp950"}
"""Those of fonts, which go before."""
_NOUGHTS = bytes(64)
_HOLE = "文件中间有一段是空的，可能没有传完整"


class _Text(Struct):
    """The state of reading: text so far, bytes not decoded yet, and per open group (hidden, \\uc count, font).
    ``hole``: noughts stand where text should."""

    pieces: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    groups: list[tuple[str, int, int]] = field(default_factory=list)
    page: str = "gbk"
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = -1
    hole: bool = False
    hidden: str = ""  # "" shown; "code" a field's instruction; "skip" not text
    after: int = 1  # how many replacement characters follow \uN
    skip: int = 0
    pictures: bool = False

    def flush(self) -> None:
        if self.raw:
            self._put(_decoded(bytes(self.raw), self.fonts.get(self.font, self.page)))
            self.raw.clear()

    def _put(self, text: str) -> None:
        if self.hidden == "":
            self.pieces.append(text)
        elif self.hidden == "code":
            self.codes.append(text)

    def byte(self, data: bytes) -> None:
        self.hole = self.hole or (bool(self.groups) and _NOUGHTS in data)
        dropped = min(self.skip, len(data))
        self.skip -= dropped
        self.raw += data[dropped:].replace(b"\0", b"")

    def brace(self, mark: bytes) -> None:
        self.flush()
        self.skip = 0
        if len(self.groups) > MAX_DEPTH:
            raise damaged()
        if mark == b"{":
            self.groups.append((self.hidden, self.after, self.font))
        elif self.groups:
            self.hidden, self.after, self.font = self.groups.pop()

    def word(self, name: bytes, number: int | None) -> None:
        if name == b"u" and number is not None:
            self.flush()
            self._put(chr(number % 0x10000))
            self.skip = self.after
            return
        self.flush()
        if name == b"uc":
            self.after = min(max(number or 0, 0), 64)
        elif name in (b"f", b"deff") and number is not None:
            self.font = number
        elif name == b"fcharset" and number in _CHARSETS:
            self.fonts[self.font] = _CHARSETS[number]
        elif name == b"ansicpg":
            self.page = _PAGES.get(number or 0, "gbk")
        elif name in _BREAKS:
            self._put(_BREAKS[name])
        elif name == b"fldinst":
            self.hidden = "code"
        elif name == b"shptxt":  # the text of a text box, inside a group that is otherwise not text
            self.hidden = ""
        elif name in _NOT_TEXT:
            self.pictures = self.pictures or name in (b"pict", b"object")
            self.hidden = "skip"

    def symbol(self, mark: bytes) -> None:
        self.flush()
        if mark in b"\\{}":
            self.byte(mark)
        elif mark == b"*":
            self.hidden = self.hidden or "skip"
        elif mark in b"~_":
            self._put(" " if mark == b"~" else "-")


def _decoded(data: bytes, page: str) -> str:
    """Bytes of one font: in its own code page, or in GBK where they cannot be that. The Western page, which programs
    name over Chinese text, takes nearly any bytes and so comes last."""
    for name in ("gbk", _WESTERN) if page == _WESTERN else (page, "gbk"):
        try:
            return data.decode(name)
        except UnicodeDecodeError:  # then the next
            continue
    return data.decode(page, "replace")


def _text(data: bytes) -> _Text:
    state, at = _Text(), 0
    while (token := _TOKEN.match(data, at)) is not None:
        at = token.end()
        if token[1]:
            state.byte(bytes.fromhex(token[1].decode()))
        elif token[2] == b"bin":  # so many bytes of a picture follow, unless nobody could have written them
            follow = int(token[3] or 0)
            at += follow if 0 <= follow <= MAX_BYTES else 0
        elif token[2]:
            state.word(token[2], int(token[3]) if token[3] else None)
        elif token[4]:
            state.symbol(token[4])
        elif token[5]:
            state.brace(token[5])
        elif token[6]:
            state.byte(token[6])
        if len(state.pieces) > MAX_TEXT:
            break
    state.flush()
    return state


def rtf_words(data: bytes) -> str:
    """The text of RTF that stands in another file, the codes of its fields (addresses of hyperlinks) behind it."""
    state = _text(data[:MAX_BYTES])
    return "\n".join((_shown(state), "".join(state.codes)))


def _shown(state: _Text) -> str:
    return "".join(state.pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _without_pictures(path: Path) -> bytes:
    """The bytes of a file but for its pictures, of which it may have a hundred megabytes; a few more than are read
    where it is longer."""
    kept = bytearray()
    with path.open("rb") as stream:
        while len(kept) <= MAX_BYTES and (piece := stream.read(_PIECE)):
            kept += _PICTURE.sub(b" ", piece)
    return bytes(kept)


def read(path: Path) -> FileFacts:
    """Facts of an .rtf file; one without text but with pictures counts as unchecked."""
    require(path, ".rtf")
    data = _without_pictures(path)
    state = _text(data[:MAX_BYTES])
    text = _shown(state)
    cut = len(data) > MAX_BYTES or len(state.pieces) > MAX_TEXT
    lost = not cut and (state.hole or bool(state.groups))
    if shows_anything(text):
        facts = readable(text, find_urls("".join(state.codes)), "文档过长，只看了前面的" if cut else "")
        if state.pictures and chinese_characters(text) < FEW_CHARACTERS:  # what it says may stand in them
            facts = left_out(facts, ["里面的图片"])
        return unfinished(facts, END_MISSING if state.groups else _HOLE) if lost else facts
    if state.pictures:
        return unchecked("文档里只有图片，没有文字")
    if cut:
        return unchecked("文档过长，读过的部分没有文字")
    raise damaged() if lost else empty()
