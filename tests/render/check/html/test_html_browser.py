"""The HTML page in a real Chromium: sorting, filtering and search, keyboard, no script, axe-core, paper, long lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from msgspec.structs import replace

from tests.support.browser import browse
from tests.support.command import zhutiri
from tests.support.fixed_report import activity, fixed_report
from tests.support.html_reports import large, small
from tests.support.mid_year import AS_OF as MID_YEAR
from tests.support.whole_result import whole_text
from zhutiri_cli.case.status import Status
from zhutiri_cli.render.check.html.page import render
from zhutiri_cli.render.format import Display

VISIBLE = "[...document.querySelectorAll('#list tbody')].filter(b => !b.hidden).map(b => Number(b.id.slice(1)))"
SHOWN = "document.getElementById('shown').textContent"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SPILL = (
    "((s, edge) => [s.textContent, Math.max(0, edge(s) - edge(s.closest('td')))])"
    "(document.querySelector('#list .state'), e => e.getBoundingClientRect().right)"
)
HEAD = "#list thead th:nth-child({}) button"


def run(expression: str) -> dict[str, str]:
    return {"run": expression}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "周报.html"
    path.write_text(whole_text(render(small(), Display())), encoding="utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_core_finds_nothing(page: Path, scheme: str, width: int) -> None:
    steps: list[dict[str, Any]] = [{"click": "#unfold"}, {"axe": True}, run(OVERFLOW)]
    seen = browse(page, *steps, scheme=scheme, width=width)
    assert seen.results[1:] == [[], 0]


@pytest.mark.parametrize("width", [1280, 800, 390])
def test_a_waived_status_stays_in_its_column(tmp_path: Path, width: int) -> None:
    path, item = tmp_path / "豁免.html", activity(8, "步道改造", Status.NOT_HELD, None, waived=True)
    path.write_text(whole_text(render(replace(fixed_report(), activities=(item,)), Display())), encoding="utf-8")
    seen = browse(path, run(SPILL), width=width)
    assert seen.results == [["？ 未见举办记录（已豁免）", 0]]


def test_the_page_asks_for_nothing_and_says_nothing(page: Path) -> None:
    seen = browse(page, {"click": "#unfold"}, run("document.title"))
    assert seen.asked == [page.as_uri()]
    assert seen.said == []
    assert str(seen.results[1]).endswith("报送情况（截至 2024-04-12）")


def test_search_and_filters_narrow_the_table_and_say_so(page: Path) -> None:
    seen = browse(
        page,
        run(VISIBLE),
        run(SHOWN),
        {"fill": "#q", "text": "zt303"},
        run(VISIBLE),
        run(SHOWN),
        {"fill": "#q", "text": "托老 ＺＴ５０２"},
        run(VISIBLE),
        {"fill": "#q", "text": "没有这个词"},
        run(SHOWN),
        {"fill": "#q", "text": ""},
        {"select": "#f-status", "value": "pending"},
        run(VISIBLE),
        {"select": "#f-month", "value": "2024-03"},
        {"select": "#f-status", "value": "compliant"},
        {"select": "#f-unit", "value": "0"},
        run(VISIBLE),
        {"click": "#filters button[type=reset]"},
        run(VISIBLE),
        {"select": "#f-unit", "value": "0"},
        run(VISIBLE),
        {"select": "#f-unit", "value": "-"},
        run(VISIBLE),
    )
    told = [result for result in seen.results if result is not None and result != []]
    everything = list(range(1, 11))
    assert told[:2] == [everything, "共 10 项"]
    assert told[2:4] == [[4], "符合 1 项，共 10 项"]
    assert [3] in told
    assert "没有符合条件的活动" in told
    assert [3, 4, 6, 7] in told
    lists = [result for result in told if isinstance(result, list) and all(isinstance(n, int) for n in result)]
    assert lists[-4:] == [[1], everything, [1, 2], [7]]


def test_columns_sort_both_ways_and_tell_it(page: Path) -> None:
    order = "[...document.querySelectorAll('#list thead th')].map(th => th.getAttribute('aria-sort'))"
    seen = browse(
        page,
        {"click": HEAD.format(1)},
        {"click": HEAD.format(1)},
        run(VISIBLE),
        run(order),
        {"click": HEAD.format(6)},
        run(VISIBLE),
        {"click": HEAD.format(8)},
        run(VISIBLE),
        run(order),
    )
    assert seen.results[2] == list(range(10, 0, -1))
    assert seen.results[3] == ["descending", *[None] * 7]
    assert seen.results[5] == [4, 3, 2, 1, 7, 6, 10, 5, 8, 9]
    assert seen.results[5][-1] == 9, "a cancelled activity has no deadline and comes last"
    assert seen.results[7] == [1, 10, 2, 4, 3, 5, 6, 7, 8, 9]
    assert seen.results[8] == [*[None] * 7, "ascending"]


def test_everything_works_from_the_keyboard(page: Path) -> None:
    focus = "document.activeElement.textContent || document.activeElement.id"
    seen = browse(
        page,
        {"press": "Tab"},
        run(focus),
        {"press": "Enter"},
        {"press": "Tab"},
        run("document.activeElement.id"),
        run("document.querySelector('#list thead th:nth-child(3) button').focus()"),
        {"press": "Enter"},
        run("document.querySelector('#list thead th:nth-child(3)').getAttribute('aria-sort')"),
        run("document.querySelector('#a3 summary').focus()"),
        {"press": "Enter"},
        run("document.querySelector('#a3 details').open"),
    )
    assert seen.results[1] == "跳到活动总表"
    assert seen.results[4] == "q"
    assert seen.results[7] == "ascending"
    assert seen.results[10] is True


def test_a_link_to_an_activity_opens_it_even_when_it_is_filtered_away(page: Path) -> None:
    seen = browse(
        page,
        {"fill": "#q", "text": "zt303"},
        {"click": ".acts a[href='#a3']"},
        run("document.querySelector('#a3 details').open && !document.getElementById('a3').hidden"),
        run("document.getElementById('q').value"),
        {"click": ".counters [data-status=late]"},
        run(VISIBLE),
    )
    assert seen.results[2:4] == [True, ""]
    assert seen.results[5] == [2]
    there = browse(page, run("document.querySelector('#a4 details').open"), fragment="#a4")
    assert there.results == [True]


def test_without_its_script_the_page_tells_everything(page: Path) -> None:
    seen = browse(
        page,
        run(VISIBLE),
        run("getComputedStyle(document.getElementById('filters')).display"),
        run("document.querySelectorAll('#list thead button').length"),
        {"click": "#a3 summary"},
        run("document.querySelector('#a3 details').open"),
        run("document.body.innerText.includes('本页未运行脚本')"),
        script=False,
    )
    assert seen.results == [list(range(1, 11)), "none", 0, None, True, True]


HEADS = "序号月份活动主题责任单位举办截止日报送状态"


def sheets(pdf: Path) -> list[str]:
    """The words of each printed page, without spaces."""
    with pypdfium2.PdfDocument(pdf.read_bytes()) as document:
        assert tuple(map(round, document[0].get_size())) == (595, 842)
        return ["".join(sheet.get_textpage().get_text_range().split()) for sheet in document]


def test_on_paper_the_head_is_repeated_and_details_are_closed(tmp_path: Path) -> None:
    path, out = tmp_path / "many.html", tmp_path / "page.pdf"
    path.write_text(whole_text(render(large(120), Display())), encoding="utf-8")
    seen = browse(path, {"pdf": str(out)}, run(VISIBLE), run("document.querySelectorAll('details[open]').length"))
    assert seen.results[1:] == [list(range(1, 121)), 0], "after printing the page is as it was"
    texts = sheets(out)
    first = next(number for number, text in enumerate(texts) if HEADS in text)
    assert len(texts) - first > 3
    assert all(HEADS in text for text in texts[first:]), "every page of the table has its head"
    whole = "".join(texts)
    assert [word for word in ("搜索", "明细", "怎样数出", "ZT303", "全年时间轴") if word in whole] == []
    assert whole.index("该谁办") < whole.index("近期到期") < whole.index("活动总表")


@pytest.mark.parametrize("script", [True, False])
def test_what_is_asked_for_is_printed_too(page: Path, tmp_path: Path, script: bool) -> None:
    pdf = {"pdf": str(tmp_path / "page.pdf")}
    browse(page, {"click": "#paper-details"}, {"click": "#paper-time"}, pdf, script=script)
    whole = "".join(sheets(tmp_path / "page.pdf"))
    assert [word for word in ("ZT303", "全年时间轴") if word not in whole] == []
    browse(page, {"click": "#a4 summary"}, pdf, script=script)
    whole = "".join(sheets(tmp_path / "page.pdf"))
    assert "ZT303" in whole, "what is open is printed"
    assert "ZT305" not in whole


@pytest.mark.usefixtures("mid_year_plan")
@pytest.mark.parametrize("script", [True, False])
def test_in_the_middle_of_the_year_four_pages_are_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    assert zhutiri("check", "--as-of", MID_YEAR, "-o", "周报.html", "--fail-on", "never").status == 0
    browse(tmp_path / "周报.html", {"pdf": str(tmp_path / "page.pdf")}, script=script)
    texts = sheets(tmp_path / "page.pdf")
    assert len(texts) <= 4
    assert "有21项要办" in texts[0]


def test_of_a_thousand_activities_a_page_at_a_time_stands_in_the_document(tmp_path: Path) -> None:
    """A letter typed moves at most the rows that are seen before and after it, however many there are: that is what
    keeps a long list quick."""
    path = tmp_path / "many.html"
    path.write_text(whole_text(render(large(1000), Display())), encoding="utf-8")
    moved = """(() => {
      const box = document.getElementById('q'), list = document.getElementById('list'), counts = [];
      const watch = new MutationObserver(() => {});
      watch.observe(document.body, { childList: true, subtree: true, attributes: true });
      for (const word of ['救助', '救助 3', '救助 33', '第17街道', 'zt303', '', '教育', 'zt203 99', '没有', '']) {
        box.value = word;
        box.dispatchEvent(new Event('input', { bubbles: true }));
        const records = watch.takeRecords();
        const nodes = records.reduce((sum, one) => sum + one.addedNodes.length + one.removedNodes.length, 0);
        counts.push([records.length, nodes, list.tBodies.length]);
      }
      return counts;
    })()"""
    seen = browse(path, run(SHOWN), run(moved), run(VISIBLE), {"click": "#next"}, run(VISIBLE))
    assert seen.results[0] == "共 1000 项，显示前 30 项"
    counts = seen.results[1]
    assert len(counts) == 10
    assert [count for count in counts if count[0] > 70 or count[1] > 70 or count[2] > 30] == []
    assert max(count[1] for count in counts) >= 60, "rows were exchanged"
    assert (len(seen.results[2]), len(seen.results[4])) == (30, 60)
