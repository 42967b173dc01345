"""``zhutiri record`` of a register: a spreadsheet that says what is to be recorded of many activities."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from zhutiri_cli.workspace.register.batch import Batch

MOST_FAULTS = 200
"""Of a register, that are listed one by one."""


def is_sheet(word: str) -> bool:
    """Whether an argument names a spreadsheet rather than an activity."""
    from zhutiri_cli.common.spelling import suffix_of
    from zhutiri_cli.workspace.register.workbook import SHEETS

    return suffix_of(word) in SHEETS


def record_sheet(
    path: Path, sheet: str | None, plan: Path | None, submissions: Path | None, as_of: str | None, *, dry_run: bool
) -> Collection[int]:
    """Record everything that a spreadsheet says, or nothing; for which activities. Raises a ``ZhutiriError``."""
    from zhutiri_cli.cli.find_plan import plan_on
    from zhutiri_cli.cli.open_workspace import examine, request_for
    from zhutiri_cli.cli.output import say, tell
    from zhutiri_cli.common.shown import Shown
    from zhutiri_cli.render.record.lines import standings
    from zhutiri_cli.workspace.placing import activities_locked
    from zhutiri_cli.workspace.recording.recorded_days import remarked
    from zhutiri_cli.workspace.recording.write_record import write_drafts
    from zhutiri_cli.workspace.register.batch import read_batch

    def completed(ids: Collection[int]) -> Mapping[int, date | None]:
        report = examine(replace(request, only=frozenset(ids)))
        return {item.id: item.submitted for item in report.activities}

    sound, day = plan_on(plan, as_of)
    request = request_for(sound, submissions, day, may_be_new=True)
    with ExitStack() as held:

        def hold(ids: Collection[int]) -> None:
            if not dry_run:
                held.enter_context(activities_locked(request.root, ids))

        batch = read_batch(request.sound.plan, request.root, path, sheet, completed, hold)
        _warn(batch)
        tell(batch.lines())
        for draft in batch.drafts:
            for notice in remarked(draft.target.record, draft.after, request.sound.plan, day):
                say(f"注意：第 {draft.target.activity.id} 项{notice}")
        if not batch.drafts:
            tell([Shown(f"{batch.place}没有要登记的改动，{batch.unchanged} 项活动都没有变化")])
            return ()
        counts = f"{len(batch.drafts)} 项活动，另有 {batch.unchanged} 项没有变化"
        if dry_run:
            tell([Shown(f"只看不写：将登记 {counts}")])
            return batch.ids
        write_drafts(batch.drafts)
    tell([Shown(f"√ 已登记 {counts}")])
    tell(standings(examine(replace(request, only=batch.ids)).activities))
    return batch.ids


def _warn(batch: Batch) -> None:
    """Notices and faults to stderr. Raises ``RecordProblem`` where there is any fault."""
    from zhutiri_cli.cli.output import say
    from zhutiri_cli.common.errors import RecordProblem

    for notice in batch.notices:
        say(f"注意：{notice}")
    for fault in batch.faults[:MOST_FAULTS]:
        say(f"× {fault.line}")
    if batch.faults:
        raise RecordProblem(f"{batch.place}有 {len(batch.faults)} 处不能登记，没有写入任何内容", "请改正后重新运行")
