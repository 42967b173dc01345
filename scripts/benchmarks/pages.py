"""Keeping what was measured: a page of its own in ``docs/benchmarks``, named in the list of ``index.md`` there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks.processes import ROOT

FOLDER = ROOT / "docs" / "benchmarks"
LIST = re.compile(r"(?<=<!-- kept: the list is written by scripts/bench.py -->\n).*?(?=<!-- /kept -->)", re.DOTALL)


def keep(folder: Path, day: date, chosen: Sequence[str], machine: str, told: Mapping[str, str], tables: str) -> Path:
    """Write the page of a day (and of what was chosen, if not the usual; an earlier page of the same is replaced), and
    the list anew. ``ValueError`` where ``index.md`` has no place for it."""
    title = f"{day.isoformat()}，{machine}" + (f"：只量 {'、'.join(chosen)}" if chosen else "")
    page = folder / f"{'-'.join([day.isoformat(), *chosen])}.md"
    facts = "".join(f"- {name}：{value}\n" for name, value in told.items())
    reading = "怎样读这些数字，见[速度和内存](index.md)。"
    page.write_text(f"# {title}\n\n{reading}\n\n{facts}\n{tables.rstrip()}\n", encoding="utf-8")
    index = folder / "index.md"
    text, places = LIST.subn(lambda _: listed(folder), index.read_text(encoding="utf-8"))
    if places != 1:
        raise ValueError("index.md has no list of kept pages")
    index.write_text(text, encoding="utf-8")
    return page


def listed(folder: Path) -> str:
    """A link to every kept page, the newest first."""
    pages = sorted((path for path in folder.glob("[0-9]*.md")), key=lambda path: path.stem, reverse=True)
    heads = {path.name: path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ") for path in pages}
    return "".join(f"- [{head}]({name})\n" for name, head in heads.items())
