"""Sentences on what is due when, clause by clause: a number belongs to the verb of its own clause.

“活动结束后3个工作日内上传专栏，5个工作日内报送总结” has two terms; what they count from (活动结束后) goes on within
the sentence.
Two terms before one verb, or a negation between them, leave it open what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.plan.importing.asked_materials import kinds_in
from zhutiri_cli.plan.importing.clause_text import clauses_of, inside_brackets, sentences_of, without_brackets
from zhutiri_cli.plan.importing.counted_from import CountedFrom, anchor_of, anchors_in
from zhutiri_cli.plan.importing.limits import Due, Limit, limits_in
from zhutiri_cli.plan.importing.word_tails import without_tail

_VERB = re.compile(
    "通报|报送|上报|提交|报备|备案|上传|发布|公布|公告|公示|(?<!政务)公开(?!办|领导|主题|工作|政务|日)|反馈|推送|提供|填报|上交|递交|送交|发送|送达|送至|发至|发到|交(?=至|到|活动|总结|图片|照片|材料|资料)|报(?!道|名|告|表|纸|刊|社|送|备|到|批)"
)
_REPORTING = frozenset(
    ["报送", "上报", "提交", "提供", "报", "反馈", "上交", "递交", "送交", "发送", "送达", "送至", "发至", "发到", "交"]
)
_OFFICE = re.compile("([向报给送到])?[区市县]?(?:政务公开办公室|政务公开办|我办|办公室|领导小组)")
_NEGATION = re.compile(
    "(?<!并)不(?!少于|超过|低于|含|小于|限于|多于|得少于|得超过|得低于|得晚于|得迟于|晚于|迟于)|未|无需|无须|免|非必须"
)


_SOME = re.compile(
    "鼓励|可于|可在|可将|可以|有条件|自愿|倡导|(?:^|[，、])[区市县][^各，、(（]{1,8}(?:局|办|委|中心|街道)"
    "(?:[、和][^，各][^，各、和]{0,9})*?(?:于|在|将|应|须|要|负责)"
)
"""Words by which a clause binds nobody, or names whom it binds."""
_GROUP = re.compile(
    "(?:街道|乡镇|镇|社区|学校|医院|(?<!各)部门)(?:办事处)?(?:于|在|应|须|要|需|将|务必|报送|提交|上报|发布)"
)
_ALL = re.compile("各?单位|[各区]部门|直属?部门|承办部门|责任部门")
"""Who a clause binds: streets or schools alone, or everybody."""
_DOES = re.compile("开展|举办|举行|完成|召开|组织|启动|制定|确定|明确|建立|进行|安排")
_GOES_ON = re.compile("并|同时|另|还|再|且|一并|以及|报送(?:内容|材料|资料)")
_OF_LAST = re.compile("字数|篇幅|数量")
"""How a clause begins that says more of what the one before it named last."""
_BY_THE_WAY = re.compile("于|在|按时|及时|统一|一并|电子版|纸质版|分别|请|(?:加盖.{0,4}章|盖章|签字|审核|审定)后?")
_OUGHT = re.compile("请|应当?|须|要|需|于|在|统一|务必")
"""Words before a verb that say nothing of what is to be done."""
_NO_WORKING_DAYS = re.compile("[(（][^)）]*(?:工作日|除外|不含|不包括|不计|扣除)")


class DueSentence(Struct, frozen=True):
    """One limit with the verb that it belongs to; without one it is a report after the activity that names none.
    ``sure``: one limit and no negation before the verb. ``words`` are the sentence from what the limit counts from;
    ``asked`` is what is to be done, without the limit; ``apart``: the clause gives other things other limits;
    ``binding``: it binds everybody."""

    since: CountedFrom | None
    limit: Limit | None
    verb: str
    sure: bool
    words: str
    clause: str
    asked: str
    sentence: str
    apart: bool = False
    binding: bool = True

    @property
    def quoted(self) -> str:
        """Its words for a person: the clause, and what stands before it where the limit does."""
        return self.clause if self.limit is None or self.limit.words in self.clause else self.words

    @property
    def within_before(self) -> bool:
        """活动前3日内: three days before, or at any time in the last three."""
        return self.since is CountedFrom.START and self.limit is not None and self.limit.words.endswith("内")

    @property
    def reports(self) -> bool:
        """Whether it is a report after the activity."""
        return self.reporting and self.since is CountedFrom.END and self.binding

    @property
    def reporting(self) -> bool:
        """Whether something is to be sent to the office."""
        return self.verb in _REPORTING

    @property
    def due(self) -> Due | None:
        """What a plan's ``due`` says of a limit after the activity; ``None`` where it can't."""
        return self.limit.from_day(1) if self.limit is not None and self.limit.unit else None


def dues(text: str) -> Iterator[DueSentence]:
    """Every limit of a text (without white space) that has a verb, and reports after an activity without a limit."""
    for sentence in sentences_of(text):
        yield from _of_sentence(sentence)


def _of_sentence(sentence: str) -> Iterator[DueSentence]:
    since, begins, waits_from, last = None, 0, 0, None
    listing: list[str] = []  # what is named before it is said by when
    waiting: list[Limit] = []  # limits of clauses whose verb stands in a later one
    clauses = list(clauses_of(sentence))
    for number, (at, clause) in enumerate(clauses):
        flat_clause = without_brackets(clause)
        anchor = anchor_of(flat_clause)
        if anchor is not None:
            since, begins = anchor[0], at + anchor[1]
        verb = _verb(flat_clause)
        limits = limits_in(flat_clause)
        if verb is None:
            goes_on = number + 1 < len(clauses) and _GOES_ON.match(clauses[number + 1][1])
            if limits and _DOES.search(flat_clause, limits[-1].end) and not goes_on:
                continue  # what the limit belongs to is done, not sent
            listing += [clause] if kinds_in(clause) and not limits else []
            waits_from = at if limits and not waiting else waits_from
            waiting += limits
            continue
        if not limits and not waiting and last is not None and _GOES_ON.match(flat_clause) and kinds_in(flat_clause):
            limits = [last] if since is CountedFrom.END and verb[0] in _REPORTING else []
        before = [*waiting, *(limit for limit in limits if limit.start < verb.start())]
        starts = waits_from if waiting else at
        limits, waiting = [*waiting, *limits], []
        if not limits and not (since is CountedFrom.END and anchor is not None and verb[0] in _REPORTING):
            listing = []
            continue
        before = before or limits[:1]
        first = last = _noted(before[0], clause) if before else None
        rest = _continued(clauses, number)
        whole = sentence[begins if since is not None else starts : at + len(clause)].strip("，,、；;")
        negated = _NEGATION.search(flat_clause[: verb.end()]) is not None
        inside = limits_in(inside_brackets(clause[: verb.start() + 1]))
        asked = _object(clause, flat_clause, verb, first) + rest
        if not kinds_in(asked) and verb[0] in _REPORTING:
            asked = "、".join(listing) or asked
        listing = []
        binding = not (_SOME.search(flat_clause) or (_GROUP.search(flat_clause) and not _ALL.search(flat_clause)))
        plain = not negated and not inside and not _is_others(flat_clause, first, verb)
        said = clause.strip("，,、；;")
        if parts := _parted(flat_clause, before):
            yield from _each(
                parts, DueSentence(since, first, verb[0], plain, whole, said, asked, sentence, binding=binding)
            )
            continue
        single = len({limit.words for limit in before}) == 1 and _looks_forward(first, since)
        yield DueSentence(since, first, verb[0], single and plain, whole, said, asked, sentence, binding=binding)


def _noted(limit: Limit, clause: str) -> Limit:
    """A limit with what the brackets behind it say of its days: 5日内（不含节假日）."""
    noted = limit.unit in ("days", "weeks") and clause[limit.start : limit.end] == limit.words
    if noted and _NO_WORKING_DAYS.match(clause[limit.end :]):
        return replace(limit, why_not="括号里另有算法")
    return limit


def _parted(clause: str, limits: list[Limit]) -> list[tuple[CountedFrom, Limit]]:
    """The limits of one verb where each counts from something of its own: 活动前5个工作日、活动结束后10个工作日内."""
    starts = [(at, since) for at, since, _ in anchors_in(clause)]
    found = []
    for limit in limits:
        own = [(at, since) for at, since in starts if at <= limit.start and limit.words in clause]
        if limit.dated:
            own.append((limit.start, CountedFrom.ELSE))
        if not own:
            return []
        found.append((max(own), limit))
    apart = len({at for (at, _), _ in found}) == len(found) > 1
    return [(since, limit) for (_, since), limit in found] if apart else []


def _each(parts: list[tuple[CountedFrom, Limit]], whole: DueSentence) -> Iterator[DueSentence]:
    """One of each limit; 分别 gives each its own of as many things, and what is else said of all is not certain."""
    things = re.split("[、和及与]", whole.asked)
    apart = "分别" in whole.clause and len(things) == len(parts)
    for number, (since, limit) in enumerate(parts):
        sure = apart and whole.sure and _looks_forward(limit, since)
        yield replace(
            whole, since=since, limit=limit, sure=sure, asked=things[number] if apart else whole.asked, apart=apart
        )


def _looks_forward(limit: Limit | None, since: CountedFrom | None) -> bool:
    """Whether a limit is one as its sentence has it: 5个工作日前 after an activity is none."""
    return limit is not None and (since is CountedFrom.START or not limit.backward)


def _is_others(clause: str, limit: Limit | None, verb: re.Match[str]) -> bool:
    """Whether the office itself acts, or something happens only once the time is over (5个工作日后)."""
    over = limit is not None and clause.startswith(limit.words + "后", clause.find(limit.words))
    office = _OFFICE.search(clause[: verb.start()])
    return over or (office is not None and not office[1])


def _continued(clauses: list[tuple[int, str]], number: int) -> str:
    """The clauses behind one that only go on with its list."""
    rest = ""
    for _, clause in clauses[number + 1 :]:
        plain = without_brackets(clause)
        if _verb(plain) or limits_in(plain) or len(plain) > 20:
            break
        if kinds_in(plain):
            rest += f"、{clause}"
        elif _OF_LAST.match(plain):
            rest += f"（{clause}）"
        else:
            break
    return rest


def _verb(clause: str) -> re.Match[str] | None:
    """The verb: the first that a limit stands before, else the first."""
    limits = limits_in(clause)
    verbs = list(_VERB.finditer(clause))
    after = [verb for verb in verbs if limits and verb.start() >= limits[0].end]
    return next(iter(after or verbs), None)


def has_verb(clause: str) -> bool:
    """Whether a clause asks for something to be sent or published."""
    return _verb(clause) is not None


def _object(clause: str, plain: str, verb: re.Match[str], limit: Limit | None) -> str:
    """What is to be done: where it stands before the verb (将方案、照片报送…), that; else what comes behind it.
    ``plain`` is the clause with its brackets blanked."""
    ahead, begins = "", max(plain.rfind("将", 0, verb.start()), plain.rfind("把", 0, verb.start())) + 1
    if begins:
        ahead = clause[begins : verb.start()]
        if limit is not None and limit.words in ahead:
            ahead = ahead.replace(limit.words, "", 1)
        ahead = without_tail(ahead, _BY_THE_WAY)
    behind = re.sub("^[至到]", "", clause[verb.end() :])
    if re.match("(?:的?截?止?)(?:时限|时间|期限|日期|要求)", behind):
        return ""  # 报送时限：… names what follows and asks for nothing
    if len(ahead) > 1 or kinds_in(behind):
        return ahead if len(ahead) > 1 else behind
    starts = [at for at, _, _ in anchors_in(plain)] + [one.start for one in limits_in(plain)]
    topic = without_tail(clause[: min(starts, default=0)], _OUGHT)
    topic = re.sub("^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）])", "", topic)
    plainly = not behind and not re.search("单位|部门|街道|各|请|局|办|区$", topic)
    return topic if kinds_in(topic) or (topic and plainly) else behind
