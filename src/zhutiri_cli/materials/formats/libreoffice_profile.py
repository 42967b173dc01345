"""The place in which a LibreOffice of ours runs: its profile and home folder, where all that fetches is switched off.

Each process has one, in the temporary folder; one conversion at a time uses it. Whatever LibreOffice or the desktop's
libraries write lies in it (without a home folder of its own it makes ``.config`` and ``.cache/dconf`` in the user's).
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import os
import stat
import sys
from contextlib import ExitStack
from multiprocessing.util import Finalize
from pathlib import Path

from zhutiri_cli.common.file_lock import OURS
from zhutiri_cli.common.temporaries import temporary_folder

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
_HOMES: dict[int, tuple[Path, ExitStack]] = {}
"""The profile of each process (by its id, so that a fork makes its own), and what ends it."""
_PIPE_FOLDERS = ("/tmp", "/var/tmp")
"""Where it puts the socket by which a second start finds the first, whatever ``TMPDIR`` says."""


def environment(home: Path, folder: Path) -> dict[str, str]:
    """The variables with which it runs: this home, temporary files in ``folder``, and proxies that lead nowhere."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NOWHERE)
    own = {**proxies, **{name.upper(): value for name, value in proxies.items()}, "no_proxy": "", "NO_PROXY": ""}
    own |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    if sys.platform != "win32":
        own |= dict.fromkeys(
            ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"), str(home)
        )
        own["GSETTINGS_BACKEND"] = "memory"
    return {**os.environ, **own}


def home_of_process() -> Path:
    """This process's profile folder, made when first needed and removed when the process ends."""
    process = os.getpid()
    if process not in _HOMES:
        held = ExitStack()
        home = held.enter_context(temporary_folder())
        atexit.register(forget, process)
        Finalize(None, forget, args=(process,), exitpriority=0)  # worker processes run no atexit
        _HOMES[process] = home, held
        (home / "user").mkdir()
        (home / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    return _HOMES[process][0]


def forget(process: int) -> None:
    """Remove the profile, with the socket that a LibreOffice which was ended has left behind."""
    if process == os.getpid() and (found := _HOMES.pop(process, None)) is not None:
        home, held = found
        _remove_pipe(home)
        held.close()


def remove_pipes(folder: Path) -> None:
    """Remove the sockets of all profiles that lie in a folder: of processes that were killed before they could."""
    for home in folder.glob(f"{OURS}*"):
        _remove_pipe(home)


def _remove_pipe(home: Path) -> None:
    if sys.platform != "win32":
        for folder in _PIPE_FOLDERS:
            with contextlib.suppress(OSError):  # LibreOffice has removed it by itself, or had no access
                pipe = Path(folder, pipe_name(home))
                if stat.S_ISSOCK(pipe.lstat().st_mode):
                    pipe.unlink()


def pipe_name(home: Path) -> str:
    """The socket of the LibreOffice that runs with a profile: named by the user and a digest of the address."""
    digest = hashlib.md5(home.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    user = os.getuid() if sys.platform != "win32" else 0
    return f"OSL_PIPE_{user}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"


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
