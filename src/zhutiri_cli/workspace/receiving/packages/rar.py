"""A .rar: unpacked into the stage under guard, by rarfile (extra ``archives``) and, where it is compressed, a program
that this machine has: unrar, unar, 7z or bsdtar."""

from __future__ import annotations

import shutil
import stat
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any

from zhutiri_cli.common.foreign_limits import RECEIVED_BYTES as MAX_TOTAL
from zhutiri_cli.common.programs import program_on_path
from zhutiri_cli.workspace.receiving.packages import stow
from zhutiri_cli.workspace.receiving.packages.foreign_names import inner_parts
from zhutiri_cli.workspace.receiving.packages.parcel import CHUNK, UNPACK, Parcel, Stage
from zhutiri_cli.workspace.receiving.packages.unpacking import (
    EXTRA,
    TimeLimit,
    admit,
    damage_refused,
    foreign,
    locked,
    not_here,
)

SUFFIXES = (".rar",)
_SPLIT = 0x0003  # RAR_FILE_SPLIT_BEFORE, RAR_FILE_SPLIT_AFTER
_UNIX = 3  # RAR_OS_UNIX
_PROGRAMS = ("unrar", "unar", "bsdtar", "7z", "7zz")
_TOOLS = ("UNRAR_TOOL", "UNAR_TOOL", "BSDTAR_TOOL", "SEVENZIP_TOOL", "SEVENZIP2_TOOL")
"""Where rarfile has the names of these programs, in the order in which it asks whether to try them."""


def lacking() -> str:
    """What must be installed before any such archive can be opened; ``""`` if nothing."""
    if not find_spec("rarfile"):
        return f"安装 {EXTRA} 和解包程序 unar 后重新运行"
    return "" if _has_program() else "安装解包程序 unar（或 unrar、7z、bsdtar）后重新运行"


def _has_program() -> bool:
    import rarfile

    found = {name: program_on_path(name) for name in _PROGRAMS}
    for tool, (name, place) in zip(_TOOLS, found.items(), strict=True):
        setattr(rarfile, tool, place or name)
    try:
        rarfile.tool_setup(*(place is not None for place in found.values()), force=True)
    except rarfile.RarCannotExec:  # no program: the archive is refused with what to do
        return False
    return True


def read(path: Path, stage: Stage) -> Parcel:
    """The package. Raises ``FileProblem`` when it is refused, ``OSError`` when the disk fails."""
    parcel = Parcel(path.name)
    if need := lacking():
        not_here(parcel, ".rar", need)
    if path.stat().st_size > MAX_TOTAL:
        parcel.refuse("文件过大", "请分几次放入")
    with path.open("rb"):  # raises what the disk has to say
        _unpack(path.absolute(), parcel, stage)
    return parcel


def unpack(stream: IO[bytes], parcel: Parcel, stage: Stage) -> None:
    """Put every file of an archive into the stage, in the archive's order, under one group."""
    held = stage.folder / f"rar-{stage.groups}"  # programs read files, not streams
    with held.open("xb") as out:
        shutil.copyfileobj(stream, out)
    try:
        _unpack(held, parcel, stage)
    finally:
        held.unlink()


def _unpack(path: Path, parcel: Parcel, stage: Stage) -> None:
    import rarfile

    deadline = TimeLimit(parcel)
    with damage_refused(parcel):
        try:
            with rarfile.RarFile(path, charset="gb18030", errors="strict", part_only=True) as archive:
                entries = _safe(archive, parcel, stage, path.stat().st_size)
                group = stage.next_group()
                for entry, parts in [(entry, inner_parts(parcel, entry.filename)) for entry in entries]:
                    if parts is not None:
                        stow(parcel, stage, parts, entry.filename, group, _chunks(archive, entry, deadline))
        except (rarfile.PasswordRequired, rarfile.NoCrypto):
            locked(parcel)
        except rarfile.NeedFirstVolume:
            _in_volumes(parcel)
        except rarfile.Error:
            deadline.check()
            raise


def _in_volumes(parcel: Parcel) -> None:
    parcel.refuse("是分卷压缩包的一卷", UNPACK)


def _safe(archive: Any, parcel: Parcel, stage: Stage, packed: int) -> list[Any]:
    """The archive's files, nothing unpacked yet; refused by what it declares."""
    if archive.needs_password():
        locked(parcel)
    files = [entry for entry in archive.infolist() if not entry.is_dir()]
    for entry in files:
        kind = stat.S_IFMT(entry.mode or 0) if entry.host_os == _UNIX else 0
        if entry.is_symlink() or entry.file_redir or (kind and kind != stat.S_IFREG):
            foreign(parcel, entry.filename)
        if entry.flags & _SPLIT:
            _in_volumes(parcel)
    admit(parcel, stage, (entry.filename for entry in files), sum(entry.file_size for entry in files), packed)
    return files


def _chunks(archive: Any, entry: Any, deadline: TimeLimit) -> Iterator[bytes]:
    """The bytes of a file, as many as it declares; the program that unpacks it is ended when the time is over."""
    stream = archive.open(entry)
    watch = threading.Timer(deadline.left, _stop, [stream])
    watch.daemon = True
    watch.start()
    try:
        with stream:
            while chunk := stream.read(CHUNK):
                deadline.check()
                yield chunk
    finally:
        watch.cancel()


def _stop(stream: Any) -> None:
    process = getattr(stream, "_proc", None)
    if process is not None:
        process.kill()
