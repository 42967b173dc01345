"""A real, headless Chromium for tests, driven through node; tests skip and say why where it is not installed."""

from __future__ import annotations

import atexit
import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from tests.support.places import TOOLS


class Seen(Struct, frozen=True):
    """What each step gave back, what the page said on its console, and every address it asked for."""

    results: list[Any]
    said: list[str]
    asked: list[str]


@cache
def chromium() -> subprocess.Popen[str]:
    """One browser for all tests of this process; each page has a context of its own. It ends with the process."""
    node, browser = shutil.which("node"), shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        pytest.skip("没有安装 Chromium（Debian：apt-get install chromium）")
    if node is None or not (TOOLS / "node_modules" / "playwright-core").is_dir():
        pytest.skip("node 的工具没有安装（make tools）")
    command = [node, str(TOOLS / "page.cjs"), browser]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
    atexit.register(process.communicate)
    return process


def browse(
    page: Path,
    *steps: dict[str, Any],
    width: int = 1280,
    height: int = 800,
    scheme: str = "light",
    script: bool = True,
    fragment: str = "",
) -> Seen:
    """Open a page and take the steps (see ``tests/tools/page.cjs``)."""
    job = {
        "url": page.as_uri() + fragment,
        "width": width,
        "height": height,
        "scheme": scheme,
        "script": script,
        "axe": any("axe" in step for step in steps),
        "steps": steps,
    }
    process = chromium()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(job) + "\n")
    process.stdin.flush()
    seen = json.loads(process.stdout.readline() or '{"failure": "the browser is gone"}')
    assert "failure" not in seen, seen["failure"]
    return Seen(**seen)
