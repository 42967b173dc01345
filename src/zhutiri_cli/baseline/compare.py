"""This report beside an earlier one: what is new, mended, still open, and which deadlines moved. Pure.

A finding is the same as an earlier one if rule, activity, place and words agree, numbers that count days aside: the
words of a finding change every week (逾期 11 个工作日), what it is about does not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from zhutiri_cli.baseline.earlier import Earlier, EarlierFinding
from zhutiri_cli.baseline.facts import Change, Compared, Comparison, Moved
from zhutiri_cli.finding import Finding, Severity
from zhutiri_cli.materials.privacy import mask
from zhutiri_cli.report import Report

_QUOTED = re.compile(r"(“[^”]*”)")
_NUMBERS = re.compile(r"[0-9]+(?:-[0-9]{2}-[0-9]{2})?")
_OF_CONTENT = frozenset(
    f"ZT{number}" for number in (301, 302, 303, 304, 305, 307, 308, 309, 310, 312, 313, 401, 402, 405, 501)
)
"""Rules that look inside files: while one could not be read (ZT901), their silence says nothing."""
_ONCE = frozenset(f"ZT{number}" for number in (202, 203, 204, 207, 208, 301, 302, 303, 304, 401, 501, 502))
"""Rules that say at most one thing of an activity, in words that depend on what is there."""
_ONLINE = frozenset({"ZT403", "ZT404"})

Key = tuple[str, str, str]
Known = Finding | EarlierFinding


def compare(earlier: Earlier, path: str, report: Report, asked: frozenset[str]) -> Comparison:
    """``report`` beside ``earlier``, read from ``path`` (as shown to people). ``asked``: what this check was told to
    do beyond the disk (``online``, ``ocr``): what it did not do mends nothing."""
    known = {activity.id: activity for activity in earlier.activities}
    shown = {item.id for item in report.activities}
    compared: list[Compared] = [*_findings(None, "", earlier.findings, report.findings, asked)]
    moved = []
    for item in report.activities:
        before = known.get(item.id)
        compared += _findings(item.id, item.theme, before.findings if before else (), item.findings, asked)
        if before is not None and before.due != item.due:
            final, was_final = item.deadline is not None, before.deadline is not None
            moved.append(Moved(item.id, item.theme, before.due, item.due, was_final, final))
    gone = tuple(number for number in known if number not in shown) if len(shown) == report.total else ()
    return Comparison(path, earlier.as_of, tuple(compared), tuple(moved), tuple(sorted(shown - known.keys())), gone)


def _findings(
    number: int | None,
    theme: str,
    before: tuple[EarlierFinding, ...],
    now: tuple[Finding, ...],
    asked: frozenset[str],
) -> Iterator[Compared]:
    """Every error and warning of one activity, of now and then those that are gone."""
    left: defaultdict[Key, list[EarlierFinding]] = defaultdict(list)
    for known in before:
        if _weighs(known):
            left[_key(known)].append(known)
    waived = Counter(_key(found) for found in now if not found.counts)
    milder = Counter(_key(found) for found in now if found.counts and found.severity is Severity.INFO)
    unsure = _not_looked_at(now, asked)
    for found in now:
        if _weighs(found):
            same = left[_key(found)]
            fate = _fate(same.pop(0), found) if same else Change.NEW
            yield Compared(fate, number, theme, found.rule, found.severity, found.message)
    for key, remaining in left.items():
        for gone in remaining:
            change = Change.UNCHECKED if gone.rule in unsure else Change.MENDED
            for still, pool in ((Change.WAIVED, waived), (Change.OPEN, milder)):
                if pool[key]:
                    pool[key] -= 1
                    change = still
                    break
            yield Compared(change, number, theme, gone.rule, gone.severity, gone.message)


def _weighs(found: Known) -> bool:
    return found.waived is None and found.severity is not Severity.INFO


def _fate(known: EarlierFinding, found: Finding) -> Change:
    return Change.RAISED if found.severity.rank < known.severity.rank else Change.OPEN


def _key(found: Known) -> Key:
    """What a finding is about, the numbers outside quotation marks aside."""
    if found.rule in _ONCE:
        return found.rule, "", ""
    path = found.place.path if isinstance(found, Finding) else found.path
    parts = _QUOTED.split(found.message)
    words = "".join(part if part.startswith("“") else _NUMBERS.sub("#", part) for part in parts)
    return found.rule, mask(path or ""), words  # an earlier report may have its paths unmasked


def _not_looked_at(now: tuple[Finding, ...], asked: frozenset[str]) -> frozenset[str]:
    """The rules that could not have found anything again: the network or the photos were not asked, a reader broke."""
    rules = set() if "online" in asked else set(_ONLINE)
    if "ocr" not in asked and any(found.rule == "ZT501" and found.severity is Severity.INFO for found in now):
        rules.add("ZT501")  # the photo said so last time, and nobody has looked since
    if any(found.rule == "ZT901" for found in now):
        rules |= _OF_CONTENT
    return frozenset(rules)
