"""Renderers: one folder per command, one file per format, each a pure function from plain facts to text or bytes.

A module of ``render/<command>/`` that declares ``FORMAT`` is a format of that command: a new format is one new file.
``kit/`` is what a format's renderers share whatever the command, ``shared/`` is what the formats of a report say alike.
"""

from __future__ import annotations

import importlib
import pkgutil

from zhutiri_cli.render.format import Format


def formats(command: str) -> dict[str, Format]:
    """The formats of a command by name, the default first."""
    folder = importlib.import_module(f"{__name__}.{command}")
    modules = [
        importlib.import_module(f"{folder.__name__}.{info.name}") for info in pkgutil.iter_modules(folder.__path__)
    ]
    found: list[Format] = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return {entry.name: entry for entry in sorted(found, key=lambda entry: (not entry.default, entry.name))}
