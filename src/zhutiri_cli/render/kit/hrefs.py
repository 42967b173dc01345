"""Links from a workbook to a folder: relative, encoded as Excel, WPS and LibreOffice read them. Pure."""

from __future__ import annotations

import posixpath
import re

LONGEST = 1_500
"""Signs of a link after encoding; Excel takes some 2,000."""
_ESCAPED = re.compile(r"""[%#?:;"<>\[\]^`{}|\s&*'’]""")
_DRIVE = re.compile(r"[A-Za-z]:")


def folder_href(folder: str, here: str, place: str) -> str:
    """The link to ``folder`` (absolute, or from ``here``) in a workbook that lies in the folder ``place``; both of
    these absolute, with ``/``. "" where none can be made: no place, another drive, a back-slash, a link too long."""
    if not here or not place:
        return ""
    target, start = _rooted(posixpath.join(here, folder) if not _DRIVE.match(folder) else folder), _rooted(place)
    drives = [found[0].upper() if (found := _DRIVE.match(path[1:])) else "" for path in (target, start)]
    if drives[0] != drives[1]:
        return ""
    path = posixpath.relpath(target, start)
    encoded = _ESCAPED.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), path)
    return "" if "\\" in encoded or len(encoded) > LONGEST else encoded


def _rooted(path: str) -> str:
    return "/" + path.lstrip("/")
