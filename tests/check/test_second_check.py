"""A second check: what did not change is neither asked of the system again nor opened, and the verdict is that of a
fresh one whatever changed in between."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from zhutiri_cli.check.plan_files import load
from zhutiri_cli.check.request import CheckRequest
from zhutiri_cli.check.weekly import check
from zhutiri_cli.common.file_lock import OURS
from zhutiri_cli.materials.survey import cache as cache_room
from zhutiri_cli.materials.survey.cache import Cache
from zhutiri_cli.materials.survey.read_here import ReadHere
from zhutiri_cli.materials.survey.stamp import Stamp
from zhutiri_cli.materials.survey.store import Store
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.catalogue import catalogue

PLAN = """schema: 1
year: 2024
forms: [政策宣传]
activities:
  - {id: 1, month: 3, theme: 惠民政策进社区, forms: [政策宣传], units: [麦浪区民政局]}
  - {id: 2, month: 3, theme: 校园食堂开放日, forms: [政策宣传], units: [麦浪区教育局]}
  - {id: 3, month: 3, theme: 就业服务面对面, forms: [政策宣传], units: [麦浪区就业局]}
"""
OLD = 1_700_000_000
SAID = ("食堂的操作间第一次向家长敞开，三十位家长看了进货台账。", "就业局把服务台摆到了广场上，收到求职登记五份。")


@pytest.fixture
def always_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stamp, "settled", lambda *_: True)  # else a file is known by its path after three seconds


def workspace(folder: Path) -> Path:
    root = folder / "submissions" / "2024"
    for number in (1, 2, 3):
        own = root / f"{number:02}-材料" / "图片"
        own.mkdir(parents=True)
        for shot in range(2):
            picture = Image.frombytes("RGB", (12, 9), bytes((shot * 7 + number * 31 + i * i) % 256 for i in range(324)))
            picture.resize((400, 300)).save(own / f"现场{shot}.jpg")
        put(own.parent / "submission.yaml", "held: 2024-03-15\nsubmitted: 2024-03-20\n")
        put(own.parent / "活动方案.txt", f"第{number}项活动方案。" + SAID[number % 2] * 6)
        put(own.parent / "活动总结.txt", f"第{number}项活动总结。" + SAID[1 - number % 2] * 6)
        put(own.parent / "报道链接.txt", f"https://news.example/2024/{number}.html")
    (folder / "plan_2024.yaml").write_text(PLAN, encoding="utf-8")
    return root


def put(path: Path, text: str) -> None:
    """As a program does that keeps the times of files, so that they tell nothing."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (OLD, OLD))


def looked(folder: Path, cached: Path | None) -> Report:
    """A check of the workspace, with the cache there or without one."""

    @contextmanager
    def opened() -> Iterator[Cache | None]:
        assert cached is not None
        cache = Cache(cached)
        yield cache
        cache.close()
        assert cache.problem == ""

    rules = catalogue()
    known: Callable[[], AbstractContextManager[Cache | None]] = nullcontext if cached is None else opened
    root = folder / "submissions" / "2024"
    sound = load(folder / "plan_2024.yaml", rules)
    return check(CheckRequest(sound, root, date(2024, 4, 1), rules, cache=known, sums=True, workers=ReadHere(None)))


