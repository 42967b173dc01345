"""What is to be written where: files and submission folders of a new workspace, and what stands in their way."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from msgspec import Struct

from zhutiri_cli.common.bounded_file import read_bounded
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.paths import path_shown, resolved
from zhutiri_cli.common.yaml.source import RECORD_BYTES
from zhutiri_cli.submission.discover import discover
from zhutiri_cli.submission.plan_folders import folders_of
from zhutiri_cli.workspace.editor_schema import plan_schema
from zhutiri_cli.workspace.recording.target import folder_name
from zhutiri_cli.workspace.starter.first_plan import NewPlan

WORKFLOW = "zhutiri.yml"
_IGNORE = ".gitignore"
_GITIGNORE = "# 报送材料里有群众的图像，也可能有电话和证件号码，不放进 git\n{line}\n"


class WorkspaceLayout(Struct, frozen=True):
    """``written`` (the plan last) and ``folders`` are new, ``kept`` is there already as it should be; ``ready`` counts
    the activities that have a folder of their own already; ``lacking`` is the line that a ``.gitignore`` of theirs
    lacks, which is not touched ("": none)."""

    base: Path
    plan: Path
    written: dict[Path, bytes]
    kept: tuple[Path, ...]
    root: Path
    folders: tuple[Path, ...]
    ready: int
    lacking: str = ""


def layout(base: Path, new: NewPlan, *, force: bool) -> WorkspaceLayout:
    """Everything that ``init`` would write below ``base``; a plan that stands in its place needs only its folders.

    Raises ``FileProblem`` naming all that is there already (unless ``force``), and what cannot be a folder.
    """
    name = f"plan_{new.year}.yaml"
    places = (base / "data" / name, base / name)
    standing = next((place for place in places if new.path is not None and _same(new.path, place)), None)
    plan = standing or places[0]
    root = plan.parent / "submissions" / str(new.year)
    line = f"/{root.parent.relative_to(base).as_posix()}/"
    wanted = _files(base, plan, new, line)
    if standing:  # whatever else they have chosen not to have: their material does not go into git unsaid
        wanted = {} if _there(base / _IGNORE) else {base / _IGNORE: wanted[base / _IGNORE]}
    _refuse_blocked(base, [*(path.parent for path in wanted), root])
    # what a run that was killed has written is no hindrance; it wrote the plan last, so one that is there is finished
    kept = tuple(path for path, data in wanted.items() if path != plan and _fits(path, data, line))
    in_the_way = [path for path in (*wanted, *(() if standing else places[1:])) if path not in kept and _there(path)]
    if in_the_way and not force:
        _refuse(in_the_way, line)
    folders, ready = _folders(root, new)
    written = {path: data for path, data in wanted.items() if path not in kept}
    lacking = line if standing and not wanted and not _fits(base / _IGNORE, b"", line) else ""
    return WorkspaceLayout(base, plan, written, kept, root, tuple(folders), ready, lacking)


def _files(base: Path, plan: Path, new: NewPlan, line: str) -> dict[Path, bytes]:
    """Every file by its place, the plan last; lines of a ``.gitignore`` that is there already are never lost."""
    schema = json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n"
    ignore = base / _IGNORE
    before = (read_bounded(ignore, RECORD_BYTES) or b"").rstrip() + b"\n" if ignore.is_file() else b""
    return {
        base / "schemas" / "plan.schema.json": schema.encode("utf-8"),
        ignore: before + _GITIGNORE.format(line=line).encode("utf-8"),
        base / ".github" / "workflows" / WORKFLOW: files("zhutiri_cli.workspace.starter")
        .joinpath(WORKFLOW)
        .read_bytes(),
        plan: new.data,
    }


def _folders(root: Path, new: NewPlan) -> tuple[list[Path], int]:
    """The folders still to be made, one for each activity that has a number and a name and no folder yet."""
    rows = {row.id: row for row in reversed(new.loaded.table.rows) if row.id is not None and not row.cancelled}
    plan = new.loaded.plan
    there = (folders_of(plan, root, rows) if plan is not None else discover(root, frozenset(rows))).folders
    made = []
    for number, row in sorted(rows.items()):
        lead, theme = row.units[0].text if row.units else None, row.theme.text if row.theme else ""
        path = root / folder_name(number, lead, theme)
        if number not in there and (lead or theme) and not _there(path):
            made.append(path)
    return made, len(there)


def _refuse_blocked(base: Path, folders: list[Path]) -> None:
    """Raise ``FileProblem`` where something that is no folder, or a link out of the workspace, stands for a folder."""
    inside = resolved(base)
    for step in (base, *base.parents):
        if _there(step) and not step.is_dir():
            raise FileProblem(f"{path_shown(step)} 不是文件夹，什么也没有写", "请移走后重新运行")
    for folder in folders:
        for step in (folder, *folder.parents):
            if _there(step) and not step.is_dir():
                raise FileProblem(f"{path_shown(step)} 不是文件夹，什么也没有写", "请移走后重新运行")
            if step == base:
                break
            if step.is_dir() and not resolved(step).is_relative_to(inside):
                raise FileProblem(
                    f"{path_shown(step)} 是指向工作区之外的链接，什么也没有写", "请换成真正的文件夹后重新运行"
                )


def _fits(path: Path, data: bytes, line: str) -> bool:
    """Whether a file is there already and does what it should; a ``.gitignore`` may hold more."""
    if not path.is_file():
        return False
    try:
        present = read_bounded(path, max(len(data), RECORD_BYTES)) or b""
    except FileProblem:
        return False  # what cannot be read is in the way, and that is told
    lines = [one.strip() for one in present.decode("utf-8", "replace").splitlines()]
    ignores = path.name == _IGNORE and any(one.lstrip("/") == line.lstrip("/") for one in lines)
    return present == data or ignores


def _there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _same(one: Path, other: Path) -> bool:
    return other.exists() and resolved(one) == resolved(other)


def _refuse(paths: list[Path], line: str) -> None:
    names = "、".join(path_shown(path) for path in paths)
    advice = "请换一个文件夹，或移走后重新运行；已有计划的运行 zhutiri init --plan 计划文件，只建报送文件夹"
    if any(path.name == _IGNORE for path in paths):
        advice = f"原有的 {_IGNORE} 请自行加上一行 {line}；其余的{advice.removeprefix('请')}"
    raise FileProblem(f"{names} 已经存在，什么也没有写", advice)
