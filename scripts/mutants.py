"""Mutation testing of the rooms that say when something is due (``make mutants``): every small change to them must make
a test of theirs fail, or be argued in ``scripts/argued_mutants.toml``.

    python scripts/mutants.py [ROOM…] [--jobs N] [--list]

A mutant is one change of a module's syntax tree: a comparison moved by one or turned round, ``and`` for ``or``, a
number by one, a sign, a returned value, a condition, ``min`` for ``max`` and the like, in functions and in numbers with
a name; texts and the defaults of fields are left alone. The tests of a room are collected once; each mutant is judged
in a process forked from there, in which the changed functions get the code of the changed module, and the tests run
until the first fails, the one first that killed last. One whose test takes ``SECONDS`` of the processor's time and
``TIMES`` what it takes without any mutant, or more than ``MEMORY``, counts as killed. The run fails where a mutant
survives that nobody argued, and where one that is argued is gone or is killed after all.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib
import io
import mmap
import os
import resource
import sys
import time
import tomllib
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from functools import cached_property
from itertools import starmap, zip_longest
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest
from msgspec import Struct

ROOT = Path(__file__).parents[1]
ARGUED = Path(__file__).with_name("argued_mutants.toml")
PACKAGE = "zhutiri_cli"
SECONDS, TIMES = 10, 4
"""How much of the processor's time a test of a mutant may take: so much, and so often what it takes without any."""
MEMORY = 3 << 30
"""Bytes that the process of a mutant may have: a loop that never ends often fills a list."""
_REFERENCE = "tests/case/test_status_against_reference.py"
_ANYWHERE = "tests/case/test_timing_anywhere.py"
_OBLIGED = ("tests/case/test_obligations.py", "tests/case/test_obligations_anywhere.py")
_CASES = "tests/rules/test_rule_cases.py"
_OF_TIME = "tests/rules/test_rules_of_time.py"
ROOMS: dict[str, tuple[str, ...]] = {
    "workdays/deadline": (_REFERENCE,),
    "workdays/terms_of_time": ("tests/workdays/test_terms.py", _ANYWHERE, "-k", "terms"),
    "workdays/calendar": (
        "tests/workdays/test_terms.py",
        "tests/workdays/test_calendar.py",
        "tests/workdays/test_official_days.py",
        _ANYWHERE,
        *("-k", "not in_every_status"),
    ),
    "case/status": (_REFERENCE, _ANYWHERE),
    "case/impossible_dates": (_CASES, _REFERENCE, "-k", "cannot_be_right or ZT206"),
    "case/obligation_state": _OBLIGED,
    "case/obliged": ("tests/case/test_obliged_on_the_day.py", *_OBLIGED),
    "case/case": ("tests/case/test_known_on_the_day.py", _OF_TIME, _REFERENCE, _ANYWHERE, *_OBLIGED),
    "rules/families/zt2_timing": (_OF_TIME, _CASES, "-k", "of_time or ZT201 or ZT202 or ZT203 or ZT204 or ZT207"),
    "rules/families/zt2_recording": (_OF_TIME, _CASES, "-k", "of_time or ZT205 or ZT206 or ZT311"),
    "rules/families/zt2_obligations": (
        _OF_TIME,
        _CASES,
        *_OBLIGED,
        "-k",
        "of_time or ZT208 or ZT209 or ZT210 or obligations",
    ),
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
                if isinstance(child, ast.AST) and not _left_alone(child) and not _made_once(node, child):
                    inner.append((child, where, [*route, (node, field, index)]))
        waiting += reversed(inner)


def _made_once(parent: ast.AST, node: ast.AST) -> bool:
    """What stands in a class or module and is neither a function nor a number with a name: made when that is loaded."""
    if not isinstance(parent, ast.Module | ast.ClassDef) or isinstance(node, ast.FunctionDef | ast.ClassDef):
        return False
    numbered = isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and type(node.value.value) is int
    return not (isinstance(parent, ast.Module) and numbered)


def _left_alone(node: ast.AST) -> bool:
    """Texts, imports and what is there for the type checker alone."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.JoinedStr | ast.Assert):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
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


def put_in_place(mutant: Mutant) -> None:
    """Give the functions of the module that is loaded the code of the changed one, and its numbers to all who have
    them by name."""
    path = ROOT / "src" / PACKAGE / f"{mutant.module}.py"
    real = importlib.import_module(f"{PACKAGE}.{mutant.module.replace('/', '.')}")
    changed = ModuleType(real.__name__)
    changed.__file__ = str(path)
    exec(compile(mutant.tree, str(path), "exec"), changed.__dict__)  # our own module, with one change
    _swap(vars(real), vars(changed), real.__name__)
    for name, number in vars(changed).items():
        if type(number) is int and number != (old := getattr(real, name)):
            for module in list(sys.modules.values()):
                if getattr(module, "__name__", "").startswith(PACKAGE) and getattr(module, name, None) == old:
                    setattr(module, name, number)


def _swap(real: Any, changed: Any, module: str) -> None:
    for name, made in list(changed.items()):
        old = real.get(name)
        if isinstance(made, type) and made.__module__ == module and isinstance(old, type):
            _swap(vars(old), vars(made), module)
            continue
        mine, theirs = _function(old), _function(made)
        if mine is not None and theirs is not None and theirs.__module__ == module:
            mine.__code__ = theirs.__code__
            pairs = zip(mine.__defaults__ or (), theirs.__defaults__ or (), strict=True)
            mine.__defaults__ = tuple(starmap(_plain, pairs))
            named = theirs.__kwdefaults__ or {}
            mine.__kwdefaults__ = {key: _plain(value, named[key]) for key, value in (mine.__kwdefaults__ or {}).items()}


def _plain(old: Any, new: Any) -> Any:
    """The default of the changed function where that is a number: any other belongs to the changed module."""
    return new if type(new) in (bool, int) else old


def _function(what: Any) -> FunctionType | None:
    if isinstance(what, property):
        what = what.fget
    elif isinstance(what, cached_property):
        what = what.func
    elif isinstance(what, staticmethod | classmethod):
        what = what.__func__
    what = getattr(what, "__wrapped__", what)
    return what if isinstance(what, FunctionType) else None


class Judge:
    """A plugin of pytest: in place of running the tests of a room it runs them for each mutant, up to ``jobs`` side by
    side; ``alive`` are those that survive."""

    def __init__(self, mutants: Sequence[Mutant], jobs: int) -> None:
        self.mutants, self.jobs = mutants, jobs
        self.sound = False
        self.alive = list[Mutant]()
        # Of the session's tests, as the processes leave it here: the place of the one that failed last, and how many
        # seconds of the processor's time each takes without any mutant.
        self.killer, self.took = memoryview(b"").cast("q"), memoryview(b"").cast("d")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """The tests as they are, then with each mutant."""
        tests = list(session.items)
        self.killer = memoryview(mmap.mmap(-1, 8)).cast("q")
        self.took = memoryview(mmap.mmap(-1, 8 * (len(tests) or 1))).cast("d")
        self.sound = bool(tests) and self._wait(self._start(session, tests, None)) == 0
        running, left = dict[int, Mutant](), list(self.mutants) if self.sound else []
        while running or left:
            while left and len(running) < self.jobs:
                one = left.pop(0)
                running[self._start(session, tests, one)] = one
            child, status = os.wait()
            one = running.pop(child)
            if os.waitstatus_to_exitcode(status) == 0:
                self.alive.append(one)
            else:
                killer = session.items[self.killer[0]]
                tests.remove(killer)
                tests.insert(0, killer)
        return True

    def _wait(self, child: int) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def _start(self, session: pytest.Session, tests: Sequence[pytest.Item], mutant: Mutant | None) -> int:
        child = os.fork()
        if child:
            return child
        status = 1
        try:
            resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
            if mutant is not None:
                put_in_place(mutant)
            status = self._run(session, tests, mutant)
        except BaseException:  # noqa: BLE001 - the process ends here; what cannot be loaded at all is killed
            if mutant is None:
                traceback.print_exc()
        finally:
            os._exit(status)

    def _run(self, session: pytest.Session, tests: Sequence[pytest.Item], mutant: Mutant | None) -> int:
        for item, following in zip_longest(tests, tests[1:]):
            place, begun = session.items.index(item), time.process_time()
            if mutant is not None:
                limit = int(begun + SECONDS + TIMES * self.took[place])
                resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                self.killer[0] = place
                return 1
            if mutant is None:
                self.took[place] = time.process_time() - begun
        return 0


def judged(mutants: Sequence[Mutant], tests: Sequence[str], jobs: int) -> Judge:
    """The mutants of a room under its tests."""
    judge = Judge(mutants, jobs)
    options = ["-q", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--no-header", "--no-summary"]
    with redirect_stdout(io.StringIO()) as told:
        status = pytest.main([*options, "--hypothesis-profile=mutants", *tests], plugins=[judge])
    if not judge.sound:
        print(status, told.getvalue())
    return judge


def in_process(room: str, jobs: int) -> int:
    """One room in this process: what survives against what is argued; how much is wrong."""
    argued = [Argued(**one) for one in tomllib.loads(ARGUED.read_text(encoding="utf-8"))["argued"]]
    begun, mutants = time.monotonic(), mutants_of(room)
    judge = judged(mutants, ROOMS[room], jobs)
    if not judge.sound:
        print(f"{room}: the tests fail without any mutant", flush=True)
        return 1
    alive = {one.name for one in judge.alive}
    known = {(one.module, one.where, one.change) for one in argued if one.module == room}
    print(
        f"{room}: {len(mutants)} mutants, {len(mutants) - len(alive)} killed, {len(alive & known)} argued, "
        f"{len(alive - known)} survive; {time.monotonic() - begun:.0f} s",
        flush=True,
    )
    for heading, names in (("survives", alive - known), ("argued, and gone or killed", known - alive)):
        for _, where, change in sorted(names):
            print(f"  {heading}: {where}:  {change}", flush=True)
    return len(alive ^ known)


def main() -> int:
    """Judge the rooms named, or all, each in a process of its own; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("room", nargs="*", help=f"of: {' '.join(ROOMS)} (default: all)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--list", action="store_true", help="only show them")
    asked = parser.parse_args()
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    wrong = 0
    for room in asked.room or list(ROOMS):
        if asked.list:
            for one in mutants_of(room):
                print(f"{room}  {one.where}:  {one.change}")
            continue
        child = os.fork()
        if not child:
            os._exit(min(in_process(room, asked.jobs), 100))
        wrong += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
