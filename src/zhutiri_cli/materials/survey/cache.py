"""What was learnt of files, kept by content, so that next week's check looks only at what is new.

One SQLite file in the user's cache folder: ``seen`` tells by path and stat which content a file has, ``facts`` what was
found in that content. Nothing in it is a source of truth: it may be deleted at any time, two processes may use it at
once, and what cannot be read is looked at anew. It holds the text of documents, so only its owner may read it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from msgspec import DecodeError
from msgspec.json import Decoder, encode

from zhutiri_cli.common.foreign_limits import MIB
from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.survey.stamp import Stamp
from zhutiri_cli.materials.survey.store import Order, Store

Thing = TypeVar("Thing")

LAYOUT = 1
"""Part of the file's name: another layout of the tables is another file."""
KEEP_DAYS = 400
"""Days after which what no check has asked for is forgotten: a year's activities, and a little."""
_TOUCH_DAYS = 30
_BATCH, _SECONDS = 512, 2.0
"""Rows that are written at once, since every transaction waits for the disk, and after how long fewer are: so much is
learnt again after a run that was killed."""
_LARGEST = 64 * MIB
"""Bytes of one entry; a document of a million characters and its addresses take a tenth of it."""
_ASKED = 200
"""Files that are asked for at once."""
READING = tuple(Path(__file__).parents[2] / name for name in ("materials", "common"))
"""The packages of ours by which files are read: all that reads, and what it stands on (limits, spelling)."""
DECODERS = ("PIL", "pi_heif", "pypdfium2", "olefile", "zxingcpp")
"""The libraries by which files are read."""
_TABLES = """
CREATE TABLE IF NOT EXISTS seen (path BLOB PRIMARY KEY, stamp TEXT, digest TEXT, used INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (digest TEXT, suffix BLOB, readers TEXT, data BLOB, used INTEGER,
                                  PRIMARY KEY (digest, suffix, readers)) WITHOUT ROWID;
"""
_BY_PATH = """SELECT s.path, s.stamp, s.digest, s.used, f.suffix, f.data FROM seen s
LEFT JOIN facts f ON f.digest = s.digest AND f.readers = ? WHERE s.path IN (%s)"""
_KEEP = "REPLACE INTO facts VALUES (?, ?, ?, ?, ?)"
_NOTE = "note"
"""Stands in the column of the readers' version for what others than the readers have learnt."""
_BY_CONTENT = "SELECT digest, suffix, data FROM facts WHERE readers = ? AND digest IN (%s)"
_NOTED = "SELECT data FROM facts WHERE digest = ? AND suffix = ? AND readers = ?"


def cache_folder() -> Path:
    """Where the user's system keeps what programs can make anew (``~/.cache/zhutiri``, ``%LOCALAPPDATA%`` …)."""
    from platformdirs import user_cache_path

    return user_cache_path("zhutiri", appauthor=False)


@cache
def version_of(packages: tuple[Path, ...], libraries: tuple[str, ...]) -> str:
    """What is learnt by packages of ours depends on besides the content: their source and data, this Python, and the
    libraries as installed (told by their packages' stamps: their releases take a tenth of a second to look up)."""
    summed = hashlib.sha256(sys.version.encode())
    for folder, inside, names in chain.from_iterable(map(os.walk, packages)):
        inside[:] = sorted({*inside} - {"__pycache__"})
        for name in sorted(names):
            summed.update(f"{name}\n".encode())
            with open(os.path.join(folder, name), "rb") as source:  # noqa: PTH118, PTH123 - three times faster
                summed.update(source.read())
    for library in libraries:
        found = find_spec(library)
        summed.update(f"{library} {Stamp.of(Path(found.origin).stat()) if found and found.origin else None}\n".encode())
    return summed.hexdigest()[:16]


def readers_version() -> str:
    """What the facts of files depend on."""
    return version_of(READING, DECODERS)


