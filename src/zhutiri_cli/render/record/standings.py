"""Where activities stand after many records were written: one line each, for the screen."""

from __future__ import annotations

from collections.abc import Sequence

from zhutiri_cli.common.text_forms import shorten
from zhutiri_cli.report.report import ActivityReport


def standings(items: Sequence[ActivityReport]) -> list[str]:
    """A small table: number, deadline in force with its notes, and theme."""
    found = ["序号  报送截止日  活动主题"]
    for item in items:
        notes = [] if item.deadline else ["最迟，尚未登记举办日期"]
        notes += [f"由 {item.extended_from} 延期"] if item.extended_from else []
        notes += ["暂定"] if item.provisional else []
        said = f"（{'；'.join(notes)}）" if notes else ""
        found.append(f"{item.id:>4}  {item.due}  {shorten(item.theme)}{said}")
    return found
