"""What the clerk is asked once a package lies in its folder: what the files are that nothing told, and whether the
photos show the banner and the LOGO. Enter leaves a question open."""

from __future__ import annotations

from collections.abc import Mapping

from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.report.activity_report import ActivityReport
from zhutiri_cli.workspace.receiving.proposing.dialogue import Ask
from zhutiri_cli.workspace.receiving.taken_in import Received
from zhutiri_cli.workspace.recording.write_record import Changes

_MOST = 5
"""Files that are asked for one by one; more of them are left to ``record --as``."""
_SHORT = {"plan": "方案", "summary": "总结", "photos": "图片", "links": "链接"}
_NONE = ("不是", "不是材料", "否", "n")
_YES, _NO = ("y", "yes", "是", "有"), ("n", "no", "否", "无", "没有")


def asked_after(plan: Plan, item: ActivityReport, done: Received, ask: Ask, *, doubtful: bool) -> Changes:
    """What the clerk says of what was taken in; files are asked for only while something is lacking, banner and LOGO
    only of a ``doubtful`` package with photos of which the record does not say."""
    kinds = tuple(_named(plan, item, done, ask)) if item.lacking else ()
    banner, logo = None, None
    if doubtful and plan.requirements.branding is not None and _photos(item, done):
        banner = item.recorded.banner if item.recorded.banner is not None else _seen("会标（活动字样）", ask)
        logo = item.recorded.logo if item.recorded.logo is not None else _seen("LOGO", ask)
        banner = None if banner == item.recorded.banner else banner
        logo = None if logo == item.recorded.logo else logo
    return Changes(banner=banner, logo=logo, kinds=kinds)


def _named(plan: Plan, item: ActivityReport, done: Received, ask: Ask) -> list[str]:
    told = {held.path for line in item.materials for held in line.items}
    unknown = [name for name in done.files if Shown(name) not in told and name not in done.set_aside]
    labels: Mapping[str, str] = plan.requirements.report.materials.labels
    words = {word: kind for kind, label in labels.items() for word in (_SHORT.get(kind, label), label)}
    offered = "、".join(dict.fromkeys(_SHORT.get(kind, label) for kind, label in labels.items()))
    found = []
    for name in unknown[:_MOST]:
        while said := ask(f"  未认出 {shorten(name)}，是哪种材料？{offered}、不是材料；回车先不定：").strip():
            if said in _NONE:
                break
            kind = words.get(said)
            if kind is not None:
                found.append(f"{kind}={name}")
                break
    return found


def _photos(item: ActivityReport, done: Received) -> bool:
    names = {Shown(name) for name in done.files}
    return any(held.path in names for line in item.materials if line.kind == "photos" for held in line.items)


def _seen(what: str, ask: Ask) -> bool | None:
    while said := ask(f"  图片上看得到{what}吗？是=y，否=n，回车先不定：").strip().casefold():
        if said in _YES:
            return True
        if said in _NO:
            return False
    return None
