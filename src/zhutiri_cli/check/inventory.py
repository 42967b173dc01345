"""A case's files and record as the report lists them (``listing``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.common.privacy import mask
from zhutiri_cli.materials.file_facts import Verdict
from zhutiri_cli.report.file_lines import UNOPENED, FileLine, Recorded

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case
    from zhutiri_cli.submission.arrivals import FileFact


def file_lines(case: Case) -> Iterator[FileLine]:
    """Every file of the folder that is there on the day, in the order of the folder."""
    labels = case.plan.requirements.report.materials.labels
    for file in case.submission.files:
        if file.received is None or file.received <= case.as_of:
            kinds = tuple(label for kind, label in labels.items() if kind in file.kinds)
            yield FileLine(file.relative, kinds, file.received, file.size, file.digest, mask(_state(file)))


def _state(file: FileFact) -> str:
    facts = file.facts
    if not file.kinds and file.family == "archive":
        return UNOPENED
    if facts is None:
        return "未识别"
    if facts.verdict is Verdict.UNUSABLE:
        return f"不能使用：{facts.reason}"
    if facts.verdict in (Verdict.UNCHECKED, Verdict.FAILED):
        return facts.reason
    return "可用" if file.kinds else "佐证"


def recorded(case: Case) -> Recorded:
    """What the record says."""
    record = case.record
    reason = record.reason if record.extended_to is not None else None
    return Recorded(record.filed, record.extended_to, reason, record.branding.banner, record.branding.logo)
