"""``zhutiri import``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from zhutiri_cli.cli.page import examples

EXAMPLES = examples(("从通知附件导入", "import 2025年通知.txt -o data/plan_2025.yaml"))


def command(
    source: Annotated[
        Path,
        typer.Argument(metavar="原件", help="含活动计划表的 .docx、.xlsx、.csv、.html 或 .txt；- 为标准输入的粘贴文字"),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件", help="写入的计划文件（.yaml）；默认显示在屏幕上")
    ] = None,
    year: Annotated[str | None, typer.Option("--year", metavar="年份", help="计划年度；默认从标题读取")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="表头=栏目", help="某个表头是哪一栏，如 活动日期=活动时间；可写多次"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="计划文件已存在时覆盖")] = False,
) -> int:
    """导入：把通知附件里的活动计划表变成计划文件；疑点逐处列出，不猜不补。"""
    from zhutiri_cli.cli.output import emit, say, tell
    from zhutiri_cli.common.dates import today
    from zhutiri_cli.common.foreign_limits import NOTICE_TEXT_BYTES
    from zhutiri_cli.common.paths import path_shown
    from zhutiri_cli.plan.importing.asked_for import new_plan, read_year
    from zhutiri_cli.plan.importing.columns.plan_headings import read_given
    from zhutiri_cli.plan.importing.importer import import_file, import_pasted

    target = new_plan(output, force=force)
    chosen, headings = read_year(year), read_given(column or [])
    if str(source) == "-":
        done = import_pasted(sys.stdin.buffer.read(NOTICE_TEXT_BYTES + 1), chosen, today().year, headings)
    else:
        done = import_file(source, chosen, today().year, headings)
    if target is None:
        emit(done.text, machine=True)
    else:
        _write(target, done.text.encode("utf-8"), force=force)
        tell([done.verdict(path_shown(target))])
    for heading, lines in (("注意", done.notices), ("疑点", done.doubts), ("待填写", done.gaps)):
        for line in lines:
            say(f"{heading}：{line}")
    return 0


def _write(target: Path, content: bytes, *, force: bool) -> None:
    """Write the plan. Raises ``FileProblem`` for one that is there, also if it has just come, unless ``force``."""
    from zhutiri_cli.common.errors import FileProblem
    from zhutiri_cli.common.files import new_file, replace_file
    from zhutiri_cli.common.paths import path_shown
    from zhutiri_cli.common.temporaries import clear_left_once

    if force:
        replace_file(target, content)
        return
    clear_left_once(target.parent)
    try:
        new_file(target, content)
    except FileExistsError:
        if target.is_file() and target.stat().st_size == len(content) and target.read_bytes() == content:
            said = f"{path_shown(target)} 已经存在，内容与这次导入的相同，没有改动"
            raise FileProblem(said, "不用再导入；确要重写请加 --force") from None
        advice = "请换一个文件名；确要覆盖请加 --force"
        raise FileProblem(f"{path_shown(target)} 已经存在，没有覆盖", advice) from None


command.__name__ = "import"
COMMAND = command
