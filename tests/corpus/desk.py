"""A workspace of many activities, each otherwise sound and with one odd input; what one ``check`` says of each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.corpus.case import FileCase, OwnCase, PlanCase, RecordCase, Verdict
from tests.corpus.measured import Measured, measured
from tests.corpus.pieces import PROSE, picture
from zhutiri_cli.common.spelling import literal

PLAN = """schema: 1
title: 云汐示范区2024年活动计划
year: 2024
document: {number: 云示范发〔2024〕1号, issuer: 云汐示范区政务公开办公室, issued: 2024-02-28}
forms: [政策宣传]
requirements:
  report:
    within_working_days: 5
    materials:
      plan: 1
      photos: 1
      summary: 1
      links: 1
      video: {minimum: 1, label: 视频, words: [视频], suffixes: [.mp4, .mov, .mts, .mkv]}
activities:
"""
RECORD = "held: 2024-03-15\nsubmitted: 2024-03-20\nlinks: [https://www.yunxi.example/zwgk/%d.html]\n"
AS_OF = "2024-04-12"


class Desk:
    """A place with a plan of so many activities."""

    def __init__(self, place: Path, activities: int) -> None:
        self.place = place
        self.root = place / "submissions" / "2024"
        self.root.mkdir(parents=True)
        rows = "".join(
            f"  - {{id: {i}, month: 3, theme: 便民服务{i}, forms: [政策宣传], units: [第{i}局]}}\n"
            for i in range(1, activities + 1)
        )
        (place / "plan_2024.yaml").write_text(PLAN + rows, encoding="utf-8")

    def folder(self, number: int) -> Path:
        path = self.root / f"{number}-单位"
        path.mkdir(exist_ok=True)
        return path

    def check(self, *words: str, own: Path) -> tuple[Measured, dict[str, Any]]:
        """One check of all, and its report."""
        asked = ("check", "--plan", "plan_2024.yaml", "--as-of", AS_OF, "-f", "json", "--all", *words)
        ran = measured(asked, self.place, own)
        try:
            report = json.loads(ran.out)
        except ValueError:
            report = {"activities": []}
        return ran, report


def desk_of_files(place: Path, cases: Sequence[FileCase]) -> Desk:
    """An activity for each case, with a record and its one file."""
    desk = Desk(place, len(cases))
    for number, case in enumerate(cases, start=1):
        folder = desk.folder(number)
        (folder / "submission.yaml").write_text(RECORD % number, encoding="utf-8")
        path = folder / case.name
        path.parent.mkdir(parents=True, exist_ok=True)
        case.make(path)
    return desk


def desk_of_records(place: Path, cases: Sequence[RecordCase]) -> Desk:
    """An activity for each case, with a sound set and the record of the case."""
    desk = Desk(place, len(cases))
    for number, case in enumerate(cases, start=1):
        folder = desk.folder(number)
        (folder / "活动方案.txt").write_text(f"便民服务{number}活动方案\n{PROSE[::-1]}{number}", encoding="utf-8")
        (folder / "活动总结.txt").write_text(f"便民服务{number}活动总结\n{PROSE}{number}", encoding="utf-8")
        (folder / "现场.jpg").write_bytes(picture(seed=number))
        case.make(folder / "submission.yaml")
    return desk


def wrong_about_file(case: FileCase, activity: dict[str, Any]) -> list[str]:
    """How what is said of the file differs from what is expected."""
    shown = case.shown or case.name
    items = [item for kind in activity["materials"].values() for item in kind["items"] if item["path"] == shown]
    about = [
        found
        for found in activity["findings"]
        if found["rule"] in ("ZT305", "ZT306", "ZT402", "ZT901") and found["path"] is not None
        and found["path"].endswith(shown)
    ]  # fmt: skip
    found = _found(items, about)
    wrong = [] if found is case.verdict else [f"{found.value if found else 'nothing'} instead of {case.verdict.value}"]
    told = [f"{one['message']}。{one['hint']}" for one in about]
    if case.says and not any(case.says in one for one in told):
        wrong.append(f"{case.says} is not said")
    if any(not one["hint"] for one in about):
        wrong.append("it is not said what to do")
    name = shown.rpartition("/")[2]
    seen, named = literal(name), [one["message"] for one in about if one["rule"] != "ZT402"]
    if any(seen[:12] not in message and seen[-12:] not in message for message in named):
        wrong.append("the message does not name the file")
    return [f"{case.id}: {'; '.join(wrong)} ({told}, {items[:3]})"] if wrong else []


_BY_FINDING = {
    ("ZT305", "info"): Verdict.ODD,
    ("ZT306", "info"): Verdict.UNKNOWN,
    ("ZT402", "warning"): Verdict.REFUSED,
    ("ZT901", "error"): Verdict.UNREAD,
}


def _found(items: Sequence[dict[str, Any]], about: Sequence[dict[str, Any]]) -> Verdict | None:
    """The verdict that the report comes to; ``None`` where it contradicts itself."""
    usable = {item["usable"] for item in items}
    said = {(one["rule"], one["severity"]) for one in about}
    if len(usable) > 1 or len(said) > 1:
        return None
    if not said:
        return Verdict.KEPT if usable == {True} else Verdict.IGNORED if not usable else None
    (only,) = said
    if only == ("ZT305", "warning"):
        unchecked = all("未核对内容" in one["message"] for one in about)
        verdict = Verdict.UNCHECKED if unchecked else Verdict.BROKEN
        return verdict if usable <= {unchecked} else None
    if only == ("ZT306", "warning"):
        return Verdict.OUTSIDE if "工作区之外的链接" in about[0]["message"] else Verdict.CLOSED
    return _BY_FINDING.get(only)


Said = list[tuple[str, str, dict[str, Any]]]
"""Findings: the rule, what is said with the remedy, and the whole."""


def _said(about: dict[str, Any]) -> Said:
    return [(one["rule"], f"{one['message']}。{one['hint']}", one) for one in about["findings"]]


def _unsaid(rules: Sequence[tuple[str, str]], said: Said) -> list[str]:
    """What rules should have said and did not."""
    return [
        f"no {rule} that says {piece!r}"
        for rule, piece in rules
        if not any(code == rule and piece in told for code, told, _ in said)
    ]


def wrong_about_record(case: RecordCase, activity: dict[str, Any]) -> list[str]:
    """How what is said of the record differs from what is expected."""
    said = _said(activity)
    wrong = _unsaid(case.rules, said)
    faults = [(told, one) for code, told, one in said if code == "ZT311"]
    if case.fine and faults:
        wrong.append("it is found faulty")
    if not case.fine and not case.rules:
        wrong.append("nothing is expected")
    for told, one in faults:
        if not one["hint"] or not (one["path"] or "").endswith("submission.yaml"):
            wrong.append(f"no remedy or no file: {told}")
    return [f"{case.id}: {'; '.join(wrong)} ({[(code, told) for code, told, _ in said]})"] if wrong else []


def plans_judged(place: Path, cases: Sequence[PlanCase]) -> tuple[Measured, list[dict[str, Any]]]:
    """All plans validated at once, and what is said of each."""
    names = [f"{case.id}.yaml" for case in cases]
    desk = place / "plans"
    desk.mkdir()
    for name, case in zip(names, cases, strict=True):
        case.make(desk / name)
    ran = measured(("validate", *names, "--as-of", AS_OF, "-f", "json"), desk, place / "own")
    try:
        files = json.loads(ran.out)["files"]
    except ValueError:
        files = [{"path": name, "findings": []} for name in names]
    return ran, files


def wrong_about_plan(case: PlanCase, file: dict[str, Any]) -> list[str]:
    """How what is said of the plan differs from what is expected."""
    said = _said(file)
    wrong = _unsaid(case.rules, said)
    errors = [told for _, told, one in said if one["severity"] == "error"]
    if case.fine is bool(errors):
        wrong.append("it is found faulty" if errors else "it is found sound")
    for _, told, one in said:
        if not one["hint"] or (one["severity"] == "error" and not one["line"]):
            wrong.append(f"no remedy or no place: {told}")
    wrong += [f"too long: {told[:80]}" for _, told, _ in said if len(told) > 500]
    return [f"{case.id}: {'; '.join(wrong)} ({[(code, told) for code, told, _ in said]})"] if wrong else []


def own_ran(place: Path, case: OwnCase) -> Measured:
    """The case's command, run in a desk of its own beside which its input lies."""
    desk, inputs = Desk(place / "desk", 3), place / "input"
    inputs.mkdir()
    if case.make is not None:
        case.make(inputs)
    words = [word.replace("{input}", "../input") for word in case.words]
    return measured(words, desk.place, place / "own")


def wrong_about_own(case: OwnCase, ran: Measured) -> list[str]:
    """How what the command did differs from what is expected."""
    wrong, said = ran.faults(), ran.out + ran.err
    if ran.status != case.status:
        wrong.append(f"exit status {ran.status} instead of {case.status}")
    wrong += [f"{piece[1:]!r} is said" for piece in case.says if piece.startswith("!") and piece[1:] in said]
    wrong += [f"{piece!r} is not said" for piece in case.says if not piece.startswith("!") and piece not in said]
    if ran.status == 2:
        last = ran.err.strip().splitlines()[-1:] or [""]
        if "。" not in last[0]:
            wrong.append("it is not said what to do")
        if ran.out:
            wrong.append("something is on stdout all the same")
    return [f"{case.id}: {'; '.join(wrong)} ({said[-400:]})"] if wrong else []
