"""Lines of running text that name an activity as a table's line would: when, what, by whom."""

from __future__ import annotations

import re

from zhutiri_cli.plan.importing.cell_text import tidy
from zhutiri_cli.plan.importing.columns.cell_pieces import is_office
from zhutiri_cli.plan.importing.columns.month_cells import read_time

_CUT = re.compile("[，,；;、：:。|/ \u3000]+")
_MARK = re.compile("^[(（]?[0-9一二三四五六七八九十]{1,3}[)）.．、]\\s*(?=[0-9一二三四五六七八九十]|20)")
_ASKS = re.compile("报送|上报|报告|印发|请|须|应当?|要求|完成|提交|反馈|公示|通知|联系人|电话")
_FURNITURE = re.compile("来源[:：]|浏览量|字体|字号|文字大小|发布时间|发布日期")
_HELD = re.compile("(?:局|委|办|馆|会|中心|街道|办事处|部|院|校|联)(?:将|拟)?(?:举办|开展|组织|举行|承办)")
_LONGEST = 100


def names_an_activity(line: str) -> bool:
    """Whether a line says when, by whom and what, and asks nothing of anybody."""
    words = tidy(line)
    if len(words) > _LONGEST or asks_for(words) or _FURNITURE.search(words):
        return False
    if _HELD.search(words) and any(read_time(piece, year=0) is not None for piece in _CUT.split(_MARK.sub("", words))):
        return True
    pieces = [piece for piece in _CUT.split(_MARK.sub("", words).strip("-—·*• 。")) if piece]
    if len(pieces) < 3:
        return False
    timely = [read_time(piece, year=0) is not None for piece in pieces]
    units = [is_office(_without_note(piece)) and len(piece) >= 3 for piece in pieces]
    return sum(timely) == 1 and any(units)


def _without_note(piece: str) -> str:
    """A piece without the brackets at its end; nothing of one that says 单位 and names none."""
    if piece.endswith("单位"):
        return ""
    return re.split("[(（]", piece, maxsplit=1)[0] if piece.endswith((")", "）")) else piece


def asks_for(words: str) -> bool:
    """Whether words ask something of somebody, as the sentences of a notice do."""
    return _ASKS.search(words) is not None
