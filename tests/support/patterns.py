"""Every regular expression of the program, with how it is used: tried at one place of a text or at each."""

from __future__ import annotations

import ast
import contextlib
import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

import zhutiri_cli
from tests.support.places import ROOT

_AT_ONE_PLACE = frozenset({"match", "fullmatch"})
_METHODS = _AT_ONE_PLACE | {"search", "finditer", "findall", "split", "sub", "subn"}


class Used(Struct, frozen=True):
    """A pattern and one place that names it."""

    pattern: re.Pattern[Any]
    place: str
    searched: bool
    """It is tried at each character of a text, not only at one."""


class Patterns:
    """Read from the modules themselves, and from their source where a pattern has no name."""

    def __init__(self) -> None:
        self.unknown: set[str] = set()
        """Calls whose expression is only known while they run."""
        self._said: dict[str, dict[str, set[str]]] = {}
        self.found: dict[tuple[str, int], Used] = {}
        for name in sorted(one.name for one in pkgutil.walk_packages(zhutiri_cli.__path__, "zhutiri_cli.")):
            if name.endswith("__main__"):
                continue
            with contextlib.suppress(ImportError):  # an extra that is not installed
                self._read(name.removeprefix("zhutiri_cli."), vars(importlib.import_module(name)))

    def _read(self, module: str, known: Mapping[str, Any]) -> None:
        for name, value in list(known.items()):
            alone = not isinstance(value, dict | tuple | list | set | frozenset)
            uses = self._uses_in(module)[name] if name.startswith("_") else self._uses[name]
            searched = not alone or not uses <= _AT_ONE_PLACE
            for one in _patterns_in(value):
                self._add(one, f"{module} {name}", searched)
        for call, inside in _calls(self._trees[module]) if module in self._trees else ():
            method = call.func.attr if isinstance(call.func, ast.Attribute) else "compile"
            try:
                one = re.compile(*(eval(ast.unparse(part), dict(known)) for part in _asked(call)))  # our own source
            except NameError:
                if inside:
                    self.unknown.add(f"{module} {ast.unparse(call.args[0])}")
            else:
                if inside or method != "compile":
                    self._add(one, f"{module} {method}", method not in _AT_ONE_PLACE)

    def _add(self, one: re.Pattern[Any], place: str, searched: bool) -> None:
        key = repr(one.pattern), one.flags
        before = self.found.get(key)
        if before is None or (searched and not before.searched):
            self.found[key] = Used(one, place, searched)

    @cached_property
    def _trees(self) -> dict[str, ast.Module]:
        top = ROOT / "src" / "zhutiri_cli"
        return {
            ".".join(path.relative_to(top).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
                path.read_text(encoding="utf-8")
            )
            for path in top.rglob("*.py")
        }

    @cached_property
    def _uses(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for module in self._trees:
            for name, what in self._uses_in(module).items():
                found[name] |= what
        return found

    def _uses_in(self, module: str) -> dict[str, set[str]]:
        if module not in self._said:
            self._said[module] = _uses(self._trees.get(module) or ast.Module([], []))
        return self._said[module]


def _uses(tree: ast.Module) -> dict[str, set[str]]:
    """What is done with a name: its methods called for the beginning of a text, and anything else."""
    found: dict[str, set[str]] = defaultdict(set)
    called = {id(node.func): node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    asked = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (name := _last_name(node.value)):
            call = called.get(id(node))
            if call is not None and len(call.args) == 1 and not call.keywords:
                asked.add(id(node.value))
                found[name].add(node.attr)
    for node in ast.walk(tree):
        name = _last_name(node)
        if name and id(node) not in asked and isinstance(getattr(node, "ctx", None), ast.Load):
            found[name].add("anything")
    return found


def _last_name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, bool]]:
    """Those that name an expression, and whether they lie in a function."""
    inside = {
        id(node)
        for made in ast.walk(tree)
        if isinstance(made, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(made)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and not isinstance(node.args[0], ast.Starred):
            what = ast.unparse(node.func)
            if what == "lazy_pattern" or what.partition(".") in {("re", ".", one) for one in (*_METHODS, "compile")}:
                yield node, id(node) in inside


def _asked(call: ast.Call) -> list[ast.expr]:
    flags = [one.value for one in call.keywords if one.arg == "flags"]
    compiles = ast.unparse(call.func) in ("lazy_pattern", "re.compile")
    return [call.args[0], *(call.args[1:2] if compiles else []), *flags]


def _patterns_in(value: Any, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif type(value).__name__ == "_Uncompiled":
        yield re.compile(*value._asked)
    elif depth and isinstance(value, dict):
        for one in [*value.keys(), *value.values()]:
            yield from _patterns_in(one, depth - 1)
    elif depth and isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from _patterns_in(one, depth - 1)
