"""Drawn plans, records and folder trees through the command line: no traceback, an exit status of the contract, JSON by
its schema, every activity in one of the nine statuses, and the same words when it is run again."""

from __future__ import annotations

import json
import os
import string
from contextlib import chdir
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.fuzz.harness import BROKE
from tests.fuzz.seeds import PLAN, RECORD
from tests.support.command import Ran, zhutiri
from tests.support.places import ROOT

STATUSES = {
    "cancelled", "unrecorded", "not_held", "scheduled", "awaiting", "overdue", "incomplete", "late", "compliant",
}  # fmt: skip
WORDS = st.sampled_from(
    ["2024-03-15", "2024-02-30", "0001-01-01", "9999-12-31", "-1", "0", "1", "31", "1e9", "true", "~", "区教育局",
     "ZT203", "https://www.yunxi.example/1.html", "每月25日", "２０２４", "2024-03..2024-05", "\u200b", "=1+1",
     "../x", "",
     "1" * 400]
)  # fmt: skip
TREE = st.recursive(
    WORDS | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
KNOWN_NAMES = st.sampled_from(
    ["活动方案.docx", "活动总结.txt", "照片.jpg", "链接.txt", "submission.yaml", ".隐藏", "~$总结.docx", "a.zip",
     "图片", "01", "1", "1-区教育局", "３月", "3月", "区教育局", "2024", "con", "Thumbs.db", "a" * 200]
)  # fmt: skip
LETTERS = string.ascii_letters + "活动总结方案。 .-_()（）é\u0301\u200b\U0001f600'\"*?"
NAMES = KNOWN_NAMES | st.text(LETTERS, min_size=1, max_size=12)
SUFFIXES = st.sampled_from(["", ".txt", ".docx", ".pdf", ".jpg", ".eml", ".xlsx", ".url", ".zip", ".mp4", ".TXT"])
CONTENT = st.sampled_from(
    [b"", b"\x00", "活动总结".encode("gbk"), b"PK\x03\x04", b"%PDF-1.4", b"https://a.example/1\n"]
)


@cache
def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")))


def changed(draw: st.DrawFn, tree: Any) -> Any:
    """A tree with something else in a few of its places, keys among them."""
    for _ in range(draw(st.integers(0, 3))):
        here: Any = tree
        way = draw(st.lists(st.integers(0, 6), min_size=1, max_size=5))
        for place, step in enumerate(way, start=1):
            keys: list[Any] = sorted(here, key=str) if isinstance(here, dict) else list(range(len(here)))
            if not keys:
                break
            key = keys[step % len(keys)]
            if place == len(way) or not isinstance(here[key], dict | list):
                here[draw(WORDS) if isinstance(here, dict) and draw(st.booleans()) else key] = draw(TREE)
                break
            here = here[key]
    return tree


@st.composite
def texts(draw: st.DrawFn, text: str) -> bytes:
    """A YAML text whose tree is changed, or whose bytes are."""
    tree = yaml.load(text, yaml.BaseLoader)
    made = yaml.safe_dump(changed(draw, tree), allow_unicode=True, sort_keys=False).encode("utf-8", "replace")
    if draw(st.integers(0, 3)) == 0:
        at = draw(st.integers(0, len(made)))
        made = made[:at] + draw(st.binary(max_size=4)) + made[at:]
    return made


def run(*arguments: str) -> Ran:
    """A command: no traceback, no defect of ours, a status of the contract, the same when it is run again."""
    ran = zhutiri(*arguments)
    assert ran.status in (0, 1, 2)
    assert "Traceback" not in ran.err + ran.out
    assert "程序内部出错" not in ran.err
    assert not any(word in ran.out for word in BROKE), ran.out
    assert bool(ran.err.strip()) or ran.status != 2
    assert zhutiri(*arguments) == ran
    return ran


def check(place: Path, as_of: str = "2024-04-12") -> None:
    with chdir(place):
        options = ("--plan", "plan_2024.yaml", "--as-of", as_of, "-f", "json", "--no-cache")
        ran = run("check", *options)
    if ran.status == 2:
        return
    told = json.loads(ran.out)
    schema("check").validate(told)
    assert {one["status"] for one in told["activities"]} <= STATUSES
    found = [*told["findings"], *(one for item in told["activities"] for one in item["findings"])]
    broken = any(one["severity"] == "error" and one["waived"] is None for one in found)
    assert ran.status == int(broken)
    assert all(one["message"] and one["hint"] for one in found)


@st.composite
def sound_plans(draw: st.DrawFn) -> bytes:
    """A plan of any year that is right: any form of when and of what is due, sections that may be there or not."""
    year = draw(st.integers(1990, 2100))
    days = st.dates(date(year, 1, 1), date(year, 12, 31)).map(str)
    months = st.integers(1, 12).map(lambda month: f"{year}-{month:02d}")
    term = {"working_days": st.integers(-250, 250), "days": st.integers(-366, 366), "weeks": st.integers(-52, 52)}
    terms = [
        st.fixed_dictionaries({"anchor": st.sampled_from(["start", "end"]), unit: amounts})
        for unit, amounts in term.items()
    ]
    due = st.one_of(*terms, days.map(lambda day: {"on": day}))
    periods = st.fixed_dictionaries({"every": st.sampled_from(["month", "quarter"]), "day": st.integers(1, 31)})
    waivers = st.fixed_dictionaries(
        {"rule": st.sampled_from(["ZT203", "ZT208", "ZT401"]), "reason": st.just("经同意"), "until": days}
    )
    needed = {"theme": st.text(LETTERS, min_size=1, max_size=30).filter(str.strip), "units": st.just(["区教育局"])}
    rows = st.fixed_dictionaries(
        needed,
        optional={"planned": days, "waivers": st.lists(waivers, max_size=2), "forms": st.just(["座谈"])},
    )
    told = st.one_of(
        (months | days).map(lambda word: {"when": word}), st.integers(1, 12).map(lambda month: {"month": month})
    )
    changes: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
        [{}, {"cancelled": True, "reason": "停办"}, {"moved_to": f"{year}-12", "reason": "改期"}]
    )
    activities = [
        {"id": number, **row, **draw(told), **draw(changes)}
        for number, row in enumerate(draw(st.lists(rows, min_size=1, max_size=4)), start=1)
    ]
    tree: dict[str, Any] = {"schema": 2, "year": year, "activities": activities}
    tree["obligations"] = [
        {"key": "preview", "label": "预告", "due": draw(due)},
        {"key": "progress", "label": "进展表", "per": "unit", "due": draw(periods)},
        {"key": "report", "label": "整套", "due": draw(due), "materials": {"plan": 1}},
    ]
    some = st.lists(days, max_size=9)
    own = {"days_off": some, "workdays": some, "confirmed_years": st.just([year])}
    lists = st.fixed_dictionaries({}, optional=own)
    tree["calendar"] = draw(lists)
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode()


