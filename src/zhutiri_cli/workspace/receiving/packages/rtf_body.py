"""The text of a mail that is kept as compressed RTF alone ([MS-OXRTFCP])."""

from __future__ import annotations

import struct

from zhutiri_cli.materials.readers.rtf import rtf_words

_HEADER = struct.Struct("<II4sI")
_DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif"
    rb"SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_SIZE = 4096


def rtf_text(data: bytes) -> str:
    """Its text, as far as it can be unpacked, with the addresses of its hyperlinks behind it."""
    if len(data) < _HEADER.size:
        return ""
    _, _, way, _ = _HEADER.unpack_from(data)
    content = data[_HEADER.size :]
    if way not in (b"LZFu", b"MELA"):
        return ""
    return rtf_words(_unpacked(content) if way == b"LZFu" else content)


def _unpacked(data: bytes) -> bytes:
    """Runs of bytes, or places in the last 4096 bytes (12 bits) and lengths (4 bits); one byte of flags before eight.
    A byte stands for at most 8.5 of the text."""
    ring = bytearray(_DICTIONARY.ljust(_SIZE))
    out, write, at = bytearray(), len(_DICTIONARY), 0
    while at < len(data):
        flags, at = data[at], at + 1
        for bit in range(8):
            if not flags >> bit & 1:
                run, at = data[at : at + 1], at + 1
            else:
                place = int.from_bytes(data[at : at + 2], "big")
                start, length, at = place >> 4, (place & 15) + 2, at + 2
                if at > len(data) or start == write:
                    return bytes(out)
                run = bytes(_copied(ring, start, write, length))
            for byte in run:
                ring[write] = byte
                write = (write + 1) % _SIZE
            out += run
    return bytes(out)


def _copied(ring: bytearray, start: int, write: int, length: int) -> bytearray:
    """Bytes from a place of the ring on; those that are just being written count."""
    found, ahead = bytearray(), (write - start) % _SIZE or _SIZE
    for i in range(length):
        found.append(found[i - ahead] if i >= ahead else ring[(start + i) % _SIZE])
    return found
