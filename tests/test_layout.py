"""The house: floors and walls as import-linter reads them, names that stand once, libraries loaded when needed."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.house_contracts import linted
from tests.support.places import ROOT, TESTS
from zhutiri_cli.cli.front import COMMANDS as CALLED

HOUSE = ROOT / "src" / "zhutiri_cli"
HEAVY = {"holidays", "PIL", "docx", "openpyxl", "xlsxwriter", "pypdfium2", "olefile", "pi_heif", "filetype"}
HEAVY |= {"url_normalize", "ruamel", "py7zr", "rarfile", "httpx", "aiohttp", "docxtpl", "icalendar", "jinja2", "pebble"}
HEAVY |= {
    "platformdirs",
    "rapidocr",
    "onnxruntime",
    "cv2",
    "numpy",
    "rapidfuzz",
    "lxml",
    "pyarrow",
    "distributed",
    "dask",
    "fsspec",
    "s3fs",
    "botocore",
}


def test_the_house_keeps_its_contracts() -> None:
    done = linted(ROOT / "src")
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


SPOILT = [
    ("plan.find", "case.status", "floors: an import only goes down"),
    ("render.format", "materials.kinds", "renderers know facts only"),
    ("check.weekly", "workspace.moves", "a check changes nothing in the workspace"),
    ("rules.engine", "rules.families.zt1_table", "the engine is handed its rules and imports none"),
    ("rules.families.zt1_table", "rules.families.zt1_names", "rules are independent of one another"),
    ("materials.readers.word", "materials.readers.pdf", "readers of files are independent of one another"),
    ("render.rank.table", "render.check.table", "the formats of one command do not know those of another"),
    ("report.report", "typer", "typer only in cli"),
    ("report.report", "rich", "rich only in cli and render"),
    ("plan.find", "holidays", "holidays only in workdays"),
    ("materials.links.urls", "socket", "the network only in materials.links.web"),
    ("check.weekly", "fsspec", "storage only through check.rollup.storage"),
]


def spoil(house: Path) -> Path:
    """A copy of the house, to be spoilt."""
    return Path(shutil.copytree(HOUSE, house / "zhutiri_cli", ignore=shutil.ignore_patterns("__pycache__")))


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What import-linter says of a house where every contract is broken once, by the contract's name."""
    house = spoil(tmp_path_factory.mktemp("house"))
    for module, imported, _ in SPOILT:
        path = house / (module.replace(".", "/") + ".py")
        name = f"zhutiri_cli.{imported}" if (HOUSE / imported.split(".")[0]).is_dir() else imported
        path.write_text(f"{path.read_text(encoding='utf-8')}\nimport {name}\n", encoding="utf-8")
    done = linted(house.parent)
    assert done.returncode == 1, done.stdout + done.stderr
    said = done.stdout.partition("Broken contracts")[2]
    parts = re.split(r"^(.+)\n-+$", said, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize(("module", "imported", "contract"), SPOILT)
def test_each_contract_can_be_broken(complaints: dict[str, str], module: str, imported: str, contract: str) -> None:
    arrow = rf"zhutiri_cli\.{re.escape(module)} -> (zhutiri_cli\.)?{re.escape(imported)} \(l\.\d+"
    assert re.search(arrow, complaints[contract])


def test_every_contract_is_broken_here(complaints: dict[str, str]) -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert complaints.keys() == {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}


def test_a_module_at_the_top_needs_a_floor(tmp_path: Path) -> None:
    (spoil(tmp_path) / "attic.py").write_text("", encoding="utf-8")
    done = linted(tmp_path)
    assert done.returncode == 1
    assert [line for line in done.stdout.splitlines() if "floors" in line and line.endswith("BROKEN")]


def modules() -> Iterator[Path]:
    return (path for path in sorted(HOUSE.rglob("*.py")) if not path.name.startswith("__"))


COMMANDS = {path.stem.rstrip("_") for path in (HOUSE / "cli").glob("*.py")}


def may_share_a_name(places: list[Path]) -> bool:
    """Formats of commands (``render/<command>/<format>.py``) are the same shape of thing; a command's module in
    ``cli``, its folder in ``render`` and the room that does its work are named after it; so may a room's door be."""
    inside = [path.relative_to(HOUSE).with_suffix("").parts for path in places]
    if all(parts[0] == "render" and len(parts) == 3 for parts in inside):
        return True
    rooms = [parts for parts in inside if parts[:-1] not in {("cli",), ("render",)} and parts[-2:-1] != parts[-1:]]
    return len(rooms) <= 1 and (inside[0][-1] in COMMANDS or not any(parts[0] in ("cli", "render") for parts in inside))


def test_no_two_modules_or_folders_have_one_name() -> None:
    by_name: dict[str, list[Path]] = defaultdict(list)
    for path in [*modules(), *(path.parent for path in HOUSE.rglob("__init__.py") if path.parent != HOUSE)]:
        by_name[path.stem].append(path)
    assert len(by_name) > 100
    assert {name: places for name, places in by_name.items() if len(places) > 1 and not may_share_a_name(places)} == {}


def test_no_two_public_classes_have_one_name() -> None:
    by_name: dict[str, list[str]] = defaultdict(list)
    for path in modules():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                by_name[node.name].append(str(path.relative_to(HOUSE)))
    assert len(by_name) > 100
    assert {name: places for name, places in by_name.items() if len(places) > 1} == {}


def test_nothing_lies_at_the_top_but_floors() -> None:
    loose = {path.name for path in HOUSE.iterdir() if path.is_file()}
    assert loose == {"__init__.py", "__main__.py", "py.typed"}


def packages(root: Path) -> set[str]:
    return {path.parent.relative_to(root).as_posix() for path in root.rglob("__init__.py")}


def test_tests_stand_on_the_floors_of_what_they_test() -> None:
    """A folder of tests is a folder of the house, but for what all of them share."""
    assert packages(TESTS) <= packages(HOUSE) | {"support", "corpus", "fuzz"}
    assert {path.name for path in HOUSE.iterdir() if path.is_dir() and path.name != "__pycache__"} <= {
        place.parent.relative_to(TESTS).parts[0] for place in TESTS.rglob("test_*.py") if place.parent != TESTS
    }


def test_no_test_is_imported() -> None:
    """What two of them need lies in ``tests/support``."""
    imports = re.compile(r"^\s*(?:from|import) \S*\btest_\w+", re.MULTILINE)
    assert imports.search("from tests.cli.test_rank import x")
    found = [path for path in TESTS.rglob("*.py") if imports.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_long_places_are_named_and_are_no_fault(tmp_path: Path) -> None:
    long = "def long():\n" + "    pass\n" * 40
    (tmp_path / "cli").mkdir()
    (tmp_path / "cli" / "command.py").write_text("#\n" * 121, encoding="utf-8")
    (tmp_path / "whole.py").write_text(long + "#\n" * 160, encoding="utf-8")
    (tmp_path / "short.py").write_text("def short():\n" + "    pass\n" * 39 + "#\n" * 160, encoding="utf-8")
    command = [sys.executable, str(ROOT / "scripts" / "long_places.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [
            "long: cli/command.py: 121 lines (over 120)",
            "long: whole.py: 201 lines (over 200)",
            "long: whole.py:1: long has 41 lines (over 40)",
            "3 long places, each a reason to look",
        ],
    )


def loaded_after(statement: str) -> set[str]:
    """The top-level packages in memory after a statement in a fresh interpreter."""
    program = f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}}, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, encoding="utf-8")
    return set(done.stderr.split())


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    walk = "import importlib, pkgutil as p, zhutiri_cli as z\nfor one in p.walk_packages(z.__path__, 'zhutiri_cli.'):"
    loaded = loaded_after(f"{walk}\n  one.name.endswith('_main__') or importlib.import_module(one.name)")
    assert "pydantic" in loaded
    assert loaded & HEAVY == set()


