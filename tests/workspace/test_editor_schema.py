"""The JSON Schemas: fresh in the repository, Chinese on every field, and of one mind with the loader and editors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.support.obliged_desk import PLAN as OBLIGED
from tests.support.official_readers import LanguageServer
from tests.support.places import ROOT
from zhutiri_cli.cli.app import run
from zhutiri_cli.plan.load import load_plan
from zhutiri_cli.submission.record_file import read_record
from zhutiri_cli.workspace.editor_schema import plan_schema, record_schema

PLAN = ROOT / "data" / "plan_2024.yaml"
TEXT = PLAN.read_text(encoding="utf-8")
FAULTS = [
    ("title:", "titel:"),
    ("year: 2024", "year: 二〇二四"),
    ("issued: 2024-02-28", "issued: 2024年2月"),
    ("within_working_days: 5", "within_working_days: 0"),
    ("    month: 2\n", "    month: 13\n"),
    ("    forms: [政策宣传, 现场答疑]\n", "    forms: 政策宣传\n"),
    ("    theme: 2024年湖南省专精特新中小企业申报政策解读\n", ""),
    ("    units: [区工业和信息化局]\n", "    units: [区工业和信息化局]\n    cancelled: true\n"),
    ("    units: [区工业和信息化局]\n", "    units: [区工业和信息化局]\n    moved_to: 2024-05\n"),
    ("    units: [区工业和信息化局]\n", "    units: [区工业和信息化局]\n    waivers: [{rule: ZT401}]\n"),
    ("photos: 1", "photo: 1"),
]


def seeded(fault: tuple[str, str]) -> str:
    text = TEXT.replace(*fault, 1)
    assert text != TEXT
    return text


def as_read_by_editors(text: str) -> Any:
    """Plain YAML 1.2: dates and ``on`` are strings; numbers, ``true`` and ``false`` are not."""

    class Editor(yaml.SafeLoader):
        """With resolvers of its own, which are set on the class."""

    Editor.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])
    return yaml.load(text, Loader=Editor)


def flagged(schema: dict[str, Any], text: str) -> bool:
    return next(iter(jsonschema.Draft202012Validator(schema).iter_errors(as_read_by_editors(text))), None) is not None


@pytest.mark.parametrize(("name", "made"), [("plan", plan_schema), ("submission", record_schema)])
def test_the_files_in_the_repository_are_fresh(name: str, made: Any) -> None:
    path = ROOT / "schemas" / f"{name}.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == made(), f"zhutiri schema {name} -o {path.relative_to(ROOT)}"
    jsonschema.Draft202012Validator.check_schema(made())


def test_the_plans_name_the_schema() -> None:
    for path in (PLAN, ROOT / "examples" / "data" / "plan_2024.yaml"):
        found = re.search(r"^# yaml-language-server: \$schema=(\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert found is not None
        assert (path.parent / found[1]).resolve() == ROOT / "schemas" / "plan.schema.json"


def fields(schema: Any, route: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        for key, value in schema.get("properties", {}).items():
            if "const" not in value or "title" in value:
                yield f"{route}/{key}", value
        for key, value in schema.items():
            if key not in ("examples", "default", "allOf"):
                yield from fields(value, f"{route}/{key}")
    elif isinstance(schema, list):
        for index, value in enumerate(schema):
            yield from fields(value, f"{route}/{index}")


@pytest.mark.parametrize("schema", [plan_schema(), record_schema()], ids=["plan", "submission"])
def test_every_field_is_described_in_chinese(schema: dict[str, Any]) -> None:
    found = dict(fields(schema))
    assert len(found) > 15
    for route, field in found.items():
        assert re.search("[\u4e00-\u9fff]", field.get("title", "")), route
        assert re.search("[\u4e00-\u9fffY]", field.get("description", "")), route


def test_it_accepts_what_the_loader_accepts() -> None:
    assert not flagged(plan_schema(), TEXT)
    assert not flagged(plan_schema(), OBLIGED)
    for path in sorted(ROOT.glob("examples/data/submissions/2024/*/submission.yaml")):
        assert not flagged(record_schema(), path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[1].strip() or "none")
def test_it_flags_what_the_loader_flags(fault: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "plan_2024.yaml"
    path.write_text(seeded(fault), encoding="utf-8")
    assert run(["validate", str(path)]) == 1
    assert flagged(plan_schema(), seeded(fault))


RECORDS = [
    ("held: 2024-03-15\n", True),
    ("held: {start: 2024-03-15, end: 2024-03-16}\n", True),
    ("submitted: 2024-03-20T17:30:00+08:00\n", True),
    ("links: [https://a.example/1, {url: https://a.example/2, outlet: 某报}]\n", True),
    ("materials: {summary: [会后材料.docx]}\n", True),
    ("extended_to: 2024-03-29\n", False),
    ("extended_to: 2024-03-29\nreason: 单位申请\n", True),
    ("helt: 2024-03-15\n", False),
    ("held: [2024-03-15]\n", False),
    ("waivers: [{rule: ZT401}]\n", False),
    ("receipts: [{files: [a.docx]}]\n", False),
]


@pytest.mark.parametrize(("text", "good"), RECORDS)
def test_records_are_judged_as_the_loader_judges_them(text: str, good: bool) -> None:
    kinds = frozenset({"plan", "photos", "summary", "links"})
    assert read_record(text.encode(), kinds).faulty is not good
    assert flagged(record_schema(), text) is not good


def test_the_real_language_server_accepts_the_plan_and_flags_each_seeded_fault() -> None:
    server = LanguageServer()
    try:
        assert load_plan(PLAN).plan is not None
        assert server.diagnostics(PLAN, TEXT) == []
        assert server.diagnostics(PLAN.with_name("plan_2025.yaml"), OBLIGED) == []
        for index, fault in enumerate(FAULTS):
            place = PLAN.with_name(f"plan_{3000 + index}.yaml")
            assert server.diagnostics(place, seeded(fault)), fault
    finally:
        server.close()


def test_the_command_prints_and_writes_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    assert json.loads(capfd.readouterr().out) == plan_schema()
    assert run(["schema", "submission", "-o", str(tmp_path / "s.json")]) == 0
    assert json.loads((tmp_path / "s.json").read_text(encoding="utf-8")) == record_schema()
    assert run(["schema", "plans"]) == 2
    assert "可选：plan、submission、reminded" in capfd.readouterr().err
