"""One pass over the submissions root: which folder belongs to which activity, and what lies in it.

Nothing outside the root is followed or read: a link that leaves it is named, not opened. Names are compared in NFC
and half-width; white space at either end of a name is ignored (contract §2).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Set
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.leading_out import NOT_FOLLOWED, leads_out
from zhutiri_cli.common.paths import RECORD_NAME, resolved
from zhutiri_cli.common.spelling import normalise, readable, squeeze
from zhutiri_cli.common.spool import Shelf
from zhutiri_cli.materials.survey.stamp import Stamp
from zhutiri_cli.submission.folder_entries import entries, is_link, leaves, size_and_stamp, there
from zhutiri_cli.submission.ignored_names import IgnoredNames
from zhutiri_cli.submission.short_names import may_be_called

DEPTH = 100
"""Folders one in another; real ones are a dozen, and the paths of Windows end before that."""
FILES = 5000
Called = Mapping[int, tuple[str, ...]]
_MONTH = lazy_pattern(r"(?:20[0-9]{2}年?[-.]?)?(?:0?[1-9]|1[0-2])月份?")
_OWNED = lazy_pattern(r"([0-9]{1,9})(?:$|[ \-_.、])")


class ListedFile(Struct, frozen=True):
    """A file of a folder: its path relative to the folder (as on disk), where the file itself lies, its size in bytes
    and its stamp (``None``: the system does not tell, or it is no regular file)."""

    relative: str
    location: str
    size: int | None = None
    stamp: Stamp | None = None

    @property
    def path(self) -> Path:
        """The file itself."""
        return Path(self.location)


class Folder(Struct):
    """A folder of the root and what is in it. ``outside``: links that leave the root; ``unread``: what could not be
    looked into, each as (relative path, the reason in Chinese); ``truncated``: not all of its files are listed;
    ``ignored``: what the plan says is no material, each as (relative path, the pattern); ``hidden``: something lies in
    it that nobody handed in on purpose."""

    path: Path
    files: list[ListedFile] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    record: Path | None = None
    truncated: bool = False
    ignored: list[tuple[str, str]] = field(default_factory=list)
    hidden: bool = False


class Discovery(Struct):
    """What the root holds. ``state`` is ``missing``, ``empty`` or ``present``; the first folder of an activity is
    used (the one with a record first), further ones are in ``spare``. ``by_unit``: folders that are an activity's since
    they are called after its unit; ``months``: folders that only group others; ``maybe``: what belongs to no activity
    and is called after a unit of this one; ``ignored``: what lies beside the folders and is no material by the plan.
    ``within``: the root without links, out of which nothing may lead when it is opened; ``None``: it was not listed.
    ``files``, ``ignored_inside``: how many files the folders hold, and how many of these the plan says are no material;
    ``odd``: the folders in which something is hidden, or more than is listed."""

    root: Path
    state: str
    folders: Mapping[int, Folder] = field(default_factory=dict)
    spare: dict[int, list[str]] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    by_unit: dict[int, str] = field(default_factory=dict)
    months: list[str] = field(default_factory=list)
    maybe: dict[int, list[str]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    within: Path | None = None
    files: int = 0
    ignored_inside: int = 0
    odd: list[Path] = field(default_factory=list)


def owner_of(name: str) -> int | None:
    """The activity id that a folder's name gives, or ``None``: ``04-区人社局`` is 4, ``3月`` belongs to none."""
    found = _OWNED.match(normalise(name))
    return int(found[1]) if found else None


def discover(
    root: Path, ids: frozenset[int], called: Called | None = None, ignored: IgnoredNames | None = None
) -> Discovery:
    """List the root: the folders of the activities ``ids``. ``called``: how the unit of every activity of the plan may
    be called, by which folders without a number are told. ``ignored``: what is no material; never an activity's folder.

    A missing root is a state, not an error; an unreadable one is named in ``unread``.
    """
    if not root.is_dir():
        return Discovery(root, "missing")
    real_root, ignored = resolved(root), ignored or IgnoredNames()
    found = Discovery(root, "present", within=real_root)
    known = ids | (called or {}).keys()
    claims: dict[int, list[Path]] = {}
    nameless: list[Path] = []
    there = list(_top(root, "", found, real_root))
    for relative, entry in there:
        path = Path(entry.path)
        if not entry.is_dir():
            (found.ignored if ignored.pattern_for(PurePosixPath(relative)) else found.loose).append(relative)
        elif (owner := owner_of(entry.name)) is not None and owner in known:
            claims.setdefault(owner, []).append(path)
        else:
            nameless.append(path)
    bare = {owner for owner, paths in claims.items() if all(map(_is_bare, paths))} if nameless else set[int]()
    taken = _of_units(nameless, claims.keys() - bare, called or {})
    for path in nameless:
        if path not in taken:
            beside = _shown(path, root)
            (found.ignored if ignored.pattern_for(PurePosixPath(beside)) else found.strays).append(beside)
    found.by_unit = {owner: _shown(path, root) for path, owner in taken.items() if owner in ids}
    claims |= {owner: [path] for path, owner in taken.items()}
    _list_folders(found, {owner: paths for owner, paths in claims.items() if owner in ids}, ignored)
    found.maybe = _maybe([*found.strays, *found.loose], called or {}, ids)
    if not there and not found.months and not found.unread:
        found.state = "empty"
    return found


