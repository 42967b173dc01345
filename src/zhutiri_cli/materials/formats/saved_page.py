"""Web pages as office programs save them: .html, the single file .mht, and plain text; told by what they hold."""

from __future__ import annotations

import email
import re

from zhutiri_cli.materials.file_facts import Fitness, UnfitError
from zhutiri_cli.materials.formats.decoding import charset_of, decode
from zhutiri_cli.materials.formats.html_page import html_tree, shown_with_links
from zhutiri_cli.materials.formats.xmlscan import Scanner, local, scan

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_MARKUP = re.compile(rb"\s*(?:<!doctype|<html|<head|<body|<\?xml|<meta|<p|<div|<table)", re.IGNORECASE)


class TooDeepError(UnfitError):
    """Elements are nested so deep that what lies below was not read, and what comes after."""

    def __init__(self) -> None:
        super().__init__("网页里的元素嵌套过深，没有读全，未核对内容", "请人工打开核对", Fitness.UNCHECKED)


def page_text(data: bytes) -> str:
    """What a saved page or a plain text shows, the target of each hyperlink before its words; "" for neither. May raise
    ``UnfitError``."""
    if re.match(rb"\s*(?:mime-version|from|subject|date|content-type)\s*:", data[:200], re.IGNORECASE):
        return "\n".join(_pages(data))
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xml", data) and b"<html" not in data[:4000].lower():
        return _word_xml(data)
    if _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")[:1000]):
        return _shown(data)
    return decode(data) or ""


class _Words(Scanner):
    """The words of a Word 2003 XML document or of one in a single XML file (Flat OPC)."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._inside = False

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self._inside = local(tag) == "t"

    def end(self, tag: str) -> None:
        self._inside = False
        if local(tag) == "p":
            self.pieces.append("\n")

    def data(self, text: str) -> None:
        if self._inside:
            self.pieces.append(text)


def _word_xml(data: bytes) -> str:
    words = _Words()
    scan(data, words)
    return "".join(words.pieces)


def _pages(data: bytes) -> list[str]:
    """The pages of a single-file web page (RFC 2557). Raises ``UnfitError``."""
    found = []
    try:
        parts = list(email.message_from_bytes(data).walk())
    except RecursionError:  # the library takes one part in another by calling itself
        raise UnfitError("网页里层层嵌套，打不开", "请单位用办公软件另存为 .docx 后重新报送") from None
    for part in parts:
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(content, bytes):
            found.append(_shown(content, charset_of(part)))
    return found


def _shown(data: bytes, charset: str = "") -> str:
    declared = _CHARSET.search(data[:2000])
    names = [charset, declared[1].decode("ascii") if declared else None, "utf-8", "gb18030"]
    tree = html_tree(_decoded(data, [name for name in names if name]), deep=True)
    if tree.cut:
        raise TooDeepError
    return "" if tree.root is None else shown_with_links(tree.root)


def _decoded(data: bytes, names: list[str]) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode(data) or ""
    for name in names:
        try:
            return data.decode({"gb2312": "gb18030", "gbk": "gb18030", "unicode": "utf-8"}.get(name.lower(), name))
        except (LookupError, ValueError):  # no such encoding, one that can be no name, or not in it
            continue
    return data.decode("gb18030", "replace")
