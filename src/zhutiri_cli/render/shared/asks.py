"""What is to be done about an activity, in words for whoever reads along: no command, no YAML. The clerk's own screens
name the command instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhutiri_cli.case.material_lines import MaterialLine
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.paths import RECORD_NAME
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.certainty import surely_lacking, to_be_looked_at
from zhutiri_cli.report.next_step import in_doubt

_COMMAND = re.compile(r"zhutiri [a-z]|(?<![\w-])--[a-z]")
_KEY = re.compile(r"（[a-z_]+(?:\.[a-z_]+)*）")
_CLAUSE = re.compile("(?<=[；，。：])")


def asked_of(item: ActivityReport) -> str:
    """What the unit, or the office, is asked to do; "" where nobody acts."""
    if item.action is Action.NONE:
        return ""
    if item.lead is None:
        return "请办公室查明责任单位"
    return _of_unit(item) if item.action is Action.UNIT else _of_office(item)


def _of_unit(item: ActivityReport) -> str:
    if item.status is Status.NOT_HELD:
        return "请单位说明：已经举办的立即补报，改期或者取消的说明理由"
    sure, unsure = _labels(surely_lacking(item)), _labels(to_be_looked_at(item))
    asked = [f"请单位尽快补报{sure}"] if sure else []
    asked += [f"{unsure}请办公室先在尚未核对的文件里找"] if unsure else []
    return "；".join(asked) or "请办公室登记报齐的日期"


def _of_office(item: ActivityReport) -> str:
    if item.status is Status.NOT_HELD:
        return "请办公室向单位核实：是否已经举办，是否改期或者取消"
    if item.unchecked:
        return "请办公室查明为什么没有核对成"
    if item.status is Status.UNRECORDED and in_doubt(item):
        return "请办公室核对登记：写错的改正，属实的注明"
    if item.status is Status.UNRECORDED and item.held is None:
        return "请办公室问清举办日期并登记"
    if unsure := _labels(to_be_looked_at(item)):
        return f"请办公室打开尚未核对的文件，看有没有{unsure}"
    if item.status is Status.UNRECORDED and item.submitted is None:
        return "请办公室登记报齐的日期"
    return "请办公室核对登记的日期和文件"


def without_commands(text: str) -> str:
    """A sentence of ours as a leader reads it: clauses that name a command are left out, and so are keys."""
    named = _KEY.sub("", text.replace(RECORD_NAME, "登记文件"))
    return "".join(part for part in _CLAUSE.split(named) if not _COMMAND.search(part)).rstrip("；，：")


def _labels(lines: Iterable[MaterialLine]) -> str:
    return "、".join(line.label for line in lines)
