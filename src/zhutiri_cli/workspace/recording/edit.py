"""Changing a ``submission.yaml`` text in place: only what is asked for changes, to the character.

Round-trip libraries keep most comments but move or drop those between keys and lay lines out anew, so the text is
edited where the parser says the values stand. The result is read back and compared with what was asked, key by key.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from zhutiri_cli.common.errors import RecordProblem
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.yaml.compose import NULLS
from zhutiri_cli.common.yaml.source import parse_source
from zhutiri_cli.workspace.recording.spans import Node, spans

_PLAIN = re.compile(r"[^\W_](?:[^\s#:,\[\]{}&*!|>'\"%@`\\]|(?<=[^\s]) (?=[^\s#]))*")
_PLAIN_URL = re.compile(r"https?://[^\s,\[\]{}'\"\\#]+(?:#[^\s,\[\]{}'\"\\#]*)?")
_ENDED = re.compile(r"^\.\.\.[ \t]*$", re.MULTILINE)
_LONGEST_LINE = 100
"""Characters of a new line; a year of holidays in one cannot be read."""
_BOM = "\ufeff"


Changed = Mapping[int, Mapping[str, Any]]
"""By the place of an item in a list, from 0: what is set in it."""


def edited(
    path: Path,
    data: bytes,
    values: Mapping[str, Any],
    added: Mapping[str, Sequence[Any]],
    changed: Mapping[str, Changed] | None = None,
) -> bytes:
    """``data``, the text of the file at ``path``, with the top-level ``values`` set (mappings are merged; a list in one
    that begins with what is there is added to in place), items ``added`` to the lists of that name, and scalars
    ``changed`` in items that stand there.

    Values and items are dates, words, booleans, or mappings of them; an item may hold lists. Raises ``RecordProblem``
    rather than return a text that does not say exactly what was asked.
    """
    text = data.decode("utf-8-sig")
    before = parse_source(data).tree
    newline = "\r\n" if "\r\n" in text else "\n"
    if before is None and (nothing := spans(text)) is not None:
        text = text[: nothing.start] + _ENDED.sub("", text[nothing.end :])  # a null: what is put in takes its place
    for key, value in values.items():
        text = _set(text, spans(text), key, value, newline, before)
    for key, places in (changed or {}).items():
        for place, fields in places.items():
            for name, value in fields.items():
                text = _set_in_item(text, key, place, name, value)
    for key, items in added.items():
        for item in items:
            text = _append_item(text, spans(text), key, item, newline)
    result = ((_BOM if data.startswith(_BOM.encode()) else "") + text).encode("utf-8")
    after = parse_source(result)
    if after.faults or after.tree != _expected(before, values, added, changed or {}):
        said = f"{path_shown(path)} 无法在保留原有内容的同时写入这些改动"
        raise RecordProblem(said, "请手工编辑这个文件")
    return result


def _set(text: str, root: Node | None, key: str, value: Any, newline: str, before: Any) -> str:
    old = root.entries.get(key) if root is not None else None
    if old is None:
        if isinstance(value, Mapping) and (root is None or not root.flow):
            return _append(text, root, _laid_out(key, value, root.column if root else 0, newline), newline)
        return _append(text, root, f"{key}: {_shown(value, flow=True)}", newline)
    if old.kind == "map" and isinstance(value, date):
        value = {"start": value, "end": value}
    if isinstance(value, Mapping) and old.kind == "map":
        for name, inner in value.items():
            node = spans(text)
            mapping = node.entries[key] if node is not None else old
            known = mapping.entries.get(name)
            more = _more(before[key].get(name), inner) if known is not None and known.kind == "seq" else None
            if known is not None and more is not None:
                text = _insert(text, known, _items(more, known, newline), newline) if more else text
                continue
            word = _shown(inner, flow=mapping.flow)
            text = _insert(text, mapping, f"{name}: {word}", newline) if known is None else _put(text, known, word)
        return text
    return _put(text, old, _shown(value, flow=True))


def _laid_out(key: str, value: Mapping[str, Any], column: int, newline: str) -> str:
    """A new mapping on one line, or where that is too long a line a key, long lists over several."""
    line = f"{key}: {_shown(value, flow=True)}"
    if len(line) <= _LONGEST_LINE:
        return line
    lines = [f"{key}:"]
    for name, inner in value.items():
        entry = f"  {name}: {_shown(inner, flow=True)}"
        if len(entry) <= _LONGEST_LINE or not isinstance(inner, list | tuple):
            lines.append(entry)
            continue
        words = [f"{_shown(item, flow=True)}," for item in inner]
        rows = textwrap.wrap(" ".join(words), 80, break_long_words=False, break_on_hyphens=False)
        lines += [f"  {name}: [", *(f"    {row}" for row in rows), "  ]"]
    return (newline + " " * column).join(lines)


def _set_in_item(text: str, key: str, place: int, name: str, value: Any) -> str:
    """Put a scalar in place of the one that an item of a list has under ``name``."""
    root = spans(text)
    assert root is not None  # an item stands there
    return _put(text, root.entries[key].children[place].entries[name], _shown(value, flow=True))


def _more(old: Any, new: Any) -> list[Any] | None:
    """What a list has beyond the old one that it begins with; ``None`` where it is another list."""
    if not isinstance(new, list | tuple) or not old or _plain(new)[: len(old)] != old:
        return None
    return list(new[len(old) :])


def _items(items: Sequence[Any], parent: Node, newline: str) -> str:
    """Several items of a list as one entry of it."""
    gap = ", " if parent.flow else f"{newline}{' ' * parent.column}- "
    return gap.join(_shown(item, flow=parent.flow) for item in items)


def _append_item(text: str, root: Node | None, key: str, item: Any, newline: str) -> str:
    old = root.entries.get(key) if root is not None else None
    if old is None or root is None:
        flow = root is not None and root.flow
        listed = f"{key}: [{_shown(item, flow=True)}]" if flow else f"{key}:{newline}  - {_shown(item, flow=False)}"
        return _append(text, root, listed, newline)
    if old.kind == "seq":
        return _insert(text, old, _shown(item, flow=old.flow), newline)
    return _put(text, old, f"[{_shown(item, flow=True)}]")


def _put(text: str, node: Node, word: str) -> str:
    """Replace a value; one that was left blank gets the space after its colon."""
    gap = " " if node.start == node.end and text[node.start - 1 : node.start] == ":" else ""
    return text[: node.start] + gap + word + text[node.end :]


def _append(text: str, root: Node | None, entry: str, newline: str) -> str:
    """Add a top-level entry at the end of the file, before a document end mark."""
    if root is not None and root.flow:
        return _insert(text, root, entry, newline)
    mark = re.compile(r"^\.\.\.", re.MULTILINE).search(text)
    head, tail = (text[: mark.start()], text[mark.start() :]) if mark else (text, "")
    gap = newline if head and not head.endswith(("\n", "\r")) else ""
    return head + gap + " " * (root.column if root is not None else 0) + entry + newline + tail


def _insert(text: str, parent: Node, entry: str, newline: str) -> str:
    """Add an entry at the end of a mapping or an item at the end of a list, in the parent's own style."""
    if parent.flow:
        comma = ", " if parent.children else ""
        place = parent.children[-1].end if parent.children else parent.start + 1
        return text[:place] + comma + entry + text[place:]
    place = _line_end(text, parent.end)
    dash = "- " if parent.kind == "seq" else ""
    line = " " * parent.column + dash + entry
    if place < len(text) or text.endswith(("\n", "\r")):
        return text[:place] + line + newline + text[place:]
    return text + newline + line + newline


