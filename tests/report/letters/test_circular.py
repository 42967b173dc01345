"""The draft circular: what it says, whom it never names, and the page of GB/T 9704."""

from __future__ import annotations

import io
import re
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.support.command import zhutiri
from tests.support.letter_reports import OFFICE, UNREAD, activity, document_of, lines, report
from tests.support.places import EXAMPLES
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.check.docx import FORMAT, TEMPLATE, render
from zhutiri_cli.render.format import Display
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.letters.circular import circular
from zhutiri_cli.report.letters.official_phrases import numeral, open_number, subject, title_lines
from zhutiri_cli.report.office import OfficeTemplate, RosterEntry
from zhutiri_cli.report.report import Report

pytestmark = pytest.mark.usefixtures("examples_known")

PLAN = str(EXAMPLES / "data" / "plan_2024.yaml")
EVERY = (Status.COMPLIANT, Status.LATE, Status.INCOMPLETE, Status.OVERDUE)


def drawn(of: Report, own: OfficeTemplate | None = None) -> Any:
    content = render(of, Display(templates={TEMPLATE: own} if own else {}))
    return docx.Document(io.BytesIO(content))


def everything(document: Any) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def one_of_each() -> Report:
    return report(
        activity(1, Status.COMPLIANT),
        activity(2, Status.LATE),
        activity(3, Status.INCOMPLETE, materials=lines("plan", "photos")),
        activity(4, Status.OVERDUE, units=("甲4局", "乙街道")),
    )


# --- what it says -----------------------------------------------------------------------------------------------


def test_the_elements_stand_in_the_order_of_the_standard() -> None:
    texts = [paragraph.text for paragraph in drawn(one_of_each()).paragraphs if paragraph.text]
    assert texts[:5] == [
        "代拟稿",
        "虚政公开〔2024〕　　号",
        "关于虚云区2024年“政务公开主题日”",
        "活动资料报送情况的通报",
        "甲1局、甲2局、甲3局、甲4局：",
    ]
    tail = texts[texts.index("附件：活动资料报送情况表") :]
    assert tail[:5] == [
        "附件：活动资料报送情况表",
        "虚云区政务公开办公室",
        "2024年4月12日",
        "附件",
        "活动资料报送情况表",
    ]


@pytest.mark.parametrize("status", [Status.COMPLIANT, Status.CANCELLED])
def test_nothing_is_asked_where_nothing_is_left_to_do(status: Status) -> None:
    text = everything(drawn(report(activity(1, status), activity(2, status))))
    assert "有关要求" not in text
    assert "尚未举办" not in text


def test_units_are_grouped_by_verdict_with_figures_first() -> None:
    texts = [paragraph.text for paragraph in drawn(one_of_each()).paragraphs]
    assert "截至2024年4月12日，计划活动共4项：合规1项，迟报1项，材料不全1项，逾期未报1项。" in texts
    assert "已到期或已报送的4项中，按时报齐1项，占25%。" in texts
    start = texts.index("二、各单位报送情况")
    assert texts[start : texts.index("三、有关要求")] == [
        "二、各单位报送情况",
        "（一）合规（1项）",
        "甲1局（第1项）。",
        "（二）迟报（1项）",
        "1．甲2局（第2项　主题2）：报送截止日3月22日，3月26日报齐，逾期2个工作日。",
        "（三）材料不全（1项）",
        "1．甲3局（第3项　主题3）：报送截止日3月22日，缺总结、宣传报道链接。",
        "（四）逾期未报（1项）",
        "1．甲4局（第4项　主题4，联合承办：乙街道）：报送截止日3月22日，逾期14个工作日，没有报送，"
        "缺活动方案、图片、总结、宣传报道链接。",
    ]


def test_the_annex_lists_each_activity_on_a_page_of_its_own() -> None:
    document = drawn(one_of_each())
    heading = next(paragraph for paragraph in document.paragraphs if paragraph.text == "附件")
    assert heading.paragraph_format.page_break_before
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["序号", "活动主题", "责任单位", "举办日期", "报送截止日", "报齐日期", "情况"]
    assert rows[2] == ["2", "主题2", "甲2局", "3月15日", "3月22日", "3月26日", "迟报"]
    assert rows[4] == ["4", "主题4", "甲4局、乙街道", "3月15日", "3月22日", "", "逾期未报"]
    assert document.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_many_units_are_addressed_together() -> None:
    several = report(*(activity(number, Status.LATE) for number in range(1, 9)))
    assert circular(several).addressees == "各有关单位"
    assert circular(report(activity(1, Status.SCHEDULED))).addressees == "各有关单位"


