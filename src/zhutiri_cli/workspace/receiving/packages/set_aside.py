"""What a mail holds in base64, left where it lies: parsing takes nine times the size of what is parsed.

The lines of attachments are found in one pass and stand in what is parsed as a mark each; the content is decoded from
the source, piece by piece, when it is asked for.
"""

from __future__ import annotations

import binascii
import io
import mmap
import re
import secrets
from collections.abc import Iterator

_RUN = re.compile(rb"^(?:[A-Za-z0-9+/]{20,998}\r?\n)++", re.MULTILINE)
_MARK = re.compile(r"(zhutiri-[0-9a-f]{32}-)([0-9]+)\r?\n?")
_WORTH = 64 * 1024
"""Bytes of such lines from which on they are set aside."""
_PIECE = 4 * 1024 * 1024
NO_LETTERS = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
"""Bytes that are no letters of base64."""


class SetAside:
    """A mail's bytes (``source``) apart; ``size``: of how many bytes what is parsed of it."""

    def __init__(self, source: bytes | mmap.mmap) -> None:
        self._source = source
        self._word = f"zhutiri-{secrets.token_hex(16)}-"  # no mail can name it
        self._runs = [run.span() for run in _RUN.finditer(source) if run.end() - run.start() >= _WORTH]
        self.size = len(source) - sum(end - start for start, end in self._runs)
        _let_go(source)

    def rest(self) -> bytes:
        """What is parsed: ``size`` bytes, and the marks."""
        kept, at = list[bytes](), 0
        for number, (start, end) in enumerate(self._runs):
            kept += [self._source[at:start], f"{self._word}{number}\n".encode()]
            at = end
        return b"".join([*kept, self._source[at:]])

    def holds(self, text: str) -> bool:
        """Whether something of a text was set aside."""
        return bool(self._runs) and self._word in text

    def put_back(self, text: str) -> str:
        """A text with all that was set aside of it in its place."""
        return b"".join(self.pieces(text)).decode("ascii", "surrogateescape") if self.holds(text) else text

    def decoded(self, text: str) -> bytes:
        """What a text in base64 stands for; it ends at the first ``=`` that pads, as for all who decode it."""
        out, left = io.BytesIO(), b""
        for piece in self.pieces(text):
            clean, pad, _ = (left + piece.translate(None, NO_LETTERS)).partition(b"=")
            whole = len(clean) // 4 * 4
            out.write(binascii.a2b_base64(clean[:whole]))
            left = clean[whole:]
            if pad:
                break
        if len(left) > 1:
            out.write(binascii.a2b_base64(left + b"=="))
        return out.getvalue()

    def pieces(self, text: str) -> Iterator[bytes]:
        """The bytes of a text as they came."""
        at = 0
        for mark in _MARK.finditer(text):
            if mark[1] != self._word:
                continue
            yield text[at : mark.start()].encode("ascii", "surrogateescape")
            start, end = self._runs[int(mark[2])]
            for place in range(start, end, _PIECE):
                yield self._source[place : min(place + _PIECE, end)]
                _let_go(self._source)
            at = mark.end()
        yield text[at:].encode("ascii", "surrogateescape")


def _let_go(source: bytes | mmap.mmap) -> None:
    """Have the system forget what was read of a file; it can be read again."""
    if isinstance(source, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        source.madvise(mmap.MADV_DONTNEED)
