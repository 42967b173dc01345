"""Many files looked into: readers in processes of their own, and what is known by content taken from the cache."""

from __future__ import annotations

import ctypes
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.support.material_files import whole
from zhutiri_cli.materials.file_facts import FileFacts, Fitness, PhotoFacts, closed
from zhutiri_cli.materials.survey.cache import _LARGEST, READING, Cache, readers_version, version_of
from zhutiri_cli.materials.survey.inspect import inspect
from zhutiri_cli.materials.survey.stamp import Stamp
from zhutiri_cli.materials.survey.store import Store
from zhutiri_cli.materials.survey.survey import survey
from zhutiri_cli.materials.survey.workers import Workers

OLD = 1_700_000_000
PROCESSES = pytest.mark.reader_processes


def counted(log: Path, path: Path, digest: str) -> FileFacts:
    """Look, and leave a mark that somebody looked."""
    with log.open("a") as marks:
        marks.write(path.name + "\n")
    return inspect(path, digest)


def by_name(path: Path, digest: str) -> FileFacts:
    """What a hostile file does to its reader, by its name."""
    if path.name == "crash.txt":
        ctypes.string_at(0)
    if path.name == "swell.txt":
        bytearray(8 << 30)
    return inspect(path, digest)


def at_once_but_one(path: Path, digest: str) -> FileFacts:
    """A reader that needs no time, but for one file that it never has done with."""
    if path.name == "hang.txt":
        time.sleep(600)
    return FileFacts(Fitness.USABLE, digest=digest)


def leaving(path: Path, digest: str) -> FileFacts:
    """A reader that makes a file of its own, and may not live to remove it."""
    own = Path(tempfile.mkdtemp()) / "own"
    own.write_text("x")
    if path.name == "crash.txt":
        ctypes.string_at(0)
    return FileFacts(Fitness.USABLE, text=str(own), digest=digest)


def files(folder: Path, **texts: str) -> list[Path]:
    found = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        os.utime(path, (OLD, OLD))
        found.append(path)
    return found


class Asked:
    """A check with the cache ``at``: which files a reader was asked to open."""

    def __init__(self, tmp_path: Path, at: Path) -> None:
        self.log = tmp_path / "asked.log"
        self.at = at

    def __call__(self, paths: list[Path], summed: list[Path] | None = None) -> list[str]:
        self.log.write_text("")
        cache = Cache(self.at)
        self.found = survey(paths, summed or (), cache, workers=Workers(partial(counted, self.log)))
        cache.close()
        assert cache.problem == ""
        return sorted(self.log.read_text().split())


