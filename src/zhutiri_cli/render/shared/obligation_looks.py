"""How an obligation's state looks: the mark and colour of a status that people know, and a word for a narrow cell."""

from __future__ import annotations

from collections.abc import Iterable

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.case.status import Status
from zhutiri_cli.render.shared.headline import MARKS
from zhutiri_cli.report.obligation_board import TELLING, when_words
from zhutiri_cli.report.obligation_lines import ObligationLine

LOOKS = {
    ObligationState.NOT_DUE: Status.SCHEDULED,
    ObligationState.DUE: Status.AWAITING,
    ObligationState.DONE: Status.COMPLIANT,
    ObligationState.LATE: Status.LATE,
    ObligationState.OVERDUE: Status.OVERDUE,
    ObligationState.WAIVED: Status.CANCELLED,
}
"""The status whose mark and colour a state has."""
LEGEND = "√ 已办　○ 未到期　－ 不要求（已豁免）"
"""What the cells without a word mean."""
_WORDS = {ObligationState.DUE: " 待办", ObligationState.LATE: " 迟办", ObligationState.OVERDUE: " 逾期"}


def mark(line: ObligationLine) -> str:
    """Its sign: √ × ● ○ －."""
    return MARKS[LOOKS[line.state]]


def cell(line: ObligationLine | None) -> str:
    """A cell of the grid: the sign, and a word where the sign alone could be either of two."""
    return "" if line is None else mark(line) + _WORDS.get(line.state, "")


def state_words(line: ObligationLine, doubt: str = "") -> str:
    """√ 已办, × 逾期未办，请核对."""
    return f"{mark(line)} {line.state.label}{'，请核对' if doubt else ''}"


def said_by(line: ObligationLine, messages: Iterable[str]) -> bool:
    """Whether one of the findings (ZT208–ZT210) tells of it already what its own line would."""
    starts = tuple(f"{line.label}{word}" for word in ("待办，", "应于 ", " "))
    return line.state in TELLING and any(message.startswith(starts) for message in messages)


def told(line: ObligationLine) -> str:
    """A whole line of an activity's details: 活动预告：√ 已办，2025-03-10 办结."""
    doubt = f"；{line.doubt}，请核对" if line.doubt else ""
    return f"{line.name}：{state_words(line)}，{when_words(line)}{doubt}"