def _line_end(text: str, place: int) -> int:
    """The start of the line after the one that ``place`` lies on (or at whose start it lies)."""
    if place > 0 and text[place - 1] in "\r\n":
        return place
    found = re.compile(r"\r\n|\r|\n").search(text, place)
    return found.end() if found else len(text)


def _shown(value: Any, *, flow: bool) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_shown(inner, flow=True)}" for key, inner in value.items()) + "}"
    if isinstance(value, bool | date):
        return _word(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_shown(inner, flow=True) for inner in value) + "]"
    text = str(value)
    plain = _PLAIN.fullmatch(text) or (not flow and _PLAIN_URL.fullmatch(text))
    return text if plain and text not in NULLS else json.dumps(text, ensure_ascii=False)


def _expected(
    before: Any, values: Mapping[str, Any], added: Mapping[str, Sequence[Any]], changed: Mapping[str, Changed]
) -> dict[str, Any]:
    tree: dict[str, Any] = dict(before or {})
    for key, value in values.items():
        own = tree.get(key)
        if isinstance(own, dict) and isinstance(value, date):
            tree[key] = {**own, "start": _word(value), "end": _word(value)}
        elif isinstance(value, Mapping):
            tree[key] = {
                **(own if isinstance(own, dict) else {}),
                **{name: _plain(inner) for name, inner in value.items()},
            }
        else:
            tree[key] = _word(value)
    for key, places in changed.items():
        tree[key] = [{**item, **_plain(places.get(at, {}))} for at, item in enumerate(tree[key])]
    for key, items in added.items():
        if items:
            tree[key] = [*(tree.get(key) or []), *(_plain(item) for item in items)]
    return tree


def _plain(item: Any) -> Any:
    if isinstance(item, Mapping):
        return {key: _plain(inner) for key, inner in item.items()}
    return [_plain(inner) for inner in item] if isinstance(item, list | tuple) else _word(item)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
