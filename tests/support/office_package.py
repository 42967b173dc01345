"""The zip package of an office document, every part of which is well-formed XML."""

from __future__ import annotations

import io
import zipfile

from lxml import etree


def well_formed(raw: bytes) -> dict[str, bytes]:
    """The parts of the package, every one of them well-formed."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert package.testzip() is None
        parts = {name: package.read(name) for name in package.namelist()}
    for content in parts.values():
        etree.fromstring(content)
    return parts
