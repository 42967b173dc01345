"""Mails: attachment names in every spelling, the date in Beijing time, links of the text."""

from __future__ import annotations

import base64
import io
import json
import quopri
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from tests.support.received_packages import Workspace, attached, body, mail, picture, small, word, zipped

PLAN_FILE = attached(b'filename="plan.docx"', b"x")
NAME = "活动方案.docx"


@pytest.mark.parametrize(
    "header",
    [
        'filename="活动方案.docx"'.encode("gbk"),
        'filename="活动方案.docx"'.encode(),
        b"filename*=UTF-8''%E6%B4%BB%E5%8A%A8%E6%96%B9%E6%A1%88.docx",
        b"filename*=GB2312''%BB%EE%B6%AF%B7%BD%B0%B8.docx",
        b"filename*0*=UTF-8''%E6%B4%BB%E5%8A%A8;\r\n filename*1*=%E6%96%B9%E6%A1%88;\r\n filename*2=.docx",
        b'filename="=?utf-8?B?5rS75Yqo5pa55qGILmRvY3g=?="',
        b'filename="=?gb2312?B?u+62r7e9sLg=?=\r\n =?gb2312?Q?.docx?="',
        b"filename*=UTF-8''..%2F..%2F%E6%B4%BB%E5%8A%A8%E6%96%B9%E6%A1%88.docx",
        'filename="C:\\\\tmp\\\\活动方案.docx"'.encode("gbk"),
        b"filename=\"plan.bin\"; filename*=UTF-8''%E6%B4%BB%E5%8A%A8%E6%96%B9%E6%A1%88.docx",
        b'filename="%E6%B4%BB%E5%8A%A8%E6%96%B9%E6%A1%88.docx"',
        b'filename="%BB%EE%B6%AF%B7%BD%B0%B8.docx"',
    ],
)
def test_attachment_names(work: Workspace, header: bytes) -> None:
    work.done(work.package("来.eml", mail(attached(header, b"x"))))
    assert work.files() == {NAME: b"x"}


@pytest.mark.parametrize(
    ("head", "day", "said"),
    [
        (b"Date: Wed, 20 Mar 2024 16:30:00 +0000\r\n", "2024-03-21", "自带的发送时间"),
        (b"Date: Wed, 20 Mar 2024 15:59:59 +0000\r\n", "2024-03-20", "自带的发送时间"),
        (b"Date: Wed, 20 Mar 2024 15:59:59 GMT\r\n", "2024-03-20", "自带的发送时间"),
        (b"Date: Thu, 20 Jun 2024 09:30:00 -0700\r\n", "2024-06-21", "自带的发送时间"),
        (b"Date: Wed, 20 Mar 2024 23:59:59 +0800 (CST)\r\n", "2024-03-20", "自带的发送时间"),
        (b"Date: Wed, 20 Mar 2024 23:59:59 CST\r\n", "2024-03-20", "自带的发送时间"),
        (b"Date: Wed, 20 Mar 2024 23:59:59\r\n", "2024-03-20", "自带的发送时间"),
        (b"Date: Wed, 20 Mar 2024 23:59:59 -0000\r\n", "2024-03-21", "自带的发送时间"),
        (
            b"Received: from a by b with SMTP;\r\n\tThu, 21 Mar 2024 00:10:00 +0800 (CST)\r\n"
            b"Received: from c by a; Mon, 18 Mar 2024 00:10:00 +0800\r\nDate: Fri, 15 Mar 2024 09:00:00 +0800\r\n",
            "2024-03-21",
            "服务器收到的时间",
        ),
        (b"Received: from a by b\r\nDate: Fri, 15 Mar 2024 09:00:00 +0800\r\n", "2024-03-15", "自带的发送时间"),
    ],
)
def test_the_date(work: Workspace, head: bytes, day: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    out = work.done(work.package("来.eml", mail(PLAN_FILE, head=head)))
    assert work.record()["receipts"][0]["on"] == day
    assert f"收到日期 {day}（邮件{said}，北京时间）" in out


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"Date: yesterday\r\n",
        b"Date: Wed, 20 Mar 2024 " + b"(" * 90_000 + b"\r\n",
        b"Date: Wed, 20 Mar 0001 10:00:00 +0800\r\n",
        b"Date: Fri, 20 Mar 2099 10:00:00 +0800\r\n",
    ],
)
def test_without_a_date_nothing_is_taken_in(work: Workspace, head: bytes) -> None:
    package = work.package("来.eml", mail(PLAN_FILE, head=head))
    assert "--on" in work.refused(package)
    work.done(package, "--on", "2024-03-22")
    assert work.record()["receipts"][0]["on"] == "2024-03-22"


