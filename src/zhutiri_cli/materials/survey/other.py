"""Files of formats without a reader: usable unless their content is plainly something else than their suffix says."""

from __future__ import annotations

from pathlib import Path

from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.materials.file_facts import FileFacts, Verdict, damaged, encrypted
from zhutiri_cli.materials.formats.decoding import decode
from zhutiri_cli.materials.formats.sniff import BROKEN_ZIP, ENCRYPTED, head_of, mislabelled, sniff

_FAMILIES = (
    frozenset({".mp4", ".m4v", ".mov", ".m4a", ".3gp", ".heic", ".avif"}),  # all ISO base media: brands overlap
    frozenset({".mkv", ".webm"}),
    frozenset({".wmv", ".asf", ".wma"}),
    frozenset({".mpg", ".mpeg"}),
    frozenset({".ogg", ".oga", ".ogv", ".opus"}),
    frozenset({".aac", ".mp3"}),  # both may begin with a bare frame header
    frozenset({".png", ".apng"}),
    frozenset({".html", ".htm", ".mht", ".mhtml", ".xml"}),
    frozenset({".zip", ".docx", ".xlsx", ".pptx", ".ofd", ".odt", ".ods", ".odp", ".epub", ".jar"}),
)
_CONTAINERS = frozenset({".pptx", ".ods", ".odp"})  # zip-based ones whose content tells them apart
_TEXTUAL = frozenset({".ps", ".rtf"})  # the formats with a magic number that are text


def _fits(real: str, suffix: str) -> bool:
    if suffix in _CONTAINERS:
        return real == suffix
    return real == suffix or any(real in family and suffix in family for family in _FAMILIES)


def _known(suffix: str) -> bool:
    """Whether content of this suffix has a magic number, so that other content can be told."""
    import filetype

    return filetype.get_type(ext=suffix.removeprefix(".")) is not None


def look(path: Path) -> FileFacts:
    """Facts of a file of another format; raises ``UnfitError`` if mislabelled, encrypted or a broken archive."""
    suffix = suffix_of(path.name)
    if not _known(suffix):
        return FileFacts(Verdict.USABLE)
    real = sniff(path)
    if real == ENCRYPTED:
        raise encrypted()
    if real == BROKEN_ZIP:
        raise damaged()
    if real and not _fits(real, suffix):
        raise mislabelled(real, suffix)
    if not real and suffix not in _TEXTUAL and decode(head_of(path), whole=False) is not None:
        raise mislabelled(".txt", suffix)
    return FileFacts(Verdict.USABLE)
