"""A file that is replaced by a link out of the workspace, between the listing of its folder and the look at it, is not
followed: what it leads to is neither opened nor told."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from zhutiri_cli.check.plan_files import load
from zhutiri_cli.check.request import CheckRequest
from zhutiri_cli.check.weekly import check
from zhutiri_cli.common import leading_out
from zhutiri_cli.common.leading_out import LedOutError, leads_out, open_inside, open_unlinked
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.ocr.look import read_words
from zhutiri_cli.materials.ocr.words_seen import Photo
from zhutiri_cli.materials.survey.inspect import inspect
from zhutiri_cli.materials.survey.read_here import ReadHere
from zhutiri_cli.materials.survey.workers import LED_OUT, Workers
from zhutiri_cli.report.report import Report
from zhutiri_cli.rules.catalogue import catalogue
from zhutiri_cli.submission.folder_entries import entries
from zhutiri_cli.submission.gather import gather
from zhutiri_cli.submission.received_sums import NAME, read_sums

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights that a test has not")

PLAN = "year: 2024\nactivities:\n  - {id: 4, month: 3, theme: 就业政策解读, units: [人社局]}\n"
SECRET = "总部的秘密，第4项活动总结。\nhttps://secret.example/2024/4.html"
RECORD = "held: 2024-03-15\nsubmitted: 2024-03-20\n"


class Office:
    """A workspace with one folder, and what lies outside it."""

    def __init__(self, tmp_path: Path) -> None:
        self.place = tmp_path / "ws"
        self.root = self.place / "submissions" / "2024"
        self.folder = self.root / "04-人社局"
        self.elsewhere = tmp_path / "elsewhere"
        for folder in (self.folder, self.elsewhere):
            folder.mkdir(parents=True)
        (self.place / "plan_2024.yaml").write_text(PLAN, encoding="utf-8")
        (self.folder / "submission.yaml").write_text(RECORD, encoding="utf-8")
        (self.folder / "活动总结.txt").write_text("第4项活动总结：就业政策解读。" * 5, encoding="utf-8")
        (self.elsewhere / "活动总结.txt").write_text(SECRET, encoding="utf-8")
        (self.elsewhere / "submission.yaml").write_text(f"秘密: {SECRET!r}\n", encoding="utf-8")

    def led_out(self, name: str) -> None:
        """What is called so is a link to what is called so elsewhere."""
        (self.folder / name).unlink()
        (self.folder / name).symlink_to(self.elsewhere / name)

    def folder_led_out(self) -> None:
        shutil.rmtree(self.folder)
        self.folder.symlink_to(self.elsewhere)

    def checked(self, **others: Any) -> Report:
        rules = catalogue()
        sound = load(self.place / "plan_2024.yaml", rules)
        return check(CheckRequest(sound, self.root, date(2024, 4, 1), rules, **others))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], None]:
    """Have something happen after the folders were listed and before any file is opened."""

    def arranged(happen: Callable[[], None]) -> None:
        def later(*arguments: Any) -> Any:
            happen()
            return gather(*arguments)

        monkeypatch.setattr("zhutiri_cli.check.weekly.gather", later)

    return arranged


def said(report: Report) -> list[tuple[str, str]]:
    return [(finding.rule, finding.message) for finding in report.activities[0].findings]


@pytest.mark.reader_processes
def test_a_file_is_not_followed_by_a_reader(office: Office, between: Callable[[Callable[[], None]], None]) -> None:
    between(lambda: office.led_out("活动总结.txt"))
    report = office.checked(sums=True)
    assert ("ZT306", "“活动总结.txt”是指向工作区之外的链接，未打开") in said(report)
    assert "秘密" not in repr(report)
    assert "secret.example" not in repr(report)


def test_nor_by_a_process_that_reads_by_itself(office: Office, between: Callable[[Callable[[], None]], None]) -> None:
    between(lambda: office.led_out("活动总结.txt"))
    report = office.checked(workers=ReadHere(None))
    assert ("ZT306", "“活动总结.txt”是指向工作区之外的链接，未打开") in said(report)
    assert "secret.example" not in repr(report)


def test_nor_is_a_folder(office: Office, between: Callable[[Callable[[], None]], None]) -> None:
    between(office.folder_led_out)
    report = office.checked(sums=True)
    assert ("ZT306", "“活动总结.txt”是指向工作区之外的链接，未打开") in said(report)
    assert "秘密" not in repr(report)
    assert report.activities[0].status.value == "unrecorded", "the record was not read either"


def test_nor_is_the_record(office: Office, between: Callable[[Callable[[], None]], None]) -> None:
    between(lambda: office.led_out("submission.yaml"))
    report = office.checked()
    assert any(rule == "ZT311" and "指向工作区之外的链接，没有打开" in message for rule, message in said(report))
    assert "秘密" not in repr(report)


def test_a_link_within_the_workspace_is_followed(office: Office, between: Callable[[Callable[[], None]], None]) -> None:
    def moved() -> None:
        (office.folder / "活动总结.txt").rename(office.root / "放在别处.txt")
        (office.folder / "活动总结.txt").symlink_to(office.root / "放在别处.txt")

    between(moved)
    assert not [message for rule, message in said(office.checked()) if rule in ("ZT306", "ZT901")]


def test_a_file_that_is_gone_is_told_as_such(office: Office, between: Callable[[Callable[[], None]], None]) -> None:
    between((office.folder / "活动总结.txt").unlink)
    assert any("文件不存在" in message for _, message in said(office.checked()))


def replacing(path: Path, digest: str) -> FileFacts:
    """A reader during whose work the file is replaced."""
    facts = inspect(path, digest)
    path.unlink()
    path.symlink_to(path.parents[4] / "elsewhere" / path.name)
    return facts


@pytest.mark.reader_processes
def test_nothing_is_told_of_one_that_is_replaced_meanwhile(office: Office) -> None:
    summary = office.folder / "活动总结.txt"
    with Workers(replacing) as readers:
        assert readers.answer(readers.ask(summary, "", office.root.resolve())) == LED_OUT
    assert LED_OUT.verdict is Fitness.FAILED


def test_a_photo_is_not_followed_when_its_words_are_read(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhutiri_cli.materials.ocr.recogniser.engine", lambda: None)
    Image.new("RGB", (400, 300), "white").save(office.elsewhere / "1.jpg")
    (office.folder / "1.jpg").symlink_to(office.elsewhere / "1.jpg")
    reading = read_words(Photo("1.jpg", office.folder / "1.jpg", "", office.root.resolve()))
    assert reading.reason == "列出之后换成了指向工作区之外的链接，没有打开"


def test_what_receive_keeps_is_neither_a_link_nor_a_pipe(office: Office) -> None:
    digest = "ab" * 32
    (office.elsewhere / NAME).write_text(f'{{"files": {{"a.txt": "{digest}"}}}}')
    assert read_sums(office.elsewhere) == {"a.txt": digest}
    (office.folder / NAME).symlink_to(office.elsewhere / NAME)
    assert read_sums(office.folder) == {}
    (office.folder / NAME).unlink()
    os.mkfifo(office.folder / NAME)
    assert read_sums(office.folder) == {}


@pytest.mark.parametrize("lacking", ["", "_UNFOLLOWED", "_HELD_ONLY"], ids=["all", "not to follow", "to hold only"])
def test_what_may_be_opened(office: Office, monkeypatch: pytest.MonkeyPatch, lacking: str) -> None:
    """Whatever the system can be asked for or not."""
    if lacking:
        monkeypatch.setattr(leading_out, lacking, 0)
    root, summary = office.root.resolve(), office.folder / "活动总结.txt"
    with open_inside(summary, root) as stream:
        assert stream.read()
    office.led_out("活动总结.txt")
    assert leads_out(summary, root)
    with pytest.raises(OSError, match="symbolic link"):
        open_unlinked(summary)
    with pytest.raises(LedOutError):
        open_inside(summary, root)
    with open_inside(summary, None) as stream:
        assert stream.read().decode() == SECRET
    summary.unlink()
    summary.symlink_to(summary)
    with pytest.raises(OSError, match="symbolic link"):
        open_inside(summary, root)
    summary.unlink()
    assert not leads_out(summary, root)


def test_a_folder_replaced_as_it_is_listed_has_no_name_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between its own listing above and the descent into it."""
    inner = office.folder / "图片"
    inner.mkdir()
    (office.elsewhere / "内部名单.docx").write_bytes(b"x")

    def late(path: Path, shown: str, unread: list[tuple[str, str]]) -> list[os.DirEntry[str]]:
        if path == inner and not inner.is_symlink():
            inner.rmdir()
            inner.symlink_to(office.elsewhere)
        return entries(path, shown, unread)

    monkeypatch.setattr("zhutiri_cli.submission.discover.entries", late)
    report = office.checked()
    assert inner.is_symlink(), "it was replaced"
    assert "内部名单" not in repr(report)
    assert any(rule == "ZT901" and "图片" in message for rule, message in said(report))
