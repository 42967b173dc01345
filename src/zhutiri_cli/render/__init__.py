"""Renderers: one folder per command, one file per format, each a pure function from plain facts to text or bytes.

A module of ``render/<command>/`` that declares ``FORMAT`` is a format of that command: a new format is one new file.
``kit/`` is what a format's renderers share whatever the command, ``shared/`` is what the formats of a report say alike.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from zhutiri_cli.render.format import Format


class _Formats(Mapping[str, Format]):
    """Formats by name; one is loaded when it is taken."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules

    def __getitem__(self, name: str) -> Format:
        found: Format = importlib.import_module(self._modules[name]).FORMAT
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


def formats(command: str) -> Mapping[str, Format]:
    """The formats of a command by name, the default first; none for a command without formats. Each is loaded when it
    is taken: a table need not wait for what writes workbooks."""
    return _Formats({one.name: one.module for one in _declarations(command)})


def format_names(command: str) -> dict[str, str | None]:
    """The names of a command's formats with their suffixes, the default first; none is loaded."""
    return {one.name: one.suffix for one in _declarations(command)}


@dataclass(frozen=True, slots=True)
class _Declaration:
    """What a module's ``FORMAT = Format(…)`` says, read without loading it."""

    module: str
    name: str
    suffix: str | None
    default: bool


@cache
def _declarations(command: str) -> list[_Declaration]:
    found = _declared([f"{place}/{command}" for place in __path__], f"{__name__}.{command}")
    return sorted(found, key=lambda one: (not one.default, one.name))


def _declared(folders: list[str], package: str) -> Iterator[_Declaration]:
    """Of every module below the folders of a package."""
    for info in pkgutil.iter_modules(folders):
        spec = info.module_finder.find_spec(info.name, None)  # the module itself is not loaded
        if spec is None or spec.loader is None:
            continue
        module = f"{package}.{info.name}"
        yield from _declared(list(spec.submodule_search_locations or ()), module)
        if (call := _declaration(getattr(spec.loader, "get_source", lambda _: "")(info.name))) is not None:
            default = any(word.arg == "default" and ast.literal_eval(word.value) for word in call.keywords)
            yield _Declaration(module, ast.literal_eval(call.args[0]), ast.literal_eval(call.args[1]), default)


_BEGINS = "\nFORMAT = Format("


def _declaration(source: str | None) -> ast.Call | None:
    """The call in ``FORMAT = Format(…)``; what stands above it is not parsed, which takes long."""
    _, begins, rest = (source or "").partition(_BEGINS)
    match ast.parse(begins + rest).body[:1]:
        case [ast.Assign(value=ast.Call() as call)]:
            return call
    return None
