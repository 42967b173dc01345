"""Sentences on what is due when, clause by clause: a number belongs to the verb of its own clause.

“活动结束后3个工作日内上传专栏，5个工作日内报送总结” has two terms; what they count from (活动结束后) goes on within
the sentence.
Two terms before one verb, or a negation between them, leave it open what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from zhutiri_cli.plan.importing.asked_materials import kinds_in
from zhutiri_cli.plan.importing.cell_text import whole_number

_NUMERAL = "(?:[0-9]{1,3}|[一二两三四五六七八九十]{1,3})"
_TERM = re.compile(
    f"(?P<fixed>每(?:个?月|季度?|年|周|半年)(?:度|末|底)?(?:{_NUMERAL}[日号])?(?:之?前)?|"
    f"(?:{_NUMERAL}月(?:{_NUMERAL}[日号]|底)|(?<![0-9月]){_NUMERAL}[日号])[^，；。]{{0,8}}?前)"
    f"|(?P<a>{_NUMERAL})(?:个?(?:工作日)?(?:[-－—–~～]+|至|到|或){_NUMERAL}(?P<range>))?个?(?P<unit>工作日|小时|自然日|日|天|周|星期|月)"
    "(?P<within>(?:之|以)?[内前])?"
    "|(?P<next>次日|第二天|当天|当日|即日|当周|当月|次月)"
)
_END = re.compile(
    "(?:活动|开放日|主题日)(?:结束|举办|开展|举行|完成|实施)*(?:之日)?(?:之|以)?(?:后|起)|"
    f"(?:活动|开放日|主题日)(?:结束|完成)(?=次日|当日|当天|第二天|{_NUMERAL}个?(?:工作日|天|日))"
)
_START = re.compile(
    f"(?:活动|开放日|主题日)(?:开始|举办|开展|举行|实施)*(?:之|以)?前|提前(?={_NUMERAL})|(?:举办|开展|举行)(?:之|以)?前"
)
_ELSE = re.compile(
    "(?:季度?|月度?|年度?|半年|周|会议|整改|审核|通知|文件|公示)(?:结束|印发|发布|下发)(?:之日)?(?:之|以)?(?:后|起)|收[到文].{0,12}?后"
)
_VERB = re.compile(
    "通报|报送|上报|提交|报备|备案|上传|发布|公布|公告|公示|(?<!政务)公开(?!办|领导|主题|工作|政务|日)|反馈|推送|提供|填报|报(?!道|名|告|表|纸|刊|社|送|备|到|批)"
)
_REPORTING = frozenset({"报送", "上报", "提交", "提供", "报", "反馈"})
_OFFICE = re.compile("([向报给送到])?[区市县]?(?:政务公开办公室|政务公开办|我办|办公室|领导小组)")
_NEGATION = re.compile(
    "(?<!并)不(?!少于|超过|低于|含|小于|限于|多于|得少于|得超过|得低于|晚于|迟于)|未|无需|无须|免|非必须"
)


class CountedFrom(Enum):
    """What a term counts from."""

    END = "end"
    START = "start"
    ELSE = "else"


@dataclass(frozen=True, slots=True)
class DueSentence:
    """One term with the verb that it belongs to. ``days``: working days within which, ``None`` for any other term;
    ``sure``: one term and no negation before the verb. ``words`` are the sentence from what the term counts from;
    ``asked`` is what is to be done, without the term, which ``term`` is."""

    since: CountedFrom | None
    days: int | None
    verb: str
    sure: bool
    words: str
    clause: str
    asked: str
    term: str = ""

    @property
    def reports(self) -> bool:
        """Whether it is a report after the activity."""
        return self.verb in _REPORTING and self.since is CountedFrom.END


def dues(text: str) -> Iterator[DueSentence]:
    """Every term of a text (without white space) that has a verb, and reports after an activity without a term."""
    for sentence in re.split("[。！？]", text):
        yield from _of_sentence(sentence)


def _of_sentence(sentence: str) -> Iterator[DueSentence]:
    since, begins = None, 0
    waiting: list[re.Match[str]] = []  # terms of clauses whose verb stands in a later one
    clauses = list(_clauses(sentence))
    for number, (at, clause) in enumerate(clauses):
        flat_clause = _without_brackets(clause)
        anchor = _anchor(flat_clause)
        if anchor is not None:
            since, begins = anchor[0], at + anchor[1]
        verb = _verb(flat_clause)
        terms = [found for found in _TERM.finditer(flat_clause) if _is_term(found)]
        if verb is None:
            waiting += terms
            continue
        before = [*waiting, *(found for found in terms if found.start() < verb.start())]
        terms, waiting = [*waiting, *terms], []
        if not terms and not (since is CountedFrom.END and anchor is not None and verb[0] in _REPORTING):
            continue
        if terms and not before:
            before = terms[:1]
        rest = _continued(clauses, number)
        whole = sentence[begins if since is not None else at : at + len(clause)]
        negated = _NEGATION.search(_negatable(flat_clause, verb)) is not None
        first = before[0] if before else None
        single = first is not None and len({found[0] for found in before}) == 1 and first["range"] is None
        inside = [found for found in _TERM.finditer(_inside_brackets(clause[: verb.start() + 1])) if _is_term(found)]
        yield DueSentence(
            since,
            _working_days(first) if first is not None else None,
            verb[0],
            single
            and not negated
            and not inside
            and _looks_forward(first, since)
            and not _is_others(flat_clause, first, verb),
            whole.strip("，,、；;"),
            clause.strip("，,、；;"),
            _object(clause, verb[0], first[0] if first is not None else "") + rest,
            first[0] if first is not None else "",
        )


def _looks_forward(term: re.Match[str] | None, since: CountedFrom | None) -> bool:
    """Whether a term is a limit as its sentence has it: 5个工作日前 after an activity is none."""
    return term is not None and (since is CountedFrom.START or "前" not in (term["within"] or ""))


def _is_others(clause: str, term: re.Match[str] | None, verb: re.Match[str]) -> bool:
    """Whether the office itself acts, or something happens only once the term is over (5个工作日后)."""
    over = term is not None and clause.startswith(term[0] + "后", clause.find(term[0]))
    office = _OFFICE.search(clause[: verb.start()])
    return over or (office is not None and not office[1])


def _clauses(sentence: str) -> Iterator[tuple[int, str]]:
    """The clauses of a sentence with their places, cut at commas and semicolons outside brackets."""
    depth = start = 0
    for at, char in enumerate(sentence):
        depth += (char in "(（[【〔“") - (char in ")）]】〕”" and depth > 0)
        if depth == 0 and char in "，,；;":
            yield start, sentence[start:at]
            start = at + 1
    yield start, sentence[start:]


def _continued(clauses: list[tuple[int, str]], number: int) -> str:
    """The clauses behind one that only go on with its list."""
    rest = ""
    for _, clause in clauses[number + 1 :]:
        plain = _without_brackets(clause)
        if _verb(plain) or _TERM.search(plain) or not kinds_in(plain) or len(plain) > 20:
            break
        rest += f"、{clause}"
    return rest


def _anchor(clause: str) -> tuple[CountedFrom, int] | None:
    """What the clause itself says its term counts from, and where it says so: the last of several."""
    found = [
        (match.start(), since)
        for pattern, since in ((_END, CountedFrom.END), (_START, CountedFrom.START), (_ELSE, CountedFrom.ELSE))
        for match in pattern.finditer(clause)
    ]
    if not found:
        fixed = next((match for match in _TERM.finditer(clause) if match["fixed"]), None)
        return (CountedFrom.ELSE, fixed.start()) if fixed else None
    at, since = max(found)
    return since, at


def _verb(clause: str) -> re.Match[str] | None:
    """The verb: the first that a term stands before, else the first."""
    terms = [found for found in _TERM.finditer(clause) if _is_term(found)]
    verbs = list(_VERB.finditer(clause))
    after = [verb for verb in verbs if terms and verb.start() >= terms[0].end()]
    return next(iter(after or verbs), None)


def _is_term(found: re.Match[str]) -> bool:
    """A count of days with what it is a limit of; 3天 alone may be how long something lasts."""
    if found["next"] or found["fixed"]:
        return True
    return found["within"] is not None or found["unit"] == "工作日" or found["unit"] == "天"


def _negatable(clause: str, verb: re.Match[str]) -> str:
    return clause[: verb.end()]


def _working_days(found: re.Match[str]) -> int | None:
    if found["unit"] != "工作日" or not found["a"]:
        return None
    number = whole_number(found["a"])
    return number if number is not None and 1 <= number <= 250 else None


def _object(clause: str, verb: str, term: str) -> str:
    """What is to be done: where it stands before the verb (将方案、照片报送…), that; else what comes behind it."""
    place = clause.find(term) + len(term) if term in clause else 0
    at = clause.find(verb, place)
    at = clause.find(verb) if at < 0 else at
    ahead = re.sub("^.*?[将把]", "", clause[place:at], count=1)
    return ahead if re.search("[将把]", clause[place:at]) and kinds_in(ahead) else clause[at + len(verb) :]


def _without_brackets(clause: str) -> str:
    """The clause with what stands in brackets blanked, so that places stay the same."""
    return _by_depth(clause, inside=False)


def _inside_brackets(clause: str) -> str:
    return _by_depth(clause, inside=True)


def _by_depth(clause: str, *, inside: bool) -> str:
    depth, out = 0, ""
    for char in clause:
        opens, closes = char in "(（[【〔", char in ")）]】〕" and depth > 0
        depth += opens
        out += char if (depth > 0) is inside and not opens and not closes else "\0"
        depth -= closes
    return out
