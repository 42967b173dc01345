"""A cell of units that names people and numbers, too: the units by themselves, and the rest as it stands."""

from __future__ import annotations

import re

from zhutiri_cli.plan.importing.cell_text import HAN, tidy
from zhutiri_cli.plan.importing.columns.cell_pieces import is_office
from zhutiri_cli.plan.importing.columns.unit_pieces import like_a_unit

_LABEL = "(?:联系人|联系电话|联系方式|电话|手机|经办人|负责人|责任人|联络员)(?:及(?:联系)?电话|及联系方式)?[:：]?"
_NUMBER = "(?:1[0-9]{10}|(?:0[0-9]{2,3}[-— ]?)?[0-9]{7,8}(?:[-转][0-9]{1,5})?)"
_SIGN = re.compile(f"{_LABEL}|(?<![0-9]){_NUMBER}(?![0-9])")
_CUT = re.compile(r"[\s,，、;；:：/\\()（）]+")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"
    "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温季俞章鲁葛伍韦申尤毕聂焦向柳邢岳齐梅莫庄辛"
    "祝左涂祁舒耿詹苗凌费纪靳盛童欧甄项裴席卫屈鲍覃霍翁甘柯阮桂"
)
"""The commonest ones; a name with another stays with the unit, and is doubtful there."""
_PERSON = re.compile(f"[{_SURNAMES}][{HAN}·]{{1,3}}")
_ROLE = re.compile("牵头|主办|承办|协办|配合|协助|责任单位|参与|指导")
_SAID = re.compile(f"[；;，,、 \n]*+({_LABEL}[ ]*(?:{_PERSON.pattern})?[，,、 ]*(?:{_NUMBER})?(?![{HAN}]))?")
_RANK = re.compile("(?:科长|主任|局长|副局长|同志|老师|先生|女士|主管|科员)$")


def units_and_contacts(cell: str, *, contacts: bool) -> tuple[str, str]:
    """The units of a cell, and all its words where they name people, too; ``contacts``: its heading says they do. Where
    a word is neither, or says what a unit has to do with the activity, the cell stays whole."""
    if not contacts and _SIGN.search(cell) is None:
        return cell, ""
    if _ROLE.search(cell):
        rest = _SAID.sub(lambda found: "" if found[1] else found[0], cell)
        whole = rest == cell or any(rest.count(left) != rest.count(right) for left, right in ("()", "（）"))
        return (cell, "") if whole else (rest, tidy(cell))
    kept: list[str] = []
    people = False
    for word in _CUT.split(_SIGN.sub("\n", cell)):
        if is_office(word) and not _RANK.search(word):
            kept.append(word)
        elif not word or (_PERSON.fullmatch(word) and not like_a_unit(word)):
            people = people or bool(word)
        else:
            return cell, ""
    if not kept or not (people or _SIGN.search(cell)):
        return cell, ""
    return "、".join(kept), tidy(cell)
