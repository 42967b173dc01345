"""Where to look once more: modules, functions and files of the command line that have grown long.

``python scripts/long_places.py [FOLDER]`` prints them and always ends well: a length is a reason to look, not a fault.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[1] / "src" / "zhutiri_cli"
MODULE, FUNCTION, COMMAND = 200, 40, 120
"""Lines from which on a module, a function, and a module of ``cli`` are named."""


def long_places(house: Path) -> Iterator[str]:
    """One line for each: place, length, and from where on it is said."""
    for path in sorted(house.rglob("*.py")):
        name, text = path.relative_to(house).as_posix(), path.read_text(encoding="utf-8")
        length, most = len(text.splitlines()), COMMAND if name.startswith("cli/") else MODULE
        if length > most:
            yield f"{name}: {length} lines (over {most})"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION:
                    yield f"{name}:{node.lineno}: {node.name} has {lines} lines (over {FUNCTION})"


def main() -> None:
    """Print the long places, or that there are none."""
    found = list(long_places(Path(sys.argv[1]) if len(sys.argv) > 1 else HOUSE))
    for line in found:
        print(f"long: {line}")
    print(f"{len(found)} long places, each a reason to look")


if __name__ == "__main__":
    main()