@pytest.fixture
def asked(tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Asked:
    monkeypatch.setattr(Stamp, "settled", lambda *_: True)  # else a file is known by its path after three seconds
    return Asked(tmp_path, own_cache)


@PROCESSES
def test_one_hostile_file_ends_its_reader_and_nothing_else(tmp_path: Path) -> None:
    paths = files(tmp_path, crash="x", good="文字", swell="x", other="另一份")
    found = survey(paths, workers=Workers(by_name))
    facts = {path.stem: found[path].facts for path in paths}
    assert {name: one and one.verdict for name, one in facts.items()} == {
        "crash": Fitness.FAILED,
        "good": Fitness.USABLE,
        "swell": Fitness.UNCHECKED if sys.platform == "linux" else Fitness.USABLE,
        "other": Fitness.USABLE,
    }
    crash = facts["crash"]
    assert crash is not None
    assert "崩溃" in crash.reason
    assert crash.local


@PROCESSES
def test_one_file_that_takes_too_long_ends_its_reader_and_nothing_else(tmp_path: Path) -> None:
    paths = files(tmp_path, first="x", hang="x", last="x")
    found = survey(paths, workers=Workers(at_once_but_one, 3))
    facts = {path.stem: found[path].facts for path in paths}
    assert {name: one and one.verdict for name, one in facts.items()} == {
        "first": Fitness.USABLE,
        "hang": Fitness.UNCHECKED,
        "last": Fitness.USABLE,
    }
    hang = facts["hang"]
    assert hang is not None
    assert "超过 3 秒" in hang.reason
    assert hang.local


@PROCESSES
def test_what_readers_make_for_themselves_is_cleared_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    texts = tmp_path / "texts"
    texts.mkdir()
    good, crash = files(texts, good="文字", crash="x")
    facts = survey([good, crash], workers=Workers(leaving))[good].facts
    assert facts is not None
    assert Path(facts.text).is_relative_to(tmp_path)
    left = [path.name for path in tmp_path.iterdir()]
    assert [name for name in left if not name.startswith("pymp-")] == ["texts"], "pymp-: this process's own, to its end"


@PROCESSES
def test_facts_from_a_process_are_those_of_this_one(tmp_path: Path) -> None:
    photo = whole(tmp_path, ".jpg")
    paths = [*files(tmp_path, a="见 https://www.tianxin.gov.cn/a 。"), photo]
    found = survey(paths)
    for path in paths:
        assert found[path].facts == inspect(path)
        assert found[path].size == path.stat().st_size
        assert found[path].digest == inspect(path).digest


def test_what_can_not_be_opened_is_still_put_into_words(tmp_path: Path) -> None:
    (tmp_path / "empty.docx").touch()
    found = survey([tmp_path / "empty.docx", tmp_path / "gone.pdf", tmp_path])
    reasons = [seen.facts.reason for seen in found.values() if seen.facts]
    assert reasons == ["文件是空的（0 字节）", "文件不存在，或是失效的链接", "不是普通文件"]
    assert {(seen.size, seen.digest) for seen in found.values()} == {(None, "")}


def test_only_what_is_new_is_looked_at_again(tmp_path: Path, asked: Asked) -> None:
    one, two = files(tmp_path, one="第一份", two="第二份")
    assert asked([one, two]) == ["one.txt", "two.txt"]
    first = asked.found
    assert asked([one, two]) == []
    assert asked.found == first
    (three,) = files(tmp_path, three="第三份")
    assert asked([one, two, three]) == ["three.txt"]


def test_a_moved_or_copied_file_is_known_by_its_content(tmp_path: Path, asked: Asked) -> None:
    (one,) = files(tmp_path, one="第一份")
    asked([one])
    assert asked([one.rename(tmp_path / "moved.txt")]) == []
    assert asked([(tmp_path / "moved.txt").rename(tmp_path / "moved.md")]) == ["moved.md"]  # another reader's business


@pytest.mark.parametrize("same_size", [True, False])
def test_a_file_replaced_in_place_is_looked_at_again(tmp_path: Path, asked: Asked, same_size: bool) -> None:
    (one,) = files(tmp_path, one="第一份")
    asked([one])
    files(tmp_path, one="第二份" if same_size else "第二份，较长")  # with the old mtime
    assert asked([one]) == ["one.txt"]
    assert asked.found[one].facts == inspect(one)


def test_a_file_that_may_still_change_unseen_is_not_known_by_its_path(tmp_path: Path, own_cache: Path) -> None:
    (one,) = files(tmp_path, one="第一份")
    stamp = Stamp.of(one.stat())
    cache = Cache(own_cache)
    cache.keep(one, stamp, "d" * 64, ".txt", inspect(one))
    cache.close()
    again = Cache(own_cache)
    assert again.by_path({one: stamp}) == {}  # its ctime is of this very second
    assert again.by_content([("d" * 64, ".txt")]) == {("d" * 64, ".txt"): inspect(one)}
    again.close()


def test_files_of_no_kind_are_summed_up_without_being_opened(tmp_path: Path, asked: Asked) -> None:
    one, two = files(tmp_path, one="第一份", two="第二份")
    assert asked([one], [one, two]) == ["one.txt"]
    assert asked.found[two].facts is None
    assert asked.found[two].digest == inspect(two).digest
    assert asked([one], [one, two]) == []
    assert asked([one, two]) == ["two.txt"]  # of known content, but never looked into


def test_every_fact_survives_the_cache(own_cache: Path) -> None:
    from datetime import date

    cache = Cache(own_cache)
    photo = PhotoFacts(4000, 3000, date(2024, 3, 15), False, 2**64 - 1, 2**63)
    urls = ("https://a.cn/",), ("https://b.cn/c",)
    said = (Fitness.UNUSABLE, "因", "办", "字\n“”\x00")
    facts = FileFacts(*said, *urls, "photo", photo, True, 3, urls[0], True, "ab" * 32)
    cache.keep(Path("/a.jpg"), Stamp(1, 2, 3, 4), "ab" * 32, ".jpg", facts)
    cache.close()
    again = Cache(own_cache)
    assert again.by_path({Path("/a.jpg"): Stamp(1, 2, 3, 4)}) == {Path("/a.jpg"): ("ab" * 32, facts)}
    assert again.by_path({Path("/a.jpg"): Stamp(1, 2, 3, 5)}) == {}
    again.close()


@pytest.mark.parametrize(
    "facts",
    [FileFacts(Fitness.FAILED), FileFacts(Fitness.UNCHECKED, local=True), closed(PermissionError(13, "")).facts()],
)
def test_what_says_nothing_lasting_of_the_content_is_not_kept(own_cache: Path, facts: FileFacts) -> None:
    cache = Cache(own_cache)
    cache.keep(Path("/a.doc"), Stamp(1, 2, 3, 4), "ab" * 32, ".doc", facts)
    cache.close()
    again = Cache(own_cache)
    assert again.by_path({Path("/a.doc"): Stamp(1, 2, 3, 4)}) == {Path("/a.doc"): ("ab" * 32, None)}
    again.close()


def base_of(folder: Path) -> Path:
    (found,) = folder.glob("*.sqlite3")
    return found


@pytest.mark.parametrize("harm", ["rubbish", "cut", "tables", "rows", "deleted", "empty"])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, asked: Asked, harm: str) -> None:
    one, two = files(tmp_path, one="第一份" * 2000, two="第二份")
    asked([one, two])
    base = base_of(asked.at)
    if harm == "deleted":
        base.unlink()
    elif harm in ("tables", "rows"):
        order = "DROP TABLE facts" if harm == "tables" else "UPDATE facts SET data = x'00'"
        with sqlite3.connect(base) as connection:
            connection.execute(order)
        connection.close()
    else:
        base.write_bytes({"rubbish": os.urandom(9000), "cut": base.read_bytes()[:5000], "empty": b""}[harm])
    assert asked([one, two]) == ["one.txt", "two.txt"]
    assert asked([one, two]) == []


