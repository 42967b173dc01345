"""A summary that corrects an earlier one: the newer of two with mostly the same text counts, and both are kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import permutations
from pathlib import Path, PurePosixPath

from msgspec import Struct

from zhutiri_cli.common.spelling import shorten, split_suffix
from zhutiri_cli.materials.kinds import KindWords, family_of, kinds_of
from zhutiri_cli.materials.similarity.mentions import letters
from zhutiri_cli.submission.arrivals import covers, key_of
from zhutiri_cli.workspace.receiving.sorting import FilePlacement
from zhutiri_cli.workspace.recording.target import RecordTarget

ALIKE, MARKED_ALIKE = 0.75, 0.5
"""Share of letters in common (``SequenceMatcher.ratio``) from which on two summaries are versions of one: unmarked, and
where the name of one says that it is the corrected one."""
_READ = 4000
"""Letters of a summary that are compared."""
_MARK = re.compile(
    r"更正|修订|修改|订正|校正|最终|终稿|定稿|正式|更新|重报|以此(?:件|稿|份)?为准|新版|第[二三四2-4]稿|v[2-9]",
    re.IGNORECASE,
)


class Correction(Struct, frozen=True):
    """``summaries``: those that count from now on, by their path in the folder; ``said``: one sentence a version."""

    summaries: tuple[str, ...]
    said: tuple[str, ...]


class _Version(Struct, frozen=True):
    relative: str
    path: Path
    day: date | None
    fresh: bool

    @property
    def marked(self) -> bool:
        return _MARK.search(split_suffix(PurePosixPath(self.relative).name)[0]) is not None


def correction(
    target: RecordTarget, declared: Sequence[KindWords], placed: Sequence[tuple[FilePlacement, date]]
) -> Correction | None:
    """What of the summaries is superseded once the files ``placed``, each with the day it came, lie there; ``None``
    where nothing is. Documents are opened only where two summaries are there, one of them new."""
    fresh = [_Version(one.relative, one.item.staged, day, True) for one, day in placed if one.new]
    versions = [one for one in (*_lying(target), *fresh) if _is_summary(one, target, declared)]
    if len(versions) < 2 or not any(one.fresh for one in versions):
        return None
    texts = _texts(versions)
    gone = {
        old.relative: new
        for old, new in permutations(versions, 2)
        if (old.fresh or new.fresh) and _follows(new, old, texts)
    }
    if not gone:
        return None
    return Correction(
        tuple(one.relative for one in reversed(versions) if one.relative not in gone),
        tuple(
            f"“{shorten(new.relative)}”是“{shorten(old)}”改过的，以它为总结，两份都留着；不对请用 record --as 指明"
            for old, new in gone.items()
        ),
    )


def _lying(target: RecordTarget) -> list[_Version]:
    if not target.folder.is_dir():
        return []
    found = []
    for path in sorted(target.folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            relative = path.relative_to(target.folder).as_posix()
            days = [
                one.on for one in target.record.receipts if any(covers(name, key_of(relative)) for name in one.files)
            ]
            found.append(_Version(relative, path, min(days, default=None), False))
    return found


def _is_summary(one: _Version, target: RecordTarget, declared: Sequence[KindWords]) -> bool:
    """As the record names them, else by name; what the record superseded earlier is none."""
    named, name = target.record.materials.get("summary"), PurePosixPath(one.relative)
    if named is not None and not one.fresh:
        return key_of(one.relative) in map(key_of, named)
    return family_of(name.name) == "document" and "summary" in kinds_of(name, target.activity.theme, declared)


def _texts(versions: Sequence[_Version]) -> dict[str, str]:
    from zhutiri_cli.materials.survey.survey import survey

    seen = survey([one.path for one in versions])
    facts = {one.relative: seen[one.path].facts for one in versions}
    return {name: letters(one.text)[:_READ] if one is not None and one.usable else "" for name, one in facts.items()}


def _follows(new: _Version, old: _Version, texts: dict[str, str]) -> bool:
    """Whether one is the later version of the other: it came later, or on the same day under a name that says so."""
    if new.day is None or old.day is None or (new.day, new.marked) <= (old.day, old.marked):
        return False
    first, second = texts[old.relative], texts[new.relative]
    least = MARKED_ALIKE if new.marked else ALIKE
    return bool(first and second) and SequenceMatcher(None, first, second, autojunk=False).ratio() >= least
