"""Every kind of annex of ``scripts/annex_tables.py``: each stated field right, nothing wrong, and a sound plan."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from accuracy_import import NOBODYS_YEAR, scored
from annex_tables import ANNEXES, Annex

from zhutiri_cli.plan.importing.columns.plan_headings import read_given
from zhutiri_cli.plan.importing.importer import Imported, import_file
from zhutiri_cli.plan.load import load_plan_bytes

KINDS = {annex.make.__name__: annex for annex in ANNEXES}


def done(name: str, folder: Path) -> Imported:
    """The annex of a kind, imported without options."""
    return import_file(KINDS[name].make(folder), None, NOBODYS_YEAR)


@pytest.mark.parametrize("annex", ANNEXES, ids=lambda annex: annex.make.__name__)
def test_every_stated_field_is_right(annex: Annex, tmp_path: Path) -> None:
    score = scored(annex, tmp_path)
    assert (score.right, score.wrong, score.open) == (score.rows, 0, 0), score.said


@pytest.mark.parametrize("annex", ANNEXES, ids=lambda annex: annex.make.__name__)
def test_the_plan_has_no_faults_but_what_is_said_to_be_open(annex: Annex, tmp_path: Path) -> None:
    given = read_given([word for word in annex.options if "=" in word])
    read = import_file(annex.make(tmp_path), None, NOBODYS_YEAR, given)
    loaded = load_plan_bytes(tmp_path / "plan.yaml", read.text.encode())
    assert len(loaded.faults) == len(read.gaps), loaded.faults
    assert (loaded.plan is not None) == (not read.gaps)


def test_there_are_enough_of_them() -> None:
    assert len(ANNEXES) >= 15
    assert sum(len(annex.truth) for annex in ANNEXES) >= 60


def test_columns_without_a_key_are_kept(tmp_path: Path) -> None:
    first = yaml.safe_load(done("day_and_hour", tmp_path).text)["activities"][0]
    assert first["extra"] == {"开放地点": "听雨水厂", "参加人数(人)": "30"}


def test_a_hidden_row_is_named(tmp_path: Path) -> None:
    read = done("shown_by_formats", tmp_path)
    assert [said for said in read.notices if "隐藏" in said and "已取消的活动" in said]
    assert "已取消的活动" not in read.text


@pytest.mark.parametrize(
    ("kind", "words"),
    [("dates_of_a_spreadsheet", "旧版活动"), ("spans_of_a_page", "海洋日讲座"), ("struck_in_word", "婚俗展馆")],
)
def test_what_is_struck_out_is_named(kind: str, words: str, tmp_path: Path) -> None:
    read = done(kind, tmp_path)
    assert [said for said in read.notices if "删除线" in said and words in said]
    assert words not in read.text


def test_a_time_that_is_no_month_is_quoted_in_its_place(tmp_path: Path) -> None:
    read = done("parts_of_the_year", tmp_path)
    entry = yaml.safe_load(read.text)["activities"][4]
    assert (entry["month"], "每季度一次" in entry["remark"]) == (None, True)
    assert read.gaps == ("序号 5的月份（month）",)


def test_parts_that_count_anew_are_numbered_through(tmp_path: Path) -> None:
    read = done("a_table_a_month", tmp_path)
    assert any("从头编起" in said and "1–5" in said for said in read.notices)


def test_text_in_frames_of_a_page_is_the_notices(tmp_path: Path) -> None:
    plan = yaml.safe_load(done("saved_page", tmp_path).text)
    assert plan["document"] == {"number": "石桥政办〔2025〕7号"}
    assert plan["title"] == "石桥区2025年“政府开放月”活动一览表"
