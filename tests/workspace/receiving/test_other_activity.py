"""Material that speaks of another activity is not filed without a word."""

from __future__ import annotations

import pytest

from tests.support.received_packages import Workspace

PLAN = ("    theme: 校园开放日\n", "    theme: 校园食堂开放日邀请家长走进校园\n")


@pytest.fixture
def desk(work: Workspace) -> Workspace:
    text = work.plan.read_text(encoding="utf-8")
    assert PLAN[0] in text
    work.plan.write_text(text.replace(*PLAN), encoding="utf-8")
    return work


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("来件/校园食堂开放日总结.txt", "见附件。"),
        ("来件/材料1.txt", "校园食堂开放日活动总结\n3月20日，家长走进校园。"),
        ("校园食堂开放日材料/1.txt", "见附件。"),
    ],
)
def test_a_name_or_a_title_of_another_activity_is_refused(desk: Workspace, name: str, text: str) -> None:
    path = desk.package(name, text.encode())
    said = desk.refused(path.parent, "--on", "2024-03-20")
    assert "第 2 项" in said
    assert "--yes" in said
    assert "已放入 1 个文件" in desk.done(path.parent, "--on", "2024-03-20", "--yes")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("来件/春季就业服务日总结.txt", "与校园食堂开放日同日举办。"),  # its own is named, too
        ("来件/活动总结.txt", "政务公开主题日活动总结。"),  # none is named
        ("来件/活动总结.txt", "校园里办了开放日。"),  # not in one run
    ],
)
def test_what_may_be_its_own_is_taken(desk: Workspace, name: str, text: str) -> None:
    desk.done(desk.package(name, text.encode()).parent, "--on", "2024-03-20")
