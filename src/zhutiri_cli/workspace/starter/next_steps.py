"""What ``init`` says: what was written, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zhutiri_cli.common.paths import path_shown, resolved, typed_word
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.workspace.starter.first_plan import NewPlan
from zhutiri_cli.workspace.starter.layout import WorkspaceLayout

_PURPOSES = {
    "plan.schema.json": "编辑器据此提示计划文件的每一项",
    ".gitignore": "报送材料不放进 git",
    "zhutiri.yml": "在 GitHub 上自动检查计划文件的改动",
}


def told(made: WorkspaceLayout, new: NewPlan) -> Iterator[Shown]:
    """The lines."""
    yield from map(Shown, _told(made, new))


def _told(made: WorkspaceLayout, new: NewPlan) -> Iterator[str]:
    where = "当前文件夹" if _here(made) else path_shown(made.base)
    ready = made.plan in {*made.written, *made.kept}
    yield f"√ 工作区已建好：{where}" if ready else f"√ 计划文件 {_inside(made.plan, made)} 没有改动"
    for path in sorted(made.written, key=lambda path: path != made.plan):
        gaps = f"计划文件，待填写 {new.gaps} 处" if new.gaps else "计划文件"
        yield f"  写入 {_inside(path, made)}（{_PURPOSES.get(path.name, gaps)}）"
    yield from (f"  已有 {_inside(path, made)}，没有改动" for path in made.kept)
    if made.folders:
        kept = f"；已有的 {made.ready} 个没有改动" if made.ready else ""
        example = f"如 {made.folders[0].name}{kept}"
        yield f"  新建报送文件夹 {len(made.folders)} 个，在 {_inside(made.root, made)} 下，{example}"
    elif made.ready:
        yield f"  {_inside(made.root, made)} 下已有 {made.ready} 项活动的报送文件夹，没有改动"
    yield "下一步："
    yield from (f"  {number}. {step}" for number, step in enumerate(_steps(made, new), 1))


def _steps(made: WorkspaceLayout, new: NewPlan) -> Iterator[str]:
    plan = _inside(made.plan, made)
    if not _here(made):
        yield f"进入工作区：cd {typed_word(path_shown(made.base))}"
    if new.gaps:
        yield f"填好 {plan} 中“待填写”的 {new.gaps} 处，运行 zhutiri validate {typed_word(plan)} 检查"
    else:
        yield f"核对计划文件：zhutiri validate {typed_word(plan)}"
    if not made.folders and not made.ready:
        yield f"计划填好后建报送文件夹：zhutiri init --plan {typed_word(plan)}"
    if made.lacking:
        yield f"在原有的 .gitignore 加一行 {made.lacking}：报送材料里有群众的图像和号码，不要放进 git"
    yield "材料放进各项活动的文件夹（或用 zhutiri receive 收件），每周运行 zhutiri check"


def _here(made: WorkspaceLayout) -> bool:
    return resolved(made.base) == resolved(Path.cwd())


def _inside(path: Path, made: WorkspaceLayout) -> str:
    return path.relative_to(made.base).as_posix()
