"""Documents that only LibreOffice reads, converted by the one that this machine has; nothing else here starts it.

It sees a copy of the file and a profile of its own in a temporary folder: the user's files, settings and open windows
are never touched. Macros, links, active content and updates are switched off there, and every proxy leads nowhere, so
that nothing a document names is fetched (without that, LibreOffice fetches linked pictures even when converting).
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.util import Finalize
from pathlib import Path

TIME_LIMIT = 60.0
"""Seconds for one conversion; an ordinary one takes one or two, most of them for starting."""
MAX_BYTES = 100 * 1024 * 1024
"""Documents beyond this are not converted."""
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
_NOWHERE = "http://127.0.0.1:9"
_SCRIPTING, _INET = "Office.Common/Security/Scripting", "Inet/Settings"
_SETTINGS = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "0"),
    (_INET, "ooInetProxyType", "2"),
    *((_INET, f"ooInet{scheme}ProxyName", "127.0.0.1") for scheme in ("HTTP", "HTTPS", "FTP")),
    *((_INET, f"ooInet{scheme}ProxyPort", "9") for scheme in ("HTTP", "HTTPS", "FTP")),
    (_INET, "ooInetNoProxy", ""),
)
_HOMES: dict[int, Path] = {}
"""The profile of each process (by its id, so that a fork makes its own); one conversion at a time uses it."""
_LOCK = threading.Lock()
_strikes = 0


class NoConversionError(Exception):
    """Nothing came of it: LibreOffice is missing, or failed. ``reason`` is a short Chinese clause."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def program() -> str | None:
    """The LibreOffice of this machine: on PATH (never one that lies in the current folder), or in the usual places."""
    on_path = [shutil.which(name) for name in ("soffice", "libreoffice")]
    found = [place for place in on_path if place and Path(place).absolute().parent != Path.cwd()]
    found += [place for place in _PLACES.get(sys.platform, ()) if Path(place).is_file()]
    found += [str(place) for place in sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)]
    return found[0] if found else None


@contextmanager
def converted(path: Path, suffix: str, target: str) -> Iterator[Path]:
    """The document, which is of the format ``suffix``, as a file of the format ``target`` that is gone afterwards.

    Raises ``NoConversionError``; its reasons depend on this machine. Safe in several threads and processes.
    """
    found = program()
    if found is None:
        raise NoConversionError("本机没有 LibreOffice")
    with tempfile.TemporaryDirectory(prefix="zhutiri-", ignore_cleanup_errors=True) as folder:
        source, made = Path(folder, f"in{suffix}"), Path(folder, f"in{target}")
        try:
            if path.stat().st_size > MAX_BYTES:
                raise NoConversionError(f"文件超过 {MAX_BYTES // 1024 // 1024} MB")
            shutil.copyfile(path, source)
            with _LOCK:
                _convert(found, source, target)
            size = made.stat().st_size if made.is_file() and not made.is_symlink() else 0
        except OSError as problem:
            raise NoConversionError("LibreOffice 无法启动，或临时文件夹无法写入") from problem
        if size == 0:
            raise NoConversionError("LibreOffice 打不开")
        yield made


def _convert(found: str, source: Path, target: str) -> None:
    """Run LibreOffice once; a profile that saw a failure is not used again. Raises as ``converted``, or ``OSError``."""
    global _strikes  # noqa: PLW0603 - under the lock
    if _strikes >= STRIKES:
        raise NoConversionError("LibreOffice 多次没有响应")
    home = _home()
    command = [found, f"-env:UserInstallation={home.as_uri()}", *_OPTIONS]
    command += ["--convert-to", target.removeprefix("."), "--outdir", str(source.parent), str(source)]
    sound = False
    try:
        status = _run(command, source.parent)
        sound, _strikes = status == 0, 0
    except subprocess.TimeoutExpired:
        _strikes += 1
        raise NoConversionError(f"LibreOffice 在 {TIME_LIMIT:.0f} 秒内没有转换完") from None
    finally:
        if not sound:
            _forget(os.getpid())
    if status != 0:
        raise NoConversionError("LibreOffice 出错退出")


def _run(command: list[str], folder: Path) -> int:
    """The exit status; whatever goes wrong, no process of the group is left. Raises ``subprocess.TimeoutExpired``."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NOWHERE)
    own = {**proxies, **{name.upper(): value for name, value in proxies.items()}, "no_proxy": "", "NO_PROXY": ""}
    own |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={**os.environ, **own},
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
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _home() -> Path:
    """This process's profile folder, made when first needed and removed when the process ends."""
    process = os.getpid()
    if process not in _HOMES:
        home = Path(tempfile.mkdtemp(prefix="zhutiri-"))
        atexit.register(_forget, process)
        Finalize(None, _forget, args=(process,), exitpriority=0)  # worker processes run no atexit
        _HOMES[process] = home
        (home / "user").mkdir()
        (home / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    return _HOMES[process]


def _forget(process: int) -> None:
    if process == os.getpid() and (home := _HOMES.pop(process, None)) is not None:
        shutil.rmtree(home, ignore_errors=True)


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"{items}</oor:items>\n"
    )
