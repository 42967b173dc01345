"""``data/plan_2024.yaml`` against the notice it was taken from, field by field.

The parser here is deliberately its own small thing over the fixtures (the notice's text as published), so that a slip
in the plan file and a slip in the product's importer cannot hide each other.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest
import yaml

from tests.support.places import FIXTURES, REAL_PLAN

PLAN: dict[str, Any] = yaml.safe_load(REAL_PLAN.read_text(encoding="utf-8"))
NOTICE = (FIXTURES / "notice_2024.txt").read_text(encoding="utf-8")
ANNEX = (FIXTURES / "notice_2024_annex1.txt").read_text(encoding="utf-8")
SUBDISTRICTS = 14


class Row(NamedTuple):
    """One activity as the annex has it."""

    id: int
    month: int
    theme: str
    forms: list[str]
    units: list[str]


def untypeset(text: str) -> str:
    """Drop the spaces that typesetting puts between digits and Chinese characters."""
    return re.sub(r"(?<=[0-9])[ ](?=[一-鿿])|(?<=[一-鿿])[ ](?=[0-9])", "", text)


def flat(text: str) -> str:
    """Drop every space and line break, to find an excerpt whatever the typesetting."""
    return re.sub(r"\s+", "", text)


def cells_of(line: str) -> list[str] | None:
    """The five columns of a table line, or None for a heading. Rows 50 and 51 are put right as their remarks say."""
    cells = [untypeset(cell).strip() for cell in line.split("\t")]
    if not cells[0].isdigit():
        return None
    if re.fullmatch(r"\d+月", cells[2]):  # row 50: everything one column to the right, no room left for the unit
        return [cells[0], cells[2], cells[3], cells[4], ""]
    if cells[1] and not re.fullmatch(r"\d+月", cells[1]):  # row 51: the theme stands in the month column
        return [cells[0], "", cells[1] + cells[2], cells[3], cells[4]]
    return cells


def annex_rows() -> list[Row]:
    """The table of annex 1; a month holds until the next one is named."""
    rows, month = [], 0
    for line in ANNEX.splitlines():
        cells = cells_of(line)
        if cells is None:
            continue
        number, month_text, theme, forms, units = cells
        month = int(month_text.removesuffix("月")) if month_text else month
        rows.append(Row(int(number), month, theme, forms.split("、"), units.split("、") if units else []))
    return rows


def test_the_annex_has_54_rows_and_so_has_the_plan() -> None:
    assert [row.id for row in annex_rows()] == list(range(1, 55))
    assert [activity["id"] for activity in PLAN["activities"]] == list(range(1, 55))


@pytest.mark.parametrize("row", annex_rows(), ids=lambda row: str(row.id))
def test_an_activity_is_what_the_annex_says(row: Row) -> None:
    activity = dict(PLAN["activities"][row.id - 1])
    remark = activity.pop("remark", None)
    assert activity == row._asdict()
    assert (remark is not None) == (row.id in (50, 51))


def test_the_shifted_rows_say_so_and_nothing_is_invented() -> None:
    fifty, fifty_one = PLAN["activities"][49], PLAN["activities"][50]
    assert fifty["units"] == []
    assert "错位" in fifty["remark"]
    assert "未列责任单位" in fifty["remark"]
    assert "错位" in fifty_one["remark"]
    assert fifty_one["units"] == ["团区委"]


def test_every_subdistrict_hosts_an_activity() -> None:
    units = {unit for activity in PLAN["activities"] for unit in activity["units"]}
    assert len({unit for unit in units if unit.endswith("街道办事处")}) == SUBDISTRICTS


@pytest.mark.parametrize("topic", sorted(PLAN["document"]["clauses"]))
def test_a_clause_quotes_the_notice(topic: str) -> None:
    """The notice writes “2024 年”, with a typesetting space: compared without any space."""
    clause = PLAN["document"]["clauses"][topic]
    assert set(clause) == {"ref", "text"}
    assert flat(clause["text"]) in flat(NOTICE)
    assert clause["text"] == untypeset(clause["text"])


@pytest.mark.parametrize("topic", sorted(PLAN["document"]["clauses"]))
def test_a_clause_stands_in_the_paragraph_it_names(topic: str) -> None:
    clause = PLAN["document"]["clauses"][topic]
    chapter, item = re.fullmatch(r"([一二三])(（[一二三四五六]）)?", clause["ref"]).groups()  # type: ignore[union-attr]  # no match is a failure of the test
    body = NOTICE[NOTICE.index(f"\n{chapter}、") :]
    if item:
        body = body[body.index(f"\n{item}") :]
    end = re.search(r"\n（[一二三四五六]）" if item else r"\n[一二三]、|\n附件：", body[2:])
    paragraph = body[: end.start() + 2] if end else body
    assert flat(clause["text"]) in flat(paragraph)


def test_the_topics_are_those_of_this_notice() -> None:
    topics = {"hosting", "forms", "held", "branding", "publicity", "report", "portal", "ranking"}
    assert set(PLAN["document"]["clauses"]) == topics  # no filing: this notice asks for none


def test_the_document_and_its_contact() -> None:
    document = PLAN["document"]
    assert document["number"] in NOTICE
    assert document["issuer"] in NOTICE
    assert f"{document['issued']:%Y}年{document['issued'].month}月{document['issued'].day}日" in NOTICE
    assert f"电话：{PLAN['contact']['phone']}，" in NOTICE
    assert f"电子邮箱：{PLAN['contact']['email']}）" in NOTICE


def test_the_five_named_forms() -> None:
    chapter = NOTICE[NOTICE.index("二、活动形式") : NOTICE.index("三、工作要求")]
    named = re.findall(r"^（[一二三四五六]）(.+?)。", chapter, re.MULTILINE)
    assert named == [*PLAN["forms"], "其他形式"]


def test_requirements_title_and_year() -> None:
    assert (PLAN["schema"], PLAN["year"]) == (1, 2024)
    assert flat(PLAN["title"]) in flat(ANNEX)
    assert PLAN["requirements"] == {
        "report": {"within_working_days": 5, "materials": {"plan": 1, "photos": 1, "summary": 1, "links": 1}},
        "portal": {"domain": "tianxin.gov.cn"},
        "branding": {"banner": "2024年“政务公开主题日”活动"},
    }


def test_the_file_is_plain_utf8_with_unix_line_ends() -> None:
    raw = REAL_PLAN.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert b"\t" not in raw
