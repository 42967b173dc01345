"""What cannot be imported: one clear sentence each, exit status 2, and nothing written."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.support.material_files import ole_of, zip_encrypted
from tests.support.plan_documents import HEADER, PLAIN, add_table, as_csv, as_docx, as_html, as_tabs, as_xlsx, written
from zhutiri_cli.cli.app import run

Make = Callable[[Path], Path]


def nothing_but_text(folder: Path) -> Path:
    return written(folder / "a.txt", "关于印发方案的通知\n各单位：\n请认真落实。\n")


def no_header(folder: Path) -> Path:
    return as_tabs(folder, [["姓名", "电话", "地址"], ["张三", "1", "甲"]])


def header_lacks_units(folder: Path) -> Path:
    return as_tabs(folder, [row[:4] for row in [HEADER, *PLAIN]])


def header_alone(folder: Path) -> Path:
    return as_xlsx(folder, [HEADER])


def two_tables(folder: Path) -> Path:
    document = docx.Document()
    add_table(document, [HEADER, *PLAIN])
    add_table(document, [HEADER, *PLAIN])
    document.save(str(folder / "a.docx"))
    return folder / "a.docx"


def two_tables_in_one_text(folder: Path) -> Path:
    return as_tabs(folder, [HEADER, *PLAIN, HEADER, *PLAIN])


def formula(folder: Path) -> Path:
    path = as_xlsx(folder, [HEADER, *PLAIN])
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    book.active["B4"] = '=B3&""'
    book.save(path)
    return path


def error_value(folder: Path) -> Path:
    return as_csv(folder, [HEADER, [*PLAIN[0][:4], "#REF!"]])


def encrypted_by_word(folder: Path) -> Path:
    return ole_of(folder / "a.docx", {"EncryptedPackage": b"x" * 64, "EncryptionInfo": b"y" * 64})


def encrypted_zip(folder: Path) -> Path:
    path = as_xlsx(folder, [HEADER, *PLAIN])
    zip_encrypted(path)
    return path


def cut_short(folder: Path) -> Path:
    path = as_docx(folder, [HEADER, *PLAIN])
    path.write_bytes(path.read_bytes()[:-2000])
    return path


def broken_xml(folder: Path, source: Path | None = None, part: str = "word/document.xml") -> Path:
    path = source or as_docx(folder, [HEADER, *PLAIN])
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[part] = members[part][: len(members[part]) // 2]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def broken_sheet(folder: Path) -> Path:
    return broken_xml(folder, as_xlsx(folder, [HEADER, *PLAIN]), "xl/worksheets/sheet1.xml")


def without_its_main_part(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "a.docx", "w") as archive:
        archive.writestr("word/other.xml", "<a/>")
    return folder / "a.docx"


def added(path: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def docm(folder: Path) -> Path:
    return as_docx(folder, [HEADER, *PLAIN]).rename(folder / "a.docm")


def xlsm(folder: Path) -> Path:
    return as_xlsx(folder, [HEADER, *PLAIN]).rename(folder / "a.XLSM")


def macros_inside(folder: Path) -> Path:
    return added(as_docx(folder, [HEADER, *PLAIN]), "word/vbaProject.bin", b"x")


def bomb(folder: Path) -> Path:
    return added(as_docx(folder, [HEADER, *PLAIN]), "word/media/a.bin", bytes(200 * 1000 * 1000))


def huge_part(folder: Path) -> Path:
    return added(as_xlsx(folder, [HEADER, *PLAIN]), "xl/worksheets/sheet9.xml", bytes(30 * 1024 * 1024))


def huge_sheet(folder: Path) -> Path:
    path = as_xlsx(folder, [HEADER, *PLAIN])
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    book.active["XFD1048576"] = "x"
    book.save(path)
    return path


def old_word(folder: Path) -> Path:
    return ole_of(folder / "a.doc", {"WordDocument": b"x"})


def old_word_renamed(folder: Path) -> Path:
    return ole_of(folder / "a.docx", {"WordDocument": b"x"})


def excel_called_word(folder: Path) -> Path:
    return as_xlsx(folder, [HEADER, *PLAIN]).rename(folder / "a.docx")


def text_called_word(folder: Path) -> Path:
    return written(folder / "a.docx", "序号 活动时间 活动主题")


def pdf(folder: Path) -> Path:
    return written(folder / "a.pdf", "%PDF-1.4")


def unknown_suffix(folder: Path) -> Path:
    return written(folder / "a.json", "{}")


def binary(folder: Path) -> Path:
    (folder / "a.csv").write_bytes(bytes(range(256)))
    return folder / "a.csv"


def empty(folder: Path) -> Path:
    return written(folder / "a.txt", " \n")


def empty_page(folder: Path) -> Path:
    return written(folder / "a.html", "<!-- -->")


def deep_page(folder: Path) -> Path:
    return written(folder / "a.html", "<div>" * 50_000 + as_html(folder, [HEADER, *PLAIN]).read_text(encoding="utf-8"))


def long_text(folder: Path) -> Path:
    return written(folder / "a.txt", "x" * (11 * 1024 * 1024))


def long_field(folder: Path) -> Path:
    return written(folder / "a.csv", '"' + "x" * 200_000)


def a_folder(folder: Path) -> Path:
    (folder / "a.docx").mkdir()
    return folder / "a.docx"


def missing(folder: Path) -> Path:
    return folder / "没有.docx"


BAD: dict[Make, str] = {
    nothing_but_text: "没有表格",
    no_header: "没有找到计划表的表头",
    header_lacks_units: "表头缺少“责任单位”一栏",
    header_alone: "表头下面没有活动",
    two_tables: "2 个表格都像活动计划表：第 1 个表格",
    two_tables_in_one_text: "2 个表格都像活动计划表",
    formula: '“活动时间”栏的“=B3&""”是公式',
    error_value: "是错误值",
    encrypted_by_word: "已加密",
    encrypted_zip: "已加密",
    cut_short: "已损坏或不完整",
    broken_xml: "已损坏或不完整",
    broken_sheet: "已损坏或不完整",
    without_its_main_part: "已损坏或不完整",
    docm: "是带宏的文件",
    xlsm: "是带宏的文件",
    macros_inside: "是带宏的文件",
    bomb: "解压后体积过大",
    huge_part: "解压后体积过大",
    huge_sheet: "范围过大",
    old_word: "另存为 .docx",
    old_word_renamed: "内容实为 旧版 Word 文档",
    excel_called_word: "内容实为 Excel 表格",
    text_called_word: "内容实为 纯文本",
    pdf: "复制成文本文件",
    unknown_suffix: "不是能导入的格式",
    binary: "不是文本",
    empty: "是空的",
    empty_page: "已损坏或不完整",
    deep_page: "嵌套过深",
    long_text: "超过 10 MB",
    long_field: "读不下去",
    a_folder: "不是普通文件",
    missing: "不存在",
}


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__)
def test_one_sentence_and_nothing_written(make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make(tmp_path)
    target = tmp_path / "plan.yaml"
    assert run(["import", str(source), "-o", str(target)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert BAD[make] in err
    assert re.fullmatch(r"错误：[^\n]*[^\n。]\n", err)
    assert source.name in err
    assert not target.exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads every file")
def test_no_permission(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = as_tabs(tmp_path, [HEADER, *PLAIN])
    source.chmod(0)
    assert run(["import", str(source)]) == 2
    assert "无法打开" in capsys.readouterr().err
