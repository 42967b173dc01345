"""What has changed since an earlier report, in sentences that every human format shows."""

from __future__ import annotations

from zhutiri_cli.report.comparison import Change, Compared, Comparison, Moved
from zhutiri_cli.rules.finding import Finding, Severity

TITLE = "与上次相比"
LISTED = (Change.NEW, Change.RAISED, Change.MENDED, Change.WAIVED, Change.UNCHECKED)
"""Listed one by one; what is still open stands in the report itself and is counted."""
MARKS = {
    Change.NEW: "＋",
    Change.RAISED: "↑",
    Change.OPEN: "×",
    Change.MENDED: "√",
    Change.WAIVED: "－",
    Change.UNCHECKED: "？",
}


def headline(since: Comparison) -> str:
    """The counts in one line."""
    counts = since.counts()
    parts = [f"{change.label} {counts[change]}" for change in (Change.NEW, Change.MENDED, Change.OPEN)]
    parts += [
        f"{change.label} {counts[change]}"
        for change in (Change.RAISED, Change.WAIVED, Change.UNCHECKED)
        if counts[change]
    ]
    return f"与 {since.as_of} 的报告（{since.path}）相比：{'、'.join(parts)}；截止日变化 {len(since.moved)}"


def remarks(since: Comparison) -> list[str]:
    """What limits the comparison."""
    found = []
    if since.absent:
        found.append(f"上次的报告没有序号 {_numbers(since.absent)} 的活动，其问题都算新增")
    if since.gone:
        found.append(f"上次报告中序号 {_numbers(since.gone)} 的活动，这次的计划里没有")
    if since.other_plan:
        found.append(f"上次的计划题为“{since.other_plan}”，与这次不同，请核对是否同一份计划")
    if since.renamed:
        found.append(f"序号 {_numbers(since.renamed)} 的活动主题与上次不同，请核对是否同一项活动")
    if since.of(Change.UNCHECKED):
        found.append(
            "“本次未核对”的问题不能算已整改：这次没有联网、没有识别图片、有材料没有核对成，"
            "或因登记、计划有变（如删去日期、延期、取消）没有再作判断"
        )
    return found


def fates(since: Comparison | None, activity: int | None, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """For each finding of an activity, or of the workspace, the word to put beside it: 新增, 加重 or 仍未整改; "" for
    information, for what is waived, and where nothing was compared."""
    if since is None:
        return ("",) * len(findings)
    return tuple(
        change.label if found.counts and found.severity is not Severity.INFO else ""
        for found, change in zip(findings, since.fates[activity], strict=True)
    )


def fresh(word: str) -> str:
    """新增 or 加重, which is worth a mark in a list; nothing for the rest."""
    return word if word in (Change.NEW.label, Change.RAISED.label) else ""


def finding_line(found: Compared) -> str:
    """One finding and what became of it."""
    whose = f"{found.activity}. {found.theme}：" if found.activity is not None else ""
    return f"{found.change.label}：{whose}{said(found)}"


def said(found: Compared) -> str:
    """What a finding says, with its severity and code."""
    return f"{found.message}〔{found.severity.label} {found.rule}〕"


def moved_line(moved: Moved) -> str:
    """One deadline that is another day than before, and whose."""
    return f"截止日变化：{moved.activity}. {moved.theme}：{moved_words(moved)}"


def moved_words(moved: Moved) -> str:
    """From which day to which a deadline moved."""
    old, new = ("报送截止日" if final else "最迟报送日" for final in (moved.was_final, moved.final))
    if old == new:
        return f"{old}由 {moved.before} 变为 {moved.after}"
    return f"{old} {moved.before} → {new} {moved.after}"


def _numbers(numbers: tuple[int, ...]) -> str:
    return "、".join(map(str, numbers[:10])) + (f" 等 {len(numbers)} 项" if len(numbers) > 10 else "")
