"""Where the values of a small YAML text stand, as character offsets, for editing it in place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml
from msgspec import Struct, field


class Node(Struct):
    """A value: ``kind`` is ``scalar``, ``map`` or ``seq``; ``start`` and ``end`` are offsets of its own characters.

    A block collection ends where its last value ends, so comments behind it are not part of it. ``column`` is where
    its entries begin, from 0.
    """

    kind: str
    start: int
    end: int
    flow: bool = False
    column: int = 0
    entries: dict[str, Node] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)


def spans(text: str) -> Node | None:
    """The root value of a YAML text that is known to be sound; ``None`` when there is nothing but comments."""
    stack: list[tuple[Node, list[str]]] = []
    root: Node | None = None
    events: Iterable[Any] = yaml.parse(text, Loader=yaml.SafeLoader)
    for event in events:
        if type(event) in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            node, _ = stack.pop()
            node.end = event.end_mark.index if node.flow else max((c.end for c in node.children), default=node.start)
            continue
        made = _node(event)
        if made is None:
            continue
        if stack:
            _attach(*stack[-1], made, event)
        elif not (made.kind == "scalar" and made.start == made.end):
            root = made
        if made.kind != "scalar":
            stack.append((made, []))
    return root


def _node(event: Any) -> Node | None:
    mark = event.start_mark
    if type(event) in (yaml.ScalarEvent, yaml.AliasEvent):
        return Node("scalar", mark.index, event.end_mark.index)
    if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
        kind = "map" if isinstance(event, yaml.MappingStartEvent) else "seq"
        return Node(kind, mark.index, mark.index, bool(event.flow_style), mark.column)
    return None


def _attach(parent: Node, keys: list[str], child: Node, event: Any) -> None:
    if parent.kind == "map" and len(keys) == len(parent.entries):
        keys.append(event.value if isinstance(event, yaml.ScalarEvent) else "")
        return
    if parent.kind == "map":
        parent.entries[keys[-1]] = child
    parent.children.append(child)
