"""Pages that are never a publicity report: file hosts, forms, meeting rooms, mail programs (``never_publicity.yaml``),
and bare home pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from msgspec import Struct

from zhutiri_cli.common.lazy_pattern import lazy_pattern

_HOME = lazy_pattern(r"/*(?:(?:index|default|home|main)(?:\.[a-z]{3,5})?/?)?", re.IGNORECASE)


class PageKind(Struct, frozen=True):
    """What a page is instead of a report. ``label``: in Chinese; ``holds``: material may lie there, so that it should
    be downloaded and received before anybody is told that something is missing."""

    label: str
    holds: bool = False

    @property
    def problem(self) -> str:
        """Why a link to it is no publicity, as a clause that follows the link."""
        return f"是{self.label}，不是宣传报道" + ("；里面可能是材料，请下载后再收" if self.holds else "")


HOME_PAGE = PageKind("网站首页")
_PACKED = PageKind("文件的下载地址", holds=True)
_PACKED_NAMES = lazy_pattern(
    r"\.(?:zip|rar|7z|tar|gz|exe|apk|dmg|iso|docx?|wps|xlsx?|et|pptx?|ofd|jpe?g|png|gif|bmp|heic|webp)", re.IGNORECASE
)
_CAME_FROM = lazy_pattern(
    r"(?:(?:from|source|spm|share\w*|utm_\w+|isappinstalled|nsukey|timestamp|t|_t|v)=[^&]*(?:&|$))+", re.IGNORECASE
)
"""A query that says how somebody came to a page, and not which page."""
_HOME_ROUTE = lazy_pattern(r"(?:[/!]|home|index|main)*", re.IGNORECASE)
"""A page's own route (``#/home``) that leads to its first page."""


def page_kind(host: str, path: str, query: str = "", fragment: str = "") -> PageKind | None:
    """What the page at ``path`` on ``host`` (ASCII, lower case) is, if it can be no report; the longest entry decides.
    ``None``: it may be a report."""
    known = max(_matching(host, path), key=lambda found: len(found[0]), default=None)
    if known is not None:
        return known[1]
    if _PACKED_NAMES.fullmatch(path[path.rfind(".") :] if "." in path else ""):
        return _PACKED
    plain = not query or _CAME_FROM.fullmatch(query) is not None
    routed = fragment.startswith(("/", "!")) and _HOME_ROUTE.fullmatch(fragment) is None
    return HOME_PAGE if _HOME.fullmatch(path) and plain and not routed else None


def _matching(host: str, path: str) -> Iterator[tuple[str, PageKind]]:
    pages, pieces = _known()
    labels = host.split(".")
    for domain in (f"={host}", *(".".join(labels[start:]) for start in range(len(labels)))):
        for prefix, kind in pages.get(domain, ()):
            if path.startswith(prefix) and (prefix.endswith("/") or path[len(prefix) : len(prefix) + 1] in ("", "/")):
                yield domain.lstrip("=") + prefix, kind
    for piece, kind in pieces:
        if piece in path.lower():
            yield piece, kind


@cache
def _known() -> tuple[Mapping[str, list[tuple[str, PageKind]]], list[tuple[str, PageKind]]]:
    """The data file: by domain (``=``: by this very host) the beginnings of paths with their kinds, and pieces of paths
    on any host."""
    pages: dict[str, list[tuple[str, PageKind]]] = {}
    pieces: list[tuple[str, PageKind]] = []
    for entry in _told().values():
        kind = PageKind(entry["label"], entry["holds"])
        for page in [*entry["pages"], *(f"={one}" for one in entry.get("hosts", ()))]:
            domain, slash, path = page.partition("/")
            pages.setdefault(domain, []).append((slash + path, kind))
        pieces += [(piece, kind) for piece in entry.get("paths", ())]
    return pages, pieces


def _told() -> dict[str, Any]:
    import yaml

    text = files("zhutiri_cli.materials.links").joinpath("never_publicity.yaml").read_text(encoding="utf-8")
    told: dict[str, Any] = yaml.safe_load(text)
    return told
