"""``validate`` like a compiler: ``路径:行:列: 错误 ZT103 …``, the line quoted, a caret under the place."""

from __future__ import annotations

import unicodedata

from zhutiri_cli.common.shown import Shown, Verbatim
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.report.validation import JudgedFile, Validation, quoted
from zhutiri_cli.rules.finding import Finding

_QUOTED = 100  # code points of a line that are quoted at most


def render(validation: Validation, display: Display) -> str:
    """Every finding that counts with its line, what the plan switches off, then one line of sums."""
    several = len(validation.files) > 1
    blocks = list[str]()
    for judged in validation.files:
        blocks += [_finding(judged, found) for found in judged.findings if found.counts]
        blocks += [Shown(f"{judged.path}：{line}" if several else line) + "\n" for line in judged.settings()]
    return "".join(blocks) + validation.verdict() + "\n"


def _finding(judged: JudgedFile, found: Finding) -> str:
    line, column = found.place.line or 1, found.place.column or 1
    cited = f"（{found.clause}）" if found.clause else ""
    head = Shown(f"{judged.path}:{line}:{column}: {found.severity.label} {found.rule} {found.message}{cited}")
    return f"{head}\n{_quote(judged.lines.get(line), column)}    → {found.hint}\n"


def _quote(line: Verbatim | None, column: int) -> str:
    if line is None or not line.text.strip():
        return ""
    text, at = quoted(line, column)
    start = max(0, at - _QUOTED // 2) if len(text) > _QUOTED else 0
    lead = "…" if start else ""
    tail = "…" if start + _QUOTED < len(text) else ""
    piece = Shown(f"{lead}{text[start : start + _QUOTED]}{tail}")
    indent = " " * (_cells(text[start:at]) + (2 if lead else 0))
    return f"    {piece}\n    {indent}^\n"


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


FORMAT = Format("text", ".txt", False, render, default=True)
