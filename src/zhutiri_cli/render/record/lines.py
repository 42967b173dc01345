"""After a receipt: what was recognised as what, what was not, and what is still missing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from zhutiri_cli.case.material_lines import MaterialItem
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.report.report import ActivityReport


def recognised(item: ActivityReport, files: Sequence[str], urls: Sequence[str], archives: Collection[str]) -> list[str]:
    """``FOUND``, ``EXTRA`` and ``MISSING`` lines for the files (paths in the folder) and links (normalised) received;
    ``archives`` are files that were kept unopened."""
    found, extra = list[str](), list[str]()
    for name in files:
        kinds = [(line.label, held) for line in item.materials for held in line.items if held.path == name]
        if kinds:
            found.append(_found(name, kinds))
        else:
            why = (
                "压缩包没有打开，请解压后再放入"
                if name in archives
                else "未识别，请在 submission.yaml 的 materials 中指明"
            )
            extra.append(f"EXTRA   {name}（{why}）")
    for url in urls:
        kinds = [(line.label, held) for line in item.materials for held in line.items if held.url == url]
        found.append(_found(url, kinds or [("链接", MaterialItem("", True, url))]))
    missing = [f"MISSING {line.label}（还差 {line.lacking}）" for line in item.lacking]
    return [*found, *extra, *(missing or ["√ 要求的材料已齐"])]


def _found(name: str, kinds: Sequence[tuple[str, MaterialItem]]) -> str:
    labels = "、".join(dict.fromkeys(label for label, _ in kinds))
    notes = dict.fromkeys(held.note if held.usable else f"不能使用：{held.note}" for _, held in kinds if held.note)
    return f"FOUND   {name} → {labels}" + (f"（{'；'.join(notes)}）" if notes else "")


def standings(items: Sequence[ActivityReport]) -> list[str]:
    """A small table: number, deadline in force with its notes, and theme."""
    found = ["序号  报送截止日  活动主题"]
    for item in items:
        notes = [] if item.deadline else ["最迟，尚未登记举办日期"]
        notes += [f"由 {item.extended_from} 延期"] if item.extended_from else []
        notes += ["暂定"] if item.provisional else []
        said = f"（{'；'.join(notes)}）" if notes else ""
        found.append(f"{item.id:>4}  {item.due}  {shorten(item.theme)}{said}")
    return found
