"""A document as bytes that depend on nothing but its content: no clock, no author of this machine."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

_EPOCH = (1980, 1, 1, 0, 0, 0)


def saved(document: Any, title: str, author: str, day: date) -> bytes:
    """A python-docx document as bytes; its properties say the title, the issuer and the day of the figures."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], author[:255], author[:255]
    properties.comments, properties.language, properties.revision = "", "zh-CN", 1
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    stream = io.BytesIO()
    document.save(stream)
    return steady(stream.getvalue())


def steady(packed: bytes) -> bytes:
    """A zip with the same entries in the same order, without the time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            plain = zipfile.ZipInfo(entry.filename, _EPOCH)
            plain.compress_type, plain.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(plain, old.read(entry))
    return out.getvalue()
