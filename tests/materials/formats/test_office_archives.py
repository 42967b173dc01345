"""The zip archives that office formats are: good, cut off, encrypted, mislabelled, and bombs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.support.material_files import ODT_MIME, RELATIONS, docx_of, ole_of, paragraph, whole, zip_encrypted, zipped
from zhutiri_cli.common.foreign_limits import PART_BYTES
from zhutiri_cli.materials.file_facts import Fitness, UnfitError
from zhutiri_cli.materials.formats import zipguard
from zhutiri_cli.materials.survey.inspect import inspect

BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>'

OUTSIDE = '<!DOCTYPE a [<!ENTITY c SYSTEM "{}">]><a>&c;</a>'


ZIPPED = pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".odt", ".ofd"])


@ZIPPED
def test_a_good_one_is_read(tmp_path: Path, suffix: str) -> None:
    facts = inspect(whole(tmp_path, suffix))
    assert facts.verdict is Fitness.USABLE
    assert facts.text.strip() == "活动总结"
    assert facts.kind == ("table" if suffix == ".xlsx" else "document")


@ZIPPED
@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_truncated_one_is_damaged(tmp_path: Path, suffix: str, share: float) -> None:
    path = whole(tmp_path, suffix)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    facts = inspect(path)
    assert facts.verdict is Fitness.UNUSABLE
    assert facts.reason == "文件已损坏或没有传完整，打不开"


@ZIPPED
def test_an_encrypted_archive_and_an_encrypted_container_say_so(tmp_path: Path, suffix: str) -> None:
    path = whole(tmp_path, suffix)
    zip_encrypted(path)
    assert inspect(path).reason == "文件已加密，需要密码才能打开"
    ole_of(path, {"EncryptedPackage": b"secret", "EncryptionInfo": b"x"})
    assert inspect(path).reason == "文件已加密，需要密码才能打开"


@ZIPPED
def test_another_format_under_its_suffix_is_mislabelled(tmp_path: Path, suffix: str) -> None:
    other = ".odt" if suffix != ".odt" else ".docx"
    path = whole(tmp_path, other).rename(tmp_path / f"错{suffix}")
    facts = inspect(path)
    assert facts.verdict is Fitness.UNUSABLE
    assert facts.reason.startswith("内容实为 ")
    assert facts.reason.endswith(f"后缀却是 {suffix}")
    assert other in facts.remedy


@ZIPPED
def test_plain_zip_and_a_picture_are_mislabelled(tmp_path: Path, suffix: str) -> None:
    path = zipped(tmp_path / f"a{suffix}", {"photo.txt": "x"})
    assert "ZIP 压缩包" in inspect(path).reason
    Image.new("RGB", (9, 9)).save(path, "PNG")
    assert inspect(path).reason == f"内容实为 PNG，后缀却是 {suffix}"


PARTS = {".docx": "word/document.xml", ".odt": "content.xml", ".ofd": "Doc_0/Pages/Page_0/Content.xml"}


@pytest.mark.parametrize("suffix", PARTS)
def test_bombs_are_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    def reason(part: str | bytes, extra: bytes = b"") -> str:
        first = {".odt": {"mimetype": ODT_MIME}, ".ofd": {"OFD.xml": "<a/>"}}.get(suffix, {})
        facts = inspect(zipped(tmp_path / f"a{suffix}", {**first, PARTS[suffix]: part, "media/x.bin": extra}))
        assert facts.verdict is Fitness.UNUSABLE
        return facts.reason

    assert "实体声明" in reason(BOMB)
    monkeypatch.setattr(zipguard, "MAX_PART", 100_000)
    assert "没有文字" in reason(b"<a>" + b" " * 20_000 + b"</a>")
    assert "疑似压缩炸弹" in reason(b"<a>" + b" " * 200_000 + b"</a>")
    monkeypatch.setattr(zipguard, "MAX_UNPACKED", 150_000)
    assert "疑似压缩炸弹" in reason("<a/>", b"\0" * 200_000)


def test_entity_bombs_in_a_sheet_are_refused(tmp_path: Path) -> None:
    book = f'<Relationships><Relationship Type="{RELATIONS}/worksheet" Target="worksheets/s.xml"/></Relationships>'
    parts = {"xl/workbook.xml": "<a/>", "xl/_rels/workbook.xml.rels": book, "xl/worksheets/s.xml": BOMB}
    assert "实体声明" in inspect(zipped(tmp_path / "a.xlsx", parts)).reason


@ZIPPED
def test_nothing_outside_is_read(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "秘密.txt").write_text("不该读到的", encoding="utf-8")
    part = OUTSIDE.format((tmp_path / "秘密.txt").as_uri())
    first = {".odt": {"mimetype": ODT_MIME}, ".ofd": {"OFD.xml": "<a/>"}}.get(suffix, {})
    book = f'<Relationships><Relationship Type="{RELATIONS}/worksheet" Target="worksheets/s.xml"/></Relationships>'
    sheet = {"xl/workbook.xml": "<a/>", "xl/_rels/workbook.xml.rels": book, "xl/worksheets/s.xml": part}
    facts = inspect(zipped(tmp_path / f"a{suffix}", sheet if suffix == ".xlsx" else {**first, PARTS[suffix]: part}))
    assert facts.verdict is Fitness.UNUSABLE
    assert "实体声明" in facts.reason
    assert "不该读到的" not in facts.text


def test_a_real_bomb_of_the_default_limits(tmp_path: Path) -> None:
    path = docx_of(tmp_path / "a.docx", " " * (PART_BYTES + 10))
    assert "疑似压缩炸弹" in inspect(path).reason


def test_a_large_honest_part_is_left_unchecked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = docx_of(tmp_path / "a.docx", paragraph("".join(chr(0x4E00 + n * 7 % 20000) for n in range(9000))))
    assert inspect(path).verdict is Fitness.USABLE
    monkeypatch.setattr(zipguard, "MAX_PART", 1000)
    facts = inspect(path)
    assert (facts.verdict, facts.reason) == (Fitness.UNCHECKED, "正文体积过大，未核对内容")


def test_an_entry_that_understates_its_size_is_damaged(tmp_path: Path) -> None:
    path = docx_of(tmp_path / "a.docx", paragraph("长" * 5000))
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (40).to_bytes(4, "little")
    path.write_bytes(data)
    assert inspect(path).verdict is Fitness.UNUSABLE


def test_the_archive_itself_refuses_encrypted_entries(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a": "x"})
    with zipguard.SafeZip(path) as archive:
        assert archive.read("a") == b"x"
    zip_encrypted(path)
    with pytest.raises(UnfitError, match="加密"):
        zipguard.SafeZip(path)
