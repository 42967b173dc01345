"""Mails as Outlook saves them: .msg, and winmail.dat, by themselves and inside others."""

from __future__ import annotations

import io
import random
import struct
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import olefile
import pytest

from tests.support.command import zhutiri
from tests.support.compound_file import compound_file
from tests.support.outlook_files import (
    BODY,
    CODE_PAGE,
    CONTENT,
    DELIVERED,
    HEADERS,
    HTML,
    INTERNET_CODE_PAGE,
    KIND,
    LONG_NAME,
    METHOD,
    RTF,
    SENDER,
    SHORT_NAME,
    SHOWN_NAME,
    SUBJECT,
    SUBMITTED,
    Hung,
    Mail,
    Properties,
    attached,
    msg,
    tnef,
)
from tests.support.received_packages import URL, Workspace, body, mail, picture, small, word, zipped
from tests.support.received_packages import attached as part
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.workspace.receiving.packages import mail_intake, outlook, read_package
from zhutiri_cli.workspace.receiving.packages import tnef as winmail
from zhutiri_cli.workspace.receiving.packages.parcel import Stage
from zhutiri_cli.workspace.receiving.packages.rtf_body import rtf_text

SENT = datetime(2024, 3, 20, 16, 30, tzinfo=UTC)
LONG = f"云汐区人力资源和社会保障局关于“稳就业”主题日的{'若干' * 15}活动方案（定稿）.txt"
PLAN = attached(LONG, b"plan")
WAYS: list[tuple[str, Callable[[Mail], bytes]]] = [("来.msg", msg), ("来.oft", msg), ("winmail.dat", tnef)]


def plain(text: str = f"报道见 {URL} 。", **more: str) -> Mail:
    return Mail({BODY: text, SUBMITTED: SENT}, [PLAN], **more)


def links(work: Workspace) -> list[str]:
    found = work.record()["receipts"][0].get("links", [])
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(("name", "made"), WAYS)
@pytest.mark.parametrize("eight_bit", ["", "gbk"])
def test_attachments_links_and_date(work: Workspace, name: str, made: Callable[[Mail], bytes], eight_bit: str) -> None:
    own: Properties = {BODY: f"报道见 {URL} 。", SUBMITTED: SENT, SUBJECT: "报送", CODE_PAGE: 936}
    out = work.done(work.package(name, made(Mail(own, [PLAN, attached("现场.jpg", picture())], eight_bit=eight_bit))))
    assert set(work.files()) == {LONG, "图片/现场.jpg"}
    assert work.files()[LONG] == b"plan"
    assert (work.record()["receipts"][0]["on"], links(work)) == ("2024-03-21", [URL])
    assert "收到日期 2024-03-21（邮件发送时间，北京时间）" in out


@pytest.mark.parametrize(
    ("own", "day", "said"),
    [
        ({DELIVERED: datetime(2024, 3, 22, 1, tzinfo=UTC), SUBMITTED: SENT}, "2024-03-22", "送达时间"),
        (
            {HEADERS: "Received: from a by b; Sat, 23 Mar 2024 00:10:00 +0800\r\nDate: x\r\n", DELIVERED: SENT},
            "2024-03-23",
            "服务器收到的时间",
        ),
        ({HEADERS: "Date: Sun, 24 Mar 2024 00:10:00 +0800\r\n"}, "2024-03-24", "自带的发送时间"),
    ],
)
def test_the_date(work: Workspace, own: Properties, day: str, said: str) -> None:
    assert f"收到日期 {day}（邮件{said}，北京时间）" in work.done(work.package("来.msg", msg(Mail(own, [PLAN]))))


def test_a_draft_has_no_date(work: Workspace) -> None:
    package = work.package("来.msg", msg(Mail({BODY: "草稿"}, [PLAN])))
    assert "--on" in work.refused(package)
    work.done(package, "--on", "2024-03-22")


@pytest.mark.parametrize(
    ("page", "encoding"), [(936, "gbk"), (54936, "gb18030"), (65001, "utf-8"), (950, "big5"), (0, "gbk"), (1252, "gbk")]
)
def test_eight_bit_strings_in_the_code_page_of_the_message(work: Workspace, page: int, encoding: str) -> None:
    name = "方案.docx" if encoding != "big5" else "計畫.docx"
    own: dict[int, str | bytes | int | datetime] = {BODY: f"{URL} 。", SUBMITTED: SENT}
    own |= {CODE_PAGE: page} if page not in (0, 1252) else {}
    own |= {INTERNET_CODE_PAGE: 20127} if page == 1252 else {}
    work.done(work.package("来.msg", msg(Mail(own, [attached(name, b"x")], eight_bit=encoding))))
    assert list(work.files()) == [name]
    assert links(work) == [URL]


