"""ZT901: what could not be checked. Neither pass nor fail, and never silent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.rules.bearing import Bearing
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InFolder, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case
    from zhutiri_cli.rules.views import WorkspaceView

ZT901 = Rule(
    "ZT901",
    Severity.ERROR,
    "有一项核对没有完成",
    manual="读取文件的程序出错、文件或文件夹打不开（没有权限、正被别的程序使用），或某条规则自身出错，这一项就没有核对：既不算通过，也不算不通过，更不据此点名。",
    remedy="按提示排除原因后重新运行；排除不了的请把这句话连同文件反馈给维护人员。",
    needs=frozenset(),
    bearing=Bearing(unchecked=True, lasting=True, office=10),
    waivable=False,
)
_NOT_CHECKED, _NOT_RECOGNISED = "没有核对", "没有识别成"


@ZT901.looks_at(Scope.ACTIVITY)
def unread(case: Case) -> Iterator[Hit]:
    """Readers that failed, files that nobody could open, photos the engine broke on, folders that were not listed."""
    from zhutiri_cli.materials.ocr.words_seen import PhotoOutcome

    for file in case.submission.files:
        if file.facts is not None and file.facts.verdict in (Fitness.FAILED, Fitness.CLOSED):
            message = f"“{shorten(file.relative)}”{_NOT_CHECKED}：{file.facts.reason}"
            yield Hit(message, file.facts.remedy or "请人工查看该文件", InFolder(file.relative))
    for sighting in case.seen.sightings if case.seen is not None else ():
        for looked in (sighting.reading, sighting.logo):
            if looked is not None and looked.outcome is PhotoOutcome.FAILED:
                message = f"图片“{shorten(sighting.relative)}”{_NOT_RECOGNISED}：{looked.reason}"
                yield Hit(message, "请人工查看该图片，并把此图片反馈给维护人员", InFolder(sighting.relative))
    for relative, reason in case.submission.unread:
        shown = "活动文件夹" if relative in ("", ".") else f"“{shorten(relative)}”"
        yield Hit(f"{shown}{_NOT_CHECKED}：{reason}", _mended(reason), InFolder(relative))


def _mended(reason: str) -> str:
    """What to do about a folder that was not looked into: it is too much, or it may not be read."""
    too_much = "请减少文件夹的层数或文件的个数后重新运行"
    return too_much if "超过" in reason else "请检查文件夹的读取权限后重新运行"


@ZT901.had_occasion
def what_was_tried(case: Case) -> dict[str, bool]:
    """Files are always tried, photos only on request."""
    there = case.submission.folder is not None
    return {_NOT_CHECKED: there, _NOT_RECOGNISED: there and case.seen is not None}


@ZT901.looks_at(Scope.WORKSPACE)
def unread_root(view: WorkspaceView) -> Iterator[Hit]:
    """The submissions root itself could not be listed, or what is kept of the units' own obligations not be read."""
    for _, reason in view.discovery.unread:
        yield Hit(f"报送材料总文件夹没有核对：{reason}", "请检查文件夹的读取权限后重新运行")
    if view.duties_fault:
        yield Hit(f"按单位的事项没有核对：{view.duties_fault}", "请改正后重新运行")
