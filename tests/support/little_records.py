"""A little record of the reference for the product: in memory, and as a folder with a plan beside it."""

from __future__ import annotations

import io
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

from tests.support.command import zhutiri
from tests.support.reference import NOTHING, Lifted, Little, first_arrival
from zhutiri_cli.case.case import Case
from zhutiri_cli.common.yaml.source import Source
from zhutiri_cli.common.yaml.syntax import TextFault
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.plan.model import Plan
from zhutiri_cli.submission.arrivals import FileFact, LinkFact
from zhutiri_cli.submission.gather import Submission
from zhutiri_cli.submission.record_file import LoadedRecord, Record
from zhutiri_cli.workdays.calendar import WorkCalendar

CALENDAR = WorkCalendar()
THEME = "春季惠企服务日"
FOLDER = "04-示例局"
SUFFIXES = {"plan": ("活动方案", ".md"), "photos": ("照片", ".png"), "summary": ("活动总结", ".md"),
            "links": ("链接", ".txt")}  # fmt: skip


def plan_tree(it: Little) -> dict[str, Any]:
    activity: dict[str, Any] = {
        "id": 4, "month": it.month[1], "theme": THEME, "forms": ["政策宣传"],
        "units": ["示例局"] if it.has_unit else [], "remark": "示例",
        "waivers": [waiver_tree(waiver) for waiver in it.waivers if waiver.in_plan],
    }  # fmt: skip
    if it.moved_to:
        activity |= {"moved_to": f"{it.moved_to[0]:04d}-{it.moved_to[1]:02d}", "reason": "天气"}
    if it.cancelled:
        activity |= {"cancelled": "true", "reason": "天气"}
    if it.until:
        activity["when"] = "..".join(f"{year:04d}-{month:02d}" for year, month in (it.month, it.until))
    if it.day:
        activity["when"] = str(it.day)
    if it.until or it.day:
        del activity["month"]
    report = {"within_working_days": it.within, "materials": dict(it.minimums)}
    asked: dict[str, Any] = {"requirements": {"report": report}}
    if it.due is not None:
        due = {"on": str(it.due)} if isinstance(it.due, date) else {"anchor": it.due[0], it.due[1]: it.due[2]}
        whole = {"key": "report", "label": "整套资料", "due": due, "materials": dict(it.minimums)}
        asked = {"obligations": [whole]}
    local = {
        "days_off": sorted(map(str, it.local.off)),
        "workdays": sorted(map(str, it.local.on)),
        "confirmed_years": sorted(it.local.years),
    }
    return asked | {
        "schema": "2" if it.due is not None else "1",
        "calendar": local,
        "title": "示例计划",
        "year": it.month[0],
        "forms": ["政策宣传"],
        "document": {"number": "示例〔2024〕1号", "issuer": "示例办公室", "issued": "2024-02-28"},
        "activities": [activity],
    }


def waiver_tree(waiver: Lifted) -> dict[str, str]:
    tree = {"rule": waiver.rule, "reason": "办公室同意"}
    return tree | ({"until": waiver.until.isoformat()} if waiver.until else {})


def record_tree(it: Little, named: dict[str, str]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    if it.held:
        start, end = (day.isoformat() for day in it.held)
        tree["held"] = start if start == end else {"start": start, "end": end}
    if it.submitted:
        tree["submitted"] = it.submitted.isoformat()
    if it.parcels:
        tree["receipts"] = [
            {"on": parcel.on.isoformat(), "files": [named.get(name, name) for name in parcel.names]}
            for parcel in it.parcels
        ]
    if it.extended_to:
        tree |= {"extended_to": it.extended_to.isoformat(), "reason": "同意延期"}
    if it.confirmed:
        tree["confirmed"] = "true"
    waivers = [waiver_tree(waiver) for waiver in it.waivers if not waiver.in_plan]
    return tree | ({"waivers": waivers} if waivers else {})


def case_of(it: Little, as_of: date) -> Case:
    """The product's case, from facts in memory."""
    record = Record() if it.faulty else Record.model_validate(record_tree(it, {p.name: p.name for p in it.pieces}))
    loaded = LoadedRecord(Source("", None, None), record, (TextFault("有误", ""),) if it.faulty else ())
    files, links = [], []
    for piece in it.pieces:
        on = None if it.faulty else first_arrival(it, piece.name)
        if piece.kind == "links":
            url = f"https://www.yunxi.example/{piece.name}"
            links.append(LinkFact(url, "www.yunxi.example", "链接.txt", "" if piece.usable else "无效", on))
        else:
            facts = FileFacts(Fitness.USABLE if piece.usable else Fitness.UNUSABLE)
            files.append(
                FileFact(relative=piece.name, family="", kinds=frozenset({piece.kind}), facts=facts, received=on)
            )
    submission = Submission(Path(FOLDER), loaded, tuple(files), tuple(links))
    local = WorkCalendar(it.local.off, it.local.on, it.local.years) if it.local != NOTHING else CALENDAR
    return Case(Plan.model_validate(plan_tree(it)), 0, as_of, local, submission)


def seen(case: Case) -> dict[str, Any]:
    return {
        "status": case.status.value,
        "action": case.action.value,
        "submitted": case.submitted,
        "deadline": case.deadline.day,
        "extended_from": case.deadline.extended_from,
        "latest_deadline": case.deadline.latest,
        "provisional": case.deadline.provisional,
        "working_days_left": case.working_days_left,
    }


def picture(number: int) -> bytes:
    stream = io.BytesIO()
    image = Image.new("RGB", (64, 48), (40 + number, 90, 160))
    image.putpixel((number % 60, number % 40), (255, 255, 255))
    image.save(stream, "PNG")
    return stream.getvalue()


def lay_out(root: Path, it: Little) -> Path:
    """The little record as a workspace on disk; returns the plan file."""
    folder = root / "submissions" / str(it.month[0]) / FOLDER
    folder.mkdir(parents=True)
    named = {}
    for number, piece in enumerate(it.pieces):
        stem, suffix = SUFFIXES[piece.kind]
        name = named[piece.name] = f"{stem}{number}{suffix}"
        if piece.kind == "links":
            host = "www.yunxi.example" if piece.usable else "localhost"
            content = f"https://{host}/{number}\n".encode()
        elif not piece.usable:
            content = b""
        else:
            content = picture(number) if piece.kind == "photos" else f"第{number}份材料的正文。\n".encode()
        (folder / name).write_bytes(content)
    tree = record_tree(it, named)
    text = yaml.safe_dump(tree, allow_unicode=True) if tree else ""
    if it.faulty:
        text += "hold: 2024-03-15\n"
    if text:
        (folder / "submission.yaml").write_text(text, encoding="utf-8")
    plan = root / f"plan_{it.month[0]}.yaml"
    plan.write_text(yaml.safe_dump(plan_tree(it), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return plan


def checked(it: Little, as_of: date) -> dict[str, Any]:
    """The activity as ``zhutiri check -f json`` gives it for the record laid out on disk."""
    with tempfile.TemporaryDirectory() as place:
        plan = lay_out(Path(place), it)
        ran = zhutiri("check", "--plan", str(plan), "--as-of", as_of.isoformat(), "-f", "json", "--fail-on", "never")
    assert ran.status == 0, ran.err
    (activity,) = json.loads(ran.out)["activities"]
    assert isinstance(activity, dict)
    return activity