ENDLESS = "WITH RECURSIVE one(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one) SELECT n, n, n, n, n, n FROM one"


@pytest.mark.parametrize(
    "harm",
    [
        ["DROP TABLE seen", f"CREATE VIEW seen AS {ENDLESS}"],
        [f"CREATE TRIGGER ours AFTER INSERT ON seen BEGIN {ENDLESS}; END"],
    ],
)
def test_what_somebody_put_into_it_is_never_run(tmp_path: Path, asked: Asked, harm: list[str]) -> None:
    (one,) = files(tmp_path, one="第一份")
    asked([one])
    with sqlite3.connect(base_of(asked.at)) as connection:
        for order in harm:
            connection.execute(order)
    connection.close()
    assert asked([one]) == ["one.txt"]
    assert asked([one]) == []


def test_an_entry_larger_than_any_of_ours_is_not_unpacked(tmp_path: Path, asked: Asked) -> None:
    (one,) = files(tmp_path, one="第一份")
    asked([one])
    with sqlite3.connect(base_of(asked.at)) as connection:
        connection.execute("UPDATE facts SET data = ?", (zlib.compress(b" " * (_LARGEST + 1)),))
    connection.close()
    assert asked([one]) == ["one.txt"]


DAMAGE = ("used = 'x'", "digest = CAST(x'ff' AS TEXT)", "digest = 7", "digest = 'ab'")
OTHER_SUM = "digest = 'f' || substr(digest, 2)"
"""A sum that some file may have: but by one more in the row nothing tells that it is not this one's."""


