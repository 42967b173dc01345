"""OpenDocument texts (.odt), by the reader that converted documents share."""

from __future__ import annotations

from pathlib import Path

from zhutiri_cli.materials.file_facts import FileFacts
from zhutiri_cli.materials.formats.opendocument import text_facts

SUFFIXES = {".odt": "document"}


def read(path: Path) -> FileFacts:
    """Facts of an .odt file; one without text but with pictures counts as unchecked."""
    return text_facts(path)
