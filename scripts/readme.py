"""The README's console blocks: run each command in a copy of the repository and compare, or write, what it prints.

``python scripts/readme.py`` rewrites the outputs; ``tests/test_readme.py`` compares them. A line ``……`` in an output
stands for any lines. The commands known here are ``cd``, ``cat`` and ``zhutiri``.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
GAP = "……"


def blocks(text: str) -> list[str]:
    """The bodies of all console blocks."""
    return BLOCK.findall(text)


def steps(block: str) -> Iterator[tuple[str, list[str]]]:
    """The commands of a block, each with the lines printed under it."""
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
    from zhutiri_cli.cli.app import run

    name, *arguments = shlex.split(command)
    if name == "cd":
        os.chdir(arguments[0])
        return []
    if name == "cat":
        return Path(arguments[0]).read_text(encoding="utf-8").splitlines()
    if name != "zhutiri":
        raise ValueError(f"README: unknown command {command!r}")
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        run(arguments)
    assert isinstance(out.buffer, io.BytesIO)
    return [line.rstrip() for line in out.buffer.getvalue().decode("utf-8").splitlines()]


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
    """Rewrite every block of the README."""

    def fresh(found: re.Match[str]) -> str:
        with workspace():
            return f"```console\n{rewritten(found[1])}```"

    README.write_text(BLOCK.sub(fresh, README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