def test_a_unit_is_named_as_the_roster_names_it() -> None:
    named = circular(report(activity(1), roster=(RosterEntry(Shown("虚云区甲一局"), (Shown("甲1局"),)),)))
    assert named.rows[0].unit == "虚云区甲一局"


def test_an_extension_and_another_year_are_said() -> None:
    item = activity(1, extended_from=date(2024, 3, 20), held=(date(2023, 12, 29), date(2024, 1, 2)))
    row = circular(report(item)).rows[0]
    assert row.deadline == "3月22日（由3月20日延期）"
    assert row.held == "2023年12月29日至1月2日"


@pytest.mark.parametrize(("days", "said"), [(0, "逾期不足1个工作日"), (-3, "逾期3个工作日")])
def test_lateness_is_counted_in_working_days(days: int, said: str) -> None:
    assert said in circular(report(activity(1, working_days_left=days))).rows[0].detail


def test_what_may_lie_elsewhere_is_not_said_to_be_missing() -> None:
    there = [line for line in lines("plan", "photos") if line.kind != "links"]
    maybe = [line for line in lines(unopened=("会后.docx",)) if line.kind == "links"]
    named = circular(report(activity(1, Status.INCOMPLETE, materials=(*there, *maybe))))
    assert named.rows[0].detail == "报送截止日3月22日，缺总结（宣传报道链接待核对）"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("天政务公开办发〔2024〕1号", "天政务公开办发〔2024〕　　号"),
        ("某办[2023]12号", "某办〔2024〕　　号"),
        ("没有年份的文号", "　　　　〔2024〕　　号"),
    ],
)
def test_the_number_is_left_open(number: str, shown: str) -> None:
    assert open_number(Shown(number), date(2024, 4, 12)) == shown


def test_set_phrases() -> None:
    assert subject(Shown("天心区2024年“政务公开主题日”活动计划表")) == "天心区2024年“政务公开主题日”活动"
    assert subject(Shown("工作安排")) == "《工作安排》"
    assert title_lines(Shown("关于某事的通报")) == ("关于某事的通报",)
    assert title_lines(Shown("一" * 50)) == ("一" * 50,)
    assert [numeral(n) for n in (1, 10, 11, 20, 23)] == ["一", "十", "十一", "二十", "二十三"]


# --- whom it never names ----------------------------------------------------------------------------------------

UNCERTAIN: dict[str, tuple[dict[str, Any], str]] = {
    "provisional": ({"provisional": True}, "截止日暂定1项"),
    "unread": ({"findings": (UNREAD,)}, "待人工核对1项"),
    "waived": ({"waived": True}, ""),
}


@pytest.mark.parametrize("status", EVERY)
@pytest.mark.parametrize("case", UNCERTAIN)
def test_no_verdict_that_is_not_certain_names_a_unit(status: Status, case: str) -> None:
    changes, said = UNCERTAIN[case]
    document = drawn(report(activity(1, status, **changes)))
    text = everything(document)
    assert "甲1局" not in text
    assert not document.tables
    assert said in text


@pytest.mark.parametrize(
    "item",
    [
        activity(1, Status.UNRECORDED),
        activity(1, Status.NOT_HELD),
        activity(1, Status.AWAITING),
        activity(1, Status.SCHEDULED),
        activity(1, Status.CANCELLED),
        activity(1, Status.COMPLIANT, materials=lines("plan", "photos", "summary", "links", note="扫描件")),
        activity(1, Status.LATE, materials=lines("plan", "photos", "summary", "links", note="扫描件")),
        activity(1, Status.INCOMPLETE, materials=lines("plan", unopened=("材料.zip",))),
        activity(1, Status.OVERDUE, materials=lines(unopened=("04-另一个",))),
    ],
    ids=lambda item: f"{item.status.value}-{len(item.lacking)}",
)
def test_nothing_else_names_a_unit(item: ActivityReport) -> None:
    assert "甲1局" not in everything(drawn(report(item)))


def test_without_a_unit_nobody_is_named() -> None:
    text = everything(drawn(report(activity(50, units=()))))
    assert "没有责任单位1项" in text
    assert "没有责任单位1项，未通报到单位：第50项。" in text.split("代拟说明")[1]


@pytest.mark.parametrize("changes", [{"examined": False}, {"findings": (UNREAD,)}])
def test_nobody_is_named_where_the_submissions_were_not_looked_at(changes: dict[str, Any]) -> None:
    text = everything(drawn(report(activity(1), activity(2, Status.COMPLIANT), **changes)))
    assert "局" not in text
    assert "报送材料没有核对成2项" in text


