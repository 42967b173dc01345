"""The HTML page as text: well-formed, everything escaped, nothing loaded, small enough."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.support.command import zhutiri
from tests.support.html_page import Page
from tests.support.html_reports import HOSTILE, PHONE, activity, count, large, small, unheld
from tests.support.mid_year import AS_OF
from tests.support.places import EXAMPLES
from tests.support.whole_result import whole_text
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.render.check.html.day_count import steps
from zhutiri_cli.render.check.html.page import render
from zhutiri_cli.render.check.html.timeline import fitting, pictures
from zhutiri_cli.render.format import Display
from zhutiri_cli.report.report import Report


def shown(report: Report) -> str:
    return whole_text(render(report, Display()))


@pytest.fixture(scope="module")
def text() -> str:
    return shown(small())


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_whatever_the_display_the_page_is_the_same(text: str) -> None:
    assert render(small(), Display(40, True, True)) == text


def test_ids_are_unique_and_every_reference_leads_somewhere(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = [
        word
        for _, attributes in page.elements
        for key in ("aria-labelledby", "aria-describedby", "for", "aria-controls")
        for word in (attributes.get(key) or "").split()
    ]
    local = [str(link["href"])[1:] for link in page.all("a") if str(link["href"]).startswith("#")]
    assert named
    assert local
    assert set(named) | set(local) <= set(ids)


def test_hostile_text_is_text(text: str, page: Page) -> None:
    words = "".join(page.words)
    assert words.count("<script>alert('x')</script>‹U+001B›[31m‹U+202E›‹U+0000›\"'&amp;") >= 7
    assert len(page.all("script")) == 1
    assert re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", text) is None
    assert HOSTILE not in words
    assert not [key for _, attributes in page.elements for key in attributes if key.startswith("on") or key == "style"]


def test_line_breaks_in_messages_are_kept(text: str) -> None:
    assert "不能使用\n第二行" in text


def test_only_usable_unmasked_http_links_can_be_opened(text: str, page: Page) -> None:
    outward = [link for link in page.all("a") if not str(link["href"]).startswith("#")]
    assert [link["href"] for link in outward] == ["https://www.yunxi.example/a?x=1&y=<b>"]
    assert outward[0]["rel"] == "noopener noreferrer"
    assert "javascript:alert(1)<b" in text, "told, but no link"
    assert PHONE not in text
    assert text.count("138****8000") == 2


def test_nothing_is_loaded_and_nothing_but_the_own_script_runs(text: str, page: Page) -> None:
    (policy,) = [meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    for tag in ("style", "script"):
        inline = re.search(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert inline is not None
        digest = base64.b64encode(hashlib.sha256(inline[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in str(policy)
    assert str(policy).startswith("default-src 'none'; ")
    assert {tag for tag, _ in page.elements} & {"link", "img", "iframe", "object", "embed", "base"} == set()
    assert [tag for tag, attributes in page.elements if "src" in attributes] == []
    assert re.search(r"url\(|@import|fetch\(|XMLHttp|https?://(?!www\.yunxi|yunxi)", text) is None


def test_every_status_stands_with_its_word_and_mark(page: Page) -> None:
    words = "".join(page.words)
    marks = {"合规": "√", "迟报": "×", "材料不全": "×", "逾期未报": "×", "待报送": "●", "待登记": "？"}
    for label, mark in {**marks, "未见举办记录": "？", "未到期": "○", "已取消": "－"}.items():
        assert words.count(f"{mark} {label}") >= 3, "counter, timeline and table"


def test_each_finding_has_severity_clause_and_waiver(text: str) -> None:
    assert "<b>错误</b> <span>没有可用的总结</span> <i>ZT303，依据三（三）</i></li>" in text
    assert "已豁免，不计入统计：&lt;script&gt;" in text


def test_what_is_to_be_done_stands_before_what_is_due_next(text: str) -> None:
    assert '<p class="how">办法：请单位尽快补报总结</p>' in text
    assert text.index('id="h-who"') < text.index('id="h-next"')


COMMAND = re.compile(r"zhutiri [a-z]|\brecord \d|(?<![\w-])-{1,2}[a-z]+\b|\.ya?ml|materials\.|waivers|confirmed: ")


@pytest.mark.parametrize("plan", ["sample", "mid-year", "empty"])
def test_a_leader_meets_no_command_and_no_yaml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, plan: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if plan == "sample":
        shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    elif plan == "mid-year":
        request.getfixturevalue("mid_year_plan")
    else:
        (tmp_path / "data").mkdir()
        shutil.copy(EXAMPLES / "data" / "plan_2024.yaml", tmp_path / "data")
    assert zhutiri("check", "--as-of", AS_OF, "-o", "周报.html", "--fail-on", "never").status == 0
    words = "".join(Page((tmp_path / "周报.html").read_text(encoding="utf-8")).words)
    assert "办什么" in words
    assert COMMAND.search(words) is None


def test_a_leader_meets_no_command_of_a_finding(page: Page) -> None:
    assert "record 3" in small().activities[2].findings[0].hint
    assert COMMAND.search("".join(page.words)) is None


def test_an_activity_without_findings_says_so(text: str) -> None:
    assert text.count("<p>没有发现问题。</p>") == sum(not item.findings for item in small().activities)


def test_the_count_of_days_leaves_no_day_out() -> None:
    assert [step.text for step in steps(count(date(2024, 3, 31)))] == [
        "2024-04-01（一）第 1 天",
        "2024-04-02（二）第 2 天",
        "2024-04-03（三）第 3 天",
        "2024-04-04（四）至 2024-04-06（六）不计：清明节",
        "2024-04-07（日）第 4 天（调休上班）",
        "2024-04-08（一）第 5 天",
    ]


def test_marks_of_the_timeline_lie_where_the_days_are() -> None:
    (picture,) = pictures(small())
    lines = {line.id: line for line in picture.lines}
    months = {month.label: month for month in picture.months}
    march = months["3月"]
    for line in (lines[1], lines[2]):
        assert (line.planned.x, line.planned.width) == (march.x, march.width)
        assert line.held is not None
        assert line.due is not None
        assert line.submitted is not None
        assert march.x < line.held.x < line.due < march.x + march.width
    assert lines[1].late is None
    late = lines[2].late
    assert late is not None
    assert late.x == lines[2].due
    assert late.x + late.width == pytest.approx(lines[2].submitted)
    assert picture.today is not None
    assert months["4月"].x < picture.today < months["5月"].x
    assert lines[8].due is not None
    assert lines[8].due > months["25年1月"].x
    assert lines[9].due is None
    assert [band.label for band in picture.bands] == ["2月", "3月", "4月", "12月"]


@pytest.mark.parametrize("as_of", [date(1, 1, 1), date(2026, 1, 1), date(9999, 12, 31)])
def test_a_day_of_check_far_off_lies_outside_the_picture(as_of: date) -> None:
    report = replace(small(), as_of=as_of)
    assert pictures(report)[0].today is None
    assert "不在图中" in shown(report)


def test_a_date_with_a_wrong_year_is_marked_as_outside() -> None:
    wrong = activity(1, Status.UNRECORDED, held=(date(2023, 3, 1), date(9999, 12, 31)), submitted=date(2022, 1, 1))
    (picture,) = pictures(replace(small(), activities=(wrong,)))
    assert (picture.lines[0].earlier, picture.lines[0].later) == (True, True)
    assert picture.lines[0].held is None
    assert picture.lines[0].submitted is None


@pytest.mark.parametrize(("year", "arrows"), [(2023, "‹"), (2024, ""), (2027, "›")])
def test_an_arrow_points_to_where_a_day_outside_the_picture_lies(year: int, arrows: str) -> None:
    held = (date(year, 3, 1), date(year, 3, 1))
    text = shown(replace(small(), activities=(activity(1, Status.UNRECORDED, held=held, submitted=None),)))
    assert "".join(re.findall(r'class="outside" [^>]*>(.)<', text)) == arrows


def test_a_long_theme_is_cut_by_its_width() -> None:
    assert fitting("1 abc", 5) == "1 abc"
    assert fitting("一二三", 4) == "一二…"


def test_a_filtered_report_says_so_and_an_empty_one_too() -> None:
    report = replace(small(), activities=small().activities[:2], total=10)
    assert "已筛选 2 项（全部 10 项）。" in shown(report)
    empty = shown(replace(small(), activities=(), total=10))
    Page(empty)
    assert "没有符合条件的活动。" in empty
    assert '<svg class="timeline"' not in empty


def test_nothing_to_do_is_said() -> None:
    done = activity(1, Status.COMPLIANT, submitted=date(2024, 3, 26))
    quiet = shown(replace(small(), activities=(done,), findings=(), notices=(), total=1))
    assert '<p class="line ok">√ 没有需要催办的活动' in quiet
    assert "没有需要催办的活动。" in quiet


def test_more_to_do_than_is_listed_is_counted() -> None:
    end, office = date(2024, 3, 31), Action.OFFICE
    asked = tuple(unheld(n, Status.NOT_HELD, "2024-03", end, action=office) for n in range(1, 101))
    text = shown(replace(small(), activities=asked, total=100))
    assert "以上只列最急的 60 项，另有 40 项见活动总表" in text
    assert "登记、核实 100 项" in text


def test_a_year_of_many_activities_is_summed_up() -> None:
    report = large(240)
    text = shown(report)
    Page(text)
    assert pictures(report) == ()
    assert "活动有 240 项，逐项画出已看不清，这里按月汇总" in text
    assert "2024-01（20 项）：合规 5、" in text
    assert text.count('<ol class="days">') == len({item.count.start for item in report.activities})


def test_five_thousand_activities_stay_under_ten_megabytes() -> None:
    few, more = (shown(large(many)) for many in (400, 800))
    assert (few.count("<tbody id="), more.count("<tbody id=")) == (400, 800)
    assert more.count("没有可用的总结") >= 320
    row = (len(more.encode()) - len(few.encode())) / 400
    assert len(few.encode()) + 4600 * row < 10_000_000
