"""The photos that ``--ocr`` looked at, one row each: what ``--all`` adds to the terminal and to Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.report.report import Report

TITLE = "识别过的图片"
HEADS = ("序号", "图片", "读到的字", "会标", "LOGO")


def photo_rows(report: Report) -> Iterator[tuple[Shown, ...]]:
    """Each photo by activity: its name, the words read, and what they say of banner and LOGO."""
    for activity in report.activities:
        for line in activity.seen or ():
            yield (Shown(str(activity.id)), line.photo, line.words, line.banner_label, line.logo_label)
