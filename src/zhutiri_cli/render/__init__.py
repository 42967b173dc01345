"""Renderers: one file per command and format, each a pure function from plain facts to text or bytes.

A module ``<command>_<format>.py`` declares ``FORMAT``; it is found by its name, so a new format is one new file.
"""

from __future__ import annotations

import importlib
import pkgutil

from zhutiri_cli.render.format import Format


def formats(command: str) -> dict[str, Format]:
    """The formats of a command by name, the default first."""
    prefix = f"{command}_"
    names = [info.name for info in pkgutil.iter_modules(__path__) if info.name.startswith(prefix)]
    found: list[Format] = [importlib.import_module(f"{__name__}.{name}").FORMAT for name in names]
    return {entry.name: entry for entry in sorted(found, key=lambda entry: (not entry.default, entry.name))}