def test_of_the_html_only_what_the_sender_wrote_counts(work: Workspace) -> None:
    page = (
        f"<p>云汐区报道：<a href='{URL}'>看这里</a></p><div id='divRplyFwdMsg'>发件人：办公室</div>"
        "<p>样例 https://www.yunxi.example/office</p>"
    ).encode("gbk")
    own: Properties = {HTML: page, INTERNET_CODE_PAGE: 936, BODY: "https://www.yunxi.example/office", SUBMITTED: SENT}
    out = work.done(work.package("来.msg", msg(Mail(own, [PLAN]))))
    assert links(work) == [URL]
    assert "https://www.yunxi.example/office 没有登记：在引用的原邮件里" in out


@pytest.mark.parametrize("packed", [True, False])
def test_a_text_that_is_there_as_rtf_alone(work: Workspace, packed: bool) -> None:
    link = rb'{\field{\*\fldinst HYPERLINK "' + URL.encode() + rb'"}{\fldrslt \u25253?}}'
    text = b"{\\rtf1\\ansi\\ansicpg936 " + link + b"\\par}"
    content = literal(text) if packed else struct.pack("<II4sI", len(text) + 12, len(text), b"MELA", 0) + text
    work.done(work.package("来.msg", msg(Mail({RTF: content, SUBMITTED: SENT}, [PLAN]))))
    assert links(work) == [URL]


def literal(text: bytes) -> bytes:
    """Compressed RTF whose first run is taken from the dictionary (``{\\rtf1\\ansi``), the rest byte by byte."""
    start = b"{\\rtf1\\ansi"
    assert text.startswith(start)
    pieces = [
        (True, struct.pack(">H", 0 << 4 | len(start) - 2)),
        *((False, bytes([byte])) for byte in text[len(start) :]),
    ]
    pieces.append((True, struct.pack(">H", (207 + len(text)) % 4096 << 4)))
    out = b""
    for at in range(0, len(pieces), 8):
        run = pieces[at : at + 8]
        out += bytes([sum(flag << i for i, (flag, _) in enumerate(run))]) + b"".join(piece for _, piece in run)
    return struct.pack("<II4sI", len(out) + 12, len(text), b"LZFu", 0) + out


INNER = Mail(
    {BODY: f"另见 {URL}2", CODE_PAGE: 936, SENDER: "unit@a.example"}, [attached("总结.txt", b"s")], eight_bit="gbk"
)


@pytest.mark.parametrize(("name", "made"), WAYS)
def test_a_forwarded_mail_is_opened(work: Workspace, name: str, made: Callable[[Mail], bytes]) -> None:
    work.done(
        work.package(name, made(Mail({BODY: URL, SUBMITTED: SENT}, [PLAN, Hung({SHOWN_NAME: "转发：报送"}, INNER)])))
    )
    assert set(work.files()) == {LONG, "总结.txt"}
    assert links(work) == [URL, f"{URL}2"]


def test_the_offices_own_letter_sent_back_states_nothing(work: Workspace) -> None:
    letter = Mail({BODY: URL, SENDER: "Office@b.example"})
    outer = Mail({SUBMITTED: SENT}, [PLAN, Hung(inner=letter)], ["office@b.example"])
    work.done(work.package("来.msg", msg(outer)))
    assert links(work) == []
    hung = Mail({SUBMITTED: SENT}, [PLAN, attached("原件.msg", msg(letter))], ["office@b.example"])
    work.done(work.package("来2.msg", msg(hung)))
    assert links(work) == []


def test_inside_a_mail_a_zip_a_tar_and_a_folder(work: Workspace) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        member = tarfile.TarInfo("转发.msg")
        member.size = len(msg(INNER))
        archive.addfile(member, io.BytesIO(msg(INNER)))
    work.package("夹/转.msg", msg(INNER))
    for package in (
        work.package("1.eml", mail(body("请收"), part('filename="转发.msg"'.encode(), msg(INNER)))),
        work.package("2.zip", zipped({"内/转发.msg": msg(INNER)})),
        work.package("3.tar", packed.getvalue()),
        work.inbox / "夹",
        work.package("4.msg", msg(Mail({}, [attached("转发.eml", mail(part(b'filename="t.msg"', msg(INNER))))]))),
    ):
        out = work.done(package, "--on", "2024-03-20")
        assert "总结.txt" in out
    assert list(work.files()) == ["总结.txt"]
    assert links(work) == [f"{URL}2"]


@pytest.mark.parametrize("kind", [b"application/ms-tnef; name=att.bin", b"application/octet-stream"])
def test_a_winmail_dat_in_a_mail(work: Workspace, kind: bytes) -> None:
    name = b'filename="winmail.dat"' if kind.endswith(b"stream") else b""
    work.done(work.package("来.eml", mail(body("请收"), part(name, tnef(plain()), kind))))
    assert list(work.files()) == [LONG]
    assert links(work) == [URL]


