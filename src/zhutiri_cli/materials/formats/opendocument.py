"""OpenDocument texts: content.xml, then the headers and footers in styles.xml (OASIS ODF 1.2)."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from zhutiri_cli.common.spelling import shows_anything
from zhutiri_cli.materials.file_facts import (
    FileFacts,
    UnfitError,
    damaged,
    empty,
    encrypted,
    left_out,
    readable,
    unchecked,
)
from zhutiri_cli.materials.formats.sniff import require
from zhutiri_cli.materials.formats.xmlscan import Scanner, local, scan
from zhutiri_cli.materials.formats.zipguard import SafeZip
from zhutiri_cli.materials.photos.inside import Inside, look_inside

_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
_STORIES = frozenset({f"{_ODF}office:1.0}}text", f"{_ODF}office:1.0}}master-styles"})
_DELETED = f"{_ODF}text:1.0}}tracked-changes"
_LINK = "{http://www.w3.org/1999/xlink}href"


class _Story(Scanner):
    """Text and link targets within the document's stories; text deleted under track changes is left out."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.links: list[str] = []
        self.pictures = False
        self._depth = 0
        self._deleted = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += tag in _STORIES
        self._deleted += tag == _DELETED
        name = local(tag)
        if name == "a" and _LINK in attributes:
            self.links.append(attributes[_LINK])
        self.pictures = self.pictures or name in ("image", "object", "object-ole")
        if name in ("s", "tab", "line-break"):
            self.data("\n" if name == "line-break" else " ")

    def end(self, tag: str) -> None:
        if local(tag) in ("p", "h"):
            self.data("\n")
        self._depth -= tag in _STORIES
        self._deleted -= tag == _DELETED

    def data(self, text: str) -> None:
        if self._depth and not self._deleted:
            self.text.append(text)


class _Manifest(Scanner):
    def __init__(self) -> None:
        self.encrypted = False

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self.encrypted = self.encrypted or local(tag) == "encryption-data"


def _refuse_encrypted(archive: SafeZip) -> None:
    name = archive.find("META-INF/manifest.xml")
    if name is not None:
        manifest = _Manifest()
        scan(archive.read(name), manifest)
        if manifest.encrypted:
            raise encrypted()


def text_facts(path: Path) -> FileFacts:
    """Facts of an .odt file; one without text but with pictures counts as unchecked."""
    require(path, ".odt")
    with SafeZip(path) as archive:
        _refuse_encrypted(archive)
        content = archive.find("content.xml")
        if content is None:
            raise damaged()
        story = _Story()
        scan(archive.read(content), story)
        styles, unread = archive.find("styles.xml"), list[str]()
        if styles is not None:
            try:
                scan(archive.read(styles), story)
            except UnfitError:  # what is broken there takes nothing from the text
                unread.append("页眉和页脚")
        inside = look_inside(archive) if story.pictures else Inside()
    text = "".join(story.text)
    if shows_anything(text):
        facts = left_out(readable(text, story.links), [*unread, *inside.unread_beside(text)])
    elif story.pictures:
        facts = unchecked("文档里只有图片，没有文字")
    else:
        raise empty()
    return replace(facts, codes=inside.codes, more_links=inside.more)
