"""The manual page is what the commands say of themselves, and who shows such pages has nothing to complain of."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import Any

import make_man
import pytest
import typer
from make_man import PAGE
from rich.cells import cell_len

from zhutiri_cli.cli.app import app


@pytest.fixture(scope="module")
def text() -> str:
    return PAGE.read_text(encoding="utf-8")


def needed(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed here")
    return found


def test_the_page_is_what_the_script_makes(text: str) -> None:
    assert text == make_man.made(), "run python scripts/make_man.py"


def test_every_command_and_option_is_there(text: str) -> None:
    group: Any = typer.main.get_command(app)
    for name in group.list_commands(None):
        section = re.search(rf"^\.SH zhutiri {name}\b.*?(?=^\.SH)", text, re.MULTILINE | re.DOTALL)
        assert section is not None, name
        for parameter in group.get_command(None, name).params:
            for opt in parameter.opts if parameter.param_type_name == "option" and not parameter.hidden else ():
                assert opt.replace("-", r"\-") in section[0], (name, opt)
    assert r"\fB\-h, \-\-help\fR" in text


def test_no_word_is_taken_for_a_request(text: str) -> None:
    requests = {"TH", "SH", "TP", "PP", "B", "nf", "fi"}
    for line in text.splitlines():
        assert line.startswith('.\\"') or not line.startswith((".", "'")) or line[1:].split(" ")[0] in requests, line
    assert [
        line for line in text.splitlines() if re.search(r"[a-zA-Z]{3} [a-zA-Z]{3}.*\b(shell|installation)\b", line)
    ] == []


def test_groff_has_nothing_to_complain_of() -> None:
    command = [needed("groff"), "-k", "-man", "-ww", "-z", "-Tutf8", str(PAGE)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_mandoc_has_nothing_to_complain_of() -> None:
    command = [needed("mandoc"), "-T", "lint", "-W", "warning", str(PAGE)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_man_shows_it_within_80_columns() -> None:
    needed("groff")
    settings = os.environ | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "MANWIDTH": "80", "MAN_KEEP_FORMATTING": ""}
    command = [needed("man"), "-l", str(PAGE)]
    done = subprocess.run(command, env=settings, capture_output=True, text=True, encoding="utf-8", check=False)
    shown = done.stdout.splitlines()
    assert done.stderr == ""
    assert "名称" in shown
    assert "       zhutiri - 政务公开主题日活动报送合规检查" in shown
    assert any(line.startswith("       -f, --format") for line in shown)
    assert max(map(cell_len, shown)) <= 80
