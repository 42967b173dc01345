""".7z and .rar: taken in as a .zip is, with the same refusals, where the extra (and a program for .rar) is there."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.archives import HARD_LINK, LINK, old_rar, rar, renamed, sevenzip
from tests.support.command import zhutiri
from tests.support.received_packages import Workspace, attached, mail, picture, word, zipped
from zhutiri_cli.workspace.receiving.packages import rar as rar_package
from zhutiri_cli.workspace.receiving.packages import unpacking

DAY = ("--on", "2024-03-20")
PROGRAM = pytest.mark.skipif(not rar_package._has_program(), reason="no program that unpacks .rar on this machine")
BOTH = pytest.mark.parametrize("suffix", [".7z", pytest.param(".rar", marks=PROGRAM)])
SET = {
    "材料/活动方案.docx": word("方案"),
    "材料/总结.docx": word("总结"),
    "材料/1.JPG": picture(),
    "材料/空.txt": b"",
}
FOUND = {"活动方案.docx": word("方案"), "总结.docx": word("总结"), "图片/1.JPG": picture(), "空.txt": b""}


def packed(suffix: str, files: dict[str, bytes]) -> bytes:
    return sevenzip(files) if suffix == ".7z" else rar(files)


@BOTH
def test_a_whole_set_is_taken_in(work: Workspace, suffix: str) -> None:
    files = SET | {"材料/Thumbs.db": b"x", "材料/里.zip": b"PK"}
    out = work.done(work.package(f"来{suffix.upper()}", packed(suffix, files)), *DAY)
    assert set(work.files()) == {*FOUND, "里.zip"}
    assert {name: work.files()[name] for name in ("图片/1.JPG", "空.txt", "里.zip")} == {
        "图片/1.JPG": picture(), "空.txt": b"", "里.zip": b"PK",
    }  # fmt: skip
    assert "认出：活动方案.docx → 活动方案" in out
    assert "跳过" in out
    assert "未认出：里.zip（压缩包没有解压" in out


@BOTH
def test_from_within_the_workspace_as_an_office_works(
    work: Workspace, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = work.package(f"来{suffix}", packed(suffix, SET))
    monkeypatch.chdir(work.plan.parent)
    ran = zhutiri("receive", "3", str(package), "--plan", work.plan.name, *DAY)
    assert ran.status == 0, ran.err
    assert set(work.files()) == set(FOUND)


def renamed_archives() -> list[object]:
    makers: dict[str, Callable[[dict[str, bytes]], bytes]] = {".zip": zipped, ".7z": sevenzip, ".rar": rar}
    return [
        pytest.param(make(SET), suffix, marks=PROGRAM if kind == ".rar" else ())
        for kind, make in makers.items()
        for suffix in (*makers, ".tar.gz")
        if suffix != kind
    ]


@pytest.mark.parametrize(("data", "suffix"), renamed_archives())
def test_a_renamed_archive_is_opened_as_what_it_is(work: Workspace, data: bytes, suffix: str) -> None:
    work.done(work.package(f"来{suffix}", data), *DAY)
    assert work.files() == FOUND


@pytest.mark.parametrize(("data", "suffix"), renamed_archives())
def test_a_renamed_archive_in_a_mail_is_opened_as_what_it_is(work: Workspace, data: bytes, suffix: str) -> None:
    work.done(work.package("来.eml", mail(attached(f'filename="材料{suffix}"'.encode(), data))))
    assert work.files() == FOUND


def test_a_renamed_archive_that_nothing_opens_here(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("sevenzip", "rar"):
        monkeypatch.setattr(f"zhutiri_cli.workspace.receiving.packages.{module}.find_spec", lambda _: None)
    for make, real in ((sevenzip, ".7z"), (rar, ".rar")):
        said = work.refused(work.package("来.zip", make(SET)), *DAY)
        assert f"来.zip 没有收下：内容实为 {real} 压缩包，在这里打不开" in said
        assert "请解压后再放入" in said


def test_a_damaged_renamed_archive_is_refused(work: Workspace) -> None:
    assert "损坏" in work.refused(work.package("来.zip", sevenzip(SET)[:100]), *DAY)
    assert "损坏" in work.refused(work.package("来.7z", zipped(SET)[:100]), *DAY)


@PROGRAM
def test_the_program_unpacks_what_is_not_merely_stored(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rarfile.FORCE_TOOL", 1)
    work.done(work.package("来.rar", rar(SET)), *DAY)
    assert work.files()["图片/1.JPG"] == picture()


@PROGRAM
def test_old_names_in_gbk(work: Workspace) -> None:
    work.done(work.package("来.rar", old_rar({"活动方案.docx".encode("gbk"): b"x"})), *DAY)
    assert work.files() == {"活动方案.docx": b"x"}


@BOTH
def test_inside_a_mail(work: Workspace, suffix: str) -> None:
    header = f'filename="材料{suffix}"'.encode()
    work.done(work.package("来.eml", mail(attached(header, packed(suffix, {"活动方案.docx": b"x"})))))
    assert work.files() == {"活动方案.docx": b"x"}


@pytest.mark.parametrize("name", ["../a", "C:/a", "/a/b", "..\\a"])
def test_names_that_leave_the_folder(work: Workspace, name: str) -> None:
    stand_in = "x" * len(name)
    data = renamed(sevenzip({"活动方案.docx": b"a", stand_in: b"b"}, plain=True), stand_in, name)
    assert "之外" in work.refused(work.package("来.7z", data), *DAY)


@PROGRAM
@pytest.mark.parametrize("name", ["../a", "C:/a", "/a/b"])
def test_names_in_a_rar_that_leave_the_folder(work: Workspace, name: str) -> None:
    assert "之外" in work.refused(work.package("来.rar", rar({"活动方案.docx": b"a", name: b"b"})), *DAY)


@PROGRAM
@pytest.mark.parametrize(
    "data",
    [
        rar({"a": b""}, redirected=LINK),
        rar({"a": b""}, redirected=HARD_LINK),
        rar({"a": b"/etc/passwd"}, mode=stat.S_IFLNK | 0o777),
        rar({"a": b""}, mode=stat.S_IFIFO | 0o600),
        rar({"a": b""}, mode=stat.S_IFCHR | 0o600),
    ],
)
def test_links_and_devices_in_a_rar(work: Workspace, data: bytes) -> None:
    assert "链接或设备" in work.refused(work.package("来.rar", data), *DAY)


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need rights there")
def test_links_in_a_7z(work: Workspace, tmp_path: Path) -> None:
    import py7zr

    (tmp_path / "link").symlink_to("/etc/passwd")
    with py7zr.SevenZipFile(work.inbox / "来.7z", "w") as archive:
        archive.write(tmp_path / "link", "a.txt")
    assert "链接或设备" in work.refused(work.inbox / "来.7z", *DAY)


def test_encrypted(work: Workspace) -> None:
    assert "加密" in work.refused(work.package("来.7z", sevenzip({"a": b"b"}, password="x")), *DAY)


@PROGRAM
def test_encrypted_and_split_rar(work: Workspace) -> None:
    assert "加密" in work.refused(work.package("来.rar", rar({"a": b"b"}, encrypted=True)), *DAY)
    assert "分卷" in work.refused(work.package("来.rar", rar({"a": b"b"}, volume=True)), *DAY)


@BOTH
def test_bombs_and_too_much(work: Workspace, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = sevenzip({"a": bytes(30_000_000)}) if suffix == ".7z" else rar({"a": b"x"}, declared=30_000_000)
    assert "炸弹" in work.refused(work.package(f"来{suffix}", bomb), *DAY)
    three = work.package(f"来{suffix}", packed(suffix, {"a": os.urandom(600), "b": os.urandom(600), "c": b""}))
    monkeypatch.setattr("zhutiri_cli.workspace.receiving.packages.parcel.MAX_TOTAL", 1000)
    assert "MB" in work.refused(three, *DAY)
    monkeypatch.setattr("zhutiri_cli.workspace.receiving.packages.parcel.MAX_ENTRIES", 2)
    assert "2 个" in work.refused(three, *DAY)


def test_what_really_comes_out_of_a_7z_is_counted(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    package = work.package("来.7z", sevenzip({"a": bytes(600), "b": bytes(600)}))
    monkeypatch.setattr("zhutiri_cli.workspace.receiving.packages.sevenzip.admit", lambda *_: None)
    monkeypatch.setattr("zhutiri_cli.workspace.receiving.packages.parcel.MAX_TOTAL", 1000)
    assert "MB" in work.refused(package, *DAY)


@BOTH
def test_the_time_limit(work: Workspace, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "TIME_LIMIT", 0.0)
    assert "没有解完" in work.refused(work.package(f"来{suffix}", packed(suffix, {"a": b"b"})), *DAY)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_program_that_hangs_is_ended(work: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "bin"
    place.mkdir()
    (place / "unrar").write_text('#!/bin/sh\n[ "$1" = -inul ] && exit 0\nexec sleep 99\n')
    (place / "unrar").chmod(0o755)
    monkeypatch.setenv("PATH", f"{place}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("rarfile.FORCE_TOOL", 1)
    monkeypatch.setattr(unpacking, "TIME_LIMIT", 1.0)
    assert "1 秒内没有解完" in work.refused(work.package("来.rar", rar({"a": b"b"})), *DAY)


@BOTH
@pytest.mark.parametrize("cut", [0, 10, 60, 300, -5])
def test_damage(work: Workspace, suffix: str, cut: int) -> None:
    work.refused(work.package(f"来{suffix}", packed(suffix, SET)[:cut]), *DAY)
    work.refused(work.package(f"假{suffix}", b"x" * cut if cut > 0 else b"x"), *DAY)


@BOTH
def test_a_flipped_bit_anywhere_is_refused_or_harmless(work: Workspace, suffix: str) -> None:
    good = packed(suffix, {"活动方案.docx": b"abc" * 50, "b.txt": b"def"})
    for place in range(0, len(good), 7):
        data = good[:place] + bytes([good[place] ^ 0x10]) + good[place + 1 :]
        ran = work.receive(work.package(f"来{suffix}", data), *DAY)
        assert ran.status in (0, 2)
        assert "Traceback" not in ran.err
        if ran.status == 2:
            assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(("suffix", "library"), [(".7z", "py7zr"), (".rar", "rarfile")])
def test_without_the_extra(work: Workspace, suffix: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("sevenzip", "rar"):
        monkeypatch.setattr(f"zhutiri_cli.workspace.receiving.packages.{module}.find_spec", lambda _: None)
    said = work.refused(work.package(f"来{suffix}", packed(suffix, {"a": b"b"})), *DAY)
    assert "请解压后再放入" in said
    assert "zhutiri-cli[archives]" in said
    assert library not in said
    content = packed(suffix, {"活动方案.docx": b"x"})
    out = work.done(work.package("来.eml", mail(attached(f'filename="材料{suffix}"'.encode(), content))))
    assert work.files() == {f"材料{suffix}": content}
    assert "压缩包没有解压，内容未核对，请解压后再放入" in out


def test_without_a_program(work: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = work.refused(work.package("来.rar", rar({"a": b"b"})), *DAY)
    assert "请解压后再放入" in said
    assert "unar" in said


@PROGRAM
@pytest.mark.parametrize("data", [rar({"a.txt": b"abc"}), old_rar({b"a.txt": b"abc"})])
def test_the_archives_of_these_tests_are_ones_that_programs_read(tmp_path: Path, data: bytes) -> None:
    import rarfile

    (tmp_path / "a.rar").write_bytes(data)
    command = rarfile.tool_setup(force=True).open_cmdline(None, str(tmp_path / "a.rar"), "a.txt")
    assert subprocess.run(command, capture_output=True, check=True, timeout=600).stdout == b"abc"
