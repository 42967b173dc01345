"""``zhutiri record`` with a spreadsheet: what it says on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhutiri_cli.workspace.register.batch import Batch

MOST_FAULTS = 200


def is_sheet(word: str) -> bool:
    """Whether an argument names a spreadsheet rather than an activity."""
    from zhutiri_cli.common.spelling import suffix_of
    from zhutiri_cli.workspace.register.workbook import SHEETS

    return suffix_of(word) in SHEETS


def record_sheet(
    path: Path, sheet: str | None, plan: Path | None, submissions: Path | None, day: date, *, dry_run: bool
) -> int:
    """Record everything that a spreadsheet says, or nothing. Raises a ``ZhutiriError``."""
    from zhutiri_cli.check.plan_files import sound_plan
    from zhutiri_cli.cli.open_workspace import examine_plan
    from zhutiri_cli.cli.opening import open_plan, submissions_root
    from zhutiri_cli.common.paths import shown
    from zhutiri_cli.render.record.standings import standings
    from zhutiri_cli.rules import catalogue
    from zhutiri_cli.workspace.recording.write_record import write_drafts
    from zhutiri_cli.workspace.register.batch import read_batch

    def completed(ids: Collection[int]) -> Mapping[int, date | None]:
        report = examine_plan(loaded, submissions, day, only=frozenset(ids))
        return {item.id: item.submitted for item in report.activities}

    loaded = open_plan(plan, day.year)
    sound_plan(loaded, catalogue(), shown)  # refused before anything is written
    root = submissions_root(submissions, loaded, may_be_new=True)
    batch = read_batch(loaded, root, path, sheet, completed)
    _warn(batch)
    _show(batch.lines())
    if not batch.drafts:
        _show([f"{batch.place}没有要登记的改动，{batch.unchanged} 项活动都没有变化"])
        return 0
    counts = f"{len(batch.drafts)} 项活动，另有 {batch.unchanged} 项没有变化"
    if dry_run:
        _show([f"只看不写：将登记 {counts}"])
        return 0
    write_drafts(batch.drafts)
    _show([f"√ 已登记 {counts}"])
    _show(standings(examine_plan(loaded, submissions, day, only=batch.ids).activities))
    return 0


def _warn(batch: Batch) -> None:
    """Notices and faults to stderr. Raises ``RecordProblem`` where there is any fault."""
    from zhutiri_cli.cli.output import say
    from zhutiri_cli.common.errors import RecordProblem
    from zhutiri_cli.common.privacy import mask

    for notice in batch.notices:
        say(mask(f"注意：{notice}"))
    for fault in batch.faults[:MOST_FAULTS]:
        say(mask(f"× {fault.line}"))
    if batch.faults:
        raise RecordProblem(f"{batch.place}有 {len(batch.faults)} 处不能登记，没有写入任何内容", "请改正后重新运行")


def _show(lines: Iterable[str]) -> None:
    from zhutiri_cli.cli.output import emit
    from zhutiri_cli.common.privacy import mask
    from zhutiri_cli.common.text_forms import literal

    emit("".join(f"{literal(mask(line))}\n" for line in lines), machine=False)
