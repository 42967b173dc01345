"""The facts of every submission: one pass over the disk, then pure data for status and rules.

Materials are assigned to kinds by the record's own ``materials``, by name, or where a name is silent or says two things
by text; each file of a kind, or that is asked, is inspected once, side by side. Receipts date what they name; a file's
mtime is never evidence (contract §2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from functools import cache as cached
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from zhutiri_cli.common.spool import Shelf
from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.submission.arrivals import FileFact, LinkFact, covers, links_of
from zhutiri_cli.submission.discover import Discovery, ListedFile
from zhutiri_cli.submission.folder_draft import FolderDraft, drafted, written_name
from zhutiri_cli.submission.record_file import NO_RECORD, LoadedRecord, Record

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
        shut = (Fitness.FAILED, Fitness.CLOSED)
        broke = any(file.facts is not None and file.facts.verdict in shut for file in self.files)
        return not broke and not self.unread


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
    with _readers(discovery, looking) as workers, _opened_once(looking.cache) as cache:
        for start in range(0, len(numbers), TOGETHER):
            some = {number: themes[number] for number in numbers[start : start + TOGETHER]}
            drafts = _drafts(discovery, some, declared, looking.duties)
            done += sum(len(draft.names) for draft in drafts.values())
            here = replace(looking, workers=workers, cache=cache)
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


@contextmanager
def _opened_once(
    opens: Callable[[], AbstractContextManager[Cache | None]],
) -> Iterator[Callable[[], AbstractContextManager[Cache | None]]]:
    """What is kept, opened when it is first asked for and closed at the end: what it does then takes as long as it is
    long."""
    with ExitStack() as stack:
        opened = cached(lambda: stack.enter_context(opens()))
        yield lambda: nullcontext(opened())


def _on_the_way(progress: Progress | None, by_then: int, every: int) -> Progress | None:
    """Progress through ``every`` file, told from within a part of them after which ``by_then`` will be done."""
    return progress and (lambda done, total: progress(by_then - total + done, every))


def _drafts(
    discovery: Discovery, themes: Mapping[int, str], declared: Sequence[KindWords], duties: frozenset[str]
) -> dict[int, FolderDraft]:
    """What names say of the activities that have a folder."""
    kinds = frozenset({"plan", "photos", "summary", "links", *(spec.kind for spec in declared)})
    return {
        number: drafted(discovery.folders[number], discovery.within, theme, declared, kinds, duties)
        for number, theme in themes.items()
        if number in discovery.folders
    }


def _assembled(
    discovery: Discovery, numbers: Iterable[int], drafts: Mapping[int, FolderDraft], looking: Looking
) -> Iterator[tuple[int, Submission]]:
    """The submissions of activities whose files are looked into side by side."""
    wanted = [
        draft.names[name]
        for draft in drafts.values()
        for name in draft.names
        if draft.kinds[name] or name in draft.asked or written_name(name) in draft.evidence
    ]
    summed = [draft for draft in drafts.values() if looking.sums or draft.moved]
    files = [file for draft in summed for file in draft.names.values()]
    surveyed = _surveyed(wanted, files, looking, discovery.within)
    for number in numbers:
        spare, maybe = discovery.spare.get(number, []), tuple(discovery.maybe.get(number, ()))
        own = _assemble(drafts[number], surveyed, spare) if number in drafts else Submission()
        yield number, replace(own, maybe=maybe)


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


def _assemble(draft: FolderDraft, surveyed: Mapping[Path, Surveyed], spare: list[str]) -> Submission:
    from zhutiri_cli.materials.kinds import family_of
    from zhutiri_cli.submission.shown_kinds import kinds_shown

    record = draft.loaded.record
    files, outside = [], [*draft.folder.outside]
    known_again: set[str] = set()
    for key, file in draft.names.items():
        received = min(
            (r.on for r in record.receipts if any(covers(name, written_name(key)) for name in r.files)), default=None
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
            unfit = facts is not None and not facts.usable  # which is why nothing told what it is
            facts = facts if kinds or unfit or written_name(key) in draft.evidence else None
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
