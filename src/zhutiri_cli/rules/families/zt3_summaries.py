"""ZT310, ZT313: what stands in a summary. They speak as soon as a usable summary is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.plan.terms import DocumentAmount
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InFolder, Need, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case

ZT310 = Rule(
    "ZT310",
    Severity.WARNING,
    "总结内容不实",
    topic="report",
    manual="总结不足100个汉字（计划要求的最少字数比这还少的，以计划为准）；或留有模板中没有填写的内容，如“XX社区”“某某”“待补充”“【请填写】”、下划线、“X月X日”；"
    "或七成以上的文字（只比成段的文字，空格、标点、数字、公文套话不计）与本项活动的方案、与另一项活动先报的总结相同，"
    "掺进自己的话、调换顺序的也算；同日报送的两份都提示。"
    "用“王××”“李某某”隐去群众姓名的不算。只写预告、通篇讲别的活动、没有提到本项活动的，仅作提示。",
    remedy="请单位核对，按活动的实际情况补写后重新报送。",
    needs=frozenset({Need.SOUND_RECORD, Need.CONTENT, Need.PEERS}),
)
ZT313 = Rule(
    "ZT313",
    Severity.WARNING,
    "总结中有身份证号码或手机号码",
    topic="report",
    manual="总结正文中有18位身份证号码（日期和校验码成立的）或11位手机号码。总结可能公开或转发，不应带有个人号码。"
    "各种输出中的号码一律隐去中间几位；办公室自己在计划中公布的联系电话不算。",
    remedy="请单位隐去或删去个人号码后重新报送；原件注意保管，不要转发。",
    needs=frozenset({Need.SOUND_RECORD, Need.CONTENT}),
)
LONG_ENOUGH = 100_000
"""Characters of a summary by whose end it has told which activity it is of."""
_SHOWN = 3


@ZT310.looks_at(Scope.ACTIVITY)
def hollow_summary(case: Case) -> Iterator[Hit]:
    """Summaries nearly empty, with open blanks, or repeating the plan or another activity's summary."""
    from zhutiri_cli.materials.prose import FEW_CHARACTERS, chinese_characters, open_blanks

    asked = case.plan.materials.asked.get("summary")
    own = asked.minimum_words if isinstance(asked, DocumentAmount) else 0
    least = min(FEW_CHARACTERS, own or FEW_CHARACTERS)  # a plan that is content with less is not contradicted
    for relative, text in _written(case, "summary"):
        name, where = f"总结“{shorten(relative)}”", InFolder(relative)
        count = chinese_characters(text)
        if count < least:
            yield Hit(f"{name}只有 {count} 个汉字（至少应有 {least} 个），内容过少", "请单位补写", where)
        if blanks := open_blanks(text):
            shown = "、".join(f"“{shorten(blank)}”" for blank in blanks[:_SHOWN])
            total = f"等 {len(blanks)} 处" if len(blanks) > _SHOWN else ""
            yield Hit(f"{name}还有没有填写的内容：{shown}{total}", "请单位填写完整后重新报送", where)
        if count >= FEW_CHARACTERS:
            yield from _repeats(case, relative, text)
            yield from _beside_the_point(case, relative, text)


def _beside_the_point(case: Case, relative: str, text: str) -> Iterator[Hit]:
    """As information: a summary that only announces, or speaks of another activity, or never of its own."""
    from zhutiri_cli.materials.similarity.mentions import letters, names_theme
    from zhutiri_cli.materials.text_kinds import only_announces

    name, where, themes = f"总结“{shorten(relative)}”", InFolder(relative), case.peers.themes
    text = text[:LONG_ENOUGH]
    if only_announces(text):
        message = f"{name}写的都是将要做什么，没有写做了什么"
        yield Hit(message, "请核对是否把预告、方案当总结报送", where, Severity.INFO)
    said = letters(text)
    if names_theme(said, case.activity.theme, themes):
        return
    other = case.peers.named.other_named(said, case.activity.theme)
    if other is not None:
        message = f"{name}没有提到本项活动，讲的像是“{shorten(other)}”"
        yield Hit(message, "请核对是否放错了活动", where, Severity.INFO)
    else:
        yield Hit(f"{name}没有提到本项活动的主题", "请核对是否放错了活动", where, Severity.INFO)


def _repeats(case: Case, relative: str, text: str) -> Iterator[Hit]:
    from zhutiri_cli.materials.similarity.passages import shared

    name, where = f"总结“{shorten(relative)}”", InFolder(relative)
    for plan, written in _written(case, "plan"):
        common = shared(text, written)
        if plan != relative and common.repeated:
            message = (
                f"{name}有 {common.own:.0%} 的文字与活动方案“{shorten(plan)}”相同（只改了拟、将、已、了的不算不同）"
            )
            yield Hit(message, "总结应写活动开展的实际情况，请单位重写后报送", where)
    repeat = case.peers.repeated_summaries.get((case.activity.id, relative))
    if repeat is not None:
        number, other = repeat.key
        message = f"{name}有 {repeat.share:.0%} 的文字与序号 {number} 的活动的总结“{shorten(other)}”相同"
        if repeat.mutual:
            message += "，两份分不出先后"
        yield Hit(message, "请核对是否发错或照抄；确是合并总结的可以豁免并说明理由", where)


@ZT313.looks_at(Scope.ACTIVITY)
def personal_numbers(case: Case) -> Iterator[Hit]:
    """Summaries with citizens' numbers: how many of each, and the first ones masked."""
    from zhutiri_cli.common.privacy import find_numbers

    contact = case.plan.contact
    own = {number.digits for number in find_numbers(contact.phone or "")} if contact else set()
    for relative, text in _written(case, "summary", parts=True):
        found = {number.digits: number for number in find_numbers(text) if number.digits not in own}
        parts = []
        for label, identity in (("身份证号码", True), ("手机号码", False)):
            masked = [number.masked for number in found.values() if number.identity is identity]
            more = "等" if len(masked) > _SHOWN else ""
            parts += [f"{label} {len(masked)} 个（{'、'.join(masked[:_SHOWN])}{more}）"] if masked else []
        if parts:
            yield Hit(f"总结“{shorten(relative)}”中有{'、'.join(parts)}", where=InFolder(relative))


def _written(case: Case, kind: str, *, parts: bool = False) -> Iterator[tuple[str, str]]:
    """Path and text of each usable file of a kind that is there on the day; none where nothing may be judged. With
    ``parts`` also what was read of those that were not read to their end."""
    if case.status is Status.CANCELLED or case.situation.doubtful:
        return
    for file in case.submission.files:
        there = file.received is None or file.received <= case.as_of
        if kind not in file.kinds or not there or (facts := file.facts) is None:
            continue
        if facts.verdict is Fitness.USABLE or (parts and facts.partly):
            yield file.relative, facts.text