def test_small_pictures_shown_in_the_text_are_no_photos(work: Workspace) -> None:
    own: Properties = {HTML: b'<p>x</p><img src="cid:a@1">', SUBMITTED: SENT}
    shown = attached("标志.png", small(220, 80), content_id="a@1")
    apart = attached("现场.png", small(220, 80))
    work.done(work.package("来.msg", msg(Mail(own, [shown, apart]))))
    assert set(work.files()) == {"邮件正文小图/标志.png", "图片/现场.png"}


def test_what_is_not_in_the_mail_or_cannot_be_taken_out_is_said(work: Workspace) -> None:
    hung = [
        PLAN,
        Hung({LONG_NAME: "总结.docx", METHOD: 7}),
        Hung({SHOWN_NAME: "图片"}, {"\x01Ole": b"z", "CONTENTS": b"z"}),
        Hung({LONG_NAME: "smime.p7m", KIND: "multipart/signed", CONTENT: mail(part(b'filename="a.docx"', word("x")))}),
        attached("密.rpmsg", b"x"),
    ]
    out = work.done(work.package("来.msg", msg(Mail({SUBMITTED: SENT}, hung))))
    assert set(work.files()) == {LONG, "a.docx", "密.rpmsg"}
    assert "跳过 总结.docx：邮件里只有它的存放地址" in out
    assert "跳过 图片：嵌在正文里的对象" in out


@pytest.mark.parametrize(("name", "made"), WAYS)
def test_a_name_out_of_the_folder_and_one_without(work: Workspace, name: str, made: Callable[[Mail], bytes]) -> None:
    hung = [attached("..\\..\\方案.docx", b"x"), Hung({CONTENT: b"y", KIND: "image/png", SHORT_NAME: ""})]
    work.done(work.package(name, made(Mail({SUBMITTED: SENT}, hung))))
    assert all("/" not in one.removeprefix("图片/") for one in work.files())
    assert "方案.docx" in work.files()


@pytest.mark.parametrize("name", ["来.msg", "来.oft", "winmail.dat", "来.tnef"])
@pytest.mark.parametrize("content", [b"", b"x", b"x" * 9000, "发件人：甲".encode()])
def test_something_else_under_the_name(work: Workspace, name: str, content: bytes) -> None:
    assert "没有收下：不是 Outlook" in work.refused(work.package(name, content), "--on", "2024-03-20")
    work.done(work.package("来.eml", mail(part(f'filename="{name}"'.encode(), content + b"y"))))
    assert list(work.files()) == [name]


def test_a_word_document_under_the_name(work: Workspace) -> None:
    package = work.package("来.msg", compound_file({"WordDocument": b"x" * 5000}))
    assert "内容不是 Outlook 邮件" in work.refused(package, "--on", "2024-03-20")


