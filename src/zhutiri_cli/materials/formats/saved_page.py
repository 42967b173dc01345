"""Web pages as office programs save them: .html, the single file .mht, and plain text; told by what they hold."""

from __future__ import annotations

import email
import re
from email.errors import CloseBoundaryNotFoundDefect

from msgspec import Struct

from zhutiri_cli.materials.file_facts import Fitness, UnfitError
from zhutiri_cli.materials.formats.decoding import charset_of, decode
from zhutiri_cli.materials.formats.html_page import html_tree, shown_with_links
from zhutiri_cli.materials.formats.word_document import WordsAndLinks, tell_flat

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_MARKUP = re.compile(rb"\s*(?:<!doctype|<html|<head|<body|<\?xml|<meta|<p|<div|<table)", re.IGNORECASE)

_ENDED = re.compile(rb"</(?:html|body)\s*>")
_IN_A_TAG = re.compile(rb"</?[a-z!][^<>]*$")
_NOUGHTS = bytes(64)
_CHARACTER = 4
"""Bytes of one, at most."""


class TooDeepError(UnfitError):
    """Elements are nested so deep that what lies below was not read, and what comes after."""

    def __init__(self) -> None:
        super().__init__("网页里的元素嵌套过深，没有读全，未核对内容", "请人工打开核对", Fitness.UNCHECKED)


class SavedPage(Struct, frozen=True):
    """What a saved page or a plain text shows, the target of each hyperlink before its words or else in ``links``.
    ``unfinished``: it surely lacks its end."""

    text: str = ""
    links: tuple[str, ...] = ()
    unfinished: bool = False


def saved_page(data: bytes) -> SavedPage:
    """What the bytes of a saved page or a plain text hold; no text where they are neither. May raise ``UnfitError``."""
    if re.match(rb"\s*(?:mime-version|from|subject|date|content-type)\s*:", data[:200], re.IGNORECASE):
        return _single_file(data)
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xml", data) and b"<html" not in data[:4000].lower():
        words = WordsAndLinks()
        apart = tell_flat(data, words)
        return SavedPage("".join(words.pieces), (*words.links, *apart))
    if _MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")[:1000]):
        return SavedPage(_shown(data), unfinished=_breaks_off(data))
    return SavedPage(decode(data) or "")


def _breaks_off(data: bytes) -> bool:
    """Whether a page surely lacks its end: within a tag, or where whoever wrote it ends its head and never its body.
    The end of a page may be left out, and then that of its head is."""
    lower = data.replace(b"\0", b"").lower()
    if _ENDED.search(lower):
        return False
    return data.endswith(_NOUGHTS) or _IN_A_TAG.search(lower[-1000:]) is not None or b"</head" in lower


def _single_file(data: bytes) -> SavedPage:
    """The pages of a single-file web page (RFC 2557). Raises ``UnfitError``."""
    try:
        whole = email.message_from_bytes(data)
        parts = list(whole.walk())
    except RecursionError:  # the library takes one part in another by calling itself
        raise UnfitError("网页里层层嵌套，打不开", "请单位用办公软件另存为 .docx 后重新报送") from None
    found, unfinished = [], any(isinstance(one, CloseBoundaryNotFoundDefect) for one in whole.defects)
    for part in parts:
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(content, bytes):
            found.append(_shown(content, charset_of(part)))
            unfinished = unfinished or (part is whole and _breaks_off(content))
    return SavedPage("\n".join(found), unfinished=unfinished)


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
    data = data.rstrip(b"\0")
    for name in names:
        encoding = {"gb2312": "gb18030", "gbk": "gb18030", "unicode": "utf-8"}.get(name.lower(), name)
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:  # not in it, unless the page breaks off within a character
            if len(data) - error.start < _CHARACTER:
                return data[: error.start].decode(encoding, "replace")
        except (LookupError, ValueError):  # no such encoding, or one that can be no name
            continue
    return data.decode("gb18030", "replace")
