"""This report beside an earlier one: what is new, mended, still open, and which deadlines moved. Pure.

A finding is the same as an earlier one if rule, activity, place and words agree, numbers that count days aside: the
words of a finding change every week (逾期 11 个工作日), what it is about does not. What is gone is mended only where
its rule has looked again, as the engine notes of every rule.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from msgspec import Struct

from zhutiri_cli.case.obligation_state import ObligationState
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.comparison import Change, Compared, Comparison, Moved
from zhutiri_cli.report.report import Report
from zhutiri_cli.report.since.earlier import Earlier, EarlierActivity, EarlierFinding
from zhutiri_cli.report.since.newly_failing import newly_failing
from zhutiri_cli.rules.finding import Finding, Severity
from zhutiri_cli.rules.outcome import DID_NOT_RUN, RuleRun
from zhutiri_cli.rules.rule import Need, OnceFor, Rule

_QUOTED = re.compile(r"(“[^”]*(?:”|\Z))")
_OF_UNITS = re.compile(r" [0-9]+ 家，期限 ([0-9]{4}-[0-9]{2}-[0-9]{2})：")
"""How findings on units' own obligations (ZT209, ZT210) go on after what it is: how many units, by when, which."""
_STILL_OPEN = re.compile(r"待办，期限 [0-9]|应于 [0-9-]{10} 前（含当日）(?:办结，没有办结的记录|完成，没有记录)")
"""How findings on an activity's obligation (ZT208–ZT210) go on where it is open: what was due and is overdue by now is
the same matter grown worse, under another code."""
_FORMERLY = {
    "报送日期 ": "报齐日期 ",
    "收到日期 ": "报齐日期 ",
    " 完成，晚于期限 ": " 办结，晚于期限 ",
    "报送材料目录没有核对": "报送材料总文件夹没有核对",
    "按单位的义务没有核对": "按单位的事项没有核对",
    "无法打开": "打不开",
}
"""What version 0.1.0 said of the same matter, and what is said of it now: a report of that version is read, too. (Of a
receipt's date it said what it said of the date of the whole set.)"""
_NUMBERS = re.compile(r"[0-9]+(?:-[0-9]{2}-[0-9]{2})?")

Key = tuple[str, str, str]
Known = Finding | EarlierFinding


def compare(earlier: Earlier, path: str, report: Report, *, narrowed: bool = False) -> Comparison:
    """``report`` beside ``earlier``, read from ``path`` (as shown to people). ``narrowed``: filters left activities out
    of the report, and of the workspace's findings all but those that last."""
    known = {activity.id: activity for activity in earlier.activities}
    shown = {item.id for item in report.activities}
    rules = {rule.code: rule for rule in report.rules}
    root = _workspace(earlier, report, rules, narrowed=narrowed)
    compared = [*root.compared()]
    compared += _joined(root, newly_failing(earlier, report))
    fates: dict[int | None, tuple[Change, ...]] = {None: root.fates()}
    moved = []
    for item in report.activities:
        before = known.get(item.id)
        one = _activity(item, before, rules)
        compared += one.compared()
        fates[item.id] = one.fates()
        if before is not None and before.due != item.due:
            final, was_final = item.deadline is not None, before.deadline is not None
            moved.append(Moved(item.id, item.theme, before.due, item.due, was_final, final))
    gone = tuple(number for number in known if number not in shown) if not narrowed else ()
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


class _Pairing(Struct, frozen=True):
    """The findings of one activity (``item``), or of the workspace, paired: those of ``before`` and those of ``now``.
    ``key``: what makes two the same; ``runs``: what each rule did this time."""

    item: ActivityReport | None
    before: tuple[EarlierFinding, ...]
    now: tuple[Finding, ...]
    key: Callable[[Known], Key]
    runs: Mapping[str, RuleRun]
    rules: Mapping[str, Rule]

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
        rule, looked = self.rules.get(gone.rule), self._looked_again(gone)
        if rule is not None and rule.on_request and not looked:
            return Change.UNCHECKED  # what it says more mildly is that nobody has looked
        if milder[key]:
            milder[key] -= 1
            return Change.OPEN
        return Change.MENDED if looked else Change.UNCHECKED

    def _looked_again(self, gone: EarlierFinding) -> bool:
        """Whether the rule would have said ``gone`` again. A rule that is not known any more has not looked, nor has
        one that needs the content of files at a file that was not read."""
        rule = self.rules.get(gone.rule)
        if rule is not None and Need.CONTENT in (rule.needs or ()) and gone.path is not None:
            unread = {found.place.path for found in self.now if found.bearing.unread}
            if gone.path in unread:
                return False
        return self.runs.get(gone.rule, DID_NOT_RUN).would_say(gone.message)

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


