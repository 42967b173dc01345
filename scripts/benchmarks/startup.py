"""Short commands beside tools that check the same file, and beside the interpreter alone."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measurement import Figure, Measurement, Section, Taken
from benchmarks.peers import program
from benchmarks.processes import ROOT, Command, in_turn, ours
from zhutiri_cli.plan.model import Plan

SECTION = Section(
    "start",
    "运行一条命令",
    "都是从按下回车到退出的整个过程，两边轮流运行。计划是 `data/plan_2024.yaml`（54 项，没有报送材料）。"
    "check-jsonschema 用计划的 JSON Schema 核对同一份计划；yamllint 只看同一份文件的写法。"
    "后两行是下限：Python 什么也不做，或只载入命令行和数据模型两个库。",
)
PLAN = "data/plan_2024.yaml"
LIBRARIES = "import typer, pydantic"


def _json_schema(folder: Path) -> Command:
    schema = folder / "plan.schema.json"
    schema.write_text(json.dumps(Plan.model_json_schema(by_alias=True)), encoding="utf-8")
    return Command((program("check-jsonschema"), "--schemafile", str(schema), PLAN))


def _help_of_json_schema(_: Path) -> Command:
    return Command((program("check-jsonschema"), "--help"))


def _yamllint(_: Path) -> Command:
    return Command((program("yamllint"), PLAN), fine=(0, 1))


def _nothing(_: Path) -> Command:
    return Command((sys.executable, "-c", "pass"), ROOT)


def _libraries(_: Path) -> Command:
    return Command((sys.executable, "-I", "-c", LIBRARIES), ROOT)


def _pair(name: str, words: tuple[str, ...], beside: str, other: Callable[[Path], Command], aim: float | None = None,
          rounds: int = 15) -> Measurement:  # fmt: skip
    """One command of ours beside one other."""

    def take(count: int) -> Iterator[tuple[str, Taken]]:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            yield "time", Taken.pairs(in_turn(ours(*words, cache=place / "cache"), other(place), count))

    shown = " ".join(word for word in words if word not in ("--fail-on", "never"))
    return Measurement(f"start-{name}", SECTION, (Figure("time", f"`{shown}`", beside, aim=aim),), rounds, take)


CHECK = ("check", "--plan", PLAN, "--as-of", "2024-04-12", "--fail-on", "never")
VALIDATE = ("validate", PLAN)
WORKDAYS = ("workdays", "2024-04-12", "5")
MEASUREMENTS = (
    _pair("check", CHECK, "check-jsonschema", _json_schema, 0.9),
    _pair("validate", VALIDATE, "check-jsonschema", _json_schema, 0.7),
    _pair("workdays", WORKDAYS, "check-jsonschema", _json_schema, 0.5),
    _pair("help", ("--help",), "`check-jsonschema --help`", _help_of_json_schema, 0.4),
    _pair("yamllint", VALIDATE, "yamllint", _yamllint),
    _pair("bare", WORKDAYS, "`python -c pass`", _nothing),
    _pair("libraries", CHECK, f"`python -I -c '{LIBRARIES}'`", _libraries),
)
