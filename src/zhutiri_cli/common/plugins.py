"""Modules found by what they declare: a new format is one new module, and nothing lists them. A module is loaded when
it is needed; what it declares is read off its source."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any


def declarations(name: str, package: str, path: Iterable[str]) -> Iterator[tuple[str, ast.expr]]:
    """Each module below ``package`` (its ``__path__`` is ``path``) that assigns to ``name`` at its top, and what it
    assigns; the modules are not loaded. Raises ``RuntimeError`` for one without source, rather than miss it."""
    for info in sorted(pkgutil.iter_modules(list(path)), key=lambda module: module.name):
        spec, module = info.module_finder.find_spec(info.name, None), f"{package}.{info.name}"
        if spec is None or (source := getattr(spec.loader, "get_source", lambda _: None)(info.name)) is None:
            raise RuntimeError(f"the source of {module} is needed to know what it declares")
        yield from declarations(name, module, spec.submodule_search_locations or ())
        if (assigned := _assigned(name, source)) is not None:
            yield module, assigned


def _assigned(name: str, source: str) -> ast.expr | None:
    """What a module assigns to ``name``. Only that statement is parsed: the whole takes long."""
    _, begins, rest = f"\n{source}".partition(f"\n{name} = ")
    lines = rest.split("\n")
    for end in range(1, len(lines) + 1 if begins else 1):
        try:
            return ast.parse("\n".join(lines[:end]), mode="eval").body
        except SyntaxError:  # it goes on in the next line
            continue
    return None


class LazyModules(Mapping[str, Any]):
    """Modules by key; one is loaded when it is taken."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def __getitem__(self, key: str) -> Any:
        return importlib.import_module(self._names[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def modules_by_suffix(package: str, path: Iterable[str]) -> Mapping[str, Any]:
    """Each suffix that a module of ``package`` (its ``__path__`` is ``path``) declares in ``SUFFIXES``, to the module,
    which is loaded when it is taken.

    A module without ``SUFFIXES`` is a helper of the others. Raises ``RuntimeError`` when two claim one suffix, which is
    a programming error.
    """
    table: dict[str, str] = {}
    for module, suffixes in declared_suffixes(package, path).items():
        for suffix in suffixes:
            if suffix in table:
                raise RuntimeError(f"two modules of {package} claim {suffix}")
            table[suffix] = module
    return LazyModules(table)


def declared_suffixes(package: str, path: Iterable[str]) -> Mapping[str, Any]:
    """The ``SUFFIXES`` of each module that has them, which are written out: ``ValueError`` where they are not."""
    found = declarations("SUFFIXES", package, path)
    return MappingProxyType({module: ast.literal_eval(suffixes) for module, suffixes in found})
