"""``zhutiri schema --for``: what the commands print fits their schemas, and nothing but that does."""

from __future__ import annotations

import contextlib
import copy
import functools
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from zhutiri_cli.cli.app import run
from zhutiri_cli.render import formats
from zhutiri_cli.render.output_schemas import output_schema, shaped_commands

ROOT = Path(__file__).parents[2]
DAY = "2024-04-12"
COMMANDS = ("check", "deadlines", "diff", "rank", "remind", "rollup", "rules", "unit", "validate", "workdays")
FAULTY = "schema: 1\nyear: 二〇二四\nactivities: [{id: 1, theme: 甲, month: 13}]\n"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, an earlier report of it that a record has changed since, and a faulty plan."""
    place = tmp_path_factory.mktemp("workspace")
    shutil.copytree(ROOT / "examples", place, dirs_exist_ok=True)
    (place / "faulty.yaml").write_text(FAULTY, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        assert run(["check", "--as-of", "2024-03-20", "--fail-on", "never", "-o", "earlier.json"]) == 0
        earlier = json.loads(Path("earlier.json").read_text(encoding="utf-8"))
        earlier["activities"] = earlier["activities"][1:]
        earlier["activities"][0]["theme"] = "另一主题"
        Path("earlier.json").write_text(json.dumps(earlier), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def printed(workspace: Path) -> Callable[..., Any]:
    """The JSON that a command prints in the workspace; each is run once."""

    @functools.cache
    def of(*arguments: str) -> Any:
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out):
            patch.chdir(workspace)
            for name in ("ZHUTIRI_PLAN", "ZHUTIRI_SUBMISSIONS"):
                patch.delenv(name, raising=False)
            assert run([*arguments, "-f", "json"]) in (0, 1)
        out.seek(0)
        return json.loads(out.read())

    return of


RUNS = [
    ["check", "--as-of", DAY],
    ["check", "--as-of", "2026-12-31"],
    ["check", "--as-of", DAY, "--baseline", "earlier.json"],
    ["check", "--as-of", DAY, "--status", "overdue", "--month", "3"],
    ["check", "--as-of", DAY, "--submissions", "来件"],
    ["deadlines", "--as-of", DAY],
    ["diff", "changes/plan_2024_before.yaml", "data/plan_2024.yaml", "--as-of", DAY],
    ["diff", "data/plan_2024.yaml", "changes/plan_2024_before.yaml", "--as-of", DAY],
    ["rank", "--as-of", DAY],
    ["rank", "--as-of", DAY, "--plan", str(ROOT / "data" / "plan_2024.yaml"), "--submissions", "data/submissions/2024"],
    ["remind", "--as-of", DAY],
    ["remind", "--as-of", DAY, "--for", "云汐示范区麦浪农业局"],
    ["rollup", ".", "nowhere", "--as-of", DAY],
    ["rules"],
    ["rules", "ZT203"],
    ["validate"],
    ["validate", "faulty.yaml", "data/plan_2024.yaml"],
    ["workdays", "2024-09-27", "3"],
    ["workdays", "2030-02-01", "-10"],
]


def shape_of(arguments: list[str]) -> str:
    """Whose schema a command line's JSON fits."""
    return "unit" if "--for" in arguments else arguments[0]


def misfits(schema: dict[str, Any], tree: Any) -> list[str]:
    return [
        f"{found.json_path}: {found.message}" for found in jsonschema.Draft202012Validator(schema).iter_errors(tree)
    ]


@pytest.mark.parametrize("arguments", RUNS, ids=" ".join)
def test_what_a_command_prints_fits_its_schema(arguments: list[str], printed: Callable[..., Any]) -> None:
    assert misfits(output_schema(shape_of(arguments)), printed(*arguments)) == []


def test_every_command_with_json_has_a_schema_and_is_run_here() -> None:
    folders = {path.parent.name for path in (ROOT / "src" / "zhutiri_cli" / "render").glob("*/json.py")} - {"kit"}
    assert set(shaped_commands()) == set(COMMANDS) == folders == {shape_of(arguments) for arguments in RUNS}
    assert all("json" in formats(command) for command in COMMANDS)


