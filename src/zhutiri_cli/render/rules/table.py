"""``rules`` on the terminal: the catalogue as a table, or one rule's page."""

from __future__ import annotations

from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.render.kit.terminal import Screen, console, paragraph, printed, put, simple_table, words
from zhutiri_cli.rules.manual import Manual, RulePage


def render(manual: Manual, display: Display) -> str:
    """The table of all rules, or the pages of those asked for."""
    out = console(display)
    if manual.whole:
        table = simple_table()
        table.add_column("规则", no_wrap=True)
        table.add_column("级别", no_wrap=True)
        table.add_column("条款", no_wrap=True)
        table.add_column("内容", overflow="fold")
        for page in manual.pages:
            clause = page.clause[0] if page.clause else ""
            table.add_row(page.rule.code, page.rule.severity.label, words(clause), words(page.rule.title))
        out.rich.print(table)
        put(out, "级别为通常情形，个别规则视情况升降；zhutiri rules 编号 查看说明。", "dim")
    else:
        for page in manual.pages:
            _page(out, page, manual.source)
    return printed(out)


def _page(out: Screen, page: RulePage, source: str | None) -> None:
    rule = page.rule
    put(out, f"{rule.code}　{rule.title}（{rule.severity.label}）", "bold")
    paragraph(out, "说明：", rule.manual)
    if page.clause:
        paragraph(out, "依据：", f"{source or ''} {page.clause[0]}：{page.clause[1]}")
    paragraph(out, "怎么办：", rule.remedy)


FORMAT = Format("table", ".txt", False, render, default=True)
