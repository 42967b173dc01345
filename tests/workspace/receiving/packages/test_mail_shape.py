"""Mails made to take long, each near the most that is parsed: an answer in a few seconds, and in one sentence."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.foreign_limits import LETTER_LINES, LETTER_PARTS, LETTER_WORDS_BYTES
from zhutiri_cli.workspace.receiving.packages import read_package
from zhutiri_cli.workspace.receiving.packages.mail_shape import too_complex
from zhutiri_cli.workspace.receiving.packages.parcel import Stage

HEAD = b"From: a@b.cn\r\nTo: c@d.cn\r\nSubject: t\r\nDate: Mon, 15 Apr 2024 09:00:00 +0800\r\nMIME-Version: 1.0\r\n"
MIXED = HEAD + b"Content-Type: multipart/mixed; boundary=B\r\n\r\n"
ROOM = LETTER_WORDS_BYTES - 4096


def filled(piece: bytes) -> bytes:
    return piece * (ROOM // len(piece))


def around(depth: int) -> bytes:
    opened = (b"--B%d\r\nContent-Type: multipart/mixed; boundary=B%d\r\n\r\n" % (at, at + 1) for at in range(depth))
    return HEAD + b"Content-Type: multipart/mixed; boundary=B0\r\n\r\n" + b"".join(opened)


HOSTILE = {
    "headers": HEAD + filled(b"X-A: 1\r\n") + b"\r\nx",
    "one header over many lines": HEAD + b"X-A: 1" + filled(b"\r\n a") + b"\r\n\r\nx",
    "one long header": HEAD + b"X-A: " + filled(b"a;") + b"\r\n\r\nx",
    "one long type": HEAD + b"Content-Type: text/plain; " + filled(b"a=b;") + b"\r\n\r\nx",
    "parts": MIXED + filled(b"--B\r\n\r\nx\r\n"),
    "as many parts as may be": MIXED + b"--B\r\nContent-Type: image/png\r\n\r\nx\r\n" * (LETTER_PARTS - 10),
    "parts in parts": around(100_000),
    "parts in parts, and lines": around(90) + b"a\r\n" * 90_000,
    "mails in mails": HEAD + filled(b"Content-Type: message/rfc822\r\n\r\n"),
    "short lines": HEAD + b"\r\n" + filled(b"a\n"),
    "returns": HEAD + b"\r\n" + filled(b"\r"),
    "as many lines as may be": HEAD + b"\r\n" + b"a\r\n" * (LETTER_LINES - 10),
    "one tag": HEAD + b"Content-Type: text/html\r\n\r\n" + filled(b"<a "),
    "attributes": HEAD + b"Content-Type: text/html\r\n\r\n<p " + b"".join(b"a%d " % at for at in range(1_000_000)),
    "tables in tables": HEAD + b"Content-Type: text/html\r\n\r\n" + filled(b"<table><tr><td>"),
    "quotes in quotes": HEAD + b"Content-Type: text/html\r\n\r\n" + filled(b"<blockquote type=cite>"),
    "addresses": HEAD + b"\r\n" + filled(b"http://a.cn "),
    "files in the text": HEAD + b"\r\n" + filled(b"begin 644 a "),
    "comments in the date": HEAD.replace(b"+0800", filled(b"(")) + b"\r\nx",
    "zones in the date": HEAD.replace(b"+0800", b"(" + filled(b"Z ")) + b"\r\nx",
    "recipients": HEAD.replace(b"c@d.cn", filled(b"a@b.cn, ")) + b"\r\nx",
    "encoded words": HEAD.replace(b": t", b": " + filled(b"=?utf-8?q?a?= ")) + b"\r\nx",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_mail_is_answered_soon(tmp_path: Path, content: bytes) -> None:
    mail = tmp_path / "来信.eml"
    mail.write_bytes(content)
    (tmp_path / "stage").mkdir()
    start = time.process_time()
    refused: FileProblem | None = None
    try:
        read_package(mail, Stage(tmp_path / "stage"))
    except FileProblem as problem:
        refused = problem
    assert time.process_time() - start < 5
    assert refused is None or (refused.message.startswith("来信.eml") and refused.advice)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a\n" * (2 * LETTER_LINES + 1), "超过 20 万行"),
        (b"--B\n" * (LETTER_PARTS + 1), f"部分超过 {LETTER_PARTS} 个"),
        (b"Content-Type: Multipart/mixed\n" * 5000, "层层嵌套"),
        (b"-- \r\n" * (LETTER_PARTS + 1), ""),
        (b"--B\r\nContent-Type: multipart/mixed\r\n" * 60 + b"a\r\n" * 20_000, ""),
    ],
)
def test_what_is_counted(content: bytes, said: str) -> None:
    found = too_complex(content)
    assert said in found
    assert bool(found) is bool(said)
