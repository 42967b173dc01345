"""Where results go: one file replaced whole, or several new files in a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from zhutiri_cli.cli.write_folders import fill_folder, put_with_pages
from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.files import replace_file
from zhutiri_cli.render.format import Format, Result, Streamed

LONGEST_CONTINUED = 20_000_000
"""Bytes: a longer file is nobody's earlier version."""


def continuing(entry: Format, path: Path, content: Result) -> Result:
    """A result as the next version of the file that it replaces, where its format's files are that."""
    if entry.continues is None or not isinstance(content, bytes) or not path.is_file():
        return content
    try:
        earlier = path.read_bytes() if path.stat().st_size <= LONGEST_CONTINUED else b""
    except OSError as problem:
        raise FileProblem(f"{path} 打不开（{reason_of(problem)}）", "请检查读取权限，或换一个文件名") from None
    return entry.continues(content, earlier)


def put_all(results: Sequence[tuple[Path, Result]]) -> None:
    """Several results one after the other. The first that fails ends it: its ``FileProblem`` also says which of the
    others were written and which were not."""
    for at, (path, content) in enumerate(results):
        try:
            put(path, content)
        except FileProblem as problem:
            parts = (("已写出", results[:at]), ("没有写", results[at + 1 :]))
            told = [f"{what} {'、'.join(str(other) for other, _ in rest)}" for what, rest in parts if rest]
            raise FileProblem("；".join([problem.message, *told]), problem.advice) from None


def put(path: Path, content: Result) -> None:
    """A result at ``path``: a file is replaced whole; several files are new files in that folder, or the only one of
    them is the file itself. Raises ``FileProblem`` or ``UsageProblem``, and then nothing was written."""
    if isinstance(content, Streamed):
        put_with_pages(path, content)
    elif isinstance(content, Mapping):
        if not content:
            return  # there is nothing to write, not even a folder
        if len(content) == 1 and path.suffix and not path.is_dir():
            replace_file(path, *content.values())
        else:
            fill_folder(path, content)
    else:
        replace_file(path, content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
