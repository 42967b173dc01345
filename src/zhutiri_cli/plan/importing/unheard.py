"""What else a notice's sentences say of materials and limits: lists without a term of their own, and whatever asks for
a time or an amount and has become nothing of the plan, which a person is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.asked_materials import kinds_in
from zhutiri_cli.plan.importing.clause_text import clauses_of, sentences_of, without_brackets
from zhutiri_cli.plan.importing.counted_from import CountedFrom, anchors_in
from zhutiri_cli.plan.importing.deadline_clauses import DueSentence, has_verb
from zhutiri_cli.plan.importing.limit_words import NUMERAL
from zhutiri_cli.plan.importing.limits import limits_in

_QUOTED = 80
_COUNTED = "(?:[张幅份篇条个次场期人家名项部字页件]|分钟|批次|人次)"
_BOUND = "(?:不得?少于|至少|不低于|最少|不小于|不得?超过|不多于|至多|最多|控制在|每[^，；]{1,8}?[报送交开办提供]{1,2})"
AMOUNT = re.compile(
    f"{_BOUND}(?:[^，；0-9一二两三四五六七八九十]{{0,4}})(?:[0-9]{{1,5}}|{NUMERAL}){_COUNTED}(?!工作日|月|小时|自然日|星期)|(?:[0-9]{{1,5}}|{NUMERAL}){_COUNTED}(?:及|或|（含）)?(?:以上|以内|以下|左右)|"
    f"(?<![第式附])(?:[0-9]{{1,5}}|{NUMERAL})[张幅篇份](?!表)|"
    "[0-9.]{1,5}(?:[MKG]B?|兆|像素|dpi)|"
    "[0-9]{2,5}字(?!号)"
)
"""An amount that is asked for: 不少于3张, 300字以上, 3至5张."""
_LIST = re.compile(
    "^(?:其中[，,:：]?)|(?:报送|上报|提交|提供|报(?!道|名|告|表|纸|刊|社|备)|交)|(?:材料|资料)(?:应|须|要|主要|需)?(?:包括|包含|含|有|为|[:：])"
)
_NOT = re.compile("不再|无需|无须|不用|不必|未")
_REPEATED = re.compile("未(?:按|在|报|及时|能)|逾期|过期|迟报")


def listed(text: str) -> list[str]:
    """What sentences without a limit ask to be reported after activities, each in its own words."""
    found = []
    for sentence in sentences_of(text):
        plain = without_brackets(sentence)
        begins = _LIST.search(plain)
        elsewhere = any(since is not CountedFrom.END for _, since, _ in anchors_in(plain))
        if begins and kinds_in(sentence) and not (limits_in(plain) or elsewhere or _NOT.search(plain)):
            found.append(sentence[begins.end() :])
    return found


def unheard(text: str, heard: Sequence[DueSentence], lists: Sequence[str], hints: Sequence[str]) -> Iterator[str]:
    """A sentence for each clause that asks for a time or an amount that neither ``heard`` (what has become part of the
    plan) nor ``lists`` nor ``hints`` speak of."""
    for sentence in sentences_of(text):
        for _, clause in clauses_of(sentence):
            said = clause.strip("，,、；;")
            quoted = f"“{shorten(said, _QUOTED)}”"
            if not said or any(said in hint or quoted in hint for hint in hints):
                continue
            if why := _lost_limits(said, sentence, heard, hints):
                yield f"原文{quoted}里的期限没有录入{why}；需要核对的，请写进 obligations（schema 须为 2）"
            elif AMOUNT.search(said) and not _counted(said, sentence, heard, lists, hints):
                yield f"原文{quoted}里的数目没有录入；属于报送材料的，请填写 requirements.report.materials，其余请核对"


def _lost_limits(clause: str, sentence: str, heard: Sequence[DueSentence], hints: Sequence[str]) -> str:
    """Why limits of a clause are not in the plan, in brackets; empty where there are none that are not."""
    whys = []
    for limit in limits_in(without_brackets(clause), lasting=True) + limits_in(clause):
        known = any(due.limit and due.limit.words == limit.words and due.sentence == sentence for due in heard)
        again = _REPEATED.search(clause) and any(due.limit and due.limit.words == limit.words for due in heard)
        idle = limit.mild and not has_verb(clause) and "次" not in clause
        near = clause[max(0, clause.find(limit.words)) :][: len(limit.words) + 4]
        if not (known or again or idle or any(near in hint for hint in hints)):
            whys.append(limit.why_not or "计划文件只能写报送、发布一类的事项")
    return f"（{'；'.join(dict.fromkeys(whys))}）" if whys else ""


def _counted(
    clause: str, sentence: str, heard: Sequence[DueSentence], lists: Sequence[str], hints: Sequence[str]
) -> bool:
    """Whether the amounts of a clause stand in something that was read as a list, or are spoken of."""
    found = [match[0] for match in AMOUNT.finditer(clause)]
    reports = [due for due in heard if due.reports]
    return all(
        any(words in due.asked and due.sentence == sentence for due in reports)
        or any(words in own and own in sentence for own in lists)
        or any(words in hint for hint in hints)
        for words in found
    )
