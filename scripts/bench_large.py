"""``zhutiri validate`` on plans of 54 to 50,000 activities: time beside PyYAML's pure SafeLoader, growth, memory.

Each size is a whole process, compared in pairs with a process that only loads the same file with ``yaml.SafeLoader``.
Nothing is asserted; the ratio at the largest size and the exponent of growth are what to look at.
"""

from __future__ import annotations

import math
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SIZES = (54, 500, 5_000, 50_000)
LOAD = "import sys, yaml; yaml.load(open(sys.argv[1], encoding='utf-8'), Loader=yaml.SafeLoader)"


def plan(count: int) -> str:
    """A sound plan with so many activities, its head the real plan's."""
    head = (ROOT / "data" / "plan_2024.yaml").read_text(encoding="utf-8").split("activities:")[0]
    rows = [
        f"  - id: {n}\n    month: {1 + (n - 1) * 12 // count}\n    theme: 第{n}项政策宣传活动\n"
        f"    forms: [政策宣传, 现场观摩]\n    units: [第{chr(0x4E00 + n % 3000)}街道办事处]\n"
        for n in range(1, count + 1)
    ]
    return head + "activities:\n" + "".join(rows)


def seconds(command: list[str]) -> float:
    """The wall time of one run."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Measure every size and print a line for each."""
    measured: list[tuple[int, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"plan_{size}.yaml"
            path.write_text(plan(size), encoding="utf-8")
            ours = [str(BIN / "zhutiri"), "validate", str(path)]
            theirs = [sys.executable, "-c", LOAD, str(path)]
            pairs = [(seconds(ours), seconds(theirs)) for _ in range(3 if size > 5_000 else 5)]
            mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
            ratio = statistics.median(a / b for a, b in pairs)
            measured.append((size, mine))
            print(f"{size:6} activities {mine:7.2f} s   SafeLoader {other:7.2f} s   ratio {ratio:.2f}")
    (small, quick), (large, slow) = measured[0], measured[-1]
    exponent = math.log((slow - quick) / (measured[-2][1] - quick)) / math.log(large / measured[-2][0])
    print(f"exponent of growth from {measured[-2][0]} to {large} (start-up at {small} taken off): {exponent:.2f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory of any process: {peak:.0f} MiB")


if __name__ == "__main__":
    main()