# --- the page ---------------------------------------------------------------------------------------------------


def test_the_page_is_that_of_the_standard() -> None:
    document = drawn(one_of_each())
    section = document.sections[0]
    sizes = [section.page_width, section.page_height, section.top_margin, section.bottom_margin]
    sizes += [section.left_margin, section.right_margin]
    assert [round(size.mm) for size in sizes] == [210, 297, 37, 35, 28, 26]
    usable = section.page_height - section.top_margin - section.bottom_margin
    body = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("根据"))
    assert usable // body.paragraph_format.line_spacing == 22
    character = Pt(16) + Pt(1) * int(body.runs[0]._r.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert Mm(156) // character == 28
    assert body.paragraph_format.first_line_indent == Pt(32)


def test_every_run_says_its_east_asian_font() -> None:
    document = drawn(one_of_each())
    fonts: dict[str, str] = {}
    paragraphs = [*document.paragraphs, *document.sections[0].footer.paragraphs]
    paragraphs += [p for row in document.tables[0].rows for cell in row.cells for p in cell.paragraphs]
    for paragraph in paragraphs:
        for run in paragraph.runs:
            fonts[paragraph.text] = run._r.rPr.rFonts.get(qn("w:eastAsia"))
            assert fonts[paragraph.text], paragraph.text
    assert fonts["活动资料报送情况的通报"] == "方正小标宋简体"
    assert fonts["一、总体情况"] == "黑体"
    assert fonts["（一）合规（1项）"] == "楷体_GB2312"
    assert fonts["甲1局（第1项）。"] == "仿宋_GB2312"
    assert document.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"


def test_page_numbers_stand_at_the_outer_edge() -> None:
    document = drawn(one_of_each())
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert [odd.alignment.name, even.alignment.name] == ["RIGHT", "LEFT"]
    for paragraph in (odd, even):
        assert paragraph.text == "— 1 —"
        assert "PAGE" in paragraph._p.xml


def test_the_date_stands_four_characters_from_the_right() -> None:
    day = next(p for p in drawn(one_of_each()).paragraphs if p.text == "2024年4月12日")
    assert day.alignment.name == "RIGHT"
    assert day.paragraph_format.right_indent == Pt(64)


def test_the_same_report_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(one_of_each(), Display())
    later = time.localtime(time.time() + 86_400 * 400)
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    assert render(one_of_each(), Display()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = docx.Document(io.BytesIO(first)).core_properties
    assert (properties.created, properties.author) == (properties.modified, "虚云区政务公开办公室")
    assert f"{properties.created:%Y-%m-%d}" == "2024-04-12"


def test_peoples_text_stays_literal() -> None:
    nasty = "<b>&{{ 7*7 }}\x1b[31m\x00\u202e甲"
    text = everything(drawn(report(activity(1, theme=nasty, units=(nasty,)))))
    assert "<b>&{{ 7*7 }}‹U+001B›[31m‹U+0000›‹U+202E›甲" in text


# --- the office's own template ----------------------------------------------------------------------------------


def template(*paragraphs: str) -> OfficeTemplate:
    return OfficeTemplate(Shown("data/templates/通报.docx"), document_of(*paragraphs))


def with_template(*paragraphs: str, of: Report | None = None) -> str:
    return everything(drawn(of or report(activity(1)), template(*paragraphs)))


def test_the_office_can_give_its_own_template() -> None:
    body = "{% for 项 in 活动 %}{{ 项.单位 }}第{{ 项.序号 }}项{{ 项.说明 }}；{% endfor %}"
    text = with_template("{{ 标题 }}", body, "{{ 发文机关 }} {{ 成文日期 }}")
    assert text.splitlines()[0] == "关于虚云区2024年“政务公开主题日”活动资料报送情况的通报"
    assert "甲1局第1项报送截止日3月22日，逾期14个工作日" in text
    assert text.splitlines()[-1] == "虚云区政务公开办公室 2024年4月12日"


def test_a_template_takes_peoples_text_literally() -> None:
    nasty = "<b>&{{ 7*7 }}{_{ x }_}{% if %}\x1b"
    whole = report(activity(1, theme=nasty))
    assert with_template("{{ 活动[0].主题 }}", of=whole) == nasty.replace("\x1b", "‹U+001B›")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{{ 不存在 }}", "没有“不存在”这个内容"),
        ("{{ 活动[0].价格 }}", "没有“价格”这个内容"),
        ("{% for 项 in 活动 %}", "括号或语句没有写完整"),
        ("{{ 标题 | 加粗 }}", "没有“加粗”这个过滤器"),
        ("{{ ''.__class__.__mro__ }}", "不允许"),
        ("{{ 'a' * 1000000000 }}", "不允许"),
        ("{% for i in range(9999999999) %}x{% endfor %}", "不允许"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "不允许"),
        ("{{ 活动 + 1 }}", "写不出结果"),
        ("{% include '/etc/passwd' %}", "不允许"),
    ],
)
def test_a_faulty_template_is_one_sentence(written: str, said: str) -> None:
    with pytest.raises(FileProblem) as caught:
        with_template(written)
    assert said in caught.value.message
    assert caught.value.message.startswith("模板 data/templates/通报.docx")
    ours = re.sub("“.*”", "", caught.value.message.replace("data/templates/通报.docx", ""))
    assert not re.search(r"[a-z]+ [a-z]+", ours)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"plain", b"\xd0\xcf\x11\xe0"])