def _list_folders(found: Discovery, claims: Mapping[int, list[Path]], ignored: IgnoredNames) -> None:
    """What lies in the first folder of each activity, the one with a record first."""
    folders = Shelf[int, Folder]()
    for owner, paths in claims.items():
        if len(paths) > 1:
            paths.sort(key=lambda path: (not (path / RECORD_NAME).is_file(), path.name))
            found.spare[owner] = [_shown(path, found.root) for path in paths[1:]]
        listed = _list_folder(paths[0], found.within or found.root, ignored)
        folders.put(owner, listed)
        found.files += len(listed.files)
        found.ignored_inside += len(listed.ignored)
        if listed.hidden or listed.truncated:
            found.odd.append(paths[0])
    found.folders = folders


def _top(root: Path, above: str, found: Discovery, real_root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """What the root holds that may be an activity's; a month's folder is looked into instead."""
    from zhutiri_cli.materials.kinds import is_ignored

    for entry in entries(root, above, found.unread):
        if is_ignored(entry.name):
            continue
        relative = f"{above}{readable(entry.name)}"
        if leaves(entry, real_root):
            found.outside.append(relative)
        elif entry.is_dir() and not above and _MONTH.fullmatch(normalise(entry.name)):
            found.months.append(relative)
            yield from _top(Path(entry.path), f"{relative}/", found, real_root)
        else:
            yield relative, entry


def _is_bare(path: Path) -> bool:
    """Whether a folder that was made beforehand has nothing in it yet."""
    from zhutiri_cli.materials.kinds import is_ignored

    try:
        with os.scandir(path) as found:
            return not any(there(entry) for entry in found if not is_ignored(entry.name))
    except OSError:  # looking into it says that it cannot be listed
        return False


def _of_units(nameless: list[Path], claimed: Set[int], called: Called) -> dict[Path, int]:
    """The folders without a number that are called after a unit with one activity that has nothing yet in a folder of
    its own."""
    open_ones = {number: names for number, names in called.items() if number not in claimed}
    found: dict[Path, int] = {}
    for path in nameless:
        own = squeeze(readable(path.name))
        owners = [number for number, names in open_ones.items() if own in map(squeeze, names)]
        if len(owners) == 1 and owners[0] not in found.values():
            found[path] = owners[0]
    return found


def _maybe(strays: list[str], called: Called, ids: frozenset[int]) -> dict[int, list[str]]:
    """By activity what belongs to none and may be called after its unit, so that its material may lie there."""
    found: dict[int, list[str]] = {}
    for number, names in called.items():
        mine = [stray for stray in strays if any(may_be_called(stray, name) for name in names)]
        if mine and number in ids:
            found[number] = mine
    return found


def _shown(path: Path, root: Path) -> str:
    return readable(path.relative_to(root).as_posix())


def _list_folder(path: Path, real_root: Path, ignored: IgnoredNames) -> Folder:
    folder = Folder(path)
    for relative, entry in _walk(path, PurePosixPath(), real_root, folder, _Trail((path,))):
        if len(relative.parts) == 1 and normalise(readable(entry.name)) == RECORD_NAME:
            folder.record = folder.record or Path(entry.path)
        elif pattern := ignored.pattern_for(relative):
            folder.ignored.append((str(relative), pattern))
        elif len(folder.files) >= FILES:
            folder.truncated = True
            return folder
        else:
            folder.files.append(ListedFile(str(relative), entry.path, *size_and_stamp(entry)))
    return folder


class _Trail(Struct, frozen=True):
    """The folders from the top down to here; ``linked``: a link led to one of them, so that one may come again."""

    folders: tuple[Path, ...]
    linked: bool = False

    def into(self, entry: os.DirEntry[str]) -> _Trail | None:
        """One folder further down; ``None`` where that is one of those above."""
        path, linked = Path(entry.path), self.linked or is_link(entry)
        if linked and resolved(path) in {resolved(above) for above in self.folders}:
            return None
        return _Trail((*self.folders, path), linked)


def _walk(
    path: Path, relative: PurePosixPath, real_root: Path, folder: Folder, trail: _Trail
) -> Iterator[tuple[PurePosixPath, os.DirEntry[str]]]:
    from zhutiri_cli.materials.kinds import is_ignored

    listed = entries(path, str(relative), folder.unread)
    if leads_out(path, real_root):  # replaced by a link since it was listed: what lies there is not ours to name
        folder.unread.append((str(relative), NOT_FOLLOWED))
        return
    for entry in listed:
        if is_ignored(entry.name):
            folder.hidden = True
            continue
        here = relative / readable(entry.name)
        if leaves(entry, real_root):
            folder.outside.append(str(here))
        elif not entry.is_dir():
            yield here, entry
        elif len(here.parts) >= DEPTH:
            folder.unread.append((str(here), f"子文件夹超过 {DEPTH} 层，未打开"))
        elif (further := trail.into(entry)) is not None:
            yield from _walk(Path(entry.path), here, real_root, folder, further)
