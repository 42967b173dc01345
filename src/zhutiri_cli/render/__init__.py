"""Renderers: one folder per command, one file per format, each a pure function from plain facts to text or bytes.

A module of ``render/<command>/`` that declares ``FORMAT`` is a format of that command: a new format is one new file.
``kit/`` is what a format's renderers share whatever the command, ``shared/`` is what the formats of a report say alike.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct

from zhutiri_cli.common.plugins import LazyModules, declarations
from zhutiri_cli.render.format import Format


class _Formats(Mapping[str, Format]):
    """The formats that modules declare, by name."""

    def __init__(self, modules: LazyModules) -> None:
        self._modules = modules

    def __getitem__(self, name: str) -> Format:
        found: Format = self._modules[name].FORMAT
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


def formats(command: str) -> Mapping[str, Format]:
    """The formats of a command by name, the default first; none for a command without formats. Each is loaded when it
    is taken: a table need not wait for what writes workbooks."""
    return _Formats(LazyModules({one.name: one.module for one in _declarations(command)}))


def format_names(command: str) -> dict[str, str | None]:
    """The names of a command's formats with their suffixes, the default first; none is loaded."""
    return {one.name: one.suffix for one in _declarations(command)}


class _Declaration(Struct, frozen=True):
    """What a module's ``FORMAT = Format(…)`` says, read without loading it."""

    module: str
    name: str
    suffix: str | None
    default: bool


@cache
def _declarations(command: str) -> list[_Declaration]:
    found = declarations("FORMAT", f"{__name__}.{command}", [f"{place}/{command}" for place in __path__])
    made = [_declaration(module, call) for module, call in found if isinstance(call, ast.Call)]
    return sorted(made, key=lambda one: (not one.default, one.name))


def _declaration(module: str, call: ast.Call) -> _Declaration:
    default = any(word.arg == "default" and ast.literal_eval(word.value) for word in call.keywords)
    return _Declaration(module, ast.literal_eval(call.args[0]), ast.literal_eval(call.args[1]), default)
