"""SARIF, JUnit, GitHub annotations and CSV of a check, each read back by a reader that is not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from junitparser import Error, Failure, JUnitXml, Skipped
from msgspec.structs import replace

from tests.support.fixed_report import AS_OF, NASTY, fixed_report
from tests.support.golden import FOLDER, rendered
from tests.support.official_readers import sarif_multitool
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display
from zhutiri_cli.render.kit.csv import table
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding, Place, Severity

RISKY = ("=1+1", "+1", "-1", "@a", "＝1+1", "＠a", " =1+1", "\u3000-1", "'=1+1", "''+1", "' =1")


def sarif(report: Report) -> list[dict[str, Any]]:
    text = formats("check")["sarif"].render(report, Display())
    assert isinstance(text, str)
    made: dict[str, Any] = json.loads(text)
    results: list[dict[str, Any]] = made["runs"][0]["results"]
    return results


def test_microsoft_s_own_validator_accepts_the_sarif(tmp_path: Path) -> None:
    command = [*sarif_multitool(), "validate", str(FOLDER / "check.sarif"), "--output", "said.sarif"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    said = json.loads((tmp_path / "said.sarif").read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
    assert [result for result in said if result.get("level") == "error"] == []


def test_every_sarif_result_has_a_place_and_a_fingerprint_of_its_own() -> None:
    results = sarif(fixed_report())
    assert len(results) == len([*fixed_report().all_findings()])
    uris = [result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results]
    assert "data/submissions/2024/02-a/%E5%9B%BE%20%E7%89%87%2C1%25.jpg" in uris
    marks = [result["partialFingerprints"]["zhutiriFinding/v1"] for result in results]
    assert len(set(marks)) == len(marks)
    late = next(result for result in results if result["ruleId"] == "ZT204")
    assert late["suppressions"] == [{"kind": "external", "justification": "=1+1"}]
    assert [result for result in results if "](" in result["message"]["text"]] == []


def test_a_fingerprint_stays_when_a_week_has_passed() -> None:
    def mark(message: str) -> str:
        report = fixed_report()
        found = Finding("ZT203", Severity.ERROR, Shown(message))
        only = replace(
            report.activities[1], findings=(found,), row=Place(Shown("data/plan_2024.yaml"), len(message), 1)
        )
        (result,) = sarif(replace(report, activities=(only,), findings=()))
        return str(result["partialFingerprints"]["zhutiriFinding/v1"])

    assert mark("逾期 6 个工作日") == mark("逾期 11 个工作日，已收部分材料")


def test_junit_has_one_case_an_activity_and_green_means_compliant(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(rendered("check", "junit"))
    xml: Any = JUnitXml.fromfile(str(tmp_path / "a.xml"))
    (suite,) = list(xml)
    cases = {case.name.split(".")[0]: case for case in suite}
    assert list(cases) == [*(str(number) for number in range(1, 11)), "工作区"]
    kinds = {name: [type(result) for result in case.result] for name, case in cases.items()}
    assert [name for name, results in kinds.items() if not results] == ["1"]
    assert kinds["2"] == [Failure]
    assert kinds["10"] == [Failure, Failure, Failure, Error]
    assert kinds["工作区"] == [Error]
    assert all(kinds[name] == [Skipped] for name in "3456789")
    assert cases["4"].result[0].message == "迟报（已豁免）；ZT204 已豁免：=1+1"
    assert "不能使用" in cases["2"].system_out
    assert "138****8000" in cases["9"].name
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (11, 4, 2, 7)


def test_github_annotations_cannot_be_injected() -> None:
    lines = rendered("check", "github").decode().splitlines()
    pattern = re.compile(
        r"::(error|warning|notice) (file=[^,:]+,(line=\d+,col=\d+,)?)?title=([^,:\r\n]*)::[^\r\n]*", re.ASCII
    )
    assert all(pattern.fullmatch(line) for line in lines)
    assert [line for line in lines if "ZT204" in line or ("ZT303" in line and "还没有总结" in line)] == []
    assert "::warning file=data/submissions/2024/02-a/图 片%2C1%25.jpg,title=ZT305::" in "\n".join(lines)
    assert lines[-1].startswith("::notice title=2024年计划")
    everything = str(formats("check")["github"].render(fixed_report(), Display(everything=True)))
    assert "::notice file=data/plan_2024.yaml,line=60,col=5,title=ZT204::4. =1+1" in everything


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_csv_has_a_row_an_activity_and_iso_dates() -> None:
    found = rows(rendered("check", "csv"))
    assert [row["序号"] for row in found] == [*(str(number) for number in range(1, 11)), ""]
    assert (found[-1]["活动主题"], found[-1]["错误数"], found[-1]["状态"]) == ("（工作区）", "1", "")
    assert (found[0]["举办首日"], found[0]["截止日"], found[0]["报齐日期"]) == (
        "2024-03-20",
        "2024-03-27",
        "2024-03-22",
    )
    assert (found[1]["牵头单位"], found[1]["联合承办单位"]) == ("'=1+1", "'+区民政局、-区财政局")
    assert found[1]["距截止日工作日"] == "-11"
    assert found[3]["已豁免的问题"] == "ZT204 晚了（=1+1）"
    assert (found[9]["错误数"], found[9]["总结要求数"], found[9]["总结可用数"]) == ("4", "1", "0")
    due = rows(rendered("deadlines", "csv"))
    assert (due[7]["截止日"], due[7]["延期前截止日"], due[7]["最迟报送日"]) == (
        "2024-04-19",
        "2024-04-10",
        "2024-05-10",
    )
    assert [row["暂定"] for row in due] == [*"否否否否否", "是", *"否否否否"]


def opened_by_libreoffice(data: bytes, folder: Path) -> Any:
    """The sheet as LibreOffice reads a CSV file with its own settings, dates detected."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("没有安装 LibreOffice")
    (folder / "a.csv").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1"
    command = [program, profile, "--headless", options, "--convert-to", "xlsx", "--outdir", str(folder)]
    done = subprocess.run([*command, str(folder / "a.csv")], capture_output=True, text=True, check=False, timeout=600)
    made = sorted(folder.glob("a*.xlsx"))
    assert made, done.stdout + done.stderr
    return openpyxl.load_workbook(made[0]).worksheets[0]


