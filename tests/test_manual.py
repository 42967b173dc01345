"""The README and the manual: every command is run and prints what is written, every key and option named exists."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import run_manual as manual
import typer
import yaml

from zhutiri_cli.cli.app import app
from zhutiri_cli.plan.terms import BUILT_IN_KINDS
from zhutiri_cli.submission.record_file import read_record
from zhutiri_cli.workspace.editor_schema import plan_schema, record_schema

README, DOCS = manual.ROOT / "README.md", manual.DOCS
TEXTS = {path.relative_to(manual.ROOT).as_posix(): path.read_text(encoding="utf-8") for path in manual.PAGES}
FOR_USERS = {name: text for name, text in TEXTS.items() if "/contributing/" not in name}


def every(kind: str, texts: dict[str, str] = TEXTS) -> list[Any]:
    """Each block of a kind, with the page and a number as its name."""
    return [
        pytest.param(block, id=f"{name}-{number}")
        for name, text in texts.items()
        for number, block in enumerate(manual.blocks(text, kind), 1)
    ]


@pytest.fixture(scope="module")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("manual")


@pytest.fixture(autouse=True)
def own_cache(shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One cache for all blocks: they look at the same sample, and what is printed does not depend on it."""
    monkeypatch.setenv("ZHUTIRI_QUIET", "1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(shared_cache))
    return shared_cache / "zhutiri"


@pytest.mark.parametrize("block", every("console"))
def test_a_console_block_prints_what_it_says(block: str) -> None:
    with manual.workspace():
        for command, expected in manual.steps(block):
            actual = manual.printed(command)
            assert manual.agrees(expected, actual), "\n".join(["python scripts/run_manual.py rewrites it:", *actual])


@pytest.mark.parametrize("block", every("sh"))
def test_the_commands_of_a_block_without_output_can_be_carried_out(block: str) -> None:
    with manual.workspace():
        assert [(words, doubt) for words in manual.commands(block) if (doubt := manual.doubt(words))] == []


def test_there_are_blocks_for_every_command() -> None:
    shown = {step[0].split()[1] for text in TEXTS.values() for block in manual.blocks(text) for step in
             manual.steps(block) if "zhutiri" in step[0]}  # fmt: skip
    assert shown >= set(manual.known_commands())


def test_every_option_named_exists() -> None:
    known: set[str] = set()
    group: Any = typer.main.get_command(app)
    for name in group.list_commands(None):
        for parameter in group.get_command(None, name).params:
            known |= {*parameter.opts, *parameter.secondary_opts}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", "".join(FOR_USERS.values())))
    known |= {name for parameter in group.params for name in parameter.opts}
    others = {"--help", "--install-completion", "--show-completion", "--nthreads"}  # the last is of `dask worker`
    others |= {"--systems", "--pythons", "--uninstall", "--with"}  # of `make bundle`, its installer, and uv
    assert named - known - others == set()


def test_every_format_is_named_and_every_format_named_exists() -> None:
    from zhutiri_cli.render import formats

    rows = re.findall(r"^\| ([a-z、]+) \| ([a-z、]+) \| ([a-z. ]+) \|$", TEXTS["docs/exit-and-json.md"], re.MULTILINE)
    told = {name: (set(kinds.split("、")), set(suffixes.split())) for names, kinds, suffixes in rows
            for name in names.split("、")}  # fmt: skip
    assert told == {
        name: ({one.name for one in formats(name).values()}, {one.suffix for one in formats(name).values()} - {None})
        for name in ("check", "validate", "deadlines", "remind", "rank", "rollup", "diff", "workdays", "rules")
    }


@pytest.mark.parametrize("page", ["docs/architecture.md", "docs/contributing/index.md"])
def test_every_file_named_to_developers_exists(page: str) -> None:
    named = re.findall(r"`([\w./]*\w/[\w./]*|\w+\.(?:py|toml|yml))`", TEXTS[page])
    assert named
    roots = (
        manual.ROOT,
        manual.ROOT / "src" / "zhutiri_cli",
        manual.ROOT / "src" / "zhutiri_cli" / "render" / "check" / "html",
    )
    missing = [name for name in named if not any((root / name).exists() for root in roots)]
    assert [name for name in missing if not name.startswith("build/")] == []


def test_every_rule_named_exists() -> None:
    from zhutiri_cli.rules.catalogue import catalogue

    named = set(re.findall(r"ZT[0-9]{3}", "".join(FOR_USERS.values())))
    assert named - {rule.code for rule in catalogue()} == set()


class Core(yaml.SafeLoader):
    """YAML 1.2, as editors read it: ``on`` is a word."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the base class has it so
        sign: [(tag, fits) for tag, fits in resolvers if tag != "tag:yaml.org,2002:bool" or sign not in "oOyYnN"]
        for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@pytest.mark.parametrize("block", every("yaml", FOR_USERS))
def test_a_piece_of_yaml_is_valid_where_it_belongs(block: str) -> None:
    tree = yaml.load(block, Loader=Core)
    if tree.keys() <= plan_schema()["properties"].keys():
        jsonschema.validate(json.loads(json.dumps(tree, default=str)), {**plan_schema(), "required": []})
    elif tree.keys() <= record_schema()["properties"].keys():
        loaded = read_record(block.encode("utf-8"), frozenset(BUILT_IN_KINDS))
        assert (loaded.text_faults, loaded.field_faults) == ((), ())
    else:  # files of other programs: tests/workspace/starter/test_init.py and the next test compare them
        assert "jobs" in tree or "repos" in tree


def test_the_hook_shown_is_the_one_declared() -> None:
    (block,) = (block for block in manual.blocks(TEXTS["docs/ci.md"], "yaml") if block.startswith("repos:"))
    declared = yaml.safe_load((manual.ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in yaml.safe_load(block)["repos"][0]["hooks"]] == [hook["id"] for hook in declared]


@pytest.mark.parametrize("block", every("jinja"))
def test_a_template_shown_can_be_filled_in(block: str) -> None:
    with manual.workspace():
        os.chdir("examples")
        Path("催办.txt").write_text(block, encoding="utf-8")
        status, lines = manual.run_zhutiri(["remind", "--as-of", "2024-04-12", "--template", "催办.txt"])
    assert status == 0
    assert any("农机补贴政策宣讲" in line for line in lines)


def test_a_gap_stands_for_any_lines_and_nothing_else() -> None:
    assert manual.agrees(["a", manual.GAP, "d"], ["a", "b", "c", "d"])
    assert not manual.agrees(["a", manual.GAP, "d"], ["a", "b", "c"])
    assert not manual.agrees(["a"], ["a", "b"])


@pytest.mark.parametrize(
    "words",
    [["zhutiri", "chekc"], ["zhutiri", "check", "--online2"], ["zhutiri", "nothing", "--online"], ["make", "tea"],
     ["pip", "install", ".[nothing]"], ["pip", "install", "other"], ["python", "scripts/none.py"], ["rm", "x"]],
)  # fmt: skip
def test_a_command_that_does_not_exist_is_doubted(words: list[str]) -> None:
    with manual.workspace():
        assert manual.doubt(words) is not None


def test_the_readme_is_a_door_and_no_house() -> None:
    assert len(README.read_bytes()) <= 6 * 1024


@pytest.mark.parametrize("page", [*TEXTS, "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"])
def test_links_and_pictures_lead_somewhere(page: str) -> None:
    """MkDocs sees to the manual's own pages and anchors (``tests/test_site.py``); this is for readers of the files."""
    text = re.sub(r"^```.*?^```", "", (manual.ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for alt, target in re.findall(r"(?<!\\)(!?\[[^\]]*\])\(([^)\s]+)\)", text):
        if "://" in target or target.startswith("#"):
            continue
        path = ((manual.ROOT / page).parent / target.split("#")[0]).resolve()
        made = path.is_relative_to(DOCS / "rules") or path in (DOCS / "keys.md", DOCS / "changelog.md")
        assert path.exists() or (made and page.startswith("docs/")), target
        assert not alt.startswith("!") or len(alt) > 10, f"{target} has no words for those who cannot see it"
