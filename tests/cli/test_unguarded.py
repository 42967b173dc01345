"""Where no process can be started for foreign bytes, every command that reads some says so, in every format."""

from __future__ import annotations

import errno
import io
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.support.command import zhutiri
from zhutiri_cli.common.unguarded import SAID

pytestmark = pytest.mark.reader_processes

PLAN = "year: 2024\nactivities:\n  - {id: 4, month: 3, theme: 就业政策解读, units: [人社局]}\n"
TABLE = "2025年计划\n序号\t时间\t主题\t责任单位\n1\t3月\t政策解读\t综合办\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace whose files have never been looked into; it is the current folder."""
    folder = tmp_path / "ws" / "submissions" / "2024" / "04-人社局"
    folder.mkdir(parents=True)
    (tmp_path / "ws" / "plan_2024.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "submission.yaml").write_text("held: 2024-03-15\nsubmitted: 2024-03-20\n", encoding="utf-8")
    (folder / "活动总结.txt").write_text("第4项活动总结：就业政策解读。" * 5, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "ws")
    return tmp_path / "ws"


@pytest.fixture
def no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the system has no semaphores."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr("pebble.ProcessPool.schedule", refused)


def check(*arguments: str) -> tuple[str, str]:
    ran = zhutiri("check", "--as-of", "2024-04-01", "--fail-on", "never", "--no-cache", *arguments)
    assert ran.status == 0, ran.err
    return ran.out, ran.err


def flat(text: str) -> str:
    """Without the line breaks of a screen."""
    return "".join(text.split())


@pytest.mark.usefixtures("place", "no_processes")
@pytest.mark.parametrize("name", ["table", "json", "markdown", "html", "csv", "junit", "github", "sarif"])
def test_every_format_on_the_screen_or_beside_it(name: str) -> None:
    out, err = check("-f", name)
    assert flat(SAID) in flat(out) + flat(err)
    assert flat(err).count(flat(SAID)) == (name not in ("table", "markdown")), "beside what a machine reads"


@pytest.mark.usefixtures("no_processes")
def test_in_every_file_that_has_room_for_notices(place: Path) -> None:
    names = ["周报.html", "周报.md", "台账.xlsx", "通报.docx", "结果.sarif", "结果.xml"]
    _, err = check(*(word for name in names for word in ("-o", name)))
    assert err.count(SAID) == 1
    for name in names:
        data = (place / name).read_bytes()
        if name.endswith(".xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(data))
            text = "".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
        elif name.endswith(".docx"):
            text = "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)
        else:
            text = data.decode()
        assert SAID in text, name


@pytest.mark.usefixtures("no_processes")
def test_commands_without_a_report_say_it_at_the_end(place: Path) -> None:
    (place / "计划.txt").write_text(TABLE, encoding="utf-8")
    for words in (
        ["import", "计划.txt", "-o", "new.yaml"],
        ["receive", "4", "计划.txt", "--on", "2024-03-20", "--yes"],
    ):
        ran = zhutiri(*words)
        assert ran.status == 0, ran.err
        assert ran.err.count(f"注意：{SAID}") == 1
        assert SAID not in ran.out


@pytest.mark.usefixtures("no_processes")
def test_a_rollup_says_it_in_the_row(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place.parent)
    ran = zhutiri("rollup", "ws", "--as-of", "2024-04-01", "--fail-on", "never", "-o", "汇总.html", "--no-cache")
    assert ran.status == 0, ran.err
    assert SAID in ran.err + Path("汇总.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("place", "no_processes")
def test_nothing_is_said_where_nothing_foreign_was_read() -> None:
    for words in (["validate"], ["workdays", "2024-03-01", "5"]):
        assert SAID not in zhutiri(*words).err


@pytest.mark.usefixtures("place")
def test_nothing_is_said_where_readers_were_started() -> None:
    for name in ("table", "json"):
        out, err = check("-f", name)
        assert SAID not in out + err
