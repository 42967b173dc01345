"""``diff`` for the terminal: what became of every activity, what it means, then the rest of the plan.

Readable without colour: a mark before every activity, 【删：旧】【增：新】 inside a text, ！ where somebody has to
look.
"""

from __future__ import annotations

from collections.abc import Iterable

from zhutiri_cli.case.phrases import weekday
from zhutiri_cli.plan.diff.differences import ActivityDiff, Fate, Meaning, PlanDiff
from zhutiri_cli.plan.diff.value_text import Op
from zhutiri_cli.render.diff.changes import FATES, content, describe, heading, moves, numbers, verdict
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.terminal import Screen, console, paragraph, printed, put, section, write

_STYLES = {Fate.ADDED: "green", Fate.REMOVED: "red", Fate.RENUMBERED: "cyan", Fate.CHANGED: "bold"}


def render(diff: PlanDiff, display: Display) -> str:
    """The whole screen as text."""
    out = console(display)
    paragraph(out, "计划改动：", f"{diff.old.label} → {diff.new.label}", "bold")
    paragraph(out, "", diff.new.title)
    put(out, f"截至 {diff.as_of}（{weekday(diff.as_of)}）")
    write(out)
    paragraph(out, "", verdict(diff), "bold")
    changed = [item for item in diff.activities if item.fate is not Fate.DEADLINE]
    if changed:
        section(out, f"活动（{len(changed)} 项）")
    for item in changed:
        _activity(out, item)
    _moved(out, diff)
    if diff.fields:
        section(out, f"计划其他内容（{len(diff.fields)} 处）")
    for note in diff.fields:
        paragraph(out, "  · ", describe(note.change, str, _mark))
        _meanings(out, note.meanings)
    return printed(out)


def _activity(out: Screen, item: ActivityDiff) -> None:
    paragraph(out, f"  {FATES[item.fate]} ", heading(item, str), _STYLES[item.fate])
    if said := content(item):
        paragraph(out, "    · ", said)
    for change in item.changes:
        paragraph(out, "    · ", describe(change, str, _mark))
    _meanings(out, item.meanings)


def _moved(out: Screen, diff: PlanDiff) -> None:
    if not diff.meanings and not diff.of(Fate.DEADLINE):
        return
    section(out, "最迟报送日变动")
    _meanings(out, diff.meanings, "  ")
    for old, new, items in moves(diff):
        paragraph(out, "  · ", f"{old} → {new}：{numbers(items)}")


def _meanings(out: Screen, meanings: Iterable[Meaning], indent: str = "    ") -> None:
    for meaning in meanings:
        mark, style = ("！", "yellow") if meaning.flagged else ("→ ", "")
        paragraph(out, indent + mark, meaning.text, style)


def _mark(op: Op, text: str) -> str:
    return f"【{'删' if op is Op.DELETE else '增'}：{text}】"


FORMAT = Format("text", ".txt", False, render, default=True)
