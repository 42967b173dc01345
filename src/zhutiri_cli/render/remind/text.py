"""``remind`` as text to paste into a chat or a mail, one letter after another, then the office's own list.

Lines are as long as the sentences: whatever they are pasted into breaks them.
"""

from __future__ import annotations

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.remind.letter import TITLE, own_lines, written
from zhutiri_cli.report.letters.letter_facts import TEMPLATE, Reminders

RULE = "────────────────────────────────────────"


def render(facts: Reminders, display: Display) -> str:
    """Every letter under a line that says to whom it goes; nothing owed is said, too."""
    letters = written(facts, display)
    parts = [
        f"{RULE}\n第 {number} 封，共 {len(letters)} 封\n{RULE}\n\n{letter.text}" if len(letters) > 1 else letter.text
        for number, letter in enumerate(letters, 1)
    ]
    if not letters:
        parts.append(f"{facts.verdict}\n")
    if facts.own or facts.own_duties:
        parts.append("\n".join([RULE, TITLE, RULE, *own_lines(facts), ""]))
    return "\n".join(parts)


FORMAT = Format("text", ".txt", False, render, default=True, template=TEMPLATE)
