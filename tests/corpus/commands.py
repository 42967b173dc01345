"""Inputs that a command of their own reads: packages and mails, registers, notices, earlier reports, lists, templates,
words on the command line."""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

from tests.corpus.case import Make, OwnCase
from tests.corpus.documents import ENTITIES
from tests.corpus.pieces import (
    PROSE,
    Content,
    cell,
    changed,
    docx,
    flagged,
    noise,
    picture,
    put,
    xlsx,
    zip_of,
)
from tests.support.archives import rar, sevenzip
from tests.support.compound_file import compound_file
from tests.support.outlook_files import SUBJECT, Mail, attached, msg

MIB = 1024 * 1024
SET = {"活动方案.docx": docx(), "活动总结.docx": docx(), "图片/1.jpg": picture()}


def _package(name: str, file: str, content: Content, status: int, *says: str, make: Make | None = None) -> OwnCase:
    """A package of activity 1, taken in on a day; one that is refused is named. ``make``: for what has no bytes."""
    maker = make or put(content)
    words = ("receive", "1", "{input}/" + file, "--on", "2024-03-20", "--plan", "plan_2024.yaml")
    told = (*says, file[-8:]) if status == 2 else says
    return OwnCase(f"receive-{name}", words, status, told, lambda place: maker(place / file))


