"""What is asked of whom, in words without commands."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from tests.support.html_reports import activity, materials
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.shared.asks import asked_of, without_commands
from zhutiri_cli.rules.bearing import Bearing
from zhutiri_cli.rules.finding import Finding, Severity

SHORT = materials(("summary", "links"))
UNOPENED = "请办公室打开尚未核对的文件，看有没有总结、宣传报道链接"
UNSURE = tuple(replace(line, unopened=(Shown("a.zip"),)) if line.lacking else line for line in SHORT)
DOUBTED = Finding("ZT206", Severity.ERROR, Shown("相差 12 个月"), bearing=Bearing(in_doubt=True))
DOUBT = "请办公室核对登记：写错的改正，属实的注明"
UNCHECKED = Finding("ZT901", Severity.ERROR, Shown("读不了"), bearing=Bearing(unchecked=True))


@pytest.mark.parametrize(
    ("status", "action", "changes", "asked"),
    [
        (Status.COMPLIANT, Action.NONE, {}, ""),
        (Status.OVERDUE, Action.UNIT, {"units": ()}, "请办公室查明责任单位"),
        (Status.OVERDUE, Action.UNIT, {"materials": SHORT}, "请单位尽快补报总结、宣传报道链接"),
        (Status.INCOMPLETE, Action.UNIT, {"materials": UNSURE}, "总结、宣传报道链接请办公室先在尚未核对的文件里找"),
        (Status.OVERDUE, Action.UNIT, {}, "请办公室登记报齐的日期"),
        (Status.NOT_HELD, Action.UNIT, {}, "请单位说明：已经举办的立即补报，改期或者取消的说明理由"),
        (Status.NOT_HELD, Action.OFFICE, {}, "请办公室向单位核实：是否已经举办，是否改期或者取消"),
        (Status.UNRECORDED, Action.OFFICE, {"held": None}, "请办公室问清举办日期并登记"),
        (Status.UNRECORDED, Action.OFFICE, {}, "请办公室登记报齐的日期"),
        (Status.UNRECORDED, Action.OFFICE, {"findings": (DOUBTED,)}, DOUBT),
        (Status.UNRECORDED, Action.OFFICE, {"findings": (DOUBTED,), "held": None, "materials": UNSURE}, DOUBT),
        (Status.OVERDUE, Action.OFFICE, {"materials": UNSURE}, UNOPENED),
        (Status.OVERDUE, Action.OFFICE, {"findings": (UNCHECKED,)}, "请办公室查明为什么没有核对成"),
        (Status.UNRECORDED, Action.OFFICE, {"submitted": activity(1, Status.LATE).due}, "请办公室核对登记的日期和文件"),
    ],
)  # fmt: skip
def test_everybody_is_asked_in_plain_words(status: Status, action: Action, changes: dict[str, Any], asked: str) -> None:
    assert asked_of(activity(1, status, action=action, **changes)) == asked


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("没有目录 x：没有核对材料；在别处的请用 --submissions 指明", "没有目录 x：没有核对材料"),
        ("计划没有写报送要求（requirements.report），按通行的要求核对", "计划没有写报送要求，按通行的要求核对"),
        ("可能不完整；请打开文件核对，用 zhutiri record 4 --link 登记", "可能不完整；请打开文件核对"),
        ("见 submission.yaml", "见 登记文件"),
        ("“政务--服务”宣传，https://a.example/x--y", "“政务--服务”宣传，https://a.example/x--y"),
    ],
)  # fmt: skip
def test_a_leader_reads_no_command(said: str, left: str) -> None:
    assert without_commands(said) == left