def test_the_command_line_starts_without_heavy_libraries() -> None:
    loaded = loaded_after("import zhutiri_cli.cli.app")
    assert "typer" in loaded
    assert loaded & (HEAVY | {"rich", "yaml", "click"}) == set()


def test_the_help_page_is_made_without_heavy_libraries() -> None:
    loaded = loaded_after("import zhutiri_cli.cli.app as app\napp.run(['check', '--help'])")
    assert loaded & (HEAVY | {"rich", "yaml", "click"}) == set()


def test_validating_needs_no_renderer_of_tables_and_no_reader_of_materials() -> None:
    plan = ROOT / "data" / "plan_2024.yaml"
    loaded = loaded_after(f"import zhutiri_cli.cli.app as app\napp.run(['validate', {str(plan)!r}, '-f', 'json'])")
    assert "yaml" in loaded
    assert loaded & (HEAVY - {"holidays"} | {"rich"}) == set()


def modules_after(*arguments: str, place: Path = ROOT) -> set[str]:
    """The modules in memory after a command line in a fresh interpreter."""
    program = (
        f"import zhutiri_cli.cli.app as app\napp.run({arguments!r})\nimport sys\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=place, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return set(done.stderr.splitlines()[-1].split())


def test_counting_days_needs_no_models(tmp_path: Path) -> None:
    for place, also in ((tmp_path, {"yaml"}), (ROOT, set[str]())):  # without a plan, and by the calendar of one
        loaded = modules_after("workdays", "2024-04-12", "5", place=place)
        assert "zhutiri_cli.workdays.calendar" in loaded
        assert (
            loaded & {"pydantic", "rich.console", "rich.table", "importlib.metadata", "email", "hashlib", *also}
            == set()
        )


def test_one_command_and_one_format_are_loaded() -> None:
    loaded = modules_after("validate", "data/plan_2024.yaml")
    formats = {name for name in loaded if name.startswith("zhutiri_cli.render.validate.")}
    assert {f"zhutiri_cli.cli.{name}" for name in CALLED} & loaded == {"zhutiri_cli.cli.validate"}
    assert formats == {"zhutiri_cli.render.validate.text"}


def test_a_check_of_a_plan_without_submissions_loads_no_reader_and_no_other_format() -> None:
    loaded = modules_after("check", "--plan", "data/plan_2024.yaml", "--as-of", "2024-04-12")
    readers = {name for name in loaded if name.startswith("zhutiri_cli.materials.readers.")}
    assert readers == set()
    assert loaded & {f"zhutiri_cli.render.check.{other}" for other in ("json", "html", "xlsx", "docx", "csv")} == set()
    assert (
        loaded & {"rich.console", "rich.table", "typer._adapters", "mimetypes", "zhutiri_cli.cli.write_files"} == set()
    )


def test_a_plan_is_read_with_the_validators_of_the_plan_alone() -> None:
    program = f"""
import zhutiri_cli.cli.app as app
from zhutiri_cli.common.yaml.fields import Strict
app.run(['check', '--plan', {str(ROOT / "data" / "plan_2024.yaml")!r}, '--as-of', '2024-04-12', '--fail-on', 'never'])
from pydantic_core import SchemaValidator
def below(model):
    return [model, *(one for inner in model.__subclasses__() for one in below(inner))]
import sys
built = [one.__name__ for one in below(Strict) if isinstance(one.__pydantic_validator__, SchemaValidator)]
print(*built, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stderr.splitlines()[-1].split() == ["Plan"]


def test_modules_of_models_do_not_postpone_their_annotations() -> None:
    modules_of_models = [path for path in modules() if "(Strict)" in path.read_text(encoding="utf-8")]
    assert len(modules_of_models) > 5
    postponed = [path for path in modules_of_models if "import annotations" in path.read_text(encoding="utf-8")]
    assert postponed == []  # pydantic would compile and evaluate the text of each
