"""What could not be checked is visible and counted in every format and every command, and is never a pass.

One workspace has one thing of each kind (``tests/support/unchecked_desk.py``); activity 1 alone is wholly checked.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import openpyxl
import pytest

from tests.support.command import Ran, zhutiri
from tests.support.unchecked_desk import DAY, readers_break, unchecked_desk
from zhutiri_cli.materials.links.web import fetch
from zhutiri_cli.materials.links.web.page_facts import PageFacts, unchecked

UNREAD = ("活动总结.odt”没有核对", "子文件夹超过 100 层")
"""A reader that broke, a folder that was not opened: ZT901."""
UNSEEN = ("活动总结.doc”未核对内容", "其余材料.zip”没有解压，内容未核对", "“未分类”无法归到任何活动，其中材料未核对")
"""Counted as warnings: a document whose text was not read, an archive, a folder of nobody."""
UNSURE = ("截止日 2027-01-07，为暂定", "日期 2026-13-45 不存在")
"""Provisional, and a record that cannot be believed."""
COUNTED = "有 2 处没有核对成，另有 3 处未核对内容"
SHARE = "其中合规 4 项（80%），另有 1 项没有全部核对成，不计在内"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace, entered; the readers break."""
    readers_break(monkeypatch)
    plan = unchecked_desk(tmp_path)
    monkeypatch.chdir(tmp_path)
    return plan


def check(*arguments: str) -> Ran:
    return zhutiri("check", "--as-of", DAY, "--no-cache", *arguments)


def plain(text: str) -> str:
    """Without line breaks and what a terminal or a markup puts between."""
    return re.sub(r"\s", "", text.replace("\\", ""))


def has(text: str, *parts: str) -> None:
    whole = plain(text)
    assert [part for part in parts if plain(part) not in whole] == []


def written(suffix: str) -> bytes:
    """The file of a format, and its verdict on stdout."""
    path = Path(f"报告{suffix}")
    ran = check("-o", str(path))
    assert ran.status == 1
    has(ran.out, COUNTED)
    return path.read_bytes()


@pytest.mark.usefixtures("desk")
def test_table() -> None:
    ran = check()
    assert ran.status == 1
    has(ran.out, COUNTED, SHARE, UNSEEN[2], "zhutiri check 2")
    whole = check("--all").out
    has(whole, *UNREAD, *UNSEEN, *UNSURE, COUNTED, SHARE)
    assert "？ 2. 社保政策进社区" in whole
    assert "√ 2. 社保政策进社区" not in whole
    has(check("2").out, "有 2 处没有核对成")


@pytest.mark.usefixtures("desk")
def test_markdown() -> None:
    text = check("-f", "markdown").out
    has(text, *UNREAD, *UNSEEN, *UNSURE, COUNTED, SHARE, "| 2 | ？ 合规 |")


@pytest.mark.usefixtures("desk")
def test_html() -> None:
    page = re.sub(r"<[^>]*>", "", written(".html").decode())
    has(page, *UNREAD, *UNSEEN, *UNSURE, COUNTED, SHARE, "社保政策进社区？合规")


@pytest.mark.usefixtures("desk")
def test_json() -> None:
    report = json.loads(check("-f", "json").out)
    found = {item["id"]: item["findings"] for item in report["activities"]}
    assert [(one["rule"], one["severity"]) for one in found[2]] == [("ZT901", "error")] * 2
    assert [(one["rule"], one["severity"]) for one in found[3]] == [("ZT305", "warning")]
    assert [(one["rule"], one["severity"]) for one in found[4]] == [("ZT306", "warning")]
    assert [one["rule"] for one in report["findings"]] == ["ZT110", "ZT306"]
    assert report["activities"][4]["provisional"] is True
    assert report["summary"]["findings"] == {"error": 4, "warning": 6, "info": 0}
    has(json.dumps(report, ensure_ascii=False), *UNREAD, *UNSEEN, *UNSURE)


@pytest.mark.usefixtures("desk")
def test_csv() -> None:
    text = written(".csv").decode("utf-8-sig")
    has(text, *UNREAD, *UNSEEN, *UNSURE)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["错误数"] for row in rows] == ["0", "2", "0", "0", "0", "1", "1", "0"]
    assert (rows[-1]["序号"], rows[-1]["活动主题"], rows[-1]["警告数"]) == ("", "（工作区）", "2")


