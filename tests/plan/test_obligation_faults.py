"""What is wrong with an obligation is said where it stands, with what to write (contract §1, schema 2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import zhutiri
from zhutiri_cli.plan.load import load_plan_bytes
from zhutiri_cli.plan.model import Plan

ROWS = "activities:\n  - {id: 1, month: 3, theme: 校园开放日, units: [区教育局]}\n"


def read(head: str) -> tuple[Plan | None, list[tuple[str, int, str]]]:
    """The plan, and each fault with its place and line."""
    loaded = load_plan_bytes(Path("plan.yaml"), (head + ROWS).encode())
    told = [
        (".".join(map(str, one.route)), loaded.source.spot(one.route, key=one.on_key).line, f"{one.message}|{one.hint}")
        for one in loaded.faults
    ]
    return loaded.plan, told


def one(fields: str, due: str = "{anchor: end, days: 3}") -> str:
    return f"schema: 2\nyear: 2024\nobligations:\n  - {{{fields}, due: {due}}}\n"


@pytest.mark.parametrize(
    ("due", "told"),
    [
        ("{}", "没有写明期限"),
        ("{anchor: end}", "没有写明期限"),
        ("{anchor: end, days: 3, weeks: 1}", "写了几种期限（days、weeks）"),
        ("{on: 2024-03-07, every: month, day: 5}", "写了几种期限（on、every）"),
        ("{days: 3}", "缺少 anchor"),
        ("{anchor: after, days: 3}", "没有“after”这一种|请改为 end"),
        ("{anchor: end, on: 2024-03-07}", "anchor 只与"),
        ("{every: month}", "every 和 day 要一起写"),
        ("{on: 2024-03-07, day: 3}", "every 和 day 要一起写"),
        ("{every: week, day: 3}", "没有“week”这一种|请填写 month、quarter 之一"),
        ("{anchor: end, days: 3, at: '12:00'}", "at 只与 on 一起用"),
        ("{on: 2024-03-07, at: '25:00'}", "“25:00”不是时刻"),
        ("{on: 2024-03-07, at: '9点70分'}", "“9点70分”不是时刻"),
        ("{on: 2024-02-30}", "日期 2024-02-30 不存在"),
        ("{anchor: end, days: 三}", "“三”不是数字"),
        ("{anchor: end, days: 999}", "不能大于 366"),
        ("{anchor: end, workingdays: 3}", "是否应为 working_days"),
    ],
)
def test_a_due_that_is_none(due: str, told: str) -> None:
    plan, faults = read(one("key: preview, label: 活动预告", due))
    assert plan is None
    assert any(
        told in message and where.startswith("obligations.0.due") and line == 4 for where, line, message in faults
    )


@pytest.mark.parametrize(
    ("fields", "due", "told"),
    [
        ("key: 预告, label: 活动预告", "{anchor: end, days: 3}", "“预告”不能作 key"),
        ("key: preview", "{anchor: end, days: 3}", "缺少 label"),
        ("key: preview, label: 活动预告, per: 单位", "{on: 2024-03-07}", "请改为 unit"),
        ("key: preview, label: 活动预告, per: unit", "{anchor: end, days: 3}", "没有可以起算的活动日期"),
        ("key: preview, label: 活动预告", "{every: month, day: 5}", "只能按单位计"),
        ("key: report, label: 整套资料, per: unit", "{on: 2024-03-07}", "report 是每项活动的整套资料"),
        ("key: form, label: 表, per: unit, materials: {plan: 1}", "{on: 2024-03-07}", "不能凭活动的材料"),
        ("key: preview, label: 活动预告, portal: 网站", "{anchor: end, days: 3}", "“网站”不是域名"),
        ("key: preview, label: 活动预告, materials: null", "{anchor: end, days: 3}", "没有填写"),
        ("key: preview, lable: 活动预告", "{anchor: end, days: 3}", "是否应为 label"),
    ],
)
def test_an_obligation_that_is_none(fields: str, due: str, told: str) -> None:
    plan, faults = read(one(fields, due))
    assert plan is None
    assert any(told in message and line == 4 for _, line, message in faults), faults


PREVIEW = "  - {key: preview, label: 活动预告, due: {anchor: start, days: -7}}\n"
REPORT = "  - {key: report, label: 整套资料, due: {anchor: end, days: 7}, portal: a.example, materials: {plan: 1}}\n"
FILING = "  - {key: filing, label: 报备, due: {anchor: start, working_days: -5}}\n"


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (f"schema: 2\nyear: 2024\nobligations:\n{PREVIEW}{PREVIEW}", "第 1、2 项的 key 都是“preview”"),
        (f"schema: 1\nyear: 2024\nobligations:\n{PREVIEW}", "请把 schema 改为 2"),
        (
            "schema: 2\nyear: 2024\nrequirements: {report: {within_working_days: 5, materials: {plan: 1}}}\n"
            f"obligations:\n{REPORT}",
            "key（代号）“report”与 requirements 里的 report 写了两处",
        ),
        (
            f"schema: 2\nyear: 2024\nrequirements: {{filing: {{before_working_days: 5}}}}\nobligations:\n{FILING}",
            "key（代号）“filing”与 requirements 里的 filing 写了两处",
        ),
        (
            f"schema: 2\nyear: 2024\nrequirements: {{portal: {{domain: b.example}}}}\nobligations:\n{REPORT}",
            "portal（发布的门户）与 requirements.portal 写了两处",
        ),
    ],
)
def test_what_is_said_twice_or_in_the_wrong_place(head: str, told: str) -> None:
    plan, faults = read(head)
    assert plan is None
    lines = (head + ROWS).splitlines()
    found = [(where, line) for where, line, message in faults if told in message]
    assert len(found) == 1, faults
    where, line = found[0]
    assert where.startswith("obligations")
    assert lines[line - 1].startswith(("obligations:", "  - {key: "))


@pytest.mark.parametrize(
    "head", [f"schema: 2\nyear: 2024\nobligations:\n{PREVIEW}", f"year: 2024\nobligations:\n{PREVIEW}"]
)
def test_the_shapes_number_may_be_left_out(head: str) -> None:
    plan, faults = read(head)
    assert plan is not None, faults
    assert [one.key for one in plan.other_obligations] == ["preview"]


@pytest.mark.parametrize("days", ["999999999", "-999999999"])
def test_an_absurd_term_is_a_fault_and_nothing_is_counted(days: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan_2024.yaml"
    due = f"{{anchor: end, days: {days}}}"
    plan.write_text(one("key: report, label: 整套资料", due) + ROWS, encoding="utf-8")
    ran = zhutiri("validate", str(plan))
    assert (ran.status, "days（日数）" in ran.out) == (1, True)


def test_the_report_among_obligations_is_the_whole_set() -> None:
    plan, faults = read(f"schema: 2\nyear: 2024\nobligations:\n{REPORT}{FILING}")
    assert plan is not None, faults
    assert plan.materials.minimums() == {"plan": 1, "photos": 0, "summary": 0, "links": 0}
    assert (plan.portal_domain, plan.report_due.words, plan.terms_assumed) == ("a.example", "活动结束后7日内", False)
    assert plan.filing is not None
    assert plan.filing.due.words == "活动开始前5个工作日"


def test_without_a_report_the_usual_terms_stand_in() -> None:
    plan, faults = read(f"schema: 2\nyear: 2024\nobligations:\n{PREVIEW}")
    assert plan is not None, faults
    assert (plan.report_due.words, plan.terms_assumed) == ("活动结束后5个工作日内", True)
