"""Damaged documents: "已损坏" is said only where LibreOffice has looked and failed, too; with the real one where there
is one, and with scripts that stand in for it."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.support.compound_file import compound_file
from tests.support.material_files import docx_of, odt_of, zipped
from tests.support.stand_in_office import REAL, SCRIPTS, WORDS, stand_in
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.formats import libreoffice
from zhutiri_cli.materials.survey.inspect import inspect

pytestmark = pytest.mark.usefixtures("own_temporary_folder")


def sound(folder: Path, suffix: str) -> Path:
    """A real document or table."""
    path = folder / f"活动总结{suffix}"
    if suffix == ".docx":
        document = docx.Document()
        for _ in range(40):
            document.add_paragraph(WORDS)
        document.save(str(path))
    else:
        book = openpyxl.Workbook()
        sheet = book.create_sheet(index=0)
        for number in range(40):
            sheet.append([number, WORDS])
        book.save(path)
    return path


def changed(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The same with one part changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped(path, {**parts, part: change(parts[part])})


def two_thirds(data: bytes) -> bytes:
    return data[: len(data) * 2 // 3]


def unchecked(facts: FileFacts) -> bool:
    return (facts.verdict, facts.local) == (Fitness.UNCHECKED, True) and "未核对内容" in facts.reason


@REAL
def test_what_libreoffice_reads_counts_and_is_remembered(tmp_path: Path) -> None:
    wrong = changed(sound(tmp_path, ".docx"), "word/document.xml", lambda data: data.replace(b"UTF-8", b"UTF-16", 1))
    facts = inspect(wrong)
    assert (facts.verdict, facts.reason) == (Fitness.USABLE, "文件内部有损坏，LibreOffice 读出了文字")
    assert facts.text.count(WORDS) == 40
    assert not facts.local
    table = inspect(changed(sound(tmp_path, ".xlsx"), "xl/worksheets/sheet1.xml", two_thirds))
    assert (table.verdict, table.kind, WORDS in table.text) == (Fitness.USABLE, "table", True)


@REAL
@pytest.mark.parametrize("change", [two_thirds, lambda data: data.replace("群众".encode(), "群\2众".encode())])
def test_what_libreoffice_does_not_open_either_is_damaged(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    facts = inspect(changed(sound(tmp_path, ".docx"), "word/document.xml", change))
    assert (facts.verdict, facts.local) == (Fitness.UNUSABLE, False)
    assert "已损坏" in facts.reason


@REAL
@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_rubbish_is_never_taken_for_text(tmp_path: Path, suffix: str) -> None:
    """Left to itself LibreOffice opens what it does not know as plain text."""
    path = sound(tmp_path, suffix)
    whole = path.read_bytes()
    for content in (b"junk" * 30 + whole, whole[: len(whole) // 2], whole[:400] + bytes(range(256)) * 40):
        path.write_bytes(content)
        facts = inspect(path)
        assert (facts.verdict, facts.text) == (Fitness.UNUSABLE, "")
        assert "损坏" in facts.reason


@REAL
def test_a_word_document_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "活动总结.doc"
    path.write_bytes(compound_file({"WordDocument": b"\xec\xa5\xc1\0" + b"x" * 9000})[:4000])
    assert "已损坏" in inspect(path).reason
    (tmp_path / "活动总结.rtf").write_bytes(b"{\\rtf1 " + b"{" * 6000 + WORDS.encode("gbk"))
    assert "已损坏" in inspect(tmp_path / "活动总结.rtf").reason


@SCRIPTS
def test_an_encrypted_document_is_said_to_be_so_and_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, f"echo x >> {tmp_path}/starts", monkeypatch)
    path = tmp_path / "活动总结.docx"
    path.write_bytes(compound_file({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"x" * 200}))
    assert "加密" in inspect(path).reason
    assert not (tmp_path / "starts").exists()


@SCRIPTS
@pytest.mark.parametrize("script", ["kill -SEGV $$", "exit 77", "sleep 99"])
def test_one_that_comes_to_no_end_proves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    stand_in(tmp_path, script, monkeypatch)
    monkeypatch.setattr(libreoffice, "TIME_LIMIT", 1.0)
    for suffix in (".docx", ".odt"):
        made = docx_of if suffix == ".docx" else odt_of
        assert unchecked(inspect(made(tmp_path / f"活动总结{suffix}", "<broken")))
    torn = shutil.copyfile(docx_of(tmp_path / "b.docx", WORDS), tmp_path / "c.docx")
    torn.write_bytes(torn.read_bytes()[:-200])
    assert "已损坏" in inspect(torn).reason  # its very container is


def test_footers_of_an_odt_take_nothing_from_its_text(tmp_path: Path) -> None:
    facts = inspect(odt_of(tmp_path / "a.odt", f"<text:p>{WORDS}</text:p>", {"styles.xml": "<broken"}))
    assert (facts.verdict, facts.reason, facts.text.strip()) == (Fitness.UNCHECKED, "页眉和页脚没有核对", WORDS)
