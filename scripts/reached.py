"""How much of the product the tests reached: ``python scripts/reached.py FOLDER [--each]``.

It adds up what the processes of pytest put into the folder (``tests/support/measured.py``). Exit status 1 where the
lines, the branches, or both counted together are too few.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ENOUGH = 95.0
"""Per cent: of the lines, of the branches, and of both counted together; never to be lowered."""
LOOKED_AT = 90.0
"""Modules under this share are named."""

Facts = Mapping[str, Any]


def main(folder: Path, *, each: bool = False) -> int:
    """Print what was reached and what was not."""
    whole = added_up(folder)
    if whole is None:
        print(f"nothing was measured in {folder}", file=sys.stderr)
        return 1
    for name, facts in sorted(whole["files"].items()):
        share = shares(facts["summary"])
        if min(share) < LOOKED_AT or (each and min(share) < 100):
            print(f"{name}: lines {share[0]:.1f} %, branches {share[1]:.1f} %; {missed(facts)}")
    lines, branches = shares(whole["summary"])
    together = whole["summary"]["percent_covered"]
    print(
        f"tests reach {lines:.2f} % of the lines and {branches:.2f} % of the branches of src, together {together:.2f} %"
    )
    if min(lines, branches, together) >= ENOUGH:
        return 0
    print(f"{ENOUGH:g} % of the lines, of the branches and of both together are needed")
    return 1


def added_up(folder: Path) -> Any:
    """What all processes reached; ``None`` where none put anything down."""
    from slipcover import merge_coverage

    whole = None
    for path in sorted(folder.glob("*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        whole = found if whole is None else merge_coverage(whole, found)
    return whole


def shares(summary: Facts) -> tuple[float, float]:
    """The lines and the branches reached, per cent; all where there are none."""
    return share(summary, "lines"), share(summary, "branches")


def share(summary: Facts, what: str) -> float:
    """One of them."""
    covered, missing = summary[f"covered_{what}"], summary[f"missing_{what}"]
    return 100.0 * covered / (covered + missing) if covered + missing else 100.0


def missed(facts: Facts) -> str:
    """The lines, and the jumps from line to line, that no test made."""
    lines = ", ".join(map(str, facts["missing_lines"]))
    jumps = ", ".join(f"{start}->{end or 'end'}" for start, end in facts["missing_branches"])
    return f"not reached: {lines or 'no line'}; {jumps or 'no branch'}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), each="--each" in sys.argv[2:]))