def test_the_day_given_goes_before_the_mails_own(work: Workspace) -> None:
    assert "按 --on" in work.done(work.package("来.eml", mail(PLAN_FILE)), "--on", "2024-03-22")
    assert work.record()["receipts"][0]["on"] == "2024-03-22"


def test_inline_pictures_attached_mails_zips_and_winmail(work: Workspace) -> None:
    picture_part = b"Content-Type: image/jpeg\r\nContent-ID: <1>\r\n" + attached(b"", picture()).split(b"\r\n", 2)[2]
    inner = mail(attached(b'filename="a.docx"', word("x")), body("https://www.yunxi.example/inner"))
    data = mail(
        body("正文"),
        picture_part,
        b"Content-Type: message/rfc822\r\n\r\n" + inner.replace(b"B", b"B"),
        attached('filename="照.zip"'.encode(), zipped({"组/2.jpg": picture(3), "组/里.zip": b"z"})),
        attached(b'filename="winmail.dat"', b"tnef"),
    ).replace(b'boundary="B"', b'boundary="OUT"', 1)
    outer = data.split(b"\r\n\r\n", 1)
    nested = outer[1].split(b"Content-Type: message/rfc822", 1)
    before = nested[0].replace(b"--B", b"--OUT")
    own, rest = nested[1].split(b"--B--\r\n", 1)
    work.done(
        work.package(
            "来.eml",
            outer[0] + b"\r\n\r\n" + before + b"Content-Type: message/rfc822" + own + b"--B--\r\n"
            + rest.replace(b"--B", b"--OUT"),
        )
    )  # fmt: skip
    assert set(work.files()) == {"图片/图片1.jpg", "a.docx", "图片/2.jpg", "里.zip", "winmail.dat"}
    assert work.record()["receipts"][0]["links"] == ["https://www.yunxi.example/inner"]


def test_links_of_the_text(work: Workspace) -> None:
    page = '<style>@import "https://s.yunxi.example/a"</style><img src="https://i.yunxi.example/b.png">'
    page += '<a href="https://www.yunxi.example/1">看</a>https://www.yunxi.example/2<br>http://192.168.0.1/x'
    data = mail(body("见 https://www.yunxi.example/1 。"), body(page, "html"), PLAN_FILE)
    out = work.done(work.package("来.eml", data), "--link", "https://www.yunxi.example/0")
    assert work.record()["receipts"][0]["links"] == [f"https://www.yunxi.example/{i}" for i in range(3)]
    assert "http://192.168.0.1/x 没有登记" in out
    assert list(work.files()) == ["plan.docx"]


def test_a_mail_with_links_alone_and_one_with_nothing(work: Workspace) -> None:
    assert "没有附件" in work.refused(work.package("空.eml", mail(body("您好"))))
    out = work.done(work.package("来.eml", mail(body("https://www.yunxi.example/1"))))
    assert work.record() == {"receipts": [{"on": "2024-03-20", "links": ["https://www.yunxi.example/1"]}]}
    assert "认出：https://www.yunxi.example/1 → 宣传报道链接" in out


