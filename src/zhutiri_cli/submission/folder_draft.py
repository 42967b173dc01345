"""What names say of an activity's folder, before any file is opened: kinds by the record or by name, what is asked by
its text, what a record or receipt names that is not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.submission.arrivals import covers, evidence_of, key_of
from zhutiri_cli.submission.discover import Folder, ListedFile
from zhutiri_cli.submission.received_sums import read_sums
from zhutiri_cli.submission.record_file import NO_RECORD, LoadedRecord, Record, load_record

if TYPE_CHECKING:
    from zhutiri_cli.materials.kinds import KindWords


class FolderDraft(Struct):
    """A folder with what names say. ``asked``: the files whose text is asked what they are, and whether only its title
    is; ``taken``: the kinds for which the record names the files itself; ``evidence``: the files that reports without
    an address name; ``moved``: by its SHA-256, when a file came in that stands no more where a receipt says."""

    folder: Folder
    loaded: LoadedRecord
    kinds: dict[str, frozenset[str]]
    asked: dict[str, bool]
    taken: frozenset[str]
    names: dict[str, ListedFile]
    absent: list[tuple[Route, str]]
    evidence: frozenset[str]
    moved: dict[str, date]
    missed: list[tuple[Route, str, str]]


def drafted(
    folder: Folder,
    root: Path | None,
    theme: str,
    declared: Sequence[KindWords],
    kinds: frozenset[str],
    duties: frozenset[str],
) -> FolderDraft:
    """What the names in a folder and its record say, for an activity of this ``theme``; nothing is opened but the
    record. ``declared``: the kinds that the plan declares; ``kinds``, ``duties``: what a record may name."""
    from zhutiri_cli.materials.kinds import named_kinds

    loaded = load_record(folder.record, kinds, duties, root) if folder.record else NO_RECORD
    names = _by_key(folder.files)
    told = {key: named_kinds(PurePosixPath(file.relative), theme, declared) for key, file in names.items()}
    found = {key: said.kinds for key, said in told.items()}
    absent: list[tuple[Route, str]] = []
    overrides = {kind: [key_of(name) for name in listed] for kind, listed in loaded.record.materials.items()}
    named = {name for listed in overrides.values() for name in listed}
    for key in names:
        own = frozenset(kind for kind, listed in overrides.items() if written_name(key) in listed)
        found[key] = own if written_name(key) in named else found[key] - overrides.keys()
    for kind, listed in loaded.record.materials.items():
        absent += [(("materials", kind, i), name) for i, name in enumerate(listed) if key_of(name) not in names]
    missed = _missed(loaded.record, names, folder.path)
    evidence = [(route, link, key_of(link)) for route, link in evidence_of(loaded.record)]
    absent += [((*route, "evidence"), link) for route, link, key in evidence if key not in names]
    asked = {key: said.by_title for key, said in told.items() if said.asks_text and written_name(key) not in named}
    clippings = frozenset(key for _, _, key in evidence)
    found |= {
        key: found[key] - {"photos"}
        for key in found
        if written_name(key) in clippings and written_name(key) not in named
    }
    moved: dict[str, date] = {}
    for (_, place, *_), _, known in missed:
        if known:
            day = loaded.record.receipts[int(place)].on
            moved[known] = min(moved.get(known, day), day)
    return FolderDraft(folder, loaded, found, asked, frozenset(overrides), names, absent, clippings, moved, missed)


def _by_key(files: Sequence[ListedFile]) -> dict[str, ListedFile]:
    """Files by their names as these are compared. Names that differ only in what is not compared (``a.jpg``, ``A.JPG``)
    are files of their own all the same: the key of a later one has a number behind a character that no name holds."""
    found: dict[str, ListedFile] = {}
    twins = Counter[str]()
    for file in files:
        key = key_of(file.relative)
        found[f"{key}\0{twins[key]}" if twins[key] else key] = file
        twins[key] += 1
    return found


def written_name(key: str) -> str:
    """The name that a record writes for the file of this key."""
    return key.partition("\0")[0]


def _missed(record: Record, names: Mapping[str, ListedFile], folder: Path) -> list[tuple[Route, str, str]]:
    """The files that receipts name and that stand there no more: place, name and the SHA-256 ("": not known)."""
    found: list[tuple[Route, str, str]] = [
        (("receipts", i, "files", j), name, "")
        for i, receipt in enumerate(record.receipts)
        for j, name in enumerate(receipt.files)
        if not any(covers(name, written_name(key)) for key in names)
    ]
    if not found:
        return []
    known = {key_of(name): known for name, known in read_sums(folder).items()}
    return [(route, name, known.get(key_of(name), "")) for route, name, _ in found]
