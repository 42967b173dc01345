"""What is asked of an import besides its source: the year, and the file that it is to write."""

from __future__ import annotations

from pathlib import Path

from zhutiri_cli.common.errors import FileProblem, UsageProblem
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.yaml.scalars import Misread, read_whole

_SUFFIXES = (".yaml", ".yml")


def read_year(word: str | None) -> int | None:
    """``--year``: 1900 to 2200 as in the plan file, ``None`` if not given. Raises ``UsageProblem``."""
    if word is None:
        return None
    try:
        year = read_whole(word)
    except Misread as problem:
        raise UsageProblem(f"--year 的值有误：{problem.message}", "请写四位年份，如 2025") from None
    if not 1900 <= year <= 2200:
        raise UsageProblem(f"--year 的值 {year} 不是年份", "请写四位年份，如 2025")
    return year


def new_plan(path: Path | None, *, force: bool) -> Path | None:
    """A plan file that may be written: ``.yaml``, in a folder that exists, no link unless ``force``; whether it is
    there already is looked at when it is written.

    Raises ``UsageProblem`` for another suffix and ``FileProblem`` otherwise.
    """
    if path is None:
        return None
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageProblem(f"输出文件 {path_shown(path)} 的后缀不是 .yaml", "导入的结果是计划文件，请用 .yaml 作后缀")
    if path.is_dir():
        raise FileProblem(f"{path_shown(path)} 是一个文件夹", "请指明要写入的计划文件")
    if not force and path.is_symlink():
        raise FileProblem(f"{path_shown(path)} 已经存在，没有覆盖", "请换一个文件名；确要覆盖请加 --force")
    if not path.parent.is_dir():
        raise FileProblem(f"{path_shown(path)} 所在的文件夹不存在", "请先建好文件夹")
    return path
