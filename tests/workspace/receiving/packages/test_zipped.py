"""Zips: names in every encoding, what is refused, and that nothing is ever written outside the activity's folder."""

from __future__ import annotations

import io
import stat
import struct
import tempfile
import unicodedata
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.received_packages import NEW, Workspace, encrypted, patched, picture, tree, word, zipped

DAY = ("--on", "2024-03-20")


@pytest.mark.parametrize("raw", [None, "gbk", "utf-8"])
def test_names_in_every_encoding(work: Workspace, raw: str | None) -> None:
    files = {"材料/活动方案.docx": b"a", "材料/会议/乗车.txt": b"b", "材料/1.JPG": picture()}
    work.done(work.package("来.zip", zipped(files, raw=raw)), *DAY)
    found = {"活动方案.docx": b"a", "会议/乗车.txt": b"b", "图片/1.JPG": picture()}
    assert work.files() == found
    assert work.record() == {"receipts": [{"on": "2024-03-20", "files": list(found)}]}


@pytest.mark.parametrize(("fits", "stored"), [(True, "活动方案.docx"), (False, "plan.docx")])
def test_a_name_in_utf8_beside_the_name(work: Workspace, fits: bool, stored: str) -> None:
    name = "活动方案.docx".encode()
    field = struct.pack("<BI", 1, zlib.crc32(b"plan.docx") + (not fits)) + name
    info = zipfile.ZipInfo("plan.docx")
    info.extra = struct.pack("<HH", 0x5455, 1) + b"x" + struct.pack("<HH", 0x7075, len(field)) + field
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, b"x")
        archive.writestr("b.txt", b"y")
    work.done(work.package("来.zip", out.getvalue()), *DAY)
    assert set(work.files()) == {stored, "b.txt"}


def test_mac_names_and_mac_litter(work: Workspace) -> None:
    name = "Ä活动方案.docx"
    files = {unicodedata.normalize("NFD", name): b"a", "__MACOSX/._x": b"b", "._y": b"", "Thumbs.db": b"c"}
    out = work.done(work.package("来.zip", zipped(files, raw="utf-8")), *DAY)
    assert list(work.files()) == [name]
    assert out.count("跳过") == 3
    assert "改名" not in out


def test_backslashes_are_folders_and_a_folder_that_tells_its_kind_stays(work: Workspace) -> None:
    work.done(work.package("来.zip", zipped({"总结\\会后.docx": word("总结")}, raw="gbk")), *DAY)
    assert list(work.files()) == ["总结/会后.docx"]


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("CON.docx", "_CON.docx"),
        ("a<b>:c?.docx", "a_b__c_.docx"),
        ("方案. ", "方案"),
        ("nul", "_nul"),
        ("a\u202eb.docx", "ab.docx"),
        ("长" * 100 + ".docx", "长" * 65 + ".docx"),
        ("submission.yaml", "submission(2).yaml"),
    ],
)
def test_names_are_repaired_and_it_is_said(work: Workspace, name: str, stored: str) -> None:
    out = work.done(work.package("来.zip", zipped({name: b"x"})), *DAY)
    assert list(work.files()) == [stored]
    assert "改名" in out


@pytest.mark.parametrize("name", ["../a.docx", "a/../../b", "/etc/a", "C:\\a.docx", "c:a", "\\\\h\\s\\a", "a\\..\\b"])
def test_names_that_leave_the_folder(work: Workspace, name: str) -> None:
    assert "之外" in work.refused(work.package("来.zip", zipped({"活动方案.docx": b"a", name: b"b"})), *DAY)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO])
def test_links_and_devices(work: Workspace, kind: int) -> None:
    data = zipped({"a": b"/etc/passwd"}, attributes=kind | 0o777)
    assert "链接或设备" in work.refused(work.package("来.zip", data), *DAY)


def test_encrypted(work: Workspace) -> None:
    assert "加密" in work.refused(work.package("来.zip", encrypted(zipped({"a": b"b"}))), *DAY)