def objects(tree: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every object of a tree."""
    if isinstance(tree, dict):
        yield route
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from objects(value, (*route, key))


def at(tree: Any, route: tuple[str | int, ...]) -> Any:
    for step in route:
        tree = tree[step]
    return tree


def kind_of(route: tuple[str | int, ...]) -> str:
    return "/".join("*" if isinstance(step, int) else step for step in route)


OF_THE_PLAN = re.compile(r".+/(old|new)(/.*)?")
"""What ``diff`` shows as the plan file has it."""
KEYED = re.compile(r".*materials|(.*/)?statuses|baseline/summary")
"""Objects whose keys are words, any of which may be absent."""


@pytest.mark.parametrize("arguments", RUNS, ids=" ".join)
def test_a_key_more_or_less_is_refused_in_every_object(arguments: list[str], printed: Callable[..., Any]) -> None:
    tree, schema = printed(*arguments), output_schema(shape_of(arguments))
    closed = {kind_of(route): route for route in objects(tree) if not OF_THE_PLAN.fullmatch(kind_of(route))}
    assert "" in closed
    for kind, route in closed.items():
        spoilt = copy.deepcopy(tree)
        at(spoilt, route)["unheard of"] = 1
        assert misfits(schema, spoilt), kind
        for key in () if KEYED.fullmatch(kind) else at(tree, route).keys() - {"url", "baseline"}:
            spoilt = copy.deepcopy(tree)
            del at(spoilt, route)[key]
            assert misfits(schema, spoilt), f"{kind}: {key}"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_schema_is_sound_and_its_file_fresh(command: str) -> None:
    schema = output_schema(command)
    jsonschema.Draft202012Validator.check_schema(schema)
    path = ROOT / "schemas" / f"{command}.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == schema, f"zhutiri schema --for {command} -o {path.name}"
    assert schema["properties"]["schema"]["const"] == f"zhutiri/{command}/1"


def keys(schema: Any, route: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        for name, field in schema.get("properties", {}).items():
            yield f"{route}/{name}", field
        for name, inner in schema.items():
            yield from keys(inner, f"{route}/{name}")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_key_is_described_in_chinese(command: str) -> None:
    found = dict(keys(output_schema(command)))
    assert len(found) > 4
    for route, field in found.items():
        assert re.search("[\u4e00-\u9fff]", field.get("description", "")), route


CONTRACT = {
    "check": """schema as_of plan path title year summary activities statuses findings error warning info id theme month
        forms units status label action held start end submitted deadline extended_from latest_deadline provisional
        working_days_left folder materials required usable items path rule severity message clause hint line column
        waived baseline""",
    "validate": "schema files path findings summary error warning info rule severity line column waived",
    "deadlines": """schema as_of deadlines id theme units month held deadline latest_deadline provisional
        working_days_left status""",
    "workdays": "schema start count result provisional days date weekday kind name counted",
}


@pytest.mark.parametrize("command", CONTRACT)
def test_the_keys_that_programs_rely_on_are_there(command: str) -> None:
    told = {route.rsplit("/", 1)[1] for route, _ in keys(output_schema(command))}
    assert set(CONTRACT[command].split()) - told == set()


def test_the_command_prints_and_writes_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "--for", "check"]) == 0
    assert json.loads(capfd.readouterr().out) == output_schema("check")
    assert run(["schema", "--for", "rank", "-o", str(tmp_path / "r.json")]) == 0
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8")) == output_schema("rank")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--for", "record"], "没有 record 命令的 JSON Schema。--for 可选：check、deadlines、"),
        (["--for", "kit"], "--for 可选："),
        (["plan", "--for", "check"], "plan 和 --for check 只能写一个"),
    ],
)
def test_another_name_is_refused_with_those_there_are(
    arguments: list[str], said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["schema", *arguments]) == 2
    assert said in capfd.readouterr().err
