"""A unit's page as text, to paste into a chat or a mail."""

from __future__ import annotations

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.unit.page_lines import PageLine, Part, page_lines
from zhutiri_cli.render.unit.tick_words import duty_row, row
from zhutiri_cli.report.letters.unit_page import UnitPage
from zhutiri_cli.report.letters.unit_tasks import UnitTask


def render(page: UnitPage, display: Display) -> str:
    """The page from top to bottom; lines are as long as the sentences."""
    lines = [text for line in page_lines(page) for text in _lines(line, page)]
    return "\n".join([*lines, ""])


def _lines(line: PageLine, page: UnitPage) -> list[str]:
    match line.part:
        case Part.DATE:
            return [line.text, ""]
        case Part.HEAD:
            return ["", f"■ {line.text}"]
        case Part.TABLE:
            return [_activity(task) for task in page.tasks]
        case Part.DUTIES:
            return [f"  {box} {name}：{due}；{said}" for box, name, due, said in map(duty_row, page.duties)]
        case Part.ASK:
            return [f"{line.number}. {line.text}"]
        case Part.ACTIVITY | Part.CLOSING:
            return ["", line.text]
        case Part.TICK:
            return [f"  {line.text}"]
    return [line.text]


def _activity(task: UnitTask) -> str:
    number, theme, part, when, due, standing = row(task)
    dates = "，".join(said for said in (when, f"报送截止日{due}" if due else "") if said)
    return f"{number}. {theme}：{part}；{dates}；{standing}"


FORMAT = Format("text", ".txt", False, render, default=True)
