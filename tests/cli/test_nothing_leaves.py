"""Nothing leaves the machine without ``--online``, and nothing is written outside the workspace but the cache.

Every command runs in a process of its own with a home folder of its own. Two watchers: Python's audit hooks, which see
what Python code asks for in that very process, and, where it is installed, strace, which sees every system call of the
process and its readers, libraries in C included (onnxruntime calls home at import unless it is told not to).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.places import ROOT

AS_OF = ("--as-of", "2024-04-12")
NOTICE = "2025年通知.txt"
FILES = ("html", "xlsx", "docx", "json", "sarif")
COMMANDS: dict[str, tuple[str, ...]] = {
    "check": ("check", *AS_OF, "--fail-on", "never"),
    "files": ("check", *AS_OF, "--fail-on", "never", *(f"-oa.{one}" for one in FILES)),
    "validate": ("validate",),
    "deadlines": ("deadlines", *AS_OF, "-o", "a.ics"),
    "workdays": ("workdays", "2024-09-29", "5"),
    "record": ("record", "10", "--held", "2024-03-28"),
    "receive": ("receive", "13", "来件/青禾教育局来信.eml"),
    "remind": ("remind", *AS_OF, "-o", "a.docx"),
    "rank": ("rank", *AS_OF),
    "rollup": ("rollup", ".", *AS_OF, "--fail-on", "never", "-oa.html", "-oa.xlsx"),
    "rules": ("rules",),
    "schema": ("schema", "--for", "check"),
    "diff": ("diff", "data/plan_2024.yaml", "data/plan_2024.yaml"),
    "import": ("import", NOTICE, "-o", "new.yaml"),
    "init": ("init", "新区", "--year", "2025"),
    "ocr": ("check", *AS_OF, "--fail-on", "never", "--ocr"),
}
WATCHED = """
import json, os, socket, sys
seen = []
def watch(event, arguments):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        # the readers' own processes are spoken to by way of files (AF_UNIX), which leads nowhere else
        if getattr(arguments[0] if arguments else None, "family", None) != getattr(socket, "AF_UNIX", -1):
            seen.append(event)
sys.addaudithook(watch)
from zhutiri_cli.cli.app import run
status = run(sys.argv[2:])
with open(sys.argv[1], "w") as out:
    json.dump([status, seen], out)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "work")
    (tmp_path / "home").mkdir()
    (tmp_path / "temp").mkdir()
    return tmp_path


def environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    return kept | {
        "HOME": str(home / "home"),
        "USERPROFILE": str(home / "home"),
        "TMPDIR": str(home / "temp"),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src")]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def run(home: Path, words: tuple[str, ...], watcher: tuple[str, ...] = ()) -> tuple[int, list[str]]:
    """The exit status, and what Python's audit hooks saw of sockets."""
    told = home / "temp" / "told.json"
    script = [*watcher, sys.executable, "-c", WATCHED, str(told), *words]
    done = subprocess.run(
        script, cwd=home / "work", env=environment(home), capture_output=True, check=False, timeout=300
    )
    assert told.exists(), done.stderr.decode("utf-8", "replace")[-2000:]
    status, seen = json.loads(told.read_text(encoding="utf-8"))
    told.unlink()
    return status, seen


def with_extra(name: str) -> None:
    if name == "ocr" and find_spec("rapidocr") is None:
        pytest.skip("the extra ocr is not installed")


@pytest.mark.parametrize("name", COMMANDS)
def test_no_socket_is_opened_and_only_the_cache_is_written(home: Path, name: str) -> None:
    with_extra(name)
    status, seen = run(home, COMMANDS[name])
    assert status == 0
    assert seen == []
    written = {path.relative_to(home / "home") for path in (home / "home").rglob("*") if path.is_file()}
    assert {"zhutiri" in str(path.parent) for path in written} <= {True}, written
    assert [path.name for path in (home / "temp").iterdir()] == []


CONNECTS = re.compile(
    rb"^.*(?:connect|sendto|sendmsg)\(\d+.*AF_INET.*$|^.*socket\(AF_(?:INET6?|NETLINK|PACKET).*$", re.MULTILINE
)


@pytest.mark.skipif(
    shutil.which("strace") is None, reason="strace is not installed: calls of libraries in C are not seen"
)
@pytest.mark.parametrize("name", ["check", "ocr", "receive"])
def test_no_library_opens_one_either(home: Path, name: str) -> None:
    with_extra(name)
    log = home / "calls"
    tried = subprocess.run(["strace", "-o", str(log), "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("strace may not watch processes here")
    status, _ = run(home, COMMANDS[name], ("strace", "-f", "-qq", "-e", "trace=network", "-o", str(log)))
    assert status == 0
    assert CONNECTS.findall(log.read_bytes()) == []


def test_the_watchers_see_what_they_are_for(home: Path) -> None:
    script = WATCHED.replace(
        "status = run(sys.argv[2:])", "import socket; status = socket.getaddrinfo('127.0.0.1', 80) and 0"
    )
    told = home / "temp" / "told.json"
    subprocess.run([sys.executable, "-c", script, str(told)], env=environment(home), check=True)
    assert "socket.getaddrinfo" in json.loads(told.read_text(encoding="utf-8"))[1]
    assert CONNECTS.search(b"123 connect(5, {sa_family=AF_INET, sin_port=htons(443)}, 16) = 0")
