"""The catalogue: every rule that a module of ``families`` declares, by code. There is no list to keep."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from zhutiri_cli.rules import families
from zhutiri_cli.rules.rule import Rule


@cache
def catalogue() -> tuple[Rule, ...]:
    """All rules, sorted by code. Raises ``RuntimeError`` when two declare the same code (a defect of the program)."""
    found: dict[str, Rule] = {}
    for module_info in pkgutil.iter_modules(families.__path__):
        module = importlib.import_module(f"{families.__name__}.{module_info.name}")
        for value in vars(module).values():
            if isinstance(value, Rule) and found.setdefault(value.code, value) is not value:
                raise RuntimeError(f"two rules declare {value.code}")
    return tuple(found[code] for code in sorted(found))
