"""Whether a rule had occasion to look at an activity, by what it declares that it needs. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from zhutiri_cli.case.questioned_links import all_answered
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.outcome import RUNS, RuleRun
from zhutiri_cli.rules.rule import Extent, Hit, Need, Rule

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case

_MET: Mapping[Need, Callable[[Case], bool]] = {
    Need.SUBMITTED: lambda case: case.reported,
    Need.CONTENT: lambda case: case.submission.read_whole,
    Need.NETWORK: all_answered,
    Need.PEERS: lambda case: case.peers.read_whole,
    Need.SOUND_RECORD: lambda case: not case.situation.doubtful,
}


def run_of(rule: Rule, case: Case, hits: Sequence[Hit]) -> RuleRun:
    """What ``rule`` did with ``case``, of which it found ``hits``."""
    extent = _extent(rule, case, hits)
    if isinstance(extent, bool):
        return RUNS[bool(hits), extent]
    parts = {Shown(words): looked for words, looked in extent.items()}
    return RuleRun(bool(hits), bool(parts) and all(parts.values()), parts)


def _extent(rule: Rule, case: Case, hits: Sequence[Hit]) -> Extent:
    if rule.needs is None or case.status is Status.CANCELLED:
        return False  # of a cancelled activity no rule has anything to say
    for need in rule.needs:
        if not _met(need, rule, case, hits):
            return False
    if rule.occasions:
        return rule.occasions[0](case)
    return case.submission.folder is not None


def _met(need: Need, rule: Rule, case: Case, hits: Sequence[Hit]) -> bool:
    if need is Need.PHOTOS:
        return all((hit.severity or rule.severity) is not Severity.INFO for hit in hits)
    return _MET[need](case)
