"""The units in one cell: names cut apart, the leading one first, and what each has to do with the activity."""

from __future__ import annotations

import re

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.cell_text import is_left_open, tidy
from zhutiri_cli.plan.importing.columns.cell_pieces import (
    Pieces,
    cut_outside,
    is_office,
    is_surely_office,
    once,
    pieces_of,
)
from zhutiri_cli.plan.importing.columns.form_pieces import is_tick

_ROLE = (
    "(?:联合|共同)?(?:牵头|责任|负责|主责|承办|主办|协办|配合|协助|联办|参与|指导|实施|举办|开展|组织)"
    "(?:责任|承办)?(?:单位|部门|处室|科室)?"
)
_LABEL = re.compile(f"^({_ROLE})[:：]")
_NOTE = re.compile(f"[(（\\[【]({_ROLE}|联合)[)）\\]】]$")
_NOTE_BEFORE = re.compile(f"^[(（\\[【]({_ROLE})[)）\\]】]")
_NOTE_INSIDE = re.compile(f"[(（\\[【]({_ROLE})[)）\\]】](?=[ ]*[^ \n、，,；;(（【)）])")
_TAIL = re.compile("(联合|共同)?(牵头|承办|主办|协办|配合|参与|举办|组织|实施|开展|联合)$")
_HEAD = re.compile("^(牵头|承办|主办|协办|配合)(单位|部门)?")
_LEAD = re.compile("牵头|主办|主责")
_HELP = re.compile("协办|协助|配合|参与|指导")
_GENERIC = re.compile(
    "^(各|全区|全市|全县|所有|相关|有关)|^.{0,4}[区市县镇]直(?:各|有关|相关|单位|部门|机关$)|[及和与、](?:其他|有关|相关|各有关|各相关)(?:单位|部门|街道|科室|镇街)$|^(待定|另定|未定)$|等(有关|相关)?(单位|部门|街道)?$"
)
_LABEL_INSIDE = re.compile(f"(?:(?<![\\s,，、。])[\\s,，、。]++)?({_ROLE}[:：])")
_LABELLED_BRACKET = re.compile(f"[(（]({_ROLE}[:：][^()（）]+)[)）]")
_HELPING_BRACKET = re.compile("[(（]([^()（）:：]{2,})(配合|协办|协助|参与)[)）]")
_JOINT_BRACKET = re.compile("[(（](?:会同|联合|协同)([^()（）:：]{3,})[)）]")
_ROLE_INSIDE = re.compile("^[^(（]*[^(（](?:承办|主办|协办|牵头|配合)[^)）]")
_HOSTS = re.compile(
    "[厂店行台房组协场区县市街路团报库宫司堂矿班处港苑网庭]$|(?:小学|中学|机构|疾控|[一二三四五六七八九十]中|剧院|广场|超市|部门|单位|网格|支行|分行|志愿者|市民之家)$"
)
_DITTO = frozenset({"同上", "〃", "″", '"', "”", "″″"})


def split_units(cell: str, known: frozenset[str] = frozenset()) -> Pieces:
    """The units of a cell, the leading one first."""
    if is_tick(cell) or "".join(cell.split()) in _DITTO:
        return Pieces((), (f"原表责任单位写作“{shorten(cell.strip())}”，不是单位名称，没有录入",))
    if is_left_open(cell):
        return Pieces((), (f"原表责任单位写作“{tidy(cell)}”，没有录入，责任单位待核实",))
    named: list[tuple[str, str]] = []  # name, role
    doubts: list[str] = []
    for part in cut_outside(_opened(cell), frozenset("；;")):
        named += _part(part, known, doubts)
    leads = [name for name, role in named if _LEAD.search(role)]
    if leads and named[0][0] not in leads and (len(leads) == 1 or _HELP.search(named[0][1])):
        named.sort(key=lambda entry: entry[0] not in leads)
        doubts.append(f"原表注明{'、'.join(f'“{name}”' for name in leads)}牵头，已列在最前")
    doubts += [f"原表注明“{name}”为{role}" for name, role in named if _HELP.search(role)]
    names = [name for name, _ in named if name]
    doubts += [f"“{shorten(name)}”不是具体单位，待核实" for name in names if _GENERIC.search(name)]
    doubts += [f"“{shorten(name)}”的括号里还有别的单位或联系人，照原样录入" for name in names if _holds_more(name)]
    doubts += [f"“{shorten(name)}”可能是几个单位，照原样录入" for name in names if _ROLE_INSIDE.search(name)]
    strange = [name for name in names if name not in known and not _GENERIC.search(name) and not like_a_unit(name)]
    doubts += [f"“{shorten(name)}”不像单位名称，照原样录入" for name in strange]
    doubts += [f"“{shorten(name)}”可能是两个单位，照原样录入" for name in names if _perhaps_two(name)]
    return once(names, doubts)


