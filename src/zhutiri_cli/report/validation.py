"""Plan files judged: the plain facts that the formats of ``zhutiri validate`` show."""

from __future__ import annotations

from msgspec import Struct

from zhutiri_cli.common.shown import Shown, Verbatim
from zhutiri_cli.report.level_lines import LevelLine, levels_said
from zhutiri_cli.rules.finding import Finding, Severity, tally
from zhutiri_cli.rules.rule import Rule


class JudgedFile(Struct, frozen=True):
    """One plan file: its path as shown, its findings in file order, and the lines they point at (by number), verbatim
    because columns count their characters; ``quoted`` makes one fit to be read.

    ``composed``: the text could be read at all; else the rules beyond ZT101 were not checked. ``levels``: the
    rules whose level the plan changes.
    """

    path: Shown
    findings: tuple[Finding, ...]
    lines: dict[int, Verbatim]
    composed: bool
    levels: tuple[LevelLine, ...] = ()

    def settings(self) -> tuple[Shown, ...]:
        """What the plan switches off or weighs otherwise, and how many findings do not count by it."""
        idle = sum(not found.counts for found in self.findings)
        said = levels_said(self.levels)
        return (*said, Shown(f"其中 {idle} 个问题因此不计")) if idle else said


class Validation(Struct, frozen=True):
    """All files of one run, and the rules they were judged by."""

    files: tuple[JudgedFile, ...]
    rules: tuple[Rule, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of every file."""
        return tuple(found for judged in self.files for found in judged.findings)

    def verdict(self) -> Shown:
        """One line: which files, whether there are errors, and how many findings of each severity."""
        counts = tally(self.findings)
        said = "、".join(f"{severity.label} {counts[severity.value]}" for severity in Severity)
        mark, state = ("×", "有错误") if counts[Severity.ERROR.value] else ("√", "没有错误")
        names = self.files[0].path if len(self.files) == 1 else f"{len(self.files)} 个计划文件"
        return Shown(f"{mark} {names}：{state}（{said}）")


def quoted(line: Verbatim, column: int) -> tuple[Shown, int]:
    """A line of a plan as people are shown it, tabs as spaces, and how many characters of that stand before ``column``
    (from 1, in code points of the line as it is)."""
    text = line.text.replace("\t", " ")
    return Shown(text), len(Shown(text[: column - 1]))
