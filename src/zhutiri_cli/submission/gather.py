"""The facts of every submission: one pass over the disk, then pure data for status and rules.

Materials are assigned to kinds by the record's own ``materials``, by name, or where a name is silent or says two things
by text; each file of a kind, or that is asked, is inspected once, side by side. Receipts date what they name; a file's
mtime is never evidence (contract §2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from zhutiri_cli.common.spool import Shelf
from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.submission.arrivals import FileFact, LinkFact, covers, evidence_of, key_of, links_of
from zhutiri_cli.submission.discover import Discovery, Folder, ListedFile
from zhutiri_cli.submission.received_sums import read_sums
from zhutiri_cli.submission.record_file import NO_RECORD, LoadedRecord, Record, load_record

if TYPE_CHECKING:
    from zhutiri_cli.materials.kinds import KindWords
    from zhutiri_cli.materials.survey.cache import Cache
    from zhutiri_cli.materials.survey.survey import Progress, Surveyed
    from zhutiri_cli.materials.survey.workers import Workers

TOGETHER = 64
"""Activities whose files are looked into side by side: as many as a district has, in one go."""


class Submission(Struct, frozen=True, dict=True):
    """All that is known of one activity's folder; ``folder`` is ``None`` when there is none. ``maybe``: what lies
    beside the activities' folders and is called after the unit of this one; ``ignored``: what is no material by
    the plan, each as (relative path, the pattern)."""

    folder: Path | None = None
    loaded: LoadedRecord = NO_RECORD
    files: tuple[FileFact, ...] = ()
    links: tuple[LinkFact, ...] = ()
    packed: tuple[str, ...] = ()
    absent: tuple[tuple[Route, str], ...] = ()
    spare: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    maybe: tuple[str, ...] = ()
    ignored: tuple[tuple[str, str], ...] = ()

    @property
    def record(self) -> Record:
        """The record; empty when there is none or it is faulty."""
        return self.loaded.record

    @cached_property
    def read_whole(self) -> bool:
        """Whether every file and every sub-folder could be read: no reader broke, nothing was closed to us."""
        broke = any(file.facts is not None and file.facts.verdict is Fitness.FAILED for file in self.files)
        return not broke and not self.unread


class _Draft(Struct):
    """A folder with what names say. ``asked``: the files whose text is asked what they are, and whether only its title
    is; ``taken``: the kinds for
    which the record names the files itself; ``evidence``: the files that reports without an address name; ``moved``:
    by its SHA-256, when a file came in that stands no more where a receipt says."""

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


class Looking(Struct, frozen=True):
    """How files are looked into: where what is known already is kept (opened only if there is a file to look into),
    who is told of the progress, and whether every file's SHA-256 is wanted (``sums``), of those of no kind as well;
    ``duties``: the keys of the obligations that a record may say are met; ``seen``: the facts of files that were opened
    already; ``workers``: who opens the others, where it is not the usual readers."""

    cache: Callable[[], AbstractContextManager[Cache | None]] = nullcontext
    progress: Progress | None = None
    sums: bool = False
    duties: frozenset[str] = frozenset()
    seen: Mapping[Path, FileFacts] = field(default_factory=dict)
    workers: Workers | None = None


def gather(
    discovery: Discovery,
    themes: Mapping[int, str],
    declared: Sequence[KindWords],
    looking: Looking,
    met: Callable[[int, Submission], None] = lambda *_: None,
) -> Mapping[int, Submission]:
    """The submission of every activity in ``themes`` (id → theme), each of which ``met`` is told of, too."""
    found, numbers, done = Shelf[int, Submission](), list(themes), 0
    with _readers(discovery, looking) as workers:
        for start in range(0, len(numbers), TOGETHER):
            some = {number: themes[number] for number in numbers[start : start + TOGETHER]}
            drafts = _drafts(discovery, some, declared, looking.duties)
            done += sum(len(draft.names) for draft in drafts.values())
            here = replace(looking, workers=workers)
            if len(numbers) > TOGETHER:
                here = replace(here, progress=_on_the_way(looking.progress, done, discovery.files))
            for number, submission in _assembled(discovery, some, drafts, here):
                met(number, submission)
                found.put(number, submission)
    return found


def _readers(discovery: Discovery, looking: Looking) -> AbstractContextManager[Workers | None]:
    """Who opens files; without any folder none is even loaded."""
    if looking.workers is not None or not discovery.folders:
        return looking.workers or nullcontext()
    from zhutiri_cli.materials.survey.survey import usual_readers

    return usual_readers()


def _on_the_way(progress: Progress | None, by_then: int, every: int) -> Progress | None:
    """Progress through ``every`` file, told from within a part of them after which ``by_then`` will be done."""
    return progress and (lambda done, total: progress(by_then - total + done, every))


def _drafts(
    discovery: Discovery, themes: Mapping[int, str], declared: Sequence[KindWords], duties: frozenset[str]
) -> dict[int, _Draft]:
    """What names say of the activities that have a folder."""
    kinds = frozenset({"plan", "photos", "summary", "links", *(spec.kind for spec in declared)})
    return {
        number: _draft(discovery.folders[number], discovery.within, theme, declared, kinds, duties)
        for number, theme in themes.items()
        if number in discovery.folders
    }


def _assembled(
    discovery: Discovery, numbers: Iterable[int], drafts: Mapping[int, _Draft], looking: Looking
) -> Iterator[tuple[int, Submission]]:
    """The submissions of activities whose files are looked into side by side."""
    wanted = [
        draft.names[name]
        for draft in drafts.values()
        for name in draft.names
        if draft.kinds[name] or name in draft.asked or _written(name) in draft.evidence
    ]
    summed = [draft for draft in drafts.values() if looking.sums or draft.moved]
    files = [file for draft in summed for file in draft.names.values()]
    surveyed = _surveyed(wanted, files, looking, discovery.within)
    for number in numbers:
        spare, maybe = discovery.spare.get(number, []), tuple(discovery.maybe.get(number, ()))
        own = _assemble(drafts[number], surveyed, spare) if number in drafts else Submission()
        yield number, replace(own, maybe=maybe)


def _draft(
    folder: Folder,
    root: Path | None,
    theme: str,
    declared: Sequence[KindWords],
    kinds: frozenset[str],
    duties: frozenset[str],
) -> _Draft:
    from zhutiri_cli.materials.kinds import named_kinds

    loaded = load_record(folder.record, kinds, duties, root) if folder.record else NO_RECORD
    names = _by_key(folder.files)
    told = {key: named_kinds(PurePosixPath(file.relative), theme, declared) for key, file in names.items()}
    found = {key: said.kinds for key, said in told.items()}
    absent: list[tuple[Route, str]] = []
    overrides = {kind: [key_of(name) for name in listed] for kind, listed in loaded.record.materials.items()}
    named = {name for listed in overrides.values() for name in listed}
    for key in names:
        own = frozenset(kind for kind, listed in overrides.items() if _written(key) in listed)
        found[key] = own if _written(key) in named else found[key] - overrides.keys()
    for kind, listed in loaded.record.materials.items():
        absent += [(("materials", kind, i), name) for i, name in enumerate(listed) if key_of(name) not in names]
    missed = _missed(loaded.record, names, folder.path)
    evidence = [(route, link, key_of(link)) for route, link in evidence_of(loaded.record)]
    absent += [((*route, "evidence"), link) for route, link, key in evidence if key not in names]
    asked = {key: said.by_title for key, said in told.items() if said.asks_text and _written(key) not in named}
    clippings = frozenset(key for _, _, key in evidence)
    found |= {
        key: found[key] - {"photos"} for key in found if _written(key) in clippings and _written(key) not in named
    }
    moved: dict[str, date] = {}
    for (_, place, *_), _, known in missed:
        if known:
            day = loaded.record.receipts[int(place)].on
            moved[known] = min(moved.get(known, day), day)
    return _Draft(folder, loaded, found, asked, frozenset(overrides), names, absent, clippings, moved, missed)


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


def _written(key: str) -> str:
    """The name that a record writes for the file of this key."""
    return key.partition("\0")[0]


def _missed(record: Record, names: Mapping[str, ListedFile], folder: Path) -> list[tuple[Route, str, str]]:
    """The files that receipts name and that stand there no more: place, name and the SHA-256 ("": not known)."""
    found: list[tuple[Route, str, str]] = [
        (("receipts", i, "files", j), name, "")
        for i, receipt in enumerate(record.receipts)
        for j, name in enumerate(receipt.files)
        if not any(covers(name, _written(key)) for key in names)
    ]
    if not found:
        return []
    known = {key_of(name): known for name, known in read_sums(folder).items()}
    return [(route, name, known.get(key_of(name), "")) for route, name, _ in found]


def _surveyed(
    opened: Sequence[ListedFile], summed: Sequence[ListedFile], looking: Looking, root: Path | None
) -> dict[Path, Surveyed]:
    """The files looked into; without any, no reader is even loaded."""
    opened = [file for file in opened if file.path not in looking.seen]
    if not opened and not summed and not looking.seen:
        return {}
    from zhutiri_cli.materials.survey.survey import Surveyed, survey

    seen = {path: Surveyed(None, facts.digest, facts) for path, facts in looking.seen.items()}
    if not opened and not summed:
        return seen
    stamps = {file.path: file.stamp for file in (*summed, *opened) if file.stamp is not None}
    paths = [file.path for file in opened], [file.path for file in summed]
    with looking.cache() as cache:
        return seen | survey(*paths, cache, looking.progress, looking.workers, stamps, root)


def _assemble(draft: _Draft, surveyed: Mapping[Path, Surveyed], spare: list[str]) -> Submission:
    from zhutiri_cli.materials.kinds import family_of
    from zhutiri_cli.submission.shown_kinds import kinds_shown

    record = draft.loaded.record
    files, outside = [], [*draft.folder.outside]
    known_again: set[str] = set()
    for key, file in draft.names.items():
        received = min(
            (r.on for r in record.receipts if any(covers(name, _written(key)) for name in r.files)), default=None
        )
        name = file.relative.rpartition("/")[2]
        family = family_of(name)
        seen = surveyed.get(file.path)
        if seen is not None and seen.outside:
            outside.append(file.relative)
            continue
        facts, digest = (seen.facts, seen.digest) if seen else (None, "")
        if received is None and digest in draft.moved:
            received = draft.moved[digest]
            known_again.add(digest)
        kinds, size = draft.kinds[key], file.size
        if key in draft.asked:
            kinds = kinds_shown(kinds, name, facts, by_title=draft.asked[key]) - draft.taken
            unfit = facts is not None and facts.verdict is Fitness.UNUSABLE  # which is why nothing told what it is
            facts = facts if kinds or unfit or _written(key) in draft.evidence else None
        by_text = kinds != draft.kinds[key]
        files.append(FileFact(file.relative, family, kinds, facts, received, size, digest, file.location, by_text))
    packed = [file.relative for file in files if not file.kinds and file.family == "packed"]
    unread = [*draft.folder.unread]
    if draft.folder.truncated:
        unread.append(("", f"文件超过 {len(files)} 个，其余未核对"))
    return Submission(
        folder=draft.folder.path,
        loaded=draft.loaded,
        files=tuple(files),
        links=tuple(links_of(record, files)),
        packed=tuple(packed),
        absent=(*draft.absent, *((route, name) for route, name, known in draft.missed if known not in known_again)),
        spare=tuple(spare),
        outside=tuple(outside),
        unread=tuple(unread),
        ignored=tuple(draft.folder.ignored),
    )
