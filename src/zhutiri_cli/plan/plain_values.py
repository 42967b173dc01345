"""Single values of a plain tree (``source.py``) as far as they can be read: ``None`` where they cannot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from zhutiri_cli.common.yaml.scalars import Misread, read_date, read_whole

if TYPE_CHECKING:
    from zhutiri_cli.common.yaml.places import Route


Read = TypeVar("Read")


class Word(Struct, frozen=True):
    """A piece of text and its route in the file."""

    text: str
    route: Route


def word_at(value: Any, route: Route) -> Word | None:
    """A text that is more than white space."""
    return Word(value, route) if isinstance(value, str) and value.strip() else None


def mapping_at(tree: Any, *keys: str) -> dict[str, Any]:
    """The mapping below these keys; an empty one where there is none."""
    for key in keys:
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree if isinstance(tree, dict) else {}


def items_of(value: Any) -> list[Any]:
    """The items of a list; none of anything else."""
    return value if isinstance(value, list) else []


def as_read(read: Callable[[Any], Read], value: Any) -> Read | None:
    """What a reader makes of a value."""
    try:
        return read(value)
    except Misread:  # a fault of its own, ZT102
        return None


def whole_in(value: Any) -> int | None:
    """A whole number."""
    return as_read(read_whole, value)


def date_in(value: Any) -> date | None:
    """A Beijing day."""
    return as_read(read_date, value) if isinstance(value, str) else None
