"""How the activities stand before a package is looked at, and who sent what for them earlier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from zhutiri_cli.plan.model import Plan
from zhutiri_cli.submission.plan_folders import folders_of
from zhutiri_cli.submission.received_sums import read_senders
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel
from zhutiri_cli.workspace.receiving.proposing.plan_words import PlanWords


class Standing(Struct, frozen=True):
    """One activity: whether its set is ``complete``, whether anything of it ``came`` already, the kinds it still lacks,
    the days recorded as held."""

    complete: bool = False
    came: bool = False
    lacking: frozenset[str] = frozenset()
    held: tuple[date, date] | None = None


class Background(Struct, frozen=True):
    """All that a package is held against: the plan's words, each activity's standing, and by a sender's address the
    activities that this address sent for before."""

    words: PlanWords
    standings: Mapping[int, Standing] = field(default_factory=dict)
    senders: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def standing(self, number: int) -> Standing:
        """That of an activity; of one nobody looked at, nothing came."""
        return self.standings.get(number, Standing())

    @property
    def complete(self) -> frozenset[int]:
        """The activities whose set is there: their unit's next package is more likely for another."""
        return frozenset(number for number, one in self.standings.items() if one.complete)

    @property
    def cancelled(self) -> frozenset[int]:
        """The activities that will not be."""
        return frozenset(row.id for row in self.words.plan.activities if row.cancelled)

    def sent_before(self, parcel: Parcel) -> frozenset[int]:
        """The activities that the package's senders sent for earlier, where all are one unit's: who hands on what many
        units send tells none."""
        rows = frozenset(row for _, address in parcel.senders for row in self.senders.get(address.casefold(), ()))
        leads = {row.units[0] if row.units else "" for row in self.words.plan.activities if row.id in rows}
        return rows if len(leads) == 1 else frozenset()

    def with_senders(self, found: Iterable[tuple[Parcel, int]]) -> Background:
        """The same after packages of which it is known what they are for."""
        senders = dict(self.senders)
        for parcel, number in found:
            for _, address in parcel.senders:
                if address:
                    senders[address.casefold()] = senders.get(address.casefold(), frozenset()) | {number}
        return Background(self.words, self.standings, senders)


def senders_before(plan: Plan, root: Path) -> dict[str, frozenset[int]]:
    """By address the activities that mails from there were received for. Raises ``OSError`` as ``discover`` does."""
    found: dict[str, frozenset[int]] = {}
    for number, folder in folders_of(plan, root).folders.items():
        for address in read_senders(folder.path):
            found[address] = found.get(address, frozenset()) | {number}
    return found
