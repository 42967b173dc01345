"""How long the commands take beside a known tool: whole processes, in pairs, the median of the ratios.

``check-jsonschema`` validates the same plan file against the plan's own JSON Schema in the same run. Nothing is
asserted: machines differ; the ratios are what to look at.
"""

from __future__ import annotations

import compileall
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import zhutiri_cli
from zhutiri_cli.plan.model import Plan

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PAIRS = 15


def seconds(command: list[str]) -> float:
    """The wall time of one run."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare(title: str, ours: list[str], theirs: list[str], limit: float) -> None:
    """Run the two in turn and print the medians."""
    for command in (ours, theirs):
        seconds(command)
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(PAIRS)]
    ratio = statistics.median(mine / other for mine, other in pairs)
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{title:10} {mine * 1000:6.0f} ms  check-jsonschema {other * 1000:6.0f} ms  ratio {ratio:.2f} (aim {limit})")


def main() -> None:
    """Compile both sides' bytecode, then measure."""
    compileall.compile_dir(str(Path(zhutiri_cli.__file__).parent), quiet=1)
    plan = "data/plan_2024.yaml"
    with tempfile.TemporaryDirectory() as folder:
        schema = Path(folder) / "plan.schema.json"
        schema.write_text(json.dumps(Plan.model_json_schema(by_alias=True)), encoding="utf-8")
        theirs = [str(BIN / "check-jsonschema"), "--schemafile", str(schema), plan]
        own = str(BIN / "zhutiri")
        compare("check", [own, "check", "--plan", plan, "--as-of", "2024-04-12", "--fail-on", "never"], theirs, 0.9)
        compare("validate", [own, "validate", plan], theirs, 0.7)
        compare("workdays", [own, "workdays", "2024-04-12", "5"], theirs, 0.5)
    compare("--help", [own, "--help"], [str(BIN / "check-jsonschema"), "--help"], 0.4)


if __name__ == "__main__":
    main()
