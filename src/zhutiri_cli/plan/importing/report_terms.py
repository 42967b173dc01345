"""What a notice asks to be reported after an activity, where its sentences say one thing; the rest is quoted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.importing.asked_materials import MaterialList, asked_of
from zhutiri_cli.plan.importing.deadline_clauses import CountedFrom, DueSentence

_QUOTED = 80


@dataclass(frozen=True, slots=True)
class FoundReport:
    """Working days and materials, the clause that says so, and hints; ``open``: reports are asked for, and not all of
    it is certain."""

    within: int | None = None
    materials: Mapping[str, int | Mapping[str, int]] = field(default_factory=dict)
    clause: tuple[str, str] | None = None
    open: bool = False
    hints: tuple[str, ...] = ()


def read_report(found: Sequence[tuple[str, DueSentence]]) -> FoundReport:
    """``found``: every sentence on what is due, with the number of its clause."""
    reports = [(ref, due) for ref, due in found if due.reports]
    sure = [(ref, due) for ref, due in reports if due.sure and due.days is not None]
    numbers = {due.days for _, due in sure}
    doubtful = [due for _, due in reports if not due.sure and due.days not in (None, *numbers)]
    unsaid = [due for _, due in reports if due.days is None]
    others = [due for _, due in found if not due.reports]
    hints = list(_others(others))
    if len(numbers) != 1 or doubtful:
        hints = [*_unclear(reports, numbers), *hints]
        return FoundReport(open=bool(reports) or any(due.since is None for due in others), hints=tuple(hints))
    asked = [asked_of(due.asked) for _, due in sure]
    materials: dict[str, int | Mapping[str, int]] = {}
    for own in asked:
        materials |= {kind: told for kind, told in own.minimums.items() if kind not in materials}
    ref, due = next(((r, d) for (r, d), own in zip(sure, asked, strict=True) if own.minimums), sure[0])
    hints = [*_of_materials(asked), *(_not_taken(due) for due in unsaid), *hints]
    return FoundReport(due.days, materials, (ref, due.words) if ref else None, True, tuple(hints))


def _unclear(reports: Sequence[tuple[str, DueSentence]], numbers: set[int | None]) -> Iterator[str]:
    if len(numbers) > 1:
        said = "、".join(f"“{shorten(due.words, _QUOTED)}”" for _, due in reports)
        yield f"通知里有 {len(reports)} 处报送时限（{said}），没有录入，请填写 requirements.report"
        return
    yield from (_not_taken(due) for _, due in reports)


def _not_taken(due: DueSentence) -> str:
    return (
        f"原文“{shorten(due.words, _QUOTED)}”的报送时限不能确定为几个工作日，没有录入，请核对后填写 requirements.report"
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
    yield from dict.fromkeys(hint_of(due) for due in dues)


def hint_of(due: DueSentence) -> str:
    """What a person is told of a sentence that is not taken."""
    quoted = shorten(due.clause, _QUOTED)
    if due.since is CountedFrom.START:
        return f"通知似要求事前报备（“{quoted}”），没有录入，请核对后填写 requirements.filing"
    return f"原文“{quoted}”没有录入；需要核对的，请写进 obligations（schema: 2）"
