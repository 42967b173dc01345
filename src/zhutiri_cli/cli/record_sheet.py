"""``zhutiri record`` with a spreadsheet: what it says on the way."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

MOST_FAULTS = 200


def is_sheet(word: str) -> bool:
    """Whether an argument names a spreadsheet rather than an activity."""
    from zhutiri_cli.spelling import suffix_of
    from zhutiri_cli.submission.sheet.book import SHEETS

    return suffix_of(word) in SHEETS


def record_sheet(
    path: Path, sheet: str | None, plan: Path | None, submissions: Path | None, day: date, *, dry_run: bool
) -> int:
    """Record everything that a spreadsheet says, or nothing. Raises a ``ZhutiriError``."""
    from zhutiri_cli.cli.output import emit, say
    from zhutiri_cli.cli.workspace import examine_plan, plan_path, submissions_root
    from zhutiri_cli.errors import RecordProblem
    from zhutiri_cli.materials.privacy import mask
    from zhutiri_cli.paths import shown
    from zhutiri_cli.plan.load import load_plan
    from zhutiri_cli.render.standings import standings
    from zhutiri_cli.rules import catalogue
    from zhutiri_cli.submission.sheet.batch import read_batch
    from zhutiri_cli.submission.write import write_drafts
    from zhutiri_cli.text import literal
    from zhutiri_cli.validation import sound_plan

    def show(lines: list[str]) -> None:
        emit("".join(f"{literal(mask(line))}\n" for line in lines), machine=False)

    def completed(ids: Collection[int]) -> Mapping[int, date | None]:
        report = examine_plan(loaded, submissions, day, only=frozenset(ids))
        return {item.id: item.submitted for item in report.activities}

    loaded = load_plan(plan_path(plan, day.year))
    sound_plan(loaded, catalogue(), shown)  # refused before anything is written
    root = submissions_root(submissions, loaded, may_be_new=True)
    batch = read_batch(loaded, root, path, sheet, completed)
    for notice in batch.notices:
        say(mask(f"注意：{notice}"))
    for fault in batch.faults[:MOST_FAULTS]:
        say(mask(f"× {fault.line}"))
    if batch.faults:
        raise RecordProblem(f"{batch.place}有 {len(batch.faults)} 处不能登记，没有写入任何内容", "请改正后重新运行")
    show(batch.lines())
    counts = f"{len(batch.drafts)} 项活动，另有 {batch.unchanged} 项没有变化"
    if dry_run or not batch.drafts:
        show([f"只看不写：将登记 {counts}" if batch.drafts else f"{batch.place}没有要登记的改动（{counts}）"])
        return 0
    write_drafts(batch.drafts)
    show([f"√ 已登记 {counts}"])
    show(standings(examine_plan(loaded, submissions, day, only=batch.ids).activities))
    return 0