@pytest.mark.usefixtures("desk")
def test_xlsx() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(".xlsx")))
    texts = {sheet.title: "\n".join(str(cell) for row in sheet.values for cell in row if cell) for sheet in book}
    has(texts["总览"], COUNTED, SHARE)
    has(texts["问题清单"], *UNREAD, *UNSEEN, *UNSURE)
    has(texts["台账"], "？ 合规")
    has(texts["归档清单"], "未核对内容", "无法核对", "未解压")


@pytest.mark.usefixtures("desk")
def test_docx() -> None:
    circular = docx.Document(io.BytesIO(written(".docx")))
    text = "\n".join(paragraph.text for paragraph in circular.paragraphs)
    rows = [row.cells[0].text for table in circular.tables for row in table.rows]
    assert rows == ["序号", "1", "4"], "what rests on something unchecked is not said of a unit"
    has(text, "按时报齐4项，占80%，另有1项没有全部核对成，不计在内", "待人工核对2项，未通报到单位：第2、3项")
    has(text, "截止日暂定1项，未通报到单位：第5项", UNSEEN[2])


@pytest.mark.usefixtures("desk")
def test_junit() -> None:
    (suite,) = ElementTree.fromstring(written(".xml")).iter("testsuite")
    cases = {case.get("name", "").split(".")[0]: case for case in suite.iter("testcase")}
    assert (suite.get("errors"), suite.get("failures")) == ("2", "2")
    assert [part.tag for part in cases["2"]] == ["error", "error"]
    assert cases["工作区"].findtext("system-out", "").count("未核对") == 1
    has(ElementTree.tostring(suite, encoding="unicode"), *UNREAD, *UNSEEN, *UNSURE)


@pytest.mark.usefixtures("desk")
def test_github() -> None:
    text = check("-f", "github").out
    has(text, *UNREAD, *UNSEEN, *UNSURE, COUNTED)
    assert text.count("title=ZT901") == 2


@pytest.mark.usefixtures("desk")
def test_sarif() -> None:
    (run,) = json.loads(check("-f", "sarif").out)["runs"]
    found = [(one["ruleId"], one["level"], one.get("kind", "fail")) for one in run["results"]]
    assert found.count(("ZT901", "error", "fail")) == 2
    has("".join(one["message"]["text"] for one in run["results"]), *UNREAD, *UNSEEN, *UNSURE)


def test_no_word_makes_it_a_pass_but_the_one_that_asks_for_it(desk: Path) -> None:
    assert [check("2", "--fail-on", word).status for word in ("error", "warning", "never")] == [1, 1, 0]
    assert [check("3", "--fail-on", word).status for word in ("error", "warning", "never")] == [0, 1, 0]
    assert check("1", "--fail-on", "error").status == 0
    plan = desk.read_text(encoding="utf-8")
    desk.write_text(plan + "rules: {ZT901: {level: off, reason: 不看}}\n", encoding="utf-8")
    ran = check()
    assert ran.status == 2, "nobody switches it off"
    assert "不能据以检查" in ran.err


@pytest.mark.usefixtures("desk")
def test_links_that_gave_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(urls: Iterable[str], _: Any) -> dict[str, PageFacts]:
        return {url: unchecked("本机没有联网") for url in urls}

    monkeypatch.setattr(fetch, "demand", lambda: None)
    monkeypatch.setattr(fetch, "pages_of", offline)
    said = "可打开 0、打不开 0、未检查 5（本机没有联网 5）；未检查的既不算通过，也不算不通过"
    for name in ("table", "markdown", "html", "github", "junit", "sarif"):
        has(check("--online", "-f", name).out, said)
    for name in ("json", "csv"):
        ran = check("--online", "-f", name)
        has(ran.err, said)
        assert "ZT403" not in ran.out
    check("--online", "-o", "周报.xlsx", "-o", "通报.docx")
    book = openpyxl.load_workbook("周报.xlsx")
    has("".join(str(cell) for row in book["总览"].values for cell in row if cell), said)
    has("".join(paragraph.text for paragraph in docx.Document("通报.docx").paragraphs), said)


