"""Modules found by the suffixes they claim: a new format is one new module, and nothing lists them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any


def modules_by_suffix(package: str, path: Iterable[str]) -> Mapping[str, Any]:
    """Each suffix that a module of ``package`` (its ``__path__`` is ``path``) declares in ``SUFFIXES``, to the module.

    A module without ``SUFFIXES`` is a helper of the others. Raises ``RuntimeError`` when two claim one suffix, which is
    a programming error.
    """
    table: dict[str, Any] = {}
    for found in sorted(pkgutil.iter_modules(path), key=lambda module: module.name):
        module = importlib.import_module(f"{package}.{found.name}")
        for suffix in getattr(module, "SUFFIXES", ()):
            if suffix in table:
                raise RuntimeError(f"two modules of {package} claim {suffix}")
            table[suffix] = module
    return MappingProxyType(table)
