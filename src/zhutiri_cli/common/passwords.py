"""Names and passwords inside web addresses (``http://user:secret@host/…``): never shown, in no output."""

from __future__ import annotations

import re

from zhutiri_cli.common.lazy_pattern import lazy_pattern

HIDDEN = "***@"
_BEFORE = r"(?:(?<=[/／]{2})|(?<=:\\\\)|(?<=https[:：])|(?<=http[:：]))"
"""Where the part before a host begins; people leave slashes out and turn them round."""
_ENDS = r"\s/／?？#＃\\<>\"'，。；、！（）《》【】“”‘’…"
"""Signs that end it in running text."""
_COLON = rf"[^{_ENDS}:@\[]*:(?![0-9]{{1,5}}(?:[{_ENDS}]|$))"
"""A name and a colon that begins no port."""
_NAMED = lazy_pattern(rf"{_BEFORE}(?:[^{_ENDS}]*[@＠]|{_COLON}[!-~]{{0,200}}@)", re.IGNORECASE)
"""Up to the last ``@`` before the path; behind such a colon also what a path would end."""
_CUT_OFF = lazy_pattern(rf"({_BEFORE}{_COLON})[!-~]+", re.IGNORECASE)
"""What is left where a quotation, or the end of a line, cut off the rest."""


def without_passwords(text: str) -> str:
    """The text with what stands before the host of an address, user's name or password, hidden."""
    if "@" in text or "＠" in text:
        text = _NAMED.sub(HIDDEN, text)
    return _CUT_OFF.sub(r"\1***", text) if "//" in text else text
