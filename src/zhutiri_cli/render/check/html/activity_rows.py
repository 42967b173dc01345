"""The table of all activities, row by row: what each cell says, and what the row's details list."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from urllib.parse import urlsplit

from msgspec import Struct

from zhutiri_cli.case.material_lines import MaterialItem, MaterialLine
from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.paths import RECORD_NAME
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.render.check.html.day_count import Step, steps
from zhutiri_cli.render.shared.asks import without_commands
from zhutiri_cli.render.shared.headline import days, mark_of
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.finding import Severity, tally
from zhutiri_cli.workdays.calendar import Count

TONES = {
    Status.COMPLIANT: "ok",
    Status.LATE: "bad",
    Status.INCOMPLETE: "bad",
    Status.OVERDUE: "bad",
    Status.AWAITING: "due",
    Status.UNRECORDED: "ask",
    Status.NOT_HELD: "ask",
    Status.SCHEDULED: "idle",
    Status.CANCELLED: "gone",
}
ACTIONS = {Action.UNIT: "责任单位", Action.OFFICE: "办公室", Action.NONE: "无须办理"}
MANY = 200
"""With more activities than this the page sums up and shares what it otherwise tells of each, and only counts
information and the material that counts."""
_SHOWN = 12  # usable items of one kind that are named; what cannot be used is always named


class RowItem(Struct, frozen=True):
    """A file or a link as people are shown it; ``target`` only where it may be opened: a usable http(s) link that is
    shown as it is."""

    name: Shown
    usable: bool
    note: Shown
    target: Shown | None


class RowMaterial(Struct, frozen=True):
    """One kind of material: whether it suffices in words, and the items to name; ``hidden`` usable ones are only
    counted."""

    label: str
    state: str
    tone: str
    items: tuple[RowItem, ...]
    hidden: int


class PageRow(Struct, frozen=True):
    """One activity: its cells in words, and its details. ``units`` are places in the page's list of units; ``steps``
    are empty where the page tells its counts elsewhere."""

    it: ActivityReport
    mark: str
    tone: str
    held: str
    due: str
    notes: str
    days: str
    digest: str
    actor: str
    pending: bool
    units: tuple[int, ...]
    materials: tuple[RowMaterial, ...]
    steps: tuple[Step, ...]


def unit_names(report: Report) -> tuple[str, ...]:
    """Every unit that hosts an activity shown, in the plan's order, each once."""
    return tuple(dict.fromkeys(unit for item in report.activities for unit in item.units))


def rows(report: Report) -> Iterator[PageRow]:
    """Every activity of the report, in its order, each when it is written."""
    places = {name: index for index, name in enumerate(unit_names(report))}
    urgent = {one.id for one in report.outlines if one.pending}
    return (_row(item, report, places, urgent) for item in report.activities)


def shared_counts(report: Report) -> list[tuple[Count, tuple[Step, ...]]]:
    """Where there are many activities: every count of days once, in the order of its first day; else none."""
    if len(report.activities) <= MANY:
        return []
    counts = {item.count.start: item.count for item in report.activities if item.status is not Status.CANCELLED}
    return [(counts[start], tuple(steps(counts[start]))) for start in sorted(counts)]


def due(item: ActivityReport) -> tuple[str, str]:
    """The deadline in force and what is to be known of it; nothing for a cancelled activity."""
    if item.status is Status.CANCELLED:
        return "", ""
    notes = "" if item.deadline else "最迟"
    notes += "延期" if item.extended_from else ""
    return str(item.due), notes + ("暂定" if item.provisional else "")


def held_on(item: ActivityReport) -> str:
    """The day, or the first and last day, of the activity; nothing where none is recorded."""
    if item.held is None:
        return ""
    first, last = item.held
    return str(first) if first == last else f"{first} 至 {last}"


def _row(item: ActivityReport, report: Report, places: Mapping[str, int], urgent: Collection[int]) -> PageRow:
    day, notes = due(item)
    many = len(report.activities) > MANY
    told_here = item.status is not Status.CANCELLED and not many
    return PageRow(
        it=item,
        mark=mark_of(item),
        tone=TONES[item.status],
        held=held_on(item).replace(" 至 ", "\n至 "),
        due=day,
        notes=notes,
        days=days(item, report.as_of),
        digest=_digest(item),
        actor=ACTIONS[report.actor(item)],
        pending=item.id in urgent,
        units=tuple(places[unit] for unit in dict.fromkeys(item.units)),
        materials=_materials(item, many=many),
        steps=tuple(steps(item.count)) if told_here else (),
    )


def _digest(item: ActivityReport) -> str:
    counts = tally(item.findings)
    said = [f"{severity.label} {counts[severity.value]}" for severity in Severity if counts[severity.value]]
    waived = sum(not found.counts for found in item.findings)
    said += [f"已豁免 {waived}"] if waived else []
    return "、".join(said)


def _materials(item: ActivityReport, *, many: bool) -> tuple[RowMaterial, ...]:
    """Every kind; with ``many`` activities those that suffice share a line."""
    lines = [line for line in item.materials if line.required or line.items]
    whole = [line.label for line in lines if many and line.required and not line.lacking and _all_count(line)]
    shared = (RowMaterial("材料", f"√ {'、'.join(whole)}已够", "ok", (), 0),) if whole else ()
    return (*shared, *(_material(line, many=many) for line in lines if line.label not in whole))


def _all_count(line: MaterialLine) -> bool:
    return all(item.usable and not item.unread for item in line.items)


def _material(line: MaterialLine, *, many: bool) -> RowMaterial:
    """A kind and its items; with ``many`` activities those that count are not named, the page says so once."""
    bad = [item for item in line.items if not item.usable]
    good = [item for item in line.items if item.usable]
    listed = [] if many else good[:_SHOWN]
    named = tuple(_item(item) for item in (*listed, *bad))
    state = f"× 差 {line.lacking}" if line.lacking else "√ 已够" if line.required else "不要求"
    tone = "bad" if line.lacking else "ok" if line.required else "idle"
    asked = f"，要求 {line.required}" if line.required else ""
    return RowMaterial(
        line.label, f"{state}（算数 {line.usable}{asked}）", tone, named, 0 if many else len(good) - len(listed)
    )


def _item(item: MaterialItem) -> RowItem:
    outlet = "，".join(part for part in (item.outlet, item.level) if part)
    note = Shown("；".join(part for part in (outlet, without_commands(item.note)) if part))
    if item.url is None:
        return RowItem(Shown(item.path.replace(RECORD_NAME, "登记文件")), item.usable, note, None)
    return RowItem(item.address, item.usable, note, item.address if _opens(item) else None)


def _opens(item: MaterialItem) -> bool:
    """Whether a link may be opened from the page: usable, http(s), nothing hidden in it and nothing masked."""
    if not item.usable or item.url is None or item.address != item.url.text:
        return False
    try:
        return urlsplit(item.address).scheme.lower() in ("http", "https")
    except ValueError:  # shown as text
        return False
