"""The words of a package that may tell its activity, by their worth: names, titles, subject, running text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from zhutiri_cli.common.spelling import split_suffix
from zhutiri_cli.materials.file_facts import FileFacts
from zhutiri_cli.materials.kinds import family_of
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel, ParcelItem

_TITLE_LINES = 3
_TITLE_LENGTH = 60
OPENING = 600
"""Characters of a document in which it says what it is about."""
Facts = Mapping[Path, FileFacts]


class Clues(Struct, frozen=True):
    """``names`` of files and their folders and ``titles`` inside count for most; ``subjects`` are the mail's and the
    package's own name; ``text`` is the mail's words and the beginnings of documents."""

    names: tuple[str, ...]
    titles: tuple[str, ...]
    subjects: tuple[str, ...]
    text: tuple[str, ...]

    @property
    def plain(self) -> tuple[str, ...]:
        """All but the running text."""
        return (*self.names, *self.titles, *self.subjects)


def look_into(parcels: Sequence[Parcel]) -> dict[Path, FileFacts]:
    """What is in the staged documents and photos."""
    wanted = [item.staged for parcel in parcels for item in parcel.items if family_of(item.parts[-1]) != "other"]
    if not wanted:
        return {}
    from zhutiri_cli.materials.survey.survey import survey

    return {path: seen.facts for path, seen in survey(wanted).items() if seen.facts is not None}


def item_names(item: ParcelItem) -> tuple[str, ...]:
    """A file's name and its folders'."""
    return (split_suffix(item.parts[-1])[0], *item.parts[:-1])


def item_titles(item: ParcelItem, facts: Facts) -> tuple[str, ...]:
    """The first short lines of a document."""
    if family_of(item.parts[-1]) != "document" or item.staged not in facts:
        return ()
    lines = [line.strip() for line in facts[item.staged].text[:OPENING].splitlines() if line.strip()]
    return tuple(line for line in lines[:_TITLE_LINES] if len(line) <= _TITLE_LENGTH)


def clues_of(parcel: Parcel, items: Sequence[ParcelItem], facts: Facts) -> Clues:
    """The clues of some of a package's files."""
    documents = [item for item in items if family_of(item.parts[-1]) == "document" and item.staged in facts]
    return Clues(
        tuple(dict.fromkeys(name for item in items for name in item_names(item))),
        tuple(title for item in items for title in item_titles(item, facts)),
        (*parcel.subjects, split_suffix(parcel.label)[0]),
        (parcel.said, *(facts[item.staged].text[:OPENING] for item in documents)),
    )
