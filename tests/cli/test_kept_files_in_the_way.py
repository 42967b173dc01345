"""Where the program keeps its own files there may be a pipe, a device or gigabytes: nothing waits, nothing is written.

Every command that reads such a file before it writes says which one it is and what to do, at once and in little memory.
"""

from __future__ import annotations

import os
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from tests.support.received_packages import word
from tests.support.receiving_office import Office
from zhutiri_cli.common.bounded_file import read_bounded
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.workspace.moves import Moves

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices lie in folders elsewhere")

RECORD, SUMS, SENT = "submission.yaml", ".received.json", "reminded_2024.yaml"


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def long(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(3 * 1024**3)


def folder(path: Path) -> None:
    path.mkdir()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.chdir(tmp_path)
    made = Office(tmp_path)
    (made.root / "01-卫健局").mkdir(parents=True)
    (made.inbox / "活动总结.docx").write_bytes(word("活动如期举办。"))
    return made


def little(doing: Callable[[], object]) -> int:
    """The most memory in bytes that something takes."""
    tracemalloc.start()
    try:
        doing()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("thing", "why"), [(pipe, "不是普通文件"), (long, " MB，不予读取")])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        (RECORD, ("record", "1", "--held", "2024-03-15")),
        (RECORD, ("receive", "1", "来件/活动总结.docx", "--on", "2024-03-20")),
        (SUMS, ("receive", "1", "来件/活动总结.docx", "--on", "2024-03-20")),
        (SENT, ("remind", "--sent", "--as-of", "2024-12-20")),
    ],
)
def test_what_stands_in_the_way_is_named_at_once(
    office: Office, thing: Callable[[Path], None], why: str, name: str, words: tuple[str, ...]
) -> None:
    path = office.plan.with_name(name) if name == SENT else office.root / "01-卫健局" / name
    thing(path)
    ran = zhutiri(*words)
    assert ran.status == 2, ran.out
    assert name in ran.err
    assert why in ran.err
    assert "请" in ran.err
    assert not (office.root / "01-卫健局" / "活动总结.docx").exists()


@pytest.mark.parametrize(
    ("thing", "why"),
    [
        (pipe, "不是普通文件，没有打开"),
        (endless, "不是普通文件，没有打开"),
        (long, "文件超过 1 MB，不予读取"),
        (folder, "打不开（是一个文件夹）"),
        (lambda path: path.symlink_to(path.parent.parent / "elsewhere"), "是指向工作区之外的链接，没有打开"),
    ],
)
def test_no_more_is_read_than_a_file_may_hold(tmp_path: Path, thing: Callable[[Path], None], why: str) -> None:
    (tmp_path / "elsewhere").write_text("secret", encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    thing(inside / "x.yaml")

    def refused() -> None:
        with pytest.raises(FileProblem) as problem:
            read_bounded(inside / "x.yaml", 1024 * 1024, inside.resolve())
        assert "x.yaml" in problem.value.message
        assert why in problem.value.message
        assert problem.value.advice

    assert little(refused) < 8 * 1024 * 1024


def test_what_is_there_is_read_and_what_is_not_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"x" * 5)
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    (tmp_path / "c.yaml").symlink_to(tmp_path / "nowhere")
    root = tmp_path.resolve()
    found = [read_bounded(tmp_path / name, 5, root) for name in ("a.yaml", "b.yaml", "c.yaml", "d.yaml")]
    assert found == [b"xxxxx", b"xxxxx", None, None]
    with pytest.raises(FileProblem):
        read_bounded(tmp_path / "a.yaml", 4, root)


@pytest.mark.parametrize("thing", [pipe, long])
def test_a_record_that_became_something_else_meanwhile_is_not_written(
    tmp_path: Path, thing: Callable[[Path], None]
) -> None:
    thing(tmp_path / RECORD)

    def refused() -> None:
        with pytest.raises(FileProblem) as problem:
            Moves().write_record(tmp_path / RECORD, b"held: 2024-03-15\n", b"held: 2024-03-16\n")
        assert RECORD in problem.value.message

    assert little(refused) < 8 * 1024 * 1024


def test_init_does_not_read_gigabytes_to_ignore_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    long(tmp_path / ".gitignore")
    ran = zhutiri("init", "--year", "2025", "--force")
    assert ran.status == 2, ran.out
    assert ".gitignore 文件超过 1 MB，不予读取" in ran.err
