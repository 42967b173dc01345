"""Attachments that stay where they lie while a mail is parsed: the same bytes come out as the library makes."""

from __future__ import annotations

import base64
import email
import random
from pathlib import Path

import pytest

from tests.support.received_packages import zipped
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.workspace.receiving import packages
from zhutiri_cli.workspace.receiving.packages import package_door, take_package
from zhutiri_cli.workspace.receiving.packages.letter_texts import content_of
from zhutiri_cli.workspace.receiving.packages.mail_parts import parsed
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel, Stage

HEAD = b"From: a@b.cn\r\nDate: Mon, 15 Apr 2024 10:00:00 +0800\r\nContent-Disposition: attachment; filename=a.bin\r\n"
CONTENT = random.Random(1).randbytes(300_001)
LINES = base64.encodebytes(CONTENT)


@pytest.mark.parametrize(
    "body",
    [LINES, LINES.replace(b"\n", b"\r\n"), b"odd lines!\r\n" + LINES, LINES + LINES, LINES.rstrip(b"=\n")],
    ids=["lf", "crlf", "a stray line", "padding in the middle", "no padding"],
)
@pytest.mark.parametrize("encoding", [b"base64", b"7bit"])
def test_a_part_holds_what_it_holds_for_the_library(body: bytes, encoding: bytes) -> None:
    data = HEAD + b"Content-Transfer-Encoding: " + encoding + b"\r\n\r\n" + body
    found = parsed(data, Parcel("a.eml"))
    assert len(str(found.get_payload())) < 5000
    assert content_of(found) == email.message_from_bytes(data).get_payload(decode=True)


@pytest.mark.reader_processes
def test_a_mail_is_read_in_another_process_and_its_files_are_here(tmp_path: Path) -> None:
    mail, stage = tmp_path / "来信.eml", tmp_path / "stage"
    mail.write_bytes(HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + LINES)
    stage.mkdir()
    counted = Stage(stage)
    with package_door() as door:
        parcel = take_package(door, mail, counted)
        assert [item.staged.read_bytes() for item in parcel.items] == [CONTENT]
        assert counted.groups == 1
        mail.write_bytes(b"")
        with pytest.raises(FileProblem, match="0 字节"):
            take_package(door, mail, counted)


@pytest.mark.reader_processes
def test_a_package_is_asked_of_a_process_of_its_own_that_may_be_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "_seconds", lambda _: 0.05)
    path = tmp_path / "来件.zip"
    path.write_bytes(zipped({f"{number}.txt": b"a" * 20_000 for number in range(1_500)}))  # half a second at least
    with package_door() as door, pytest.raises(FileProblem, match=r"来件\.zip 没有收下：.* 秒内没有读完") as caught:
        take_package(door, path, Stage(tmp_path))
    assert "另存或解压" in caught.value.advice
