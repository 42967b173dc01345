"""What people are told of an activity's findings: one that another implies is folded into it, in one place for all.

Programs get every finding as it is (JSON, SARIF, JUnit, CSV, the workbook's list of findings).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.case.phrases import ALSO_THERE, ASK_FOR, IF_NOT, IF_SO, NONE_USABLE
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.rules.finding import Finding, Severity


class Fold(Struct, frozen=True):
    """One thing to tell people: ``said`` in the words of a finding (``rule`` names every code in it), and the places
    of the findings that are in it among the activity's own."""

    said: Finding
    places: tuple[int, ...]


def folds(item: ActivityReport) -> tuple[Fold, ...]:
    """The activity's findings in their order: what is lacking in one, with what that implies; the rest as they are."""
    lacking = [(at, one) for at, one in enumerate(item.findings) if one.counts and one.bearing.lacking]
    first = {one.severity: at for at, one in reversed(lacking)}
    nothing = {line.kind for line in item.materials if not line.usable}
    implying = {one.bearing.about: first[one.severity] for _, one in lacking if one.bearing.about in nothing}
    together = dict[int, list[int]]()
    for at, one in enumerate(item.findings):
        host = first.get(one.severity, at) if one.bearing.lacking else implying.get(one.bearing.about, at)
        together.setdefault(host if one.counts else at, []).append(at)
    return tuple(Fold(_said(places, item), tuple(places)) for places in together.values())


def told(item: ActivityReport) -> tuple[Finding, ...]:
    """What people are told of the activity."""
    return tuple(fold.said for fold in folds(item))


def worth_saying(item: ActivityReport) -> tuple[Finding, ...]:
    """What people are told where information and what is waived are only counted."""
    return tuple(found for found in told(item) if found.counts and found.severity is not Severity.INFO)


def in_one(messages: Iterable[str]) -> str:
    """Messages of findings put together in one line, what is lacking as one list."""
    return _listed(messages, NONE_USABLE)


def _said(places: Sequence[int], item: ActivityReport) -> Finding:
    found = [item.findings[place] for place in places]
    if len(found) == 1:
        return found[0]
    lacking = [one for one in found if one.bearing.lacking]
    pieces = [one.message.split(ALSO_THERE) for one in lacking]
    heads = _listed((piece[0] for piece in pieces), NONE_USABLE)
    notes = dict.fromkeys(note for piece in pieces for note in piece[1:])
    asked = _listed(_of_one_file([one.hint for one in lacking]), ASK_FOR)
    implied = [one.hint for one in found if not one.bearing.lacking]
    return replace(
        lacking[0],
        rule="、".join(dict.fromkeys(one.rule for one in found)),
        message=Shown("".join([heads, *(f"{ALSO_THERE}{note}" for note in notes)])),
        hint=Shown("；".join(dict.fromkeys(hint for hint in (asked, *implied) if hint))),
    )


def _of_one_file(hints: Sequence[str]) -> list[str]:
    """Advice of which what is told of one and the same file, for several kinds, is told once."""
    found = dict[str, list[str]]()
    for hint in hints:
        found.setdefault(hint.partition(IF_SO)[0] if IF_SO in hint else hint, []).append(hint)
    return [_at_once(same) if len(same) > 1 and IF_SO in same[0] else same[0] for same in found.values()]


def _at_once(hints: Sequence[str]) -> str:
    first, _, _ = hints[0].partition(IF_NOT)
    asked = [hint.partition(IF_NOT)[2] for hint in hints]
    others = "、".join(ask.removeprefix(ASK_FOR) for ask in asked[1:])
    return f"{first}（是{others}的，等号前换成它）{IF_NOT}{_listed(asked, ASK_FOR)}"


def _listed(texts: Iterable[str], lead: str) -> str:
    """Sentences put together: those that begin with ``lead`` as one list, the longest at its end."""
    said = list(dict.fromkeys(text for text in texts if text))
    led = [text.removeprefix(lead) for text in said if text.startswith(lead)]
    plain = [text for text in led if "，" not in text]
    rest = [text for text in led if "，" in text]
    whole = [f"{lead}{'、'.join([*plain, *rest])}"] if led else []
    return "；".join([*whole, *(text for text in said if not text.startswith(lead))])
