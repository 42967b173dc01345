"""The arrows of the design, read from the imports of every module: who may know whom."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

SRC = Path(__file__).parents[1] / "src"
PACKAGE = "zhutiri_cli"
HEAVY = {
    "holidays",
    "PIL",
    "docx",
    "openpyxl",
    "xlsxwriter",
    "pypdfium2",
    "olefile",
    "pi_heif",
    "filetype",
    "url_normalize",
    "ruamel",
    "py7zr",
    "rarfile",
}
HEAVY |= {"httpx", "aiohttp", "docxtpl", "icalendar", "jinja2", "pebble", "platformdirs", "rapidocr", "onnxruntime"}
HEAVY |= {"cv2", "numpy", "rapidfuzz"}
SHARED_BY_COMMANDS = {
    "zhutiri_cli.cli.output",
    "zhutiri_cli.cli.write_files",
}  # no command of their own: up to 120 lines


class Import(NamedTuple):
    """One imported module, and whether it is imported when the importing module is (not inside a function)."""

    name: str
    at_load: bool


def module_name(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


PATHS = {module_name(path): path for path in sorted(SRC.rglob("*.py"))}
NAMES = sorted(PATHS)


def lines_of(name: str) -> int:
    return len(PATHS[name].read_text(encoding="utf-8").splitlines())


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse(PATHS[name].read_text(encoding="utf-8"))


def imports_in(body: list[ast.stmt], *, at_load: bool) -> Iterator[Import]:
    for node in body:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, at_load) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield Import(whole if whole in PATHS else str(node.module), at_load)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from imports_in(node.body, at_load=False)
        else:
            inside = at_load and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            for field in ("body", "orelse", "finalbody"):
                yield from imports_in(getattr(node, field, []), at_load=inside)
            for handler in getattr(node, "handlers", []):
                yield from imports_in(handler.body, at_load=inside)


@cache
def imports(name: str) -> tuple[Import, ...]:
    return tuple(imports_in(tree_of(name).body, at_load=True))


def within(name: str, *packages: str) -> bool:
    """Whether a module is one of these of ours, or lies inside one."""
    return any(name == f"{PACKAGE}.{entry}" or name.startswith(f"{PACKAGE}.{entry}.") for entry in packages)


def importers(of: set[str], *, at_load_only: bool = False) -> set[str]:
    """Our modules that import one of these libraries."""
    return {
        name
        for name in NAMES
        for entry in imports(name)
        if entry.name.split(".")[0] in of and (entry.at_load or not at_load_only)
    }


def arrows(sources: tuple[str, ...], targets: tuple[str, ...]) -> list[str]:
    """Every import of a target by a source, wherever it stands in the file."""
    return [
        f"{name} -> {entry.name}"
        for name in NAMES
        if within(name, *sources)
        for entry in imports(name)
        if within(entry.name, *targets)
    ]


def test_the_reader_of_imports_sees_them() -> None:
    assert Import("typer", True) in imports("zhutiri_cli.cli.app")
    assert Import("zhutiri_cli.check.weekly", False) in imports("zhutiri_cli.cli.open_workspace")
    assert arrows(("engine",), ("case",)) == ["zhutiri_cli.rules.engine -> zhutiri_cli.case.case"]


def test_only_the_command_line_imports_typer_or_click() -> None:
    found = importers({"typer", "click"})
    assert "zhutiri_cli.cli.app" in found
    assert {name for name in found if not within(name, "cli")} == set()
    assert importers({"click"}) == set()


def test_only_the_command_line_and_renderers_import_rich() -> None:
    found = importers({"rich"})
    assert "zhutiri_cli.render.kit.terminal" in found
    assert {name for name in found if not within(name, "cli", "render")} == set()


def test_what_lies_below_never_sees_the_plan() -> None:
    assert arrows(("materials", "ocr", "workdays", "source", "compose", "words", "text"), ("plan",)) == []


@pytest.mark.parametrize("target", ["submission", "materials", "plan.load", "plan.find", "source", "check", "engine"])
def test_renderers_import_no_gatherer(target: str) -> None:
    assert arrows(("render",), (target,)) == []


def test_rules_never_import_what_runs_or_shows_them() -> None:
    assert arrows(("rules",), ("engine", "check", "cli", "render")) == []


def test_the_engine_is_handed_its_rules_and_imports_none() -> None:
    found = arrows(("engine", "check", "validation"), ("rules",))
    assert {entry.split(" -> ")[1] for entry in found} <= {"zhutiri_cli.rules.rule"}


def test_nothing_below_imports_the_command_line() -> None:
    below = {name for name in NAMES if not within(name, "cli") and name != "zhutiri_cli.__main__"}
    assert [name for name in below for entry in imports(name) if within(entry.name, "cli")] == []


def test_no_two_modules_import_each_other_even_by_way_of_others() -> None:
    known = {name: {entry.name for entry in imports(name) if entry.name in PATHS} - {name} for name in NAMES}
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " -> ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for other in sorted(known[name]):
                walk(other, (*trail, name))
            done.add(name)

    for name in NAMES:
        walk(name, ())
    assert len(done) == len(NAMES)


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    assert importers({"holidays"}), "the list of libraries is out of date"
    assert importers(HEAVY, at_load_only=True) == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_module_has_at_most_200_lines(name: str) -> None:
    assert lines_of(name) <= 200


@pytest.mark.parametrize("name", [name for name in NAMES if within(name, "cli")])
def test_a_file_of_the_command_line_has_at_most_80_lines(name: str) -> None:
    assert lines_of(name) <= (120 if name in SHARED_BY_COMMANDS else 80)


def test_a_function_has_at_most_40_lines() -> None:
    long = [
        f"{name}.{node.name}: {node.end_lineno - node.lineno + 1}"
        for name in NAMES
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno >= 40
    ]
    assert long == []


def loaded_after(statement: str) -> set[str]:
    """The top-level packages in memory after a statement in a fresh interpreter."""
    program = f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}}, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, encoding="utf-8")
    return set(done.stderr.split())


def test_the_command_line_starts_without_heavy_libraries() -> None:
    loaded = loaded_after("import zhutiri_cli.cli.app")
    assert "typer" in loaded
    assert loaded & (HEAVY | {"rich", "yaml", "click"}) == set()


def test_the_help_page_is_made_without_heavy_libraries() -> None:
    loaded = loaded_after("import zhutiri_cli.cli.app as app\napp.run(['check', '--help'])")
    assert loaded & (HEAVY | {"rich", "yaml", "click"}) == set()


def test_validating_needs_no_renderer_of_tables_and_no_reader_of_materials() -> None:
    plan = SRC.parent / "data" / "plan_2024.yaml"
    loaded = loaded_after(f"import zhutiri_cli.cli.app as app\napp.run(['validate', {str(plan)!r}, '-f', 'json'])")
    assert "yaml" in loaded
    assert loaded & (HEAVY - {"holidays"} | {"rich"}) == set()
