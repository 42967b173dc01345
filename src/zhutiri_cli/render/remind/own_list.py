"""The office's own list, as lines: what no unit is written to about, why, and what to do."""

from __future__ import annotations

from zhutiri_cli.common.text_forms import literal
from zhutiri_cli.report.letters.reminders import Own, Reminders

TITLE = "办公室自办（不向单位发函）"


def own_lines(facts: Reminders) -> list[str]:
    """One line per activity."""
    return [_line(own) for own in facts.own]


def _line(own: Own) -> str:
    whose = f"〔{literal(own.item.lead)}〕" if own.item.lead else ""
    return f"第{own.item.id}项　{literal(own.item.theme)}{whose}：{own.item.label}。{own.why}；{own.todo}"
