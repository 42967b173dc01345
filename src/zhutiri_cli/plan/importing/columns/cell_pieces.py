"""Several units, or several forms, in one cell: taken apart where only one reading is possible."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import lines_of, tidy

_OFFICE = re.compile(
    "(局|委|办|部|厅|署|处|科|室|会|联|院|所|站|馆|队|社|园|校|中心|街道|政府|公司|集团|机关|学校|大学|学院|"
    "镇|乡|村|社区|银行|法院|检察院|基地|协会)$"
)
_STRONG = re.compile(
    "(局|委员会|街道办事处|办事处|街道|人民政府|大队|支队|管委会|办公室|中心|总工会|团[区市县]委|[区市县](残联|妇联|工商联))$"
)
_EVENT = re.compile(
    "(?:分享|座谈|推介|发布|宣讲|报告|招聘|交流|说明|听证|恳谈|见面|音乐|运动|博览|研讨|展览|茶话|交易|观摩|读书|诗|庙)会$"
    "|[进下入](?:社区|校园|乡村|农村|机关|公司|学校|企业|基地)$"
)
_HARD = frozenset("、，,；;/／")
_BESIDE = re.compile(r"(?<=[、，,；;/／])\s++|(?<!\s)\s++(?=[、，,；;/／])")
_LIST_MARK = re.compile(
    "(?:(?:^|(?<=[、，,；;])|(?<=\\s)(?<!\\s\\s))\\s*+|(?<=\\s))(?:[0-9]{1,2}[.．、)）]|[(（][0-9一二三四五六七八九十]{1,2}[)）])\\s*(?=[^\\s0-9])"
    "|(?:(?<!\\s)\\s++)?[①-⑳❶-❿]\\s*(?=[^\\s、，,；;])"
)
_PAIRS = {"(": ")", "（": "）", "“": "”", "《": "》", "【": "】", "[": "]", "〔": "〕"}


class Pieces(Struct, frozen=True):
    """The pieces of a cell in order, and what a person should look at."""

    items: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def is_office(text: str) -> bool:
    """Whether a text could well be a unit's name by its last characters."""
    return 2 <= len(text) <= 30 and _OFFICE.search(text) is not None and _EVENT.search(text) is None


def is_surely_office(text: str) -> bool:
    """Whether a text is hardly anything but a unit's name."""
    return 3 <= len(text) <= 25 and _STRONG.search(text) is not None and not re.search("[“”《》]", text)


def hard_pieces(cell: str) -> list[str]:
    """A cell cut at 、，；/ and line breaks outside brackets and quotation marks, each piece tidy."""
    return [piece for part in cut_outside(cell.replace("\n", "；")) if (piece := tidy(part).strip("。. "))]


def cut_outside(cell: str, marks: frozenset[str] = _HARD) -> list[str]:
    """A cell cut at marks outside brackets and quotation marks, as it stands."""
    pieces, depth, current = [], list[str](), ""
    for char in cell:
        if depth and char == depth[-1]:
            depth.pop()
        elif char in _PAIRS:
            depth.append(_PAIRS[char])
        if char in marks and not depth:
            pieces.append(current)
            current = ""
        else:
            current += char
    return [*pieces, current]


def pieces_of(cell: str, fits: Callable[[str], bool], doubts: list[str], what: str) -> list[str]:
    """Cut at marks; cut at line breaks and spaces too where every part fits, join where only the whole fits."""
    pieces: list[str] = []
    for part in cut_outside(_without_layout(_unnumbered(cell))):
        words, lines = part.split(), lines_of(part)
        whole, solid = tidy(part).strip("。. "), "".join(part.split())
        if len(words) > 1 and all(fits(word) for word in words):
            pieces += words
        elif len(words) > 1 and fits(solid):
            pieces.append(solid)
        elif len(lines) > 1:
            pieces += lines
            doubts.append(f"{what}按换行分为{'、'.join(f'“{shorten(line)}”' for line in lines)}，请核对")
        elif whole:
            pieces.append(whole)
    return pieces


def _unnumbered(cell: str) -> str:
    """A cell without the numbers of a list, where it begins with one: ``①甲 ②乙``, ``1.甲；2.乙``."""
    return _LIST_MARK.sub("；", cell) if _LIST_MARK.match(cell) else cell


def _without_layout(cell: str) -> str:
    """A cell without line breaks beside a separator, which are only layout."""
    return _BESIDE.sub(lambda gap: "" if "\n" in gap[0] else gap[0], "\n".join(lines_of(cell)))


def once(items: list[str], doubts: list[str]) -> Pieces:
    """The items, each once; what stands twice is said."""
    twice = [item for item in dict.fromkeys(items) if items.count(item) > 1]
    doubts += [f"原表重复写了“{shorten(item)}”" for item in twice]
    return Pieces(tuple(dict.fromkeys(items)), tuple(doubts))
