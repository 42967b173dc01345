"""Mutation testing of the rooms that say when something is due (``make mutants``): every small change to them must make
a test of theirs fail, or be argued in ``scripts/argued_mutants.toml``.

    python scripts/mutants.py [ROOM…] [--jobs N] [--list]

A mutant is one change of a module's syntax tree: a comparison moved by one or turned round, ``and`` for ``or``, a
number by one, a sign, a returned value, a condition, ``min`` for ``max`` and the like. Each is judged in a process of
its own, forked from one that has loaded pytest and the libraries: the module is compiled from the changed tree, then
the tests of its room run until the first fails. A mutant that takes longer than ``SECONDS`` counts as killed. The run
fails where a mutant survives that nobody argued, and where one that is argued is gone or is killed after all.

mutmut and cosmic-ray were looked at first: both write the mutants to disk and start pytest anew for each.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import io
import os
import signal
import sys
import time
import tomllib
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType

from msgspec import Struct

ROOT = Path(__file__).parents[1]
ARGUED = Path(__file__).with_name("argued_mutants.toml")
PACKAGE = "zhutiri_cli"
SECONDS = 120
"""How long the tests of one mutant may take; a sound module's take a few seconds."""
_REFERENCE = "tests/case/test_status_against_reference.py"
_ANYWHERE = "tests/case/test_timing_anywhere.py"
_OBLIGED = ("tests/case/test_obligations.py", "tests/case/test_obligations_anywhere.py")
_CASES = "tests/rules/test_rule_cases.py"
ROOMS: dict[str, tuple[str, ...]] = {
    "workdays/deadline": (_REFERENCE,),
    "workdays/terms_of_time": (_OBLIGED[0], _ANYWHERE),
    "workdays/calendar": ("tests/workdays/test_calendar.py", "tests/workdays/test_official_days.py", _ANYWHERE),
    "case/status": (_REFERENCE, _ANYWHERE),
    "case/impossible_dates": (_REFERENCE, _CASES, "-k", "cannot_be_right or reference or ZT206"),
    "case/obligation_state": _OBLIGED,
    "case/obliged": _OBLIGED,
    "case/case": (_REFERENCE, _ANYWHERE, *_OBLIGED),
    "rules/families/zt2_timing": (_CASES, "-k", "ZT201 or ZT202 or ZT203 or ZT204 or ZT207"),
    "rules/families/zt2_recording": (_CASES, "-k", "ZT205 or ZT206 or ZT311"),
    "rules/families/zt2_obligations": (_CASES, *_OBLIGED, "-k", "ZT208 or ZT209 or ZT210 or obligations"),
    "rules/families/zt1_calendar": (_CASES, "-k", "ZT110"),
}
"""Modules by their path, with the tests that must notice a change to them, those that notice most first."""

_COMPARE: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_BINARY: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Mutant(Struct, frozen=True):
    """One change: of which module, in which function or class, what stood there and what stands there now, which one
    where a place has several that read alike, and the whole tree."""

    module: str
    where: str
    change: str
    tree: ast.Module

    @property
    def name(self) -> tuple[str, str, str]:
        """By which it is argued: nothing of it depends on the line."""
        return self.module, self.where, self.change


class Argued(Struct, frozen=True, forbid_unknown_fields=True):
    """A mutant that no test can tell from the original, or need not, and why."""

    module: str
    where: str
    change: str
    reason: str


# ---- making them ------------------------------------------------------------------------------------------------


