"""What is common to all files: access, size, dispatch, and that a broken reader is neither pass nor fail."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.pieces import zip_of
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.formats import libreoffice
from zhutiri_cli.materials.readers import plaintext, readers, suffixes_of
from zhutiri_cli.materials.survey import inspect as module
from zhutiri_cli.materials.survey.inspect import inspect

SUFFIXES = sorted(readers())


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".mp4", ".zip", ""])
def test_an_empty_file_is_unusable_whatever_it_is(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"材料{suffix}"
    path.touch()
    facts = inspect(path)
    assert (facts.verdict, facts.usable) == (Fitness.UNUSABLE, False)
    assert facts.reason == "文件是空的（0 字节）"
    assert facts.remedy


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_binary_rubbish_is_unusable_with_reason_and_remedy(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"材料{suffix}"
    path.write_bytes(bytes(range(255, 0, -1)) * 8 + b"\0\xff" * 40)
    facts = inspect(path)
    assert facts.verdict is Fitness.UNUSABLE
    assert facts.reason
    assert facts.remedy


def test_a_pipe_and_a_folder_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "总结.docx")
    (tmp_path / "图.jpg").mkdir()
    for name in ("总结.docx", "图.jpg"):
        assert inspect(tmp_path / name) == FileFacts(
            Fitness.UNUSABLE, "不是普通文件", "请放入真正的文件", kind="document" if "docx" in name else "photo"
        )


def test_what_is_gone_was_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").symlink_to(tmp_path / "nowhere.pdf")
    facts = inspect(tmp_path / "a.pdf")
    assert "失效" in facts.reason
    assert (facts.verdict, facts.usable, facts.local) == (Fitness.CLOSED, False, True)


def test_what_may_not_be_read_was_not_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("文字", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    assert inspect(path).verdict is Fitness.USABLE
    monkeypatch.setattr(Path, "open", refuse)
    facts = inspect(path)
    assert (facts.verdict, facts.usable, facts.local) == (Fitness.CLOSED, False, True)
    assert facts.reason == "打不开（没有权限）"
    assert "关闭正在使用它的程序" in facts.remedy


def test_a_file_too_large_is_left_unchecked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("文字", encoding="utf-8")
    monkeypatch.setattr(module, "MAX_BYTES", 5)
    facts = inspect(path)
    assert (facts.verdict, facts.usable) == (Fitness.UNCHECKED, True)
    assert "500 MB" in facts.reason
    assert facts.digest == ""


@pytest.mark.parametrize("error", [KeyError("x"), RecursionError("deep"), OSError("of a library")])
def test_a_reader_that_breaks_is_reported_as_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    path = tmp_path / "a.md"
    path.write_text("文字", encoding="utf-8")

    def broken(_: Path) -> FileFacts:
        raise error

    monkeypatch.setattr(plaintext, "read", broken)
    facts = inspect(path)
    assert facts.verdict is Fitness.FAILED
    assert type(error).__name__ in facts.reason
    assert facts.kind == "document"


@pytest.mark.parametrize("name", ["a.md", "a.jpg", "a.docx", "a.mp4"])
@pytest.mark.parametrize(
    ("number", "reason", "remedy"),
    [
        (errno.EIO, "磁盘或网络读写出错", "检查磁盘和网络"),
        (errno.ESTALE, "网络磁盘断开", "检查磁盘和网络"),
        (errno.EMFILE, "同时打开的文件太多", "关闭一些程序"),
        (errno.ENOMEM, "内存不足", "关闭一些程序"),
        (errno.EACCES, "没有权限", "检查读取权限"),
        (errno.ENOENT, "文件不存在", "放回文件"),
    ],
)
def test_a_disk_that_fails_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, number: int, reason: str, remedy: str
) -> None:
    """However late it fails: while the file's sum is taken, or within its reader."""
    path = tmp_path / name
    path.write_bytes(b"x" * 500)

    def fails(*_: object, **__: object) -> FileFacts:
        raise OSError(number, "in English", str(path))

    reader = readers().get(path.suffix)
    monkeypatch.setattr(reader or module, "read" if reader else "look", fails)
    late = inspect(path)
    monkeypatch.setattr(module, "digest_of", fails)
    early = inspect(path)
    assert late.digest
    for facts in (late, early):
        assert (facts.verdict, facts.local) == (
            Fitness.CLOSED if number in (errno.EACCES, errno.ENOENT) else Fitness.FAILED, True,
        )  # fmt: skip
        assert reason in facts.reason
        assert remedy in facts.remedy
        assert all(word not in facts.reason + facts.remedy for word in ("English", "Error", str(tmp_path), "维护人员"))


