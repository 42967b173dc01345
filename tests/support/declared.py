"""Findings as the engine would stamp them, and cases judged by the real rules without any file on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from tests.support.past_the_door import past_the_door
from zhutiri_cli.case.case import Case
from zhutiri_cli.case.peers import Peers
from zhutiri_cli.case.selection import EVERYTHING, Selection
from zhutiri_cli.check.judging import judged_report
from zhutiri_cli.check.plan_files import SoundPlan
from zhutiri_cli.check.request import CheckRequest
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.materials.file_facts import FileFacts, Fitness, PhotoFacts, readable
from zhutiri_cli.materials.kinds import family_of
from zhutiri_cli.materials.links.web.page_facts import PageFacts
from zhutiri_cli.materials.ocr.words_seen import Seen
from zhutiri_cli.plan.load import load_plan_bytes
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.bearing import Bearing
from zhutiri_cli.rules.catalogue import catalogue
from zhutiri_cli.rules.engine import judge_plan
from zhutiri_cli.rules.finding import Finding, Severity, tally
from zhutiri_cli.rules.rule import Rule
from zhutiri_cli.rules.views import plan_view
from zhutiri_cli.submission.arrivals import FileFact, links_of
from zhutiri_cli.submission.discover import Discovery, Folder
from zhutiri_cli.submission.gather import Submission
from zhutiri_cli.submission.record_file import read_record

AS_OF = date(2024, 4, 12)
KINDS = frozenset({"plan", "photos", "summary", "links", "video"})
DUTIES = frozenset({"filing", "news"})
TEXT = "本次活动围绕群众关心的事项开展，现场解答咨询，发放资料，气氛热烈，群众反映良好。" * 5
PLAN = """
schema: 1
title: t
year: 2024
document: {number: 1号, issuer: 办公室, issued: 2024-02-28}
forms: [座谈交流]
requirements:
  report:
    within_working_days: 5
    materials: {plan: 1, photos: 1, summary: 1, links: 1}
  portal: {domain: yunxi.example}
  branding: {banner: 会标, logo: logo.png}
activities:
  - {id: 1, month: 4, theme: 甲, forms: [座谈交流], units: [区教育局]}
"""
PHOTO = FileFacts(Fitness.USABLE, kind="photo", photo=PhotoFacts(1200, 900, dhash=7))
WHOLE: Mapping[str, tuple[str, FileFacts]] = {
    "活动方案.txt": ("plan", readable("活动安排如下：" + TEXT[::-1])),
    "照片.jpg": ("photos", PHOTO),
    "活动总结.txt": ("summary", readable(TEXT)),
    "链接.txt": ("links", readable("https://www.yunxi.example/zwgk/1.html")),
}
MARKS = "branding: {banner: true, logo: true}\n"


def bearing_of(code: str) -> Bearing:
    """What the findings of a rule mean elsewhere, as the catalogue declares."""
    return next(rule.bearing for rule in catalogue() if rule.code == code)


def said(code: str, severity: Severity, message: str, hint: str = "", **more: Any) -> Finding:
    """A finding of a rule of the catalogue."""
    return Finding(code, severity, Shown(message), Shown(hint), bearing=bearing_of(code), **past_the_door(more))


class Stand(Struct, frozen=True):
    """Where one activity stands: its record, its files (kind and facts by name; ``None``: there is no folder), what
    was asked of the network and of the photos; ``swaps``: pieces of the plan's text and what stands there instead."""

    record: str = f"held: 2024-04-03\nsubmitted: 2024-04-10\n{MARKS}"
    files: Mapping[str, tuple[str, FileFacts]] | None = None
    pages: Mapping[str, PageFacts] | None = None
    seen: Seen | None = None
    swaps: Mapping[str, str] | None = None
    folder: bool = True

    def without(self, *names: str) -> Stand:
        """The same without some files."""
        return replace(self, files={name: one for name, one in (self.files or WHOLE).items() if name not in names})

    def having(self, name: str, facts: FileFacts, kind: str = "summary") -> Stand:
        """The same with a file more, or another under its name."""
        return replace(self, files={**(WHOLE if self.files is None else self.files), name: (kind, facts)})

    def submission(self) -> Submission:
        """As it would be gathered."""
        if not self.folder:
            return Submission()
        loaded = read_record(self.record.encode(), KINDS, DUTIES)
        there = WHOLE if self.files is None else self.files
        came = {
            name: one.on
            for one in sorted(loaded.record.receipts, key=attrgetter("on"), reverse=True)
            for name in one.files
        }
        files = [
            FileFact(name, family_of(name), frozenset({kind}), facts, came.get(name))
            for name, (kind, facts) in there.items()
        ]
        return Submission(Path("f"), loaded, tuple(files), tuple(links_of(loaded.record, files)))


GOOD = Stand()


def judged(
    stand: Stand,
    *others: Stand,
    rules: Sequence[Rule] | None = None,
    unread: Sequence[tuple[str, str]] = (),
    selection: Selection = EVERYTHING,
    as_of: date = AS_OF,
) -> Report:
    """The report on activity 1 as it stands, beside other activities of the same plan; ``unread``: what of the root
    was closed to us, and why."""
    text = PLAN
    for old, new in (stand.swaps or {}).items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    for number in range(2, 2 + len(others)):
        text += f"  - {{id: {number}, month: 4, theme: 第{number}项, forms: [座谈交流], units: [区教育局]}}\n"
    loaded = load_plan_bytes(Path("p"), text.encode())
    assert loaded.plan is not None, loaded.faults
    judges = catalogue() if rules is None else tuple(rules)
    view = plan_view(loaded, judges)
    sound = SoundPlan(loaded.plan, view, tally(judge_plan(view, judges)))
    stands = dict(enumerate((stand, *others), start=1))
    submissions = {number: one.submission() for number, one in stands.items()}
    peers = Peers(tuple(activity.theme for activity in loaded.plan.activities))
    for number, submission in submissions.items():
        peers.meet(number, submission)
    cases = tuple(
        Case(loaded.plan, number - 1, as_of, view.calendar, submissions[number], peers, one.pages, one.seen)
        for number, one in stands.items()
    )
    folders = {number: Folder(Path("f")) for number, one in stands.items() if one.folder}
    discovery = Discovery(Path("r"), "present", folders, unread=list(unread))
    request = CheckRequest(sound, Path("r"), as_of, judges, selection)
    return judged_report(request, discovery, cases)
