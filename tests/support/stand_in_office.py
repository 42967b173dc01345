"""LibreOffice in tests: the real one where there is one, and shell scripts that stand in for it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from zhutiri_cli.materials.formats import libreoffice

REAL = pytest.mark.skipif(libreoffice.program() is None, reason="no LibreOffice on this machine")
SCRIPTS = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
WORDS = "活动总结：群众现场咨询。"


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A soffice on PATH that is a shell script; ``$OUT`` is the folder where the result is to be put."""
    place = folder / "bin"
    place.mkdir()
    head = '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\nOUT="$2"; IN="$3"\n'
    (place / "soffice").write_text(head + script, encoding="utf-8")
    (place / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{place}{os.pathsep}{os.environ['PATH']}")
