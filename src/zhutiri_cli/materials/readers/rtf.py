"""Rich Text Format (.rtf): a small reader of its text, without fonts, pictures and other tables (RTF 1.9.1)."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct, field

from zhutiri_cli.common.foreign_limits import RTF_BYTES as MAX_BYTES
from zhutiri_cli.common.foreign_limits import RTF_DEPTH as MAX_DEPTH
from zhutiri_cli.common.foreign_limits import TEXT_CHARACTERS as MAX_TEXT
from zhutiri_cli.common.spelling import shows_anything
from zhutiri_cli.materials.file_facts import FileFacts, damaged, empty, readable, unchecked
from zhutiri_cli.materials.formats.sniff import head_of, require
from zhutiri_cli.materials.links.written_addresses import find_urls

SUFFIXES = {".rtf": "document"}


_TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)|."
)
_NOT_TEXT = frozenset(
    b"fonttbl colortbl stylesheet info pict object themedata datastore listtable listoverridetable rsidtbl generator "
    b"latentstyles xmlnstbl filetbl revtbl colorschememapping wgrffmtfilter objdata nonshppict template shprslt".split()
)
_BREAKS = {b"par": "\n", b"line": "\n", b"row": "\n", b"sect": "\n", b"page": "\n", b"tab": "\t", b"cell": "\t"}


class _Text(Struct):
    """The state of reading: text so far, bytes not decoded yet, and per open group (hidden, \\uc count)."""

    pieces: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    raw: bytearray = field(default_factory=bytearray)
    groups: list[tuple[str, int]] = field(default_factory=list)
    hidden: str = ""  # "" shown; "code" a field's instruction; "skip" not text
    after: int = 1  # how many replacement characters follow \uN
    skip: int = 0
    pictures: bool = False

    def flush(self) -> None:
        if self.raw:
            self._put(self.raw.decode("gbk", "replace"))
            self.raw.clear()

    def _put(self, text: str) -> None:
        if self.hidden == "":
            self.pieces.append(text)
        elif self.hidden == "code":
            self.codes.append(text)

    def byte(self, data: bytes) -> None:
        dropped = min(self.skip, len(data))
        self.skip -= dropped
        self.raw += data[dropped:]

    def brace(self, mark: bytes) -> None:
        self.flush()
        self.skip = 0
        if len(self.groups) > MAX_DEPTH:
            raise damaged()
        if mark == b"{":
            self.groups.append((self.hidden, self.after))
        elif self.groups:
            self.hidden, self.after = self.groups.pop()

    def word(self, name: bytes, number: int | None) -> None:
        if name == b"u" and number is not None:
            self.flush()
            self._put(chr(number % 0x10000))
            self.skip = self.after
            return
        self.flush()
        if name == b"uc":
            self.after = min(max(number or 0, 0), 64)
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


def _text(data: bytes) -> _Text:
    state = _Text()
    for token in _TOKEN.finditer(data):
        if token[1]:
            state.byte(bytes.fromhex(token[1].decode()))
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


def read(path: Path) -> FileFacts:
    """Facts of an .rtf file; one without text but with pictures counts as unchecked."""
    require(path, ".rtf")
    data = head_of(path, MAX_BYTES + 1)
    state = _text(data[:MAX_BYTES])
    text = _shown(state)
    cut = len(data) > MAX_BYTES or len(state.pieces) > MAX_TEXT
    if shows_anything(text):
        return readable(text, find_urls("".join(state.codes)), "文档过长，只看了前面的" if cut else "")
    if state.pictures:
        return unchecked("文档里只有图片，没有文字")
    if cut:
        return unchecked("文档过长，读过的部分没有文字")
    raise empty()
