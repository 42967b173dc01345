"""The front page and the version are told before any library is loaded, and say what the libraries would say."""

from __future__ import annotations

import importlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import zhutiri
from zhutiri_cli.cli import help_page
from zhutiri_cli.cli.app import _program
from zhutiri_cli.cli.front import COMMANDS, COMPLETION, OPTIONS, told_at_once

ASKED = [["--help"], ["-h"], ["help"], ["--version"]]


def asked(words: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own; stderr ends with the modules that it loaded."""
    program = (
        "import sys\nfrom zhutiri_cli.cli import main\ntry:\n  main()\nfinally:\n  print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, *words]
    return subprocess.run(command, text=True, encoding="utf-8", check=False, stderr=subprocess.PIPE, **more)


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_it_is_told_without_a_library_and_as_the_library_would(words: list[str]) -> None:
    done = asked(words, stdout=subprocess.PIPE, env={**os.environ, "COLUMNS": "80"})
    assert (done.returncode, done.stdout) == (0, zhutiri(*words).out)
    loaded = set(done.stderr.split())
    assert {name for name in loaded if name.startswith("zhutiri_cli.")} == {
        "zhutiri_cli.cli", "zhutiri_cli.cli.front", "zhutiri_cli.cli.page", "zhutiri_cli.common",
        "zhutiri_cli.common.line_breaks",
    }  # fmt: skip
    assert loaded & {"typer", "pydantic", "msgspec", "rich", "pathlib", "inspect", "typing", "subprocess"} == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_s_line_is_the_first_clause_of_its_description(name: str) -> None:
    module: Any = importlib.import_module(f"zhutiri_cli.cli.{name}")
    assert module.COMMAND.__doc__.split("；")[0].removesuffix("。") == COMMANDS[name]


def test_the_options_are_those_that_there_are() -> None:
    group = _program()
    assert help_page.option_rows(group, group.make_context("zhutiri", [])) == list(OPTIONS.items())


@pytest.mark.parametrize("words", [["check", "--help"], ["--helf"], [], ["help", "check"], ["--version", "check"]])
def test_all_else_goes_on_to_the_whole_program(words: list[str]) -> None:
    assert not told_at_once(words)


def test_a_shell_that_asks_for_completions_is_not_told_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(COMPLETION, "complete_bash")
    assert not told_at_once(["--help"])


def test_a_page_that_cannot_be_shown_is_an_error_in_one_sentence() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    with full.open("w") as out:
        done = asked(["--help"], stdout=out)
    assert done.returncode == 2
    assert done.stderr.startswith("错误：")
    assert "磁盘已满" in done.stderr.splitlines()[0]


def test_signs_that_the_console_does_not_know_are_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    assert told_at_once(["--help"])
    assert isinstance(out.buffer, io.BytesIO)
    assert out.buffer.getvalue().startswith(b"???zhutiri")
