"""What .docx and .xlsx share: parts, their relationships and the hyperlinks among these (ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import unquote

from msgspec import Struct

from zhutiri_cli.materials.file_facts import UnfitError
from zhutiri_cli.materials.formats.xmlscan import Scanner, local, scan
from zhutiri_cli.materials.formats.zipguard import SafeZip


class Relation(Struct, frozen=True):
    """One relationship: the last word of its type (``hyperlink``, ``header`` …) and its target as written."""

    kind: str
    target: str
    external: bool


class _Relations(Scanner):
    def __init__(self) -> None:
        self.found: list[Relation] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            external = attributes.get("TargetMode", "").lower() == "external"
            self.found.append(Relation(kind, attributes.get("Target", ""), external))


def relations(archive: SafeZip, part: str = "") -> list[Relation]:
    """The relationships of a part, of the package itself if no part is named; none where it has no such list."""
    folder, name = posixpath.split(part)
    listed = archive.find(posixpath.join(folder, "_rels", f"{name}.rels"))
    if listed is None:
        return []
    return relations_in(archive.read(listed))


def relations_in(data: bytes) -> list[Relation]:
    """The relationships that an XML part lists; all of a document in a single XML file (Flat OPC)."""
    target = _Relations()
    scan(data, target)
    return target.found


def targets(archive: SafeZip, part: str, kind: str) -> list[str]:
    """The parts that ``part`` relates to as ``kind`` and that the archive holds, each once however often it says so."""
    base, found = posixpath.dirname(part), dict[str, None]()
    for relation in relations(archive, part):
        if relation.kind == kind and not relation.external:
            path = posixpath.normpath(posixpath.join("/", base, unquote(relation.target))).lstrip("/")
            known = archive.find(path)
            if known is not None:
                found[known] = None
    return list(found)


def main_part(archive: SafeZip, usual: str) -> str | None:
    """The main part: the one the package names (Office online writes ``document2.xml``), else the usual one."""
    named = targets(archive, "", "officeDocument")
    return named[0] if named else archive.find(usual)


def hyperlinks(archive: SafeZip, part: str) -> list[str]:
    """External hyperlink targets of a part, in order."""
    return targets_of_hyperlinks(relations(archive, part))


def targets_of_hyperlinks(related: Iterable[Relation]) -> list[str]:
    """The external targets of the hyperlinks among relationships."""
    return [found.target for found in related if found.kind == "hyperlink" and found.external]


_DRAWN = ("/media/", "/embeddings/", "/charts/", "/diagrams/", "/drawings/", "/ink/", "/activex/")


def holds_drawings(archive: SafeZip) -> bool:
    """Whether pictures, drawings, charts or embedded objects are packed into the document."""
    return any(mark in name.lower() for name in archive.names for mark in _DRAWN)


class _Words(Scanner):
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._inside = False

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self._inside = local(tag) in ("t", "v")

    def end(self, tag: str) -> None:
        self._inside = False
        if local(tag) in ("p", "v"):
            self.pieces.append("\n")

    def data(self, text: str) -> None:
        if self._inside:
            self.pieces.append(text)


def drawn_text(archive: SafeZip, part: str, kinds: tuple[str, ...]) -> tuple[str, bool]:
    """The words in the drawings, charts and diagrams of a part, and whether one of them cannot be read: these never
    decide whether a document is sound."""
    words, broken = _Words(), False
    for kind in kinds:
        for drawing in targets(archive, part, kind):
            try:
                scan(archive.read(drawing), words)
                text, inner = drawn_text(archive, drawing, ("chart",)) if kind == "drawing" else ("", False)
            except UnfitError:  # which whoever asked tells
                broken = True
                continue
            words.pieces.append(f"\n{text}")
            broken = broken or inner
    return "".join(words.pieces), broken
