"""``zhutiri receive``: what a unit sent, staged, sorted into the activity's folder and recorded as a receipt.

All or nothing (``moves.py``); originals are kept byte for byte and nothing is overwritten (``sorting.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from zhutiri_cli.check.weekly import declared_kinds
from zhutiri_cli.common.bounded_file import read_at_most, read_bounded
from zhutiri_cli.common.errors import FileProblem, UsageProblem
from zhutiri_cli.common.files import sync_folders
from zhutiri_cli.common.foreign_limits import SUMS_BYTES
from zhutiri_cli.common.paths import RECORD_NAME, path_shown, resolved
from zhutiri_cli.common.spelling import normalise
from zhutiri_cli.common.temporaries import temporary_folder
from zhutiri_cli.materials.links.urls import judge_url
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.submission.arrivals import covers, key_of
from zhutiri_cli.submission.received_sums import NAME as SUMS_NAME
from zhutiri_cli.submission.received_sums import read_senders, read_sums, sums_text
from zhutiri_cli.submission.record_file import Record
from zhutiri_cli.workspace.moves import Moves
from zhutiri_cli.workspace.placing import placing, staging
from zhutiri_cli.workspace.receiving.came_on import days_of
from zhutiri_cli.workspace.receiving.corrected import correction
from zhutiri_cli.workspace.receiving.other_activity import misfiled
from zhutiri_cli.workspace.receiving.own_ground import refuse_own_ground, with_others
from zhutiri_cli.workspace.receiving.packages import package_door, take_package
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel, ParcelItem, Stage
from zhutiri_cli.workspace.receiving.proposing.clues import look_into
from zhutiri_cli.workspace.receiving.proposing.plan_words import PlanWords
from zhutiri_cli.workspace.receiving.proposing.sharing import contradicts, propose
from zhutiri_cli.workspace.receiving.proposing.standing import Background
from zhutiri_cli.workspace.receiving.remainder import left_over
from zhutiri_cli.workspace.receiving.sorting import FilePlacement, SortingGround, settled, telling_words
from zhutiri_cli.workspace.receiving.taken_in import Arrival, Received
from zhutiri_cli.workspace.recording.date_doubts import date_doubts
from zhutiri_cli.workspace.recording.edit import edited
from zhutiri_cli.workspace.recording.target import RecordTarget, checked_link, open_target, read_held, read_option_day
from zhutiri_cli.workspace.recording.write_record import told


class ReceiveRequest(Struct, frozen=True):
    """What came in, as typed: paths of packages, the days held, the day it came in, links."""

    packages: tuple[Path, ...]
    held: str | None = None
    on: str | None = None
    links: tuple[str, ...] = ()
    sure: Callable[[str], bool] = lambda _question: False
    """Asked whether to go on where a package names another activity."""
    since: Callable[[int], date | None] = lambda _number: None
    """Since when an activity's set is complete: asked only where a summary is corrected, so that an on-time set does
    not become late by it."""
    write: bool = True
    """Else all is read and sorted, and nothing is put into the workspace."""


def receive(plan: Plan, root: Path, number: str, request: ReceiveRequest) -> Received:
    """Take packages in for the activity ``number``.

    Raises a ``ZhutiriError`` and leaves everything as it was when the record is faulty, a value cannot be
    used, a package is refused, its date is not known, or the disk fails.
    """
    activity = open_target(plan, root, number).activity
    values = {} if request.held is None else {"held": read_held(request.held)}
    on = None if request.on is None else read_option_day(request.on, "--on")
    links = [checked_link(link) for link in request.links]
    for path in request.packages:
        if not path.exists():
            raise FileProblem(f"{path_shown(path)} 不存在", "请核对路径")
        if not path.is_file() and not path.is_dir():
            raise FileProblem(f"{path_shown(path)} 不是普通文件，没有收下", "请指明邮件、压缩包、文件或文件夹")
    refuse_own_ground(root, request.packages)
    for path, owner in with_others(plan, root, activity.id, request.packages):
        _make_sure(f"{path_shown(path)} 在第 {owner} 项的文件夹里", owner, activity.id, request.sure)
    with staging(root) if request.write else temporary_folder() as folder:
        stage = Stage(folder)
        with package_door() as door:
            parcels = [sound(take_package(door, path, stage)) for path in request.packages]
        dated = days_of(parcels, on)
        dated = _heard(plan, root, activity, dated, request.sure)
        with placing(root, activity.id) if request.write else nullcontext() as moves:
            target = open_target(plan, root, number)  # as it is now: nobody waits while packages are read
            return take_in(plan, target, moves, dated, values, links, request.since)


def take_in(
    plan: Plan,
    target: RecordTarget,
    moves: Moves | None,
    dated: Sequence[tuple[Parcel, date, str]],
    values: Mapping[str, Any],
    links: Sequence[str],
    since: Callable[[int], date | None] = lambda _number: None,
) -> Received:
    """Put packages that were read already into place, with the days on which they came, and record them; without
    ``moves`` it is only told what would be done."""
    parcels = [parcel for parcel, _, _ in dated]
    placements = _places(target, parcels, telling_words(plan))
    days = {id(parcel): day for parcel, day, _ in dated}
    fixed = correction(target, declared_kinds(plan), [(placed, days[id(owner)]) for placed, owner in placements])
    if fixed is not None:
        values = {**values, "materials": {"summary": list(fixed.summaries)}}
        complete = since(target.activity.id) if target.record.submitted is None else None
        values |= {} if complete is None else {"submitted": complete}
    arrivals = _arrivals(dated, placements, links)
    fresh = [arrival.item() for arrival in arrivals if not _told_before(arrival, target.record)]
    data = edited(target.path, target.data, dict(values), {"receipts": fresh})
    after = target.judged(data)
    changes = told(target.record, after)
    senders = frozenset(address.casefold() for parcel in parcels for _, address in parcel.senders if "@" in address)
    if moves is not None:
        _carry_out(target, moves, placements, senders, data if changes else target.data)
    return Received(
        target.activity,
        target.path,
        tuple(dated),
        tuple(placed for placed, _ in placements),
        tuple(arrivals),
        tuple(changes),
        target.notices,
        fixed.said if fixed is not None else (),
        written=moves is not None,
        doubts=() if moves is not None else tuple(date_doubts(target.activity, after, plan)),
    )


def _heard(
    plan: Plan,
    root: Path,
    wanted: Activity,
    dated: Sequence[tuple[Parcel, date, str]],
    sure: Callable[[str], bool],
) -> list[tuple[Parcel, date, str]]:
    """The packages without what of them was taken in for other activities before. Raises ``UsageProblem`` where one
    speaks of another activity and nobody says that it is meant. Each document is opened once."""
    facts, known = look_into([parcel for parcel, _, _ in dated]), Background(PlanWords(plan))
    shared = [(parcel, propose(parcel, facts, known)) for parcel, _, _ in dated]
    rests = [left_over(plan, root, parcel, shares, wanted.id) for parcel, shares in shared]
    asked = False
    for (parcel, shares), rest in zip(shared, rests, strict=True):
        other = contradicts(shares if rest is parcel else propose(rest, facts, known), wanted.id)
        if other is not None:
            asked = True
            said = f"{parcel.label} {other.why}，像是第 {other.number} 项，不是第 {wanted.id} 项"
            _make_sure(said, other.number, wanted.id, sure)
    misfit = None if asked else misfiled(plan, wanted, rests, facts)
    if misfit is not None:
        _make_sure(misfit.said_of(wanted), misfit.activity.id, wanted.id, sure)
    return [(rest, day, said) for rest, (_, day, said) in zip(rests, dated, strict=True)]


def _make_sure(said: str, other: int | None, wanted: int, sure: Callable[[str], bool]) -> None:
    if not sure(f"{said}。仍要放入第 {wanted} 项吗"):
        raise UsageProblem(
            f"{said}，没有收下任何材料",
            f"请核对序号，如 zhutiri receive {other} …；确要放入第 {wanted} 项，请加 --yes",
        )


def sound(parcel: Parcel) -> Parcel:
    """A package that holds something. Raises ``FileProblem`` for an empty one."""
    if not parcel.items and not parcel.links:
        parcel.refuse("里面没有材料", "请核对是否选错了文件")
    return parcel


def _places(
    target: RecordTarget, parcels: Sequence[Parcel], telling: frozenset[str]
) -> list[tuple[FilePlacement, Parcel]]:
    """A place for every file; the activity's own record, sent back with its folder, is no material."""
    ground, found = SortingGround(target.folder), list[tuple[FilePlacement, Parcel]]()
    for parcel in parcels:
        for item, parts in settled(parcel.items, telling):
            if len(parts) == 1 and normalise(parts[0]) == RECORD_NAME and _is_record(item, target):
                parcel.skipped.append((item.original, "就是本活动的登记文件"))
            else:
                found.append((ground.place(item, parts), parcel))
    return found


