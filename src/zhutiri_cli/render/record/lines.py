"""After a receipt: what was recognised as what, what was not, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from zhutiri_cli.case.material_lines import MaterialItem
from zhutiri_cli.case.status import Status
from zhutiri_cli.common.shown import NO_WORDS, Shown, Verbatim
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.report.next_step import unsettled

MOST_UNKNOWN = 10
"""Files of no kind that are named one by one."""
UNKNOWN = "未识别；属于某种材料的，用 record 序号 --as 种类=文件 指明"


def recognised(
    item: ActivityReport, files: Sequence[str], urls: Sequence[str], set_aside: Mapping[str, str]
) -> list[Shown]:
    """Lines of what is recognised (认出) and not (未认出) of the files (paths in the folder) and links (normalised)
    received, and of what is still missing (还差); ``set_aside``: why files count for nothing as they are, and what to
    do."""
    found, extra, unknown = list[str](), list[str](), list[str]()
    unfit = {file.path: file.state for file in item.files if not file.kinds and file.unfit}
    for name in files:
        kinds = [(line.label, held) for line in item.materials for held in line.items if held.path == Shown(name)]
        if kinds:
            found.append(_found(name, kinds))
        else:
            known = set_aside.get(name) or unfit.get(Shown(name))
            (extra if known else unknown).append(f"未认出：{name}（{known or UNKNOWN}）")
    for url in urls:
        kinds = [(line.label, held) for line in item.materials for held in line.items if held.url == Verbatim(url)]
        found.append(_found(url, kinds or [("链接", MaterialItem(NO_WORDS, True))]))
    missing = [f"还差：{line.label}（差 {line.lacking}）" for line in item.lacking]
    if len(unknown) > MOST_UNKNOWN:
        more = f"未认出：另有 {len(unknown) - MOST_UNKNOWN} 个文件，全部列出：zhutiri check {item.id} --all"
        unknown = [*unknown[:MOST_UNKNOWN], more]
    return [*map(Shown, [*found, *extra, *unknown, *(missing or ["√ 要求的材料已齐"])])]


def _found(name: str, kinds: Sequence[tuple[str, MaterialItem]]) -> str:
    labels = "、".join(dict.fromkeys(label for label, _ in kinds))
    notes = dict.fromkeys(_note(name, held) for _, held in kinds if held.note)
    return f"认出：{name} → {labels}" + (f"（{'；'.join(notes)}）" if notes else "")


def _note(name: str, held: MaterialItem) -> str:
    """What is to be said of an item; of a link in a file it is said of the link, since another one may be good."""
    of = f"其中 {shorten(held.address)} " if held.url is not None and held.path == Shown(name) else ""
    return f"{of}不能使用：{held.note}" if held.refused else f"{of}{held.note}"


def status_now(item: ActivityReport) -> list[Shown]:
    """One line on how an activity stands once its day is recorded: a complete set that came late says so."""
    if item.held is None:
        return []
    by = f"迟 {item.late_by} 个工作日" if item.late_by else "迟不足1个工作日"
    why = f"（{item.submitted} 报齐，{by}）" if item.status is Status.LATE else ""
    why = f"（{unsettled(item)}）" if item.status is Status.UNRECORDED else why
    return [Shown(f"  状态：{item.label}{why}")]


def held_advice(item: ActivityReport, day: date, source: str) -> list[Shown]:
    """The day held that a package says, and what says so (``source``): recorded, and to be looked at; or left open,
    with the command for it."""
    if item.held == (day, day):
        return [Shown(f"  举办日期 {day} 取自{source}，请核对；不对请改：zhutiri record {item.id} --held 日期")]
    if item.held is not None:
        return []
    said = f"举办日期像是 {day}（{source}），没有登记，请核对后运行"
    return [Shown(f"  {said}：zhutiri record {item.id} --held {day}")]


def standings(items: Sequence[ActivityReport]) -> list[Shown]:
    """A small table: number, deadline in force with its notes, and theme."""
    found = ["序号  报送截止日  活动主题"]
    for item in items:
        notes = [] if item.deadline else ["最迟，尚未登记举办日期"]
        notes += [f"由 {item.extended_from} 延期"] if item.extended_from else []
        notes += ["暂定"] if item.provisional else []
        said = f"（{'；'.join(notes)}）" if notes else ""
        found.append(f"{item.id:>4}  {item.due}  {shorten(item.theme)}{said}")
    return [*map(Shown, found)]
