"""ZT307, ZT309: what the photos of a submission show, and when they were taken. They speak once a photo is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from zhutiri_cli.case.status import Status
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.similarity.pictures import Likeness
from zhutiri_cli.rules.bearing import Bearing, Disputed
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InFolder, Need, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case
    from zhutiri_cli.materials.file_facts import PhotoFacts

SHORT_SIDE = 300
"""Pixels below which a side is too short: thumbnails of chat programs have some 200."""
FEWEST_PIXELS = 200_000
"""Width times height below which a photo is too small; 640 × 480 has more."""

ZT307 = Rule(
    "ZT307",
    Severity.WARNING,
    "图片过小、空白或重复",
    topic="report",
    manual=f"图片的短边不足 {SHORT_SIDE} 像素或总共不足 {FEWEST_PIXELS // 10_000} 万像素（多半是聊天软件里的缩略图），"
    "几乎只有一种颜色，或与同一活动的另一张图片是同一张（压缩、缩放、加边框、截屏、左右翻转、转过、裁剪到八成的也算）；"
    "只是极相似（如机位不动的两个瞬间）的，请核对。",
    remedy="请单位换报活动现场的原图；重复的只留一张。",
    needs=frozenset({Need.SOUND_RECORD, Need.CONTENT}),
    bearing=Bearing(disputed=Disputed.PHOTO),
)
ZT309 = Rule(
    "ZT309",
    Severity.WARNING,
    "图片不是活动当天拍摄",
    topic="report",
    manual="图片自带的拍摄日期（EXIF）不在登记的举办日期之内。没有拍摄日期的（微信会去掉）不提示；"
    "相机时钟显然没有设置的（2005年以前）不提示；报道的佐证（剪报等）不提示；带时区的换算成北京时间。",
    remedy="请单位核对，换报活动当天的图片；举办日期登记有误的用 zhutiri record 改正；"
    "确是当天而相机时钟不准的，在 submission.yaml 中写 waivers 并说明理由。",
    needs=frozenset({Need.SOUND_RECORD, Need.CONTENT}),
    bearing=Bearing(disputed=Disputed.PHOTO),
)


def photos(case: Case) -> Iterator[tuple[str, PhotoFacts]]:
    """The usable photos that are there, each with its path; none where nothing may be judged."""
    from zhutiri_cli.case.copies import usable

    if case.status is Status.CANCELLED or case.situation.doubtful:
        return
    for file in case.submission.files:
        facts = usable(file)
        there = file.received is None or file.received <= case.as_of
        if facts and facts.photo and there and "photos" in file.kinds:
            yield file.relative, facts.photo


@ZT307.looks_at(Scope.ACTIVITY)
def poor_photos(case: Case) -> Iterator[Hit]:
    """Photos too small, blank, or the same as an earlier one of the submission."""
    for relative, photo in photos(case):
        name, where = f"图片“{shorten(relative)}”", InFolder(relative)
        if min(photo.width, photo.height) < SHORT_SIDE or photo.width * photo.height < FEWEST_PIXELS:
            yield Hit(f"{name}过小（{photo.width}×{photo.height} 像素）", "请单位换报原图", where)
        if photo.blank:
            yield Hit(f"{name}是空白的，几乎只有一种颜色", "请单位换报活动现场的图片", where)
        elif other := _earlier_own(case, relative):
            what = "是同一张" if other.sure else "极相似，请核对是否同一张"
            yield Hit(f"{name}与“{shorten(other.relative)}”{what}", "重复的只留一张，请单位另报一张", where)


class _Earlier(NamedTuple):
    """An earlier photo of the same submission, and whether it is surely the same shot."""

    relative: str
    sure: bool


def _earlier_own(case: Case, relative: str) -> _Earlier | None:
    own, copies = case.activity.id, case.peers.copies
    file = copies.by_place.get((own, relative))
    if file is None:
        return None
    found = copies.earlier(file, lambda one: one.number == own and one.there(case.as_of) and "photos" in one.kinds)
    return _Earlier(found.relative, file.likeness(found) is Likeness.ONE_SHOT) if found else None


@ZT309.looks_at(Scope.ACTIVITY)
def other_day(case: Case) -> Iterator[Hit]:
    """Photos whose camera names a day outside the activity; clippings that prove a report may be of any day."""
    from zhutiri_cli.submission.arrivals import evidence_of, key_of

    held = case.record.held
    if held is None or not case.begun:
        return
    evidence = {key_of(name) for _, name in evidence_of(case.record)}
    days = f"{held.first}" if held.first == held.last else f"{held.first} 至 {held.last}"
    for relative, photo in photos(case):
        if photo.taken and not held.first <= photo.taken <= held.last and key_of(relative) not in evidence:
            message = f"图片“{shorten(relative)}”拍摄于 {photo.taken}，不在举办日期（{days}）之内"
            yield Hit(message, "请核对拍摄日期和登记的举办日期", InFolder(relative))
