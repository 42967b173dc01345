"""A workspace's row as one line of JSON, and back. What is read back passes the door again, whoever wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from msgspec import Meta, convert

from zhutiri_cli.case.status import Action, Status
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.summing.workspace_row import ActivityLine, FindingLine, WorkspaceRow
from zhutiri_cli.rules.finding import Severity


def written(row: WorkspaceRow) -> Any:
    """The row as JSON has it: lists in the order of the fields."""
    return [
        *(_word(row.path), _word(row.title), row.year, _word(row.error), _word(row.advice)),
        [_activity(line) for line in row.activities],
        _findings(row.findings),
        [_word(notice) for notice in row.notices],
    ]


_Finding = tuple[str, str, str, str, bool, bool]
_Day = str | None
_Number = Annotated[int, Meta(ge=1, le=999_999)]
_Activity = tuple[
    _Number, str, Annotated[str, Meta(pattern=r"^\d{4}-\d\d$")], list[str], str, bool, str,
    tuple[_Day, _Day, _Day, _Day, _Day], bool, int | None, list[_Finding],
]  # fmt: skip
_Row = tuple[
    str, str | None, Annotated[int, Meta(ge=1, le=9999)] | None, str | None, str, list[_Activity], list[_Finding],
    list[str],
]  # fmt: skip
"""What a line has: by it, whatever stands where something else is wanted is told from a row."""


def read_back(tree: Any) -> WorkspaceRow:
    """The row. Raises ``ValueError`` for what is none."""
    path, title, year, error, advice, activities, findings, notices = convert(tree, _Row)
    return WorkspaceRow(
        Shown(path), _shown(title), year, _shown(error), Shown(advice),
        tuple(map(_read_activity, activities)), _read_findings(findings), tuple(map(Shown, notices)),
    )  # fmt: skip


def line_of(tree: Any) -> bytes:
    """One line of JSON, with its end."""
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def _activity(line: ActivityLine) -> Any:
    held = line.held or (None, None)
    days = [day and day.isoformat() for day in (*held, line.submitted, line.deadline, line.latest_deadline)]
    return [
        *(line.id, _word(line.theme), _word(line.month), [_word(unit) for unit in line.units]),
        *(line.status.value, line.waived, line.action.value, days, line.provisional, line.left),
        _findings(line.findings),
    ]


def _read_activity(tree: Any) -> ActivityLine:
    number, theme, month, units, status, waived, action, days, provisional, left, findings = tree
    start, end, submitted, deadline, latest = (date.fromisoformat(day) if day else None for day in days)
    if latest is None:
        raise ValueError("an activity has a latest deadline")
    return ActivityLine(
        number, Shown(theme), Shown(month), tuple(map(Shown, units)), Status(status), waived, Action(action),
        (start, end) if start and end else None, submitted, deadline, latest, provisional, left,
        _read_findings(findings),
    )  # fmt: skip


def _findings(findings: Iterable[FindingLine]) -> Any:
    return [
        [found.rule, found.severity.value, _word(found.message), _word(found.hint), found.unchecked, found.unseen]
        for found in findings
    ]


def _read_findings(tree: Any) -> tuple[FindingLine, ...]:
    return tuple(
        FindingLine(Shown(rule), Severity(severity), Shown(message), Shown(hint), unchecked, unseen)
        for rule, severity, message, hint, unchecked, unseen in tree
    )


def _word(text: Shown | None) -> str | None:
    """With its odd signs, so that it is the same text again; without citizens' numbers, as it was."""
    return text.only_masked if text is not None else None


def _shown(text: str | None) -> Shown | None:
    return Shown(text) if text is not None else None
