"""The activity that something is recorded for: its row, its folder, and its record as it stands, known to be sound."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from zhutiri_cli.common.bounded_file import read_bounded
from zhutiri_cli.common.dates import today
from zhutiri_cli.common.errors import FileProblem, RecordProblem, UsageProblem
from zhutiri_cli.common.paths import RECORD_NAME, path_shown, resolved
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import half_width
from zhutiri_cli.common.typed_dates import read_one, read_span
from zhutiri_cli.common.yaml.source import RECORD_BYTES
from zhutiri_cli.materials.links.urls import judge_url
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.submission.discover import Discovery, Folder, owner_of
from zhutiri_cli.submission.plan_folders import folders_of
from zhutiri_cli.submission.record_file import LoadedRecord, Record, read_record
from zhutiri_cli.workspace.receiving.packages.foreign_names import repaired


class RecordTarget(Struct, frozen=True):
    """Where an activity's record goes. ``folder`` and ``path`` (the record) need not exist yet; ``data`` is the
    record's bytes, ``kinds`` the plan's kinds of material, ``spare`` further folders of the same activity, ``outside``
    its links out of the root."""

    activity: Activity
    root: Path
    folder: Path
    path: Path
    data: bytes
    record: Record
    kinds: frozenset[str]
    duties: frozenset[str]
    spare: tuple[str, ...]
    outside: tuple[str, ...] = ()

    def judged(self, data: bytes) -> Record:
        """The record that changed bytes hold; raises ``RecordProblem`` when they are faulty."""
        return _sound(read_record(data, self.kinds, self.duties), self.path, "改动之后的内容")

    @property
    def notices(self) -> tuple[Shown, ...]:
        """What the reader should know of further folders, and of links that are not followed."""
        outside = tuple(Shown(f"{name} 是指向报送材料总文件夹之外的链接，未写入") for name in self.outside)
        return (*outside, *(Shown(f"同一活动还有文件夹 {name}，未写入") for name in self.spare))


def open_target(plan: Plan, root: Path, number: str) -> RecordTarget:
    """The activity ``number`` as it stands.

    Raises ``UsageProblem``, ``FileProblem`` or ``RecordProblem`` when the number is unknown, or the record is faulty or
    cannot be read.
    """
    activity = find_activity(plan, number)
    return target_in(folders_of(plan, root, [activity.id]), activity, plan)


def target_in(discovery: Discovery, activity: Activity, plan: Plan) -> RecordTarget:
    """An activity as it stands in a root that was looked through. Raises ``FileProblem`` or ``RecordProblem``."""
    kinds, duties = frozenset(plan.materials.minimums()), plan.duties
    new_name = folder_name(activity.id, activity.units[0] if activity.units else None, activity.theme)
    folder = discovery.folders.get(activity.id) or Folder(discovery.root / new_name)
    path = folder.record or folder.path / RECORD_NAME
    if not resolved(path).is_relative_to(resolved(discovery.root)):
        raise FileProblem(f"{path_shown(path)} 通向报送材料总文件夹之外", "请换成真正的文件夹和文件")
    data = read_bytes(path, discovery.root)
    record = _sound(read_record(data, kinds, duties), path, "现有内容")
    spare = tuple(discovery.spare.get(activity.id, []))
    outside = tuple(name for name in discovery.outside if owner_of(name.rpartition("/")[2]) == activity.id)
    return RecordTarget(activity, discovery.root, folder.path, path, data, record, kinds, duties, spare, outside)


def find_activity(plan: Plan, number: str) -> Activity:
    """The plan's row of that number, as typed. Raises ``UsageProblem``."""
    word = half_width(number).strip()
    wanted = int(word) if word.isascii() and word.isdigit() else None
    found = [activity for activity in plan.activities if activity.id == wanted]
    if not found:
        numbers = [activity.id for activity in plan.activities]
        raise UsageProblem(f"计划中没有序号 {number} 的活动", f"序号为 {min(numbers)} 至 {max(numbers)}")
    return found[0]


def read_held(word: str, what: str = "--held") -> Any:
    """The days held as they are written into a record: a day, or ``{start, end}``. Raises ``UsageProblem``, which calls
    them ``what``."""
    days = read_span(word, what, lambda: today().year, today())
    return days.first if days.first == days.last else {"start": days.first, "end": days.last}


def read_option_day(word: str, option: str) -> date:
    """A Beijing date typed for ``option``. Raises ``UsageProblem``."""
    return read_one(word, option, lambda: today().year, today())


def checked_link(raw: str) -> str:
    """A link typed by the clerk. Raises ``UsageProblem`` when no publicity can be behind it."""
    facts = judge_url(raw)
    if facts.problem:
        raise UsageProblem(f"链接 {facts.url or raw} 不能用：{facts.problem}", "请核对后重新填写可以公开访问的网址")
    return raw.strip()


def known_urls(record: Record) -> set[str]:
    """The normalised form of every link that a record holds."""
    links = [*record.links, *(link for receipt in record.receipts for link in receipt.links)]
    return {judge_url(link.url).url for link in links if link.url}


def read_bytes(path: Path, root: Path | None = None) -> bytes:
    """The bytes of a file that is kept, none where there is no file; it must not lead out of ``root`` (where that is
    not said: of its own folder). Raises ``FileProblem``."""
    return read_bounded(path, RECORD_BYTES, resolved(root or path.parent)) or b""


def _sound(loaded: LoadedRecord, path: Path, what: str) -> Record:
    for text_fault in loaded.text_faults:
        place = f"{path_shown(path)}:{text_fault.spot.line}:{text_fault.spot.column}"
        raise RecordProblem(f"{place} {what}有误：{text_fault.message}", text_fault.hint)
    for fault in loaded.field_faults:
        line, column = loaded.source.spot(fault.route, key=fault.on_key)
        raise RecordProblem(f"{path_shown(path)}:{line}:{column} {what}有误：{fault.message}", fault.hint)
    return loaded.record


_LONGEST = 30  # code points of the name behind the number


def folder_name(number: int, lead: str | None, theme: str) -> str:
    """``04-区人社局``: the id and the leading unit, or the theme where there is no unit; safe on every file system."""
    name = (lead or theme)[:_LONGEST].strip(" .")
    return repaired(f"{number:02d}-{name}" if name else f"{number:02d}")
