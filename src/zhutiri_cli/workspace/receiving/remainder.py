"""What of a package was taken in before, and what of it is left for another activity."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from zhutiri_cli.materials.links.urls import judge_url
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel
from zhutiri_cli.workspace.receiving.proposing.proposal import Proposal
from zhutiri_cli.workspace.receiving.sorting import digest_of
from zhutiri_cli.workspace.recording.target import known_urls, open_target


def taken_before(plan: Plan, root: Path, parcel: Parcel, number: int) -> bool:
    """Whether all of it lies in the activity's folder already, by content, under whatever name."""
    target = open_target(plan, root, str(number))
    lying = (path for path in target.folder.rglob("*") if path.is_file() and not path.is_symlink())
    held = {digest_of(path) for path in lying} if parcel.items else set()
    urls = known_urls(target.record)
    links = {judge_url(link).url for link in parcel.links}
    return all(item.digest in held for item in parcel.items) and links <= urls


def left_over(plan: Plan, root: Path, parcel: Parcel, shares: Sequence[Proposal], number: int) -> Parcel:
    """A package of several activities without the shares that are certainly another's than ``number`` and were taken
    in for that one already; whole where there is none, or where nothing would be left."""
    gone = [
        one
        for one in shares
        if len(shares) > 1
        and one.certain
        and one.number not in (None, number)
        and taken_before(plan, root, one.parcel, one.number or 0)
    ]
    files = {item.staged for one in gone for item in one.parcel.items}
    links = {link for one in gone for link in one.parcel.links}
    items, kept = (
        [item for item in parcel.items if item.staged not in files],
        [link for link in parcel.links if link not in links],
    )
    if not gone or not (items or kept):
        return parcel
    told = [(item.original, f"已收入第 {one.number} 项") for one in gone for item in one.parcel.items]
    told += [(link, f"已登记在第 {one.number} 项") for one in gone for link in one.parcel.links]
    return replace(parcel, items=items, links=kept, skipped=[*parcel.skipped, *told])
