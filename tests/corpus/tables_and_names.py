"""Tables, shortcuts, archives, and files whose names or places are odd."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from tests.corpus.case import FileCase, Make, Verdict
from tests.corpus.documents import ENTITIES
from tests.corpus.pieces import (
    PROSE,
    Content,
    cell,
    docx,
    flagged,
    noise,
    picture,
    put,
    related,
    xlsx,
    zip_of,
)
from tests.support.archives import rar, sevenzip
from tests.support.compound_file import compound_file

KEPT, ODD, UNCHECKED, BROKEN = Verdict.KEPT, Verdict.ODD, Verdict.UNCHECKED, Verdict.BROKEN
CLOSED, UNKNOWN, OUTSIDE, IGNORED, UNREAD = (
    Verdict.CLOSED,
    Verdict.UNKNOWN,
    Verdict.OUTSIDE,
    Verdict.IGNORED,
    Verdict.UNREAD,
)
URL = "https://www.yunxi.example/zwgk/t.html"


def _table(name: str, content: Content, verdict: Verdict, says: str = "", *, heavy: bool = False) -> FileCase:
    return FileCase(f"xlsx-{name}", "报道链接.xlsx", put(content), verdict, says, heavy=heavy)


def _strings(cells: int, length: int) -> bytes:
    row = '<c t="s"><v>0</v></c>' * cells
    return xlsx(f"<row>{cell(URL)}{row}</row>", f"<si><t>{'政' * length}</t></si>")


SOUND = xlsx(f"<row>{cell(URL)}</row>")
TABLES = (
    _table("sound", SOUND, KEPT),
    _table("no-bytes", b"", BROKEN, "空的"),
    _table("no-cells", xlsx(""), BROKEN, "没有填写"),
    _table("only-pictures", xlsx("", "", {"xl/media/a.png": picture("PNG")}), UNCHECKED, "只有图片"),
    _table("cut-in-half", SOUND[: len(SOUND) // 2], BROKEN, "损坏"),
    _table("sheet-cut", xlsx("<row><c"), UNCHECKED, "内部有损坏"),
    _table("password", flagged(SOUND), BROKEN, "加密"),
    _table("password-by-excel", compound_file({"EncryptedPackage": noise(5000)}), BROKEN, "加密"),
    _table("is-old-excel", compound_file({"Workbook": noise(5000)}), BROKEN, "Excel"),
    _table("is-csv", f"标题,网址\n报道,{URL}\n", BROKEN, "纯文本"),
    _table("is-a-page", f"<html><table><tr><td>{URL}</td></tr></table></html>", BROKEN, "网页"),
    _table("entity-bomb", xlsx("", "", {"xl/worksheets/s.xml": ENTITIES + "<a>&j;</a>"}), BROKEN, "实体声明"),
    _table("one-string-everywhere", lambda: _strings(20_000, 100_000), UNCHECKED, "100 万字", heavy=True),
    _table("one-string-of-6-million", lambda: _strings(100_000, 6_000_000), UNCHECKED, "100 万字", heavy=True),
    _table(
        "a-million-strings", lambda: xlsx(f"<row>{cell(URL)}</row>", "<si><t>甲</t></si>" * 900_000), KEPT, heavy=True
    ),
    _table(
        "a-million-cells",
        lambda: xlsx(f"<row>{cell(URL)}</row>" + "<row><c><v>1</v></c></row>" * 650_000),
        UNCHECKED,
        "100 万字",
        heavy=True,
    ),
    _table(
        "strings-that-are-not",
        xlsx(f'<row>{cell(URL)}<c t="s"><v>99999999999999999999</v></c><c t="s"><v>-1</v></c></row>'),
        KEPT,
    ),
    _table("cell-beyond-all", xlsx(f'<row r="9999999999"><c r="ZZZZZZ9999999999"><v>1</v></c>{cell(URL)}</row>'), KEPT),
    _table("formula", xlsx(f'<row><c><f>HYPERLINK("{URL}","报道")</f><v>报道</v></c></row>'), KEPT),
    _table("formula-that-calls", xlsx(f"<row>{cell(URL)}<c><f>cmd|'/c calc'!A1</f></c></row>"), KEPT),
    _table(
        "500-sheets",
        xlsx(
            f"<row>{cell(URL)}</row>",
            "",
            {
                "xl/_rels/workbook.xml.rels": related(*(("worksheet", f"worksheets/s{i}.xml") for i in range(500))),
                **{f"xl/worksheets/s{i}.xml": f"<a><row>{cell(URL)}</row></a>" for i in range(500)},
            },
        ),
        KEPT,
    ),
    _table(
        "one-sheet-500-times",
        xlsx(
            f"<row>{cell(URL)}</row>",
            "",
            {
                "xl/_rels/workbook.xml.rels": related(*[("worksheet", "worksheets/s.xml")] * 500),
            },
        ),
        KEPT,
    ),
    FileCase("csv-sound", "报道链接.csv", put(f"标题,网址\n报道,{URL}\n".encode("gbk")), KEPT),
    FileCase("csv-nul", "报道链接.csv", put(URL.encode() + b"\0"), BROKEN, "编码"),
    FileCase("xlsm", "报道链接.xlsm", put(SOUND), UNKNOWN),
    FileCase("xls", "报道链接.xls", put(compound_file({"Workbook": noise(5000)})), UNKNOWN),
    FileCase("et", "报道链接.et", put(compound_file({"Workbook": noise(5000)})), UNKNOWN),
    FileCase("pptx", "活动总结.pptx", put(zip_of({"ppt/presentation.xml": "<a/>"})), UNKNOWN),
    FileCase("html", "活动总结.html", put(f"<html>{PROSE}</html>"), UNKNOWN),
    FileCase("pages", "活动总结.pages", put(zip_of({"Index/Document.iwa": "x"})), UNKNOWN),
)


def _shortcut(name: str, content: Content, verdict: Verdict, says: str = "") -> FileCase:
    return FileCase(f"url-{name}", "报道.url", put(content), verdict, says)


HEAD = "[InternetShortcut]\r\n"
SHORTCUTS = (
    _shortcut("sound", f"{HEAD}URL={URL}\r\n", KEPT),
    _shortcut("gbk", f"[说明]\r\n名称=报道\r\n{HEAD}URL={URL}\r\n".encode("gbk"), KEPT),
    _shortcut("utf-16", f"{HEAD}URL={URL}\r\n".encode("utf-16"), KEPT),
    _shortcut("no-bytes", b"", BROKEN, "空的"),
    _shortcut("no-address", HEAD, BROKEN, "没有网址"),
    _shortcut("other-section", f"[别的]\r\nURL={URL}\r\n", BROKEN, "没有网址"),
    _shortcut("noise", noise(4000), BROKEN, "编码"),
    _shortcut("2-mib", f"{HEAD}URL={URL}\r\n" + "x" * 2_000_000, KEPT),
    _shortcut("address-of-a-mib", f"{HEAD}URL={URL}?{'a' * 900_000}\r\n", KEPT),
    _shortcut("script", f"{HEAD}URL=javascript:alert(1)\r\n", Verdict.REFUSED, "javascript"),
    _shortcut("file", f"{HEAD}URL=file:///etc/passwd\r\n", Verdict.REFUSED, "file"),
    _shortcut("escapes", f"{HEAD}URL=https://www.yunxi.example/\x1b[2J\u202e\r\n", Verdict.REFUSED),
    FileCase("lnk", "报道.lnk", put(b"L\0\0\0\x01\x14\x02\0" + noise(300)), UNKNOWN),
    FileCase("webloc", "报道.webloc", put(f"<plist><string>{URL}</string></plist>"), UNKNOWN),
)


def _packed(name: str, file: str, content: Content) -> FileCase:
    return FileCase(f"packed-{name}", file, put(content), CLOSED)


INSIDE = {"活动总结.txt": PROSE.encode()}
PACKED = (
    _packed("zip", "材料.zip", zip_of({"总结.txt": PROSE})),
    _packed("zip-no-bytes", "空.zip", b""),
    _packed("zip-password", "材料.zip", flagged(zip_of({"总结.txt": PROSE}))),
    _packed("zip-noise", "材料.zip", noise(3000)),
    _packed("rar", "材料.rar", rar(INSIDE)),
    _packed("7z", "材料.7z", lambda: sevenzip(INSIDE)),
    _packed("tar-gz", "材料.tar.gz", noise(300)),
    _packed("volume", "材料.zip.001", noise(300)),
    _packed("eml", "来信.eml", b"Subject: x\r\n\r\nx"),
    _packed("msg", "来信.msg", compound_file({"__properties_version1.0": bytes(32)})),
    _packed("mbox", "邮件.mbox", b"From x\n\nx"),
    _packed("mht", "网页.mht", b"MIME-Version: 1.0\r\n\r\nx"),
    _packed("winmail", "winmail.dat", b"\x78\x9f\x3e\x22"),
    _packed("p7m", "来信.p7m", noise(300)),
    _packed("iso", "光盘.iso", noise(300)),
)

SUMMARY = put(PROSE)


def _named(
    case_id: str, name: str, verdict: Verdict = KEPT, *, shown: str = "", make: Make = SUMMARY, says: str = ""
) -> FileCase:
    return FileCase(f"name-{case_id}", name, make, verdict, says, shown)


def _link(target: str | Callable[[Path], Path]) -> Make:
    def make(path: Path) -> None:
        path.symlink_to(target(path) if callable(target) else target)

    return make


def _beside(path: Path) -> Path:
    """A sound file in the same folder, which is linked to."""
    real = path.with_name("正文.txt")
    SUMMARY(real)
    return real


def _away(path: Path) -> Path:
    """A file outside the submissions root."""
    real = path.parents[3] / "别处.txt"
    SUMMARY(real)
    return real


def _hard_linked(path: Path) -> None:
    os.link(_away(path), path)


def _folder(path: Path) -> None:
    path.mkdir()


def _socket(path: Path) -> None:
    """A socket, bound by its name from its own folder: a path may hold 107 bytes only."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _with_twin(name: str) -> Make:
    """A photo beside another whose name differs only in what is not compared."""

    def make(path: Path) -> None:
        path.write_bytes(picture(seed=11))
        path.with_name(name).write_bytes(picture(seed=12))

    return make


