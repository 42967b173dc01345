"""A small composer over PyYAML's flat events, with limits on depth, aliases and nodes.

The library's own composers recurse (a crash or a RecursionError on deep nesting), expand aliases without a limit,
keep the last of two equal keys and turn words into dates, octals and booleans. Here scalars stay the words that were
written (a plain ``null``, ``~`` or nothing is ``None``), equal keys are a fault, and every place is kept. An empty
text composes to ``None``.
"""

from __future__ import annotations

import sys
from typing import Any

import yaml

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.common.yaml.places import SHIFT, Composed, Marks
from zhutiri_cli.common.yaml.syntax import Spot, TextFault, syntax_fault

DEPTH = 40
NODES = 5_000_000
ALIASED_NODES = 100_000
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""The words that, written plainly, are nothing; quoted they are words."""


class _Refused(Exception):
    def __init__(self, fault: TextFault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class _Frame:
    """An open mapping or sequence while its events come in."""

    __slots__ = ("anchor", "key", "node", "place", "start")

    def __init__(self, node: dict[str, Any] | list[Any], place: int, anchor: str | None, start: int) -> None:
        self.node, self.place, self.anchor, self.start = node, place, anchor, start
        self.key: str | None = None


class _Composer:
    def __init__(self) -> None:
        self.stack: list[_Frame] = []
        self.faults: list[TextFault] = []
        self.marks = Marks()
        self.anchors: dict[str, tuple[Any, int, int]] = {}
        self.claimed: set[str] = set()
        self.root: Any = None
        self.nodes = 0
        self.aliased = 0
        self.documents = 0

    def feed(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._open(event, {})
        elif kind is yaml.SequenceStartEvent:
            self._open(event, [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._close()
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                _refuse(event, "一个文件里只应有一份 YAML 文档", "请删去多余的“---”及其后的内容")

    def _scalar(self, event: Any) -> None:
        _refuse_tag(event)
        plain_null = not event.style and event.implicit[0] and event.value in NULLS
        value = None if plain_null else event.value
        place = self.marks.add(_packed(event))
        self._count(event)
        if event.anchor:
            self._claim(event)
            self.anchors[event.anchor] = (value, place, 1)
        self._add(value, place, event)

    def _open(self, event: Any, node: Any) -> None:
        _refuse_tag(event)
        if len(self.stack) >= DEPTH:
            _refuse(event, f"嵌套超过 {DEPTH} 层", "请减少层次；计划文件不需要这么深的结构")
        if event.anchor:
            self._claim(event)
        frame = _Frame(node, self.marks.add(_packed(event), 0), event.anchor, self.nodes)
        self._count(event)
        self._add(node, frame.place, event)
        self.stack.append(frame)

    def _close(self) -> None:
        frame = self.stack.pop()
        self.marks.close(frame.place)
        if frame.anchor:
            self.anchors[frame.anchor] = (frame.node, frame.place, self.nodes - frame.start)

    def _claim(self, event: Any) -> None:
        if event.anchor in self.claimed:
            _refuse(event, f"引用的名称 &{shorten(event.anchor)} 重复", "请直接写出内容，不用 & 和 * 引用")
        self.claimed.add(event.anchor)

    def _alias(self, event: Any) -> None:
        known = self.anchors.get(event.anchor)
        if known is None:
            _refuse(event, f"引用了没有定义或没有写完的名称 *{shorten(event.anchor)}", "请直接写出内容，不用 * 引用")
            return
        value, place, size = known
        self.aliased += size
        self.nodes += size
        if self.aliased > ALIASED_NODES:
            _refuse(event, "引用（& 和 *）展开后过大", "请直接写出内容，不用 & 和 * 引用")
        self._add(value, self.marks.repeat(place, _packed(event)), event)

    def _add(self, value: Any, place: int, event: Any) -> None:
        if not self.stack:
            self.root = value
            return
        frame = self.stack[-1]
        if isinstance(frame.node, list):
            frame.node.append(value)
        elif frame.key is None:
            self._key(frame, value, place, event)
        else:
            frame.node.setdefault(frame.key, value)
            frame.key = None

    def _key(self, frame: _Frame, value: Any, place: int, event: Any) -> None:
        if isinstance(value, dict | list):
            _refuse(event, "键不能是列表或“键: 值”的一组", "请写作“键: 值”；以 [ 或 { 开头的文字请加引号")
        key = "" if value is None else value
        if key == "<<":
            _refuse(event, "不支持合并键 <<", "请把内容直接写出")
        if key in frame.node:
            first = self.marks.spot(self.marks.key_in(frame.place, key) or frame.place)
            message = f"键 {shorten(key)} 重复，第 {first.line} 行已有"
            self.faults.append(TextFault(message, "请删去其中一个", _spot(event)))
        self.marks.name(place, key)
        frame.key = sys.intern(key)  # the same few in every activity

    def _count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > NODES:
            _refuse(event, f"内容超过 {NODES} 个值", "请确认这是计划或登记文件")


def compose(text: str) -> tuple[Composed | None, list[TextFault]]:
    """Compose one YAML document.

    Returns the tree (``None`` when the text has no usable tree) and all faults found.
    """
    composer = _Composer()
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            composer.feed(event)
    except _Refused as refused:
        return None, [*composer.faults, refused.fault]
    except yaml.MarkedYAMLError as problem:
        return None, [*composer.faults, syntax_fault(problem)]
    return Composed(composer.root, composer.marks), composer.faults


def _packed(event: Any) -> int:
    mark = event.start_mark
    return int(mark.line << SHIFT | mark.column)


def _spot(event: Any) -> Spot:
    return Spot(event.start_mark.line + 1, event.start_mark.column + 1)


def _refuse(event: Any, message: str, hint: str) -> None:
    raise _Refused(TextFault(message, hint, _spot(event)))


def _refuse_tag(event: Any) -> None:
    if event.tag is not None and event.tag not in ("!", "tag:yaml.org,2002:str"):
        _refuse(event, f"不支持标签 {shorten(event.tag)}", "请删去以 ! 开头的标签，直接写出内容")
