"""A notice is read and taken apart in a process of its own, with limits; what comes of it there is one sentence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.foreign_limits import NOTICE_TEXT_BYTES
from zhutiri_cli.plan.importing import importer
from zhutiri_cli.plan.importing.importer import import_file, import_pasted

TEXT = "2025年计划\n序号\t时间\t主题\t责任单位\n1\t3月\t政策解读\t综合办\n2\t4月\t开放日\t教育局\n"


@pytest.mark.reader_processes
def test_what_comes_of_it_there_is_what_comes_of_it_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "计划.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    there, pasted = import_file(Path("计划.txt"), None, 2030), import_pasted(TEXT.encode(), None, 2030)
    monkeypatch.setattr("zhutiri_cli.materials.door.door.started", lambda *_: None)
    assert there == import_file(Path("计划.txt"), None, 2030)
    assert pasted == import_pasted(TEXT.encode(), None, 2030)
    assert (there.activities, pasted.activities) == (2, 2)


@pytest.mark.reader_processes
def test_one_that_is_not_read_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = TEXT + "".join(f"{number}\t5月\t政策解读{number}\t综合办\n" for number in range(3, 1_000))  # over a second
    path = tmp_path / "计划.txt"
    path.write_text(long, encoding="utf-8")
    monkeypatch.setattr(importer, "IMPORT_SECONDS", 0.05)
    with pytest.raises(FileProblem, match=r"计划\.txt 没有导入：.* 秒内没有读完") as raised:
        import_file(path, None, 2030)
    assert "另存一份后再导入" in raised.value.advice
    with pytest.raises(FileProblem, match=r"没有导入：.* 秒内没有读完"):
        import_pasted(long.encode(), None, 2030)


@pytest.mark.reader_processes
def test_a_refusal_there_is_told_as_here(tmp_path: Path) -> None:
    path = tmp_path / "计划.docx"
    path.write_bytes(b"PK\x03\x04 and nothing")
    with pytest.raises(FileProblem, match="已损坏或不完整") as raised:
        import_file(path, None, 2030)
    assert raised.value.advice


def test_no_more_is_read_from_standard_input_than_a_text_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.BytesIO(b"a" * (NOTICE_TEXT_BYTES + 100))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(given))
    ran = zhutiri("import", "-")
    assert given.tell() <= NOTICE_TEXT_BYTES + 1
    assert ran.status == 2
    assert "粘贴的文字超过 10 MB，没有读取" in ran.err
