"""What a letter, a circular and a unit's page say of an obligation. Pure, complete sentences.

A provisional or expected deadline is said to be so, and never passed; a doubt is the office's, and stands in no letter.
"""

from __future__ import annotations

from datetime import date

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.phrases import left, short_day
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.letters.letter_sentences import dated
from zhutiri_cli.report.obligation_lines import ObligationLine, OpenObligation

_PROVISIONAL = "期限暂定，所涉年份的放假调休安排公布后会重新计算"
_ESTIMATED = "按计划日期预计，以实际举办日期为准"


def asked_words(one: OpenObligation, as_of: date) -> Shown:
    """What a letter says of one that is to be seen to: by when, on what ground, how late, and what to do."""
    line = one.line
    basis = f"（依据{line.clause}）" if line.clause else ""
    notes = "；".join([*([_ESTIMATED] if line.estimated else []), *([_PROVISIONAL] if line.provisional else [])])
    by = f"{due_words(line, as_of.year)}前{'' if line.at else '（含当日）'}办结{basis}"
    if one.late:
        return Shown(
            f"{line.name}应于{by}，截至{short_day(as_of, as_of.year)}没有办结的记录，{lateness(line)}。"
            "请尽快补办并说明原因；已经办结的，请告知办结日期。"
        )
    noted = f"（{notes}）" if notes else ""
    return Shown(f"{line.name}请于{by}{noted}，办结后请告知日期。")


def doubted_words(one: OpenObligation) -> Shown:
    """Why the office looks first, on its own list."""
    why = one.doubt or "没有责任单位"
    todo = "请核对后登记办结日期" if one.doubt else "请查明责任单位"
    return Shown(f"{one.line.name}{one.line.state.label}，期限 {one.line.due}：{why}；{todo}")


def standing(line: ObligationLine, as_of: date) -> Shown:
    """Where it stands, for its own page: 4月8日办结, 待办，还有3个工作日, 逾期未办，逾期7个工作日."""
    match line.state:
        case ObligationState.DONE if line.done is not None:
            return Shown(f"{short_day(line.done, as_of.year)}办结")
        case ObligationState.LATE if line.done is not None:
            return Shown(f"{short_day(line.done, as_of.year)}办结，晚于期限")
        case ObligationState.OVERDUE if not line.provisional:
            return Shown(f"没有办结的记录，{lateness(line)}")
        case ObligationState.DUE | ObligationState.OVERDUE:
            if line.left is None or line.deadline is None or line.deadline < as_of:
                return Shown("待办")
            off = left(line.left, line.deadline, as_of).replace(" ", "")
            return Shown(f"待办，{off}")
        case ObligationState.WAIVED:
            return Shown("不要求")
    return Shown(line.state.label)


def due_words(line: ObligationLine, year: int) -> Shown:
    """The day as letters write it, with its time: 3月7日（周五）12:00; by when in words where there is no day yet."""
    if line.deadline is None:
        return line.asked
    return Shown(f"{dated(line.deadline, year)}{line.at}")


def noted_due(line: ObligationLine, year: int) -> Shown:
    """The day with what may still change it: 4月15日（周二），按计划日期预计."""
    notes = [*(["按计划日期预计"] if line.estimated else []), *(["暂定"] if line.provisional else [])]
    return Shown("，".join([due_words(line, year), *notes]))


def lateness(line: ObligationLine) -> str:
    """逾期7个工作日, of one whose day has passed."""
    days = -(line.left or 0)
    return f"逾期{days}个工作日" if days else "逾期不足1个工作日"
