"""The plan files that ``validate`` is asked for: names, patterns and folders."""

from __future__ import annotations

from pathlib import Path

from zhutiri_cli.common.errors import FileProblem

_WILD = frozenset("*?[")


def plan_files(words: list[Path]) -> list[Path]:
    """Every file meant, each once, in the order asked for.

    A folder means its ``plan_*.yaml``; a pattern is for shells that do not expand it. Raises ``FileProblem`` where one
    of them yields nothing: an empty folder of plans is not a folder of good plans.
    """
    found: list[Path] = []
    for word in words:
        if word.is_dir():
            found += _some(sorted(word.glob("plan_*.yaml")), f"文件夹 {word} 里没有 plan_年份.yaml")
        elif _WILD & set(str(word)) and not word.exists():
            base = Path(word.anchor) if word.is_absolute() else Path()
            pattern = str(word.relative_to(word.anchor)) if word.is_absolute() else str(word)
            found += _some(sorted(path for path in base.glob(pattern) if path.is_file()), f"没有与 {word} 相符的文件")
        else:
            found.append(word)
    return list(dict.fromkeys(found))


def _some(paths: list[Path], nothing: str) -> list[Path]:
    if not paths:
        raise FileProblem(nothing, "请核对路径")
    return paths
