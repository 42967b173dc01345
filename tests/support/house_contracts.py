"""What import-linter says of a house, the project's own or a copy of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.places import ROOT


def linted(root: Path) -> subprocess.CompletedProcess[str]:
    """What import-linter says of the house below ``root`` by our contracts."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", program, str(ROOT / "pyproject.toml"), "--no-cache"]
    environment = {"PYTHONPATH": str(root), "PYTHONUTF8": "1", "PATH": "", "COLUMNS": "200"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
