"""ZT315: material that is there but is not as much as the plan asks: words, sides of photos, numbers, outlets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.materials.links.outlets import LEVELS
from zhutiri_cli.plan.terms import Amount, DocumentAmount, LinkAmount, PhotoAmount
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InFolder, Need, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case
    from zhutiri_cli.case.material_lines import MaterialLine
    from zhutiri_cli.submission.arrivals import FileFact

ZT315 = Rule(
    "ZT315",
    Severity.WARNING,
    "材料达不到计划的要求",
    topic="report",
    manual="计划文件对字数、图片边长、最多份数、媒体层级另有要求的（minimum_words、minimum_side、maximum、minimum_level），"
    "材料在而达不到。字数按正文计：每个汉字、标点计一，一串字母或数字计一。至少要有最少份数的文件达到；"
    "读不出字数或认不出媒体层级的，提示人工核对。多于最多份数的仅作提示。",
    remedy="请单位补报符合要求的材料；认不出的媒体，核对后写入计划的 scoring.reports.outlets。",
    needs=frozenset({Need.SOUND_RECORD, Need.CONTENT}),
)
_SHOWN = 3


@ZT315.looks_at(Scope.ACTIVITY)
def falls_short(case: Case) -> Iterator[Hit]:
    """Every kind that is there and falls short of what is asked beyond its number, or exceeds it."""
    if case.status is Status.CANCELLED or case.situation.doubtful:
        return
    terms = case.plan.materials.asked
    for line in case.materials:
        asked = terms[line.kind]
        if not line.usable or line.lifted or not asked.applies_to(case.activity.forms):
            continue
        yield from _too_many(line, asked)
        if isinstance(asked, DocumentAmount) and asked.minimum_words:
            yield from _too_short(case, line, asked)
        if isinstance(asked, PhotoAmount) and asked.minimum_side:
            yield from _too_small(case, line, asked)
        if isinstance(asked, LinkAmount) and asked.minimum_level:
            yield from _too_low(case, line, asked.minimum_level)


def _too_many(line: MaterialLine, asked: Amount) -> Iterator[Hit]:
    if asked.maximum is not None and line.usable > asked.maximum:
        message = f"{line.label}有 {line.usable}，多于要求的 {asked.maximum}"
        yield Hit(message, "请单位挑选；都要留的不必处理", None, Severity.INFO)


def _too_short(case: Case, line: MaterialLine, asked: DocumentAmount) -> Iterator[Hit]:
    from zhutiri_cli.materials.prose import words_in

    files = _files(case, line)
    counted = {file.relative: words_in(file.facts.text) for file in files if file.facts}
    read = {file.relative for file in files if file.facts and file.facts.verdict is Fitness.USABLE}
    unread = [
        name for file in files if (name := file.relative) not in read and counted.get(name, 0) < asked.minimum_words
    ]
    counted = {name: count for name, count in counted.items() if name not in unread}
    enough = [count for count in counted.values() if count >= asked.minimum_words]
    needed = max(asked.minimum, 1)
    if len(enough) >= needed:
        return
    if len(enough) + len(unread) >= needed:
        message = f"没有读出“{shorten(unread[0])}”的字数（{line.label}要求不少于 {asked.minimum_words} 字）"
        yield Hit(message, "请打开核对", InFolder(unread[0]), Severity.INFO)
        return
    most = max(counted, key=lambda relative: counted[relative])
    message = f"{line.label}“{shorten(most)}”约 {counted[most]} 字，要求不少于 {asked.minimum_words} 字"
    yield Hit(message, "请单位补写后重新报送", InFolder(most))


def _too_small(case: Case, line: MaterialLine, asked: PhotoAmount) -> Iterator[Hit]:
    photos = [(file.relative, file.facts.photo) for file in _files(case, line) if file.facts and file.facts.photo]
    small = [(name, min(it.width, it.height)) for name, it in photos if min(it.width, it.height) < asked.minimum_side]
    unknown = line.usable - len(photos)
    large, needed = len(photos) - len(small), max(asked.minimum, 1)
    if large >= needed:
        return
    if large + unknown >= needed:
        message = f"有 {unknown} 个{line.label}没有读出边长（要求短边不少于 {asked.minimum_side} 像素）"
        yield Hit(message, "请打开核对", None, Severity.INFO)
        return
    shown = "、".join(f"“{shorten(name)}”{side} 像素" for name, side in small[:_SHOWN])
    more = f"等 {len(small)} 个" if len(small) > _SHOWN else ""
    message = f"{line.label}短边不少于 {asked.minimum_side} 像素的应有 {needed}，只有 {large}（{shown}{more}）"
    yield Hit(message, "请单位报送原图", InFolder(small[0][0]) if small else None)


def _too_low(case: Case, line: MaterialLine, lowest: str) -> Iterator[Hit]:
    scoring = case.plan.scoring
    own = scoring.reports.outlets if scoring is not None else {}
    levels = [own.get(item.outlet) or item.level for item in line.items if item.usable]
    if any(level in LEVELS and LEVELS.index(level) >= LEVELS.index(lowest) for level in levels):
        return
    unknown = sum(level not in LEVELS for level in levels)
    if unknown:
        message = f"没有认出{lowest}及以上的报道，有 {unknown} 条的媒体层级认不出"
        yield Hit(message, "请核对；认得的写入计划的 scoring.reports.outlets", None, Severity.INFO)
    else:
        yield Hit(f"报道中没有{lowest}及以上媒体的", f"请单位补报{lowest}及以上媒体的报道链接")


def _files(case: Case, line: MaterialLine) -> list[FileFact]:
    counted = {item.path for item in line.items if item.usable and item.url is None}
    return [file for file in case.submission.files if file.relative in counted and line.kind in file.kinds]
