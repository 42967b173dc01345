"""Where results go: one file replaced whole, or several new files in a folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem, UsageProblem, reason_of
from zhutiri_cli.common.filenames import beside_name
from zhutiri_cli.common.files import replace_file
from zhutiri_cli.render.format import Format, Result, Streamed

LONGEST_CONTINUED = 20_000_000
"""Bytes: a longer file is nobody's earlier version."""


def for_screen(entry: Format) -> Format:
    """A format that may go to stdout. Raises ``UsageProblem`` for one that gives a folder of files."""
    if entry.many:
        raise UsageProblem(f"{entry.name} 是一个单位一个文件，不能显示在屏幕上", "请用 -o 指明放这些文件的文件夹")
    return entry


def continuing(entry: Format, path: Path, content: Result) -> Result:
    """A result as the next version of the file that it replaces, where its format's files are that."""
    if entry.continues is None or not isinstance(content, bytes) or not path.is_file():
        return content
    try:
        earlier = path.read_bytes() if path.stat().st_size <= LONGEST_CONTINUED else b""
    except OSError as problem:
        raise FileProblem(f"{path} 无法读取（{reason_of(problem)}）", "请检查读取权限，或换一个文件名") from None
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
        _put_with_pages(path, content)
    elif isinstance(content, Mapping):
        if not content:
            return  # there is nothing to write, not even a folder
        if len(content) == 1 and path.suffix and not path.is_dir():
            replace_file(path, *content.values())
        else:
            _fill(path, content)
    else:
        replace_file(path, content if isinstance(content, bytes) else content.encode("utf-8", "replace"))


def _put_with_pages(path: Path, pieces: Streamed) -> None:
    """A result in pieces; the files that belong to it are made first, so that what is there stays until all are."""
    if pieces.beside is None:
        replace_file(path, pieces.content)
        return
    own = path.with_name(beside_name(path.stem))
    _ours(own)
    try:
        fresh = Path(tempfile.mkdtemp(prefix=f".{own.name}.", suffix=".tmp", dir=path.parent))
    except OSError as problem:
        raise FileProblem(f"文件夹 {own} 无法建立（{reason_of(problem)}）", "请核对路径和权限") from None
    try:
        for name, content in pieces.beside:
            replace_file(fresh / name, content)
        fresh.chmod(0o755)
        replace_file(path, pieces.content)
        if own.exists():
            shutil.rmtree(own)
        fresh.rename(own)
    except OSError as problem:
        raise FileProblem(f"文件夹 {own} 无法写入（{reason_of(problem)}）", "请检查其中的文件是否正被打开") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _ours(folder: Path) -> None:
    """Raise ``FileProblem`` where a folder that is to be replaced holds anything but pages."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise FileProblem(f"{folder} 已存在而不是文件夹，放不下分页", "请换一个文件名，或先移走它")
    if folder.is_dir() and (other := [one.name for one in folder.iterdir() if one.suffix != ".html"]):
        raise FileProblem(f"文件夹 {folder} 里有别的文件（{other[0]}），不能替换", "请换一个文件名，或先移走它们")


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """New files in a folder, all or none; one that is there already with the same content is left alone."""
    if folder.suffix and not folder.is_dir():
        advice = f"请指明文件夹，如 -f {folder.suffix[1:]} -o {folder.stem}"
        raise UsageProblem(f"共 {len(files)} 个文件，一个文件 {folder} 放不下", advice)
    fresh = {folder / name: content for name, content in files.items() if not _same(folder / name, content)}
    clash = next((path for path in fresh if path.exists() or path.is_symlink()), None)
    if clash is not None:
        raise FileProblem(f"{clash} 已存在而内容不同，没有写入任何文件", "请换一个文件夹，或先移走原来的文件")
    made = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
    except OSError as problem:
        raise FileProblem(f"文件夹 {folder} 无法建立（{reason_of(problem)}）", "请核对路径和权限") from None
    done: list[Path] = []
    try:
        for path, content in fresh.items():
            replace_file(path, content)
            done.append(path)
    except FileProblem:
        for path in done:
            path.unlink(missing_ok=True)
        if made:
            folder.rmdir()
        raise


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and path.read_bytes() == content
    except OSError:
        return False  # it is there, and not ours to judge: then it clashes
