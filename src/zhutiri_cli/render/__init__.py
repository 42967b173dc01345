"""Renderers: one folder per command, one file per format, each a pure function from plain facts to text or bytes.

A module of ``render/<command>/`` that declares ``FORMAT`` is a format of that command: a new format is one new file.
``kit/`` is what a format's renderers share whatever the command, ``shared/`` is what the formats of a report say alike.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache

from zhutiri_cli.render.format import Format


def formats(command: str) -> dict[str, Format]:
    """The formats of a command by name, the default first."""
    folder = importlib.import_module(f"{__name__}.{command}")
    modules = [
        importlib.import_module(f"{folder.__name__}.{info.name}") for info in pkgutil.iter_modules(folder.__path__)
    ]
    found: list[Format] = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return {entry.name: entry for entry in sorted(found, key=lambda entry: (not entry.default, entry.name))}


@cache
def format_names(command: str) -> dict[str, str | None]:
    """The names of a command's formats with their suffixes, the default first; none for a command without formats.

    Read off their declarations without loading them: a help page must not wait for what draws tables.
    """
    folders = [f"{place}/{command}" for place in __path__]
    found = sorted(_declared(folders), key=lambda entry: (not entry[2], entry[0]))
    return {name: suffix for name, suffix, _ in found}


def _declared(folders: Iterable[str]) -> Iterator[tuple[str, str | None, bool]]:
    """Name, suffix and whether it is the default, of every format that a module below some folders declares."""
    for info in pkgutil.iter_modules(folders):
        spec = info.module_finder.find_spec(info.name, None)  # the module itself is not loaded
        if spec is None or spec.loader is None:
            continue
        yield from _declared(spec.submodule_search_locations or ())
        if (call := _declaration(getattr(spec.loader, "get_source", lambda _: "")(info.name))) is not None:
            default = any(word.arg == "default" and ast.literal_eval(word.value) for word in call.keywords)
            yield ast.literal_eval(call.args[0]), ast.literal_eval(call.args[1]), default


def _declaration(source: str | None) -> ast.Call | None:
    """The call in ``FORMAT = Format(…)``."""
    for node in ast.parse(source or "").body:
        match node:
            case ast.Assign(targets=[ast.Name(id="FORMAT")], value=ast.Call() as call):
                return call
    return None
