"""A plain tree and, beside it, where everything stands: symbolic routes first, concrete lines by one look-up."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from zhutiri_cli.common.yaml.syntax import Spot

Route = tuple[str | int, ...]
"""The way to a value: keys and places in lists, such as ``("activities", 3, "units")``."""

SHIFT = 24
"""A mark packs line and column into one int: marks are by far the most numerous objects of a large file."""


class Composed(Struct, frozen=True):
    """The plain tree beside a tree of marks of the same shape.

    The mark of a plain value is its place, packed; that of a list is ``(packed, marks)``; that of a mapping
    ``(packed, {key: (place of the key, mark of the value)})``.
    """

    tree: Any
    marks: Any

    def spot(self, route: Route, *, key: bool = False) -> Spot:
        """The place of the value at ``route``, or of its key. Parts that the text does not have are skipped."""
        mark, key_mark = self.marks, None
        for part in route:
            children = mark[1] if isinstance(mark, tuple) else None
            if isinstance(children, dict) and part in children:
                key_mark, mark = children[part]
            elif isinstance(children, list) and isinstance(part, int) and part < len(children):
                key_mark, mark = None, children[part]
            elif isinstance(part, str):
                key_mark = None  # a part that the text does not have: a missing field, or a tag of the model's own
        packed = key_mark if key and key_mark is not None else mark[0] if isinstance(mark, tuple) else mark
        return Spot((packed >> SHIFT) + 1, (packed & ((1 << SHIFT) - 1)) + 1)
