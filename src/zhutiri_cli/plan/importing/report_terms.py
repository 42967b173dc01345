"""What a notice asks to be reported after an activity, where its sentences say one thing; the rest is quoted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.asked_materials import MaterialList, asked_of
from zhutiri_cli.plan.importing.counted_from import CountedFrom
from zhutiri_cli.plan.importing.deadline_clauses import DueSentence
from zhutiri_cli.plan.importing.limits import Due

_QUOTED = 80


class FoundReport(Struct, frozen=True):
    """The term and materials, the clause that says so, and hints; ``due`` are the keys of a plan's ``due`` without its
    anchor; ``open``: reports are asked for, and not all of it is certain; ``heard`` and ``lists``: what term
    and materials come from."""

    due: Due | None = None
    materials: Mapping[str, int | Mapping[str, int]] = field(default_factory=dict)
    clause: tuple[str, str] | None = None
    open: bool = False
    hints: tuple[str, ...] = ()
    heard: tuple[DueSentence, ...] = ()
    lists: tuple[str, ...] = ()


def read_report(found: Sequence[tuple[str, DueSentence]], near: Mapping[str, Sequence[str]]) -> FoundReport:
    """``found``: every sentence on what is due, with the number of its clause; ``near``: by these numbers, what
    sentences without a term ask to be reported."""
    reports, aside = _whole_sets([(ref, due) for ref, due in found if due.reports])
    sure = [(ref, due) for ref, due in reports if due.sure and due.due is not None]
    terms = {due.due for _, due in sure}
    doubtful = [due for _, due in reports if not due.sure and due.due is not None and due.due not in terms]
    unsaid = [due for _, due in reports if due.due is None]
    others = [*(due for _, due in found if not due.reports), *aside]
    hints = list(_others(others))
    if len(terms) != 1 or doubtful:
        hints = [*_unclear(reports, len(terms)), *hints]
        return FoundReport(open=bool(reports) or any(map(_may_report, others)), hints=tuple(hints))
    asked = [asked_of(due.asked) for _, due in sure]
    lists: list[str] = []
    if not any(own.minimums or own.unknown or own.open for own in asked):
        lists = [words for ref in dict.fromkeys(ref for ref, _ in sure) for words in near.get(ref, ())]
        asked += map(asked_of, lists)
    materials: dict[str, int | Mapping[str, int]] = {}
    for own in asked:
        materials |= {kind: told for kind, told in own.minimums.items() if kind not in materials}
    ref, due = next(((r, d) for (r, d), own in zip(sure, asked, strict=False) if own.minimums), sure[0])
    hints = [*_of_materials(asked), *(_not_taken(due) for due in unsaid), *hints]
    hints += [f"报送材料取自另一句“{shorten(words, _QUOTED)}”，请核对" for words in lists]
    heard = tuple(due for _, due in sure)
    return FoundReport(due.due, materials, (ref, due.words) if ref else None, True, tuple(hints), heard, tuple(lists))


def _whole_sets(reports: list[tuple[str, DueSentence]]) -> tuple[list[tuple[str, DueSentence]], list[DueSentence]]:
    """The sentences on the set as a whole, and those that only ask for something beyond its kinds by another time
    (次日报送信息稿)."""
    asked = [asked_of(due.asked) for _, due in reports]
    terms = {due.due for (_, due), own in zip(reports, asked, strict=True) if own.minimums}
    if len(terms) != 1:
        return reports, []
    beside = [
        not own.minimums and bool(own.unknown) and due.due not in terms
        for (_, due), own in zip(reports, asked, strict=True)
    ]
    whole = [pair for pair, apart in zip(reports, beside, strict=True) if not apart]
    return whole, [due for (_, due), apart in zip(reports, beside, strict=True) if apart]


def _may_report(due: DueSentence) -> bool:
    """Whether a sentence that does not say from when may be of the report after an activity."""
    return due.since is None and due.reporting and due.sure and due.limit is not None and not due.limit.backward


def _unclear(reports: Sequence[tuple[str, DueSentence]], terms: int) -> Iterator[str]:
    if terms > 1:
        said = "、".join(f"“{shorten(due.words, _QUOTED)}”" for _, due in reports)
        yield f"通知里有 {len(reports)} 处报送时限（{said}），没有录入，请填写 requirements.report"
        return
    yield from (_not_taken(due) for _, due in reports)


def _not_taken(due: DueSentence) -> str:
    why = f"（{due.limit.why_not}）" if due.limit is not None and due.limit.why_not else ""
    return (
        f"原文“{shorten(due.words, _QUOTED)}”的报送时限不能确定为几个工作日或几日{why}，没有录入，"
        "请核对后填写 requirements.report，或写成 key 为 report 的 obligations"
    )


def _of_materials(asked: Sequence[MaterialList]) -> Iterator[str]:
    unknown = dict.fromkeys(piece for own in asked for piece in own.unknown)
    if unknown:
        words = shorten("、".join(unknown), _QUOTED)
        yield f"通知要求的“{words}”不在四种材料之内，如需核对请在 requirements.report.materials 中另行列明"
    for piece in dict.fromkeys(piece for own in asked for piece in own.open):
        yield f"通知要求的“{shorten(piece)}”有几种读法，没有录入，请核对后填写 requirements.report.materials"
    for piece in dict.fromkeys(piece for own in asked for piece in own.limits):
        yield f"通知对“{shorten(piece)}”另有要求，只录入了份数，其余请人工核对"


def _others(dues: Sequence[DueSentence]) -> Iterator[str]:
    """Sentences that ask for something else, each quoted once."""
    by_words: dict[tuple[str, bool], DueSentence] = {}
    for due in dues:
        key = (due.quoted, due.since is CountedFrom.START)
        if key not in by_words or (due.limit is not None and due.limit.why_not):
            by_words[key] = due
    yield from dict.fromkeys(map(hint_of, by_words.values()))


def hint_of(due: DueSentence) -> str:
    """What a person is told of a sentence that is not taken."""
    quoted = shorten(due.quoted, _QUOTED)
    why = f"（{due.limit.why_not}）" if due.limit is not None and due.limit.why_not else ""
    if due.since is CountedFrom.START:
        why = why or ("（可以是至少提前这么久，也可以是最后这段时间以内）" if due.within_before else "")
        return (
            f"通知似要求事前报备（“{quoted}”），没有录入{why}，请核对后填写 requirements.filing，"
            "或写进 obligations（schema 须为 2）"
        )
    if due.since is CountedFrom.ELSE and due.limit is not None and due.limit.unit:
        why = why or "（期限只能从活动首日、末日起算）"
    return f"原文“{quoted}”没有录入{why}；需要核对的，请写进 obligations（schema 须为 2）"
