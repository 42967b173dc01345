"""Every command in the README is run, and prints what the README says; every command and option named exists."""

from __future__ import annotations

import re
from typing import Any

import pytest
import readme
import typer

from zhutiri_cli.cli.app import app

TEXT = readme.README.read_text(encoding="utf-8")


@pytest.mark.parametrize("block", readme.blocks(TEXT), ids=lambda block: block.splitlines()[0][2:])
def test_a_console_block_prints_what_it_says(block: str) -> None:
    with readme.workspace():
        for command, expected in readme.steps(block):
            actual = readme.printed(command)
            assert readme.agrees(expected, actual), "\n".join(["python scripts/readme.py rewrites it:", *actual])


def test_there_are_blocks_for_every_command() -> None:
    commands = {
        step[0].split()[1] for block in readme.blocks(TEXT) for step in readme.steps(block) if "zhutiri" in step[0]
    }
    group: Any = typer.main.get_command(app)
    known = group.list_commands(None)
    assert commands >= set(known)


def test_every_option_named_exists() -> None:
    known: set[str] = set()
    group: Any = typer.main.get_command(app)
    for name in group.list_commands(None):
        for parameter in group.get_command(None, name).params:
            known |= {*parameter.opts, *parameter.secondary_opts}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", TEXT.split("## For developers")[0]))
    assert named - known - {"--help", "--version"} == set()


def test_a_gap_stands_for_any_lines_and_nothing_else() -> None:
    assert readme.agrees(["a", readme.GAP, "d"], ["a", "b", "c", "d"])
    assert not readme.agrees(["a", readme.GAP, "d"], ["a", "b", "c"])
    assert not readme.agrees(["a"], ["a", "b"])
