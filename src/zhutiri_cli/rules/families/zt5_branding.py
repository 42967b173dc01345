"""ZT501, ZT502: banner and LOGO, confirmed by hand or seen on a photo. They speak once something is submitted.

What was seen comes as facts (``check --ocr``); a confirmation by hand wins over it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from zhutiri_cli.case.status import Status
from zhutiri_cli.case.unconfirmed_branding import unconfirmed
from zhutiri_cli.common.spelling import shorten, within_quotes
from zhutiri_cli.rules.finding import Severity
from zhutiri_cli.rules.rule import Hit, InFolder, InRecord, Need, OnceFor, OnPhotos, Rule, Scope

if TYPE_CHECKING:
    from zhutiri_cli.case.case import Case
    from zhutiri_cli.materials.ocr.banner import Banner, Decision
    from zhutiri_cli.materials.ocr.words_seen import Seen

ZT501 = Rule(
    "ZT501",
    Severity.INFO,
    "会标文字未核对",
    topic="branding",
    manual="活动现场会标应体现规定的字样。由人看过图片后登记；没有登记的仅作提示，登记为未体现的为警告。"
    "加 --ocr 时由程序识别图片：读到规定的字样和年份即为确认；读到字样而年份明确是别的年份的为警告；"
    "年份认不清、没有读到字样的，请人工查看。登记的结果优先于识别的结果。",
    remedy="看过图片后登记 zhutiri record 序号 --banner（或 --no-banner）。",
    needs=frozenset({Need.SUBMITTED, Need.CONTENT, Need.PHOTOS}),
    once_for=OnceFor.ACTIVITY,
    on_photos=OnPhotos.BANNER,
)
ZT502 = Rule(
    "ZT502",
    Severity.INFO,
    "LOGO 未核对",
    topic="branding",
    manual="活动现场应设置、显示 LOGO。由人看过图片后登记；没有登记的仅作提示，登记为未设置的为警告。"
    "计划中写明 LOGO 图样（requirements.branding.logo）的，加 --ocr 时由程序在图片上比对，认出即为确认；"
    "没有认出不等于没有设置。",
    remedy="看过图片后登记 zhutiri record 序号 --logo（或 --no-logo）。",
    needs=frozenset({Need.SUBMITTED, Need.CONTENT, Need.PHOTOS}),
    once_for=OnceFor.ACTIVITY,
    on_photos=OnPhotos.LOGO,
)
READ_ELSEWHERE, LEGIBLE = 3, 0.6
"""Pieces of text quoted where the banner's words were not read, and the confidence that each of their characters needs.
"""


@ZT501.looks_at(Scope.ACTIVITY)
def banner(case: Case) -> Iterator[Hit]:
    """The banner's words are not confirmed, recorded as absent, or seen with another year."""
    from zhutiri_cli.materials.ocr.banner import banner_of, decide

    asked = case.plan.requirements.branding
    if asked is None:
        return
    what = f"会标“{within_quotes(asked.banner)}”字样"
    if unconfirmed(case, case.record.branding.banner) and case.seen is not None and case.seen.words:
        wanted = banner_of(asked.banner, case.plan.year)
        yield from _seen(case, case.seen, decide(case.seen.sightings, wanted), wanted, what)
    else:
        yield from _mark(case, case.record.branding.banner, what, "未体现", "banner")


@ZT502.looks_at(Scope.ACTIVITY)
def logo(case: Case) -> Iterator[Hit]:
    """The LOGO is not confirmed, or recorded as absent."""
    from zhutiri_cli.materials.ocr.words_seen import PhotoOutcome

    if case.plan.requirements.branding is None:
        return
    mark, seen = case.record.branding.logo, case.seen
    if not (unconfirmed(case, mark) and seen is not None and seen.logo):
        yield from _mark(case, mark, "现场 LOGO ", "未设置", "logo")
    elif not any(sighting.logo and sighting.logo.found for sighting in seen.sightings):
        compared = sum(bool(one.logo and one.logo.outcome is PhotoOutcome.READ) for one in seen.sightings)
        unsure = f"比对了 {compared} 张图片，没有把握认出 {shorten(seen.logo)}"
        told = unsure if compared or seen.photos else "没有可供比对的图片"
        yield Hit(f"现场 LOGO 请人工查看：{told}", _advice(case, "logo"))


def _seen(case: Case, seen: Seen, found: Decision, wanted: Banner, what: str) -> Iterator[Hit]:
    from zhutiri_cli.materials.ocr.banner import Verdict, quoted

    photo, where = f"图片“{shorten(found.photo)}”", InFolder(found.photo)
    advice = _advice(case, "banner")
    match found.verdict:
        case Verdict.OTHER_YEAR:
            message = f"会标不是{wanted.year}年的：{photo}上读到{quoted(found.words)}"
            hint = (
                f"请打开图片核对：用错会标或图片的请单位说明；识别有误的登记 zhutiri record {case.activity.id} --banner"
            )
            yield Hit(message, hint, where, Severity.WARNING)
        case Verdict.LOOK:
            why = "与规定的字样不全相同" if found.other else "年份没有认清"
            yield Hit(f"{what}请人工查看：{photo}上读到{quoted(found.words)}，{why}", advice, where)
        case Verdict.NOT_FOUND:
            yield Hit(f"{what}请人工查看：{_read_instead(seen, wanted)}", advice)
        case Verdict.UNREADABLE:
            told = f"{seen.photos} 张图片都没有读成" if seen.photos else "没有可供识别的图片"
            yield Hit(f"{what}未核对：{told}", advice)


def _read_instead(seen: Seen, wanted: Banner) -> str:
    """How many photos were read, and the longest pieces of text on them; what is hardly legible is left out."""
    from zhutiri_cli.materials.ocr.banner import quoted
    from zhutiri_cli.materials.ocr.words_seen import PhotoOutcome

    readings = [one.reading for one in seen.sightings if one.reading and one.reading.outcome is PhotoOutcome.READ]
    lines = [line for reading in readings for line in reading.lines if line.sure and min(line.sure) >= LEGIBLE]
    texts = dict.fromkeys(line.text.strip() for line in lines)
    longest = sorted((text for text in texts if len(text) > 1), key=len, reverse=True)[:READ_ELSEWHERE]
    instead = f"读到的有{'、'.join(quoted(text) for text in longest)}" if longest else "没有认出清楚的文字"
    return f"识别了 {len(readings)} 张图片，没有读到“{wanted.words}”（{instead}）"


def _mark(case: Case, mark: bool | None, what: str, absent: str, option: str) -> Iterator[Hit]:
    if unconfirmed(case, mark):
        yield Hit(f"{what}未核对", _advice(case, option))
    elif case.status is not Status.CANCELLED and case.reported and mark is False:
        where = InRecord(("branding", option))
        yield Hit(f"{what}登记为{absent}", "请提醒单位今后规范设置", where, Severity.WARNING)


def _advice(case: Case, option: str) -> str:
    return f"看过图片后登记 zhutiri record {case.activity.id} --{option} 或 --no-{option}"
