"""Which unit of a roster a name means: the one place where it is looked up, and what is wrong with a name of two units.

Pure. A unit's own name comes before everybody's aliases, and the first of several before later ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from zhutiri_cli.common.spelling import squeeze
from zhutiri_cli.plan.plain_values import Word, items_of, mapping_at, word_at


class RosterNamed(Protocol):
    """An entry of a roster."""

    @property
    def name(self) -> str:
        """The proper name."""
        ...

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names."""
        ...


Entry = TypeVar("Entry", bound=RosterNamed)


def by_any_name(roster: Iterable[Entry]) -> dict[str, Entry]:
    """Every name and alias of a roster with the entry that it means."""
    entries = tuple(roster)
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.name, entry)
    for entry in entries:
        for alias in entry.aliases:
            found.setdefault(alias, entry)
    return found


class NamedTwice(Struct, frozen=True):
    """A name that two entries of a roster have: the later ``word``, whose it is there (``owner``), and what it was
    before, as words for people."""

    word: Word
    owner: str
    before: str


def named_twice(tree: Any) -> Iterator[NamedTwice]:
    """Every name or alias in a plan's plain tree that an earlier entry of the roster has, too, width and white space
    aside; what one entry says twice of itself confuses nobody."""
    known: dict[str, tuple[int, str]] = {}
    for place, entry in enumerate(items_of(mapping_at(tree).get("roster"))):
        said = entry if isinstance(entry, dict) else {}
        route = ("roster", place)
        name = word_at(said.get("name"), (*route, "name"))
        whose = f"第 {place + 1} 家" + (f"“{name.text}”" if name else "")
        words = [(name, "名称")] if name else []
        words += [
            (word, "别称")
            for at, alias in enumerate(items_of(said.get("aliases")))
            if (word := word_at(alias, (*route, "aliases", at))) is not None
        ]
        for word, what in words:
            own = f"{whose}的{what}" if what == "别称" else f"第 {place + 1} 家的{what}"
            owner, before = known.setdefault(squeeze(word.text), (place, own))
            if owner != place:
                yield NamedTwice(word, own, before)
