"""Speed and memory of the commands beside known tools and limits, in one run, as Markdown tables.

``python scripts/bench.py [NAME…]``, or ``make bench ARGS="NAME…"``, which also installs the tools of others. A name is
a measurement's or a section's (``--list``); without one, all that together take about ten minutes. Tables go to
stdout, progress to stderr; ``--keep`` also writes a page of ``docs/benchmarks``. Nothing is asserted: machines differ,
ratios of the same run are what to look at. What cannot be measured is a row with the reason.
"""

from __future__ import annotations

import argparse
import compileall
import sys
import time
from itertools import groupby
from pathlib import Path

from benchmarks import machine, pages, processes, table
from benchmarks.carrying_out import carry_out
from benchmarks.catalogue import MEASUREMENTS, chosen
from benchmarks.measurement import Measurement, Row

import zhutiri_cli


def arguments(words: list[str] | None = None) -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(prog="bench.py", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="measurements or sections; default: all short ones")
    parser.add_argument("--long", action="store_true", help="those that take long, too")
    parser.add_argument("--rounds", type=int, help="so many rounds of each, instead of its own number")
    parser.add_argument("--keep", action="store_true", help="write a page of docs/benchmarks, too")
    parser.add_argument("--folder", type=Path, default=pages.FOLDER, help="another folder for --keep, with an index.md")
    parser.add_argument("--list", action="store_true", help="list the measurements and end")
    asked = parser.parse_args(words)
    if asked.rounds is not None and asked.rounds < 1:
        parser.error("--rounds is at least 1")
    try:
        asked.chosen = chosen(asked.names, long=asked.long)
    except ValueError as problem:
        parser.error(f"{problem}; --list tells what there is")
    return asked


def measured(what: list[Measurement], rounds: int | None) -> str:
    """The tables of all; each section is printed when it is through, so that an interruption loses little."""
    written = []
    for section, group in groupby(what, key=lambda one: one.section):
        rows: list[Row] = []
        for one in group:
            start = time.perf_counter()
            print(f"{one.name} …", end=" ", file=sys.stderr, flush=True)
            rows += carry_out(one, rounds)
            print(f"{time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
        written.append(table.section(section, rows))
        print(written[-1], flush=True)
    return "\n".join(written)


def main() -> None:
    """Compile our bytecode as an installation does, then measure."""
    asked = arguments()
    if asked.list:
        for one in MEASUREMENTS:
            print(f"{one.name:<20} {one.section.title}{'  (--long)' if one.long else ''}")
        return
    compileall.compile_dir(str(Path(zhutiri_cli.__file__).parent), quiet=1)
    processes.adopt_orphans()
    told = machine.described()
    print("".join(f"- {name}：{value}\n" for name, value in told.items()), flush=True)
    tables = measured(asked.chosen, asked.rounds)
    if asked.keep:
        special = [*asked.names, *(["long"] if asked.long else [])]
        page = pages.keep(asked.folder, machine.today(), special, machine.in_short(), told, tables)
        print(f"kept: {page.name}", file=sys.stderr)


if __name__ == "__main__":
    main()