LONG = "总结" + "长" * 81
NAMES = (
    _named("spaces-around", "  活动总结.txt  "),
    _named("only-the-suffix-after-a-space", "活动总结 .txt"),
    _named("full-width", "活动总结．ＴＸＴ"),
    _named("capitals", "活动总结.TXT"),
    _named("two-suffixes", "活动总结.docx.txt"),
    _named("decomposed", "活动总结café.txt"),
    _named("255-bytes", f"{LONG}.txt"),
    _named("line-break", "活动\n总结.txt", shown="活动\n总结.txt"),
    _named("tab", "活动\t总结.txt", shown="活动\t总结.txt"),
    _named("escape", "活动\x1b[2J总结.txt", shown="活动\x1b[2J总结.txt"),
    _named("right-to-left", "活动总结\u202etxt.exe", UNKNOWN, shown="活动总结\u202etxt.exe"),
    _named("right-to-left-that-counts", "活动总结\u202e.txt"),
    _named("zero-width", "活动总\u200b结.txt"),
    _named("leading-dash", "--活动总结.txt"),
    _named("quotes", "活动总结\"'`$(id).txt"),
    _named("markup", "活动总结<script>.txt"),
    _named("formula", "=活动总结.txt"),
    _named("backslash", "活动\\总结.txt"),
    _named("colon", "活动总结:1.txt"),
    _named("device-of-windows", "活动总结/CON.txt"),
    _named("dot-at-the-end", "活动总结.txt.", UNKNOWN),
    _named("only-dots", "...", IGNORED),
    _named("only-a-suffix", ".txt", IGNORED),
    _named("not-utf-8", os.fsdecode("活动总结".encode("gbk")) + ".txt", shown="活动总结.txt"),
    _named("wholly-not-utf-8", os.fsdecode("总结.txt".encode("gbk")), shown="总结.txt"),
    _named("emoji", "活动总结🎉👨‍👩‍👧.txt"),
    _named("beyond-the-plane", "活动总结𠮷.txt"),
    _named("a-citizen", "活动总结13800138000.txt", shown="活动总结138****8000.txt"),
    _named("folder-called-like-a-file", "活动总结.docx/a.txt"),
    _named("record-of-another-suffix", "submission.yml", CLOSED, make=put("held: 2024-03-15\n")),
    _named("second-record", "Submission.YAML", IGNORED, make=put("held: 2024-03-15\n")),
    _named("hidden-folder", ".git/活动总结.txt", IGNORED),
    _named("mac-folder", "__MACOSX/._活动总结.txt", IGNORED),
    _named("13-folders-deep", "/".join("甲乙丙丁戊己庚辛壬癸子丑寅") + "/现场.jpg", make=put(picture())),
    _named("40-folders-deep", "/".join(f"第{i}层" for i in range(40)) + "/现场.jpg", make=put(picture())),
    _named(
        "101-folders-deep",
        "层/" * 101 + "现场.jpg",
        UNREAD,
        shown="/".join(["层"] * 100),
        make=put(picture()),
        says="减少文件夹的层数",
    ),
    _named("case-twin", "现场A.jpg", make=_with_twin("现场a.JPG")),
    _named("second-case-twin", "现场a.JPG", make=_with_twin("现场A.jpg")),
    _named("composed-twin", "现场\u00e9.jpg", make=_with_twin("现场e\u0301.jpg")),
    _named("wide-twin", "现场１.jpg", make=_with_twin("现场1.jpg")),
    _named("link-beside", "活动总结.txt", make=_link(_beside)),
    _named("link-out", "活动总结.txt", OUTSIDE, make=_link(_away), says="请放入文件本身"),
    _named("link-out-of-a-folder", "资料", OUTSIDE, make=_link("/etc")),
    _named("link-to-a-device", "活动总结.txt", OUTSIDE, make=_link("/dev/zero")),
    _named("link-to-nothing", "活动总结.txt", OUTSIDE, make=_link("nowhere.txt")),
    _named("link-to-itself", "活动总结.txt", OUTSIDE, make=_link("活动总结.txt")),
    _named("link-to-its-folder", "全部", IGNORED, make=_link(".")),
    _named("hard-link", "活动总结.txt", make=_hard_linked),
    _named("empty-folder", "活动总结", IGNORED, make=_folder),
    _named("pipe", "活动总结.txt", BROKEN, make=os.mkfifo, says="不是普通文件"),
    _named("pipe-called-photo", "现场.jpg", BROKEN, make=os.mkfifo, says="不是普通文件"),
    _named("socket", "活动总结.txt", BROKEN, make=_socket, says="不是普通文件"),
    _named("program", "活动总结.exe", UNKNOWN, make=put(b"MZ" + noise(300))),
    _named("no-suffix", "活动总结", UNKNOWN),
    _named("json", "数据.json", UNKNOWN, make=put("{}")),
    _named("word-in-a-word", "活动总结.docx", make=put(docx("", {"word/embeddings/a.docx": docx()}))),
)

CASES = (*TABLES, *SHORTCUTS, *PACKED, *NAMES)
