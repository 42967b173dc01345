"""What has changed since an earlier report, as the page lists it, and the marks beside what is fresh."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from zhutiri_cli.render.shared.since_lines import LISTED, MARKS, fates, fresh, headline, moved_words, remarks, said
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.comparison import Change
from zhutiri_cli.report.folding import folds
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Finding

MOST = 100
"""How many findings of one fate, and how many deadlines, are listed; the counts are always whole."""
_TONES = {
    Change.NEW: "bad",
    Change.RAISED: "bad",
    Change.MENDED: "ok",
    Change.WAIVED: "idle",
    Change.UNCHECKED: "ask",
}


class SinceEntry(Struct, frozen=True):
    """One line: the mark and word for what became of it, the activity it leads to (``None``: the workspace) and the
    words."""

    tone: str
    mark: str
    label: str
    activity: int | None
    theme: str
    words: str


class Since(Struct, frozen=True):
    """The section: its sentence, what limits the comparison, the lines, and how many more there are."""

    headline: str
    remarks: tuple[str, ...]
    entries: tuple[SinceEntry, ...]
    hidden: int


def since_section(report: Report) -> Since | None:
    """What the section says, where an earlier report was given."""
    since = report.comparison
    if since is None:
        return None
    entries, total = list[SinceEntry](), len(since.moved)
    for change in LISTED:
        found = since.of(change)
        total += len(found)
        entries += [
            SinceEntry(_TONES[change], MARKS[change], change.label, one.activity, one.theme, said(one))
            for one in found[:MOST]
        ]
    entries += [
        SinceEntry("due", "●", "截止日变化", moved.activity, moved.theme, moved_words(moved))
        for moved in since.moved[:MOST]
    ]
    return Since(headline(since), tuple(remarks(since)), tuple(entries), total - len(entries))


def marked(report: Report, shown: Sequence[Finding]) -> list[tuple[Finding, str]]:
    """The workspace's findings that are ``shown``, each with 新增 or 加重 where it is fresh."""
    words = fates(report.comparison, None, report.findings)
    return [(found, fresh(word)) for found, word in zip(report.findings, words, strict=True) if found in shown]


def told_of(report: Report, item: ActivityReport) -> list[tuple[Finding, str]]:
    """The same of an activity, folded as people are told it; a fold is as fresh as the freshest finding in it."""
    words = [fresh(word) for word in fates(report.comparison, item.id, item.findings)]
    return [(fold.said, next((words[at] for at in fold.places if words[at]), "")) for fold in folds(item)]
