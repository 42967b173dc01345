"""``zhutiri record``: dates and confirmations written into an activity's ``submission.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from zhutiri_cli.case.material_lines import PICTURED
from zhutiri_cli.common.errors import FileProblem, UsageProblem
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import shorten, suffix_of
from zhutiri_cli.materials.kinds import IMAGE_SUFFIXES
from zhutiri_cli.materials.links.urls import judge_url
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.submission.record_file import Record
from zhutiri_cli.workspace.moves import Moves, taking_back
from zhutiri_cli.workspace.placing import activities_locked
from zhutiri_cli.workspace.recording.done_words import DoneWord
from zhutiri_cli.workspace.recording.edit import edited
from zhutiri_cli.workspace.recording.named_materials import materials_named
from zhutiri_cli.workspace.recording.recorded_days import remarked
from zhutiri_cli.workspace.recording.target import (
    RecordTarget,
    checked_link,
    find_activity,
    known_urls,
    open_target,
    read_held,
    read_option_day,
)


class Changes(Struct, frozen=True):
    """What is to be recorded, as typed; ``None`` leaves a field as it is. ``kinds``: what files are
    (``总结=文件``); ``done``: which obligations were met."""

    held: str | None = None
    submitted: str | None = None
    filed: str | None = None
    links: tuple[str, ...] = ()
    banner: bool | None = None
    logo: bool | None = None
    extended_to: str | None = None
    reason: str | None = None
    kinds: tuple[str, ...] = ()
    done: tuple[DoneWord, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is to be recorded."""
        return self == Changes()


FieldTold = tuple[Shown, Shown, Shown]
"""A changed field of a record as people are told of it: its title, what it was, what it is."""


class Done(Struct, frozen=True):
    """What was written: the file, the changes (field, before, after), and notices for the reader. ``doubts``: days that
    cannot be right, where nothing is written and no check will say so."""

    activity: Activity
    path: Path
    changes: tuple[FieldTold, ...]
    notices: tuple[Shown, ...]
    written: bool = True
    doubts: tuple[Shown, ...] = ()

    def lines(self) -> list[Shown]:
        """What the clerk sees."""
        head = Shown(f"{self.activity.id}. {self.activity.theme}")
        if not self.changes:
            return [head, Shown(f"{path_shown(self.path)} 已是这些内容，没有改动")]
        last = f"√ 已写入 {path_shown(self.path)}" if self.written else f"只看不写：没有写入 {path_shown(self.path)}"
        told = [Shown(f"  {name}：{old} → {new}") for name, old, new in self.changes]
        return [head, *told, *(Shown(f"  ？ {doubt}") for doubt in self.doubts), Shown(last)]


class RecordDraft(Struct, frozen=True):
    """A record as it will be, not written yet: ``rows`` are the changes (field, before, after), none where nothing
    changes."""

    target: RecordTarget
    data: bytes
    after: Record
    rows: tuple[FieldTold, ...]


def record_changes(plan: Plan, root: Path, number: str, changes: Changes, *, write: bool = True) -> Done:
    """Write ``changes`` for the activity ``number``; see ``record_all``."""
    return record_all(plan, root, [number], changes, write=write)[0]


def record_all(
    plan: Plan,
    root: Path,
    numbers: Iterable[int | str],
    changes: Changes,
    *,
    today: date | None = None,
    write: bool = True,
) -> list[Done]:
    """Write the same ``changes`` for every activity, for all or none; without ``write`` only find out what would
    change. Days after ``today`` are remarked, and those that nobody asks for.

    Raises a ``ZhutiriError`` and writes nothing when a record is faulty, or a value cannot be used.
    """
    numbers = list(numbers)
    if changes.kinds and len(numbers) > 1:
        raise UsageProblem("--as 一次只能用于一项活动", "请只写一个序号，分几次运行")
    ids = [find_activity(plan, str(number)).id for number in numbers]
    with activities_locked(root, ids) if write else nullcontext():
        drafts = [_asked(plan, root, str(number), changes) for number in numbers]
        if write:
            write_drafts(drafts)
    return [_done(draft, plan, today, written=write) for draft in drafts]


def _done(draft: RecordDraft, plan: Plan, today: date | None, *, written: bool) -> Done:
    to, doubts = draft.target, list[Shown]()
    if not written:
        from zhutiri_cli.workspace.recording.date_doubts import date_doubts

        doubts = date_doubts(to.activity, draft.after, plan)
    notices = (*to.notices, *_pictured(draft), *_remarked(draft, plan, today))
    return Done(to.activity, to.path, draft.rows, notices, written, tuple(doubts))


def _remarked(draft: RecordDraft, plan: Plan, today: date | None) -> Iterator[Shown]:
    if today is not None:
        yield from remarked(draft.target.record, draft.after, plan, today)