@pytest.mark.parametrize("harm", [*DAMAGE, OTHER_SUM])
def test_a_damaged_entry_is_one_that_is_not_there(tmp_path: Path, asked: Asked, harm: str) -> None:
    (one,) = files(tmp_path, one="第一份")
    asked([one])
    with sqlite3.connect(base_of(asked.at)) as connection:
        connection.execute(f"UPDATE seen SET {harm}")
    connection.close()
    assert asked([], [one]) == []
    assert asked.found[one].digest == inspect(one).digest


def test_a_table_of_another_name_in_another_encoding_is_damage_too(tmp_path: Path, asked: Asked) -> None:
    (one,) = files(tmp_path, one="第一份")
    asked([one])
    base = base_of(asked.at)
    base.write_bytes(base.read_bytes().replace(b"CREATE TABLE seen (path", b"CREATE TABLE seen \xff\xfepath"))
    assert asked([one]) == ["one.txt"]


def replacing(path: Path, digest: str) -> FileFacts:
    """Somebody saves another version between the sum of the bytes and the look into them."""
    path.write_text("第二份", encoding="utf-8")
    return inspect(path, digest)


def test_a_file_replaced_while_it_is_looked_into_is_not_remembered(tmp_path: Path, asked: Asked) -> None:
    one, copy = files(tmp_path, one="第一份", copy="第一份")
    cache = Cache(asked.at)
    survey([one], cache=cache, workers=Workers(replacing))
    cache.close()
    assert asked([copy]) == ["copy.txt"]
    assert asked.found[copy].facts == inspect(copy)


def test_a_cache_that_can_not_be_used_is_said_and_done_without(tmp_path: Path) -> None:
    (tmp_path / "occupied").write_text("a file where the folder should be")
    (one,) = files(tmp_path, one="第一份")
    cache = Cache(tmp_path / "occupied")
    found = survey([one], cache=cache)
    cache.close()
    assert found[one].facts == inspect(one)
    assert cache.problem not in ("", "读写出错")