def _workspace(earlier: Earlier, report: Report, rules: Mapping[str, Rule], *, narrowed: bool) -> _Pairing:
    """Filters left of what was found of the workspace what lasts, and what the selected units owe: of others nothing is
    known now."""
    lasting, key = {rule.code for rule in rules.values() if rule.bearing.lasting}, partial(_key, rules, ())
    known = {key(found) for found in report.findings}
    before = tuple(found for found in earlier.findings if not narrowed or found.rule in lasting or key(found) in known)
    return _Pairing(None, before, report.findings, key, report.runs, rules)


def _joined(root: _Pairing, joined: Mapping[str, tuple[Shown, ...]]) -> Iterator[Compared]:
    """Of findings on several units that are not new: the units that are."""
    for found, fate in zip(root.now, root.fates(), strict=True):
        units = joined.get(_duty_of(found), ())
        if units and fate not in (Change.NEW, Change.RAISED) and _weighs(found):
            named = "、".join(map(shorten, units))
            message = Shown(f"{_duty_of(found)}新增 {len(units)} 家：{named}")
            yield Compared(Change.NEW, None, Shown(), found.rule, found.severity, message)


def _activity(item: ActivityReport, before: EarlierActivity | None, rules: Mapping[str, Rule]) -> _Pairing:
    labels = tuple(sorted((line.label for line in item.materials), key=len, reverse=True))
    found = before.findings if before is not None else ()
    return _Pairing(item, found, item.findings, partial(_key, rules, labels), item.runs, rules)


def _weighs(found: Known) -> bool:
    return found.waived is None and found.severity is not Severity.INFO


def _fate(known: EarlierFinding, found: Finding) -> Change:
    return Change.RAISED if found.severity.rank < known.severity.rank else Change.OPEN


def _key(rules: Mapping[str, Rule], labels: tuple[str, ...], found: Known) -> Key:
    """What a finding is about, the numbers outside quotation marks aside. ``labels``: of the kinds of material, the
    longest first."""
    rule = rules.get(found.rule)
    match rule.once_for if rule is not None else None:
        case OnceFor.ACTIVITY:
            return found.rule, "", ""
        case OnceFor.KIND if label := next((one for one in labels if one in found.message), ""):
            return found.rule, "", label
    path = found.place.path if isinstance(found, Finding) else found.path
    if rule is not None and rule.bearing.obligation and (units := _OF_UNITS.search(found.message)):
        # whoever has met it since, or failed to
        duty, still = _duty_of(found), tuple(state.label for state in ObligationState if state.open)
        open_duty = next((duty.removesuffix(word) for word in still if duty.endswith(word)), None)
        return (found.rule, "", f"{duty} {units[1]}") if open_duty is None else ("", "", f"{open_duty} {units[1]}")
    if rule is not None and rule.bearing.obligation and (still_open := _STILL_OPEN.search(found.message)):
        return "", "", found.message[: still_open.start()]
    said = str(found.message)
    for before, now in _FORMERLY.items():
        said = said.replace(before, now)
    parts = _QUOTED.split(Shown(said))
    words = "".join(part if part.startswith("“") else _NUMBERS.sub("#", part) for part in parts)
    return found.rule, Shown(path or ""), words  # an earlier report may hold what an older version showed raw


def _duty_of(found: Known) -> str:
    """What a finding on units' own obligations begins with: 进展表（2024-03）逾期未办; "" of any other finding."""
    units = _OF_UNITS.search(found.message)
    return "" if units is None else found.message[: units.start()]


def _plain(text: str) -> str:
    return "".join(Shown(text).split())
