"""``record --as 总结=文件``: a file of the activity's folder is said to be a kind of material.

It is looked into first: what cannot be used, photos without a picture and links without an address are refused. What
counts as that kind already goes on counting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.common.errors import FileProblem, UsageProblem
from zhutiri_cli.common.spelling import half_width, normalise, shorten
from zhutiri_cli.plan.model import Activity, Plan
from zhutiri_cli.submission.arrivals import FileFact, key_of
from zhutiri_cli.submission.plan_folders import folders_of

if TYPE_CHECKING:
    from zhutiri_cli.materials.file_facts import FileFacts

_MOST = 6


def materials_named(
    plan: Plan, root: Path, activity: Activity, before: Mapping[str, Sequence[str]], words: Sequence[str]
) -> dict[str, list[str]]:
    """By kind all files that are to count as it: those that the record names ``before``, those that count by
    themselves, then those named in ``words`` (``总结=文件``).

    Raises ``UsageProblem`` for an unknown kind or file, ``FileProblem`` for a file that cannot be what is said.
    """
    if not words:
        return {}
    files = _files(plan, root, activity)
    found: dict[str, list[str]] = {}
    for word in words:
        said, equals, name = word.partition("=") if "=" in word else word.partition("＝")
        if not equals or not said.strip() or not name.strip():
            raise UsageProblem(f"--as {shorten(word)} 没有写明是什么", "请写作 --as 总结=文件名")
        kind, label = _kind(plan, said)
        file = _file(files, name, activity)
        _look(file, kind, label)
        known = [one.relative for one in files if kind in one.kinds and one.facts is not None and one.facts.usable]
        listed = found.setdefault(kind, [*before.get(kind, ())])
        for one in (*known, file.relative):
            if key_of(one) not in map(key_of, listed):
                listed.append(one)
    return found


def _kind(plan: Plan, word: str) -> tuple[str, str]:
    labels = plan.materials.labels
    plain = normalise(word.strip())
    fitting = [kind for kind, label in labels.items() if plain in (normalise(kind), normalise(label))]
    fitting = fitting or [kind for kind, label in labels.items() if plain in normalise(label)]
    if len(fitting) != 1:
        raise UsageProblem(f"--as 没有 {shorten(word)} 这种材料", f"可选：{'、'.join(labels.values())}")
    return fitting[0], labels[fitting[0]]


def _files(plan: Plan, root: Path, activity: Activity) -> tuple[FileFact, ...]:
    from zhutiri_cli.check.weekly import declared_kinds
    from zhutiri_cli.submission.gather import Looking, gather

    discovery = folders_of(plan, root, [activity.id])
    return gather(discovery, {activity.id: activity.theme}, declared_kinds(plan), Looking(duties=plan.duties))[
        activity.id
    ].files


def _file(files: Sequence[FileFact], name: str, activity: Activity) -> FileFact:
    """The file of that path within the folder, of that name in a sub-folder, or whose name alone holds the word."""
    key = key_of(half_width(name))
    ways = (
        [one for one in files if key_of(one.relative) == key],
        [one for one in files if key_of(one.relative).rpartition("/")[2] == key],
        [one for one in files if key and key in key_of(one.relative)],
    )
    fitting = next((found for found in ways if found), [])
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        listed = "、".join(shorten(one.relative) for one in fitting[:_MOST])
        raise UsageProblem(f"“{shorten(name)}”可以是 {len(fitting)} 个文件", f"请写全是哪一个：{listed}")
    there = "、".join(shorten(one.relative) for one in files[:_MOST]) or "（没有文件）"
    raise UsageProblem(f"第 {activity.id} 项的文件夹里没有 {shorten(name)}", f"文件夹里有：{there}")


def _look(file: FileFact, kind: str, label: str) -> None:
    """Raise ``FileProblem`` where the file cannot be what is said."""
    facts = file.facts or _facts(file)
    name = shorten(file.relative)
    if facts is None:
        raise FileProblem(f"{name} 读不到", "请检查读取权限")
    if not facts.usable:
        raise FileProblem(f"{name} 不能用作{label}：{facts.reason}", facts.remedy or "请换一个可用的文件")
    if kind == "photos" and file.family != "photo" and not facts.pictures:
        raise FileProblem(f"{name} 里没有可以算数的图片，不能用作{label}", "请放入图片原图，或里面有图片的文档")
    if kind == "links" and not facts.urls and not facts.codes:
        raise FileProblem(f"{name} 里没有网址，不能用作{label}", "请登记网址：--link 网址")


def _facts(file: FileFact) -> FileFacts | None:
    from zhutiri_cli.materials.survey.inspect import inspect

    return inspect(file.path) if file.path is not None else None
