"""ZT305, ZT306, ZT314: files that cannot be used, and folders or files that cannot be assigned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.paths import typed_word
from zhutiri_cli.common.spelling import normalise, readable, shorten
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.materials.packed import packed
from zhutiri_cli.rules.bearing import Bearing
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InFolder, InRecord, Need, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case
    from zhutiri_cli.rules.views import WorkspaceView

ZT305 = Rule(
    "ZT305",
    Severity.WARNING,
    "文件不能使用或未核对内容",
    topic="report",
    manual="报送的文件是空的、打不开、加密，或内容与后缀不符，不算数；登记中写明的文件不在文件夹内，也在此提示。"
    "确是文档而本机读不出文字的（.doc、.wps、扫描件，登记为方案、总结的图片），算数，但注明未核对内容。后缀与内容不符而办公软件照样打得开的、"
    "末尾缺几个字节的图片，算数，仅作提示。",
    remedy="请单位重新报送可以打开、未加密的文件；未核对内容的请人工查看。",
    needs=frozenset({Need.CONTENT}),
    bearing=Bearing(unread=True),
)
ZT306 = Rule(
    "ZT306",
    Severity.WARNING,
    "文件夹或文件无法归类",
    manual="文件夹名称应以活动序号开头（如 04-区人社局）。无法归到活动的文件夹、同一活动的第二个文件夹、"
    "指向工作区之外的链接、没有解压的压缩包、没有打开的邮件，里面的材料都没有核对；归不到任何材料种类的文件仅作提示。",
    remedy="改正文件夹名称、合并重复的文件夹、解压压缩包、打开邮件；属于某种材料而未识别的，"
    "用 zhutiri record 登记 --as 种类=文件名。",
    needs=frozenset(),
)
ZT314 = Rule(
    "ZT314",
    Severity.INFO,
    "一个文件当两种材料用",
    topic="report",
    manual="文件名同时写着方案和总结，而正文里两个标题都有（或正文读不出来），这一个文件既算方案也算总结；"
    "总结、链接文件里不小于 300 像素的图片，计入图片。",
    remedy="请打开核对；分开报送更便于归档。不算的，改文件名，或在 submission.yaml 的 materials 中注明；"
    "文件里的图片一律不算的，在计划的 requirements.report 里写 pictures_in_documents: false。",
    needs=frozenset({Need.CONTENT}),
)


@ZT305.looks_at(Scope.ACTIVITY)
def unusable_files(case: Case) -> Iterator[Hit]:
    """Files that do not count, files whose text was not read, and names in the record without a file."""
    from zhutiri_cli.case.material_lines import PICTURED, is_pictured

    if case.status is Status.CANCELLED:
        return
    for file in case.submission.files:
        facts = file.facts
        if facts is not None and facts.verdict is Fitness.USABLE and facts.reason:
            message = f"“{shorten(file.relative)}”可以使用：{facts.reason}"
            yield Hit(message, facts.remedy, InFolder(file.relative), Severity.INFO)
        if is_pictured(file):
            message = f"“{shorten(file.relative)}”未核对内容：{PICTURED}"
            yield Hit(message, "请打开看确是方案、总结的扫描件，不是的请改登记", InFolder(file.relative), unseen=True)
        if facts is None or facts.verdict not in (Fitness.UNUSABLE, Fitness.UNCHECKED):
            continue
        unseen = facts.verdict is Fitness.UNCHECKED
        what, why = ("未核对内容", facts.reason.removesuffix("，未核对内容")) if unseen else ("不能使用", facts.reason)
        message = f"“{shorten(file.relative)}”{what}：{why}"
        yield Hit(message, facts.remedy, InFolder(file.relative), unseen=unseen)
    for route, name in case.submission.absent:
        if pattern := _ignored_by(name, case):
            message = f"登记的文件“{shorten(name)}”按计划的 ignore（{shorten(pattern)}）不算材料，没有打开"
            mild = Severity.INFO if route[0] == "receipts" else None  # what came in is recorded whole
            yield Hit(message, "确是材料的，请改文件名，或改计划的 ignore；不是的不必改", InRecord(route), mild)
            continue
        message = f"登记的文件“{shorten(name)}”不在文件夹内"
        yield Hit(message, "请核对文件名，或补上该文件", InRecord(route))


def _ignored_by(name: str, case: Case) -> str | None:
    """The pattern by which a file that the record names is no material; ``None`` where it simply is not there."""
    from zhutiri_cli.submission.arrivals import covers, key_of

    return next((pattern for path, pattern in case.submission.ignored if covers(name, key_of(path))), None)


@ZT306.looks_at(Scope.ACTIVITY)
def unassigned(case: Case) -> Iterator[Hit]:
    """Second folders, links that leave the workspace, unopened archives; files of no kind as information."""
    if case.status is Status.CANCELLED:
        return
    submission = case.submission
    for name in submission.spare:
        used = readable(submission.folder.name) if submission.folder else ""
        message = f"同一活动还有文件夹“{shorten(name)}”，未计入；已用“{shorten(used)}”"
        yield Hit(message, "请合并为一个文件夹", unseen=True)
    for relative in submission.outside:
        message = f"“{shorten(relative)}”是指向工作区之外的链接，未打开"
        yield Hit(message, "请放入文件本身", InFolder(relative), unseen=True)
    for relative in submission.packed:
        if kind := packed(relative):
            yield Hit(f"{kind.what}“{shorten(relative)}”{kind.state}", kind.remedy, InFolder(relative), unseen=True)
    for file in submission.files:
        if file.facts is None and file.family != "packed":
            yield _unknown_file(case.activity.id, file.relative)


@ZT314.looks_at(Scope.ACTIVITY)
def two_in_one(case: Case) -> Iterator[Hit]:
    """Files that fill both plan and summary."""
    from zhutiri_cli.case.material_lines import pictures_inside

    if case.status is Status.CANCELLED:
        return
    for file in case.submission.files:
        if {"plan", "summary"} <= file.kinds and file.facts is not None and file.facts.usable:
            read = file.facts.verdict is Fitness.USABLE and bool(file.facts.text.strip())
            why = "正文里两个标题都有" if read else "正文没有读出来，按文件名算"
            yield Hit(f"“{shorten(file.relative)}”同时算方案和总结：{why}", where=InFolder(file.relative))
        count = pictures_inside(file) if case.plan.requirements.report.pictures_in_documents else 0
        if count and "photos" not in file.kinds:
            message = f"“{shorten(file.relative)}”里的 {count} 张图片计入图片"
            yield Hit(message, "请打开核对是否活动现场的图片", InFolder(file.relative))


def _unknown_file(number: int, relative: str) -> Hit:
    from zhutiri_cli.materials.kinds import INLINE_PICTURES, MARK_ADVICE

    name = normalise(PurePosixPath(relative).name)
    if name.startswith("submission.") and "/" not in relative:
        message = f"“{shorten(relative)}”不会被当作登记文件读取"
        return Hit(message, "登记文件应命名为 submission.yaml", InFolder(relative))
    if relative.startswith(f"{INLINE_PICTURES}/"):
        return Hit(f"“{shorten(relative)}”未计入图片", MARK_ADVICE, InFolder(relative), Severity.INFO)
    named = typed_word(f"种类={relative}")
    hint = f"是某种材料的，请登记 zhutiri record {number} --as {named}（种类换成总结、方案等）"
    return Hit(f"“{shorten(relative)}”未识别为任何材料", hint, InFolder(relative), Severity.INFO)


@ZT306.looks_at(Scope.WORKSPACE)
def strays(view: WorkspaceView) -> Iterator[Hit]:
    """Folders and files of the root that belong to no activity."""
    for number, name in view.discovery.by_unit.items():
        message = f"文件夹“{shorten(name)}”没有序号，按单位名称用作第 {number} 项的"
        yield Hit(message, f"是的，请改名为 {number:02d}-{name}，不再提示", InFolder(name), Severity.INFO)
    for name in view.discovery.months:
        message = f"“{shorten(name)}”是月份文件夹，里面的文件夹照常使用"
        yield Hit(message, "不必改动", InFolder(name), Severity.INFO)
    for name in view.discovery.strays:
        message = f"文件夹“{shorten(name)}”无法归到任何活动，其中材料未核对"
        yield Hit(message, "请以计划中的活动序号开头命名，如 04-单位名称", InFolder(name), unseen=True)
    for name in view.discovery.outside:
        message = f"“{shorten(name)}”是指向工作区之外的链接，未打开"
        yield Hit(message, "请放入文件夹本身", InFolder(name), unseen=True)
    for name in view.discovery.loose:
        kind = packed(name)
        what = kind.what if kind else "文件"
        hint = f"是某项活动的，{kind.remedy}" if kind else "请放入对应活动的文件夹"
        severity = Severity.WARNING if kind else Severity.INFO
        yield Hit(f"{what}“{shorten(name)}”不在任何活动文件夹内，未核对", hint, InFolder(name), severity)
