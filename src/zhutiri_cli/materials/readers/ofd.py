"""OFD, the national fixed-layout format (GB/T 33190): the TextCode elements of all pages."""

from __future__ import annotations

import re
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

SUFFIXES = {".ofd": "document"}

_PAGE = re.compile(r"(?:^|/)(?:pages?|tpls?)(?:_[0-9]+)?/.*\.xml$|content\.xml$", re.IGNORECASE)
_TEMPLATE = re.compile(r"(?:^|/)tpls?(?:_[0-9]+)?/", re.IGNORECASE)
_DRAWN = frozenset({"ImageObject", "PathObject", "CompositeObject"})
_FEW_WORDS = 20
"""Signs with which a page that shows a picture is none of text."""


class _Page(Scanner):
    """Text, addresses of URI actions, whether anything else is drawn, and the pages that the document lists."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.links: list[str] = []
        self.listed: list[str] = []
        self.drawn = False
        self.pictured = False
        self._inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        self._inside = name == "TextCode"
        self.drawn = self.drawn or name in _DRAWN
        self.pictured = self.pictured or name == "ImageObject"
        if name == "Page" and "BaseLoc" in attributes:
            self.listed.append(attributes["BaseLoc"].strip().lstrip("/").lower())
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
    page, broken, scanned = _Page(), list[UnfitError](), 0
    with SafeZip(path) as archive:
        parts = [name for name in archive.names if name.lower().endswith(".xml")]
        if any(name.lower().rpartition("/")[2] == "encryptions.xml" for name in parts):
            raise encrypted()
        for name in parts:
            before, page.pictured = len(page.text), False
            try:
                scan(archive.read(name), page)
            except UnfitError as problem:
                broken += [problem] if _PAGE.search(name) else []
            words = "".join(page.text[before:]).strip()
            sheet = page.pictured and _PAGE.search(name) and not _TEMPLATE.search(name)
            scanned += bool(sheet and len(words) < _FEW_WORDS)
        broken += [damaged()] * bool(_missing(page.listed, parts))
        inside = look_inside(archive) if page.drawn else Inside()
    return replace(_judged(page, broken, scanned), codes=inside.codes, more_links=inside.more)


def _missing(listed: list[str], parts: list[str]) -> bool:
    """Whether a page that the document lists is not there; what is listed may begin anywhere below its root."""
    there = set[str]()
    for name in map(str.lower, parts):
        folders = name.split("/")
        there.update("/".join(folders[start:]) for start in range(len(folders)))
    return not there.issuperset(listed)


def _judged(page: _Page, broken: list[UnfitError], scanned: int) -> FileFacts:
    text = "".join(page.text)
    if shows_anything(text):
        unread = [*[f"{scanned} 页扫描的图"] * bool(scanned), *["读不出来的页面"] * bool(broken)]
        return left_out(readable(text, page.links), unread)
    if page.drawn and broken:
        return unchecked("有的页面读不出来")
    if broken:
        raise broken[0]
    if page.drawn:
        return unchecked("文件里只有图像，没有可读取的文字（可能是扫描件）")
    raise empty()
