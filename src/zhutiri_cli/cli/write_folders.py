"""Results that are several files: pages that belong to one, and new files in a folder; all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem, UsageProblem, reason_of, remedy_of
from zhutiri_cli.common.file_lock import lock_called
from zhutiri_cli.common.filenames import beside_name
from zhutiri_cli.common.files import new_file, replace_by, replace_file, write_whole
from zhutiri_cli.common.temporaries import clear_left_once, temporary_folder
from zhutiri_cli.render.format import Streamed


def put_with_pages(path: Path, pieces: Streamed) -> None:
    """A result in pieces; all is written before anything that is there is touched. Raises ``FileProblem``."""
    if pieces.beside is None:
        replace_file(path, pieces.content)
        return
    own = path.with_name(beside_name(path.stem))
    _ours(own)
    try:
        with temporary_folder(path.parent) as held:
            fresh, first = held / "pages", held / "first"
            fresh.mkdir()
            for name, content in ((fresh / name, content) for name, content in pieces.beside):
                with name.open("xb") as out:
                    write_whole(out, content)
            with first.open("xb") as out:
                write_whole(out, pieces.content)
            _exchange(own, fresh, held / "earlier")
            try:
                replace_by(first, path)
            except BaseException:  # an interruption, too; raised again
                _exchange(own, held / "earlier", fresh)
                raise
    except OSError as problem:
        advice = remedy_of(problem, "请检查其中的文件是否正被打开")
        raise FileProblem(f"文件夹 {own} 无法写入（{reason_of(problem)}）", advice) from None


def _exchange(own: Path, fresh: Path, earlier: Path) -> None:
    """Put a folder in the place of another, which need not be there, as ``fresh`` need not. Raises ``OSError``, and
    then what was there is there still."""
    if own.exists():
        own.rename(earlier)
    try:
        if fresh.exists():
            fresh.rename(own)
    except OSError:
        if earlier.exists():
            earlier.rename(own)
        raise


def _ours(folder: Path) -> None:
    """Raise ``FileProblem`` where a folder that is to be replaced holds anything but pages."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise FileProblem(f"{folder} 已存在而不是文件夹，放不下分页", "请换一个文件名，或先移走它")
    if folder.is_dir() and (other := [one.name for one in folder.iterdir() if one.suffix != ".html"]):
        raise FileProblem(f"文件夹 {folder} 里有别的文件（{other[0]}），不能替换", "请换一个文件名，或先移走它们")


def fill_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """New files in a folder, all or none; one that is there already with the same content is left alone. Raises
    ``FileProblem`` or ``UsageProblem``."""
    if folder.suffix and not folder.is_dir():
        advice = f"请指明文件夹，如 -f {folder.suffix[1:]} -o {folder.stem}"
        raise UsageProblem(f"共 {len(files)} 个文件，一个文件 {folder} 放不下", advice)
    made = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
    except OSError as problem:
        advice = remedy_of(problem, "请核对路径")
        raise FileProblem(f"文件夹 {folder} 无法建立（{reason_of(problem)}）", advice) from None
    try:
        with lock_called(folder, "files", f"{folder}"):  # two that write the same at once must not undo each other's
            _fill(folder, files)
    except BaseException:  # an interruption, too; raised again
        if made:
            with suppress(OSError):  # another has put something into it
                folder.rmdir()
        raise


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    clear_left_once(folder)
    fresh = {folder / name: content for name, content in files.items() if not _same(folder / name, content)}
    clash = next((path for path in fresh if path.exists() or path.is_symlink()), None)
    if clash is not None:
        raise FileProblem(f"{clash} 已存在而内容不同，没有写入任何文件", "请换一个文件夹，或先移走原来的文件")
    done: list[Path] = []
    try:
        for path, content in fresh.items():
            new_file(path, content)
            done.append(path)
    except BaseException as problem:  # an interruption, too; raised again
        for path in done:
            path.unlink(missing_ok=True)
        if isinstance(problem, FileExistsError):
            raise FileProblem(f"{problem.filename} 刚被别的程序写出，没有写入任何文件", "请稍后重新运行") from None
        raise


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False  # it is there, and not ours to judge: then it clashes
