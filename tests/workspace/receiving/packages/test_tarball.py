"""A .tar, packed or not, and a file that was packed by itself."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Callable

import pytest

from tests.support.received_packages import Workspace, word
from zhutiri_cli.common.foreign_limits import RATIO_FROM, RECEIVED_FILES

DAY = ("--on", "2024-03-20")


def member(name: str, content: bytes = b"", kind: bytes = tarfile.REGTYPE) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = len(content), kind, "../../submission.yaml"
    return info, content


def tarred(*members: tuple[tarfile.TarInfo, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]  # a mode that is no literal
        for info, content in members:
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "mode"), [("来.tar", "w"), ("来.tgz", "w:gz"), ("来.tar.bz2", "w:bz2"), ("来.txz", "w:xz")]
)
def test_its_files_are_taken_and_its_folders_are_none(work: Workspace, name: str, mode: str) -> None:
    plan = word("方案")
    members = (
        member("材料", kind=tarfile.DIRTYPE),
        member("材料/活动方案.docx", plan),
        member("材料/会议/名单.txt", b"b"),
    )
    work.done(work.package(name, tarred(*members, mode=mode)), *DAY)
    assert work.files() == {"活动方案.docx": plan, "会议/名单.txt": b"b"}


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_a_file_packed_by_itself_has_the_name_of_its_package(
    work: Workspace, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    plan = word("方案")
    work.done(work.package(f"活动方案.docx{suffix}", pack(plan)), *DAY)
    assert work.files() == {"活动方案.docx": plan}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_what_is_no_file_is_refused_by_its_name(work: Workspace, kind: bytes) -> None:
    package = work.package("来.tar", tarred(member("活动方案.docx", word("方案")), member("链接.docx", kind=kind)))
    assert "链接.docx" in work.refused(package, *DAY)


def test_a_file_packed_by_itself_that_swells_is_a_bomb(work: Workspace) -> None:
    package = work.package("活动方案.txt.gz", gzip.compress(b"x" * (RATIO_FROM + (4 << 20))))
    assert "压缩炸弹" in work.refused(package, *DAY)


@pytest.mark.parametrize("name", ["活动方案.docx.gz", "来.tar.gz"])
@pytest.mark.parametrize("spoil", [lambda data: data[:40], lambda data: data[:30] + b"\xff" * 20 + data[50:]])
def test_one_that_is_damaged_is_refused(work: Workspace, name: str, spoil: Callable[[bytes], bytes]) -> None:
    whole = word("方案") if name.startswith("活动") else tarred(member("活动方案.docx", word("方案")))
    assert "损坏" in work.refused(work.package(name, spoil(gzip.compress(whole))), *DAY)


THREE = tarred(*(member(f"{name}.txt", name.encode() * 700) for name in "abc"))
"""Each is a header and two blocks."""


def patched(place: int, value: bytes) -> bytes:
    return THREE[:place] + value + THREE[place + len(value) :]


@pytest.mark.parametrize(
    "data",
    [THREE[:2000], THREE[: 3 * 1536], patched(1536 + 150, b"!!"), patched(1536, bytes(512)), THREE + THREE],
    ids=["cut in the second", "cut behind the last", "a damaged header", "an end in the middle", "two in one"],
)
@pytest.mark.parametrize(("name", "pack"), [("来.tar", bytes), ("来.tar.gz", gzip.compress), ("来.txz", lzma.compress)])
def test_one_that_ends_before_its_end_is_refused(
    work: Workspace, name: str, pack: Callable[[bytes], bytes], data: bytes
) -> None:
    said = work.refused(work.package(name, pack(data)), *DAY)
    assert "没有传完整" in said


@pytest.mark.parametrize("zeros", [512, 1024, 10_240, 3 << 20])
def test_however_many_zeros_end_it(work: Workspace, zeros: int) -> None:
    work.done(work.package("来.tar", THREE[: 3 * 1536] + bytes(zeros)), *DAY)
    assert len(work.files()) == 3


def test_more_files_than_are_received_are_refused(work: Workspace) -> None:
    many = tarred(*(member(f"{number}.txt", b"x") for number in range(RECEIVED_FILES + 50)))
    assert "文件" in work.refused(work.package("来.tar", many), *DAY)
