"""One fixed comparison with an old report full of nasty text, in every format of a check."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from junitparser import JUnitXml
from msgspec.structs import replace

from tests.support.fixed_report import FORMULA, NASTY, PHONE, fixed_report
from tests.support.html_page import Page
from tests.support.office_package import well_formed
from tests.support.official_readers import sarif_multitool
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display
from zhutiri_cli.report.comparison import Change
from zhutiri_cli.report.report import Report
from zhutiri_cli.report.since.compare import compare
from zhutiri_cli.report.since.earlier import Earlier
from zhutiri_cli.rules.catalogue import catalogue
from zhutiri_cli.rules.outcome import RuleRun

CARD = "11010519491231002X"
OLD = f"=旧话{NASTY}{PHONE}，{CARD}"
TEXT_FORMATS = ("table", "markdown", "json", "html", "csv", "junit", "github", "sarif")
FORBIDDEN = ("\x1b", "\u202e", "\x00", "\uffff", f"{PHONE}，", CARD)


def old(rule: str, message: str = "没有可用的", severity: str = "error") -> dict[str, Any]:
    return {"rule": rule, "severity": severity, "message": message, "path": None, "waived": None}


@cache
def compared() -> Report:
    """The fixed report a week after one in which 1 had no summary, 4 was late without waiver, 6 was not held, 8 had
    no extension, and 10 lacked a little less."""
    report = fixed_report()
    findings: dict[int, list[dict[str, Any]]] = {
        1: [old("ZT303", OLD)],
        2: [old("ZT203")],
        4: [old("ZT204")],
        6: [old("ZT202", f"没有举办记录{PHONE}")],
        10: [old("ZT303", severity="warning"), old("ZT304")],
    }
    activities: list[dict[str, Any]] = [
        {
            "id": item.id,
            "theme": item.theme,
            "deadline": item.extended_from or item.deadline,
            "latest_deadline": item.latest_deadline,
            "held": {} if item.held else None,
            "findings": findings.get(item.id, []),
        }
        for item in report.activities
        if item.id != 9
    ]
    earlier = Earlier.model_validate(
        {
            "schema_name": "zhutiri/check/1",
            "as_of": "2024-04-05",
            "plan": {"title": f"旧计划{OLD}", "year": 2024},
            "activities": activities,
            "findings": [
                {**old("ZT306", f"文件夹“{NASTY}”无法归类", "warning"), "path": "data/submissions/2024/待 整理"},
                old("ZT110", OLD, "warning"),
            ],
        }
    )
    looked = {rule.code: RuleRun(spoke=False, looked=True) for rule in catalogue() if rule.code != "ZT202"}
    items = tuple(replace(item, runs=looked) for item in report.activities)
    whole = replace(report, activities=items, rules=catalogue())
    return replace(report, comparison=compare(earlier, f"旧{PHONE}\u202e.json", whole))


def made(name: str, report: Report) -> bytes:
    content = formats("check")[name].render(report, Display(100))
    assert isinstance(content, str | bytes)
    return content.encode() if isinstance(content, str) else content


def text(name: str) -> str:
    return made(name, compared()).decode("utf-8-sig")


def cells(page: Any) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in page.iter_rows()]


def docx_text(report: Report) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(made("docx", report))).paragraphs]


def test_the_comparison_holds_every_fate() -> None:
    since = compared().comparison
    assert since is not None
    # new: ZT305 of 2, ZT205 of 5, all of 9, the second ZT304 and ZT901 of 10, and ZT901 of the workspace
    assert since.counts() == {
        Change.NEW: 6,
        Change.RAISED: 1,
        Change.OPEN: 3,
        Change.MENDED: 1,
        Change.WAIVED: 1,
        Change.UNCHECKED: 2,
    }
    assert [(moved.activity, str(moved.after)) for moved in since.moved] == [(8, "2024-04-19")]
    assert since.absent == (9,)


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_what_an_old_file_says_is_literal_and_masked(name: str) -> None:
    shown = text(name)
    plain = shown.replace("\\", "")
    assert "旧话" in plain
    assert "138****8000" in "".join(plain.split())
    forbidden = [sign for sign in FORBIDDEN if sign in (shown if name != "json" else "")]
    assert forbidden == []
    if name == "json":
        said = json.dumps(json.loads(shown)["baseline"], ensure_ascii=False)
        assert [number for number in (PHONE, CARD) if number in said] == []


@pytest.mark.parametrize("name", sorted(formats("check")))
def test_without_an_earlier_report_nothing_is_said_of_one(name: str) -> None:
    plain = made(name, fixed_report())
    if name == "docx":
        plain = "\n".join(docx_text(fixed_report())).encode()
        assert "情况相比".encode() not in plain
    if name == "xlsx":
        assert "与上次相比" not in openpyxl.load_workbook(io.BytesIO(plain)).sheetnames
    assert "与上次相比".encode() not in plain
    assert b"baseline" not in plain or name == "html"  # a word of style sheets
    assert "新增".encode() not in plain


def test_html_lists_it_and_marks_what_is_fresh() -> None:
    page = Page(text("html"))
    shown = "".join(page.words)
    section = shown.split("与上次相比", 1)[1].split("该谁办、办什么", 1)[0]
    assert "新增 6、已整改 1、仍未整改 3、加重 1、已豁免 1、本次未核对 2；截止日变化 1" in section
    assert "注意：上次的报告没有序号 9 的活动" in section
    assert "报送截止日由 2024-04-10 变为 2024-04-19" in section
    assert "旧计划=旧话" in section
    marks = [attributes for attributes in page.all("b") if attributes.get("class") == "fresh"]
    assert len(marks) == 5 + 1  # both ZT304 of 10 are told in one
    links = {str(attributes["href"]) for attributes in page.all("a")}
    assert "#a1" in links
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    assert {link[1:] for link in links if link.startswith("#")} <= ids
    assert page.all("script") == [{}]


def test_html_does_not_list_thousands() -> None:
    from zhutiri_cli.render.check.html.since_panel import MOST, since_section

    report = compared()
    since = report.comparison
    assert since is not None
    many = replace(since, findings=since.of(Change.MENDED) * (MOST + 7))
    assert many.findings
    section = since_section(replace(report, comparison=many))
    assert section is not None
    assert (len(section.entries), section.hidden) == (MOST + 1, 7)


def test_xlsx_has_a_sixth_sheet_and_a_column() -> None:
    content = made("xlsx", compared())
    well_formed(content)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["总览", "台账", "问题清单", "单位汇总", "归档清单", "与上次相比"]
    rows = cells(book["与上次相比"])
    top = next(place for place, row in enumerate(rows) if row[0] == "变化")
    fates = [row[0] for row in rows[top + 1 :]]
    assert fates.count("＋ 新增") == 6
    assert fates[-1] == "● 截止日变化"
    (mended,) = [row for row in rows if row[0] == "√ 已整改"]
    assert mended[1] == 1
    assert mended[6].startswith("=旧话")
    assert {cell.data_type for row in book["与上次相比"].iter_rows() for cell in row} <= {"s", "n"}
    assert not any(bad in str(cell) for row in rows for cell in row for bad in (PHONE, CARD, "\u202e"))
    listed = cells(book["问题清单"])
    place = next(row for row in listed if row[0] == "序号").index("与上次相比")
    words = [row[place] for row in listed if row[3] and str(row[3]).startswith("ZT")]
    assert len(words) == len([*compared().all_findings()])
    assert {word: words.count(word) for word in ("新增", "加重", "仍未整改")} == {"新增": 6, "加重": 1, "仍未整改": 3}


def test_csv_has_columns_for_it() -> None:
    rows = list(csv.DictReader(io.StringIO(text("csv"), newline="")))
    heads = ("新增问题", "已整改", "仍未整改", "本次未核对", "截止日变化")
    assert tuple(rows[0])[-5:] == heads
    by_id = {row["序号"]: row for row in rows}
    assert by_id["1"]["已整改"].startswith("ZT303 =旧话")
    assert "ZT305" in by_id["2"]["新增问题"]
    assert by_id["6"]["本次未核对"].startswith("ZT202")
    assert by_id["10"]["仍未整改"] == "ZT303 没有可用的总结（加重）；ZT304 没有可用的链接"
    assert by_id["8"]["截止日变化"] == "报送截止日由 2024-04-10 变为 2024-04-19"
    assert by_id["3"]["新增问题"] == by_id["3"]["截止日变化"] == ""


def test_junit_says_it_in_properties_and_output(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(made("junit", compared()))
    xml: Any = JUnitXml.fromfile(str(tmp_path / "a.xml"))
    (suite,) = list(xml)
    about = {one.name: one.value for one in suite.properties()}
    assert (about["baseline.as_of"], about["baseline.new"], about["baseline.mended"]) == ("2024-04-05", "6", "1")
    assert about["baseline.deadlines"] == "1"
    cases = {case.name.split(".")[0]: case for case in suite}
    assert "与上次相比，已整改：=旧话" in cases["1"].system_out
    assert "与上次相比，新增：没有登记" in cases["5"].system_out
    assert "与上次相比，报送截止日由 2024-04-10 变为 2024-04-19" in cases["8"].system_out
    assert "与上次相比，本次未核对：=旧话" in cases["工作区"].system_out
    assert len(cases["10"].result) == 4


def test_github_marks_what_is_fresh() -> None:
    lines = text("github").splitlines()
    fresh = [line for line in lines if line.split("::", 2)[2].startswith(("新增：", "加重："))]
    assert len(fresh) == 6 + 1
    assert sum("加重：10. " in line for line in lines) == 1
    assert sum(line.startswith("::notice title=与上次相比::") for line in lines) >= 2


def test_sarif_has_the_state_of_every_result() -> None:
    (run,) = json.loads(text("sarif"))["runs"]
    states = [result["baselineState"] for result in run["results"]]
    assert len(states) == len([*compared().all_findings()]) + 1
    assert {state: states.count(state) for state in ("updated", "absent")} == {"updated": 1, "absent": 1}
    counted = [one for one in run["results"] if "suppressions" not in one and one["level"] != "note"]
    assert sum(one["baselineState"] == "new" for one in counted) == 6
    (absent,) = [one for one in run["results"] if one["baselineState"] == "absent"]
    assert absent["suppressions"][0]["justification"] == "2024-04-05 的报告之后已整改"
    marks = [result["partialFingerprints"]["zhutiriFinding/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks)
    said = [one["message"]["text"] for one in run["invocations"][0]["toolExecutionNotifications"]]
    assert sum(words.startswith("本次未核对：") for words in said) == 2


def test_microsoft_s_own_validator_accepts_the_states(tmp_path: Path) -> None:
    command = sarif_multitool()
    (tmp_path / "a.sarif").write_bytes(made("sarif", compared()))
    done = subprocess.run(
        [*command, "validate", "a.sarif", "--output", "said.sarif"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads((tmp_path / "said.sarif").read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
    assert [result for result in said if result.get("level") == "error"] == []


def test_the_circular_has_figures_and_names_nobody_for_them() -> None:
    texts = docx_text(replace(compared(), findings=()))  # while the root could not be read nobody is named at all
    (sentence,) = [words for words in texts if words.startswith("与4月5日的情况相比")]
    assert sentence == "与4月5日的情况相比，通报到单位的活动新增问题1个，已整改1个，仍未整改1个。"
    (remark,) = [words for words in texts if "全部活动和工作区的问题" in words]
    assert "新增6个" in remark
    assert "第9项上次的报告没有" in remark
    assert "旧138****8000" in remark
    units = {unit for item in compared().activities for unit in item.units if unit != FORMULA}
    assert units
    assert [unit for unit in units if unit in sentence + remark] == []
    assert not any(bad in words for words in texts for bad in (PHONE, CARD, "\u202e"))


def test_a_circular_that_may_name_nobody_has_no_such_figures() -> None:
    texts = docx_text(compared())
    assert [words for words in texts if "情况相比" in words] == []
    assert sum("全部活动和工作区的问题" in words for words in texts) == 1