def mutants_of(module: str) -> list[Mutant]:
    """Every mutant of a module, in the order of its text."""
    tree = ast.parse((ROOT / "src" / PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
    places = list(_places(tree))
    found, seen = list[Mutant](), Counter[tuple[str, str]]()
    for number, (node, where, route) in enumerate(places):
        for variant in range(len(_variants(node))):
            changed = copy.deepcopy(tree)
            same, _, way = list(_places(changed))[number]
            before = ast.unparse(_shown(route))
            _replace(way, _variants(same)[variant])
            after = ast.unparse(_shown(way, len(_shown_route(route))))
            change = f"{_one_line(before)}  ⇒  {_one_line(after)}"
            seen[where, change] += 1
            if (again := seen[where, change]) > 1:
                change += f"  #{again}"
            found.append(Mutant(module, where, change, ast.fix_missing_locations(changed)))
    return found


Step = tuple[ast.AST, str, int | None]
"""A parent, the field of it that holds the child, and the child's place where that is a list."""


def _places(tree: ast.Module) -> Iterator[tuple[ast.AST, str, list[Step]]]:
    """Every node that can be changed, the name of what it stands in, and the way to it from the top."""
    waiting: list[tuple[ast.AST, str, list[Step]]] = [(tree, "", [])]
    while waiting:
        node, where, route = waiting.pop()
        if route and _variants(node):
            yield node, where or "(module)", route
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            where = f"{where}.{node.name}" if where else node.name
        inner = list[tuple[ast.AST, str, list[Step]]]()
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns", "decorator_list", "type_params", "keywords") and not isinstance(
                node, ast.Call
            ):
                continue
            for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(child, ast.AST) and not _left_alone(child):
                    inner.append((child, where, [*route, (node, field, index)]))
        waiting += reversed(inner)


def _left_alone(node: ast.AST) -> bool:
    """Texts, imports and what is there for the type checker alone."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr | ast.Assert):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _variants(node: ast.AST) -> list[ast.AST]:  # noqa: PLR0912 - one line for each kind of node
    """What may stand in place of a node."""
    made = list[ast.AST]()
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            for other in _COMPARE[type(operator)]:
                changed = copy.deepcopy(node)
                changed.ops[index] = other()
                made.append(changed)
    elif isinstance(node, ast.BoolOp):
        changed_bool = copy.deepcopy(node)
        changed_bool.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
        made.append(changed_bool)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        made.append(copy.deepcopy(node.operand))
    elif isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        made.append(ast.BinOp(copy.deepcopy(node.left), _BINARY[type(node.op)](), copy.deepcopy(node.right)))
    elif isinstance(node, ast.AugAssign) and type(node.op) in _BINARY:
        made.append(ast.AugAssign(copy.deepcopy(node.target), _BINARY[type(node.op)](), copy.deepcopy(node.value)))
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        made.append(ast.Constant(not node.value))
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        made += [ast.Constant(node.value + 1), ast.Constant(node.value - 1)]
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        made.append(ast.Return(ast.Constant(None)))
    elif isinstance(node, ast.If | ast.IfExp) and not isinstance(node.test, ast.Compare | ast.UnaryOp):
        changed_if = copy.deepcopy(node)
        changed_if.test = ast.UnaryOp(ast.Not(), changed_if.test)
        made.append(changed_if)
    elif isinstance(node, ast.comprehension):
        for index in range(len(node.ifs)):
            changed_for = copy.deepcopy(node)
            changed_for.ifs[index] = ast.Constant(True)
            made.append(changed_for)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in _NAMES:
        made.append(ast.Name(_NAMES[node.id], ast.Load()))
    elif isinstance(node, ast.Continue):
        made.append(ast.Pass())
    elif isinstance(node, ast.Break):
        made.append(ast.Continue())
    elif isinstance(node, ast.Raise | ast.Expr):
        made.append(ast.Pass())
    return made


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _replace(route: list[Step], node: ast.AST) -> None:
    parent, field, index = route[-1]
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def _shown_route(route: list[Step]) -> list[Step]:
    """The way to what is shown of a change: the smallest expression around it that says something, or its statement."""
    for end in range(len(route), 0, -1):
        node = _at(route, end)
        if isinstance(node, ast.stmt) or (isinstance(node, ast.expr) and len(ast.unparse(node)) > 24):
            return route[:end]
    return route[:1]


def _shown(route: list[Step], end: int | None = None) -> ast.AST:
    return _at(route, len(_shown_route(route)) if end is None else end)


def _at(route: list[Step], end: int) -> ast.AST:
    parent, field, index = route[end - 1]
    value = getattr(parent, field)
    node: ast.AST = value if index is None else value[index]
    return node


def _one_line(text: str) -> str:
    """The first line of a compound statement says which it is."""
    lines = text.splitlines()
    return lines[0] if lines[0].endswith(":") else " ".join(line.strip() for line in lines)


# ---- judging them -----------------------------------------------------------------------------------------------


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Hands out one module compiled from another tree."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The spec of that module, and of no other; ``path`` and ``target`` are the protocol's."""
        del path, target
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, self.path, loader=self)

    def create_module(self, spec: ModuleSpec) -> None:
        """As usual."""

    def exec_module(self, module: ModuleType) -> None:
        """The other code."""
        exec(self.code, module.__dict__)


