"""ZT301–ZT304, ZT312: the required kinds of material. One finder serves them all; each rule asks for its kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from zhutiri_cli.case.phrases import ALSO_THERE, ASK_FOR, IF_NOT, IF_SO, NONE_USABLE
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.paths import typed_word
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.packed import packed
from zhutiri_cli.plan.terms import DECLARED_RULE, REQUIREMENT_RULES
from zhutiri_cli.rules.bearing import Bearing
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, OnceFor, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case
    from zhutiri_cli.case.material_lines import MaterialItem, MaterialLine

_MANUAL = (
    "登记了报齐日期或截止日已过而缺少的为错误；待报送期间仅作提示；活动结束之前不提示。"
    "空文件、打不开的、加密的、后缀与内容不符的文件不算数。"
)
ZT301 = Rule(
    "ZT301",
    Severity.ERROR,
    "缺少活动方案",
    topic="report",
    manual="整套资料应含活动方案。文件名含“方案”“预案”或“计划”的文档认作活动方案。" + _MANUAL,
    remedy="请单位补报；已在文件夹内而未识别的，在 submission.yaml 的 materials.plan 中注明。",
    needs=frozenset(),
    bearing=Bearing(about=Shown("plan"), lacking=True),
    once_for=OnceFor.ACTIVITY,
)
ZT302 = Rule(
    "ZT302",
    Severity.ERROR,
    "图片不足",
    topic="report",
    manual="整套资料应含活动图片。图片文件不论在哪个子文件夹都认作图片。" + _MANUAL,
    remedy="请单位补报可以打开的原图。",
    needs=frozenset(),
    bearing=Bearing(about=Shown("photos"), lacking=True),
    once_for=OnceFor.ACTIVITY,
)
ZT303 = Rule(
    "ZT303",
    Severity.ERROR,
    "缺少总结",
    topic="report",
    manual="整套资料应含总结。文件名含“总结”“小结”或“情况报告”的文档认作总结。" + _MANUAL,
    remedy="请单位补报；已在文件夹内而未识别的，在 submission.yaml 的 materials.summary 中注明。",
    needs=frozenset(),
    bearing=Bearing(about=Shown("summary"), lacking=True),
    once_for=OnceFor.ACTIVITY,
)
ZT304 = Rule(
    "ZT304",
    Severity.ERROR,
    "缺少宣传报道链接",
    topic="report",
    manual="整套资料应含宣传报道链接：submission.yaml 的 links、总结正文、"
    "名称含“链接”“报道”的文件和 .url 文件中的网址都算，其中二维码图片上的网址也算；没有网址的报道可以附剪报等佐证。"
    "活动图片上拍到的二维码不算，请核对后登记。" + _MANUAL,
    remedy="请单位补报；也可以用 zhutiri record 登记 --link 网址。",
    needs=frozenset(),
    bearing=Bearing(about=Shown("links"), lacking=True),
    once_for=OnceFor.ACTIVITY,
)
ZT312 = Rule(
    "ZT312",
    Severity.ERROR,
    "计划另行要求的材料不足",
    topic="report",
    manual="计划文件在四种材料之外另行要求的材料（如视频），按计划中写明的识别词和后缀识别。" + _MANUAL,
    remedy="请单位补报；已在文件夹内而未识别的，用 zhutiri record 登记 --as 种类=文件名。",
    needs=frozenset(),
    bearing=Bearing(lacking=True),
    once_for=OnceFor.KIND,
)


@ZT301.looks_at(Scope.ACTIVITY)
def no_plan(case: Case) -> Iterator[Hit]:
    """No usable activity plan."""
    yield from _lacking(case, "ZT301")


@ZT301.had_occasion
def plan_is_there(case: Case) -> bool:
    """What was lacking is there."""
    return _is_there(case, "ZT301")


@ZT302.looks_at(Scope.ACTIVITY)
def few_photos(case: Case) -> Iterator[Hit]:
    """Not enough usable photos."""
    yield from _lacking(case, "ZT302")


@ZT302.had_occasion
def photos_are_there(case: Case) -> bool:
    """What was lacking is there."""
    return _is_there(case, "ZT302")


@ZT303.looks_at(Scope.ACTIVITY)
def no_summary(case: Case) -> Iterator[Hit]:
    """No usable summary."""
    yield from _lacking(case, "ZT303")


@ZT303.had_occasion
def summary_is_there(case: Case) -> bool:
    """What was lacking is there."""
    return _is_there(case, "ZT303")


@ZT304.looks_at(Scope.ACTIVITY)
def no_link(case: Case) -> Iterator[Hit]:
    """No usable publicity link."""
    yield from _lacking(case, "ZT304")


@ZT304.had_occasion
def link_is_there(case: Case) -> bool:
    """What was lacking is there."""
    return _is_there(case, "ZT304")


@ZT312.looks_at(Scope.ACTIVITY)
def few_declared(case: Case) -> Iterator[Hit]:
    """Not enough of a kind that the plan itself declares."""
    yield from _lacking(case, "ZT312")


@ZT312.had_occasion
def which_declared_are_there(case: Case) -> dict[str, bool]:
    """Which of the declared kinds are there."""
    return _sufficient(case, "ZT312")


def _asked(case: Case, code: str) -> list[MaterialLine]:
    """The kinds that a rule asks for: one of the four, or those that the plan declares."""
    return [one for one in case.materials if one.minimum and REQUIREMENT_RULES.get(one.kind, DECLARED_RULE) == code]


def _sufficient(case: Case, code: str) -> dict[str, bool]:
    """By label: whether so much is there as is asked for. Only then is a shortage made up; silence alone says nothing,
    since these rules are silent, too, where it is too early or where there is nothing at all."""
    return {one.label: one.usable >= one.minimum for one in _asked(case, code)}


def _is_there(case: Case, code: str) -> bool:
    found = _sufficient(case, code)
    return bool(found) and all(found.values())


def _lacking(case: Case, code: str) -> Iterator[Hit]:
    severity = _weight(case)
    if severity is None:
        return
    for line in _asked(case, code):
        if line.usable < line.minimum:
            yield Hit(_shortage(line) + _elsewhere(case, line), _advice(case, line), None, severity)


def _weight(case: Case) -> Severity | None:
    """Error once submitted or past the deadline, information while awaiting, silent where nothing may be said yet."""
    held = case.record.held
    ended = held is not None and held.last <= case.as_of
    if not ended or case.status is Status.CANCELLED or case.situation.doubtful:
        return None
    if case.status is Status.AWAITING:
        return Severity.INFO
    submitted = case.submitted is not None and case.submitted <= case.as_of
    nothing = not any(line.items for line in case.materials)
    if submitted or case.status is Status.INCOMPLETE or (case.status is Status.OVERDUE and not nothing):
        return Severity.ERROR
    return None


def _shortage(line: MaterialLine) -> str:
    if line.minimum == 1 or line.usable == 0:
        message = f"{NONE_USABLE}{line.label}" + (f"（应有 {line.minimum}）" if line.minimum > 1 else "")
    else:
        message = f"{line.label}应有 {line.minimum}，可用的只有 {line.usable}"
    broken = [item for item in line.items if item.refused]
    if broken:
        message += f"（{_named(broken)}，不算数）"
    shut = [item for item in line.items if not item.usable and item.unread]
    if shut:
        message += f"（{_named(shut)}，没有核对）"
    return message


def _named(items: Sequence[MaterialItem]) -> str:
    shown = "；".join(f"“{shorten(item.address or item.path)}”{item.note}" for item in items[:3])
    return shown + ("等" if len(items) > 3 else "")


def _elsewhere(case: Case, line: MaterialLine) -> str:
    """What might hold the missing material but was not looked into."""
    from zhutiri_cli.case.material_lines import codes_on_photos

    notes = []
    for name in case.submission.packed[:1]:
        kind = packed(name)
        notes.append(f"{kind.what if kind else '文件'}“{shorten(name)}”没有打开")
    for link in [link for link in case.submission.links if link.holds][:1]:
        notes.append(f"下载链接“{shorten(link.url or '', 60)}”，里面可能是材料")
    for name, code in codes_on_photos(case.submission)[:1] if line.kind == "links" else ():
        notes.append(f"图片“{shorten(name)}”上的二维码，网址是“{shorten(code, 60)}”")
    if case.submission.spare:
        notes.append(f"文件夹“{shorten(case.submission.spare[0])}”未计入")
    if case.submission.maybe:
        notes.append(f"以该单位命名的“{shorten(case.submission.maybe[0])}”没有归到任何活动")
    return "".join(f"{ALSO_THERE}{note}" for note in notes)


def _advice(case: Case, line: MaterialLine) -> str:
    from zhutiri_cli.case.material_lines import (
        closed_files,
        codes_on_photos,
        near_misses,
        not_all_looked_at,
        without_an_address,
    )

    for file in closed_files(line.kind, case.submission):
        return f"先看没有核对的“{shorten(file.relative)}”：{file.facts.remedy if file.facts else '请打开核对'}"
    for kind in map(packed, case.submission.packed[:1]):
        return f"先看没有打开的{kind.what if kind else '文件'}：{kind.remedy if kind else '请打开核对'}"
    if any(link.holds for link in case.submission.links):
        return "请先打开下载链接，把材料下载后收件，再核对"
    near = near_misses(line.kind, case.submission)
    if line.kind == "links" and codes_on_photos(case.submission):
        return f"请打开二维码的网址核对，是本次活动报道的登记 zhutiri record {case.activity.id} --link 网址"
    if line.kind == "links":
        near = (*without_an_address(case.submission), *not_all_looked_at(case.submission), *near)
        advice = f"{ASK_FOR}链接，或登记 zhutiri record {case.activity.id} --link 网址"
    else:
        advice = f"{ASK_FOR}{line.label}"
    if near:
        shown = "、".join(f"“{shorten(name)}”" for name in near[:3])
        if line.kind == "links":
            record = f"zhutiri record {case.activity.id} --link 网址"
            return f"请打开{shown}看有没有报道的网址，有的登记 {record}；没有则请补报链接"
        named = typed_word(f"{line.label}={near[0]}")
        record = f"zhutiri record {case.activity.id} --as {named}"
        return f"发现{shown}{IF_SO}{record}{IF_NOT}{advice}"
    return advice