def _is_record(item: ParcelItem, target: RecordTarget) -> bool:
    return read_at_most(item.staged, len(target.data) + 1) == target.data


def _arrivals(
    dated: Iterable[tuple[Parcel, date, str]], placements: Sequence[tuple[FilePlacement, Parcel]], links: Sequence[str]
) -> list[Arrival]:
    """One receipt for each day, in the order of the packages; links typed by the clerk go with the first."""
    found: dict[date, Arrival] = {}
    for parcel, day, _ in dated:
        arrival = found.setdefault(day, Arrival(day))
        arrival.files += [placed.relative for placed, owner in placements if owner is parcel]
        arrival.links += parcel.links
    next(iter(found.values())).links[:0] = links
    for arrival in found.values():
        arrival.files = list(dict.fromkeys(arrival.files))
        arrival.links = list({judge_url(link).url: link for link in reversed(arrival.links)}.values())[::-1]
    return [arrival for arrival in found.values() if arrival.files or arrival.links]


def _told_before(arrival: Arrival, record: Record) -> bool:
    """Whether receipts of that very day already name all of it, so that the same mail received twice adds nothing."""
    same_day = [receipt for receipt in record.receipts if receipt.on == arrival.day]
    names = [name for receipt in same_day for name in receipt.files]
    urls = {judge_url(link.url).url for receipt in same_day for link in receipt.links if link.url}
    covered = all(any(covers(name, key_of(file)) for name in names) for file in arrival.files)
    return bool(same_day) and covered and all(judge_url(link).url in urls for link in arrival.links)


