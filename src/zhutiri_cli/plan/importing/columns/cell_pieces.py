"""Several units, or several forms, in one cell: taken apart where only one reading is possible."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import lines_of, tidy

_OFFICE = re.compile(
    "(局|委|办|部|厅|署|处|科|室|会|联|院|所|站|馆|队|社|园|校|中心|街道|政府|公司|集团|机关|学校|大学|学院|"
    "镇|乡|村|社区|银行|法院|检察院|基地|协会)$"
)
_STRONG = re.compile(
    "(局|委员会|街道办事处|办事处|街道|人民政府|大队|支队|管委会|办公室|中心|总工会|团[区市县]委|[区市县](残联|妇联|工商联))$"
)
_ROLE = "(联合)?(牵头|责任|承办|主办|协办|配合|联办|参与|指导|实施|举办|开展)(单位|部门)?"
_LABEL = re.compile(f"^{_ROLE}[:：]")
_NOTE = re.compile(f"[(（]{_ROLE}[)）]$")
_TAIL = re.compile("(联合|共同)?(牵头|承办|主办|协办|配合|参与|举办|组织|实施|开展|联合)$")
_LEAD = re.compile("牵头|主办")
_GENERIC = re.compile("^(各|全区|全市|全县|所有|相关|有关)|^(待定|另定|未定)$|等(单位|部门)?$")
_HARD = frozenset("、，,；;/／")
_PAIRS = {"(": ")", "（": "）", "“": "”", "《": "》", "【": "】", "[": "]", "〔": "〕"}


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a cell in order, and what a person should look at."""

    items: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def is_office(text: str) -> bool:
    """Whether a text could well be a unit's name by its last characters."""
    return 2 <= len(text) <= 30 and _OFFICE.search(text) is not None


def is_surely_office(text: str) -> bool:
    """Whether a text is hardly anything but a unit's name."""
    return 3 <= len(text) <= 25 and _STRONG.search(text) is not None and not re.search("[“”《》]", text)


def split_units(cell: str, known: frozenset[str] = frozenset()) -> Pieces:
    """The units of a cell, the leading one first."""
    named: list[tuple[str, str]] = []  # name, role
    doubts: list[str] = []
    for piece in _pieces(cell, lambda text: text in known or is_office(_bare(text)[0]), doubts, "单位"):
        name, role = _bare(piece)
        parts = _jointly(name)
        named += [(part, role if part == parts[0] else "") for part in parts]
    leads = [name for name, role in named if _LEAD.search(role)]
    if len(leads) == 1 and named[0][0] != leads[0]:
        named.sort(key=lambda entry: entry[0] != leads[0])
        doubts.append(f"原表注明“{leads[0]}”牵头，已列在最前")
    doubts += [f"原表注明“{name}”为{role}" for name, role in named if re.search("协办|配合|参与|指导", role)]
    names = [name for name, _ in named if name]
    doubts += [f"“{shorten(name)}”不是具体单位，待核实" for name in names if _GENERIC.search(name)]
    doubts += [f"“{shorten(name)}”可能是两个单位，照原样录入" for name in names if _perhaps_two(name)]
    return _once(names, doubts)


def split_forms(cell: str, known: frozenset[str]) -> Pieces:
    """The forms of a cell in order."""
    doubts: list[str] = []
    items = []
    for piece in _pieces(cell, lambda text: text in known, doubts, "形式"):
        plain = piece.removesuffix("等").removesuffix("等形式")
        if plain != piece and plain:
            doubts.append(f"原表活动形式写作“{shorten(piece)}”")
        items.append(plain)
    return _once(items, doubts)


def hard_pieces(cell: str) -> list[str]:
    """A cell cut at 、，；/ and line breaks outside brackets and quotation marks, each piece tidy."""
    return [piece for part in _cut(cell.replace("\n", "；")) if (piece := tidy(part).strip("。. "))]


def _cut(cell: str) -> list[str]:
    pieces, depth, current = [], list[str](), ""
    for char in cell:
        if depth and char == depth[-1]:
            depth.pop()
        elif char in _PAIRS:
            depth.append(_PAIRS[char])
        if char in _HARD and not depth:
            pieces.append(current)
            current = ""
        else:
            current += char
    return [*pieces, current]


def _pieces(cell: str, fits: Callable[[str], bool], doubts: list[str], what: str) -> list[str]:
    """Cut at marks; cut at line breaks and spaces too where every part fits, join where only the whole fits."""
    pieces: list[str] = []
    for part in _cut(_without_layout(cell)):
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


def _without_layout(cell: str) -> str:
    """A cell without line breaks beside a separator, which are only layout."""
    return re.sub("(?<=[、，,；;/／])\\s*\n\\s*|\\s*\n\\s*(?=[、，,；;/／])", "", "\n".join(lines_of(cell)))


def _bare(piece: str) -> tuple[str, str]:
    """A unit's name without its role (``（牵头）``, ``牵头单位：``, ``联合承办``), and the role."""
    label, note = _LABEL.search(piece), _NOTE.search(piece)
    name = _NOTE.sub("", _LABEL.sub("", piece)).strip()
    tail = _TAIL.search(name)
    if tail is not None and is_office(name[: tail.start()]):
        name = name[: tail.start()]
    else:
        tail = None
    role = label or note or tail
    return name, role[0].strip("()（）:：") if role else ""


def _jointly(name: str) -> list[str]:
    """``甲局联合乙局`` to both, wherever both sides are units; 联合会 and the like stay whole."""
    for found in re.finditer("联合|会同", name):
        left, right = name[: found.start()], name[found.end() :]
        if is_office(left) and any(is_office(part) for part in (right, *_jointly(right)[:1])):
            return [left, *_jointly(right)]
    return [name]


def _perhaps_two(name: str) -> bool:
    return any(
        is_surely_office(name[: at.start()]) and is_office(name[at.end() :]) for at in re.finditer("[和与及 ]", name)
    )


def _once(items: list[str], doubts: list[str]) -> Pieces:
    twice = [item for item in dict.fromkeys(items) if items.count(item) > 1]
    doubts += [f"原表重复写了“{shorten(item)}”" for item in twice]
    return Pieces(tuple(dict.fromkeys(items)), tuple(doubts))
