"""Files that would eat the machine: what is told of them, and that all readers together stay within bounds."""

from __future__ import annotations

import os
import sys
import time
import zipfile
import zlib
from pathlib import Path
from threading import Event, Thread

import psutil
import pytest

from zhutiri_cli.common.foreign_limits import MEMORY, MIB, TEXT_CHARACTERS
from zhutiri_cli.materials.door.reader_process import count
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.survey.inspect import inspect
from zhutiri_cli.materials.survey.survey import survey
from zhutiri_cli.materials.survey.workers import Workers

MOST = 512 * MIB
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system limits memory")
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf_of_operators(path: Path, operators: int) -> Path:
    """A page that draws so many lines, in some ten thousand bytes."""
    content = zlib.compress(b"0 0 m 1 1 l S\n" * operators, 9)
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(content), content),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(made))
        made += b"%d 0 obj%bendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 5\n0000000000 65535 f \n%btrailer<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF\n"
    path.write_bytes(made + end % (table, len(made)))
    return path


def workbook_of_one_string(path: Path, cells: int, length: int) -> Path:
    """Cells that all show one long shared string: together they would be ``cells * length`` characters."""

    def relations(*pairs: tuple[str, str]) -> str:
        found = "".join(f'<Relationship Type="{_OFFICE}/{kind}" Target="{to}"/>' for kind, to in pairs)
        return f"<Relationships>{found}</Relationships>"

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations(("officeDocument", "xl/workbook.xml")))
        archive.writestr("xl/workbook.xml", "<workbook/>")
        parts = relations(("worksheet", "worksheets/s.xml"), ("sharedStrings", "s.xml"))
        archive.writestr("xl/_rels/workbook.xml.rels", parts)
        archive.writestr("xl/s.xml", f"<sst><si><t>{'政' * length}</t></si></sst>")
        row = '<c t="s"><v>0</v></c>' * cells
        archive.writestr("xl/worksheets/s.xml", f"<a><row>{row}</row></a>")
    return path


class Weighed:
    """The most that this process and those it started meanwhile held at once beyond what it held at the start, in
    bytes: a browser that other tests have opened is none of it."""

    def __enter__(self) -> Weighed:
        self._done, self._thread = Event(), Thread(target=self._look)
        self.most, self._start = 0, psutil.Process().memory_info().rss
        self._before = {one.pid for one in psutil.Process().children(recursive=True)}
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        own = psutil.Process()
        while not self._done.wait(0.1):
            total = own.memory_info().rss - self._start
            for one in own.children(recursive=True):
                if one.pid in self._before:
                    continue
                try:
                    total += one.memory_full_info().pss
                except psutil.Error:  # it has ended meanwhile
                    continue
            self.most = max(self.most, total)


def test_one_string_in_every_cell_is_kept_once(tmp_path: Path) -> None:
    facts = inspect(workbook_of_one_string(tmp_path / "a.xlsx", 20_000, 100_000))
    assert (facts.verdict, facts.partly) == (Fitness.UNCHECKED, True)
    assert 0 < len(facts.text) <= TEXT_CHARACTERS


@LINUX
@pytest.mark.reader_processes
def test_a_page_of_countless_operators_stays_unchecked_and_within_bounds(tmp_path: Path) -> None:
    paths = [pdf_of_operators(tmp_path / f"{number}.pdf", 3_000_000) for number in range(2)]
    sound = tmp_path / "好.txt"
    sound.write_text("活动总结", encoding="utf-8")
    with Weighed() as weighed:
        seen = survey([*paths, sound])
    for path in paths:
        facts = seen[path].facts
        assert facts is not None
        assert (facts.verdict, facts.local) == (Fitness.UNCHECKED, True)
        assert "内存" in facts.reason
    other = seen[sound].facts
    assert other is not None
    assert other.text == "活动总结"
    assert weighed.most < MOST - 75 * MIB  # what a command's own process takes


def holding(path: Path, _digest: str) -> FileFacts:
    """As much memory as the file's name says, in MiB."""
    held = bytearray(int(path.stem) * MIB)
    time.sleep(0.2)
    return FileFacts(Fitness.USABLE, text=f"{len(held)} {os.getpid()}")


@LINUX
@pytest.mark.reader_processes
def test_what_needs_more_than_its_share_is_read_alone() -> None:
    large = MEMORY // MIB - 30
    with Workers(holding) as readers:
        asked = [readers.ask(Path(f"{size}.txt"), "") for size in (1, large, 2)]
        found = [readers.answer(one) for one in asked]
    assert [one.verdict for one in found] == [Fitness.USABLE] * 3
    assert found[1].text.split()[0] == str(large * MIB)
    if count() > 1:
        assert found[1].text.split()[1] not in {one.text.split()[1] for one in (found[0], found[2])}


@LINUX
@pytest.mark.reader_processes
def test_what_needs_more_than_all_is_left_to_people() -> None:
    with Workers(holding) as readers:
        facts = readers.answer(readers.ask(Path("2000.txt"), ""))
    assert facts.verdict is Fitness.UNCHECKED
    assert "维护人员" not in facts.reason + facts.remedy


def starving(_path: Path, _digest: str) -> FileFacts:
    """A reader in Python that gets no memory."""
    raise MemoryError


def test_no_memory_is_no_fault_of_a_reader_without_processes_either() -> None:
    with Workers(starving) as readers:
        facts = readers.answer(readers.ask(Path("a.txt"), ""))
    assert (facts.verdict, facts.local) == (Fitness.UNCHECKED, True)
