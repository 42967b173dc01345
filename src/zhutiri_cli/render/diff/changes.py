"""A comparison's changes in words, shared by the formats that people read; each brings its own escaping and marks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from zhutiri_cli.common.listed_numbers import listed
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.diff.differences import ActivityDiff, Fate, PlanDiff
from zhutiri_cli.plan.diff.field_changes import FieldChange, Kind
from zhutiri_cli.plan.diff.value_text import Op, TextPiece, spoken

FATES = {Fate.ADDED: "＋", Fate.REMOVED: "－", Fate.RENUMBERED: "＃", Fate.CHANGED: "～"}
LABELS = {Fate.ADDED: "新增", Fate.REMOVED: "删除", Fate.RENUMBERED: "改号", Fate.CHANGED: "改动"}
_SHOWN = 200  # code points of one value that are shown at most
_KEPT = 30  # … of an unchanged run, at either end
_SHORT = 4  # a list of so many items is shown whole, a longer one by what came and went


def verdict(diff: PlanDiff) -> Shown:
    """One line: how many activities were added, removed …, how many deadlines move, how much needs a look."""
    if diff.empty:
        return Shown("√ 两份计划内容相同（注释和排版不比较）")
    counts = "、".join(f"{label} {len(diff.of(fate))} 项" for fate, label in LABELS.items() if diff.of(fate))
    parts = [f"活动{counts}"] if counts else []
    parts += [f"计划其他内容改动 {len(diff.fields)} 处"] if diff.fields else []
    parts += [f"最迟报送日变动 {len(diff.moved)} 项"] if diff.moved else []
    parts += [f"须留意 {diff.flagged} 处"] if diff.flagged else []
    return Shown("；".join(parts))


def heading(item: ActivityDiff, text: Callable[[str], str]) -> str:
    """The activity's number and theme, and what became of it."""
    before = f"{item.old_id} → " if item.fate is Fate.RENUMBERED else ""
    return f"{before}{text(f'{item.id}. {item.theme}')}：{LABELS[item.fate]}"


def content(item: ActivityDiff) -> Shown:
    """What an added or removed activity asks for, beside its number and theme; nothing for the others."""
    return _clipped(item.content)


def describe(change: FieldChange, text: Callable[[str], str], mark: Callable[[Op, str], str]) -> str:
    """One changed field; ``text`` escapes people's text, ``mark`` shows a run that went or came."""
    old, new = text(_clipped(change.old_text)), text(_clipped(change.new_text))
    if old == new and change.old != change.new:
        old, new = (text(_clipped(json.dumps(value, ensure_ascii=False))) for value in (change.old, change.new))
    label = text(change.label)
    match change.kind:
        case Kind.ADDED:
            return f"{label}：新增 {new}"
        case Kind.REMOVED:
            return f"{label}：删除（原为 {old}）"
        case Kind.REORDERED:
            return f"{label}：次序由 {old} 变为 {new}"
    if change.pieces:
        last = len(change.pieces) - 1
        return f"{label}：" + "".join(
            _run(piece, at == 0, at == last, text, mark) for at, piece in enumerate(change.pieces)
        )
    if long := _came_and_went(change.old, change.new):
        return f"{label}：" + "，".join(mark(op, text(_clipped(items))) for op, items in long)
    return f"{label}：{old} → {new}"


def moves(diff: PlanDiff) -> Iterator[tuple[str, str, list[ActivityDiff]]]:
    """The activities of which only the latest deadline is another one, together by old and new deadline."""
    grouped: dict[tuple[str, str], list[ActivityDiff]] = {}
    for item in diff.of(Fate.DEADLINE):
        grouped.setdefault((str(item.old_latest), str(item.new_latest)), []).append(item)
    for (old, new), items in sorted(grouped.items()):
        yield old, new, items


def numbers(items: list[ActivityDiff]) -> str:
    """序号 1、2、3（3 项）."""
    return f"序号 {listed(item.id for item in items)}（{len(items)} 项）"


def _run(piece: TextPiece, first: bool, last: bool, text: Callable[[str], str], mark: Callable[[Op, str], str]) -> str:
    """A run of a text; a long unchanged one is left out but for what stands beside the changes."""
    if piece.op is not Op.EQUAL:
        return mark(piece.op, text(_clipped(piece.text)) if piece.text.strip() else "（空白）")
    if len(piece.text.only_masked) <= 3 * _KEPT:
        return text(piece.text)
    return f"{'' if first else text(piece.text[:_KEPT])}…{'' if last else text(piece.text[-_KEPT:])}"


def _came_and_went(old: Any, new: Any) -> list[tuple[Op, str]]:
    """What a long list lost and gained; nothing for what is better shown whole."""
    if not isinstance(old, list) or not isinstance(new, list) or max(len(old), len(new)) <= _SHORT:
        return []
    before, after = Counter(map(spoken, old)), Counter(map(spoken, new))
    lost, gained = list((before - after).elements()), list((after - before).elements())
    return [(op, "、".join(items)) for op, items in ((Op.DELETE, lost), (Op.INSERT, gained)) if items]


def _clipped(value: str) -> Shown:
    return Shown(shorten(value, _SHOWN))
