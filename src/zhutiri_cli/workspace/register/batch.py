"""``zhutiri record 登记表.xlsx``: a whole sheet checked, every change worked out before any is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from zhutiri_cli.common.errors import FileProblem, RecordProblem
from zhutiri_cli.common.foreign_limits import REGISTER_ROWS as MOST_ROWS
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.materials.formats.package_guard import too_large
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.submission.plan_folders import folders_of
from zhutiri_cli.workspace.recording.date_doubts import date_doubts
from zhutiri_cli.workspace.recording.target import RecordTarget, target_in
from zhutiri_cli.workspace.recording.write_record import RecordDraft, drafted
from zhutiri_cli.workspace.register.entries import Entries, Fault, read_entries
from zhutiri_cli.workspace.register.record_changes import CellReader
from zhutiri_cli.workspace.register.register_headings import (
    LAST_HEADER_ROW,
    DutyField,
    Field,
    RegisterLayout,
    duty_names,
    find_header,
)
from zhutiri_cli.workspace.register.workbook import Tab, Workbook

Completed = Callable[[Collection[int]], Mapping[int, date | None]]
"""When the set of each of these activities was complete, as a ledger shows it."""
Hold = Callable[[Collection[int]], object]
"""Keeps everybody else from these activities, before their records are read and until they are written."""


class Batch(Struct):
    """What a sheet would change: ``drafts`` that change something, how many activities stay as they are, every fault
    (with any, nothing may be written), doubts by id, and notices for the reader."""

    place: Shown
    drafts: list[RecordDraft] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    doubts: dict[int, list[Shown]] = field(default_factory=dict)
    notices: list[Shown] = field(default_factory=list)

    def lines(self) -> list[Shown]:
        """Every change, activity by activity."""
        found = list[Shown]()
        for draft in self.drafts:
            found.append(Shown(f"{draft.target.activity.id}. {draft.target.activity.theme}"))
            found += [Shown(f"  {name}：{old} → {new}") for name, old, new in draft.rows]
            found += [Shown(f"  ？ {doubt}") for doubt in self.doubts.get(draft.target.activity.id, [])]
        return found

    @property
    def ids(self) -> frozenset[int]:
        """The activities that change."""
        return frozenset(draft.target.activity.id for draft in self.drafts)


def read_batch(
    plan: Plan, root: Path, path: Path, sheet: str | None, completed: Completed, hold: Hold = lambda _ids: None
) -> Batch:
    """Read a workbook and work out every change; nothing is written.

    Raises ``FileProblem`` when the workbook cannot be read, or holds no such table.
    """
    with Workbook(path) as book:
        tabs = book.tabs(LAST_HEADER_ROW, sheet)
        head, layout = _table(path, tabs, duty_names(plan), named=sheet is not None)
        (tab,) = book.tabs(layout.last + MOST_ROWS, head.title) if head.goes_on else [head]
    if tab.goes_on:
        raise too_large(path, f"{tab.name}第 {layout.last + MOST_ROWS} 行以下还有内容", "登记")
    entries = read_entries(tab, layout, plan)
    batch = Batch(Shown(f"{path_shown(path)} {tab.name}"), faults=list(entries.faults))
    batch.notices += _notices(tab, layout, entries)
    batch.notices += [Shown(f"隐藏的{one.name}没有读取") for one in tabs if one.hidden and one is not head]
    hold(entries.found)
    targets = _targets(entries, plan, root, tab, batch)
    dates = _effective(entries, targets, completed)
    months = 0
    for number, target in targets.items():
        planned = Field.HELD in layout.columns and layout.heading(Field.HELD) == "活动时间"
        entry = entries.found[number]
        months += _work_out(CellReader(tab.name, entry, target.record, dates[number], plan.year, planned),
                            target, plan, batch)  # fmt: skip
    if months:
        batch.notices.append(Shown(f"“活动时间”只写到月份的 {months} 处是计划月份，没有登记"))
    return batch


def _table(path: Path, tabs: list[Tab], duties: Mapping[str, DutyField], *, named: bool) -> tuple[Tab, RegisterLayout]:
    """The one sheet that holds a table to record from."""
    found = [
        (tab, layout) for tab in tabs if named or not tab.hidden if (layout := find_header(tab, duties)) is not None
    ]
    name = path_shown(path)
    if len(found) > 1:
        names = "、".join(tab.title for tab, _ in found)
        raise FileProblem(f"{name} 里有 {len(found)} 个工作表都可以登记：{names}", "请用 --sheet 指明一个")
    if not found:
        where = "该工作表" if named else "各工作表"
        needs = "须有“序号”或“主题”一栏，及举办日期、报齐日期等至少一栏"
        raise FileProblem(f"{name} {where}的前 {LAST_HEADER_ROW} 行没有找到登记表的表头", needs)
    tab, layout = found[0]
    if layout.twice:
        columns = "、".join(f"“{word}”" for word in layout.twice)
        raise FileProblem(f"{name} {tab.name}有两栏都叫{columns}", "请只留一栏，或改名后再登记")
    return tab, layout


def _notices(tab: Tab, layout: RegisterLayout, entries: Entries) -> list[Shown]:
    found: list[str] = list(entries.aside)
    if layout.unread:
        found.append(f"没有读取的栏：{'、'.join(layout.unread)}")
    if entries.hidden:
        found.append(f"{tab.name}隐藏（或筛选掉）的第 {'、'.join(map(str, entries.hidden))} 行照样读取")
    if entries.merged:
        found.append("合并的单元格按各行都是这个内容读取")
    if entries.loose:
        found.append(f"序号 {'、'.join(map(str, entries.loose))} 的主题与计划写法不尽相同，按序号登记")
    return [*map(Shown, found)]


def _targets(entries: Entries, plan: Plan, root: Path, tab: Tab, batch: Batch) -> dict[int, RecordTarget]:
    """The record of every activity in the sheet; faulty ones are faults of the batch."""
    discovery = folders_of(plan, root, entries.found)
    found = {}
    for number, entry in entries.found.items():
        try:
            found[number] = target_in(discovery, entry.activity, plan)
        except (RecordProblem, FileProblem) as problem:
            place, about = f"{tab.name}第 {entry.row} 行", f"序号 {number}"
            batch.faults.append(Fault(place, about, problem.message, problem.advice))
    return found


def _effective(entries: Entries, targets: Mapping[int, RecordTarget], completed: Completed) -> dict[int, date | None]:
    """The date of submission that a ledger shows now: as recorded, else as the receipts tell."""
    found = {number: target.record.submitted for number, target in targets.items()}
    asked = [
        number
        for number, target in targets.items()
        if found[number] is None and target.record.receipts and Field.SUBMITTED in entries.found[number].cells
    ]
    return {**found, **completed(frozenset(asked))} if asked else found


def _work_out(reader: CellReader, target: RecordTarget, plan: Plan, batch: Batch) -> int:
    """One activity's draft, or its faults; how many cells held planned months."""
    wanted = reader.wanted()
    entry, number = reader.entry, reader.entry.activity.id
    batch.faults += wanted.faults
    if wanted.faults:
        return wanted.months
    try:
        draft = drafted(target, wanted.values, wanted.links)
    except RecordProblem as problem:
        fault = Fault(f"{reader.tab}第 {entry.row} 行", f"序号 {number}", problem.message, problem.advice)
        batch.faults.append(fault)
        return wanted.months
    if not draft.rows:
        batch.unchanged += 1
        return wanted.months
    batch.drafts.append(draft)
    batch.doubts[number] = date_doubts(draft.target.activity, draft.after, plan)
    batch.notices += target.notices
    if "submitted" in wanted.values and reader.record.submitted is None and reader.record.receipts:
        before = reader.submitted or "还没有报齐"
        told = f"序号 {number} 有收件记录（{before}），报齐日期改按表中的 {draft.after.submitted}"
        batch.notices.append(Shown(told))
    return wanted.months