def test_the_suffix_is_read_in_any_case_and_width(tmp_path: Path) -> None:
    path = tmp_path / "说明．ＴＸＴ"
    path.write_text("文字", encoding="utf-8")
    digest = hashlib.sha256("文字".encode()).hexdigest()
    assert inspect(path) == FileFacts(Fitness.USABLE, text="文字", kind="document", digest=digest)


def test_readers_declare_the_formats_of_the_contract() -> None:
    named = {".docx", ".doc", ".wps", ".pdf", ".ofd", ".odt", ".rtf", ".txt", ".md"}
    assert suffixes_of("document") == named | {".docm", ".dotx", ".dotm", ".dot", ".wpt"}  # Word opens these
    photos = {".jpg", ".jpeg", ".jfif", ".jpe", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".heic", ".heif"}
    assert suffixes_of("photo") == {*photos, ".avif"}
    assert suffixes_of("table") == {".xlsx", ".csv"}
    assert suffixes_of("url") == {".url"}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08moov" + b"\0" * 300, ""),
        ("a.mov", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08moov" + b"\0" * 300, ""),
        ("a.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 300, "文件已损坏或没有传完整，打不开"),
        ("a.mp4", b"%PDF-1.4\n" + b"\0" * 300, "内容实为 PDF，后缀却是 .mp4"),
        ("a.mp4", "见网盘链接".encode(), "内容实为 纯文本，后缀却是 .mp4"),
        ("a.mp4", b"\x89PNG\r\n\x1a\n" + b"\0" * 300, "内容实为 PNG，后缀却是 .mp4"),
        ("a.zip", b"PK\x03\x04 cut off", "文件已损坏或没有传完整，打不开"),
        ("a.rar", b"PK\x05\x06" + b"\0" * 18, "内容实为 ZIP 压缩包，后缀却是 .rar"),
        ("a.mkv", b"\xff" * 300, "内容认不出是 MKV，未核对内容"),
        ("a.pptx", zip_of({"ppt/presentation.xml": b"<p/>"}), "PPT 演示文稿（pptx）的文字这里读不出，未核对内容"),
        ("a.psd", b"8BPS\0\1" + bytes(300), ""),
        ("a.mp3", b"ID3\3" + bytes(300), ""),
        ("a.dat", b"%PDF-1.4", "不是这里能打开的文件，未核对内容"),
        ("a.json", b"{}", "不是这里能打开的文件，未核对内容"),
    ],
)
def test_other_formats_are_usable_unless_plainly_mislabelled_or_unknown(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    facts = inspect(tmp_path / name)
    unchecked = Fitness.UNCHECKED if "未核对内容" in reason else Fitness.UNUSABLE
    assert (facts.reason, facts.verdict) == (reason, unchecked if reason else Fitness.USABLE)
    assert facts.kind == "other"


MAGIC = (b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7\n", b"{\\rtf1")
PICTURES = (
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"BM",
    b"II*\0",
    b"\0\0\0\x18ftypheic",
    b"[InternetShortcut]\n",
)


@settings(max_examples=300)
@given(
    st.sampled_from([*SUFFIXES, ".mp4", ".zip", ".pptx", ".txt ", ""]),
    st.sampled_from([*MAGIC, *PICTURES]),
    st.binary(max_size=600),
)
def test_inspect_never_raises_and_no_reader_breaks(suffix: str, magic: bytes, rest: bytes) -> None:
    """As where no LibreOffice is: what it makes of rubbish is looked at in ``test_second_look``."""
    with pytest.MonkeyPatch.context() as patched, tempfile.TemporaryDirectory() as folder:
        patched.setattr(libreoffice, "program", lambda: None)
        path = Path(folder) / f"x{suffix}"
        path.write_bytes(magic + rest)
        facts = inspect(path)
    assert facts.verdict is not Fitness.FAILED, facts.reason
    assert facts.reason or facts.verdict is Fitness.USABLE
    assert bool(facts.reason) == bool(facts.remedy)
