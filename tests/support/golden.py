"""Golden files: ``golden/<command>.<format>`` is what that format makes of the fixed report.

``PYTHONPATH=src python -m tests.support.golden`` writes those that are there anew; a new one begins as an empty file.
"""

from __future__ import annotations

from tests.support.fixed_report import fixed_report
from tests.support.places import TESTS
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display

FOLDER = TESTS / "render" / "golden"
FILES = sorted(path.name for path in FOLDER.iterdir())


def rendered(name: str) -> bytes:
    """The fixed report in the format of a golden file."""
    command, form = name.split(".")
    made = formats(command)[form].render(fixed_report(), Display(100))
    assert isinstance(made, str | bytes)
    return made if isinstance(made, bytes) else made.encode("utf-8")


if __name__ == "__main__":
    for file in FILES:
        (FOLDER / file).write_bytes(rendered(file))