def test_a_bomb_as_declared(work: Workspace) -> None:
    assert "炸弹" in work.refused(work.package("来.zip", zipped({"a": bytes(30_000_000)})), *DAY)


def test_a_bomb_that_declares_little(work: Workspace) -> None:
    data = patched(zipped({"b": b"fine", "a": bytes(30_000_000)}), 24, struct.pack("<I", 2))
    work.refused(work.package("来.zip", data), *DAY)


def test_what_really_comes_is_counted(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhutiri_cli.workspace.receiving.packages.parcel.MAX_TOTAL", 1000)
    assert "MB" in work.refused(work.package("来.zip", zipped({"a": bytes(600), "b": bytes(600)})), *DAY)
    assert "MB" in work.refused(work.package("甲", bytes(600)), work.package("乙", bytes(600)), *DAY)
    monkeypatch.setattr("zhutiri_cli.workspace.receiving.packages.parcel.MAX_ENTRIES", 2)
    assert "2 个" in work.refused(work.package("来.zip", zipped({"a": b"", "b": b"", "c": b""})), *DAY)


@pytest.mark.parametrize("cut", [0, 10, 60, -10])
def test_damage(work: Workspace, cut: int) -> None:
    work.refused(work.package("来.zip", zipped({"a": picture()})[:cut]), *DAY)


def test_a_broken_checksum(work: Workspace) -> None:
    work.refused(work.package("来.zip", patched(zipped({"b": b"fine"}), 16, b"\0\0\0\0")), *DAY)


def test_a_zip_in_a_zip_is_kept_as_it_is(work: Workspace) -> None:
    inner = zipped({"活动总结.docx": b"x"})
    out = work.done(work.package("来.zip", zipped({"a.docx": b"y", "里.zip": inner})), *DAY)
    assert work.files()["里.zip"] == inner
    assert "未认出：里.zip（压缩包没有解压" in out


def test_the_same_name_twice_in_one_package(work: Workspace) -> None:
    data = zipped({"a/活动方案.docx": b"1", "a/活动方案.DOCX": b"2", "a/活动方案．docx": b"1"})
    work.done(work.package("来.zip", data), *DAY)
    assert work.files() == {"活动方案.docx": b"1", "活动方案(2).DOCX": b"2"}


PIECES = st.sampled_from(
    ["..", ".", "", "a", "CON", "图片", "x.jpg", "/", "\\", "C:", " ", "~$a", "\0", "submission.yaml"]
)
NAMES = st.lists(st.one_of(PIECES, st.text(max_size=6)), min_size=1, max_size=5).map("/".join)


# Most drawn names are too long for a folder and are left out, which hypothesis takes for a mistake; how fast the
# machine is decides nothing.
@settings(max_examples=60, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(st.lists(NAMES.filter(lambda name: 0 < len(name.encode("utf-8", "replace")) < 99), min_size=1, max_size=4))
def test_nothing_is_ever_written_outside_the_folder(names: list[str]) -> None:
    files = {name.encode("utf-8", "replace").decode(): name.encode("utf-8", "replace") for name in names}
    with tempfile.TemporaryDirectory() as folder:
        work = Workspace(Path(folder))
        package = work.package("来.zip", zipped(files, raw="utf-8"))
        before = tree(work.place)
        ran = work.receive(package, *DAY)
        after = tree(work.place)
        assert before.items() <= after.items()
        fresh = after.keys() - before.keys()
        ours = {"submissions", "submissions/2024", f"submissions/2024/{NEW}"}
        assert {name for name in fresh if not name.startswith(f"submissions/2024/{NEW}/")} <= ours
        if ran.status:
            assert fresh == set(), ran.err
        else:
            listed = {name for receipt in work.record()["receipts"] for name in receipt["files"]}
            assert listed == set(work.files())
            assert set(work.files().values()) <= set(files.values())
            assert "ZT311" not in ran.out
