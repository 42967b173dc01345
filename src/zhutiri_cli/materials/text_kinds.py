"""What a document is by its text, where its name is silent or says two things: its title, else what it tells.

A plan tells what is to come (拟、将于、届时), a summary what was done and how many came (共、已、参加). Pure.
"""

from __future__ import annotations

import re

from zhutiri_cli.materials.links.written_addresses import find_urls
from zhutiri_cli.materials.title_words import Sort, other_matter, said_sorts

ACTIVITY = re.compile("活动|主题日|开放日")
"""What a text says that is of an activity."""
_TITLE_LINES = 5
_TITLE_LENGTH = 60
"""Characters of a line beyond which it is no title."""
_LOOKED_AT = 3000
"""Characters of a text that are weighed."""
_NO_TITLE = re.compile(
    r"^(?:附\s*+件?\s*+[0-9一二三四五六七八九十]*+\s*+[:：]?|第\s*\S{1,5}\s*期|(?>\S*?〔\d{4}〕)\S*号|\d{4}年\d{1,2}月\d{1,2}日|[\d\s.\-—_/]*)$"
)
_ENDS_IN = re.compile(r"[。！？；;!?]\s*$")
_TO_COME = re.compile(
    r"拟(?:于|定|邀|在|组织|开展|举办)|将于|定于|届时|计划于|预计"
    r"|活动(?:时间|地点|主题|对象|内容|流程|目的|目标)\s*[:：\n]|(?:参加|参会|参与)(?:人员|对象)\s*[:：\n]"
    r"|[一二三四五六七八九十]、\s*(?:时间|地点|分工|议程|流程|人员分工|人员安排)\s*[:：\n]|请[^。\n]{1,30}(?:参加|出席|到场)"
    r"|(?:工作|活动|有关|相关)要求\s*\n|指导思想|组织领导|职责分工|责任分工|实施步骤|时间安排|经费预算|保障措施"
)
_DONE = re.compile(
    r"(?m)^(?:\d{4}年)?\d{1,2}月\d{1,2}日[^:：，\n]{0,8}，"
    r"|共(?:有|计|发放|接待|收集|解答)?[^。，]{0,12}\d+"
    r"|\d\s*+(?:余|多)?(?:人|名|位|家|户|人次|份|条|个|册|件|场)[^。]{0,10}(?:参加|参与|到场)?"
    r"|参加(?:了|会议|活动)|(?:圆满|顺利)(?:结束|完成|举行|举办)|取得(?:了)?[^。]{0,8}(?:成效|效果)"
    r"|活动现场|现场(?:发放|解答|接待|气氛|群众)|(?:开展|举办|举行|组织|召开|走进|发放|解答|接待|邀请)了"
    r"|近日|日(?:上午|下午)|纷纷|吸引|受到[^。]{0,10}(?:好评|欢迎)|下一步"
)
_TOOK_PART = re.compile(r"共(?:有|计)?[^。，]{0,12}\d+[^。，]{0,12}(?:参加|参与)")
_TO_OFFICE = re.compile(r"[^。，]{2,30}(?:办公室|领导小组|公开办)\s*[:：]")
_HANDS_OVER = re.compile(r"请(?:予)?查收|现(?:将[^。]{0,30})?(?:报送|上报|呈报|报上)|附件\s*[:：1１]")
_HEADS_OF_LINKS = re.compile(r"(?:报道|文章)?(?:链接|网址)(?:地址)?|URL", re.IGNORECASE)
_OTHER_HEADS = re.compile(r"序号|媒体(?:名称)?|平台|(?:报道|文章)?标题|(?:发布|刊发|报道)?(?:时间|日期)|阅读量")
_OWN_HEADING = re.compile(r"(?m)^[^。，；！？\n]{0,30}(方案|总结)\s*$")
_CALLS = re.compile(
    r"^(?:尊敬的|各位|同志们|各(?:科室|单位|部门|街道|社区|乡镇)|[^。，]{2,20}(?:办公室|领导小组)\s*[:：])"
)
_ADDRESS_LINES = 0.5
"""Share of lines that hold an address from which on a text is a list of links."""