def test_two_mails_make_two_receipts(work: Workspace) -> None:
    later = mail(attached(b'filename="b.docx"', b"y"), head=b"Date: Thu, 21 Mar 2024 09:00:00 +0800\r\n")
    work.done(work.package("1.eml", mail(PLAN_FILE)), work.package("2.eml", later))
    assert [(r["on"], r["files"]) for r in work.record()["receipts"]] == [
        ("2024-03-20", ["plan.docx"]),
        ("2024-03-21", ["b.docx"]),
    ]


def test_a_bad_zip_inside_and_endless_nesting_refuse_the_mail(work: Workspace) -> None:
    bad = attached(b'filename="a.zip"', zipped({"../a": b"x"}))
    assert "之外" in work.refused(work.package("来.eml", mail(PLAN_FILE, bad)))
    deep = b"".join(b"Content-Type: message/rfc822\r\n\r\n" for _ in range(5000))
    work.refused(work.package("深.eml", deep), "--on", "2024-03-20")


def test_garbage_called_a_mail(work: Workspace, tmp_path: Path) -> None:
    assert tmp_path
    work.refused(work.package("来.eml", bytes(range(256))), "--on", "2024-03-20")


@pytest.mark.parametrize("name", ["图片.txt", "推.txt", "录音.txt", "Müller.txt", "résumé.txt", "100%.txt"])
def test_a_name_that_is_two_encodings_at_once(work: Workspace, name: str) -> None:
    encoding = "gbk" if name.startswith("图") else "utf-8"
    work.done(work.package("来.eml", mail(attached(b'filename="' + name.encode(encoding) + b'"', b"x"))))
    assert list(work.files()) == [name]


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n", b"\xef\xbb\xbf\r\n\r\n"])
def test_what_stands_before_the_headers(work: Workspace, before: bytes) -> None:
    work.done(work.package("来.eml", before + mail(PLAN_FILE)))
    assert list(work.files()) == ["plan.docx"]


INNER = mail(attached(b'filename="inner.docx"', b"y"), body("见 https://www.yunxi.example/inner"))


def renamed(data: bytes) -> bytes:
    """A mail with a boundary of its own, so that it can stand inside another."""
    return data.replace(b'boundary="B"', b'boundary="IN"').replace(b"--B", b"--IN")


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "7bit"])
def test_a_forwarded_mail_however_it_is_encoded(work: Workspace, encoding: str) -> None:
    inner = renamed(INNER)
    ways: dict[str, Callable[[bytes], bytes]] = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}
    coded = ways.get(encoding, bytes)(inner)
    head = f"Content-Type: message/rfc822; name=x.eml\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
    work.done(work.package("来.eml", mail(body("请收"), head + coded + b"\r\n")))
    assert list(work.files()) == ["inner.docx"]
    assert work.record()["receipts"][0]["links"] == ["https://www.yunxi.example/inner"]


def test_a_mail_in_a_zip_in_a_tar_or_as_an_attachment_is_opened(work: Workspace) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        member = tarfile.TarInfo("转发.eml")
        member.size = len(INNER)
        archive.addfile(member, io.BytesIO(INNER))
    for name, content in (("a.zip", zipped({"转/发.eml": INNER})), ("b.tar.gz", packed.getvalue()), ("c.eml", INNER)):
        parts = mail(attached(f'filename="{name}"'.encode(), content))
        out = work.done(work.package(f"来-{name}.eml", parts))
        assert "inner.docx" in out
    assert list(work.files()) == ["inner.docx"]


def test_the_offices_own_letter_sent_back_states_nothing(work: Workspace) -> None:
    letter = b"From: office@b.example\r\n" + INNER
    head = b"From: unit@a.example\r\nTo: Office <OFFICE@b.example>\r\n"
    coded = b"Content-Type: message/rfc822\r\n\r\n" + renamed(letter)
    work.done(work.package("来.eml", head + mail(PLAN_FILE, coded)))
    assert "links" not in work.record()["receipts"][0]