def _opened(cell: str) -> str:
    """A cell whose roles all stand before their units: ``甲局（配合：乙局）`` as ``甲局；配合：乙局``."""
    if _NOTE_BEFORE.match(cell.strip()):
        cell = _NOTE_INSIDE.sub(r"；\1：", cell)
    cell = _NOTE_INSIDE.sub(lambda found: f"{found[0]}；", cell)
    text = _LABELLED_BRACKET.sub(r"；\1；", cell)
    text = _HELPING_BRACKET.sub(_helped, text)
    text = _JOINT_BRACKET.sub(lambda found: f"；{found[1]}；" if _all_offices(found[1]) else found[0], text)
    return _LABEL_INSIDE.sub(r"；\1", text)


def _helped(found: re.Match[str]) -> str:
    return f"；{found[2]}：{found[1]}；" if _all_offices(found[1]) else found[0]


def _all_offices(words: str) -> bool:
    return all(is_office(name.strip()) or _GENERIC.search(name) for name in cut_outside(words))


def _part(part: str, known: frozenset[str], doubts: list[str]) -> list[tuple[str, str]]:
    """The units of one part with their roles; a label holds for all units after it."""
    named: list[tuple[str, str]] = []
    label = ""
    for piece in pieces_of(part, lambda text: text in known or is_office(_bare(text)[0]), doubts, "单位"):
        name, role = _bare(piece)
        label = role if _LABEL.search(piece) else label
        parts = _jointly(name)
        named += [(one, (role or label) if one == parts[0] else label) for one in parts]
    return named


def _bare(piece: str) -> tuple[str, str]:
    """A unit's name without its role (``（牵头）``, ``牵头单位：``, ``联合承办``), and the role."""
    for pattern in (_LABEL, _NOTE, _NOTE_BEFORE):
        if found := pattern.search(piece):
            return _NOTE.sub("", _NOTE_BEFORE.sub("", _LABEL.sub("", piece))).strip(), found[1]
    name = piece.strip()
    for pattern in (_TAIL, _HEAD):
        found = pattern.search(name)
        rest = name.replace(found[0], "", 1) if found and pattern is _HEAD else name[: found.start()] if found else ""
        if found and (is_office(rest) if pattern is _TAIL else is_surely_office(rest.strip())):
            return rest.strip(), found[0]
    return name, ""


def _jointly(name: str) -> list[str]:
    """``甲局联合乙局`` to both, wherever both sides are units; 联合会 and the like stay whole."""
    for found in re.finditer("联合|会同", name):
        left, right = name[: found.start()], name[found.end() :]
        if is_office(left) and any(is_office(part) for part in (right, *_jointly(right)[:1])):
            return [left, *_jointly(right)]
    return [name]


def like_a_unit(name: str) -> bool:
    """Whether a name ends as names of hosts do, a note in brackets aside."""
    plain = re.sub("[(（\\[【][^()（）\\[\\]【】]*[)）\\]】]$", "", name)
    return is_office(plain) or _HOSTS.search(plain) is not None


def _holds_more(name: str) -> bool:
    """Whether brackets after a name list units, or hold a telephone number."""
    noted = re.search("[(（]([^()（）]*)[)）]$", name)
    if noted is None:
        return False
    listed = re.split("[、，,；;]", noted[1])
    return re.search("[0-9]{7}|联系人", noted[1]) is not None or (
        len(listed) > 1 and any(map(is_surely_office, listed))
    )


def _perhaps_two(name: str) -> bool:
    cuts = [found.span() for found in re.finditer("[和与及 +＋|｜&]", name)]
    cuts += [(at, at) for at in range(1, len(name)) if name[at - 1] in "局委办" and name[at] == name[0]]
    return any(is_surely_office(name[:start]) and is_office(name[end:]) for start, end in cuts)
