"""``validate`` like a compiler: ``路径:行:列: 错误 ZT103 …``, the line quoted, a caret under the place."""

from __future__ import annotations

import unicodedata

from zhutiri_cli.common.spelling import literal
from zhutiri_cli.render.format import Display, Format
from zhutiri_cli.report.validation import JudgedFile, Validation
from zhutiri_cli.rules.finding import Finding

_QUOTED = 100  # code points of a line that are quoted at most


def render(validation: Validation, display: Display) -> str:
    """Every finding with its line, then one line of sums."""
    blocks = [_finding(judged, found) for judged in validation.files for found in judged.findings]
    return "".join(blocks) + literal(validation.verdict()) + "\n"


def _finding(judged: JudgedFile, found: Finding) -> str:
    line, column = found.place.line or 1, found.place.column or 1
    cited = f"（{found.clause}）" if found.clause else ""
    head = (
        f"{literal(judged.path)}:{line}:{column}: {found.severity.label} {found.rule} {literal(found.message)}{cited}"
    )
    return f"{head}\n{_quote(judged.lines.get(line, ''), column)}    → {literal(found.hint)}\n"


def _quote(line: str, column: int) -> str:
    if not line.strip():
        return ""
    start = max(0, column - 1 - _QUOTED // 2) if len(line) > _QUOTED else 0
    shown = line[start : start + _QUOTED].replace("\t", " ")
    before = literal(shown[: column - 1 - start])
    lead = "…" if start else ""
    tail = "…" if start + _QUOTED < len(line) else ""
    indent = " " * (_cells(before) + (2 if lead else 0))
    return f"    {lead}{literal(shown)}{tail}\n    {indent}^\n"


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


FORMAT = Format("text", ".txt", False, render, default=True)
