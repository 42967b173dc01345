"""One module per kind of package; each declares ``SUFFIXES`` and ``read(path, stage)``.

A new kind is one new module here: nothing lists them. The one that claims ``""`` takes what no other does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from email.message import Message
from functools import cache
from pathlib import Path
from typing import IO, Any, NoReturn, Protocol, cast, runtime_checkable

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.foreign_limits import COPYING_SECONDS, LETTER_SECONDS, UNPACKING_SECONDS
from zhutiri_cli.common.foreign_limits import LETTER_BYTES as MAX_MAIL
from zhutiri_cli.common.plugins import modules_by_suffix
from zhutiri_cli.common.spelling import readable, shorten, suffix_of
from zhutiri_cli.materials.door.door import Door, answered
from zhutiri_cli.materials.packed import is_winmail
from zhutiri_cli.workspace.receiving.packages.parcel import SAVE_APART, Parcel, Stage

_MARKS = {b"PK\3\4": ".zip", b"PK\5\6": ".zip", b"7z\xbc\xaf\x27\x1c": ".7z", b"Rar!\x1a\7": ".rar"}
"""How archives begin."""
_MARK = 8


class PackageReader(Protocol):
    """What every module that claims suffixes offers."""

    SUFFIXES: tuple[str, ...]
    read: Callable[[Path, Stage], Parcel]


@runtime_checkable
class ArchiveReader(Protocol):
    """What those that open archives offer besides: ``lacking`` says what must be installed first, if anything."""

    lacking: Callable[[], str]
    unpack: Callable[[IO[bytes], Parcel, Stage], None]


@runtime_checkable
class LetterReader(Protocol):
    """What opens mails, wherever they lie: ``letter`` makes of each kind a mail in one form, ``None`` of bytes that are
    no such mail."""

    letter: Callable[[bytes, Parcel], Message | None]


@cache
def _readers() -> Mapping[str, PackageReader]:
    return modules_by_suffix(__name__, __path__)


def read_package(path: Path, stage: Stage) -> Parcel:
    """Read a package into the stage. Raises ``FileProblem`` when it is refused, ``OSError`` when the disk fails."""
    reader, before = None if path.is_dir() else _reader(path.name), state_of(path)
    if isinstance(reader, ArchiveReader):
        with path.open("rb") as stream:
            reader = _as_it_is(reader, stream.read(_MARK))
    parcel = (reader or _readers()[""]).read(path, stage)
    if not path.is_dir() and state_of(path) != before:
        changing(parcel, path.name)
    return parcel


def state_of(path: Path) -> tuple[int, int, int]:
    """What tells that a file is no longer the one that it was. Raises ``OSError``."""
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def changing(parcel: Parcel, name: str) -> NoReturn:
    """A file was written to while it was read, so that what was read may be no version of it."""
    parcel.refuse(f"“{shorten(readable(name))}”正在改动（可能还没有传完）", "请等它传完、存好再收")


def package_door() -> Door:
    """The door through which packages come in, one after the other."""
    return Door(COPYING_SECONDS, 1, str(Path.cwd()))


def _staged(path: Path, stage: Stage) -> tuple[Parcel, Stage]:
    return read_package(path, stage), stage


def take_package(door: Door, path: Path, stage: Stage) -> Parcel:
    """Read a package behind the door. Raises as ``read_package`` does, and ``FileProblem`` where its reader comes to no
    end."""

    def lost(why: str) -> FileProblem:
        return FileProblem(f"{path.name} 没有收下：{why}", "请把里面的材料另存或解压后再放入，并用 --on 写明收到日期")

    seconds = _seconds(path)
    parcel, counted = answered(door, door.ask(_staged, path, stage, seconds=seconds), seconds, lost)
    stage.goes_on(counted)
    return cast("Parcel", parcel)


def _seconds(path: Path) -> float:
    """How long a package may be read. Archives have a limit of their own, which says more."""
    reader = None if path.is_dir() else _reader(path.name)
    if isinstance(reader, LetterReader):
        return LETTER_SECONDS
    return COPYING_SECONDS if reader is None else UNPACKING_SECONDS + LETTER_SECONDS


def _reader(name: str) -> Any:
    """What reads packages of that name; ``None`` for plain files."""
    return _readers().get(".tnef" if is_winmail(name) else suffix_of(name))


def _as_it_is(reader: Any, head: bytes) -> Any:
    """What reads an archive that begins so: many are renamed, which the programs that open them do not mind."""
    suffix = next((suffix for mark, suffix in _MARKS.items() if head.startswith(mark)), None)
    return reader if suffix is None else _readers().get(suffix, reader)


def stow(
    parcel: Parcel, stage: Stage, parts: tuple[str, ...], original: str, group: int, chunks: Iterable[bytes]
) -> None:
    """Put one file of a package into the stage. A mail among its files is opened instead, so that nothing it holds is
    lost; an archive among them is kept as it is (ZT306 says so)."""
    from zhutiri_cli.workspace.receiving.packages.mail_intake import take_mail

    if isinstance(_reader(parts[-1]), LetterReader):
        data = _held(parcel, stage, chunks)
        message = letter_of(parts[-1], data, parcel)
        if message is not None:
            take_mail(message, parcel, stage)
            return
        chunks = [data]
    stage.put(parcel, parts, original, group, chunks)


def _held(parcel: Parcel, stage: Stage, chunks: Iterable[bytes]) -> bytes:
    held = bytearray()
    for chunk in chunks:
        stage.expect(parcel, 0, len(held) + len(chunk))
        held += chunk
    return bytes(held)


def letter_of(name: str, data: bytes, parcel: Parcel) -> Message | None:
    """The mail that a file inside a package is; ``None`` if it is none."""
    reader = _reader(name)
    if not isinstance(reader, LetterReader):
        return None
    if len(data) > MAX_MAIL:
        parcel.refuse("里面的邮件过大", SAVE_APART)
    return reader.letter(data, parcel)


def unpacker(name: str, content: bytes) -> Callable[[IO[bytes], Parcel, Stage], None] | None:
    """What unpacks an archive of that name that came inside a package, if this machine can."""
    named = _reader(name)
    inside: tuple[str, ...] = getattr(named, "INSIDE", ("",))
    if not isinstance(named, ArchiveReader) or not name.lower().endswith(inside):
        return None
    reader: ArchiveReader = _as_it_is(named, content[:_MARK])
    return None if reader.lacking() else reader.unpack
