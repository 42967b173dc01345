"""Whether what came in speaks of another activity than the one it is to be filed under.

Material filed under a wrong number makes two verdicts wrong, and nobody sees why. Names and the beginnings of texts
are asked, by runs of letters that stand in one theme of the plan alone: a finding must mean that it is another's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from zhutiri_cli.common.spelling import shorten, split_suffix
from zhutiri_cli.materials.file_facts import FileFacts
from zhutiri_cli.materials.kinds import family_of
from zhutiri_cli.materials.similarity.mentions import letters, names_theme, own_long_runs
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel

BEGINNING = 600
"""Characters of a text that are asked: its title and first paragraphs."""
_SPACE = re.compile(r"\s+")


class Misfiled(Struct, frozen=True):
    """The activity of which the packages speak, and where they do: a file's name or the beginning of its text."""

    activity: Activity
    where: str

    def said_of(self, wanted: Activity) -> str:
        """What is wrong, for the clerk."""
        return (
            f"来件写的像是第 {self.activity.id} 项“{shorten(self.activity.theme)}”（见“{shorten(self.where)}”），"
            f"没有提到第 {wanted.id} 项“{shorten(wanted.theme)}”"
        )


def misfiled(
    plan: Plan, wanted: Activity, parcels: Sequence[Parcel], facts: Mapping[Path, FileFacts]
) -> Misfiled | None:
    """The other activity that the packages name while they never name ``wanted``; ``None`` if there is none, or if
    several are named. ``facts``: what is in the staged files."""
    themes = tuple(activity.theme for activity in plan.activities)
    said = [(where, letters(text)) for where, text in _texts(parcels, facts)]
    if any(names_theme(text, wanted.theme, themes) for _, text in said):
        return None
    found: dict[int, Misfiled] = {}
    for activity in plan.activities:
        runs = own_long_runs(activity.theme, themes)
        place = next((where for where, text in said if any(run in text for run in runs)), None)
        if place is not None and activity.id != wanted.id:
            found[activity.id] = Misfiled(activity, place)
    return next(iter(found.values())) if len(found) == 1 else None


def _texts(parcels: Sequence[Parcel], facts: Mapping[Path, FileFacts]) -> Iterable[tuple[str, str]]:
    items = [item for parcel in parcels for item in parcel.items]
    yield from ((parcel.label, split_suffix(parcel.label)[0]) for parcel in parcels)
    yield from ((item.original, " ".join((*item.parts[:-1], split_suffix(item.parts[-1])[0]))) for item in items)
    for item in items:
        if family_of(item.parts[-1]) == "document" and item.staged in facts and facts[item.staged].text:
            yield item.original, _SPACE.sub("", facts[item.staged].text)[:BEGINNING]
