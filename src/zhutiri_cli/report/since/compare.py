"""This report beside an earlier one: what is new, mended, still open, and which deadlines moved. Pure.

A finding is the same as an earlier one if rule, activity, place and words agree, numbers that count days aside: the
words of a finding change every week (逾期 11 个工作日), what it is about does not. What is gone is mended only where
the rule has looked again (``silence``).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.plan.terms import DECLARED_RULE
from zhutiri_cli.report.comparison import Change, Compared, Comparison, Moved
from zhutiri_cli.report.report import ActivityReport, Report
from zhutiri_cli.report.since.earlier import Earlier, EarlierActivity, EarlierFinding
from zhutiri_cli.report.since.looked_again import looked_again, looked_at_root, was_asked
from zhutiri_cli.rules.finding import Finding, Severity

_QUOTED = re.compile(r"(“[^”]*”)")
_NUMBERS = re.compile(r"[0-9]+(?:-[0-9]{2}-[0-9]{2})?")
_ONCE = frozenset(f"ZT{number}" for number in (202, 203, 204, 207, 208, 301, 302, 303, 304, 401, 501, 502))
"""Rules that say at most one thing of an activity, in words that depend on what is there."""

Key = tuple[str, str, str]
Known = Finding | EarlierFinding


def compare(
    earlier: Earlier, path: str, report: Report, asked: frozenset[str], lasting: frozenset[str] | None = None
) -> Comparison:
    """``report`` beside ``earlier``, read from ``path`` (as shown to people). ``asked``: what this check was told to
    do beyond the disk (``online``, ``ocr``): what it did not do mends nothing. ``lasting``: where filters narrowed the
    report, the codes of the workspace's findings that they left in it."""
    known = {activity.id: activity for activity in earlier.activities}
    shown = {item.id for item in report.activities}
    root = _workspace(earlier, report, asked, lasting)
    compared = [*root.compared()]
    fates: dict[int | None, tuple[Change, ...]] = {None: root.fates()}
    moved = []
    for item in report.activities:
        before = known.get(item.id)
        one = _activity(item, before, report, asked)
        compared += one.compared()
        fates[item.id] = one.fates()
        if before is not None and before.due != item.due:
            final, was_final = item.deadline is not None, before.deadline is not None
            moved.append(Moved(item.id, item.theme, before.due, item.due, was_final, final))
    gone = tuple(number for number in known if number not in shown) if lasting is None else ()
    renamed = tuple(a.id for a in report.activities if a.id in known and _plain(known[a.id].theme) != _plain(a.theme))
    title = earlier.plan.title
    return Comparison(
        Shown(path),
        earlier.as_of,
        tuple(compared),
        tuple(moved),
        tuple(sorted(shown - known.keys())),
        gone,
        renamed,
        Shown(title if _plain(title) != _plain(report.plan_title) else ""),
        fates,
    )


@dataclass(frozen=True, slots=True)
class _Pairing:
    """The findings of one activity (``item``), or of the workspace, paired: those of ``before`` and those of ``now``.
    ``key``: what makes two the same; ``looked``: whether what is gone would be said again."""

    item: ActivityReport | None
    before: tuple[EarlierFinding, ...]
    now: tuple[Finding, ...]
    key: Callable[[Known], Key]
    looked: Callable[[EarlierFinding], bool]
    asked: frozenset[str]

    def compared(self) -> Iterator[Compared]:
        """Every error and warning of now, then those of then that are gone."""
        number, theme = (self.item.id, self.item.theme) if self.item is not None else (None, Shown())
        for found, fate in zip(self.now, self.fates(), strict=True):
            if _weighs(found):
                yield Compared(fate, number, theme, found.rule, found.severity, found.message)
        left = Counter(self.key(found) for found in self.now if _weighs(found))
        waived = Counter(self.key(found) for found in self.now if not found.counts)
        milder = Counter(self.key(found) for found in self.now if found.counts and not _weighs(found))
        for gone in filter(_weighs, self.before):
            key = self.key(gone)
            if left[key]:
                left[key] -= 1
                continue
            change = self._gone(gone, waived, milder)
            yield Compared(change, number, theme, gone.rule, gone.severity, Shown(gone.message))

    def _gone(self, gone: EarlierFinding, waived: Counter[Key], milder: Counter[Key]) -> Change:
        key = self.key(gone)
        if waived[key]:
            waived[key] -= 1
            return Change.WAIVED
        if not was_asked(gone, self.item, self.asked):
            return Change.UNCHECKED
        if milder[key]:
            milder[key] -= 1
            return Change.OPEN
        return Change.MENDED if self.looked(gone) else Change.UNCHECKED

    def fates(self) -> tuple[Change, ...]:
        """What happened to each finding of now, in its order."""
        weighed, others = defaultdict[Key, list[EarlierFinding]](list), defaultdict[Key, list[EarlierFinding]](list)
        for known in self.before:
            (weighed if _weighs(known) else others)[self.key(known)].append(known)
        found = []
        for now in self.now:
            key = self.key(now)
            if _weighs(now):
                found.append(_fate(weighed[key].pop(0), now) if weighed[key] else Change.NEW)
            elif not now.counts and weighed[key]:
                found.append(Change.WAIVED)
            else:
                found.append(Change.OPEN if weighed[key] or others[key] else Change.NEW)
        return tuple(found)


def _workspace(earlier: Earlier, report: Report, asked: frozenset[str], lasting: frozenset[str] | None) -> _Pairing:
    before = tuple(found for found in earlier.findings if lasting is None or found.rule in lasting)
    seen = looked_at_root(report)
    return _Pairing(None, before, report.findings, _key, lambda _: seen, asked)


def _activity(item: ActivityReport, before: EarlierActivity | None, report: Report, asked: frozenset[str]) -> _Pairing:
    labels = sorted((line.label for line in item.materials), key=len, reverse=True)

    def key(found: Known) -> Key:
        label = next((one for one in labels if one in found.message), "") if found.rule == DECLARED_RULE else ""
        return (found.rule, "", label) if label else _key(found)

    def looked(gone: EarlierFinding) -> bool:
        return before is not None and looked_again(gone, before, item, report)

    return _Pairing(item, before.findings if before else (), item.findings, key, looked, asked)


def _weighs(found: Known) -> bool:
    return found.waived is None and found.severity is not Severity.INFO


def _fate(known: EarlierFinding, found: Finding) -> Change:
    return Change.RAISED if found.severity.rank < known.severity.rank else Change.OPEN


def _key(found: Known) -> Key:
    """What a finding is about, the numbers outside quotation marks aside."""
    if found.rule in _ONCE:
        return found.rule, "", ""
    path = found.place.path if isinstance(found, Finding) else found.path
    parts = _QUOTED.split(Shown(found.message))
    words = "".join(part if part.startswith("“") else _NUMBERS.sub("#", part) for part in parts)
    return found.rule, Shown(path or ""), words  # an earlier report may hold what an older version showed raw


def _plain(text: str) -> str:
    return "".join(Shown(text).split())