def test_a_template_that_is_no_docx_is_one_sentence(content: bytes) -> None:
    with pytest.raises(FileProblem, match=r"模板 t\.docx 打不开"):
        drawn(report(activity(1)), OfficeTemplate(Shown("t.docx"), content))


def test_a_damaged_template_is_one_sentence() -> None:
    whole = template("{{ 标题 }}").content
    outcomes = set()
    for at in range(0, len(whole), 997):
        hurt = bytearray(whole)
        hurt[at : at + 40] = b"\xff" * 40
        for content in (bytes(hurt), whole[:at]):
            try:
                drawn(report(activity(1)), OfficeTemplate(Shown("t.docx"), content))
            except FileProblem as problem:
                outcomes.add(problem.message)
    assert "模板 t.docx 打不开（文件已损坏）" in outcomes
    assert all(message.startswith("模板 t.docx") for message in outcomes)


def test_a_faulty_template_says_where() -> None:
    with pytest.raises(FileProblem, match=r"“这里没有收尾{% for 项 in 活动 %}”附近有误"):
        with_template("{{ 标题 }}", "前文", "这里没有收尾{% for 项 in 活动 %}", "后文")


def test_a_template_beside_the_plan_is_found(tmp_path: Path) -> None:
    plan = tmp_path / "plan_2024.yaml"
    plan.write_bytes(Path(PLAN).read_bytes())
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / TEMPLATE).write_bytes(template("自定的{{ 标题 }}").content)
    out = tmp_path / "通报.docx"
    ran = zhutiri("check", "--plan", str(plan), "--as-of", "2024-04-12", "-o", str(out), "--fail-on", "never")
    assert ran.status == 0
    assert "采用模板" in ran.err
    assert docx.Document(str(out)).paragraphs[0].text.startswith("自定的关于云汐示范区")


def test_a_template_that_leads_elsewhere_is_not_opened(tmp_path: Path) -> None:
    plan = tmp_path / "ws" / "plan_2024.yaml"
    (tmp_path / "ws" / "templates").mkdir(parents=True)
    plan.write_bytes(Path(PLAN).read_bytes())
    (tmp_path / "secret.docx").write_bytes(template("秘密").content)
    (tmp_path / "ws" / "templates" / TEMPLATE).symlink_to(tmp_path / "secret.docx")
    out = tmp_path / "通报.docx"
    ran = zhutiri("check", "--plan", str(plan), "--as-of", "2024-04-12", "-o", str(out))
    assert ran.status == 2
    assert "指向别处" in ran.err
    assert not out.exists()


# --- the sample -------------------------------------------------------------------------------------------------


def test_the_sample_as_a_circular(tmp_path: Path) -> None:
    out = tmp_path / "通报.docx"
    ran = zhutiri("check", "--plan", PLAN, "--as-of", "2024-04-12", "-o", str(out), "--fail-on", "never")
    assert (ran.status, len(ran.out.splitlines())) == (0, 1)
    document = docx.Document(str(out))
    annex = [row.cells[0].text for row in document.tables[0].rows[1:]]
    assert annex == ["1", "2", "5", "6", "7", "8", "9", "11"]
    text = everything(document)
    assert "合规5项，迟报1项，材料不全1项，逾期未报1项，待报送1项，待登记1项，未见举办记录1项" in text
    assert "待整理" in text.split("代拟说明")[1], "what could not be assigned is for the office to see first"


def test_the_format_says_what_it_is() -> None:
    assert (FORMAT.name, FORMAT.suffix, FORMAT.template, OFFICE.due) == (
        "docx",
        ".docx",
        "通报.docx",
        "活动结束后5个工作日内",
    )
