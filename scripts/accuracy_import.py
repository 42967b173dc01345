"""How exactly annexes are imported: makes those of ``annex_tables.py``, imports each, compares field by field.

``python scripts/accuracy_import.py [-v]``; ``-v`` also prints every field that is not as it should be. A row is right
when every field that its annex states is; a field is wrong when another value than the true one is written, open when
none is. Rows that no annex has are wrong, too.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from annex_tables import ANNEXES, Annex

from zhutiri_cli.common.errors import ZhutiriError
from zhutiri_cli.plan.importing.columns.plan_headings import read_given
from zhutiri_cli.plan.importing.importer import import_file

NOBODYS_YEAR = 2031
FIELDS = ("when", "planned", "theme", "forms", "units")


@dataclass
class Score:
    """Rows right of all, fields wrong and left open, and what to look at."""

    rows: int = 0
    right: int = 0
    wrong: int = 0
    open: int = 0
    said: list[str] = field(default_factory=list)


def true_rows(annex: Annex) -> dict[int, dict[str, Any]]:
    """The truth of an annex by number; a field that it does not state is ``None``."""
    rows = {}
    for line in annex.truth:
        number, when, planned, theme, forms, units = (part.strip() for part in line.split("|"))
        rows[int(number)] = {
            "when": f"{annex.year}-{int(when):02d}" if when.isdigit() else when,
            "planned": planned or None,
            "theme": theme,
            "forms": forms.split("、") if forms else None,
            "units": units.split("、") if units else None,
        }
    return rows


def written_rows(plan: dict[str, Any]) -> dict[int, dict[str, Any]]:
    """The activities of a plan in the same shape."""
    rows = {}
    for entry in plan["activities"]:
        month = entry.get("month")
        rows[entry["id"]] = {
            "when": str(entry.get("when") or (f"{plan['year']}-{month:02d}" if month else "")) or None,
            "planned": str(entry["planned"]) if entry.get("planned") else None,
            "theme": entry.get("theme"),
            "forms": entry.get("forms") or None,
            "units": entry.get("units") or None,
        }
    return rows


def scored(annex: Annex, folder: Path) -> Score:
    """One annex imported and compared."""
    truth = true_rows(annex)
    score = Score(rows=len(truth))
    try:
        path = annex.make(folder)
        options = dict(zip(annex.options[::2], annex.options[1::2], strict=True))
        given = read_given([v for k, v in zip(annex.options[::2], annex.options[1::2], strict=True) if k == "--column"])
        year = int(options["--year"]) if "--year" in options else None
        done = import_file(path, year, NOBODYS_YEAR, given)
    except ZhutiriError as problem:
        score.open += len(truth) * 3
        score.said.append(f"{problem.message}；{problem.advice}")
        return score
    plan = yaml.safe_load(done.text)
    rows = written_rows(plan)
    for number in sorted({*truth, *rows}):
        wrong, left = _compared(truth.get(number), rows.get(number))
        score.wrong += len(wrong)
        score.open += len(left)
        score.right += number in truth and not wrong and not left
        score.said += [f"{number} {what}" for what in (*wrong, *left)]
    if plan["year"] != annex.year:
        score.said.append(f"year {plan['year']}")
        score.wrong += plan["year"] is not None
    return score


def _compared(true: dict[str, Any] | None, own: dict[str, Any] | None) -> tuple[list[str], list[str]]:
    """Fields that are wrong, and fields that are stated and left open."""
    if true is None:
        return [f"不该有的一项 {own}"], []
    if own is None:
        return [], ["缺这一项"]
    wrong, left = [], []
    for key in FIELDS:
        stated = true[key] not in (None, "?")
        if own[key] is None and stated:
            left.append(f"{key} 空着，应为 {true[key]}")
        elif own[key] is not None and own[key] != true[key]:
            wrong.append(f"{key} 写成 {own[key]}，应为 {true[key]}")
    return wrong, left


def main() -> None:
    """Print the table of the manual's page."""
    print("| 附件的种类 | 行 | 各栏全对 | 写错的格 | 留空的格 |\n| --- | ---: | ---: | ---: | ---: |")
    total = Score()
    with tempfile.TemporaryDirectory() as folder:
        for annex in ANNEXES:
            score = scored(annex, Path(folder))
            print(f"| {annex.kind} | {score.rows} | {score.right} | {score.wrong} | {score.open} |")
            for line in score.said if "-v" in sys.argv else ():
                print("    ", line)
            total.rows += score.rows
            total.right += score.right
            total.wrong += score.wrong
            total.open += score.open
    print(f"| 合计 | {total.rows} | {total.right} | {total.wrong} | {total.open} |")


if __name__ == "__main__":
    main()