def survives(mutant: Mutant | None, tests: Sequence[str]) -> int:
    """In a process of its own: the tests run with the mutant (``None``: with the module as it is) in place."""
    import pytest

    if mutant is not None:
        name = f"{PACKAGE}.{mutant.module.replace('/', '.')}"
        path = ROOT / "src" / PACKAGE / f"{mutant.module}.py"
        sys.meta_path.insert(0, _Changed(name, path, compile(mutant.tree, str(path), "exec")))
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=mutants", "--no-header"]
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]  # of libraries that are loaded already
    with redirect_stdout(io.StringIO()) as told, redirect_stderr(io.StringIO()):
        status = pytest.main([*options, *tests])
    if mutant is None and status and sys.__stdout__ is not None:
        sys.__stdout__.write(told.getvalue())
        sys.__stdout__.flush()
    return int(status)


def _start(mutant: Mutant | None, tests: Sequence[str]) -> int:
    child = os.fork()
    if child:
        return child
    signal.alarm(SECONDS)
    status = 9
    try:
        status = survives(mutant, tests)
    except BaseException:  # noqa: BLE001 - the process ends here, whatever it was
        traceback.print_exc()
    finally:
        os._exit(status)


def judge(mutants: Sequence[Mutant], tests: Sequence[str], jobs: int) -> list[Mutant]:
    """Those that survive."""
    running, left, alive = dict[int, Mutant](), list(mutants), list[Mutant]()
    while running or left:
        while left and len(running) < jobs:
            one = left.pop(0)
            running[_start(one, tests)] = one
        child, status = os.wait()
        one = running.pop(child)
        if os.waitstatus_to_exitcode(status) == 0:
            alive.append(one)
    return alive


def _sound(tests: Sequence[str]) -> bool:
    child = _start(None, tests)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _load_libraries() -> None:
    """What every mutant needs and none changes: loaded once, before the processes part."""
    import chinese_calendar
    import holidays.countries.china
    import hypothesis
    import PIL.Image
    import pydantic
    import pytest
    import typer
    import yaml

    assert all((chinese_calendar, holidays, hypothesis, PIL, pydantic, pytest, typer, yaml))


def main() -> int:
    """Judge the rooms named, or all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("room", nargs="*", help=f"of: {' '.join(ROOMS)} (default: all)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--list", action="store_true", help="only show them")
    asked = parser.parse_args()
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    rooms = asked.room or list(ROOMS)
    if asked.list:
        for room in rooms:
            for one in mutants_of(room):
                print(f"{room}  {one.where}:  {one.change}")
        return 0
    argued = [Argued(**one) for one in tomllib.loads(ARGUED.read_text(encoding="utf-8"))["argued"]]
    _load_libraries()
    wrong = 0
    for room in rooms:
        begun = time.monotonic()
        if not _sound(ROOMS[room]):
            print(f"{room}: the tests fail without any mutant")
            wrong += 1
            continue
        mutants = mutants_of(room)
        alive = {one.name for one in judge(mutants, ROOMS[room], asked.jobs)}
        known = {(one.module, one.where, one.change) for one in argued if one.module == room}
        print(
            f"{room}: {len(mutants)} mutants, {len(mutants) - len(alive)} killed, {len(alive & known)} argued, "
            f"{len(alive - known)} survive; {time.monotonic() - begun:.0f} s",
            flush=True,
        )
        for heading, names in (("survives", alive - known), ("argued, and gone or killed", known - alive)):
            for _, where, change in sorted(names):
                print(f"  {heading}: {where}:  {change}", flush=True)
                wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