def kinds_by_text(text: str, suffix_holds_links: bool) -> frozenset[str]:
    """The kinds of material (``plan``, ``summary``, ``links``) that a text shows itself to be; empty if it does not."""
    lines = [line.strip() for line in text[:_LOOKED_AT].splitlines() if line.strip()]
    if not lines:
        return frozenset()
    if suffix_holds_links and _is_list_of_links(lines):
        return frozenset({"links"})
    sorts = _by_title(lines)
    if sorts is not None:
        return _of_title(sorts, lines)
    return _by_what_it_tells(lines)


def kinds_by_title(text: str) -> frozenset[str] | None:
    """The kinds that the title of a text says; ``None`` where none of its first lines tells."""
    lines = [line.strip() for line in text[:_LOOKED_AT].splitlines() if line.strip()]
    sorts = _by_title(lines)
    return None if sorts is None else _of_title(sorts, lines)


def _of_title(sorts: tuple[Sort, ...], lines: list[str]) -> frozenset[str]:
    """The kinds of a title's sorts. A letter that issues a plan (关于印发…方案的通知) carries it under its own title;
    the plan of something else (补偿方案) is none where no activity is spoken of."""
    kinds = frozenset(sort.value for sort in sorts if sort is not Sort.ABOUT)
    if other_matter("".join(lines[:_TITLE_LINES])) and not ACTIVITY.search("\n".join(lines)):
        kinds -= {"plan"}
    if not kinds and any("印发" in line for line in lines[:_TITLE_LINES]):
        issued = [line for line in lines[1:] if len(line) <= _TITLE_LENGTH and "印发" not in line]
        if any(said_sorts(line) == (Sort.PLAN,) and not _ENDS_IN.search(line) for line in issued):
            return frozenset({"plan"})
    return kinds


def is_plan_and_summary(text: str) -> bool:
    """Whether a text is both, each under a heading of its own, and tells both what is to come and what was done."""
    headings = {match[1] for match in _OWN_HEADING.finditer(text)}
    told = text[: 4 * _LOOKED_AT]
    return len(headings) == 2 and len(_DONE.findall(told)) >= 1 and _TO_COME.search(told) is not None


def only_announces(text: str) -> bool:
    """Whether a text tells what is to come, and nothing that was done."""
    told = text[:_LOOKED_AT]
    return len(_TO_COME.findall(told)) >= 2 and _DONE.search(told) is None


def titles_inside(text: str) -> frozenset[str]:
    """The kinds whose title stands on a line of its own anywhere in a text: a plan and a summary in one file."""
    found: set[str] = set()
    for line in text.splitlines():
        plain = line.strip()
        if plain and len(plain) <= _TITLE_LENGTH and not _ENDS_IN.search(plain):
            found |= {sort.value for sort in said_sorts(plain) if sort is not Sort.ABOUT}
    return frozenset(found)


def _by_title(lines: list[str]) -> tuple[Sort, ...] | None:
    """What the title says; ``None`` where no line at the beginning is one that tells."""
    joined = ""
    for line in lines[:_TITLE_LINES]:
        if len(line) > _TITLE_LENGTH or _ENDS_IN.search(line) or _CALLS.match(line):
            break
        if _NO_TITLE.match(line):
            continue
        joined += line  # a long title stands on two lines
        sorts = said_sorts(line) or said_sorts(joined)
        if sorts:
            return sorts
    return None


def _by_what_it_tells(lines: list[str]) -> frozenset[str]:
    text = "\n".join(lines)
    to_come, done = len(_TO_COME.findall(text)), len(_DONE.findall(text))
    if any(_CALLS.match(line) for line in lines[:4]):  # a speech, an invitation, a letter; or a report to the office
        reports = any(_TO_OFFICE.fullmatch(line) for line in lines[:4]) and not _HANDS_OVER.search(text)
        return frozenset({"summary"}) if reports and done >= 3 and done > to_come else frozenset()
    if (done >= 2 and done > to_come) or (not to_come and _TOOK_PART.search(text)):
        return frozenset({"summary"})
    if to_come >= 2 and to_come >= done:
        return frozenset({"plan"})
    return frozenset()


def _is_list_of_links(lines: list[str]) -> bool:
    with_address = [line for line in lines if find_urls(line)]
    heads = [line for line in lines[:10] if _OTHER_HEADS.fullmatch(line)]
    if with_address and len(heads) >= 2 and any(_HEADS_OF_LINKS.fullmatch(line) for line in lines[:10]):
        return True
    plain = sum(len(line) for line in lines if line not in with_address)
    return bool(with_address) and (len(with_address) >= _ADDRESS_LINES * len(lines) or plain <= 40)