def test_libreoffice_opens_the_csv_and_runs_nothing(tmp_path: Path) -> None:
    sheet = opened_by_libreoffice(rendered("check", "csv"), tmp_path)
    assert sheet.max_row == 12
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    heads = [cell.value for cell in sheet[1]]
    assert heads[0] == "序号"
    held = sheet.cell(2, heads.index("举办首日") + 1).value
    assert isinstance(held, datetime)
    assert held.date() == date(2024, 3, 20)
    assert sheet.cell(2, heads.index("计划月份") + 1).value == "2024年4月"
    assert sheet.cell(3, heads.index("距截止日工作日") + 1).value == -11
    assert "粗" in sheet.cell(3, 2).value


def test_libreoffice_runs_no_guarded_text(tmp_path: Path) -> None:
    sheet = opened_by_libreoffice(table(["a"], [[text] for text in RISKY]), tmp_path)
    cells = [sheet.cell(row, 1) for row in range(2, len(RISKY) + 2)]
    assert [(cell.data_type, cell.value) for cell in cells] == [("s", f"'{text}") for text in RISKY]


def test_libreoffice_would_run_a_formula_that_is_not_guarded(tmp_path: Path) -> None:
    sheet = opened_by_libreoffice('a\r\n"=1+1"\r\n'.encode("utf-8-sig"), tmp_path)
    assert sheet["A2"].data_type == "f"


@pytest.mark.parametrize("text", RISKY)
def test_a_guarded_text_comes_back_by_taking_one_apostrophe_off(text: str) -> None:
    (head, cell) = table(["a"], [[text]]).decode("utf-8-sig").splitlines()
    assert (head, cell) == ("a", f"'{text}")


@pytest.mark.parametrize("text", ["就业", "'引号", "a=1", "1-2", "‹U+003D›", ""])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert table(["a"], [[text, "b"]]).decode("utf-8-sig").splitlines()[1] == f"{text},b"


def test_quotes_commas_and_lines_follow_rfc_4180() -> None:
    made = table(["a", "b"], [['x"y,z', "1\n2"], [AS_OF, True], [None, -3]])
    assert made == '\ufeffa,b\r\n"x""y,z",1‹U+000A›2\r\n2024-04-12,是\r\n,-3\r\n'.encode()
    assert "\n" in NASTY