def test_a_cache_that_another_process_holds_is_done_without(tmp_path: Path, own_cache: Path) -> None:
    (one,) = files(tmp_path, one="第一份")
    Cache(own_cache).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("zhutiri_cli.materials.survey.store.WAIT", 0.1)
        holder = sqlite3.connect(base_of(own_cache), isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        cache = Cache(own_cache)
        assert survey([one], cache=cache)[one].facts == inspect(one)
        cache.close()
        holder.close()
    assert cache.problem == "另一个程序正在使用"


def test_two_processes_use_it_at_once(own_cache: Path) -> None:
    program = """
import sys
from pathlib import Path
from zhutiri_cli.materials.survey.cache import Cache
from zhutiri_cli.materials.survey.stamp import Stamp
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
cache = Cache(Path(sys.argv[1]))
for number in range(600):
    digest = f"{sys.argv[2]}-{number}"
    cache.keep(Path(f"/{digest}.txt"), Stamp(1, 2, 3, 4), digest, ".txt", FileFacts(Fitness.USABLE, text=digest))
cache.close()
sys.exit(cache.problem or 0)
"""
    orders = [[sys.executable, "-c", program, str(own_cache), name] for name in "ab"]
    running = [subprocess.Popen(order) for order in orders]
    assert [process.wait(60) for process in running] == [0, 0]
    cache = Cache(own_cache)
    for name in "ab":
        for number in range(600):
            wanted = (f"{name}-{number}", ".txt")
            assert cache.by_content([wanted])[wanted].text == f"{name}-{number}"
    cache.close()


def test_other_readers_know_nothing_of_it(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(own_cache)
    cache.keep(Path("/a.txt"), Stamp(1, 2, 3, 4), "ab" * 32, ".txt", FileFacts(Fitness.USABLE))
    cache.close()
    assert len(readers_version()) == 16
    monkeypatch.setattr("zhutiri_cli.materials.survey.cache.readers_version", lambda: "another")
    again = Cache(own_cache)
    assert again.by_path({Path("/a.txt"): Stamp(1, 2, 3, 4)}) == {Path("/a.txt"): ("ab" * 32, None)}
    again.close()


def test_what_readers_stand_on_is_in_their_version() -> None:
    """Every module of ours that looking into files loads lies in a package that the version is of."""
    program = """
import pkgutil, sys
import zhutiri_cli.materials as materials
for found in pkgutil.walk_packages(materials.__path__, "zhutiri_cli.materials."):
    __import__(found.name)
print(*(name for name in sys.modules if name.startswith("zhutiri_cli.")))
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[1] for name in ran.stdout.split()}
    assert loaded == {folder.name for folder in READING}


def test_a_version_is_of_source_and_data_and_of_nothing_made_from_them(tmp_path: Path) -> None:
    def version() -> str:
        version_of.cache_clear()
        return version_of((tmp_path / "ours",), ("no_such_library",))

    (tmp_path / "ours" / "inner" / "__pycache__").mkdir(parents=True)
    (tmp_path / "ours" / "a.py").write_text("LIMIT = 1\n", encoding="utf-8")
    (tmp_path / "ours" / "inner" / "words.yaml").write_text("[甲]\n", encoding="utf-8")
    first = version()
    (tmp_path / "ours" / "inner" / "__pycache__" / "a.pyc").write_bytes(b"made")
    assert version() == first
    (tmp_path / "ours" / "inner" / "words.yaml").write_text("[乙]\n", encoding="utf-8")
    second = version()
    (tmp_path / "ours" / "a.py").write_text("LIMIT = 2\n", encoding="utf-8")
    assert len({first, second, version()}) == 3


def test_a_row_of_a_damaged_store_that_is_of_no_file_asked_for_is_passed_over(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(own_cache)
    row = (b"/other.txt", "1:2:3:4", "ab" * 32, 1, None, None)
    monkeypatch.setattr(Store, "ask", lambda *_: [row])  # as an index with a bit turned over answers
    assert cache.by_path({Path("/a.txt"): Stamp(1, 2, 3, 4)}) == {}
    cache.close()


def test_what_nobody_asks_for_is_forgotten(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    for day, name in ((0, "old"), (300, "used"), (450, "new")):
        monkeypatch.setattr(time, "time", lambda day=day: now + day * 86400)
        cache = Cache(own_cache)
        cache.keep(Path(f"/{name}.txt"), Stamp(1, 2, 3, 4), name, ".txt", FileFacts(Fitness.USABLE))
        cache.close()
    cache = Cache(own_cache)
    known = [bool(cache.by_content([(name, ".txt")])) for name in ("old", "used", "new")]
    assert known == [False, True, True]
    cache.close()


def test_only_its_owner_may_read_it(own_cache: Path) -> None:
    Cache(own_cache).close()
    assert [oct(path.stat().st_mode & 0o777) for path in (own_cache, base_of(own_cache))] == ["0o700", "0o600"]


def test_a_text_with_half_a_sign_is_looked_at_anew_each_time(own_cache: Path) -> None:
    cache = Cache(own_cache)
    cache.keep(Path("/a.txt"), Stamp(1, 2, 3, 4), "ab" * 32, ".txt", FileFacts(Fitness.USABLE, text="半个\ud800字"))
    cache.close()
    again = Cache(own_cache)
    assert again.by_path({Path("/a.txt"): Stamp(1, 2, 3, 4)}) == {Path("/a.txt"): ("ab" * 32, None)}
    again.close()


def test_what_is_learnt_is_written_in_few_transactions(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each waits for the disk; what a killed run loses is bounded by time as well."""
    writes, carry_out, now = list[int](), Store.write, [0.0]

    def counted(store: Store, orders: Any) -> None:
        writes.append(len(orders))
        carry_out(store, orders)

    monkeypatch.setattr(Store, "write", counted)
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    cache = Cache(own_cache)

    def learn(numbers: range) -> None:
        for number in numbers:
            cache.keep(Path(f"/{number}.txt"), Stamp(1, 2, 3, 4), f"{number:064}", ".txt", FileFacts(Fitness.USABLE))

    learn(range(300))  # two rows each
    assert writes == [512]
    now[0] = 3.0
    learn(range(300, 301))
    assert writes == [512, 89]
    cache.close()
    assert cache.problem == ""
