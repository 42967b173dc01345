"""Which photos ``check --ocr`` looks at, and what it says of that: those of activities whose banner or LOGO is open.

Only what nobody has confirmed by hand, and no waiver covers, is looked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.case.case import Case
from zhutiri_cli.case.cases import Cases
from zhutiri_cli.case.copies import usable
from zhutiri_cli.case.unconfirmed_branding import unconfirmed
from zhutiri_cli.check.request import CheckRequest, Phase
from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.paths import resolved
from zhutiri_cli.common.spelling import shorten
from zhutiri_cli.materials.file_facts import UnfitError
from zhutiri_cli.materials.ocr.banner import Banner, Decision, Verdict, banner_of, decide, quoted
from zhutiri_cli.materials.ocr.look import Job, look
from zhutiri_cli.materials.ocr.remembered import remembering
from zhutiri_cli.materials.ocr.words_seen import Photo, Seen
from zhutiri_cli.rules.rule import OnPhotos, Rule
from zhutiri_cli.submission.arrivals import evidence_of, key_of

if TYPE_CHECKING:
    from zhutiri_cli.materials.ocr.logo import Reference

QUOTED = 10
"""Confirmations of which the words are quoted in the notice; of more, only activity and photo are named."""


def look_at_photos(request: CheckRequest, cases: Cases) -> tuple[Cases, list[str]]:
    """The cases with what was seen on the photos of those selected, and what the reader is told of it."""
    plan = request.sound.plan
    asked = plan.requirements.branding
    if asked is None:
        return cases, ["计划没有写会标的要求（requirements.branding），没有识别任何图片"]
    wanted = {case.activity.id: _sought(case, request.rules) for case in cases if request.selection.keeps(case)}
    banner = banner_of(asked.banner, plan.year)
    logo, notices = (
        _reference(request.sound.path, asked.logo)
        if any(OnPhotos.LOGO in sought for sought in wanted.values())
        else (None, [])
    )
    root = resolved(request.root)
    jobs = [_job(case, root, sought, banner, logo) for case in cases if (sought := wanted.get(case.activity.id))]
    jobs = [job for job in jobs if job.banner or job.logo]
    with request.cache() if jobs else nullcontext() as cache:
        found = look(jobs, partial(request.progress, Phase.PHOTOS), *remembering(cache))
    seen = {
        job.number: Seen(
            found[job.number], len(job.photos), job.banner is not None, asked.logo or "" if job.logo else ""
        )
        for job in jobs
    }
    return cases.with_seen(seen), [*notices, *_said(seen, banner)]


def _sought(case: Case, rules: Iterable[Rule]) -> frozenset[OnPhotos]:
    """What the photos may answer: a rule asks for it, the mark is open, and the rule is not waived."""
    marks = {OnPhotos.BANNER: case.record.branding.banner, OnPhotos.LOGO: case.record.branding.logo}
    asking = [rule for rule in rules if rule.on_photos is not None and case.waived(rule.code) is None]
    return frozenset(rule.on_photos for rule in asking if rule.on_photos and unconfirmed(case, marks[rule.on_photos]))


def _job(case: Case, root: Path, sought: frozenset[OnPhotos], banner: Banner, logo: Reference | None) -> Job:
    """The usable photos that are there; a clipping that proves a report is no photo of the event."""
    evidence = {key_of(name) for _, name in evidence_of(case.record)}
    photos = [
        Photo(file.relative, file.path, facts.digest, root)
        for file in case.submission.files
        if "photos" in file.kinds
        and (facts := usable(file)) is not None
        and facts.photo is not None
        and not facts.photo.blank
        and file.path is not None
        and (file.received is None or file.received <= case.as_of)
        and key_of(file.relative) not in evidence
    ]
    words, sign = banner if OnPhotos.BANNER in sought else None, logo if OnPhotos.LOGO in sought else None
    return Job(case.activity.id, tuple(photos), words, sign)


def _reference(plan_path: Path, name: str | None) -> tuple[Reference | None, list[str]]:
    """The plan's LOGO file; without a usable one a notice says so, and the LOGO stays to be confirmed by hand."""
    from zhutiri_cli.materials.ocr.logo import logo_file, reference

    if name is None:
        return None, []
    shown = shorten(name)
    try:
        return reference(logo_file(plan_path, name)), []
    except FileProblem as problem:
        return None, [f"{problem.message}，LOGO 没有比对；{problem.advice}"]
    except UnfitError as problem:
        message = f"计划中的 LOGO 图样 {shown} 不能使用：{problem.reason}，LOGO 没有比对"
        return None, [f"{message}；请换用完整、清晰的 .png 或 .jpg 图样"]
    except OSError as problem:
        return None, [f"计划中的 LOGO 图样 {shown} 打不开（{reason_of(problem)}），LOGO 没有比对"]


def _said(seen: dict[int, Seen], banner: Banner) -> list[str]:
    looked, photos = sum(len(one.sightings) for one in seen.values()), sum(one.photos for one in seen.values())
    if not seen:
        return ["没有需要识别图片的活动：会标、LOGO 都已登记、已豁免，或还没有报送"]
    spared = f"，其余 {photos - looked} 张因该活动已确认不再看" if photos > looked else ""
    said = [f"识别了 {sum(bool(one.sightings) for one in seen.values())} 项活动的 {looked} 张图片{spared}"]
    decided = {number: decide(one.sightings, banner) for number, one in seen.items() if one.words}
    confirmed = {number: one for number, one in decided.items() if one.verdict is Verdict.CONFIRMED}
    if confirmed:
        brief = len(confirmed) > QUOTED
        each = "、".join(_confirmation(number, one, brief=brief) for number, one in confirmed.items())
        said.append(f"会标由图片识别确认 {len(confirmed)} 项，不再提示：{each}")
    signs = [
        f"{number}（{shorten(sight.relative)}）"
        for number, one in seen.items()
        for sight in one.sightings
        if sight.logo and sight.logo.found
    ]
    if signs:
        said.append(f"LOGO 由图片比对认出 {len(signs)} 项，不再提示：{'、'.join(signs)}")
    return said


def _confirmation(number: int, found: Decision, *, brief: bool) -> str:
    words = "" if brief else f" 读到{quoted(found.words)}"
    return f"{number}（{shorten(found.photo)}{words}）"
