"""Documents of Word, WPS, OFD, OpenDocument, RTF and plain text that come in odd ways."""

from __future__ import annotations

import struct
import zipfile

from tests.corpus.case import FileCase, Verdict
from tests.corpus.pieces import (
    PROSE,
    Content,
    changed,
    docx,
    docx_parts,
    docx_xml,
    flagged,
    noise,
    odt,
    ofd,
    paragraph,
    pdf_page,
    pdf_words,
    picture,
    png,
    put,
    related,
    xlsx,
    zip_of,
)
from tests.support.compound_file import compound_file
from tests.support.material_files import ODT_MIME, doc_of, ole_of

MIB = 1024 * 1024
KEPT, ODD, UNCHECKED, BROKEN = Verdict.KEPT, Verdict.ODD, Verdict.UNCHECKED, Verdict.BROKEN
ENTITIES = (
    '<!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)
STRICT = docx_xml().replace("schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml")
SOUND = docx()
PDF = pdf_page(pdf_words())


def _word(name: str, content: Content, verdict: Verdict, says: str = "", *, heavy: bool = False) -> FileCase:
    return FileCase(f"docx-{name}", "活动总结.docx", put(content), verdict, says, heavy=heavy)


def _in_word(name: str, body: str, verdict: Verdict, says: str = "", **extra: str | bytes) -> FileCase:
    return _word(name, docx(body, {key.replace("__", "/"): value for key, value in extra.items()}), verdict, says)


def _part_of(head: str, entities: str = "") -> bytes:
    return zip_of({"word/document.xml": entities + docx_xml(paragraph(head))})


def _lying() -> bytes:
    """A part that says it is a hundred bytes long and is not."""
    data = docx(paragraph("活" * 400_000))
    at = data.index(b"PK\x01\x02")
    data = changed(data, at + 24, struct.pack("<I", 100))
    return changed(data, 22, struct.pack("<I", 100))


def _with_pictures(count: int, content: bytes) -> bytes:
    names = [f"media/p{i}.png" for i in range(count)]
    parts: dict[str, str | bytes] = {f"word/{name}": content for name in names}
    parts["word/_rels/document.xml.rels"] = related(*(("image", name) for name in names))
    return docx("", parts)


WORD = (
    _word("sound", SOUND, KEPT),
    _word("no-bytes", b"", BROKEN, "空的"),
    _word("one-byte", b"P", BROKEN),
    _word("only-magic", b"PK\x03\x04", BROKEN, "损坏"),
    _in_word("no-text", "<w:p/>", BROKEN, "没有文字"),
    _in_word("only-white-space", paragraph(" \u3000 "), BROKEN, "没有文字"),
    _in_word("only-zero-width", paragraph("\u200b\ufeff\u2060"), BROKEN, "没有文字"),
    _word("only-a-picture", docx("<w:p/>", {"word/media/a.png": picture("PNG")}), UNCHECKED, "只有图片"),
    _word("cut-in-half", SOUND[: len(SOUND) // 2], BROKEN, "没有传完整"),
    _word("last-bytes-gone", SOUND[:-10], BROKEN, "没有传完整"),
    _word("a-byte-changed", changed(SOUND, 60, b"\xff\xff\xff\xff"), BROKEN, "损坏"),
    _word("part-cut", zip_of({"word/document.xml": docx_xml()[:200]}), UNCHECKED, "内部有损坏"),
    _word("part-empty", zip_of({"word/document.xml": b""}), UNCHECKED, "内部有损坏"),
    _word("part-missing", zip_of({"word/styles.xml": b"<a/>"}), BROKEN, "损坏"),
    _word("nul-in-part", _part_of("总结\0总结"), UNCHECKED, "内部有损坏"),
    _word(
        "password-by-word",
        compound_file({"EncryptedPackage": noise(5000), "EncryptionInfo": b"x" * 200}),
        BROKEN,
        "加密",
    ),
    _word("password-by-zip", flagged(SOUND), BROKEN, "加密"),
    _word("locked-by-the-office", b"%TSD-Header-###%" + noise(4000), BROKEN, "加密软件"),
    _word("is-a-pdf", PDF, BROKEN, "PDF"),
    _word("is-a-page", f"<html><body>{PROSE}</body></html>".encode(), BROKEN, "网页"),
    _word("is-text", PROSE.encode(), BROKEN, "纯文本"),
    _word("is-a-photo", picture(), BROKEN, "JPEG"),
    _word("is-a-zip", zip_of({"总结.txt": PROSE}), BROKEN, "ZIP"),
    _word("is-a-table", xlsx(f"<row><c><v>{1}</v></c></row>"), BROKEN, "Excel"),
    _word("is-noise", noise(6000), BROKEN, "损坏"),
    _word("entity-bomb", _part_of("&j;", ENTITIES), BROKEN, "实体声明"),
    _word(
        "entity-of-a-file",
        _part_of("&x;", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        BROKEN,
        "实体声明",
    ),
    _word("zero-bomb", lambda: zip_of({"word/document.xml": bytes(300 * MIB)}), BROKEN, "压缩炸弹", heavy=True),
    _word("picture-bomb", lambda: docx("", {"word/media/a.png": bytes(300 * MIB)}), BROKEN, "压缩炸弹", heavy=True),
    _word("part-of-25-mib-of-spaces", lambda: docx(paragraph() + " " * (25 * MIB)), BROKEN, "压缩炸弹", heavy=True),
    _word("part-of-25-mib", lambda: docx(paragraph(noise(13 * MIB).hex())), UNCHECKED, "体积过大", heavy=True),
    _word("15-mib-of-text", lambda: docx(paragraph("政务公开" * 1_250_000)), UNCHECKED, "100 万字", heavy=True),
    _word("size-that-lies", _lying, BROKEN, "损坏"),
    _word(
        "many-entries",
        lambda: zip_of(dict.fromkeys(map(str, range(25_000)), "") | docx_parts()),
        BROKEN,
        "炸弹",
        heavy=True,
    ),
    _word("deep-elements", lambda: docx("<w:p>" * 100_000 + paragraph() + "</w:p>" * 100_000), KEPT),
    _word(
        "many-attributes",
        lambda: docx("<w:p " + "".join(f"a{i}='1' " for i in range(50_000)) + f">{paragraph()}</w:p>"),
        KEPT,
    ),
    _word("long-attribute", lambda: docx(f'<w:p a="{"x" * 5_000_000}"/>' + paragraph()), KEPT),
    _word("100000-paragraphs", lambda: docx(paragraph("政务公开") * 100_000), KEPT),
    _in_word("words-of-a-format", paragraph("\u202e总结\u202c\u2066" + PROSE), KEPT),
    _in_word("words-of-a-script", paragraph("&lt;script&gt;alert(1)&lt;/script&gt;=cmd|'/c calc'!A1" + PROSE), KEPT),
    _word("backslashes", zip_of({"word\\document.xml": docx_xml()}), KEPT),
    _word("capitals", zip_of({"WORD/Document.XML": docx_xml()}), KEPT),
    _word("names-that-climb", docx("", {"../../../evil.txt": "x", "/etc/evil": "x", "C:\\evil": "x"}), KEPT),
    _word("utf-16-part", zip_of({"word/document.xml": docx_xml().encode("utf-16")}), KEPT),
    _word("unknown-encoding", _part_of("总结", '<?xml version="1.0" encoding="x-klingon"?>'), UNCHECKED, "内部有损坏"),
    _word("strict-names", zip_of({"word/document.xml": STRICT}), KEPT),
    _word("bytes-behind", SOUND + b"\r\n" * 20, KEPT),
    _word("other-compression", zip_of(docx_parts(), zipfile.ZIP_LZMA), BROKEN, "压缩方式"),
    _word(
        "parts-that-relate-in-a-circle",
        docx(
            "",
            {
                "word/_rels/document.xml.rels": related(
                    ("header", "document.xml"), ("header", "h.xml"), ("chart", "h.xml")
                ),
                "word/h.xml": docx_xml(),
                "word/_rels/h.xml.rels": related(("header", "h.xml"), ("chart", "document.xml")),
            },
        ),
        KEPT,
    ),
    _word(
        "relations-broken", docx("", {"word/_rels/document.xml.rels": "<Relationships><Rel"}), UNCHECKED, "内部有损坏"
    ),
    _word(
        "headers-broken",
        docx(
            "",
            {
                "word/_rels/document.xml.rels": related(("header", "h.xml")),
                "word/h.xml": "<w:hdr><w",
            },
        ),
        UNCHECKED,
        "页眉没有核对",
    ),
    _word(
        "100-wide-pictures",
        lambda: _with_pictures(100, png(20_000, 2000, depth=1, data=bytes(2501 * 2000))),
        KEPT,
        heavy=True,
    ),
    _word("pictures-too-wide", _with_pictures(3, png(60_000, 60_000, data=b"")), KEPT),
    _word("pictures-broken", _with_pictures(3, picture("PNG")[:200]), KEPT),
    FileCase("docm-with-a-macro", "活动总结.docm", put(docx("", {"word/vbaProject.bin": noise(3000)})), KEPT),
    FileCase("dotx", "活动总结.dotx", put(SOUND), KEPT),
    FileCase("docx-lock-file", "~$动总结.docx", put(noise(162)), Verdict.IGNORED),
    FileCase("docx-backup", "活动总结.docx.bak", put(SOUND), Verdict.UNKNOWN),
    FileCase("docx-temporary", ".~活动总结.docx", put(SOUND), Verdict.IGNORED),
)


def _ole(content: bytes, name: str = "WordDocument") -> bytes:
    return compound_file({name: content, "1Table": b"x" * 64})


def _fib(flags: int = 0, characters: int = 200, size: int = 5000) -> bytes:
    found = bytearray(size)
    struct.pack_into("<HH", found, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", found, 0x0A, flags)
    struct.pack_into("<i", found, 0x4C, characters)
    return bytes(found)


DOC = _ole(_fib())


def _old(name: str, content: Content, verdict: Verdict, says: str = "", suffix: str = ".doc") -> FileCase:
    return FileCase(f"{suffix[1:]}-{name}", f"活动总结{suffix}", put(content), verdict, says)


_PAGE = "<html><meta charset=utf-8><body>"
OLD_WORD = (
    _old("sound", DOC, UNCHECKED, "旧版 Word"),
    _old("sound", DOC, UNCHECKED, "旧版 Word", ".wps"),
    _old("no-bytes", b"", BROKEN, "空的"),
    _old("no-bytes", b"", BROKEN, "空的", ".wps"),
    _old("no-text", _ole(_fib(characters=1)), BROKEN, "没有文字"),
    _old("password", _ole(_fib(flags=0x0100)), BROKEN, "加密"),
    _old("cut-in-half", DOC[: len(DOC) // 2], BROKEN, "损坏"),
    _old("only-magic", DOC[:512], BROKEN, "损坏"),
    _old("stream-too-short", _ole(b"\xec\xa5\xc1\0"), BROKEN, "损坏"),
    _old("characters-below-none", _ole(_fib(characters=-5)), UNCHECKED, "旧版 Word"),
    _old("sectors-of-odd-size", changed(DOC, 0x1E, b"\xff\xff"), BROKEN, "损坏"),
    _old("table-in-a-circle", changed(DOC, len(DOC) - 512, struct.pack("<8I", *[0] * 8)), UNCHECKED, "旧版"),
    _old("is-a-docx", SOUND, ODD, "照常计入"),
    _old("is-a-docx", SOUND, ODD, "照常计入", ".wps"),
    _old("is-rtf", b"{\\rtf1 " + PROSE.encode("gbk") + b"}", ODD, "照常计入"),
    _old("is-a-page", f"<html><meta charset=utf-8><body>{PROSE}</body></html>".encode(), ODD, "照常计入"),
    _old("is-a-page-500-deep", (_PAGE + "<div>" * 500 + PROSE).encode(), ODD, "照常计入"),
    _old("is-a-page-50000-deep", (_PAGE + "<div>" * 50_000 + PROSE).encode(), UNCHECKED, "嵌套过深"),
    _old("is-text", PROSE.encode("gbk"), ODD, "照常计入"),
    _old("is-a-pdf", PDF, BROKEN, "PDF"),
    _old("is-a-photo", picture(), BROKEN, "JPEG"),
    _old("is-an-old-table", _ole(noise(5000), "Workbook"), BROKEN, "Excel"),
    _old("is-a-password-package", compound_file({"EncryptedPackage": noise(5000)}), BROKEN, "加密"),
    _old("of-windows-2", b"\xdb\xa5\x2d\0" + noise(800), UNCHECKED, "1995 年以前"),
    _old("is-noise", noise(6000), BROKEN, "损坏"),
    _old("is-noise", noise(6000), BROKEN, "损坏", ".wps"),
    _old("template", DOC, UNCHECKED, "旧版 Word", ".dot"),
    FileCase(
        "doc-of-another-maker", "活动总结.doc", lambda path: doc_of(path, characters=0x7FFFFFFF), UNCHECKED, "旧版"
    ),
    FileCase("doc-of-streams-alone", "活动总结.doc", lambda path: ole_of(path, {"甲": b"x"}), BROKEN),
)

TEXT_CODE = f"<ofd:TextObject><ofd:TextCode>{PROSE}</ofd:TextCode></ofd:TextObject>"


def _ofd(name: str, content: Content, verdict: Verdict, says: str = "") -> FileCase:
    return FileCase(f"ofd-{name}", "活动总结.ofd", put(content), verdict, says)


OFD = (
    _ofd("sound", ofd(TEXT_CODE), KEPT),
    _ofd("no-bytes", b"", BROKEN, "空的"),
    _ofd("no-text", ofd(""), BROKEN, "没有文字"),
    _ofd("only-pictures", ofd('<ofd:ImageObject ResourceID="1"/>'), UNCHECKED, "扫描件"),
    _ofd("only-outlines", ofd("<ofd:PathObject/>"), UNCHECKED, "图像"),
    _ofd("password", ofd(TEXT_CODE, {"Encryptions.xml": "<a/>"}), BROKEN, "加密"),
    _ofd("a-page-broken", ofd(TEXT_CODE, {"Doc_0/Pages/Page_1/Content.xml": "<a"}), UNCHECKED, "读不出来的页面"),
    _ofd("all-pages-broken", ofd("<a"), UNCHECKED, "内部有损坏"),
    _ofd("a-signature-broken", ofd(TEXT_CODE, {"Doc_0/Signs/Sign_0/Signature.xml": "<a"}), KEPT),
    _ofd("cut-in-half", ofd(TEXT_CODE)[:300], BROKEN, "损坏"),
    _ofd(
        "entity-bomb",
        zip_of({"OFD.xml": "<a/>", "Doc_0/Pages/Page_0/Content.xml": ENTITIES + "<a>&j;</a>"}),
        BROKEN,
        "实体声明",
    ),
    _ofd(
        "zero-bomb",
        lambda: zip_of({"OFD.xml": "<a/>", "Doc_0/Pages/Page_0/Content.xml": bytes(250 * MIB)}),
        BROKEN,
        "炸弹",
    ),
    _ofd(
        "2000-pages",
        lambda: ofd(
            TEXT_CODE,
            {f"Doc_0/Pages/Page_{i}/Content.xml": f"<a><TextCode>第{i}页</TextCode></a>" for i in range(1, 2000)},
        ),
        KEPT,
    ),
    _ofd("is-a-pdf", PDF, BROKEN, "PDF"),
    _ofd("is-a-zip", zip_of({"a.txt": "x"}), BROKEN, "ZIP"),
)

ODT_TEXT = f"<text:p>{PROSE}</text:p>"


def _odt(name: str, content: Content, verdict: Verdict, says: str = "", *, heavy: bool = False) -> FileCase:
    return FileCase(f"odt-{name}", "活动总结.odt", put(content), verdict, says, heavy=heavy)


MANY_CELLS = (
    '<table:table><table:table-row table:number-rows-repeated="1000000000">'
    '<table:table-cell table:number-columns-repeated="1000000000"/></table:table-row></table:table>'
)
LOCKED_MANIFEST = '<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'
OPEN_DOCUMENT = (
    _odt("sound", odt(ODT_TEXT), KEPT),
    _odt("no-bytes", b"", BROKEN, "空的"),
    _odt("no-text", odt("<text:p/>"), BROKEN, "没有文字"),
    _odt("only-pictures", odt("<draw:frame><draw:image/></draw:frame>"), UNCHECKED, "只有图片"),
    _odt("password", odt(ODT_TEXT, {"META-INF/manifest.xml": LOCKED_MANIFEST}), BROKEN, "加密"),
    _odt("manifest-broken", odt(ODT_TEXT, {"META-INF/manifest.xml": "<manifest"}), UNCHECKED, "内部有损坏"),
    _odt("styles-broken", odt(ODT_TEXT, {"styles.xml": "<a"}), UNCHECKED, "页眉和页脚没有核对"),
    _odt("cut-in-half", odt(ODT_TEXT)[:250], BROKEN, "损坏"),
    _odt("no-content", zip_of({"mimetype": ODT_MIME}), BROKEN, "损坏"),
    _odt("entity-bomb", zip_of({"mimetype": ODT_MIME, "content.xml": ENTITIES + "<a>&j;</a>"}), BROKEN, "实体声明"),
    _odt("spaces-by-the-billion", odt('<text:p>总结<text:s text:c="2000000000"/></text:p>' + ODT_TEXT), KEPT),
    _odt("cells-by-the-billion", odt(MANY_CELLS + ODT_TEXT), KEPT),
    _odt("deep-elements", lambda: odt("<text:p>" * 100_000 + PROSE + "</text:p>" * 100_000), KEPT),
    _odt("is-a-docx", SOUND, BROKEN, "Word 文档"),
    _odt(
        "is-a-table",
        zip_of({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
        BROKEN,
        "ODS",
    ),
    _odt("mimetype-of-a-mib", zip_of({"mimetype": "x" * MIB, "content.xml": "<a/>"}), BROKEN, "ZIP"),
)


def _rtf(name: str, content: Content, verdict: Verdict, says: str = "", *, heavy: bool = False) -> FileCase:
    return FileCase(f"rtf-{name}", "活动总结.rtf", put(content), verdict, says, heavy=heavy)


GBK = PROSE.encode("gbk")
RTF = (
    _rtf("sound", b"{\\rtf1\\ansi\\ansicpg936 " + GBK + b"}", KEPT),
    _rtf("no-bytes", b"", BROKEN, "空的"),
    _rtf("no-text", b"{\\rtf1 }", BROKEN, "没有文字"),
    _rtf("only-a-picture", b"{\\rtf1 {\\pict ffff}}", UNCHECKED),
    _rtf("never-closed", b"{\\rtf1 " + GBK, UNCHECKED, "末尾缺失"),
    _rtf("closed-too-often", b"{\\rtf1 " + GBK + b"}" * 50_000, KEPT),
    _rtf("a-million-groups", lambda: b"{\\rtf1 " + b"{" * 1_000_000, BROKEN, "损坏"),
    _rtf("numbers-beyond-all", b"{\\rtf1 \\u99999999999 \\uc2147483647 \\bin99999999999 " + GBK + b"}", KEPT),
    _rtf("words-without-end", b"{\\rtf1 \\" + b"z" * 1_000_000 + b" " + GBK + b"}", UNCHECKED, "100 万字"),
    _rtf("15-mib", lambda: b"{\\rtf1 " + b"\\par " * (3 * MIB) + GBK + b"}", UNCHECKED, "过长", heavy=True),
    _rtf("25-mib", lambda: b"{\\rtf1 " + b"\\par " * (5 * MIB) + GBK + b"}", UNCHECKED, "过长", heavy=True),
    _rtf("nul-bytes", b"{\\rtf1 " + bytes(5000) + GBK + b"}", UNCHECKED, "有一段是空的"),
    _rtf("is-a-docx", SOUND, ODD, "照常计入"),
    _rtf("is-text", PROSE.encode(), ODD, "照常计入"),
    _rtf("is-noise", noise(6000), BROKEN, "损坏"),
)


def _txt(name: str, content: Content, verdict: Verdict, says: str = "", *, heavy: bool = False) -> FileCase:
    return FileCase(f"txt-{name}", "活动总结.txt", put(content), verdict, says, heavy=heavy)


TEXT = (
    _txt("utf-8", PROSE.encode(), KEPT),
    _txt("utf-8-with-mark", PROSE.encode("utf-8-sig"), KEPT),
    _txt("gbk", PROSE.encode("gbk"), KEPT),
    _txt("gb18030-of-four-bytes", ("𠮷" + PROSE).encode("gb18030"), KEPT),
    _txt("utf-16", PROSE.encode("utf-16"), KEPT),
    _txt("utf-16-of-a-mac", b"\xfe\xff" + PROSE.encode("utf-16-be"), KEPT),
    _txt("utf-16-without-mark", PROSE.encode("utf-16-le"), BROKEN, "编码"),
    _txt("utf-16-cut", PROSE.encode("utf-16")[:-1], BROKEN, "编码"),
    _txt("utf-32", PROSE.encode("utf-32"), BROKEN, "编码"),
    _txt("no-bytes", b"", BROKEN, "空的"),
    _txt("only-the-mark", b"\xef\xbb\xbf", BROKEN, "空白"),
    _txt("only-white-space", " \t\r\n\u3000".encode(), BROKEN, "空白"),
    _txt("only-zero-width", "\u200b\u200d\ufeff\u2060".encode(), BROKEN, "空白"),
    _txt("nul-bytes", PROSE.encode() + bytes(3), BROKEN, "编码"),
    _txt("noise", noise(6000), BROKEN, "编码"),
    _txt("half-characters", "总结".encode() + b"\xed\xa0\x80" * 30, BROKEN, "编码"),
    _txt("mixed-line-breaks", "总结\r\n甲\r乙\n丙\x85丁\u2028戊\u2029己\x0b庚\x0c辛".encode() + PROSE.encode(), KEPT),
    _txt("one-line-of-4-mib", lambda: "政务公开" * (MIB // 3), UNCHECKED, "100 万字", heavy=True),
    _txt("20-mib", lambda: "政务公开\n" * (20 * MIB // 13), UNCHECKED, "100 万字", heavy=True),
    _txt("address-of-a-mib", lambda: b"https://www.yunxi.example/" + b"a" * MIB, UNCHECKED, "100 万字", heavy=True),
    _txt(
        "30000-addresses",
        lambda: "".join(f"https://n.yunxi.example/{i}\n" for i in range(30_000)),
        ODD,
        "网址有",
        heavy=True,
    ),
    _txt("brackets-alone", lambda: b"(" * 300_000 + PROSE.encode(), KEPT, heavy=True),
    _txt("dots-alone", lambda: b"." * 900_000 + PROSE.encode(), KEPT, heavy=True),
    _txt("digits-alone", lambda: b"1380013800" * 90_000, KEPT, heavy=True),
    _txt("spaces-alone", lambda: b" " * 900_000 + PROSE.encode(), KEPT, heavy=True),
    _txt("headings-alone", lambda: "时间：\n" * 240_000 + PROSE, KEPT, heavy=True),
    _txt("spaces-between-digits", lambda: b"1 3 8 0 " * 100_000, KEPT, heavy=True),
    _txt("directions", ("\u202e" + PROSE + "\u202d\u2066").encode(), KEPT),
    _txt("escapes", ("\x1b[2J\x1b]0;x\x07" + PROSE).encode(), KEPT),
    _txt("is-a-pdf", PDF, BROKEN, "PDF"),
    _txt("is-a-docx", SOUND, BROKEN, "Word"),
    _txt("is-a-photo", picture(), BROKEN, "JPEG"),
    FileCase("md-sound", "活动总结.md", put("# 活动总结\n\n" + PROSE), KEPT),
    FileCase("md-only-white-space", "活动总结.md", put("\n\n"), BROKEN, "空白"),
)

CASES = (*WORD, *OLD_WORD, *OFD, *OPEN_DOCUMENT, *RTF, *TEXT)
