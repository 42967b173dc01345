"""A plan as the user names it: a file, or a git revision of one (``REV:path``, or ``REV`` for the plan's own path).

A file on disk wins over a revision of the same name. Git is asked by fixed argument lists without a shell, for names
and bytes only: nothing is checked out, no hook, filter or network is involved.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from zhutiri_cli.common.errors import FileProblem, UsageProblem
from zhutiri_cli.common.paths import path_shown, resolved
from zhutiri_cli.common.yaml.source import PLAN_BYTES
from zhutiri_cli.plan.load import LoadedPlan, load_plan, load_plan_bytes
from zhutiri_cli.plan.revision.git import Git

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_RULE = "写作文件路径，或 git 版本如 HEAD~1、HEAD~1:data/plan_2024.yaml"


class Opened(Struct, frozen=True):
    """A plan, its path as shown, and the revision it was read from (``None``: the file itself)."""

    path: str
    revision: str | None
    loaded: LoadedPlan


def open_plan(word: str, own: Callable[[], Iterable[Path]]) -> Opened:
    """Open what ``word`` names; ``own`` gives the plan files that a bare revision may mean, the likeliest first.

    Raises ``FileProblem`` or ``UsageProblem`` where there is no such file or revision, or git cannot be asked.
    """
    path = Path(word)
    if _is_file(path) or _DRIVE.match(word) or (path.suffix.lower() in (".yaml", ".yml") and ":" not in word):
        return Opened(path_shown(path), None, load_plan(path))
    revision, inside = _split(word)
    if not revision or revision.startswith("-") or "\0" in word or inside == "":
        raise UsageProblem(f"“{word}”不是现有的文件，也不是 git 版本的写法", _RULE)
    if inside is not None:
        git = Git(Path.cwd())
        return _read(git, revision, _places(git, inside))
    return _bare(revision, own)


def _bare(revision: str, own: Callable[[], Iterable[Path]]) -> Opened:
    """A bare revision: of the first of the plan's own files that it has; else what was wrong with the likeliest."""
    problem: FileProblem | None = None
    plans = iter(own())
    while True:
        try:
            plan = next(plans)
            git = Git(resolved(plan).parent)
            return _read(git, revision, [git.prefix + resolved(plan).name])
        except FileProblem as fault:
            problem = problem or fault
        except StopIteration:  # all were tried: the first problem is told below
            break
    raise problem or FileProblem(f"没有计划文件可供读取 git 版本 {revision}", _RULE)


def _read(git: Git, revision: str, places: list[str]) -> Opened:
    """The plan at the first of ``places`` that the revision has."""
    commit = git.commit(revision)
    for place in places:
        data = git.file(commit, revision, place)
        if data is not None:
            if len(data) > PLAN_BYTES:
                said = f"git 版本 {revision} 的 {place} 超过 {PLAN_BYTES // 1024 // 1024} MB，不予读取"
                raise FileProblem(said, "请确认这是计划文件")
            return Opened(place, revision, load_plan_bytes(Path(place), data))
    raise FileProblem(f"git 版本 {revision} 里没有文件 {places[0]}", "请核对路径（从仓库的根文件夹写起）")


def _is_file(path: Path) -> bool:
    """Whether this is something on disk other than a folder; a word that can't be a path is none."""
    try:
        return path.exists() and not path.is_dir()
    except (OSError, ValueError):  # too long, or with a zero: git is asked for it
        return False


def _split(word: str) -> tuple[str, str | None]:
    """Revision and path: parted at the first colon outside braces, as in ``HEAD^{/fix: typo}:data/plan.yaml``."""
    depth = 0
    for at, char in enumerate(word):
        depth += (char == "{") - (char == "}")
        if char == ":" and depth <= 0:
            return word[:at], word[at + 1 :]
    return word, None


def _places(git: Git, path: str) -> list[str]:
    """Where in the repository a path may lie: from its root as git has it, else from the current folder."""
    if os.sep == "\\":
        path = path.replace("\\", "/")
    from_here = posixpath.normpath(git.prefix + path)
    if path.startswith(("./", "../")):
        return [from_here]
    return list(dict.fromkeys([posixpath.normpath(path), from_here]))
