"""From what a term counts: the end of the activity (活动结束后), its beginning (活动开展前), or something else."""

from __future__ import annotations

import re
from enum import Enum

from zhutiri_cli.plan.importing.limit_words import NUMERAL
from zhutiri_cli.plan.importing.limits import limits_in

_EVENT = "(?:活动|开放日|主题日|开放周|开放月)"
_DONE = "(?:正式|圆满|全部|结束|举办|开展|举行|完成|完毕|实施|落幕|闭幕)*"
_END = re.compile(
    f"{_EVENT}{_DONE}(?:之日|当日|当天)?(?:之|以)?(?:后|起)|{_EVENT}(?:举办|开展|举行)?(?:结束|完成|完毕|闭幕|落幕)(?=次日|当日|当天|第二天|{NUMERAL}个?(?:工作日|天|日|周|星期|月|小时))|"
    "(?:^|(?<=[，,；;、于在待]))结束(?:之日)?(?:之|以)?(?:后|起)"
)
_START = re.compile(
    f"{_EVENT}(?:正式|拟|开始|举办|开展|举行|实施)*(?:之日|当日|当天|日)?(?:之|以)?前(?!后|期)|提前(?=(?:至少|不少于|最少)?{NUMERAL})|(?:举办|开展|举行)(?:之|以)?前(?!后|期)|"
    f"{_EVENT}(?:正式|开始|举办|开展|举行|实施)*(?:之日|的)?(?=(?:至少|不少于)?{NUMERAL}个?(?:工作日|自然日|日|天|周|月)(?:之|以)?前)"
)
_ELSE = re.compile(
    "(?:季度?|月度?|年度?|半年|周|会议|培训|整改|审核|通知|文件|公示|评选|汇总|检查)(?:结束|印发|发布|下发)(?:之日)?(?:之|以)?(?:后|起)|收[到文].{0,12}?(?:后|起)"
)


class CountedFrom(Enum):
    """What a term counts from."""

    END = "end"
    START = "start"
    ELSE = "else"


def anchors_in(clause: str) -> list[tuple[int, CountedFrom, int]]:
    """What limits of a clause count from: where it says so, what it is, and where that ends."""
    kinds = ((_END, CountedFrom.END), (_START, CountedFrom.START), (_ELSE, CountedFrom.ELSE))
    return [(match.start(), since, match.end()) for pattern, since in kinds for match in pattern.finditer(clause)]


def anchor_of(clause: str) -> tuple[CountedFrom, int] | None:
    """What the clause itself says its limit counts from, and where it says so: the last of several."""
    found = anchors_in(clause)
    if not found:
        dated = next((limit for limit in limits_in(clause) if limit.dated), None)
        return (CountedFrom.ELSE, dated.start) if dated else None
    at, since, _ = max(found, key=lambda one: one[0])
    return since, at
