"""Facts to scores: what counts, what does not, ties, units; every expected number is worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.ranking_reports import DUE, activity, finding, link, materials, plan, report
from zhutiri_cli.case.material_lines import MaterialItem, MaterialLine
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.file_lines import FileLine
from zhutiri_cli.report.office import RosterEntry
from zhutiri_cli.report.ranking.ranking import Ranking, rank
from zhutiri_cli.rules.finding import Severity

ALL = {"on_time": "10", "complete": "5", "portal": "3", "forms": "1", "photos": "0.5", "late": "-2", "overdue": "-5"}
PRESS = {"reports": {"district": "1", "city": "2", "province": "3", "central": "5"}}


def ranked(*activities: ActivityReport, scoring: dict[str, Any] | None = None, **changes: Any) -> Ranking:
    return rank(report(*activities, **changes), plan(scoring))


def lines(ranking: Ranking, number: int = 1) -> list[str]:
    return [line.text for one in ranking.activities if one.item.id == number for line in one.lines]


def reasons(ranking: Ranking) -> list[tuple[int, bool, str]]:
    return [(one.item.id, one.whole, one.reason) for one in ranking.unverified]


def places(ranking: Ranking) -> list[tuple[int | None, Decimal | None, int]]:
    return [(one.rank, one.score, one.item.id) for one in ranking.activities]


# --- without weights --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scoring", [None, {}, {"joint": "0.5"}, {"reports": {"cap": "3"}}])
def test_without_weights_there_is_a_list_and_no_ranking(scoring: dict[str, Any] | None) -> None:
    ranking = ranked(activity(3), activity(1), activity(2, Status.LATE), scoring=scoring)
    assert not ranking.scored
    assert [one.item.id for one in ranking.recommended] == [1, 3]
    assert {(one.rank, one.score, one.lines) for one in ranking.activities} == {(None, None, ())}
    assert {(unit.rank, unit.score) for unit in ranking.units} == {(None, None)}
    assert "不计分、不排名" in ranking.notes[-1]


def test_the_clause_is_the_plan_s_own() -> None:
    assert ranked(activity(1)).clause == ("三（三）", "组织评比，推介典型")
    document = {"number": "1号", "issuer": "办公室", "issued": "2024-02-28"}
    assert rank(report(activity(1)), plan(document=document)).clause is None


# --- every point has its line -----------------------------------------------------------------------------------


def test_each_line_says_weight_times_fact() -> None:
    photos = tuple(MaterialItem(Shown(f"{n}.jpg"), True) for n in range(3))
    links = (
        link("https://www.tianxin.gov.cn/a"),
        link("https://www.icswb.com/1", outlet="长沙晚报网", level="市级"),
        link("https://www.icswb.com/2", outlet="长沙晚报网", level="市级"),
        link("https://www.news.cn/1", outlet="新华网", level="中央"),
    )
    one = activity(1, forms=("座谈交流", "现场观摩", "直播"), materials=materials(links, photos))
    ranking = ranked(one, scoring=ALL | PRESS)
    assert lines(ranking) == [
        "按时报齐 1 × 10 = 10（2024-03-22 报齐，截止日 2024-03-22）",
        "材料齐全 1 × 5 = 5",
        "门户专栏 1 × 3 = 3（www.tianxin.gov.cn/a）",
        "市级报道 2 条 × 2 = 4（长沙晚报网 www.icswb.com/1；长沙晚报网 www.icswb.com/2）",
        "中央报道 1 条 × 5 = 5（新华网 www.news.cn/1）",
        "更多形式 2 种 × 1 = 2（现场观摩；直播）",
        "图片 3 张 × 0.5 = 1.5（0.jpg；1.jpg；2.jpg）",
    ]
    assert places(ranking) == [(1, Decimal("30.5"), 1)]


def test_absent_weights_score_nothing_and_have_no_line() -> None:
    assert lines(ranked(activity(1), scoring={"complete": "5"})) == ["材料齐全 1 × 5 = 5"]


def test_caps_stand_in_lines_of_their_own() -> None:
    links = tuple(link(f"https://www.icswb.com/{n}", level="市级") for n in range(3))
    photos = tuple(MaterialItem(Shown(f"{n}.jpg"), True) for n in range(4))
    scoring = {"reports": {"city": "2", "cap": "5"}, "photos": {"each": "0.5", "cap": "1"}}
    ranking = ranked(activity(1, materials=materials(links, photos)), scoring=scoring)
    assert [line for line in lines(ranking) if "封顶" in line] == [
        "宣传报道封顶 -1（合计 6，最多 5）",
        "图片封顶 -1（合计 2，最多 1）",
    ]
    assert places(ranking) == [(1, Decimal(6), 1)]


@pytest.mark.parametrize(
    ("status", "waived", "score"),
    [(Status.LATE, False, 3), (Status.LATE, True, 5), (Status.OVERDUE, False, -5), (Status.OVERDUE, True, 0)],
)
def test_deductions_follow_the_status_unless_waived(status: Status, waived: bool, score: int) -> None:
    scoring = {"on_time": "10", "complete": "5", "late": "-2", "overdue": "-5"}
    assert places(ranked(activity(1, status, waived=waived), scoring=scoring)) == [(1, Decimal(score), 1)]


def test_forms_count_only_once_the_set_is_complete() -> None:
    one = activity(1, Status.OVERDUE, forms=("座谈交流", "直播"))
    assert lines(ranked(one, scoring={"forms": "1"})) == ["更多形式 0 种 × 1 = 0（没有报齐，不计）"]


def test_an_extension_is_said() -> None:
    one = activity(1, extended_from=date(2024, 3, 20))
    assert "由 2024-03-20 延期" in lines(ranked(one, scoring={"on_time": "1"}))[0]


# --- what does not count ----------------------------------------------------------------------------------------


def test_a_link_of_two_activities_counts_for_neither() -> None:
    both = link("https://www.icswb.com/1", level="市级")
    ones = [activity(n, materials=materials((both,))) for n in (1, 2)]
    ranking = ranked(*ones, scoring=PRESS)
    assert [one.score for one in ranking.activities] == [0, 0]
    assert reasons(ranking) == [(n, False, "链接 www.icswb.com/1 未计：又报给另一项活动") for n in (1, 2)]


def test_a_shared_link_counts_where_it_is_waived() -> None:
    both = link("https://www.icswb.com/1", level="市级")
    waived = (finding("ZT405", waived="合并报道"),)
    ones = [activity(1, materials=materials((both,)), findings=waived), activity(2, materials=materials((both,)))]
    assert [f"{one.item.id}: {one.score}" for one in ranked(*ones, scoring=PRESS).activities] == ["1: 2", "2: 0"]


def test_a_shared_portal_post_is_no_portal_post() -> None:
    post = materials((link("https://www.tianxin.gov.cn/a"),))
    ranking = ranked(activity(1, materials=post), activity(2, materials=post), scoring={"portal": "3"})
    assert [one.facts.portal for one in ranking.activities] == [False, False]


def test_an_unusable_link_counts_nowhere_and_says_why() -> None:
    own = materials((link("https://localhost/1", level="", note="指向本机"),))
    ranking = ranked(activity(1, materials=own), scoring=PRESS)
    assert reasons(ranking) == [(1, False, "链接 localhost/1 未计：指向本机")]


def test_an_outlet_of_unknown_level_is_named_unless_the_plan_tells() -> None:
    own = materials((link(None, outlet="晚枫日报", path="剪报.jpg"), link("https://a.wanfeng.example/1")))
    one = activity(1, materials=own)
    assert [reason for _, _, reason in reasons(ranked(one, scoring=PRESS))] == [
        "链接 晚枫日报 （无网址，附佐证文件） 未计：媒体层级不明",
        "链接 a.wanfeng.example/1 未计：媒体层级不明",
    ]
    told = {"reports": {"city": "2", "outlets": {"晚枫日报": "市级", "wanfeng.example": "市级"}}}
    ranking = ranked(one, scoring=told)
    assert reasons(ranking) == []
    assert ranking.activities[0].score == 4


def test_unknown_levels_do_not_matter_where_reports_have_no_weight() -> None:
    one = activity(1, materials=materials((link("https://a.example/1"),)))
    assert reasons(ranked(one, scoring={"complete": "1"})) == []
    assert len(reasons(ranked(one))) == 1


def test_disputed_photos_and_evidence_do_not_count() -> None:
    photos = tuple(MaterialItem(Shown(name), True) for name in ("好.jpg", "重复.jpg", "剪报.jpg"))
    own = materials((link(None, outlet="某报", level="市级", path="剪报.jpg"),), photos)
    found = (finding("ZT307", path="data/1/重复.jpg"), finding("ZT309", path="data/1/好.jpg", waived="时钟不准"))
    ranking = ranked(activity(1, materials=own, findings=found), scoring={"photos": "1"})
    assert lines(ranking) == ["图片 1 张 × 1 = 1（好.jpg；另有 1 张未计）"]
    assert reasons(ranking) == [(1, False, "图片 重复.jpg：有疑问（ZT307），未计")]


def test_names_of_photos_hold_no_citizen_s_number() -> None:
    own = materials((), (MaterialItem(Shown("张三13800138000.jpg"), True),))
    assert "1380013" not in lines(ranked(activity(1, materials=own), scoring={"photos": "1"}))[0]


# --- never score what is not certain ----------------------------------------------------------------------------

MISSING = MaterialLine(Shown("summary"), Shown("总结"), 1, (), (Shown("a.zip"),))
UNSURE: list[tuple[ActivityReport, str]] = [
    (activity(1, Status.UNRECORDED, findings=(finding("ZT205", message="没有登记举办日期"),)), "没有登记举办日期"),
    (activity(1, Status.NOT_HELD, findings=(finding("ZT202", message="没有举办记录"),)), "没有举办记录"),
    (activity(1, provisional=True), "暂定"),
    (activity(1, Status.OVERDUE, provisional=True), "暂定"),
    (activity(1, findings=(finding("ZT901", message="“a.docx”没有核对"),)), "“a.docx”没有核对"),
    (activity(1, Status.INCOMPLETE, materials=(MISSING,)), "可能就在尚未核对的“a.zip”中"),
    (activity(1, Status.OVERDUE, materials=(MISSING,)), "还差的总结可能就在"),
]


@pytest.mark.parametrize(("one", "reason"), UNSURE)
def test_what_is_not_certain_is_listed_and_not_scored(one: ActivityReport, reason: str) -> None:
    for scoring in (ALL, None):
        ranking = ranked(one, activity(2), scoring=scoring)
        assert [scored.item.id for scored in ranking.activities] == [2]
        assert [(number, whole) for number, whole, _ in reasons(ranking)] == [(1, True)]
        assert reason in reasons(ranking)[0][2]
        assert ranking.units[0].open == (1,)


def test_several_kinds_that_may_lie_elsewhere_are_told_in_one_line() -> None:
    links = MaterialLine(Shown("links"), Shown("宣传报道链接"), 1, (), (Shown("b.rar"),))
    plan = MaterialLine(Shown("plan"), Shown("活动方案"), 1, (), (Shown("a.zip"),))
    told = [reason for _, _, reason in reasons(ranked(activity(1, Status.OVERDUE, materials=(plan, MISSING, links))))]
    assert told == ["还差的活动方案、总结、宣传报道链接可能就在尚未核对的“a.zip”、“b.rar”中"]


def scan(*items: MaterialItem, **changes: Any) -> ActivityReport:
    line = MaterialLine(Shown("plan"), Shown("活动方案"), 1, items)
    return activity(1, materials=(line, *materials()), **changes)


def test_a_requirement_met_only_by_what_was_not_read_is_not_certain() -> None:
    unread, sure = (
        MaterialItem(Shown("方案.pdf"), True, note=Shown("扫描件，未核对内容"), unread=True),
        MaterialItem(Shown("方案.docx"), True),
    )
    assert "方案.pdf" in reasons(ranked(scan(unread), scoring=ALL))[0][2]
    assert reasons(ranked(scan(unread, sure), scoring=ALL)) == []
    assert reasons(ranked(scan(unread, findings=(finding("ZT305", waived="已人工核对"),)), scoring=ALL)) == []


@pytest.mark.parametrize(("day", "certain"), [(DUE, True), (date(2024, 4, 2), False)])
def test_what_came_after_the_set_was_complete_does_not_make_it_certain(day: date, certain: bool) -> None:
    unread, sure = (
        MaterialItem(Shown("方案.pdf"), True, note=Shown("扫描件，未核对内容"), unread=True),
        MaterialItem(Shown("方案.docx"), True),
    )
    files = (FileLine(Shown("方案.docx"), (Shown("活动方案"),), day, 1, Shown(""), Shown("可用")),)
    assert (reasons(ranked(scan(unread, sure, files=files), scoring=ALL)) == []) is certain


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.SCHEDULED, Status.AWAITING])
def test_cancelled_and_not_yet_due_are_left_out(status: Status) -> None:
    ranking = ranked(activity(1, status), activity(2), scoring=ALL)
    assert [one.item.id for one in ranking.activities] == [2]
    assert [item.id for item in ranking.left_out] == [1]
    assert reasons(ranking) == []


def test_what_is_surely_missing_too_is_certain() -> None:
    surely = MaterialLine(Shown("plan"), Shown("活动方案"), 1, ())
    ranking = ranked(activity(1, Status.INCOMPLETE, materials=(MISSING, surely)), scoring=ALL)
    assert reasons(ranking) == []
    assert "材料齐全 0 × 5 = 0（缺活动方案）" in lines(ranking)


@pytest.mark.parametrize("status", [Status.INCOMPLETE, Status.OVERDUE])
def test_nobody_is_lacking_anything_where_not_all_was_looked_through(status: Status) -> None:
    ranking = ranked(activity(1, status), activity(2), findings=(finding("ZT901"),), scoring=ALL)
    assert [one.item.id for one in ranking.activities] == [2]
    assert reasons(ranking)[0][1:] == (True, "有的报送材料没有核对成，是否齐全没有核对")


def test_a_unit_under_two_names_is_one_unit() -> None:
    roster = (RosterEntry(Shown("甲局"), (Shown("甲"),)),)
    ones = (activity(1, Status.COMPLIANT, "甲局", "乙局"), activity(2, Status.COMPLIANT, "甲", "甲局"))
    ranking = ranked(*ones, scoring={"on_time": "10"}, roster=roster)
    assert [(unit.name, unit.score) for unit in ranking.units] == [("甲局", 20), ("乙局", None)]
    assert [line.lead for line in ranking.units[0].lines] == [True, True]


def test_an_unreadable_root_is_said() -> None:
    broken = (finding("ZT901"),)
    assert any("没有核对" in note for note in ranked(activity(1), findings=broken, scoring=ALL).notes)
    assert any("没有核对" in note for note in ranked(activity(1), findings=broken).notes)
    assert broken[0].severity is Severity.WARNING


# --- ranks and units --------------------------------------------------------------------------------------------


def test_ties_share_a_rank_in_the_plan_s_order() -> None:
    late = Status.LATE
    ranking = ranked(activity(1, late), activity(2), activity(3), activity(4), activity(5, late, forms=("a", "b")),
                     scoring={"on_time": "10", "forms": "0.1"})  # fmt: skip
    assert places(ranking) == [(1, 10, 2), (1, 10, 3), (1, 10, 4), (4, Decimal("0.1"), 5), (5, 0, 1)]


@given(st.lists(st.sampled_from([Status.COMPLIANT, Status.LATE, Status.OVERDUE]), min_size=1, max_size=12))
def test_a_rank_is_one_more_than_those_who_have_more(statuses: list[Status]) -> None:
    ranking = ranked(*(activity(n, status) for n, status in enumerate(statuses, 1)), scoring=ALL)
    scores = [one.score for one in ranking.activities if one.score is not None]
    assert len(scores) == len(statuses)
    for one in ranking.activities:
        assert one.score == sum(line.points for line in one.lines)
        assert one.rank == 1 + sum(score > one.score for score in scores)


def test_a_unit_is_scored_for_what_it_leads_and_joint_hosts_are_listed() -> None:
    ones = (
        activity(1, Status.COMPLIANT, "甲局", "乙局"),
        activity(2, Status.LATE, "甲局"),
        activity(3, Status.COMPLIANT, "丙局"),
    )
    ranking = ranked(*ones, scoring={"on_time": "10", "complete": "5"})
    assert [(unit.rank, unit.name, unit.score) for unit in ranking.units] == [
        (1, "甲局", 20),
        (2, "丙局", 15),
        (None, "乙局", None),
    ]
    (joint,) = ranking.units[2].lines
    assert (joint.lead, joint.points) == (False, None)


def test_a_joint_host_gets_the_share_that_the_plan_gives() -> None:
    ones = (activity(1, Status.COMPLIANT, "甲局", "乙局"), activity(2, Status.COMPLIANT, "乙局"))
    ranking = ranked(*ones, scoring={"complete": "5", "joint": "0.5"})
    assert [(unit.rank, unit.name, unit.score) for unit in ranking.units] == [
        (1, "乙局", Decimal("7.5")),
        (2, "甲局", 5),
    ]


def test_points_are_exact() -> None:
    ranking = ranked(*(activity(n) for n in range(1, 4)), scoring={"complete": "0.1"})
    assert ranking.units[0].score == Decimal("0.3")


def test_an_activity_without_a_unit_is_scored_for_nobody() -> None:
    ranking = ranked(activity(1, units=()), scoring=ALL)
    assert len(ranking.activities) == 1
    assert ranking.units == ()


def test_press_and_photo_weights_are_remarked_on() -> None:
    assert not any("形式主义" in note for note in ranked(activity(1), scoring={"complete": "5"}).notes)
    assert any("宣传报道条数、图片张数" in note for note in ranked(activity(1), scoring=ALL | PRESS).notes)


def test_a_portal_weight_without_a_portal_is_said() -> None:
    requirements = {"report": {"within_working_days": "5", "materials": {"links": "1"}}}
    ranking = rank(report(activity(1)), plan({"portal": "3"}, requirements=requirements))
    assert ranking.activities[0].facts.portal is None
    assert ranking.activities[0].lines == ()
    assert any("门户专栏不计分" in note for note in ranking.notes)