def test_torn_files_are_refused(work: Workspace) -> None:
    own = Mail({BODY: URL, SUBMITTED: SENT}, [attached("方案.txt", b"p" * 6000), Hung(inner=INNER)], ["a@b.example"])
    for name, whole in (("来.msg", msg(own)), ("winmail.dat", tnef(own))):
        for place in [*range(20, len(whole), len(whole) // 12)]:
            package = work.package(name, whole[:place])
            assert "没有收下" in work.refused(package, "--on", "2024-03-20")


def test_altered_files_are_refused_or_read_but_never_break(tmp_path: Path) -> None:
    dice = random.Random(7)
    own = Mail({BODY: URL, SUBMITTED: SENT}, [attached("方案.txt", b"p" * 6000), Hung(inner=INNER)], ["a@b.example"])
    outcomes = set()
    for name, whole in (("来.msg", msg(own)), ("winmail.dat", tnef(own))):
        for number in range(150):
            altered = bytearray(whole)
            for _ in range(10):
                altered[dice.randrange(8, len(whole))] = dice.randrange(256)
            (tmp_path / name).write_bytes(altered)
            (tmp_path / f"{name}{number}").mkdir()
            try:
                outcomes.add((name, bool(read_package(tmp_path / name, Stage(tmp_path / f"{name}{number}")).items)))
            except FileProblem:
                outcomes.add((name, False))
    assert outcomes == {("来.msg", True), ("来.msg", False), ("winmail.dat", False)}  # the latter tells by its sums


@pytest.mark.parametrize("place", ["level", "content", "sum", "name", "properties"])
def test_a_winmail_dat_that_was_damaged_is_refused(work: Workspace, place: str) -> None:
    whole = bytearray(
        tnef(Mail({BODY: URL, SUBMITTED: SENT}, [attached("甲.txt", b"p" * 900), attached("乙.txt", b"q")]))
    )
    content = whole.index(b"p" * 900)
    at = {
        "level": whole.rindex(struct.pack("<BI", 2, 0x00069002)),
        "content": content + 300,
        "sum": content + 900,
        "name": whole.index(b"HDFAN~1"),
        "properties": whole.index("甲".encode("utf-16-le")),
    }[place]
    whole[at] ^= 7
    assert "已损坏或没有传完整" in work.refused(work.package("winmail.dat", bytes(whole)))
    assert "没有收下" in work.refused(
        work.package("来.eml", mail(body("x"), part(b'filename="winmail.dat"', bytes(whole))))
    )


@pytest.mark.parametrize("left", [b"\n", b"\r\n", bytes(7)])
def test_blank_bytes_behind_a_winmail_dat_are_no_damage(work: Workspace, left: bytes) -> None:
    work.done(work.package("winmail.dat", tnef(plain()) + left))
    assert list(work.files()) == [LONG]


def test_streams_that_share_their_bytes_are_a_bomb(work: Workspace) -> None:
    hung = [attached(f"{i}.docx", bytes([i]) * (500_000 if i == 0 else 5000)) for i in range(4)]
    whole = bytearray(msg(Mail({SUBMITTED: SENT}, hung)))
    with olefile.OleFileIO(io.BytesIO(bytes(whole))) as container:
        entries = enumerate(container.direntries)
        first, *others = sorted(
            (-entry.size, i) for i, entry in entries if entry is not None and entry.size in (500_000, 5000)
        )
        start = 512 * (1 + container.first_dir_sector) + 116
    place = start + 128 * first[1]
    for _, number in others:
        whole[start + 128 * number : start + 128 * number + 8] = whole[place : place + 8]
    assert "疑似压缩炸弹" in work.refused(work.package("来.msg", bytes(whole)))


@pytest.mark.parametrize("made", [msg, tnef])
def test_mails_in_mails_come_to_an_end(work: Workspace, made: Callable[[Mail], bytes]) -> None:
    inner = INNER
    for _ in range(22):
        inner = Mail({}, [Hung(inner=inner)])
    name = "来.msg" if made is msg else "winmail.dat"
    assert "邮件套邮件超过" in work.refused(work.package(name, made(inner)), "--on", "2024-03-20")
    data = made(INNER)
    for _ in range(22):
        data = made(Mail({}, [attached(name, data)]))
    assert "邮件套邮件超过" in work.refused(work.package(name, data), "--on", "2024-03-20")


def test_too_many_attachments(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    hung = [attached(f"{i}.docx", b"x") for i in range(6)]
    for module, name, made in ((outlook, "来.msg", msg), (winmail, "winmail.dat", tnef)):
        monkeypatch.setattr(module, "MAX_ENTRIES", 5)
        assert "文件超过 5 个" in work.refused(work.package(name, made(Mail({SUBMITTED: SENT}, hung))))


def test_a_file_beyond_the_limit(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_intake, "MAX_MAIL", 1000)
    assert "邮件过大" in work.refused(work.package("来.msg", msg(plain())))


def test_in_the_folder_it_is_named_with_what_to_do(work: Workspace) -> None:
    work.done(work.package("来.msg", msg(plain())))
    (folder,) = work.root.iterdir()
    (folder / "补充.msg").write_bytes(msg(plain()))
    (folder / "winmail.dat").write_bytes(tnef(plain()))
    out = zhutiri("check", "--plan", str(work.plan), "--id", "3", "--as-of", "2024-04-12", "--all").out
    assert "ZT306" in out
    assert out.count("receive 序号") >= 1


def test_the_builder_writes_sound_compound_files() -> None:
    with olefile.OleFileIO(io.BytesIO(msg(plain())), raise_defects=olefile.DEFECT_UNSURE) as container:
        assert container.parsing_issues == []
        assert container.exists("__attach_version1.0_#00000000/__substg1.0_37010102")


def test_a_body_without_its_end_is_read_as_far_as_it_goes_and_one_of_another_way_is_not() -> None:
    text = b"{\\rtf1 ok}"
    without_end = b"\0" + text[:8] + b"\0" + text[8:]
    head = {way: struct.pack("<II4sI", 12, len(text), way, 0) for way in (b"LZFu", b"MELA", b"ZZZZ")}
    assert rtf_text(head[b"LZFu"] + without_end).strip() == "ok"
    assert rtf_text(head[b"MELA"] + text).strip() == "ok"
    assert rtf_text(head[b"ZZZZ"] + text) == ""
    assert rtf_text(b"LZFu") == ""
