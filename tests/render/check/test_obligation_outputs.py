"""``check`` with obligations: the page, Markdown, CSV, the workbook, details, and the formats of findings."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import openpyxl
import pytest

from tests.support.command import zhutiri
from tests.support.obliged_desk import PLAN, obliged_desk, told
from zhutiri_cli.common.shown import Shown


def check(plan: Path, suffix: str, *arguments: str, day: str = "2025-04-10") -> bytes:
    path = plan.with_name(f"报告{suffix}")
    told("check", plan, "-o", str(path), *arguments, day=day)
    return path.read_bytes()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_the_page_has_both_sections_without_commands(tmp_path: Path) -> None:
    html = check(obliged_desk(tmp_path), ".html").decode()
    section = html.partition('id="h-duties"')[2].partition('id="h-time"')[0]
    said = words(section)
    assert "逾期未办 2、待办 2、迟办 1、已办 1" in section.replace("\n", "")
    assert "方案报备 × 逾期未办 3. 展厅讲解 教育局" in said
    assert "ncx.example 的链接已报来，哪天发布没有登记，请办公室核对" in said
    assert "2025-04-15（按计划日期预计） 还有 3 个工作日" in said
    assert "区档案馆 √ × 逾期" in said
    assert 'title="进展表（2025-02） 已豁免，不要求（新任务较多）">－</td>' in section
    assert "zhutiri " not in section


def test_markdown_has_a_table_of_the_units(tmp_path: Path) -> None:
    text = check(obliged_desk(tmp_path), ".md").decode()
    assert "- **方案报备** × 迟办：1\\. 社保政策进社区〔区人社局〕，2025-03-17 办结，期限 2025-03-11" in text
    (row,) = [line for line in text.split("\n") if line.startswith("| 区教育局 |")]
    assert row.split(" | ")[1:3] == ["－", "√"]


def test_csv_has_three_columns_more_for_each(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(check(obliged_desk(tmp_path), ".csv").decode("utf-8-sig"))))
    assert (rows[0]["方案报备期限"], rows[0]["方案报备办结日期"], rows[0]["方案报备情况"]) == (
        "2025-03-11",
        "2025-03-17",
        "迟办",
    )
    assert rows[1]["活动预告情况"] == "待办（期限按计划日期预计）"
    assert list(rows[0])[-6:-3] == ["活动预告期限", "活动预告办结日期", "活动预告情况"]


def test_csv_ends_with_the_units_own_in_the_same_columns(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(check(obliged_desk(tmp_path), ".csv").decode("utf-8-sig"))))
    own = [row for row in rows if not row["序号"]]
    assert rows == [*(row for row in rows if row["序号"]), *own]
    assert all(None not in row for row in own)
    tree = json.loads(check(tmp_path / "plan_2025.yaml", ".json"))
    every = [(unit["unit"], one) for unit in tree["units"] for one in unit["obligations"]]
    assert [row["牵头单位"] for row in own] == [unit for unit, _ in every]
    assert [row["截止日"] for row in own] == [one["deadline"] for _, one in every]
    waived = next(row for row in own if row["状态"] == "已豁免")
    assert (waived["活动主题"], waived["已豁免"], waived["谁来办"]) == ("进展表（2025-02）", "是", "")
    overdue = next(row for row in own if row["状态"] == "逾期未办")
    assert (overdue["谁来办"], overdue["报齐日期"], overdue["距截止日工作日"][0]) == ("单位", "", "-")


def test_the_workbook_has_a_sheet_of_them(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(check(obliged_desk(tmp_path), ".xlsx")))
    assert book.sheetnames[-1] == "另有期限的事项"
    rows = [[cell.value for cell in row] for row in book["另有期限的事项"].iter_rows(min_row=4)]
    assert len(rows) == 3 * 2 + 3 * 12
    found = {(row[0], row[1], row[3], row[4]): row for row in rows}
    assert found["方案报备", 1, "区人社局", None][7] == "× 迟办"
    assert found["进展表", None, "区教育局", "2025-02"][7] == "－ 已豁免"
    assert found["活动预告", 3, "教育局", None][11] == "ncx.example 的链接已报来，哪天发布没有登记，请核对"
    overview = {row[0].value: row for row in book["总览"].iter_rows()}
    assert overview["按单位的事项"][1].value == 36
    assert "逾期未办 2、待办 2、迟办 1、已办 1" in str(overview["另有期限的事项"][2].value)


def test_details_tell_each_once_with_its_day(tmp_path: Path) -> None:
    out = told("check", obliged_desk(tmp_path), "3").out
    said = out.replace("\n      ", "")
    assert "· 活动预告应于 2025-03-13 前（含当日）办结，没有办结的记录；ncx.example 的链接已报来，" in said
    assert "· 方案报备应于 2025-03-13 前（含当日）办结，没有办结的记录" in said
    assert (said.count("活动预告"), said.count("方案报备")) == (1, 1)


def test_what_no_finding_tells_has_its_own_line(tmp_path: Path) -> None:
    out = told("check", obliged_desk(tmp_path), "1").out
    assert "    活动预告：√ 已办，" in out
    assert "    方案报备：" not in out


@pytest.mark.parametrize("form", ["junit", "github", "sarif"])
def test_formats_of_findings_have_them(tmp_path: Path, form: str) -> None:
    text = told("check", obliged_desk(tmp_path), "-f", form).out
    assert "ZT209" in text
    assert "计划表迟办 1 家" in text
    assert "进展表（2025-03）逾期未办 1 家" in text


def test_last_weeks_report_beside_this_weeks_names_what_is_newly_overdue(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    earlier = plan.with_name("上周.json")
    told("check", plan, "-o", str(earlier), day="2025-03-06")
    tree = json.loads(told("check", plan, "--baseline", str(earlier), "-f", "json").out)
    new = {one["message"] for one in tree["baseline"]["findings"] if one["change"] == "new" and one["rule"] == "ZT209"}
    assert "进展表（2025-03）逾期未办 1 家，期限 2025-03-25：区档案馆" in new


def test_an_obligation_that_one_unit_has_met_since_is_still_open_for_the_others(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    earlier, kept = plan.with_name("上周.json"), tmp_path / "obligations_2025.yaml"
    kept.write_text(kept.read_text(encoding="utf-8").replace("on: 2025-03-25", "on: 2025-04-08"), encoding="utf-8")
    told("check", plan, "-o", str(earlier), day="2025-04-03")
    tree = json.loads(told("check", plan, "--baseline", str(earlier), "-f", "json").out)
    told_of = {one["message"]: one["change"] for one in tree["baseline"]["findings"]}
    found = {message: change for message, change in told_of.items() if "进展表（2025-03）" in message}
    assert found == {
        "进展表（2025-03）逾期未办 1 家，期限 2025-03-25：区档案馆": "open",
        "进展表（2025-03）迟办 1 家，期限 2025-03-25：区教育局": "new",
    }


NASTY = '<b>粗</b>[red]|"引号"\u202e联系13800138000'


def test_no_output_passes_on_what_a_label_should_not_say(tmp_path: Path) -> None:
    label = json.dumps(NASTY)
    nasty = PLAN.replace("label: 活动预告", f"label: {label}").replace("label: 进展表", f"label: {label}")
    plan = obliged_desk(tmp_path, nasty)
    for command, forms in (("check", ("html", "markdown", "csv")), ("deadlines", ("table", "csv", "ics", "json"))):
        for form in forms:
            text = told(command, plan, "-f", form).out
            assert "13800138000" not in text, form
            assert "\u202e" not in text, form
            assert form != "html" or "<b>粗" not in text
    assert "13800138000" not in told("remind", plan).out
    assert Shown(NASTY) in told("remind", plan, "--unit", "区教育局").out


def test_a_filter_by_unit_keeps_what_that_unit_owes_and_nothing_of_the_others(tmp_path: Path) -> None:
    plan = obliged_desk(tmp_path)
    kept = plan.with_name("obligations_2025.yaml")
    kept.write_text(
        "".join(line for line in kept.read_text("utf-8").splitlines(keepends=True) if "2025-03-25" not in line), "utf-8"
    )
    earlier = plan.with_name("上周.json")
    earlier.write_text(told("check", plan, "-f", "json", day="2025-04-03").out, "utf-8")
    words = ("--unit", "区教育局", "--status", "未到期", "-f", "json", "--baseline", str(earlier))
    ran = zhutiri("check", "--plan", str(plan), "--as-of", "2025-04-10", "--no-cache", *words)
    assert (
        told("check", plan, "--unit", "区教育局")
        .err.splitlines()[-1]
        .split("：")[-1]
        .startswith("zhutiri remind --unit 区教育局 -o 催办.docx")
    )
    tree = json.loads(ran.out)
    (found,) = [one for one in tree["findings"] if one["rule"] == "ZT209"]
    assert (ran.status, found["message"]) == (1, "进展表（2025-03）逾期未办 1 家，期限 2025-03-25：区教育局")
    assert {one["change"] for one in tree["baseline"]["findings"] if one["rule"] == "ZT209"} == {"open"}
    other = json.loads(told("check", plan, "--unit", "区人社局", "-f", "json", "--baseline", str(earlier)).out)
    assert not [one for one in other["findings"] if one["rule"] in ("ZT209", "ZT210")]
    assert not [one for one in other["baseline"]["findings"] if one["activity"] is None]
