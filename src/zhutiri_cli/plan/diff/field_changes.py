"""Every changed field between two models of the same kind, found by walking the models' own declarations.

Nothing is listed by hand, so that a field added to the plan tomorrow cannot be overlooked: two models differ exactly
where this finds a change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from msgspec import Struct
from pydantic import BaseModel

from zhutiri_cli.common.shown import Shown, shown_tree
from zhutiri_cli.common.yaml.periods import Period
from zhutiri_cli.common.yaml.scalars import Month
from zhutiri_cli.plan.diff.activity_match import by_occurrence
from zhutiri_cli.plan.diff.value_text import TextPiece, patchwork, spoken
from zhutiri_cli.plan.obligations import Due
from zhutiri_cli.plan.terms import Amount

_NAMES = ("id", "name", "rule", "key")  # what tells the entries of a list apart, whichever the entry has
_ABSENT = object()


class Kind(StrEnum):
    """What happened to a field; the values stand in the JSON output."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REORDERED = "reordered"


class FieldChange(Struct, frozen=True):
    """One changed field. ``path``: the plan file's own keys, an entry of a list by its name; ``old`` and ``new``: the
    values as JSON has them; the texts: as people read them; ``pieces``: a text's change word by word, if it helps."""

    path: tuple[Shown, ...]
    titles: tuple[Shown, ...]
    kind: Kind
    old: Any
    new: Any
    old_text: Shown
    new_text: Shown
    pieces: tuple[TextPiece, ...] = ()

    @property
    def label(self) -> Shown:
        """The field's name in Chinese, with the sections it stands in."""
        return Shown("·".join(self.titles))


class _Where(NamedTuple):
    path: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    def at(self, key: str, title: str | None = None) -> _Where:
        return _Where((*self.path, key), (*self.titles, title or key))


def field_changes(old: BaseModel, new: BaseModel, skip: frozenset[str] = frozenset()) -> tuple[FieldChange, ...]:
    """Every changed field of two models, but for the fields in ``skip``, in the order of the file."""
    return tuple(_model(old, new, _Where(), skip))


def order_change(key: str, title: str, old: Sequence[Any], new: Sequence[Any]) -> FieldChange:
    """The change of a list's order alone; the entries stand as their names."""
    return _leaf(list(old), list(new), _Where().at(key, title))


def plain(value: Any) -> Any:
    """A value as JSON has it, with the keys of the plan file."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == int(value) else float(value)
        case Month() | Period():
            return str(value)
        case Amount() if value.count_alone is not None:
            return value.count_alone
        case BaseModel():
            return dict(_plain_fields(value))
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case tuple() | list():
            return [plain(item) for item in value]
    return str(value)


def _plain_fields(model: BaseModel) -> Iterator[tuple[str, Any]]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if field.exclude and isinstance(value, dict):
            yield from plain(value).items()
        else:
            yield field.alias or name, plain(value)


def _model(old: BaseModel, new: BaseModel, where: _Where, skip: frozenset[str] = frozenset()) -> Iterator[FieldChange]:
    for name, field in type(old).model_fields.items():
        before, after = getattr(old, name), getattr(new, name)
        if name in skip:
            continue
        if field.exclude and isinstance(before, dict):  # gathered by the model; in the file they stand beside the rest
            yield from _mapping(before, after, where)
        else:
            yield from _value(before, after, where.at(field.alias or name, field.title))


def _value(old: Any, new: Any, where: _Where) -> Iterator[FieldChange]:
    if old == new:
        return
    if (
        isinstance(old, Amount)
        and isinstance(new, Amount)
        and None not in (counts := (old.count_alone, new.count_alone))
    ):
        old, new = counts  # written as counts, and told as counts
    key = _entry_key(old) or _entry_key(new)
    if isinstance(old, BaseModel) and type(old) is type(new) and not isinstance(old, Due):  # a term is told whole
        yield from _model(old, new, where)
    elif isinstance(old, dict) and isinstance(new, dict) and old and new:
        yield from _mapping(old, new, where)
    elif key and isinstance(old, tuple) and isinstance(new, tuple):
        yield from _entries(old, new, key, where)
    else:
        yield _leaf(old, new, where)


def _mapping(old: dict[str, Any], new: dict[str, Any], where: _Where) -> Iterator[FieldChange]:
    for key in dict.fromkeys([*old, *new]):
        before, after = old.get(key, _ABSENT), new.get(key, _ABSENT)
        label = getattr(before if after is _ABSENT else after, "label", None)
        yield from _value(before, after, where.at(str(key), f"{label}（{key}）" if isinstance(label, str) else None))


def _entries(old: Sequence[Any], new: Sequence[Any], key: str, where: _Where) -> Iterator[FieldChange]:
    """Entries by name: removed, added, changed; then the order of those on both sides."""
    before, after = by_occurrence(old, key), by_occurrence(new, key)
    for name, count in dict.fromkeys([*before, *after]):
        shown = name if count == 1 else f"{name}#{count}"
        old_one, new_one = before.get((name, count), _ABSENT), after.get((name, count), _ABSENT)
        label = getattr(old_one if new_one is _ABSENT else new_one, "label", None)
        title = f"{label}（{shown}）" if isinstance(label, str) else None
        yield from _value(old_one, new_one, where.at(shown, title))
    first = [name for name, count in before if (name, count) in after]
    second = [name for name, count in after if (name, count) in before]
    if first != second:
        yield _leaf(first, second, where)  # the names alone: the entries themselves are compared above


def _entry_key(value: Any) -> str | None:
    """The field that names the entries of a list of models."""
    if not isinstance(value, tuple) or not value or not all(isinstance(entry, BaseModel) for entry in value):
        return None
    return next((name for name in _NAMES if name in type(value[0]).model_fields), None)


def _leaf(old: Any, new: Any, where: _Where) -> FieldChange:
    texts = isinstance(old, str) and isinstance(new, str)
    before, after = (None if value is _ABSENT else value for value in (old, new))
    return FieldChange(
        tuple(map(Shown, where.path)),
        tuple(map(Shown, where.titles)),
        _kind(old, new),
        shown_tree(plain(before)),
        shown_tree(plain(after)),
        Shown(spoken(before)),
        Shown(spoken(after)),
        patchwork(Shown(old).only_masked, Shown(new).only_masked) if texts else (),
    )


def _kind(old: Any, new: Any) -> Kind:
    if old is _ABSENT or (old is None and new is not _ABSENT):
        return Kind.ADDED
    if new is _ABSENT or new is None:
        return Kind.REMOVED
    if (
        isinstance(old, tuple | list)
        and isinstance(new, tuple | list)
        and sorted(map(repr, old)) == sorted(map(repr, new))
    ):
        return Kind.REORDERED
    return Kind.CHANGED