@pytest.mark.usefixtures("desk")
def test_what_was_wrong_last_week_is_not_mended_by_not_being_read() -> None:
    Path("上周.json").write_text(check("-f", "json").out, encoding="utf-8")
    report = json.loads(Path("上周.json").read_text(encoding="utf-8"))
    lost = {"rule": "ZT310", "severity": "warning", "message": "内容过少", "clause": None, "hint": "", "path": None}
    report["activities"][1]["findings"] = [lost | {"line": None, "column": None, "waived": None}]
    Path("上周.json").write_text(json.dumps(report), encoding="utf-8")
    since = json.loads(check("--baseline", "上周.json", "-f", "json").out)["baseline"]
    changes = {(one["rule"], one["change"]) for one in since["findings"] if one["activity"] == 2}
    assert changes == {("ZT310", "unchecked"), ("ZT901", "new")}
    has(check("--baseline", "上周.json").out, "本次未核对 1", "已整改 0")
    assert check("--baseline", "上周.json", "--fail-on-new").status == 1


@pytest.mark.usefixtures("desk")
def test_a_ranking_rests_on_nothing_unchecked() -> None:
    ranking = json.loads(zhutiri("rank", "--as-of", DAY, "-f", "json").out)
    assert ranking["recommended"] == [1, 4]
    text = zhutiri("rank", "--as-of", DAY).out
    has(text, "另有 5 项待核实", *UNREAD, "总结未核对内容（活动总结.doc）", "截止日 2027-01-07 为暂定")


@pytest.mark.usefixtures("desk")
def test_letters_and_deadlines_say_that_something_is_open() -> None:
    said = "有 2 处没有核对成（序号 2），既不算通过，也不算不通过"
    has(zhutiri("remind", "--as-of", DAY).err, said)
    ran = zhutiri("deadlines", "--as-of", DAY)
    has(ran.out, said, "暂定")
    assert "√" not in ran.out
    has(zhutiri("deadlines", "--as-of", DAY, "-o", "截止日.csv").err, said)
    page = zhutiri("remind", "--for", "单位2局", "--as-of", DAY).out
    assert "按时报齐" not in page
    assert "核对" in page


@pytest.mark.usefixtures("desk")
def test_the_plan_alone_says_which_year_is_provisional() -> None:
    ran = zhutiri("validate")
    assert ran.status == 0
    has(ran.out, "ZT110", "警告 1")
    assert zhutiri("validate", "--fail-on", "warning").status == 1


@pytest.mark.usefixtures("desk")
def test_many_workspaces_count_what_was_not_checked() -> None:
    """Readers of other processes do not break here: one folder is too deep to be opened."""
    ran = zhutiri("rollup", ".", "--as-of", DAY)
    assert ran.status == 1
    has(ran.out, "有 1 处没有核对成，另有 3 处未核对内容", SHARE, "80%")
    assert "100%" not in ran.out
    zhutiri("rollup", ".", "--as-of", DAY, "-o", "汇总.html", "-o", "汇总.xlsx", "-o", "汇总.csv")
    page = re.sub(r"<[^>]*>", "", Path("汇总.html").read_text(encoding="utf-8"))
    has(page, "有 1 处没有核对成", "80%", "？合规")
    has(Path("汇总.csv").read_text(encoding="utf-8-sig"), UNREAD[1])
    total = json.loads(zhutiri("rollup", ".", "--as-of", DAY, "-f", "json").out)["total"]
    assert total["findings"]["error"] == 3


def test_a_workspace_that_cannot_be_checked_at_all(desk: Path) -> None:
    other = desk.parent / "空县"
    other.mkdir()
    (other / "plan_2026.yaml").write_text("year: 2026\nactivities: [\n", encoding="utf-8")
    ran = zhutiri("rollup", ".", "空县", "--as-of", DAY)
    assert ran.status == 1
    has(ran.out, "（1 个没有核对成）", "有 1 处没有核对成")


@pytest.mark.usefixtures("desk")
def test_a_damaged_cache_is_told_and_nothing_rests_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "缓存"
    folder.write_text("这不是文件夹", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    ran = zhutiri("check", "--as-of", DAY)
    has(ran.out, COUNTED)
    has(ran.err, "缓存文件夹", "材料已逐个重新核对")
