"""On what was measured: the kind of machine, and of what; never a name, an address or a folder of it."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import date, datetime
from pathlib import Path

import psutil

from benchmarks.peers import releases
from benchmarks.processes import ROOT
from zhutiri_cli import __version__
from zhutiri_cli.common.yaml.scalars import BEIJING


def today() -> date:
    """The day in Beijing."""
    return datetime.now(BEIJING).date()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def described() -> dict[str, str]:
    """What the reader is told of machine and software, by what it is; asked before anything runs, for the load."""
    memory = psutil.virtual_memory().total / 2**30
    return {
        "处理器": f"{_processor()}，可用 {cores()} 核",
        "内存": f"{memory:.1f} GiB",
        "系统": _system(),
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "本工具": f"{__version__}{_commit()}",
        "对照": "、".join(releases()),
        "开始时的负载": f"{os.getloadavg()[0]:.1f}（等于核数就是占满；越小，数字越可信）",
    }


def in_short() -> str:
    """The kind of machine in a few words, for a heading."""
    memory = psutil.virtual_memory().total / 2**30
    return f"{cores()} 核、{memory:.0f} GiB、{platform.system()}、Python {platform.python_version()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return " ".join(named[0].split()) if named else platform.machine()


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = platform.system()
    return f"{name}（{platform.system()} {platform.release().partition('-')[0]}，{platform.machine()}）"


def _commit() -> str:
    """The commit and whether there is more than it holds; nothing outside a repository."""

    def git(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stdout.strip() if done.returncode == 0 else ""

    try:
        commit = git("rev-parse", "--short=10", "HEAD")
        changed = "，另有未提交的改动" if commit and git("status", "--porcelain", "--", "src") else ""
    except OSError:
        return ""  # no git here
    return f"，提交 {commit}{changed}" if commit else ""
