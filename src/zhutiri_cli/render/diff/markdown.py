"""``diff`` as Markdown, for a pull-request comment; people's text cannot become markup.

``<del>`` and ``<ins>`` mark a text's change: emphasis by asterisks fails beside Chinese punctuation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhutiri_cli.case.phrases import weekday
from zhutiri_cli.plan.diff.differences import ActivityDiff, Fate, FieldNote, Meaning, PlanDiff
from zhutiri_cli.plan.diff.value_text import Op
from zhutiri_cli.render.diff.changes import FATES, content, describe, heading, moves, numbers, verdict
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.markdown import escaped

_LONGEST = 60_000  # characters; GitHub refuses a comment of more than 65536


def render(diff: PlanDiff, display: Display) -> str:
    """The same order as on the terminal; a comment that would be refused for its length is cut between two entries."""
    parts = [
        f"## 计划改动：{escaped(diff.old.label)} → {escaped(diff.new.label)}\n",
        f"{escaped(diff.new.title)}　截至 {diff.as_of}（{weekday(diff.as_of)}）\n",
        f"**{escaped(verdict(diff))}**\n",
        *_section("活动", [_activity(item) for item in diff.activities if item.fate is not Fate.DEADLINE]),
        *_section("最迟报送日变动", _moved(diff)),
        *_section("计划其他内容", [_field(note) for note in diff.fields]),
    ]
    length, shown = 0, list[str]()
    for part in parts:
        length += len(part) + 1
        if length > _LONGEST:
            rest = len(parts) - len(shown)
            shown.append(f"\n……内容过长，其余 {rest} 段没有列出，请运行 zhutiri diff 查看全部\n")
            break
        shown.append(part)
    return "\n".join(shown).rstrip("\n") + "\n"


def _section(title: str, entries: Sequence[str]) -> list[str]:
    return [f"### {title}\n", *entries, ""] if entries else []


def _activity(item: ActivityDiff) -> str:
    lines = [f"- {FATES[item.fate]} **{heading(item, escaped)}**"]
    lines += [f"  - {escaped(said)}"] if (said := content(item)) else []
    lines += [f"  - {describe(change, escaped, _mark)}" for change in item.changes]
    return "\n".join([*lines, *_meanings(item.meanings, "  ")])


def _field(note: FieldNote) -> str:
    return "\n".join([f"- {describe(note.change, escaped, _mark)}", *_meanings(note.meanings, "  ")])


def _moved(diff: PlanDiff) -> list[str]:
    return [*_meanings(diff.meanings), *(f"- {old} → {new}：{numbers(items)}" for old, new, items in moves(diff))]


def _meanings(meanings: Iterable[Meaning], indent: str = "") -> list[str]:
    return [f"{indent}- {'**须留意**：' if m.flagged else '→ '}{escaped(m.text)}" for m in meanings]


def _mark(op: Op, text: str) -> str:
    tag = "del" if op is Op.DELETE else "ins"
    return f"<{tag}>{text}</{tag}>"


FORMAT = Format("markdown", ".md", False, render)
