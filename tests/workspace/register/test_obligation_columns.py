"""The ledger's columns of obligations, filled in and read back by ``record``."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import openpyxl

from tests.support.command import Ran, zhutiri
from tests.support.obliged_desk import obliged_desk, told


def ledger(plan: Path) -> Any:
    told("check", plan, "-o", str(plan.with_name("台账.xlsx")))
    return openpyxl.load_workbook(plan.with_name("台账.xlsx"))


def fill(book: Any, cells: dict[tuple[int, str], object]) -> None:
    sheet = book["台账"]
    heads = [cell.value for cell in sheet[3]]
    for (row, head), value in cells.items():
        sheet.cell(3 + row, heads.index(head) + 1).value = value


def record(plan: Path, book: Any) -> Ran:
    book.save(plan.with_name("台账.xlsx"))
    return zhutiri("record", str(plan.with_name("台账.xlsx")), "--plan", str(plan), "--as-of", "2025-04-10")


def states(plan: Path) -> list[dict[str, tuple[str, str | None]]]:
    tree = json.loads(told("check", plan, "-f", "json").out)
    return [{one["key"]: (one["state"], one["done"]) for one in item["obligations"]} for item in tree["activities"]]


def test_the_ledger_as_written_changes_nothing(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    book = ledger(plan)
    heads = [cell.value for cell in book["台账"][3]]
    assert ("报备日期" in heads, "活动预告办结日期" in heads, "方案报备办结日期" in heads) == (True, True, False)
    ran = record(plan, book)
    assert (ran.status, "没有要登记的改动" in ran.out) == (0, True), ran.err


def test_days_filled_in_are_recorded(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    book = ledger(plan)
    fill(
        book,
        {
            (1, "报备日期"): datetime.datetime(2025, 3, 11),  # recorded under done: it stays there
            (2, "活动预告办结日期"): "4月9日",
            (3, "活动预告办结日期"): datetime.datetime(2025, 3, 12),
        },
    )
    ran = record(plan, book)
    assert ran.status == 0, ran.err
    found = states(plan)
    assert found[0]["filing"] == ("done", "2025-03-11")
    assert found[1]["preview"] == ("done", "2025-04-09")
    assert found[2]["preview"] == ("done", "2025-03-12")


def test_a_cell_that_is_no_day_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    before = states(plan)
    book = ledger(plan)
    fill(book, {(2, "活动预告办结日期"): "已发布", (3, "活动预告办结日期"): "3月12日"})
    ran = record(plan, book)
    assert ran.status == 2
    assert "（序号 2，活动预告办结日期）" in ran.err
    assert states(plan) == before
