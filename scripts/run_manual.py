"""The blocks of the README and the manual: each command is run in a copy of the sample and compared, or rewritten.

``python scripts/run_manual.py`` rewrites the outputs under the commands of ``console`` blocks; ``tests/test_manual.py``
compares them. A line ``……`` in an output stands for any lines. The commands known here are ``cd``, ``cat`` and
``zhutiri``. Blocks of ``sh`` show no output: their commands are run, or, where they install or need the network, looked
at for what they name (``doubt``).
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(DOCS.glob("*.md")), DOCS / "contributing" / "index.md")
"""The recipes in ``docs/contributing`` are followed in a temporary copy by tests of their own."""
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GAP = "……"
ASKS_OUTSIDE = {"--online", "--ocr", "--scheduler"}
"""Options of commands that only name them here: they need an extra, and the network or minutes. So do addresses."""


def blocks(text: str, kind: str = "console") -> list[str]:
    """The bodies of all blocks of a kind, those inside lists included."""
    found = re.findall(rf"^( *)```{kind}\n(.*?)^\1```$", text, re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", body, flags=re.MULTILINE) for indent, body in found]


def steps(block: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a console block, each with the lines printed under it."""
    command, lines = "", list[str]()
    for line in block.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, lines
            command, lines = line[2:], []
        else:
            lines.append(line)
    if command:
        yield command, lines


def commands(block: str) -> list[list[str]]:
    """The commands of a block of ``sh``, in words, without comments."""
    return [words for line in block.splitlines() if (words := shlex.split(line, comments=True))]


@contextlib.contextmanager
def workspace() -> Iterator[None]:
    """A copy of what the commands need, as the current folder; blocks may write into it."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("data", "examples"):
            shutil.copytree(ROOT / name, Path(folder) / name, ignore=shutil.ignore_patterns("__pycache__"))
        os.chdir(folder)
        try:
            with mock.patch.dict(os.environ, {"COLUMNS": "80", "NO_COLOR": "1"}):
                yield
        finally:
            os.chdir(here)


def printed(command: str) -> list[str]:
    """What a command prints to stdout, without white space at the ends of lines."""
    name, *arguments = shlex.split(command)
    if name == "cd":
        os.chdir(arguments[0])
        return []
    if name == "cat":
        return Path(arguments[0]).read_text(encoding="utf-8").splitlines()
    if name != "zhutiri":
        raise ValueError(f"unknown command {command!r}")
    return run_zhutiri(arguments)[1]


def run_zhutiri(arguments: list[str]) -> tuple[int, list[str]]:
    """Exit status and lines of stdout of one command of ours, in this process."""
    from zhutiri_cli.cli.app import run

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        status = run(arguments)
    assert isinstance(out.buffer, io.BytesIO)
    return status, [line.rstrip() for line in out.buffer.getvalue().decode("utf-8").splitlines()]


def doubt(words: list[str]) -> str | None:
    """What is wrong with a command of a ``sh`` block, which is run where that takes neither the network nor minutes;
    ``None`` where all is well."""
    match words:
        case ["cd", folder]:
            os.chdir(folder)
        case ["zhutiri", *arguments] if not (ASKS_OUTSIDE & {*arguments} or any("://" in word for word in arguments)):
            status, _ = run_zhutiri(arguments)
            return f"exit status {status}" if status not in (0, 1) else None
        case ["zhutiri", command, *_]:
            return None if command in known_commands() else f"no command {command}"
        case ["make", target, *set_] if all("=" in one for one in set_):
            return None if target in targets() else f"no target {target}"
        case ["pip", "install", what]:
            return _installs(what)
        case ["python", script, *_] | ["uv", "run", script, *_]:
            return None if (ROOT / script).is_file() else f"no file {script}"
        case _:
            return "a command that nobody has taught scripts/run_manual.py to look at"
    return None


def known_commands() -> list[str]:
    """The commands of the program."""
    import typer

    from zhutiri_cli.cli.app import app

    group: Any = typer.main.get_command(app)
    return list(group.list_commands(None))


def targets() -> set[str]:
    """The targets of the Makefile."""
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def _installs(what: str) -> str | None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    if not (found := re.fullmatch(r"(?:\.|zhutiri-cli)(?:\[([a-z,]+)\])?", what)):
        return f"not our package: {what}"
    unknown = {*(found[1] or "").split(",")} - {*extras, ""}
    return f"no extra {unknown}" if unknown else None


def agrees(expected: list[str], actual: list[str]) -> bool:
    """Whether an output is as written, where a line ``……`` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*" if line == GAP else re.escape(line.rstrip()) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in actual)) is not None


def rewritten(block: str) -> str:
    """The block with fresh outputs; one with a gap keeps its first lines and its last lines as they were chosen."""
    lines = []
    for command, expected in steps(block):
        actual = printed(command)
        if GAP in expected:
            head, tail = expected.index(GAP), len(expected) - expected.index(GAP) - 1
            actual = [*actual[:head], GAP, *(actual[-tail:] if tail else [])]
        lines += [f"$ {command}", *actual]
    return "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Rewrite every console block of every page."""

    def fresh(found: re.Match[str]) -> str:
        with workspace():
            return f"```console\n{rewritten(found[1])}```"

    for page in PAGES:
        page.write_text(CONSOLE.sub(fresh, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
