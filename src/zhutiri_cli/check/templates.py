"""The office's own templates: files in ``templates/`` beside the plan, or one named on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.foreign_limits import TEMPLATE_BYTES as LARGEST
from zhutiri_cli.common.paths import path_shown, resolved
from zhutiri_cli.report.office import OfficeTemplate

FOLDER = "templates"


def office_templates(beside: Path, names: Iterable[str]) -> dict[str, OfficeTemplate]:
    """Those of ``names`` that the office keeps in ``templates/`` of the plan's folder ``beside``.

    Raises ``FileProblem`` for one that cannot be read or lies outside that folder.
    """
    folder = beside / FOLDER
    return {name: read_template(folder / name, folder) for name in sorted(names) if _there(folder / name)}


def read_template(path: Path, within: Path | None = None) -> OfficeTemplate:
    """One template. Raises ``FileProblem`` where it is no readable file of at most ``LARGEST`` bytes, or a link that
    leads out of the folder ``within``."""
    name = path_shown(path)
    if within is not None and not resolved(path).is_relative_to(resolved(within)):
        raise FileProblem(f"模板 {name} 是指向别处的链接，没有打开", "请放入文件本身")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise FileProblem(f"模板 {name} 不是普通文件，没有打开", "请指明一个文件")  # a pipe may never end
        if path.is_file() and path.stat().st_size > LARGEST:
            raise FileProblem(f"模板 {name} 超过 {LARGEST // 1024 // 1024} MB，没有打开", "请核对是否放错了文件")
        return OfficeTemplate(name, path.read_bytes())
    except OSError as problem:
        raise FileProblem(f"模板 {name} 打不开（{reason_of(problem)}）", "请核对路径和权限") from None


def _there(path: Path) -> bool:
    return path.is_symlink() or path.exists()