def _tar(*members: tuple[str, bytes, bytes]) -> bytes:
    """Members as name, type and link target."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, kind, target in members:
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.size = kind, target.decode(), 1 if kind == tarfile.REGTYPE else 0
            archive.addfile(info, io.BytesIO(b"x") if info.size else None)
    return out.getvalue()


def _zip_link() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("总结.docx")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def _zip_in_zip(depth: int) -> bytes:
    data = zip_of(SET)
    for _ in range(depth):
        data = zip_of({"内.zip": data})
    return data


HEAD = b"From: a@b.example\r\nSubject: x\r\nDate: Wed, 20 Mar 2024 09:00:00 +0800\r\nMIME-Version: 1.0\r\n"


def _mail(body: bytes, kind: bytes = b"text/plain; charset=utf-8", more: bytes = b"") -> bytes:
    return HEAD + more + b"Content-Type: " + kind + b"\r\n\r\n" + body


def _parts(count: int) -> bytes:
    part = b"--B\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    return _mail(part * count + b"--B--\r\n", b'multipart/mixed; boundary="B"')


def _nested(depth: int) -> bytes:
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="B%d"\r\n\r\n--B%d\r\n' % (i, i) for i in range(depth))
    return HEAD + opened + b"Content-Type: text/plain\r\n\r\nx\r\n"


def _mail_of(name: bytes, content: bytes = b"eA==") -> bytes:
    part = b"--B\r\nContent-Disposition: attachment; filename=%s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n"
    return _mail(part % (name, content) + b"--B--\r\n", b'multipart/mixed; boundary="B"')


def _folder_of(*files: tuple[str, bytes]) -> Make:
    def make(path: Path) -> None:
        for name, content in files:
            one = path / name
            one.parent.mkdir(parents=True, exist_ok=True)
            one.write_bytes(content)

    return make


def _linked_folder(path: Path) -> None:
    path.mkdir()
    (path / "活动总结.docx").symlink_to("/etc/passwd")


REG = tarfile.REGTYPE
PACKAGES = (
    _package("zip", "材料.zip", zip_of(SET), 0, "活动总结.docx"),
    _package("7z", "材料.7z", lambda: sevenzip({"活动总结.docx": docx()}), 0, "活动总结.docx"),
    _package("rar", "材料.rar", rar({"活动总结.docx": docx()}), 2, "unar"),
    _package("tar", "材料.tar.gz", _tar(("活动总结.txt", REG, b"")), 0, "活动总结.txt"),
    _package("one-file", "活动总结.docx", docx(), 0, "活动总结.docx"),
    _package("folder", "材料", b"", 0, "活动总结.docx", make=_folder_of(("活动总结.docx", docx()))),
    _package("folder-13-deep", "材料", b"", 0, "1.jpg", make=_folder_of(("层/" * 13 + "1.jpg", picture()))),
    _package("zip-13-deep", "材料.zip", zip_of({"层/" * 13 + "1.jpg": picture()}), 0, "1.jpg"),
    _package("zip-200-deep", "材料.zip", zip_of({"层/" * 200 + "1.jpg": picture()}), 2, "层"),
    _package("no-bytes", "材料.zip", b"", 2, "损坏"),
    _package("zip-cut", "材料.zip", zip_of(SET)[:-40], 2, "损坏"),
    _package("zip-noise", "材料.zip", noise(5000), 2, "损坏"),
    _package("zip-password", "材料.zip", flagged(zip_of(SET)), 2, "密码"),
    _package("zip-of-nothing", "材料.zip", zip_of({}), 2, "没有"),
    _package("zip-climbs", "材料.zip", zip_of({"../../../evil.docx": docx()}), 2),
    _package("zip-from-the-root", "材料.zip", zip_of({"/etc/evil.docx": docx()}), 2),
    _package("zip-of-a-drive", "材料.zip", zip_of({"C:\\evil.docx": docx()}), 2),
    _package("zip-link", "材料.zip", _zip_link(), 2, "链接"),
    _package("zip-bomb", "材料.zip", lambda: zip_of({"活动总结.txt": bytes(400 * MIB)}), 2),
    _package("zip-of-600-mib", "材料.zip", lambda: zip_of(dict.fromkeys("甲乙丙丁戊己", bytes(100 * MIB)), level=1), 2),
    _package("zip-of-20000-files", "材料.zip", lambda: zip_of(dict.fromkeys(map(str, range(20_000)), b"x")), 2, "个"),
    _package("zip-in-zip", "材料.zip", _zip_in_zip(1), 0),
    _package("zip-in-zip-50-deep", "材料.zip", _zip_in_zip(50), 0),
    _package("zip-size-that-lies", "材料.zip", changed(zip_of({"甲.txt": b"x" * 90}), 22, struct.pack("<I", 1)), 0),
    _package("zip-case-twins", "材料.zip", zip_of({"现场a.jpg": picture(seed=1), "现场A.JPG": picture(seed=2)}), 0),
    _package("zip-windows-device", "材料.zip", zip_of({"CON.docx": docx(), "aux": b"x"}), 0),
    _package("zip-record", "材料.zip", zip_of({"submission.yaml": "held: 2024-03-01\n", "总结.docx": docx()}), 0),
    _package("zip-hidden-program", "材料.zip", zip_of({".bashrc": b"x", "总结.docx": docx()}), 0),
    _package("zip-long-name", "材料.zip", zip_of({"长" * 300 + ".docx": docx()}), 0),
    _package("zip-control-name", "材料.zip", zip_of({"总\x1b[2J\n结.docx": docx()}), 0, "!\x1b"),
    _package("tar-link", "材料.tar.gz", _tar(("总结.docx", tarfile.SYMTYPE, b"/etc/passwd")), 2, "链接"),
    _package("tar-hard-link", "材料.tar.gz", _tar(("总结.docx", tarfile.LNKTYPE, b"/etc/passwd")), 2, "链接"),
    _package("tar-device", "材料.tar.gz", _tar(("总结.docx", tarfile.CHRTYPE, b"")), 2),
    _package("tar-pipe", "材料.tar.gz", _tar(("总结.docx", tarfile.FIFOTYPE, b"")), 2),
    _package("tar-climbs", "材料.tar.gz", _tar(("../../evil", REG, b"")), 2),
    _package("gzip-bomb", "材料.tar.gz", lambda: gzip.compress(bytes(600 * MIB), 1), 2),
    _package("7z-password", "材料.7z", lambda: sevenzip(SET, password="1"), 2, "密码"),
    _package("7z-cut", "材料.7z", lambda: sevenzip(SET)[:-20], 2, "损坏"),
    _package("7z-noise", "材料.7z", b"7z\xbc\xaf\x27\x1c" + noise(500), 2, "损坏"),
    _package("rar-password", "材料.rar", rar(SET, encrypted=True), 2, "unar"),
    _package("rar-link", "材料.rar", rar({"总结.docx": b""}, redirected=1), 2),
    _package("rar-volume", "材料.rar", rar(SET, volume=True), 2, "unar"),
    _package("rar-that-lies", "材料.rar", rar({"总结.docx": docx()}, declared=10**12), 2),
    _package("rar-noise", "材料.rar", b"Rar!\x1a\x07\x01\x00" + noise(500), 2, "unar"),
    _package("pipe", "材料.zip", b"", 2, "普通文件", make=os.mkfifo),
    _package("folder-link", "材料", b"", 2, "链接", make=_linked_folder),
    _package("folder-of-nothing", "材料", b"", 2, "没有", make=_folder_of((".DS_Store", b"x"))),
    OwnCase("receive-not-there", ("receive", "1", "{input}/无.zip", "--on", "2024-03-20"), 2, ("无.zip", "不存在")),
    _package("mail", "来信.eml", _mail_of(b"sum.docx"), 0, "sum.docx"),
    _package("mail-no-bytes", "来信.eml", b"", 2, "空"),
    _package("mail-noise", "来信.eml", noise(5000), 2),
    _package("mail-only-words", "来信.eml", _mail(b"hello"), 2, "附件"),
    _package("mail-without-end", "来信.eml", _mail(b"--B\r\n", b'multipart/mixed; boundary="B"'), 2),
    _package("mail-of-20000-parts", "来信.eml", lambda: _parts(20_000), 2),
    _package("mail-5000-deep", "来信.eml", lambda: _nested(5000), 2),
    _package("mail-html-unclosed", "来信.eml", _mail(b"<a " * 200_000, b"text/html"), 2),
    _package("mail-html-comment", "来信.eml", _mail(b"<!--" * 200_000, b"text/html"), 2),
    _package("mail-zones", "来信.eml", _mail(b"x", more=b"Date: " + b"(" * 100_000 + b"\r\n"), 2),
    _package("mail-long-line", "来信.eml", HEAD + b"X: " + b"a" * 3_000_000 + b"\r\n\r\nx", 2),
    _package("mail-header-bomb", "来信.eml", HEAD + b"X: a\r\n" * 200_000 + b"\r\nx", 2),
    _package("mail-encoded-word-bomb", "来信.eml", HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\r\n\r\nx", 2),
    _package("mail-charset-unknown", "来信.eml", _mail(b"\xff\xfe", b"text/plain; charset=x-klingon"), 2),
    _package("mail-climbs", "来信.eml", _mail_of(b'"../../evil.docx"'), 0),
    _package("mail-base64-broken", "来信.eml", _mail_of(b"a.docx", b"!!!=!!"), 0),
    _package("mail-in-utf-16", "来信.eml", _mail(b"x").decode().encode("utf-16"), 2),
    _package("outlook", "来信.msg", lambda: msg(Mail({SUBJECT: "x"}, [attached("总结.docx", docx())])), 0, "总结.docx"),
    _package("outlook-cut", "来信.msg", lambda: msg(Mail({SUBJECT: "x"}))[:700], 2),
    _package("outlook-of-nothing", "来信.msg", compound_file({"x": b"x"}), 2),
    _package("winmail-noise", "winmail.dat", b"\x78\x9f\x3e\x22" + noise(900), 2),
)


def _register(name: str, content: Content, status: int, *says: str, file: str = "登记表.xlsx") -> OwnCase:
    words = ("record", "{input}/" + file, "--plan", "plan_2024.yaml", "--as-of", "2024-04-12", "--dry-run")
    return OwnCase(f"register-{name}", words, status, says, lambda place: put(content)(place / file))


def _book(*rows: tuple[object, ...]) -> Callable[[], bytes]:
    def make() -> bytes:
        book, out = openpyxl.Workbook(), io.BytesIO()
        for row in rows:
            book.worksheets[0].append(list(row))
        book.save(out)
        return out.getvalue()

    return make


TITLES = ("序号", "活动主题", "举办日期")
REGISTERS = (
    _register("sound", _book(TITLES, (1, "便民服务1", "2024-03-15")), 0, "2024-03-15"),
    _register("no-bytes", b"", 2, "登记表.xlsx"),
    _register("noise", noise(4000), 2, "损坏"),
    _register("cut", lambda: _book(TITLES)()[:2000], 2, "损坏"),
    OwnCase(
        "register-pipe",
        ("record", "{input}/登记表.xlsx", "--plan", "plan_2024.yaml"),
        2,
        ("登记表.xlsx",),
        lambda place: os.mkfifo(place / "登记表.xlsx"),
    ),
    _register("no-rows", _book(), 2, "登记表.xlsx"),
    _register("no-heading", _book(("甲", "乙"), (1, 2)), 2, "表头"),
    _register("password", lambda: flagged(_book(TITLES)()), 2, "加密"),
    _register("password-by-excel", compound_file({"EncryptedPackage": noise(5000)}), 2, "加密"),
    _register("is-csv", "序号,举办日期\n1,2024-03-15\n", 2, "纯文本"),
    _register("is-old", compound_file({"Workbook": noise(5000)}), 2, "Excel"),
    _register("entities", xlsx("", "", {"xl/worksheets/s.xml": ENTITIES + "<a>&j;</a>"}), 2, "登记表.xlsx"),
    _register("zero-bomb", lambda: xlsx("", "", {"xl/worksheets/s.xml": bytes(300 * MIB)}), 2, "登记表.xlsx"),
    _register(
        "cell-beyond-all", xlsx('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'), 2
    ),
    _register(
        "string-bomb", lambda: xlsx(f"<row>{cell('x') * 100_000}</row>", f"<si><t>{'政' * 6_000_000}</t></si>"), 2
    ),
    _register("formula", _book(TITLES, (1, "便民服务1", "=TODAY()")), 2, "公式"),
    _register("an-unknown-id", _book(TITLES, (999, "便民服务1", "2024-03-15")), 2, "999"),
    _register("another-theme", _book(TITLES, (1, "别的活动", "2024-03-15")), 2, "别的活动"),
    _register("day-1900", _book(TITLES, (1, "便民服务1", 1)), 2),
    _register("day-of-words", _book(TITLES, (1, "便民服务1", "下周")), 2, "下周"),
    _register("twice", _book(TITLES, (1, "便民服务1", "2024-03-15"), (1, "便民服务1", "2024-03-16")), 2),
)

TABLE = "序号\t活动时间\t活动主题\t活动形式\t责任单位\n1\t2月\t惠企政策解读\t政策宣传\t财政局\n"


def _notice(name: str, file: str, content: Content, status: int, *says: str) -> OwnCase:
    words = ("import", "{input}/" + file, "--year", "2024")
    told = (*says, file) if status == 2 else says
    return OwnCase(f"notice-{name}", words, status, told, lambda place: put(content)(place / file))


def _table_page(rows: int) -> bytes:
    row = "<tr><td>1</td><td>2月</td><td>解读</td><td>宣传</td><td>局</td></tr>"
    head = "<tr><td>序号</td><td>活动时间</td><td>活动主题</td><td>活动形式</td><td>责任单位</td></tr>"
    return f"<html><meta charset=utf-8><table>{head}{row * rows}</table></html>".encode()


NOTICES = (
    _notice("text", "通知.txt", TABLE, 0, "惠企政策解读"),
    _notice("text-gbk", "通知.txt", TABLE.encode("gbk"), 0, "惠企政策解读"),
    _notice("text-no-bytes", "通知.txt", b"", 2),
    _notice("text-noise", "通知.txt", noise(4000), 2),
    _notice("text-nul", "通知.txt", TABLE.encode() + bytes(5), 2),
    _notice("text-without-table", "通知.txt", PROSE, 2, "表"),
    _notice("page", "通知.html", _table_page(1), 0, "解读"),
    _notice("page-unclosed", "通知.html", b"<table>" + b"<td " * 200_000, 2),
    _notice("page-deep", "通知.html", b"<table><tr><td>" * 20_000, 2),
    _notice("page-no-bytes", "通知.html", b"", 2),
    _notice("word-no-bytes", "通知.docx", b"", 2),
    _notice("word-noise", "通知.docx", noise(4000), 2, "损坏"),
    _notice("word-cut", "通知.docx", docx()[:300], 2, "损坏"),
    _notice("word-without-table", "通知.docx", docx(), 2),
    _notice("word-password", "通知.docx", compound_file({"EncryptedPackage": noise(5000)}), 2, "加密"),
    _notice("word-entities", "通知.docx", zip_of({"word/document.xml": ENTITIES + "<a>&j;</a>"}), 2),
    _notice("word-bomb", "通知.docx", lambda: zip_of({"word/document.xml": bytes(300 * MIB)}), 2, "过大"),
    _notice("word-macro", "通知.docx", docx("", {"word/vbaProject.bin": b"x"}), 2, "宏"),
    _notice("old-word", "通知.doc", compound_file({"WordDocument": noise(5000)}), 2, ".docx"),
    _notice("table-no-bytes", "通知.xlsx", b"", 2),
    _notice("table-of-nothing", "通知.xlsx", _book(), 2),
    _notice("table-bomb", "通知.xlsx", lambda: xlsx("", "", {"xl/worksheets/s.xml": bytes(300 * MIB)}), 2, "过大"),
    _notice("table-beyond-all", "通知.xlsx", xlsx('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), 2),
    _notice("csv-cut-quote", "通知.csv", '序号,"活动时间\n' * 10, 2),
    _notice("csv-wide", "通知.csv", "," * 200_000, 2),
    _notice("pdf", "通知.pdf", b"%PDF-1.4\n", 2, ".docx"),
    _notice("photo", "通知.jpg", picture(), 2),
    OwnCase(
        "notice-pipe", ("import", "{input}/通知.docx"), 2, ("通知.docx",), lambda place: os.mkfifo(place / "通知.docx")
    ),
    OwnCase(
        "notice-pipe-of-text",
        ("import", "{input}/通知.txt"),
        2,
        ("通知.txt",),
        lambda place: os.mkfifo(place / "通知.txt"),
    ),
    _notice("no-suffix", "通知", TABLE, 2),
)


def _since(name: str, content: Content, *says: str, status: int = 2, make: Make | None = None) -> OwnCase:
    words = ("check", "--plan", "plan_2024.yaml", "--as-of", "2024-04-12", "--baseline", "{input}/上周.json")
    maker = make or put(content)
    told = (*says, "上周.json") if status == 2 else says
    return OwnCase(f"since-{name}", words, status, told, lambda place: maker(place / "上周.json"))


REPORT = {
    "schema": "zhutiri/check/1",
    "as_of": "2024-04-05",
    "plan": {"title": "云汐示范区2024年活动计划", "year": 2024},
    "activities": [],
    "findings": [],
}
REPORTS = (
    _since("sound", json.dumps(REPORT), status=1),
    _since("utf-16", json.dumps(REPORT).encode("utf-16"), status=1),
    _since("no-bytes", b""),
    _since("noise", noise(4000)),
    _since("cut", json.dumps(REPORT)[:60]),
    _since("a-list", "[]"),
    _since("a-number", "1" * 100_000),
    _since("100000-deep", "[" * 100_000),
    _since("another-schema", json.dumps(REPORT | {"schema": "zhutiri/check/9"})),
    _since("no-day", json.dumps(REPORT | {"as_of": "2024-02-31"}), "as_of"),
    _since("half-a-letter", json.dumps(REPORT | {"plan": {"title": "\ud800", "year": 2024}}), "title"),
    _since("a-pipe", b"", make=os.mkfifo),
    _since("a-folder", b"", make=Path.mkdir),
)


def _list(name: str, content: Content, status: int, *says: str) -> OwnCase:
    words = ("rollup", "{input}/清单.txt", "--as-of", "2024-04-12", "--fail-on", "never", "-f", "json")
    return OwnCase(f"rollup-{name}", words, status, says, lambda place: put(content)(place / "清单.txt"))


ROLLUPS = (
    _list("sound", "../desk\n", 0, "云汐示范区"),
    _list("no-bytes", b"", 2, "清单.txt"),
    _list("noise", noise(3000), 2, "清单.txt"),
    _list("gbk", "工作区\n".encode("gbk"), 2, "UTF-8"),
    _list("nul", b"a\0b\n", 2, "清单.txt"),
    _list("nowhere", "无\n", 2, "没有找到"),
    _list("itself", "清单.txt\n../desk\n", 0, "云汐示范区"),
    _list("one-broken", "../desk\n/nowhere\n", 0, "不存在"),
    _list("pattern-of-all", "../*\n../des?\n", 0, "云汐示范区"),
    _list("a-line-of-a-mib", "x" * MIB, 2),
    _list("control", "../desk\n\x1b[2J\n", 0, "!\x1b"),
)


def _words(name: str, status: int, *words: str, says: tuple[str, ...] = ()) -> OwnCase:
    return OwnCase(f"words-{name}", words, status, says)


DAYS = (
    _words("workdays", 0, "workdays", "2024-09-29", "5", says=("2024-10-11",)),
    _words("workdays-back", 0, "workdays", "2024-10-11", "-5"),
    _words("workdays-none", 0, "workdays", "2024-10-11", "0"),
    _words("workdays-1970", 0, "workdays", "1970-01-01", "5", says=("暂定",)),
    _words("workdays-2099", 0, "workdays", "2099-12-31", "5", says=("暂定",)),
    _words("workdays-9999", 2, "workdays", "9999-12-31", "5"),
    _words("workdays-leap", 0, "workdays", "2024-02-29", "1"),
    _words("workdays-no-leap", 2, "workdays", "2023-02-29", "1", says=("2023-02-29",)),
    _words("workdays-too-many", 2, "workdays", "2024-03-01", "99999999999999999999"),
    _words("workdays-a-half", 2, "workdays", "2024-03-01", "1.5"),
    _words("workdays-of-words", 2, "workdays", "春节", "5", says=("春节",)),
    _words("workdays-control", 2, "workdays", "2024\x1b[2J", "5", says=("!\x1b",)),
    _words("workdays-wide", 0, "workdays", "２０２４－０３－０１", "５"),
    _words("as-of-of-words", 2, "check", "--plan", "plan_2024.yaml", "--as-of", "某天", says=("某天",)),
    _words("as-of-long", 2, "check", "--plan", "plan_2024.yaml", "--as-of", "9" * 50_000),
    _words("plan-not-there", 2, "check", "--plan", "无.yaml", says=("无.yaml",)),
    _words("plan-a-folder", 2, "check", "--plan", ".", says=("文件夹",)),
    _words("plan-a-device", 2, "check", "--plan", "/dev/zero", says=("不是普通文件",)),
    _words("submissions-a-file", 2, "check", "--plan", "plan_2024.yaml", "--submissions", "plan_2024.yaml"),
    _words("ids-backwards", 2, "check", "--plan", "plan_2024.yaml", "9-1"),
    _words("ids-of-a-galaxy", 2, "check", "--plan", "plan_2024.yaml", "1-999999999999"),
    _words("id-unknown", 2, "check", "--plan", "plan_2024.yaml", "99", says=("99",)),
    _words("output-nowhere", 2, "check", "--plan", "plan_2024.yaml", "-o", "无/报告.html", says=("无",)),
    _words("output-of-a-suffix", 2, "check", "--plan", "plan_2024.yaml", "-o", "报告.exe", says=(".exe",)),
    _words("rule-unknown", 2, "rules", "ZT999", says=("ZT999",)),
)

CASES = (*PACKAGES, *REGISTERS, *NOTICES, *REPORTS, *ROLLUPS, *DAYS)
