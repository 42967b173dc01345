"""A cell of units that names people and numbers, too: the units by themselves, and the rest as it stands."""

from __future__ import annotations

import re

from zhutiri_cli.plan.importing.cell_text import HAN, tidy
from zhutiri_cli.plan.importing.columns.cell_pieces import is_office

_LABEL = "(?:联系人|联系电话|联系方式|电话|手机|经办人|负责人|责任人|联络员)(?:及(?:联系)?电话|及联系方式)?[:：]?"
_NUMBER = "(?:1[0-9]{10}|(?:0[0-9]{2,3}[-— ]?)?[0-9]{7,8}(?:[-转][0-9]{1,5})?)"
_SIGN = re.compile(f"{_LABEL}|(?<![0-9]){_NUMBER}(?![0-9])")
_CUT = re.compile(r"[\s,，、;；:：/\\()（）]+")
_PERSON = re.compile(f"[{HAN}·]{{2,4}}")
_ROLE = re.compile("牵头|主办|承办|协办|配合|协助|责任单位|参与|指导")
_RANK = re.compile("(?:科长|主任|局长|副局长|同志|老师|先生|女士|主管|科员)$")


def units_and_contacts(cell: str, *, contacts: bool) -> tuple[str, str]:
    """The units of a cell, and all its words where they name people, too; ``contacts``: its heading says they do. Where
    a word is neither, or says what a unit has to do with the activity, the cell stays whole."""
    if (not contacts and _SIGN.search(cell) is None) or _ROLE.search(cell):
        return cell, ""
    kept: list[str] = []
    rest = False
    for word in _CUT.split(_SIGN.sub("\n", cell)):
        if is_office(word) and not _RANK.search(word):
            kept.append(word)
        elif _PERSON.fullmatch(word) or not word:
            rest = rest or bool(word)
        else:
            return cell, ""
    if not kept or not (rest or _SIGN.search(cell)):
        return cell, ""
    return "、".join(kept), tidy(cell)