@settings(max_examples=30)
@given(sound_plans(), st.integers(-40, 400))
def test_drawn_plans_that_are_right(data: bytes, later: int) -> None:
    with TemporaryDirectory() as name:
        place = Path(name)
        (place / "plan_2024.yaml").write_bytes(data)
        as_of = date(int(yaml.safe_load(data)["year"]), 1, 1) + timedelta(later)
        with chdir(place):
            assert run("validate", "plan_2024.yaml").status in (0, 1)
            for command in ("deadlines", "rank"):
                run(command, "--plan", "plan_2024.yaml", "--as-of", str(as_of), "-f", "json")
        check(place, str(as_of))


@settings(max_examples=40)
@given(texts(PLAN.decode()))
def test_drawn_plans(data: bytes) -> None:
    with TemporaryDirectory() as name:
        place = Path(name)
        (place / "plan_2024.yaml").write_bytes(data)
        with chdir(place):
            ran = run("validate", "plan_2024.yaml", "-f", "json")
        told = json.loads(ran.out)
        schema("validate").validate(told)
        assert (ran.status == 1) == bool(told["summary"]["error"])
        check(place)


@settings(max_examples=30)
@given(texts(RECORD), st.dates())
def test_drawn_records(data: bytes, as_of: Any) -> None:
    with TemporaryDirectory() as name:
        place = Path(name)
        (place / "plan_2024.yaml").write_bytes(PLAN)
        folder = place / "submissions" / "2024" / "1"
        folder.mkdir(parents=True)
        (folder / "submission.yaml").write_bytes(data)
        check(place, str(as_of))


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> dict[str, Any]:
    """Names with what lies there: bytes, a folder, a pipe, a link that leads nowhere, round or out."""
    found: dict[str, Any] = {}
    for _ in range(draw(st.integers(0, 4))):
        name = draw(NAMES) + draw(SUFFIXES)
        odd = st.sampled_from(["pipe", "nowhere", "round", "out"])
        found[name] = draw(CONTENT | CONTENT | odd) if depth == 0 else draw(CONTENT | odd | trees(depth - 1))
    return found


def lay_out(place: Path, tree: dict[str, Any]) -> None:
    place.mkdir(exist_ok=True)
    for name, what in tree.items():
        path = place / name.replace("/", "_")
        if path.name in (".", "..") or os.path.lexists(path):
            continue
        if isinstance(what, dict):
            lay_out(path, what)
        elif isinstance(what, bytes):
            path.write_bytes(what)
        elif what == "pipe":
            os.mkfifo(path)
        else:
            path.symlink_to({"nowhere": "没有", "round": path.name, "out": "/"}[what])


@settings(max_examples=30)
@given(trees(), st.booleans())
def test_drawn_folder_trees(tree: dict[str, Any], inside: bool) -> None:
    with TemporaryDirectory() as name:
        place = Path(name)
        (place / "plan_2024.yaml").write_bytes(PLAN)
        root = place / "submissions" / "2024"
        root.mkdir(parents=True)
        lay_out(root / "1-区教育局" if inside else root, tree)
        check(place)
