"""What was learnt of files, kept by content, so that next week's check looks only at what is new.

One SQLite file in the user's cache folder: ``seen`` tells by path and stat which content a file has, ``facts`` what was
found in that content. Nothing in it is a source of truth: it may be deleted at any time, two processes may use it at
once, and what cannot be read is looked at anew. It holds the text of documents, so only its owner may read it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
import zlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.survey.store import Order, Store

if TYPE_CHECKING:
    from pydantic import TypeAdapter

LAYOUT = 1
"""Part of the file's name: another layout of the tables is another file."""
KEEP_DAYS = 400
"""Days after which what no check has asked for is forgotten: a year's activities, and a little."""
_TOUCH_DAYS = 30
_RACY = 3 * 10**9
"""Nanoseconds within which a file may change again without its stamp showing it (FAT counts in two seconds)."""
_BATCH = 64
_DIGEST = re.compile("[0-9a-f]{64}")
_DECODERS = ("PIL", "pi_heif", "pypdfium2", "olefile", "zxingcpp")
_TABLES = """
CREATE TABLE IF NOT EXISTS seen (path BLOB PRIMARY KEY, stamp TEXT, digest TEXT, used INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (digest TEXT, suffix BLOB, readers TEXT, data BLOB, used INTEGER,
                                  PRIMARY KEY (digest, suffix, readers)) WITHOUT ROWID;
"""
_BY_PATH = """SELECT s.digest, s.used, f.data FROM seen s
LEFT JOIN facts f ON f.digest = s.digest AND f.suffix = ? AND f.readers = ? WHERE s.path = ? AND s.stamp = ?"""
_KEEP = "REPLACE INTO facts VALUES (?, ?, ?, ?, ?)"
_NOTE = "note"
"""Stands in the column of the readers' version for what others than the readers have learnt."""
_BY_CONTENT = "SELECT data FROM facts WHERE digest = ? AND suffix = ? AND readers = ?"


class Stamp(Struct, frozen=True):
    """What tells at a glance that a file is the one seen before: size in bytes, times in nanoseconds, inode."""

    size: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp of a file by its stat."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    def settled(self, now: int) -> bool:
        """Whether the file is old enough for a later change to show."""
        return now - max(self.modified, self.changed) > _RACY

    def __str__(self) -> str:
        return f"{self.size}:{self.modified}:{self.changed}:{self.inode}"


def cache_folder() -> Path:
    """Where the user's system keeps what programs can make anew (``~/.cache/zhutiri``, ``%LOCALAPPDATA%`` …)."""
    from platformdirs import user_cache_path

    return user_cache_path("zhutiri", appauthor=False)


@cache
def version_of(package: Path, libraries: tuple[str, ...]) -> str:
    """What is learnt by a package of ours depends on besides the content: its source, and the libraries as installed
    (told by their packages' stamps: their releases take a tenth of a second to look up)."""
    summed = hashlib.sha256()
    for source in sorted(package.rglob("*.py")):
        summed.update(source.read_bytes())
    for library in libraries:
        found = find_spec(library)
        summed.update(f"{library} {Stamp.of(Path(found.origin).stat()) if found and found.origin else None}\n".encode())
    return summed.hexdigest()[:16]


def readers_version() -> str:
    """What the facts of files depend on."""
    return version_of(Path(__file__).parents[1], _DECODERS)


class Cache:
    """An open cache in ``folder``. ``problem``: why it can't be used, once it can't; the check goes on without it.
    ``forgets``: what is old is looked for and dropped at the end, which takes the longer the more there is."""

    def __init__(self, folder: Path, *, forgets: bool = True) -> None:
        self.folder = folder
        self._forgets = forgets
        self._store = Store(folder / f"facts-{LAYOUT}.sqlite3", _TABLES)
        self._today = int(time.time() // 86400)
        self._readers = readers_version()
        self._waiting: list[Order] = []

    @property
    def problem(self) -> str:
        """The reason in Chinese; empty while all is well."""
        return self._store.problem

    def by_path(self, path: Path, stamp: Stamp, suffix: str) -> tuple[str, FileFacts | None]:
        """The SHA-256 of a file that is as it was, else ""; and what its content is known to hold."""
        rows = self._store.ask(_BY_PATH, (_key(suffix), self._readers, _key(path), str(stamp)))
        digest, used, data = rows[0] if rows else ("", 0, None)
        if not (isinstance(digest, str) and _DIGEST.fullmatch(digest) and isinstance(used, int)):  # unknown, or damaged
            return "", None
        if self._today - used > _TOUCH_DAYS:
            self._later("UPDATE seen SET used = ? WHERE path = ?", (self._today, _key(path)))
            self._later("UPDATE facts SET used = ? WHERE digest = ?", (self._today, digest))
        return digest, _unpacked(data)

    def by_content(self, digest: str, suffix: str) -> FileFacts | None:
        """What this content, under this suffix, is known to hold."""
        rows = self._store.ask(_BY_CONTENT, (digest, _key(suffix), self._readers))
        return _unpacked(rows[0][0]) if rows else None

    def keep(self, path: Path, stamp: Stamp, digest: str, suffix: str, facts: FileFacts | None) -> None:
        """Remember a file's content and what it holds; not what a broken reader or a missing program left open."""
        if digest and stamp.settled(time.time_ns()):
            self._later("REPLACE INTO seen VALUES (?, ?, ?, ?)", (_key(path), str(stamp), digest, self._today))
        if digest and facts is not None and facts.verdict is not Fitness.FAILED and not facts.local:
            row = (digest, _key(suffix), self._readers, _packed(facts), self._today)
            self._later(_KEEP, row)

    def noted(self, digest: str, what: str) -> str | None:
        """What was noted of this content under ``what``, which names the question and the version of who answered."""
        rows = self._store.ask(_BY_CONTENT, (digest, _key(what), _NOTE))
        try:
            return zlib.decompress(rows[0][0]).decode() if rows else None
        except (zlib.error, TypeError, UnicodeDecodeError):
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
        if len(self._waiting) >= _BATCH:
            self._store.write(self._waiting)
            self._waiting = []


def _key(name: Path | str) -> bytes:
    """A name as its bytes: on disk it need not be text in any encoding."""
    return os.fsencode(name)


def _packed(facts: FileFacts) -> bytes:
    """As JSON: a cache that somebody else has written must not be able to run anything."""
    return zlib.compress(json.dumps(_adapter().dump_python(facts, mode="json", exclude_defaults=True)).encode(), 1)


def _unpacked(data: bytes | None) -> FileFacts | None:
    """The facts, or ``None`` for an entry that is missing or damaged: the file is then looked at anew."""
    from pydantic import ValidationError

    try:
        return _adapter().validate_json(zlib.decompress(data)) if data is not None else None
    except (zlib.error, ValidationError, TypeError):
        return None


@cache
def _adapter() -> TypeAdapter[FileFacts]:
    from pydantic import TypeAdapter

    return TypeAdapter(FileFacts)