def _pictured(draft: RecordDraft) -> list[Shown]:
    """That a picture is from now on a plan or a summary, whose words nobody has read."""
    before, after = draft.target.record.materials, draft.after.materials
    names = {
        name: None
        for kind in ("plan", "summary")
        for name in after.get(kind, ())
        if suffix_of(name) in IMAGE_SUFFIXES and name not in before.get(kind, ())
    }
    said = f"{PICTURED}，检查时注明；请打开看确是扫描件，合影、现场图片不能当方案、总结"
    return [Shown(f"“{shorten(name)}”{said}") for name in names]


def _asked(plan: Plan, root: Path, number: str, changes: Changes) -> RecordDraft:
    find_activity(plan, number)
    if changes.empty:
        raise UsageProblem(
            "没有写明要登记什么", "如 --held 2024-03-15、--submitted 2024-03-20；见 zhutiri record --help"
        )
    values, links = _values(changes), [checked_link(link) for link in changes.links]
    target = open_target(plan, root, number)
    before = target.record
    if "reason" not in values and "extended_to" in values and before.reason is None:
        raise UsageProblem("登记延期须写明理由", "请加 --reason，写明同意延期的依据")
    if "reason" in values and "extended_to" not in values and before.extended_to is None:
        raise UsageProblem("--reason 是延期的理由，须与 --extended-to 一起用", "请加 --extended-to 日期")
    kinds = materials_named(plan, root, target.activity, before.materials, changes.kinds)
    return drafted(target, values | ({"materials": kinds} if kinds else {}), links)


def drafted(target: RecordTarget, values: Mapping[str, Any], links: Iterable[str]) -> RecordDraft:
    """The record with ``values`` set and those ``links`` added that it does not hold yet.

    Raises ``RecordProblem`` when what comes out is faulty, or cannot be written without touching the rest.
    """
    known = known_urls(target.record)
    fresh = tuple(link for link in dict.fromkeys(links) if judge_url(link).url not in known)
    if not values and not fresh:
        return RecordDraft(target, target.data, target.record, ())
    result = edited(target.path, target.data, values, {"links": fresh})
    after = target.judged(result)
    return RecordDraft(target, result, after, tuple(told(target.record, after)))


def write_drafts(drafts: Iterable[RecordDraft]) -> int:
    """Write every draft that changes anything, all or none, while their activities are locked; how many were written.

    Raises ``FileProblem`` when one cannot be written; what was written before it is then put back as it was.
    """
    moves, written = Moves(), 0
    with taking_back(moves, "写入登记", "没有登记任何内容"):
        for draft in drafts:
            if not draft.rows:
                continue
            moves.make_folder(draft.target.path.parent)
            try:
                moves.write_record(draft.target.path, draft.target.data, draft.data)
            except FileProblem as problem:
                restored = f"，已写的 {written} 个文件恢复了原样" if written else ""
                raise FileProblem(f"{problem.message}，没有登记任何内容{restored}", problem.advice) from None
            written += 1
    return written


def _values(changes: Changes) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if changes.held is not None:
        values["held"] = read_held(changes.held)
    for name in ("submitted", "filed", "extended_to"):
        word = getattr(changes, name)
        if word is not None:
            values[name] = read_option_day(word, f"--{name.replace('_', '-')}")
    if changes.reason is not None:
        values["reason"] = changes.reason
    if changes.done:
        values["done"] = {one.key: one.day for one in changes.done}
    marks = {name: mark for name, mark in (("banner", changes.banner), ("logo", changes.logo)) if mark is not None}
    return values | ({"branding": marks} if marks else {})


def told(before: Record, after: Record) -> list[FieldTold]:
    """Every field that differs: its title, and what it was and is, as the clerk reads it."""
    rows = []
    for name, field in Record.model_fields.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            rows.append((Shown(f"{field.title}（{name}）"), _told_value(old), _told_value(new)))
    return rows


def _told_value(value: Any) -> Shown:
    return Shown(_value_words(value))


def _value_words(value: Any) -> str:
    if value is None or value in ((), {}):
        return "（无）"
    if isinstance(value, dict):
        return "；".join(f"{key} {told if isinstance(told, date) else '、'.join(told)}" for key, told in value.items())
    if isinstance(value, bool):
        return "是" if value else "否"
    if hasattr(value, "first") and hasattr(value, "start"):
        return f"{value.start}" if value.start == value.end else f"{value.start} 至 {value.end}"
    if isinstance(value, tuple):
        return f"{len(value)} 条：" + "、".join(str(getattr(item, "url", item) or "（佐证）") for item in value)
    if hasattr(value, "banner"):
        marks = (("会标", value.banner), ("LOGO", value.logo))
        return "、".join(f"{name}{'是' if mark else '否'}" for name, mark in marks if mark is not None) or "（无）"
    return str(value)
