"""Options of ``zhutiri check`` alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

UnitsOption = Annotated[
    list[str] | None, typer.Option("--unit", metavar="单位", help="只看该单位（含联合承办）；可重复")
]
MonthsOption = Annotated[
    list[str] | None, typer.Option("--month", metavar="月份", help="只看该月，如 3 或 2024-03；可重复")
]
IdsOption = Annotated[list[str] | None, typer.Option("--id", metavar="序号", help="只看该序号的活动；可重复")]
StatusesOption = Annotated[
    list[str] | None, typer.Option("--status", metavar="状态", help="只看该状态，如 overdue 或 逾期未报；可重复")
]
DueWithinOption = Annotated[
    str, typer.Option("--due-within", metavar="天数", help="列出未来几个工作日内到期的活动；默认 5")
]
AllOption = Annotated[bool, typer.Option("--all", help="逐条列出提示和已豁免的问题")]
BaselineOption = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="文件", help="与上次的 JSON 报告相比：新增、已整改、仍未整改、截止日变化"),
]
FailOnNewOption = Annotated[
    bool, typer.Option("--fail-on-new", help="退出码只看比上次新增或加重的问题；须与 --baseline 一起用")
]
NoCacheOption = Annotated[bool, typer.Option("--no-cache", help="不用缓存，逐个重新打开全部材料")]
OnlineOption = Annotated[bool, typer.Option("--online", help="联网打开报送的链接核对；默认不联网")]
OcrOption = Annotated[
    bool, typer.Option("--ocr", help="识别图片中的会标文字，比对 LOGO（需安装 zhutiri-cli[ocr]，不联网）")
]
