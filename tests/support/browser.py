"""A real, headless Chromium for tests, driven through node; tests skip and say why where it is not installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.places import TOOLS


@dataclass(frozen=True)
class Seen:
    """What each step gave back, what the page said on its console, and every address it asked for."""

    results: list[Any]
    said: list[str]
    asked: list[str]


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
    node, browser = shutil.which("node"), shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        pytest.skip("没有安装 Chromium（Debian：apt-get install chromium）")
    if node is None or not (TOOLS / "node_modules" / "playwright-core").is_dir():
        pytest.skip("node 的工具没有安装（make tools）")
    job = {
        "browser": browser,
        "url": page.as_uri() + fragment,
        "width": width,
        "height": height,
        "scheme": scheme,
        "script": script,
        "axe": any("axe" in step for step in steps),
        "steps": steps,
    }
    path = page.with_suffix(".job.json")
    path.write_text(json.dumps(job), encoding="utf-8")
    done = subprocess.run(
        [node, str(TOOLS / "page.cjs"), str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Seen(**json.loads(done.stdout))
