"""``zhutiri`` alone: how to begin where there is no plan, what to run next where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zhutiri_cli.common.shown import Shown

_NEXT = (
    ("单位来了材料", "zhutiri receive 序号 来件"),
    ("问清了举办日期", "zhutiri record 序号 --held 日期"),
    ("看该谁办、办什么", "zhutiri check"),
    ("给领导看、存台账", "zhutiri check -o 周报.html -o 台账.xlsx"),
    ("催办", "zhutiri remind -o 催办.docx"),
    ("给一家单位看", "zhutiri remind --for 单位 -o 单位.html"),
    ("放进日历", "zhutiri deadlines -o 截止日.ics"),
)


def beginning() -> Iterator[Shown]:
    """The lines, for the folder that is current now. Raises a ``ZhutiriError`` when the folder or the plan cannot be
    read."""
    yield from map(Shown, _lines())


def _lines() -> Iterator[str]:
    from zhutiri_cli.cli.find_plan import here, plan_path
    from zhutiri_cli.common.dates import today
    from zhutiri_cli.plan.find import find_plans

    year = today().year
    if find_plans(here()):
        yield from _with_plan(plan_path(None, year))
    else:
        yield "这里还没有工作区：当前文件夹和它的上级里没有计划文件（data/plan_年份.yaml）。"
        yield "手头有通知附件的（Word、Excel、CSV、网页或粘贴的文字），一条命令建好计划和报送文件夹："
        yield f"  zhutiri init {year}年 --from 附件"
        yield "没有附件的，先要一份待填写的空白计划："
        yield f"  zhutiri init {year}年"
        yield "已经有工作区的，进入它的文件夹再运行，或用 --plan 指明计划文件。"
    yield "全部命令：zhutiri --help"


def _with_plan(path: Path) -> Iterator[str]:
    from zhutiri_cli.common.paths import path_shown, typed_word
    from zhutiri_cli.plan.load import load_plan

    name, loaded = path_shown(path), load_plan(path)
    if loaded.plan is None:
        yield f"计划文件 {name} 有错误或还没有填好，先逐条改正："
        yield f"  zhutiri validate {typed_word(name)}"
        return
    yield f"{loaded.plan.title}：{len(loaded.plan.activities)} 项活动（{name}）"
    if not (path.parent / "submissions" / str(loaded.plan.year)).is_dir():
        yield "还没有报送文件夹，先建好："
        yield f"  zhutiri init --plan {typed_word(name)}"
    yield "接下来："
    width = max(len(what) for what, _ in _NEXT)
    yield from (f"  {what}{'　' * (width - len(what))}  {command}" for what, command in _NEXT)
