"""Documents that only LibreOffice reads, converted by the one that this machine has; nothing else here starts it.

It sees a copy of the file and a profile of its own in a temporary folder: the user's files, settings and open windows
are never touched. Macros, links, active content and updates are switched off there, and every proxy leads nowhere, so
that nothing a document names is fetched (without that, LibreOffice fetches linked pictures even when converting).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.util import Finalize
from pathlib import Path

from zhutiri_cli.common.foreign_limits import CONVERTED_BYTES as MAX_BYTES
from zhutiri_cli.common.foreign_limits import CONVERTING_MEMORY
from zhutiri_cli.common.foreign_limits import CONVERTING_SECONDS as TIME_LIMIT
from zhutiri_cli.common.programs import program_on_path
from zhutiri_cli.common.temporaries import temporary_folder
from zhutiri_cli.materials.door.reader_process import with_memory
from zhutiri_cli.materials.formats.libreoffice_profile import environment, forget, home_of_process

STRIKES = 2
"""Time limits hit one after another, after which this process starts LibreOffice no more."""

_PLACES = {
    "win32": (
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    ),
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
}
_OPTIONS = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard")
_FILTERS = {
    ".docx": "MS Word 2007 XML",
    ".doc": "MS Word 97",
    ".odt": "writer8",
    ".rtf": "Rich Text Format",
    ".xlsx": "Calc MS Excel 2007 XML",
}
"""What reads a format: where LibreOffice chooses by itself, it takes a damaged document for plain text."""
_LOCK = threading.Lock()
_strikes = 0


class NoConversionError(Exception):
    """Nothing came of it. ``reason`` is a short Chinese clause; ``judged``: LibreOffice looked at the document and did
    not open it, where otherwise it is missing, or did not come to an end."""

    def __init__(self, reason: str, *, judged: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.judged = judged


def program() -> str | None:
    """The LibreOffice of this machine: on PATH (never one that lies in the current folder), or in the usual places."""
    found = [place for name in ("soffice", "libreoffice") if (place := program_on_path(name))]
    found += [place for place in _PLACES.get(sys.platform, ()) if Path(place).is_file()]
    found += [str(place) for place in sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)]
    return found[0] if found else None


@contextmanager
def converted(path: Path, suffix: str, target: str, reads: str = "") -> Iterator[Path]:
    """The document, which is of the format ``suffix``, as a file of the format ``target`` that is gone afterwards.
    ``reads`` names what of LibreOffice's reads it, if not what is usual for the format.

    Raises ``NoConversionError``; its reasons depend on this machine. Safe in several threads and processes.
    """
    found = program()
    if found is None:
        raise NoConversionError("本机没有 LibreOffice")
    with temporary_folder() as folder:
        source, made = Path(folder, f"in{suffix}"), Path(folder, "out", f"in{target}")
        try:
            if path.stat().st_size > MAX_BYTES:
                raise NoConversionError(f"文件超过 {MAX_BYTES // 1024 // 1024} MB")
            shutil.copyfile(path, source)
            with _LOCK:
                _convert(found, source, made, reads or _FILTERS[suffix])
            size = made.stat().st_size if made.is_file() and not made.is_symlink() else 0
        except OSError as problem:
            raise NoConversionError("LibreOffice 无法启动，或临时文件夹无法写入") from problem
        if size == 0:
            raise NoConversionError("LibreOffice 打不开", judged=True)
        yield made


def _convert(found: str, source: Path, made: Path, reads: str) -> None:
    """Run LibreOffice once; a profile that saw a failure is not used again. Raises as ``converted``, or ``OSError``."""
    global _strikes  # noqa: PLW0603 - under the lock
    if _strikes >= STRIKES:
        raise NoConversionError("LibreOffice 多次没有响应")
    home = home_of_process()
    made.parent.mkdir()
    command = [found, f"-env:UserInstallation={home.as_uri()}", *_OPTIONS, f"--infilter={reads}"]
    command += ["--convert-to", made.suffix.removeprefix("."), "--outdir", str(made.parent), str(source)]
    sound = False
    try:
        status = _run(command, environment(home, source.parent), source.parent)
        sound, _strikes = status == 0, 0
    except subprocess.TimeoutExpired:
        _strikes += 1
        raise NoConversionError(f"LibreOffice 在 {TIME_LIMIT:.0f} 秒内没有转换完") from None
    finally:
        if not sound:
            forget(os.getpid())
    if status != 0:
        raise NoConversionError("LibreOffice 出错退出")


def _run(command: list[str], variables: dict[str, str], folder: Path) -> int:
    """The exit status; whatever goes wrong, no process of the group is left. Raises ``subprocess.TimeoutExpired``."""
    with with_memory(CONVERTING_MEMORY):
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=variables,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    stopped = Finalize(process, _end, args=(process,), exitpriority=1)  # a worker that is told to end runs these alone
    status = -1
    try:
        status = process.wait(TIME_LIMIT)
    finally:
        stopped.cancel()
        if status != 0:
            _end(process)
    return status


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it started."""
    if sys.platform == "win32":
        subprocess.run(
            [program_on_path("taskkill") or "taskkill.exe", "/F", "/T", "/PID", str(process.pid)],
            capture_output=True,
            check=False,
        )
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # it has ended by itself
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
