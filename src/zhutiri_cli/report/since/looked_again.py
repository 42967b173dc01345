"""Whether a rule that no longer says something has looked again: only then is what it said mended. Pure.

Rules fall silent for other reasons than remedy (contract §3, §5): no timing rule speaks while an activity is 待登记,
none at all once it is cancelled, ZT4xx and ZT5xx only once something is submitted, and none on a folder that is gone.
"""

from __future__ import annotations

from zhutiri_cli.case.rule_codes import ONLINE_RULES, UNCHECKED
from zhutiri_cli.case.status import Status
from zhutiri_cli.materials.links.web.page_facts import PageOutcome
from zhutiri_cli.plan.terms import DECLARED_RULE, REQUIREMENT_RULES
from zhutiri_cli.report.report import ActivityReport, Report
from zhutiri_cli.report.since.earlier import EarlierActivity, EarlierFinding
from zhutiri_cli.rules.finding import Severity

_READING = frozenset(f"ZT{number}" for number in (305, 307, 308, 309, 310, 313, 401, 402, 405, 501, 502))
"""Rules that look inside files: while one could not be read, their silence says nothing."""
_UNLESS_DOUBTFUL = frozenset({"ZT205", "ZT307", "ZT308", "ZT309", "ZT310", "ZT313"})
"""Silent while the record itself is faulty or impossible."""
_ONCE_SUBMITTED = frozenset({"ZT401", "ZT402", "ZT403", "ZT404", "ZT405", "ZT501", "ZT502"})
_CONFIRMED = frozenset({"ZT501", "ZT502"})
_ACROSS = frozenset({"ZT308", "ZT405"})
"""Rules that look at the other activities' material, too."""
_DOUBTS = frozenset({"ZT206", "ZT311"})
_KINDS = {rule: kind for kind, rule in REQUIREMENT_RULES.items()}


def looked_again(gone: EarlierFinding, before: EarlierActivity, item: ActivityReport, report: Report) -> bool:
    """Whether the rule had occasion to say ``gone`` of ``item`` again. What was asked beyond the disk is left to
    ``was_asked``."""
    now = frozenset(found.rule for found in item.findings)
    if item.status is Status.CANCELLED:
        return False
    if gone.rule in _KINDS or gone.rule == DECLARED_RULE:
        return _sufficient(gone, item)
    if gone.rule.startswith("ZT2") and gone.rule not in _DOUBTS:
        return _timed(gone.rule, before, item, report, now)
    if not item.folder or (gone.rule == "ZT206" and "ZT311" in now):
        return False
    if gone.rule in _UNLESS_DOUBTFUL and now & _DOUBTS:
        return False
    if gone.rule in _ONCE_SUBMITTED and not _reported(item, report):
        return False
    return not (gone.rule in _READING and _unread(gone, item, report))


def looked_at_root(report: Report) -> bool:
    """Whether the submissions root was looked at, so that what was said of the workspace would be said again."""
    return report.examined and not any(found.rule == UNCHECKED for found in report.findings)


def was_asked(gone: EarlierFinding, item: ActivityReport | None, asked: frozenset[str]) -> bool:
    """Whether this check did what ``gone`` came from: the network and the photos are looked at on request only."""
    found = item.findings if item is not None else ()
    if gone.rule in ONLINE_RULES:
        unreachable = gone.rule == "ZT404" and any(one.rule == "ZT403" for one in found)
        return "online" in asked and not unreachable and not (item is not None and _cut_off(item))
    if gone.rule in _CONFIRMED and any(one.rule == gone.rule and one.severity is Severity.INFO for one in found):
        return False  # it says itself that nobody has looked
    return not (gone.rule == UNCHECKED and "ocr" not in asked and gone.message.startswith("图片“"))


def _cut_off(item: ActivityReport) -> bool:
    """Whether a link was to be opened and nothing can be said of it."""
    unknown = f"联网{PageOutcome.UNCHECKED.label}"
    return any(one.note.startswith(unknown) for line in item.materials for one in line.items)


def _sufficient(gone: EarlierFinding, item: ActivityReport) -> bool:
    """Whether the material that was short is there now: the count is there, whether or not a rule speaks."""
    if gone.rule == DECLARED_RULE:
        kinds = [line for line in item.materials if line.kind not in REQUIREMENT_RULES and line.label in gone.message]
    else:
        kinds = [line for line in item.materials if line.kind == _KINDS[gone.rule]]
    return bool(kinds) and all(line.required and not line.lacking for line in kinds)


def _timed(rule: str, before: EarlierActivity, item: ActivityReport, report: Report, now: frozenset[str]) -> bool:
    """Whether a rule on holding and reporting has judged the activity, by what it needs for that."""
    held = item.held is not None and item.held[0] <= report.as_of
    if now & _DOUBTS:
        return False
    if rule == "ZT202":
        return held
    if rule == "ZT205":
        return (before.held is None and item.held is not None) or _submitted(item, report)
    if item.status is Status.UNRECORDED:
        return False
    filed = item.recorded.filed
    return {
        "ZT201": held,
        "ZT203": item.status in (Status.INCOMPLETE, Status.LATE, Status.COMPLIANT),
        "ZT204": item.status is Status.COMPLIANT,
        "ZT207": item.deadline is not None or item.status is Status.NOT_HELD,
        "ZT208": report.filing is not None and filed is not None and filed <= report.as_of,
    }.get(rule, True)


def _submitted(item: ActivityReport, report: Report) -> bool:
    return item.submitted is not None and item.submitted <= report.as_of


def _reported(item: ActivityReport, report: Report) -> bool:
    """Whether something is recorded as submitted: as complete, or by a receipt."""
    received = any(file.received is not None and file.received <= report.as_of for file in item.files)
    return _submitted(item, report) or received or item.status is Status.INCOMPLETE


def _unread(gone: EarlierFinding, item: ActivityReport, report: Report) -> bool:
    """Whether a file of the activity, or the one that ``gone`` was about, could not be read."""
    if gone.path is not None and any(one.rule == "ZT305" and one.place.path == gone.path for one in item.findings):
        return True
    others = report.activities if gone.rule in _ACROSS else (item,)
    return any(one.rule == UNCHECKED for other in others for one in (*other.findings, *report.findings))