@pytest.mark.parametrize(
    ("size", "head", "place"),
    [
        ((220, 80), b"Content-ID: <x1>\r\nContent-Disposition: inline; filename=a.png\r\n", "邮件正文小图/a.png"),
        ((299, 1), b"Content-ID: <x1>\r\nContent-Type: image/png; name=a.png\r\n", "邮件正文小图/a.png"),
        ((300, 80), b"Content-ID: <x1>\r\nContent-Disposition: inline; filename=a.png\r\n", "图片/a.png"),
        ((220, 80), b"Content-Disposition: attachment; filename=a.png\r\n", "图片/a.png"),
    ],
)
def test_small_pictures_inside_the_text_are_no_photos(
    work: Workspace, size: tuple[int, int], head: bytes, place: str
) -> None:
    coded = b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(small(*size))
    kind = b"" if b"Content-Type" in head else b"Content-Type: image/png\r\n"
    out = work.done(work.package("来.eml", mail(body('<img src="cid:x1">', "html"), kind + head + coded)))
    assert list(work.files()) == [place]
    assert ("不计入图片" in out) is place.startswith("邮件")


def test_links_that_are_not_the_senders_are_said_and_not_recorded(work: Workspace) -> None:
    text = "报道 https://www.yunxi.example/own\n\n-----原始邮件-----\n样例 https://www.yunxi.example/office\n"
    out = work.done(work.package("来.eml", mail(body(text))))
    assert work.record()["receipts"][0]["links"] == ["https://www.yunxi.example/own"]
    assert "https://www.yunxi.example/office 没有登记：在引用的原邮件里" in out
    assert "--link" in out


def test_of_alternatives_the_one_that_people_see_counts(work: Workspace) -> None:
    plain = body("报道 https://www.yunxi.example/own\n样例 https://www.yunxi.example/office")
    page = body(
        "<p>https://www.yunxi.example/own</p><blockquote type='cite'>https://www.yunxi.example/office</blockquote>",
        "html",
    )
    both = b'Content-Type: multipart/alternative; boundary="A"\r\n\r\n'
    both += b"--A\r\n" + plain + b"\r\n--A\r\n" + page + b"\r\n--A--\r\n"
    work.done(work.package("来.eml", mail(both)))
    assert work.record()["receipts"][0]["links"] == ["https://www.yunxi.example/own"]


def test_a_download_page_is_recorded_and_named_beside_what_is_missing(work: Workspace) -> None:
    page = "https://pan.baidu.com/s/1abc"
    work.done(
        work.package("来.eml", mail(body(f"照片 {page} 首页 https://www.yunxi.example/"))), "--held", "2024-03-15"
    )
    assert work.record()["receipts"][0]["links"] == [page]
    ran = zhutiri("check", "--plan", str(work.plan), "--id", "3", "-f", "json", "--as-of", "2024-04-12")
    (item,) = json.loads(ran.out)["activities"]
    assert item["materials"]["links"]["usable"] == 0
    found = {one["rule"]: one["message"] + one["hint"] for one in item["findings"]}
    assert "网盘" in found["ZT402"]
    assert "下载" in found["ZT302"]


@pytest.mark.parametrize("name", ["winmail.dat", "smime.p7m", "a.msg", "a.mht"])
def test_what_cannot_be_opened_is_kept_and_said(work: Workspace, name: str) -> None:
    out = work.done(work.package("来.eml", mail(attached(f'filename="{name}"'.encode(), b"\x78\x9f>"))))
    assert list(work.files()) == [name]
    assert "没有打开" in out


def test_a_signature_is_skipped_with_a_reason(work: Workspace) -> None:
    signed = attached(b'filename="smime.p7s"', b"0", b"application/pkcs7-signature")
    assert "跳过 smime.p7s：邮件的数字签名" in work.done(work.package("来.eml", mail(PLAN_FILE, signed)))


def test_mails_in_mails_come_to_an_end(work: Workspace) -> None:
    data = INNER
    for _ in range(30):
        data = mail(attached(b'filename="a.eml"', data))
    assert "邮件套邮件" in work.refused(work.package("深.eml", data))