def _carry_out(
    target: RecordTarget,
    moves: Moves,
    placements: Sequence[tuple[FilePlacement, Parcel]],
    senders: frozenset[str],
    data: bytes,
) -> None:
    """Note what is coming, move every new file into place, then write the record, which makes it count: what is noted
    and not recorded, a run that was killed has left (``unfinished.py``)."""
    moves.make_folder(target.folder)
    folders = {target.root, target.folder}
    _keep_sums(target.folder, moves, placements, senders)
    for placed, _ in placements:
        if placed.new:
            parent = placed.path.parent
            moves.make_folder(parent)
            if not resolved(parent).is_relative_to(resolved(target.root)):
                raise FileProblem(f"{path_shown(parent)} 通向报送材料总文件夹之外", "请换成真正的文件夹")
            moves.put(placed.item.staged, placed.path)
            folders.add(parent)
    sync_folders(folders)
    if data != target.data:
        moves.write_record(target.path, target.data, data)


def _keep_sums(
    folder: Path, moves: Moves, placements: Sequence[tuple[FilePlacement, Parcel]], senders: frozenset[str]
) -> None:
    """Keep what each file's content is, by which its receipt knows it after it was renamed, and who sent it."""
    path, known, sent = folder / SUMS_NAME, read_sums(folder), read_senders(folder)
    wanted = known | {placed.relative: placed.item.digest for placed, _ in placements}
    if (wanted != known or not senders <= sent) and not path.is_symlink():
        before = read_bounded(path, SUMS_BYTES) or b""
        moves.write_record(path, before, sums_text(wanted, sent | senders))
