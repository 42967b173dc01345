"""What is told of many activities, of which few are held at a time, is what is told of them when all are held."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.support.command import zhutiri
from tests.support.places import EXAMPLES
from zhutiri_cli.common import spool

DAY = "2024-04-12"
PLAN = EXAMPLES / "data" / "plan_2024.yaml"
FILES = [".json", ".html", ".csv", ".md", ".txt", ".xml", ".sarif", ".docx"]


def few_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ("common.spool", "case.cases", "report.outlines", "render.check.json"):
        monkeypatch.setattr(f"zhutiri_cli.{room}.HELD", 3)
    monkeypatch.setattr("zhutiri_cli.submission.gather.TOGETHER", 5)


def told(folder: Path, *more: str) -> dict[str, bytes]:
    folder.mkdir()
    files = [word for suffix in [*FILES, ".xlsx"] for word in ("-o", str(folder / f"out{suffix}"))]
    ran = zhutiri("check", "--plan", str(PLAN), "--as-of", DAY, *more, *files)
    assert ran.status in (0, 1), ran.err
    screen = [zhutiri("check", "--plan", str(PLAN), "--as-of", DAY, *more, *words).out for words in ((), ("--all",))]
    found = {suffix: (folder / f"out{suffix}").read_bytes() for suffix in FILES}
    book = openpyxl.load_workbook(folder / "out.xlsx")
    cells = [[[cell.value for cell in row] for row in page.iter_rows()] for page in book.worksheets]
    return found | {"xlsx": repr(cells).encode(), "screen": "\n".join([ran.out, *screen]).encode()}


@pytest.mark.usefixtures("examples_known")
@pytest.mark.parametrize("more", [(), ("--month", "3"), ("--unit", "萤火就业局", "--due-within", "30")])
def test_every_output_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]) -> None:
    held = told(tmp_path / "a", *more)
    few_are_held(monkeypatch)
    spooled = told(tmp_path / "b", *more)
    assert {name for name in held if held[name].replace(b"/a/", b"/b/") != spooled[name]} == set()


@pytest.mark.usefixtures("examples_known")
@pytest.mark.parametrize("command", ["rank", "remind", "deadlines"])
def test_other_commands_tell_the_same(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    order = (command, "--plan", str(PLAN), *(() if command == "deadlines" else ("--as-of", DAY)))
    held = zhutiri(*order)
    few_are_held(monkeypatch)
    spooled = zhutiri(*order)
    assert (spooled.status, spooled.out, spooled.err) == (held.status, held.out, held.err)


@pytest.mark.usefixtures("examples_known")
def test_an_earlier_report_is_compared_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = tmp_path / "earlier.json"
    zhutiri("check", "--plan", str(PLAN), "--as-of", "2024-03-20", "-o", str(earlier))
    order = ("check", "--plan", str(PLAN), "--as-of", DAY, "--baseline", str(earlier))
    held = zhutiri(*order)
    few_are_held(monkeypatch)
    assert zhutiri(*order).out == held.out
    json.loads(zhutiri(*order, "-f", "json").out)
    assert len(list(csv.reader(io.StringIO(zhutiri(*order, "-f", "csv").out)))) > 3


def test_more_are_held_than_a_district_has() -> None:
    assert spool.HELD > 54
