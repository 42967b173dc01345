"""Letters that went out, added to ``reminded_YYYY.yaml``: what stands there stays as it is, to the character."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from zhutiri_cli.common.errors import RecordProblem
from zhutiri_cli.common.file_lock import locked
from zhutiri_cli.common.files import replace_file
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.submission.reminded_file import SentReminders, read_reminded
from zhutiri_cli.workspace.recording.edit import edited
from zhutiri_cli.workspace.recording.target import read_bytes

_HEAD = b"schema: 1\n"


class SentLetter(Struct, frozen=True):
    """A letter as it is kept: the unit it went to, the other names the unit may be kept under, its activities."""

    unit: str
    names: frozenset[str]
    activities: tuple[int, ...]


class KeptLetters(Struct, frozen=True):
    """What was added to the file, or would be (``written``); letters of which all was there already add nothing."""

    path: Path
    on: date
    letters: tuple[SentLetter, ...]
    written: bool

    def lines(self) -> Iterator[Shown]:
        """What the clerk sees."""
        name, number = path_shown(self.path), sum(len(letter.activities) for letter in self.letters)
        if not self.letters:
            yield Shown(f"没有新的提醒可登记：{name} 没有改动")
            return
        for letter in self.letters:
            numbers = "、".join(map(str, letter.activities))
            yield Shown(f"  {self.on} 提醒 {letter.unit}：第 {numbers} 项")
        what = f"提醒 {len(self.letters)} 封 {number} 项"
        yield Shown(f"√ 已登记{what}：{name}" if self.written else f"只看不写：将登记{what}，没有写入 {name}")


def keep_sent(path: Path, on: date, letters: Sequence[SentLetter], *, write: bool = True) -> KeptLetters:
    """Add letters sent ``on`` a day; an activity counts once a day. Without ``write``, only find out what is new.

    Raises ``RecordProblem`` when the file is faulty, ``FileProblem`` when it cannot be written: nothing is kept then.
    """
    if not write:
        return KeptLetters(path, on, tuple(_fresh(_known(read_bytes(path), path), on, letters)), False)
    with locked(path):
        before = read_bytes(path)
        fresh = tuple(_fresh(_known(before, path), on, letters))
        if fresh:
            replace_file(path, edited(path, before or _HEAD, {}, {"sent": [_entry(on, one) for one in fresh]}))
    return KeptLetters(path, on, fresh, True)


def _known(data: bytes, path: Path) -> SentReminders:
    loaded = read_reminded(data, path)
    if loaded.fault:
        raise RecordProblem(f"催办记录 {loaded.fault}，没有登记", "请改正后重新运行")
    return loaded.known


def _fresh(known: SentReminders, on: date, letters: Iterable[SentLetter]) -> Iterator[SentLetter]:
    for letter in letters:
        new = tuple(number for number in letter.activities if on not in known.days(letter.names, number))
        if new:
            yield SentLetter(letter.unit, letter.names, new)


def _entry(on: date, letter: SentLetter) -> dict[str, Any]:
    return {"on": on, "unit": letter.unit, "activities": list(letter.activities)}
