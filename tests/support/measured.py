"""Which lines and branches of the product the tests reach, counted in the processes that pytest itself works in.

On where ``ZHUTIRI_REACHED`` names a folder, as ``make test`` does: each process puts what it reached into a file there,
and ``scripts/reached.py`` adds them up. Probes are put into a module when it is imported, and taken out once they were
met: on Python 3.11 that costs a fraction of what a tracer costs.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from tests.support.places import ROOT

FOLDER = os.environ.get("ZHUTIRI_REACHED", "")


class Measurement:
    """From when it is made, before anything of the product is imported, to ``kept``."""

    def __init__(self) -> None:
        if not FOLDER:
            return
        from slipcover import FileMatcher, ImportManager, Slipcover

        source = str(ROOT / "src" / "zhutiri_cli")
        self._found = Slipcover(branch=True, source=[source])
        ImportManager(self._found, FileMatcher(sources=[source])).__enter__()

    def kept(self) -> None:
        """Put down what was reached so far."""
        if FOLDER:
            Path(FOLDER).mkdir(parents=True, exist_ok=True)
            Path(FOLDER, f"{os.getpid()}.json").write_text(json.dumps(self._found.get_coverage()), encoding="utf-8")
