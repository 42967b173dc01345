"""What has changed since an earlier report, on the terminal: what is new first, one line for each activity."""

from __future__ import annotations

from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.render.format import Display
from zhutiri_cli.render.kit.terminal import Screen, paragraph, section, write
from zhutiri_cli.render.kit.wrap import clipped
from zhutiri_cli.render.shared.since_lines import LISTED, MARKS, TITLE, finding_line, headline, moved_line, remarks
from zhutiri_cli.report.comparison import Change, Compared, Comparison
from zhutiri_cli.report.folding import in_one
from zhutiri_cli.report.report import Report

_ADDRESS = lazy_pattern(r"(https?://[\w.-]{1,12})[^”\s]*")
"""A whole address would leave no room in a line for what is the matter with it."""


def since_lines(out: Screen, report: Report, display: Display) -> None:
    """The section, where an earlier report was given; with ``--all`` every finding by itself and whole."""
    since = report.comparison
    if since is None:
        return
    section(out, TITLE)
    if display.everything:
        for found in since.of(*LISTED):
            paragraph(out, f"  {MARKS[found.change]} ", finding_line(found))
    else:
        for change in LISTED:
            for line in _by_activity(since, change):
                write(out, clipped(f"  {MARKS[change]} {change.label} {line}", out.width))
    for moved in since.moved:
        if display.everything:
            paragraph(out, "  ● ", moved_line(moved))
        else:
            write(out, clipped(f"  ● {moved_line(moved)}", out.width))
    paragraph(out, "", headline(since))
    for remark in remarks(since):
        paragraph(out, "  注意：", remark, "yellow")


def _by_activity(since: Comparison, change: Change) -> list[str]:
    """What befell the findings of each activity, and of the workspace, in the report's order."""
    grouped = dict[int | None, list[Compared]]()
    for found in since.of(change):
        grouped.setdefault(found.activity, []).append(found)
    return [
        (f"{found[0].activity}. {clipped(found[0].theme, 24)}：" if found[0].activity is not None else "")
        + _ADDRESS.sub(r"\1…", in_one([one.message for one in found]))
        for found in grouped.values()
    ]
