"""Plain text (.txt .md .csv)."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from zhutiri_cli.common.foreign_limits import PLAIN_TEXT_BYTES as MAX_BYTES
from zhutiri_cli.common.spelling import shows_anything, suffix_of
from zhutiri_cli.materials.file_facts import FileFacts, cut_at, empty, readable, unchecked
from zhutiri_cli.materials.formats.decoding import SAVE_AS_UTF8, decode, undecodable
from zhutiri_cli.materials.formats.garbled import in_big5, is_garbled
from zhutiri_cli.materials.formats.sniff import ENCRYPTED, OLE_MAGIC, head_of, label, mislabelled, sniff

SUFFIXES = {".txt": "document", ".md": "document", ".csv": "table"}


_NEVER_TEXT = (b"%PDF-", b"{\\rtf", b"PK\x03\x04", OLE_MAGIC)  # these may decode as text by chance


def read(path: Path) -> FileFacts:
    """Facts of a text file, of which the first ``MAX_BYTES`` bytes are read."""
    data = head_of(path, MAX_BYTES + 1)
    whole = len(data) <= MAX_BYTES
    text = decode(data[:MAX_BYTES], whole=whole)
    if text is None or data.startswith(_NEVER_TEXT):
        real = sniff(path)
        if real == ENCRYPTED or not real.startswith("."):
            raise undecodable()
        raise mislabelled(real, suffix_of(path.name))
    if not shows_anything(text):
        raise empty(f"{label('.txt')}文件里只有空白")
    told = in_big5(data[:MAX_BYTES], text, whole=whole)
    if told is None and is_garbled(text):
        facts = readable(text)  # addresses are the same in every encoding
        return replace(unchecked("文字编码认不出", SAVE_AS_UTF8), urls=facts.urls, doubtful=facts.doubtful)
    return readable(told or text, cut=cut_at(MAX_BYTES, len(data)))
