"""A mail that did not come whole is refused in one sentence and nothing of it is stored; a sound one never is."""

from __future__ import annotations

import base64

import pytest

from tests.support.command import zhutiri
from tests.support.received_packages import Workspace, attached, body, mail, word, zipped

FIRST, SECOND = attached(b'filename="plan.docx"', b"x" * 400), attached(b'filename="b.txt"', b"y" * 40_000)
WHOLE = mail(FIRST, SECOND)
LINES = base64.encodebytes(b"z" * 500)


def part_of(coded: bytes, kind: bytes = b"application/octet-stream") -> bytes:
    """An attachment with that base64."""
    head = b"Content-Type: " + kind + b'\r\nContent-Disposition: attachment; filename="c.txt"\r\n'
    return head + b"Content-Transfer-Encoding: base64\r\n\r\n" + coded


def inside(whole: bytes, kind: bytes = b"message/rfc822") -> bytes:
    """A mail attached as one, with a boundary of its own."""
    return b"Content-Type: " + kind + b"\r\n\r\n" + whole.replace(b'"B"', b'"IN"').replace(b"--B", b"--IN")


def test_one_cut_anywhere_behind_its_headers(work: Workspace) -> None:
    head = WHOLE.index(b"--B")
    for place in (head - 2, head, WHOLE.index(b"--B", head + 1), len(WHOLE) // 2, len(WHOLE) - 8, len(WHOLE) - 3):
        said = work.refused(work.package("来.eml", WHOLE[:place]))
        assert "来.eml 没有收下：邮件“x”没有传完整，后面的部分缺失" in said
        assert "重新导出" in said
        assert "重新报送" in said
    work.done(work.package("来.eml", WHOLE.rstrip()))
    assert work.files() == {"plan.docx": b"x" * 400, "b.txt": b"y" * 40_000}


def test_one_whose_parts_nobody_finds(work: Workspace) -> None:
    for wrong in (b'; boundary="ZZZ"', b""):
        data = WHOLE.replace(b'; boundary="B"', wrong)
        assert "没有传完整" in work.refused(work.package("来.eml", data))


@pytest.mark.parametrize("way", ["attached as a mail", "as a file", "in a zip"])
def test_one_that_came_inside_another_package(work: Workspace, way: str) -> None:
    cut = WHOLE[: len(WHOLE) // 2]
    carried = {
        "attached as a mail": ("来.eml", mail(FIRST, inside(cut))),
        "as a file": ("来.eml", mail(FIRST, attached(b'filename="a.eml"', cut))),
        "in a zip": ("来.zip", zipped({"a.eml": cut, "b.txt": b"y"})),
    }
    name, data = carried[way]
    assert "邮件“x”没有传完整" in work.refused(work.package(name, data), "--on", "2024-03-20")


def test_a_mail_attached_in_base64_that_breaks_off(work: Workspace) -> None:
    head = b"Content-Type: message/rfc822; name=a.eml\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    coded = base64.encodebytes(mail(FIRST))[:102]
    assert "附件“a.eml”没有传完整" in work.refused(work.package("来.eml", mail(FIRST, head + coded)))


def test_sound_mails_of_every_shape_are_taken(work: Workspace) -> None:
    alternatives = b'Content-Type: multipart/alternative; boundary="A"\r\n\r\n--A\r\n' + body("请收")
    unended = alternatives + b"\r\n--A\r\n" + body("<p>请收</p>", "html")  # the next part of the mail ends it
    empty = b'Content-Type: multipart/alternative; boundary="E"\r\n\r\n'
    report = b'Content-Type: multipart/report; boundary="R"\r\n\r\n--R\r\n' + body("已读") + b"\r\n--R\r\n"
    report += b"Content-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@b.cn\r\n\r\n--R--\r\n"
    data = mail(body("请收"), unended, empty, report, inside(mail(body("转"), FIRST)), SECOND)
    start, parts = data.split(b"\r\n\r\n", 1)
    work.done(
        work.package("来.eml", start + b"\r\n\r\nThis is a message in MIME.\r\n\r\n" + parts + b"\r\nA footer.\r\n")
    )
    assert set(work.files()) == {"plan.docx", "b.txt"}


@pytest.mark.parametrize("times", [1, 400], ids=["parsed", "set aside"])
@pytest.mark.parametrize(
    "spoil",
    [
        lambda coded: coded[:-10],
        lambda coded: coded[:30] + b"=" + coded[30:],
        lambda coded: coded[:-30] + b"=" + coded[-30:],
        lambda coded: coded.replace(b"\n", b"=\n", 1),
        lambda coded: coded.replace(b"e", b"?", 1),
    ],
    ids=["cut", "a sign more", "a sign more near the end", "a sign more at a line's end", "a letter less"],
)
def test_an_attachment_whose_base64_breaks_off(work: Workspace, spoil: object, times: int) -> None:
    assert callable(spoil)
    data = mail(FIRST, part_of(spoil(base64.encodebytes(b"z" * 500 * times))))
    assert "附件“c.txt”没有传完整或已损坏" in work.refused(work.package("来.eml", data))


@pytest.mark.parametrize(
    ("coded", "content"),
    [
        (LINES, b"z" * 500),
        (LINES.rstrip(), b"z" * 500),
        (LINES.replace(b"\n", b" \r\n"), b"z" * 500),
        (LINES + b"\r\n-- \r\nSent by the list\r\n", b"z" * 500),
        (base64.encodebytes(b"z" * 499), b"z" * 499),
        (base64.encodebytes(b"z" * 498), b"z" * 498),
        (b"", b""),
    ],
)
def test_base64_as_programs_write_it_is_taken(work: Workspace, coded: bytes, content: bytes) -> None:
    work.done(work.package("来.eml", mail(FIRST, part_of(coded))))
    assert work.files()["c.txt"] == content


def test_a_text_in_base64_that_breaks_off(work: Workspace) -> None:
    coded = body("报道 https://www.yunxi.example/1 已经发表")[:-7]
    assert "正文或未命名的附件没有传完整" in work.refused(work.package("来.eml", mail(FIRST, coded)))


def test_a_mailbox_whose_last_mail_is_cut(work: Workspace) -> None:
    start = b"From a@b Wed Mar 20 10:00:00 2024\n"
    one = mail(attached(b'filename="plan.docx"', word("就业服务方案"))).replace(b"\r\n", b"\n")
    package = work.package("导出.mbox", start + one + b"\n" + start + one[: len(one) // 2])
    told = zhutiri("receive", str(package), "--plan", str(work.plan), "--dry-run").err
    assert "导出.mbox 第 2 封.eml 没有收下：邮件“x”没有传完整" in told
    assert "第 1 封.eml" not in told
