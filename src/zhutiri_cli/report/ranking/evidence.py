"""The facts of one activity that a comparison may look at, and what of them is not certain. Pure.

Only what is certain is a fact: a link that two activities submit, an outlet whose level nobody told, a photo that a
finding disputes are named with the reason and never counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from zhutiri_cli.case.material_lines import MaterialItem, MaterialLine
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import NO_WORDS, Shown, Verbatim
from zhutiri_cli.common.spelling import shorten, squeeze
from zhutiri_cli.materials.links.urls import on_domain
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.certainty import surely_lacking, to_be_looked_at
from zhutiri_cli.rules.bearing import Disputed
from zhutiri_cli.rules.families.zt3_files import ZT305

NOT_DUE = (Status.CANCELLED, Status.SCHEDULED, Status.AWAITING)
_UNKNOWN = (Status.UNRECORDED, Status.NOT_HELD)
_SHORT = (Status.INCOMPLETE, Status.OVERDUE)
_SHOWN = 60
NO_LEVEL = Shown("媒体层级不明")


class Press(Struct, frozen=True):
    """A publicity link or clipping: its outlet and address as shown, the outlet's level ("" where not known), whether
    it is a post on the portal, and why it does not count ("" if it does)."""

    name: Shown
    level: Shown
    portal: bool
    problem: Shown = NO_WORDS

    @property
    def counts(self) -> bool:
        """Whether it is a fact."""
        return not self.problem


class Facts(Struct, frozen=True):
    """One activity's facts. ``portal`` is ``None`` where the plan names no portal; ``photos`` are those that nothing
    disputes (evidence of a report is none), ``disputed`` the others with the reason; ``doubts`` say why the activity
    may not be scored at all."""

    item: ActivityReport
    portal: bool | None
    press: tuple[Press, ...]
    photos: tuple[Shown, ...]
    disputed: tuple[Shown, ...]
    doubts: tuple[Shown, ...]

    @property
    def on_time(self) -> bool:
        """Complete, and in time."""
        return self.item.status is Status.COMPLIANT

    @property
    def complete(self) -> bool:
        """Complete, in time or not."""
        return self.item.status in (Status.COMPLIANT, Status.LATE)

    @property
    def reports(self) -> tuple[Press, ...]:
        """The publicity that counts, beside the posts on the portal."""
        return tuple(one for one in self.press if one.counts and not one.portal)


class CommonGround(Struct, frozen=True):
    """What all activities are compared by: the portal's domain, the levels that the plan tells, the links that more
    than one activity submits, and whether all of the submissions could be looked through."""

    portal: str | None
    levels: Mapping[str, str]
    shared: frozenset[Verbatim]
    whole: bool = True


def shared_links(items: Iterable[ActivityReport]) -> frozenset[Verbatim]:
    """The usable links that more than one activity submits."""
    seen = Counter(url for item in items for url in {one.url for one in _of(item, "links") if one.url and one.usable})
    return frozenset(url for url, count in seen.items() if count > 1)


def facts_of(item: ActivityReport, ground: CommonGround) -> Facts:
    """The facts of one activity."""
    press = tuple(_press(one, item, ground) for one in _of(item, "links"))
    evidence = {one.path for one in _of(item, "links") if one.url is None}
    photos = [one for one in _of(item, "photos") if one.usable and one.path not in evidence]
    judged = [(_name(one), _dispute(one, item)) for one in photos]
    disputed = tuple(Shown(f"{name}：{why}") for name, why in judged if why)
    counted = tuple(name for name, why in judged if not why)
    portal = None if ground.portal is None else any(one.portal and one.counts for one in press)
    return Facts(item, portal, press, counted, disputed, tuple(map(Shown, _doubts(item, ground))))


def _of(item: ActivityReport, kind: str) -> tuple[MaterialItem, ...]:
    return next((line.items for line in item.materials if line.kind == kind), ())


def _press(one: MaterialItem, item: ActivityReport, ground: CommonGround) -> Press:
    host = urlsplit(one.url.text).hostname or "" if one.url and one.usable else ""
    portal = ground.portal is not None and on_domain(host, ground.portal)
    told = (level for name, level in ground.levels.items() if _named(name, one, host))
    level = next(told, str(one.level))
    where = shorten(one.address.removeprefix("https://").removeprefix("http://"), _SHOWN) or "（无网址，附佐证文件）"
    name = f"{shorten(one.outlet)} {where}" if one.outlet else where
    problem = "" if one.usable else str(one.note)
    if not problem and one.url in ground.shared and not _accepted(item):
        problem = "又报给另一项活动"
    if not problem and not portal and not level:
        problem = NO_LEVEL
    return Press(Shown(name), Shown(level), portal, Shown(problem))


def _named(name: str, one: MaterialItem, host: str) -> bool:
    return on_domain(host, name) or (bool(one.outlet) and squeeze(Shown(name)) == squeeze(one.outlet))


def _name(one: MaterialItem) -> Shown:
    return Shown(shorten(one.path))


def _accepted(item: ActivityReport) -> bool:
    """Whether a waiver says that its links are right although another activity submits them, too."""
    return any(found.bearing.disputed is Disputed.LINK and not found.counts for found in item.findings)


def _dispute(one: MaterialItem, item: ActivityReport) -> str:
    """Why a photo is not counted, or nothing."""
    if one.unread:
        return one.note
    rules = [
        found.rule
        for found in item.findings
        if found.counts and found.bearing.disputed is Disputed.PHOTO and found.place.path == f"{item.folder}/{one.path}"
    ]
    return f"有疑问（{'、'.join(dict.fromkeys(rules))}）" if rules else ""


def _doubts(item: ActivityReport, ground: CommonGround) -> Iterable[str]:
    """Why nothing of the activity may be scored."""
    if item.status in NOT_DUE:
        return
    if item.status in _UNKNOWN:
        why = [found for found in item.findings if found.counts and found.bearing.office is not None]
        said = "；".join(found.message for found in why if not found.bearing.unchecked)
        yield f"{item.label}{'：' if said else ''}{said}"
    elif item.provisional:
        yield f"截止日 {item.due} 为暂定"
    for found in item.findings:
        if found.bearing.unchecked:
            yield found.message
    if not any(found.bearing.unread and not found.counts and not found.off for found in item.findings):
        yield from (_unchecked(line) for line in item.materials if _rests_on_unchecked(line, item))
    if item.status in _SHORT and not ground.whole:
        yield "有的报送材料没有核对成，是否齐全没有核对"
    elif item.status in _SHORT and item.lacking and not surely_lacking(item):
        yield _elsewhere(to_be_looked_at(item))


def _elsewhere(lines: Sequence[MaterialLine]) -> str:
    """That kinds which are lacking may lie in what nobody has looked at: one sentence on all of them."""
    kinds = "、".join(line.label for line in lines)
    names = "、".join(dict.fromkeys(f"“{shorten(line.unopened[0])}”" for line in lines))
    return f"还差的{kinds}可能就在尚未核对的{names}中"


def _unchecked(line: MaterialLine) -> str:
    names = "、".join(_name(one) for one in line.items if one.usable and one.unread)
    return f"{line.label}未核对内容（{names}）；人工核对无误的，可写 waivers 豁免 {ZT305.code} 并说明"


def _rests_on_unchecked(line: MaterialLine, item: ActivityReport) -> bool:
    """Whether the requirement is met, on the day the set is said to be complete, only by files that were not read."""
    if item.status not in (Status.COMPLIANT, Status.LATE) or not any(one.usable and one.unread for one in line.items):
        return False
    later = {file.path for file in item.files if file.received and item.submitted and file.received > item.submitted}
    sure = sum(one.usable and not one.unread and one.path not in later for one in line.items)
    return sure < line.required
