"""No program of the current folder is ever run, be it called git, less, unar or soffice."""

from __future__ import annotations

import ast
import os
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT
from zhutiri_cli.cli import pager
from zhutiri_cli.common.programs import program_on_path
from zhutiri_cli.materials.formats import libreoffice
from zhutiri_cli.plan.revision.git import Git

UNIX = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
NAMES = ("git", "less", "more", "unrar", "unar", "bsdtar", "7z", "7zz", "soffice", "libreoffice")


def program(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    made = folder / name
    made.write_text(f'#!/bin/sh\ntouch "{folder}/ran-$(basename "$0")"\n', encoding="utf-8")
    made.chmod(0o755)
    return made


@pytest.fixture
def trap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder in which lie programs of all the names that are looked for."""
    folder = tmp_path / "workspace"
    for name in NAMES:
        program(folder, name)
    monkeypatch.chdir(folder)
    return folder


LED_HERE = ("", ".", "./", "{here}", "{here}/", "{here}/../workspace", "../workspace", "{link}", '"{here}"', "{here}/.")


@UNIX
@pytest.mark.parametrize("entry", LED_HERE)
@pytest.mark.parametrize("name", NAMES)
def test_no_entry_of_path_leads_into_the_current_folder(
    trap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, name: str
) -> None:
    (tmp_path / "link").symlink_to(trap)
    monkeypatch.setenv("PATH", entry.format(here=trap, link=tmp_path / "link"))
    assert program_on_path(name) is None


@UNIX
def test_a_link_that_leads_here_is_no_program_either(
    trap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").symlink_to(trap / "git")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert program_on_path("git") is None


@UNIX
def test_an_installed_program_is_found_behind_such_entries(
    trap: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = program(tmp_path / "bin", "git")
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "git").write_text("not to be run", encoding="utf-8")
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", str(trap), str(tmp_path / "none"), str(found.parent)]))
    assert program_on_path("git") == str(found)


def test_on_windows_the_endings_of_programs_are_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = program(tmp_path / "bin", "git.EXE")
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("PATHEXT", ".COM;.EXE")
    monkeypatch.setenv("PATH", str(made.parent))
    assert program_on_path("git") == str(made)
    monkeypatch.chdir(made.parent)
    assert program_on_path("git") is None


@UNIX
@pytest.mark.parametrize("entry", ["", ".", "{here}"])
def test_nothing_runs_what_lies_here(trap: Path, monkeypatch: pytest.MonkeyPatch, entry: str) -> None:
    monkeypatch.setenv("PATH", entry.format(here=trap))
    monkeypatch.setattr(pager, "_too_long", lambda _: True)
    for wish in ("less", "less -R", "more"):
        monkeypatch.setenv("PAGER", wish)
        assert not pager.through_pager("字\n")
    monkeypatch.delenv("PAGER")
    assert not pager.through_pager("字\n")
    from zhutiri_cli.workspace.receiving.packages import rar

    assert rar.lacking()
    assert libreoffice.program() not in {str(trap / "soffice"), "soffice", "./soffice"}
    with pytest.raises(Exception, match="没有找到 git 程序"):
        Git(trap)
    assert not list(trap.glob("ran-*"))


def test_programs_are_looked_up_in_one_place() -> None:
    """No other look-up, and no program by its bare name, which the system would look for by itself."""
    found = []
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("which", "system", "startfile"):
                found.append(f"{path.name}:{node.lineno} {node.attr}")
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("run", "Popen")
            ):
                words = node.args[0] if node.args else None
                first = words.elts[0] if isinstance(words, ast.List) and words.elts else None
                if isinstance(first, ast.Constant):
                    found.append(f"{path.name}:{node.lineno} {first.value!r}")
    assert found == []
