"""OFD, the national fixed-layout format (GB/T 33190): the TextCode elements of all pages."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace

from zhutiri_cli.common.spelling import shows_anything
from zhutiri_cli.materials.file_facts import FileFacts, UnfitError, empty, encrypted, readable, unchecked
from zhutiri_cli.materials.formats.sniff import require
from zhutiri_cli.materials.formats.xmlscan import Scanner, local, scan
from zhutiri_cli.materials.formats.zipguard import SafeZip
from zhutiri_cli.materials.photos.inside import look_inside

SUFFIXES = {".ofd": "document"}

_PAGE = re.compile(r"(?:^|/)(?:pages?|tpls?)(?:_[0-9]+)?/.*\.xml$|content\.xml$", re.IGNORECASE)
_DRAWN = frozenset({"ImageObject", "PathObject", "CompositeObject"})


class _Page(Scanner):
    """Text, addresses of URI actions, and whether anything else is drawn."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.links: list[str] = []
        self.drawn = False
        self._inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        self._inside = name == "TextCode"
        self.drawn = self.drawn or name in _DRAWN
        if name == "URI":
            self.links.append(attributes.get("URI", ""))

    def end(self, tag: str) -> None:
        if local(tag) == "TextCode":
            self.text.append("\n")
        self._inside = False

    def data(self, text: str) -> None:
        if self._inside:
            self.text.append(text)


def read(path: Path) -> FileFacts:
    """Facts of an .ofd file; a scan, or a page whose letters are drawn as outlines, counts as unchecked. The pages
    decide: a part that holds none (tags, attachments, signatures) may be as it likes."""
    require(path, ".ofd")
    page, broken = _Page(), list[UnfitError]()
    with SafeZip(path) as archive:
        parts = [name for name in archive.names if name.lower().endswith(".xml")]
        if any(name.lower().rpartition("/")[2] == "encryptions.xml" for name in parts):
            raise encrypted()
        for name in parts:
            try:
                scan(archive.read(name), page)
            except UnfitError as problem:
                broken += [problem] if _PAGE.search(name) else []
        codes = look_inside(archive).codes if page.drawn else ()
    return replace(_judged(page, broken), codes=codes)


def _judged(page: _Page, broken: list[UnfitError]) -> FileFacts:
    text = "".join(page.text)
    if shows_anything(text) and not broken:
        return readable(text, page.links)
    if shows_anything(text) or (page.drawn and broken):
        return unchecked("有的页面读不出来")
    if broken:
        raise broken[0]
    if page.drawn:
        return unchecked("文件里只有图像，没有可读取的文字（可能是扫描件）")
    raise empty()