class Cache:
    """An open cache in ``folder``. ``problem``: why it can't be used, once it can't; the check goes on without it.
    ``forgets``: what is old is looked for and dropped at the end, which takes the longer the more there is. ``copies``:
    the files will not lie there again, so that only their content is remembered."""

    def __init__(self, folder: Path, *, forgets: bool = True, copies: bool = False) -> None:
        self.folder = folder
        self._forgets, self._copies = forgets, copies
        self._store = Store(folder / f"facts-{LAYOUT}.sqlite3", _TABLES)
        self._today = int(time.time() // 86400)
        self._readers = readers_version()
        self._waiting: list[Order] = []
        self._written = time.monotonic()

    @property
    def problem(self) -> str:
        """The reason in Chinese; empty while all is well."""
        return self._store.problem

    def by_path(self, files: Mapping[Path, Stamp]) -> dict[Path, tuple[str, FileFacts | None]]:
        """Of those that are as they were, the SHA-256 and what the content is known to hold."""
        found: dict[Path, tuple[str, FileFacts | None]] = {}
        for some in _batched(files, _ASKED):
            paths = {_key(path): path for path in some}
            for row in self._store.ask(_BY_PATH % _marks(paths), (self._readers, *paths)):
                key, stamp, digest, used, suffix, data = row
                path = paths.get(key)
                if path is None or not isinstance(used, int) or stamp != _sealed(key, files[path], digest):
                    continue  # damaged, or of another file
                mine = suffix == _key(suffix_of(path.name))
                if mine or path not in found:  # the same content may be known under other suffixes, too
                    found[path] = (digest, _unpacked(data) if mine else None)
                if self._today - used > _TOUCH_DAYS:
                    self._later("UPDATE seen SET used = ? WHERE path = ?", (self._today, key))
                    self._later("UPDATE facts SET used = ? WHERE digest = ?", (self._today, digest))
        return found

    def by_content(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], FileFacts]:
        """What contents, each under a suffix, are known to hold."""
        found: dict[tuple[str, str], FileFacts] = {}
        for some in _batched({*wanted}, _ASKED):
            keys = {(digest, _key(suffix)): (digest, suffix) for digest, suffix in some}
            digests = {digest for digest, _ in some}
            for digest, suffix, data in self._store.ask(_BY_CONTENT % _marks(digests), (self._readers, *digests)):
                if (digest, suffix) in keys and (facts := _unpacked(data)) is not None:
                    found[keys[digest, suffix]] = facts
        return found

    def keep(self, path: Path, stamp: Stamp, digest: str, suffix: str, facts: FileFacts | None) -> None:
        """Remember a file's content and what it holds; not what a broken reader or a missing program left open."""
        if digest and not self._copies and stamp.settled(time.time_ns()):
            key = _key(path)
            row = (key, _sealed(key, stamp, digest), digest, self._today)
            self._later("REPLACE INTO seen VALUES (?, ?, ?, ?)", row)
        if digest and facts is not None and facts.verdict is not Fitness.FAILED and not facts.local:
            self._later(_KEEP, (digest, _key(suffix), self._readers, _packed(facts), self._today))

    def noted(self, digest: str, what: str) -> str | None:
        """What was noted of this content under ``what``, which names the question and the version of who answered."""
        rows = self._store.ask(_NOTED, (digest, _key(what), _NOTE))
        try:
            return _inflated(rows[0][0]).decode() if rows else None
        except (zlib.error, TypeError, UnicodeDecodeError):  # damaged: it is asked anew
            return None

    def note(self, digest: str, what: str, text: str) -> None:
        """Keep a text about this content under ``what``."""
        self._later(_KEEP, (digest, _key(what), _NOTE, zlib.compress(text.encode(), 1), self._today))

    def close(self) -> None:
        """Write what waits, forget what no check has asked for in ``KEEP_DAYS`` days, and close."""
        if self._waiting:
            old = (self._today - KEEP_DAYS,)
            if self._forgets:
                self._waiting += [("DELETE FROM seen WHERE used < ?", old), ("DELETE FROM facts WHERE used < ?", old)]
            self._store.write(self._waiting)
        self._store.close()

    def _later(self, order: str, values: tuple[object, ...]) -> None:
        self._waiting.append((order, values))
        if len(self._waiting) >= _BATCH or time.monotonic() - self._written > _SECONDS:
            self._store.write(self._waiting)
            self._waiting, self._written = [], time.monotonic()


def _sealed(key: bytes, stamp: Stamp, digest: object) -> str:
    """A file's stamp with a sum of the row in which it stands: where the row is damaged, the file is unknown."""
    return f"{stamp} {zlib.crc32(f'{stamp} {digest}'.encode('utf-8', 'backslashreplace'), zlib.crc32(key)):08x}"


def _key(name: Path | str) -> bytes:
    """A name as its bytes: on disk it need not be text in any encoding."""
    return os.fsencode(name)


def _packed(facts: FileFacts) -> bytes:
    """As JSON: a cache that somebody else has written must not be able to run anything."""
    try:
        text = encode(facts)
    except UnicodeEncodeError:  # half a sign, which a damaged document may hold: it is looked at anew each time
        text = b""
    return zlib.compress(text, 1)


def _inflated(data: bytes) -> bytes:
    """What was packed. Raises ``zlib.error``, also for what is larger than any of ours."""
    stream = zlib.decompressobj()
    found = stream.decompress(data, _LARGEST)
    if not stream.eof:
        raise zlib.error("torn, or larger than anything kept here")
    return found


def _unpacked(data: bytes | None) -> FileFacts | None:
    """The facts, or ``None`` for an entry that is missing or damaged: the file is then looked at anew."""
    try:
        return _facts().decode(_inflated(data)) if data is not None else None
    except (zlib.error, DecodeError, UnicodeDecodeError, TypeError):  # damaged
        return None


def _batched(things: Iterable[Thing], many: int) -> Iterator[list[Thing]]:
    left = iter(things)
    while some := list(islice(left, many)):
        yield some


def _marks(values: Collection[object]) -> str:
    return ",".join("?" * len(values))


@cache
def _facts() -> Decoder[FileFacts]:
    return Decoder(FileFacts)
