"""A summary typed into the mail itself, files inside a text, and attachments whose name lacks a suffix."""

from __future__ import annotations

import base64
import binascii
import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from PIL import Image

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.workspace.receiving.packages import read_package
from zhutiri_cli.workspace.receiving.packages.mail_words import files_in_text, with_suffix
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel, Stage

SUMMARY = "春季就业服务日活动总结\n" + "3月15日，我局举办春季就业服务日，共有三百余人参加，现场解答咨询八十条。\n" * 8
LETTER = "政务公开办：\n现报送我局活动材料，请查收。" + "另附照片若干，如有问题请来电。" * 20


def document() -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph("活动方案")
    made.save(out)
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("活动总结.txt", SUMMARY)
    return out.getvalue()


def letter(text: str, **attached: bytes) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Date"] = "a@unit.example", "b@office.example", "Wed, 20 Mar 2024 10:00:00 +0800"
    mail.set_content(text)
    for name, content in attached.items():
        mail.add_attachment(content, "application", "octet-stream", filename=name)
    return mail


def received(tmp_path: Path, mail: EmailMessage) -> Parcel:
    path = tmp_path / "in.eml"
    path.write_bytes(mail.as_bytes())
    (tmp_path / "stage").mkdir(exist_ok=True)
    return read_package(path, Stage(tmp_path / "stage"))


def names(parcel: Parcel) -> list[str]:
    return ["/".join(item.parts) for item in parcel.items]


def test_a_summary_that_is_the_mail_is_kept(tmp_path: Path) -> None:
    parcel = received(tmp_path, letter(SUMMARY))
    assert names(parcel) == ["邮件正文.txt"]
    assert parcel.items[0].staged.read_text(encoding="utf-8").strip() == SUMMARY.strip()


def test_beside_a_document_it_is_named(tmp_path: Path) -> None:
    parcel = received(tmp_path, letter(SUMMARY, **{"活动方案.docx": document()}))
    assert names(parcel) == ["活动方案.docx"]
    ((what, why),) = parcel.skipped
    assert what == "正文"
    assert "请另存为" in why


def test_a_covering_letter_is_neither(tmp_path: Path) -> None:
    parcel = received(tmp_path, letter(LETTER, **{"活动方案.docx": document()}))
    assert names(parcel) == ["活动方案.docx"]
    assert parcel.skipped == []


def test_a_quoted_summary_is_not_the_senders(tmp_path: Path) -> None:
    mail = letter("好的。\n\n-----原始邮件-----\n" + SUMMARY, **{"活动方案.docx": document()})
    parcel = received(tmp_path, mail)
    assert parcel.skipped == []


@pytest.mark.parametrize("name", ["材料", "材料.zip_", "活动总结（终）"])
def test_an_archive_without_its_suffix_is_opened(tmp_path: Path, name: str) -> None:
    assert names(received(tmp_path, letter("见附件", **{name: zipped()}))) == ["活动总结.txt"]


def test_a_mail_without_its_suffix_is_opened(tmp_path: Path) -> None:
    inner = letter("见附件", **{"活动方案.docx": document()})
    inner["Subject"], inner["Message-ID"] = "x", "<1@unit.example>"
    assert names(received(tmp_path, letter("转发", 报送材料=inner.as_bytes()))) == ["活动方案.docx"]


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("附件3", document(), "附件3.docx"),
        ("活动方案.docx", document(), "活动方案.docx"),
        ("活动方案.doc", document(), "活动方案.doc"),
        ("说明", b"plain words", "说明"),
        ("活动总结.pages", document(), "活动总结.pages"),
        ("2024.3.20活动总结", document(), "2024.3.20活动总结.docx"),
        ("1.dat", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "1.dat.png"),
        ("a.zip", b"PK\x03\x04 torn", "a.zip"),
        ("便条", b"Date: today\nwe met\n", "便条"),
    ],
)
def test_what_a_name_lacks(name: str, content: bytes, found: str) -> None:
    assert with_suffix(name, content) == found


def uuencoded(name: str, content: bytes) -> str:
    lines = [binascii.b2a_uu(content[place : place + 45]).decode() for place in range(0, len(content), 45)]
    return f"begin 644 {name}\n{''.join(lines)}`\nend\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_written_into_a_text(tmp_path: Path, end: str) -> None:
    content = document()
    written = f"请查收\n{uuencoded('活动总结.docx', content)}此致\n".replace("\n", end)
    text, files = files_in_text(written)
    assert files == [("活动总结.docx", content)]
    assert text.split() == ["请查收", "此致"]
    mail = letter("x")
    mail.set_payload(f"see below\n{uuencoded('report.docx', content)}".replace("\n", end))
    assert names(received(tmp_path, mail)) == ["report.docx"]


def test_begin_is_also_a_word() -> None:
    assert files_in_text("we begin 644 times\nbegin 644 x\nnot coded at all, 中文\nend\n")[1] == []
    endless = "begin 644 x\n" + "M" * 80 + "\n"
    assert files_in_text(endless * 20_000)[1] == []


def picture(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((width, height), 80).save(out, "PNG")
    return out.getvalue()


def page(body: str) -> EmailMessage:
    mail = letter("见正文")
    mail.add_alternative(f"<html><body>{body}</body></html>", subtype="html")
    return mail


def test_pictures_written_into_the_html_are_kept(tmp_path: Path) -> None:
    shown = "".join(
        f'<img src="data:image/png;base64,{base64.b64encode(picture(*size)).decode()}">'
        for size in ((900, 600), (80, 80), (600, 120))
    )
    assert names(received(tmp_path, page(f"<p>照片</p>{shown}"))) == [
        "正文图片1.png", "邮件正文小图/正文图片2.png", "邮件正文小图/正文图片3.png",
    ]  # fmt: skip


def test_pictures_left_on_the_mail_server_are_named(tmp_path: Path) -> None:
    mail = page('<img src="https://mail.qq.com/cgi-bin/viewfile?f=1"><img src="https://news.example/a.gif">')
    mail.add_attachment(document(), "application", "octet-stream", filename="活动方案.docx")
    ((what, why),) = received(tmp_path, mail).skipped
    assert what.startswith("https://mail.qq.com/")
    assert "另存后再收" in why


def test_a_body_that_lies_elsewhere_is_named(tmp_path: Path) -> None:
    raw = letter("见附件", **{"活动方案.docx": document()}).as_bytes()
    apart = (
        b'Content-Type: message/external-body; access-type=URL; URL="http://x.example/a.docx"\r\n\r\n'
        b"Content-Type: application/msword\r\n\r\n"
    )
    boundary = raw.split(b'boundary="')[1].split(b'"')[0]
    whole = raw.replace(b"--" + boundary + b"--", b"--" + boundary + b"\r\n" + apart + b"\r\n--" + boundary + b"--")
    path = tmp_path / "in.eml"
    path.write_bytes(whole)
    (tmp_path / "stage").mkdir()
    parcel = read_package(path, Stage(tmp_path / "stage"))
    assert names(parcel) == ["活动方案.docx"]
    assert parcel.skipped[0][0] == "http://x.example/a.docx"


def test_an_empty_mail_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "空.eml").write_bytes(b"")
    (tmp_path / "stage").mkdir()
    with pytest.raises(FileProblem, match="0 字节"):
        read_package(tmp_path / "空.eml", Stage(tmp_path / "stage"))
