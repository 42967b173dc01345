"""ZT108, ZT109: names of units that are nearly another's, and characters that do not belong in a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.spelling import shorten, squeeze, unseen
from zhutiri_cli.plan.plain_values import Word
from zhutiri_cli.plan.tolerant_table import PlanTable
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InPlan, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.rules.views import PlanView

ZT108 = Rule(
    "ZT108",
    Severity.WARNING,
    "单位名称疑似有误",
    topic="hosting",
    manual="同一单位写成两种名称会被当成两家，催办和统计都会出错。只多一个字、叠一个字、少一个字，或只差全半角、空格的名称"
    "视为疑似同一单位；差一个不同的字（区民政局、区财政局）是两个单位。名称里夹着逗号、顿号的，疑为两个单位。"
    "计划有单位名录（roster）时，名录之外的单位为错误。",
    remedy="统一为规范名称；确为两个单位的可以不改；名录漏列的请补入名录或别称。",
)
ZT109 = Rule(
    "ZT109",
    Severity.WARNING,
    "名称或主题含异常字符",
    manual="不可见字符、全角字母数字、首尾空白、连续空格多由复制粘贴带入，肉眼难辨，却会使同一名称匹配不上。"
    "空格加“#”之后的内容在 YAML 里是注释，主题会被截短。"
    "中文标点和单个空格不受影响。",
    remedy="删去或改为半角后重新保存。",
)
_FULL_WIDTH = lazy_pattern("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000]")
_SEPARATOR = lazy_pattern("[，、；;,／/+＋|｜·&＆ 　]")
_JOINING = lazy_pattern("[和及与暨]")
_SURE_SEPARATOR = lazy_pattern("[，；;]")
_ENDINGS = (
    *"局办处委会院站队所社司部室厅团校馆镇乡县区",
    *("中心", "街道"),
)
"""How names of units end; 、 and / and 和 also stand inside one name (区文化、旅游和体育局)."""
_ROLE = lazy_pattern(
    r"^(?:牵头|主办|承办|协办|配合|责任)(?:单位|部门)?\s*[:：]|[(（](?:牵头|主办|承办|协办|配合)(?:单位|部门)?[)）]$|等(?:单位|部门)?$"
)
"""What is said of a unit and does not belong to its name."""
_ODD_SPACE = lazy_pattern(r"\s{2,}|[^\S \u3000]")


def _wrong_names(view: PlanView) -> Iterator[Hit]:
    """Units outside the roster, and units whose name is nearly another's, at the first place of the rarer one."""
    places: dict[str, Word] = {}
    counts: Counter[str] = Counter()
    for row in view.table.rows:
        for unit in row.units or ():
            places.setdefault(unit.text, unit)
            counts[unit.text] += 1
    if view.table.roster is not None:
        yield from _outside_roster(view.table, places)
        return  # the roster decides
    order = {name: index for index, name in enumerate(places)}
    for first, second in _near_pairs(list(places)):
        wrong, right = sorted((first, second), key=lambda name: (counts[name], -order[name]))
        message = f"单位“{shorten(wrong)}”与“{shorten(right)}”只差一字、全半角或空格"
        yield Hit(message, "如是同一单位请统一名称", InPlan(places[wrong].route))


def _outside_roster(table: PlanTable, places: dict[str, Word]) -> Iterator[Hit]:
    outside = [name for name in places if name not in table.roster_names]
    near: dict[str, str] = {}
    for first, second in _near_pairs([*outside, *table.roster_names]):
        near |= {first: second} if second in table.roster_names else {second: first}
    for row in table.rows:
        for unit in row.units or ():
            if unit.text not in table.roster_names:
                meant = f"是否应为“{shorten(near[unit.text])}”" if unit.text in near else ""
                hint = meant or "请核对，或补入 roster（单位名录）"
                message = f"单位“{shorten(unit.text)}”不在单位名录内"
                yield Hit(message, hint, InPlan(unit.route), Severity.ERROR)


def _near_pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs that are equal but for width and white space, or differ by one added or dropped character.

    Linear in the names: a shorter name is looked up among the one-character deletions of the longer ones.
    """
    by_key: dict[str, list[str]] = {}
    for name in names:
        by_key.setdefault(squeeze(name), []).append(name)
    for same in by_key.values():
        yield from ((same[0], other) for other in same[1:])
    for key, (name, *_) in by_key.items():
        shorter = {key[:i] + key[i + 1 :] for i in range(len(key))} if len(key) > 2 else set()
        yield from ((by_key[short][0], name) for short in sorted(shorter) if short in by_key)


@ZT108.looks_at(Scope.PLAN)
def near_names(view: PlanView) -> Iterator[Hit]:
    """Names that are nearly another's or outside the roster, and two units written as one."""
    yield from _joined_names(view.table)
    yield from _wrong_names(view)


def _joined_names(table: PlanTable) -> Iterator[Hit]:
    """Units with a separator inside the name: in a list of YAML only an English comma separates; and units with what
    is said of them (牵头：…, …等)."""
    for row in table.rows:
        for unit in row.units or ():
            if role := _ROLE.search(unit.text):
                message = f"单位“{shorten(unit.text)}”里的“{role[0]}”不是名称"
                yield Hit(message, "请只写单位名称，牵头的写在第一个；“等”后面的单位请逐个写出", InPlan(unit.route))
            separator = _SEPARATOR if _SEPARATOR.search(unit.text) else _JOINING
            parts = [part.strip() for part in separator.split(unit.text) if part.strip()]
            sure = _SURE_SEPARATOR.search(unit.text) is not None
            if len(parts) > 1 and (sure or all(part.endswith(_ENDINGS) for part in parts)):
                signs = "、".join(dict.fromkeys(f"“{sign}”" for sign in separator.findall(unit.text)))
                message = f"单位“{shorten(unit.text)}”里有{signs}，疑为 {len(parts)} 个单位"
                yield Hit(message, f"如是，请写作 [{', '.join(parts[:4])}]，用英文逗号分隔", InPlan(unit.route))


@ZT109.looks_at(Scope.PLAN)
def odd_characters(view: PlanView) -> Iterator[Hit]:
    """Invisible characters, full-width letters, digits or spaces, and stray white space in names and themes."""
    table = view.table
    words = [table.title, *(table.roster or ())]
    for row in table.rows:
        words += [row.theme, *row.forms, *(row.units or ())]
    for word in words:
        if word is not None and (cut := view.loaded.source.cut_off_by(word.route)):
            message = f"值里“ {shorten(cut)}”被当作注释，读到的只有“{shorten(word.text)}”"
            yield Hit(message, "“#”是内容的，请给整个值加上引号；是注释的，“#”后面空一格", InPlan(word.route))
        if word is not None and (found := _oddities(word.text)):
            yield Hit(f"“{shorten(word.text)}”含{'、'.join(found)}", "请删去或改为半角", InPlan(word.route))


def _oddities(text: str) -> list[str]:
    found = []
    if invisible := unseen(text):
        found.append("不可见字符 " + " ".join(f"U+{ord(char):04X}" for char in invisible[:5]))
    if wide := list(dict.fromkeys(_FULL_WIDTH.findall(text))):
        shown = "".join(char for char in wide if char != "\u3000")
        found.append(f"全角字符 {shown}" if shown else "全角空格")
    if text != text.strip():
        found.append("首尾空白")
    elif _ODD_SPACE.search(text):
        found.append("多余的空白")
    return found
