"""A corrected summary counts in place of the earlier one; both are kept, and an on-time set stays on time."""

from __future__ import annotations

import pytest

from tests.support.received_packages import Workspace

LONG = (
    "三月十五日，萤火就业局与麦浪人社局在市民广场举办春季就业服务日，六十家企业进场，发布岗位八百个。"
    "现场设政策咨询台，工作人员逐一解答社保接续、技能补贴、创业贷款等问题，发放资料三百份。"
)
OTHER = (
    "当天下午另在麦浪镇文化站开了一场座谈，镇村干部二十人参加，围绕用工登记提了意见，"
    "会后逐条答复并公开，下一步将按月回访。"
)


def summary(work: Workspace, name: str, text: str) -> str:
    return str(work.package(name, text.encode()))


@pytest.mark.parametrize("name", ["活动总结（更正）.txt", "活动总结（2）.txt", "活动总结.txt", "小结-最终.txt"])
def test_the_newer_of_two_alike_counts(work: Workspace, name: str) -> None:
    work.done(summary(work, "先/活动总结.txt", LONG), "--on", "2024-03-20")
    out = work.done(summary(work, f"后/{name}", LONG.replace("六十", "六十五")), "--on", "2024-03-21")
    assert "两份都留着" in out
    files = work.files()
    assert len(files) == 2
    (counts,) = work.record()["materials"]["summary"]
    assert files[counts].decode().count("六十五") == 1


def test_two_different_summaries_both_count(work: Workspace) -> None:
    work.done(summary(work, "先/活动总结.txt", LONG), "--on", "2024-03-20")
    out = work.done(summary(work, "后/座谈总结.txt", OTHER), "--on", "2024-03-21")
    assert "两份都留着" not in out
    assert "materials" not in work.record()


def test_the_older_mail_received_later_does_not_take_over(work: Workspace) -> None:
    work.done(summary(work, "后/活动总结（更正）.txt", LONG.replace("六十", "六十五")), "--on", "2024-03-21")
    work.done(summary(work, "先/活动总结.txt", LONG), "--on", "2024-03-20")
    (counts,) = work.record()["materials"]["summary"]
    assert "更正" in counts


def test_of_one_day_only_a_name_that_says_so_takes_over(work: Workspace) -> None:
    work.done(summary(work, "先/活动总结.txt", LONG), "--on", "2024-03-20")
    work.done(summary(work, "后/会后总结.txt", LONG.replace("六十", "六十五")), "--on", "2024-03-20")
    assert "materials" not in work.record()


def test_the_same_again_changes_nothing(work: Workspace) -> None:
    work.done(summary(work, "先/活动总结.txt", LONG), "--on", "2024-03-20")
    later = summary(work, "后/活动总结（更正）.txt", LONG.replace("六十", "六十五"))
    work.done(later, "--on", "2024-03-21")
    before = work.record()
    work.done(later, "--on", "2024-03-21")
    assert work.record() == before
