"""All measurements, in the order of the table, and how some are chosen by name."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks import (
    banners,
    documents,
    growth,
    large_photos,
    many_workspaces,
    startup,
    trees,
    working_days,
)
from benchmarks.measurement import Measurement

MEASUREMENTS: tuple[Measurement, ...] = (
    *startup.MEASUREMENTS,
    *trees.MEASUREMENTS,
    *working_days.MEASUREMENTS,
    *large_photos.MEASUREMENTS,
    *documents.MEASUREMENTS,
    *banners.MEASUREMENTS,
    *many_workspaces.MEASUREMENTS,
    *growth.MEASUREMENTS,
)


def chosen(names: Sequence[str], *, long: bool) -> list[Measurement]:
    """Those named, by themselves or by their section; without names, all. Those that take long are there where asked
    for by their own name or by ``long``. ``ValueError`` names what does not exist."""
    known = {one.name for one in MEASUREMENTS} | {one.section.name for one in MEASUREMENTS}
    if unknown := [name for name in names if name not in known]:
        raise ValueError(f"no measurement {', '.join(unknown)}")
    return [
        one
        for one in MEASUREMENTS
        if one.name in names or ((not names or one.section.name in names) and (long or not one.long))
    ]