def test_nothing_is_asked_twice(tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stamp, "settled", lambda *_: True)
    monkeypatch.setattr(cache_room, "_ASKED", 10)
    root = workspace(tmp_path)
    first = looked(tmp_path, own_cache)
    files = [path for path in root.rglob("*") if path.is_file() and path.name != "submission.yaml"]
    counted, listed, ask = Counter[str](), os.scandir, Store.ask

    def listing(place: Any = ".") -> Any:
        counted[str(place)] += 1
        return listed(place)

    def asking(store: Store, order: str, values: Any) -> Any:
        counted["questions"] += 1
        return ask(store, order, values)

    monkeypatch.setattr(os, "scandir", listing)
    monkeypatch.setattr(Store, "ask", asking)
    monkeypatch.setattr(Store, "write", lambda *_: pytest.fail("nothing was learnt"))
    monkeypatch.setattr(ReadHere, "ask", lambda *_: pytest.fail("everything is known"))
    monkeypatch.setattr("zhutiri_cli.materials.survey.survey.digest_of", lambda *_: pytest.fail("all sums are known"))
    monkeypatch.setattr(
        "zhutiri_cli.materials.survey.survey.stamp_of", lambda *_: pytest.fail("listing told the stamps")
    )
    assert looked(tmp_path, own_cache) == first
    assert counted.pop("questions") == -(-len(files) // 10)
    below = {place: times for place, times in counted.items() if place.startswith(f"{root}{os.sep}")}
    assert below == dict.fromkeys((str(path) for path in root.rglob("*") if path.is_dir()), 1)


def test_a_folder_with_something_hidden_is_asked_what_was_left_there(tmp_path: Path) -> None:
    root = workspace(tmp_path)
    left = root / "02-材料" / f"{OURS}1-ab.tmp"
    left.touch()
    (told,) = [str(notice) for notice in looked(tmp_path, None).notices if "临时文件" in notice]
    assert left.name in told


Edit = Callable[[Path, int, int], None]


def _other_words(root: Path, one: int, two: int) -> None:
    """Another text of the same length, under the same name, with the same times."""
    path = root / f"{one:02}-材料" / ("活动总结.txt" if two % 2 else "活动方案.txt")
    if path.exists():
        text = path.read_text(encoding="utf-8")
        put(path, text[::-1])


def _swapped(root: Path, one: int, two: int) -> None:
    first, second = (root / f"{number:02}-材料" / "活动总结.txt" for number in (one, two))
    if first.exists() and second.exists() and first != second:
        beside = first.with_name("x")
        first.rename(beside)
        second.rename(first)
        beside.rename(second)


def _copied(root: Path, one: int, two: int) -> None:
    source, target = (root / f"{number:02}-材料" / "图片" for number in (one, two))
    if (source / "现场0.jpg").exists():
        shutil.copy2(source / "现场0.jpg", target / f"来自{one}.jpg")


def _gone(root: Path, one: int, two: int) -> None:
    (root / f"{one:02}-材料" / "图片" / f"现场{two % 2}.jpg").unlink(missing_ok=True)


def _renamed(root: Path, one: int, two: int) -> None:
    path = root / f"{one:02}-材料" / "活动总结.txt"
    if path.exists():
        path.rename(path.with_name(("总结.md", "说明.txt", "总结.jpg")[two - 1]))


def _emptied(root: Path, one: int, two: int) -> None:
    put(root / f"{one:02}-材料" / ("报道链接.txt", "活动方案.txt", "活动总结.txt")[two - 1], "")


def _cut(root: Path, one: int, _: int) -> None:
    path = root / f"{one:02}-材料" / "图片" / "现场1.jpg"
    if path.exists():
        path.write_bytes(path.read_bytes()[:-400])
        os.utime(path, (OLD, OLD))


EDITS = (_other_words, _swapped, _copied, _gone, _renamed, _emptied, _cut)
NUMBERS = st.integers(1, 3)


# The fixture only moves the clock, and is the same for every example; how fast the machine is decides nothing.
@pytest.mark.usefixtures("always_settled")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(EDITS), NUMBERS, NUMBERS), min_size=1, max_size=4))
def test_whatever_changes_the_verdict_is_that_of_a_fresh_check(edits: list[tuple[Edit, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root, kept = workspace(folder), folder / "cache"
        looked(folder, kept)
        for edit, one, two in edits:
            edit(root, one, two)
            fresh = looked(folder, None)
            assert looked(folder, kept) == fresh
            assert looked(folder, kept) == fresh
