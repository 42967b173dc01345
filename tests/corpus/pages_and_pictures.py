"""PDFs, photos and videos that come in odd ways."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from tests.corpus.case import FileCase, Verdict
from tests.corpus.pieces import (
    PROSE,
    Content,
    changed,
    docx,
    noise,
    pdf,
    pdf_page,
    pdf_words,
    picture,
    png,
    png_chunk,
    put,
    stream,
    zeros_packed,
    zip_of,
)
from tests.support.places import FIXTURES
from tests.support.tiffs import EXTRA, LAB, RGB, tiff

MIB = 1024 * 1024
KEPT, ODD, UNCHECKED, BROKEN = Verdict.KEPT, Verdict.ODD, Verdict.UNCHECKED, Verdict.BROKEN


def _pdf(name: str, content: Content, verdict: Verdict, says: str = "", *, heavy: bool = False) -> FileCase:
    return FileCase(f"pdf-{name}", "活动总结.pdf", put(content), verdict, says, heavy=heavy)


PDF = pdf_page(pdf_words())
LINES = pdf_words() + b"\n"
IMAGE = b"/XObject << /I 6 0 R >>"


def _image(wide: int, high: int, data: bytes, more: bytes = b"/Filter /FlateDecode") -> bytes:
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 %s"
    return stream(data, head % (wide, high, more))


def _scan(wide: int = 600, high: int = 800, data: bytes = b"") -> bytes:
    drawn = _image(wide, high, data or zlib.compress(noise(wide * high)))
    return pdf_page(b"600 0 0 800 0 0 cm /I Do", {6: drawn}, resources=IMAGE)


def _operators(count: int) -> bytes:
    return pdf_page(stream(b"0 0 m 1 1 l S\n" * count, packed=True))


def _pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (10 + i) for i in range(count))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
    )
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            4: stream(pdf_words()),
            5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            **dict.fromkeys(range(10, 10 + count), page),
        }
    )


def _nested_pages(depth: int) -> bytes:
    """A page so many nodes deep in the tree of pages."""
    nodes = {
        10 + i: b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (11 + i, 9 + i if i else 2)
        for i in range(depth)
    }
    nodes[10 + depth] = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>" % (9 + depth)
    return pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>",
            4: stream(b"0 0 m 1 1 l S"),
            **nodes,
        }
    )


KEY = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % (b"1f" * 32, b"2e" * 32)
PDFS = (
    _pdf("sound", PDF, KEPT),
    _pdf("no-bytes", b"", BROKEN, "空的"),
    _pdf("only-a-head", b"%PDF-1.7\n", BROKEN, "损坏"),
    _pdf("cut-in-half", PDF[: len(PDF) // 2], BROKEN, "损坏"),
    _pdf("end-mark-gone", PDF[: PDF.rindex(b"startxref")], UNCHECKED, "末尾缺失"),
    _pdf("tables-gone", PDF[: PDF.index(b"xref")], BROKEN, "损坏"),
    _pdf("password", pdf_page(pdf_words(), trailer=KEY), BROKEN, "加密"),
    _pdf(
        "no-pages",
        pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}),
        BROKEN,
        "损坏",
    ),
    _pdf("blank", pdf_page(b""), BROKEN, "空白"),
    _pdf("scan", _scan, UNCHECKED, "扫描件"),
    _pdf("bytes-before", noise(300) + PDF, ODD, "开头多了"),
    _pdf("bytes-behind", PDF + noise(300), ODD, "末尾多了"),
    _pdf("is-a-docx", docx(), BROKEN, "Word"),
    _pdf("is-a-photo", picture(), BROKEN, "JPEG"),
    _pdf("is-a-page", f"<html><body>{PROSE}</body></html>", BROKEN, "网页"),
    _pdf("is-text", PROSE, BROKEN, "纯文本"),
    _pdf("is-noise", noise(6000), BROKEN, "损坏"),
    _pdf("3-million-operators", lambda: _operators(3_000_000), UNCHECKED, "内存", heavy=True),
    _pdf("text-without-end", lambda: pdf_page(stream(LINES * 50_000, packed=True)), KEPT, heavy=True),
    _pdf(
        "zero-bomb",
        lambda: pdf_page(stream(zeros_packed(1024 * MIB), b"/Filter /FlateDecode")),
        UNCHECKED,
        "",
        heavy=True,
    ),
    _pdf(
        "packed-twice",
        lambda: pdf_page(stream(zlib.compress(zeros_packed(1024 * MIB)), b"/Filter [/FlateDecode /FlateDecode]")),
        UNCHECKED,
        "",
        heavy=True,
    ),
    _pdf("3000-pages", lambda: _pages(3000), UNCHECKED, "前 200 页", heavy=True),
    _pdf(
        "pages-in-a-circle",
        pdf({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 5 >>"}),
        BROKEN,
    ),
    _pdf("pages-20000-deep", lambda: _nested_pages(20_000), BROKEN, heavy=True),
    _pdf("more-pages-said", PDF.replace(b"/Count 1 ", b"/Count 999999999 "), KEPT),
    _pdf("page-without-size", pdf_page(pdf_words(), box=b"0 0 0 0"), KEPT),
    _pdf("page-of-a-continent", pdf_page(pdf_words(), box=b"0 0 1e9 1e9"), KEPT),
    _pdf(
        "page-of-a-continent-with-a-picture",
        pdf_page(
            b"9 0 0 9 0 0 cm /I Do " + pdf_words(),
            {6: _image(9, 9, zlib.compress(noise(81)))},
            box=b"0 0 1e9 1e9",
            resources=b"/Font << /F 5 0 R >> " + IMAGE,
        ),
        KEPT,
    ),
    _pdf("picture-bomb", lambda: _scan(60_000, 60_000, zeros_packed(3600 * 1_000_000)), UNCHECKED, "", heavy=True),
    _pdf("picture-that-lies", lambda: _scan(60_000, 60_000, zlib.compress(bytes(100))), UNCHECKED, "扫描件"),
    _pdf(
        "form-in-itself",
        pdf_page(
            b"/I Do " + pdf_words(),
            {
                6: stream(
                    b"/I Do /I Do",
                    b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /I 6 0 R >> >>",
                )
            },
            resources=b"/Font << /F 5 0 R >> " + IMAGE,
        ),
        UNCHECKED,
        "内存",
    ),
    _pdf("table-in-a-circle", PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % PDF.rindex(b"xref\n0")), KEPT),
    _pdf("brackets-100000-deep", pdf_page(pdf_words(), page=b"/X " + b"[" * 100_000 + b"]" * 100_000), KEPT),
    _pdf("saves-without-end", pdf_page(b"q " * 500_000 + pdf_words()), KEPT),
    _pdf("script", pdf_page(pdf_words(), catalogue=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), KEPT),
    _pdf("launches-a-program", pdf_page(pdf_words(), catalogue=b"/OpenAction << /S /Launch /F (calc.exe) >>"), KEPT),
    _pdf(
        "2000-links",
        pdf_page(
            pdf_words(),
            page=b"/Annots [%s]"
            % (
                b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://n.yunxi.example/1) >> >> "
                * 2000
            ),
        ),
        KEPT,
    ),
    _pdf(
        "link-of-a-mib",
        pdf_page(
            pdf_words(),
            page=b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI "
            b"/URI (https://n.yunxi.example/%s) >> >>]" % (b"a" * MIB),
        ),
        KEPT,
    ),
    _pdf("newest-version", b"%PDF-2.9" + PDF[8:], KEPT),
)


def _photo(
    name: str, content: Content, verdict: Verdict, says: str = "", suffix: str = ".jpg", *, heavy: bool = False
) -> FileCase:
    return FileCase(f"{suffix[1:]}-{name}", f"现场{suffix}", put(content), verdict, says, heavy=heavy)


def _saved(form: str, image: Callable[[], Image.Image], **more: object) -> Callable[[], bytes]:
    def save() -> bytes:
        out = io.BytesIO()
        image().save(out, form, **more)
        return out.getvalue()

    return save


def _scene(mode: str = "RGB", size: tuple[int, int] = (640, 480)) -> Callable[[], Image.Image]:
    return lambda: Image.open(io.BytesIO(picture(size=size))).convert(mode)


def _taken(day: str) -> Callable[[], bytes]:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = day
    return _saved("JPEG", _scene(), exif=exif)


def _frames(form: str, count: int) -> Callable[[], bytes]:
    shades = [Image.new("L", (320, 320), i % 256) for i in range(count)]
    return _saved(form, lambda: shades[0], save_all=True, append_images=shades[1:])


JPEG = picture()
PNG = picture("PNG")
SIZE_AT = JPEG.index(b"\xff\xc0") + 5


def _tiff(wide: int, high: int, following: int = 0) -> bytes:
    """A TIFF that says how large it is; ``following``: where its next picture stands."""
    tags = (
        (256, 4, wide),
        (257, 4, high),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (277, 3, 1),
        (278, 4, high),
        (279, 4, 100),
    )
    head = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(tags))
    return (
        head
        + b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
        + struct.pack("<I", following)
        + bytes(200)
    )


def _bmp(wide: int, high: int) -> bytes:
    return (
        b"BM"
        + struct.pack("<IHHI", 154, 0, 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, wide, high, 1, 24, 0, 0, 0, 0, 0, 0)
        + bytes(100)
    )


def _scans(count: int) -> bytes:
    """A progressive JPEG that shows its last part again and again."""
    whole = _saved("JPEG", _scene(), progressive=True)()
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * count + whole[-2:]


HEIF = (FIXTURES / "square.heif").read_bytes()
PHOTOS = (
    *(
        _photo("sound", picture(form), KEPT, "", suffix)
        for suffix, form in (
            (".jpg", "JPEG"),
            (".jpeg", "JPEG"),
            (".jfif", "JPEG"),
            (".jpe", "JPEG"),
            (".JPG", "JPEG"),
            (".png", "PNG"),
            (".webp", "WEBP"),
            (".bmp", "BMP"),
            (".gif", "GIF"),
            (".tif", "TIFF"),
            (".tiff", "TIFF"),
            (".avif", "AVIF"),
        )
    ),
    _photo("sound", HEIF, KEPT, "", ".heic"),
    _photo("sound", HEIF, KEPT, "", ".heif"),
    *(_photo("no-bytes", b"", BROKEN, "空的", suffix) for suffix in (".jpg", ".png", ".heic", ".webp", ".tif")),
    *(
        _photo("noise", noise(5000), BROKEN, "", suffix)
        for suffix in (".jpg", ".png", ".heic", ".avif", ".gif", ".bmp")
    ),
    _photo("cut-in-half", JPEG[: len(JPEG) // 2], BROKEN, "完整"),
    _photo("cut-in-half", PNG[: len(PNG) // 2], BROKEN, "完整", ".png"),
    _photo("cut-in-half", HEIF[: len(HEIF) // 2], BROKEN, "", ".heic"),
    _photo("cut-in-half", picture("WEBP")[:500], BROKEN, "", ".webp"),
    _photo("cut-in-half", picture("TIFF")[:50_000], BROKEN, "", ".tif"),
    _photo("cut-in-half", picture("GIF")[:5000], BROKEN, "", ".gif"),
    _photo("end-mark-gone", JPEG[:-2], ODD, "末尾缺"),
    _photo("bytes-behind", JPEG + noise(500), KEPT),
    _photo("is-png", PNG, ODD, "照常计入"),
    _photo("is-heic", HEIF, ODD, "照常计入"),
    _photo("is-webp", picture("WEBP"), ODD, "照常计入", ".png"),
    _photo("is-jpeg", JPEG, ODD, "照常计入", ".heic"),
    _photo("is-a-pdf", PDF, BROKEN, "PDF"),
    _photo("is-a-docx", docx(), BROKEN, "Word"),
    _photo("is-text", PROSE, BROKEN, "打不开"),
    _photo("is-postscript", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n", BROKEN),
    _photo("is-svg", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>', BROKEN),
    _photo("is-a-program", b"MZ" + noise(4000), BROKEN),
    _photo("is-jpeg-2000", b"\0\0\0\x0cjP  \r\n\x87\n" + noise(500), BROKEN),
    _photo("1-pixel", _saved("JPEG", lambda: Image.new("RGB", (1, 1))), KEPT),
    _photo("white", _saved("PNG", lambda: Image.new("RGB", (800, 600), "white")), KEPT, "", ".png"),
    _photo("4-inks", _saved("JPEG", _scene("CMYK")), KEPT),
    _photo("grey", _saved("JPEG", _scene("L")), KEPT),
    _photo("see-through", _saved("PNG", _scene("RGBA")), KEPT, "", ".png"),
    _photo("palette", _saved("PNG", _scene("P")), KEPT, "", ".png"),
    _photo("1-bit", _saved("PNG", _scene("1")), KEPT, "", ".png"),
    _photo("16-bit", _saved("PNG", lambda: _scene("L")().convert("I;16")), KEPT, "", ".png"),
    _photo("floats", _saved("TIFF", _scene("F")), KEPT, "", ".tif"),
    _photo("9-samples", tiff(8, 9, RGB, {EXTRA: (0,) * 6}), UNCHECKED, "打不开", ".tif"),
    _photo("colours-of-print", tiff(8, 3, LAB), KEPT, "", ".tif"),
    _photo("needle", _saved("PNG", lambda: Image.new("L", (20_000, 1))), KEPT, "", ".png"),
    _photo("said-to-be-4-gigapixels", changed(JPEG, SIZE_AT, struct.pack(">HH", 65_500, 65_500)), BROKEN, "像素过多"),
    _photo("said-to-be-4-gigapixels", png(65_000, 65_000), BROKEN, "像素过多", ".png"),
    _photo("said-to-have-none", png(0, 0), BROKEN, "", ".png"),
    _photo("said-to-be-immense", png(2**31 - 1, 2**31 - 1), BROKEN, "", ".png"),
    _photo("said-to-be-4-gigapixels", _tiff(65_000, 65_000), BROKEN, "像素过多", ".tif"),
    _photo("said-to-be-4-gigapixels", _bmp(65_000, 65_000), BROKEN, "像素过多", ".bmp"),
    _photo("height-below-none", _bmp(-5, -(2**31)), BROKEN, "", ".bmp"),
    _photo(
        "said-to-be-4-gigapixels",
        b"GIF89a"
        + struct.pack("<HH", 65_535, 65_535)
        + b"\xf7\0\0"
        + bytes(768)
        + b",\0\0\0\0"
        + struct.pack("<HH", 65_535, 65_535)
        + b"\0\x08\0;",
        BROKEN,
        "像素过多",
        ".gif",
    ),
    _photo(
        "said-to-be-immense", b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff" * 6 + noise(30), BROKEN, "", ".webp"
    ),
    _photo(
        "white-in-a-bomb",
        lambda: png(14_000, 14_000, data=bytes(14_001 * 14_000)),
        BROKEN,
        "像素过多",
        ".png",
        heavy=True,
    ),
    _photo("49-megapixels", lambda: png(7000, 7000, data=bytes(7001 * 7000)), KEPT, "", ".png", heavy=True),
    _photo(
        "49-megapixels-of-16-bits",
        lambda: png(7000, 7000, depth=16, colour=6, data=bytes((7000 * 8 + 1) * 7000)),
        UNCHECKED,
        "内存",
        ".png",
        heavy=True,
    ),
    _photo("4000-by-3000", _saved("JPEG", _scene(size=(4000, 3000))), KEPT, heavy=True),
    _photo(
        "text-bomb",
        lambda: png(640, 480, data=bytes(641 * 480), more=png_chunk(b"zTXt", b"x\0\0" + zeros_packed(256 * MIB))),
        BROKEN,
        "打不开",
        ".png",
        heavy=True,
    ),
    _photo(
        "profile-bomb",
        lambda: png(640, 480, data=bytes(641 * 480), more=png_chunk(b"iCCP", b"x\0\0" + zeros_packed(256 * MIB))),
        BROKEN,
        "打不开",
        ".png",
        heavy=True,
    ),
    _photo(
        "100000-chunks",
        lambda: png(640, 480, data=bytes(641 * 480), more=png_chunk(b"tEXt", b"a\0b") * 100_000),
        KEPT,
        "",
        ".png",
        heavy=True,
    ),
    _photo("1000-scans", lambda: _scans(1000), KEPT, heavy=True),
    _photo("1000-frames", _frames("GIF", 1000), KEPT, "", ".gif"),
    _photo("200-frames", _frames("PNG", 200), KEPT, "", ".png"),
    _photo("pages", _frames("TIFF", 50), KEPT, "", ".tif"),
    _photo("pages-in-a-circle", _tiff(10, 10, 8), KEPT, "", ".tif"),
    _photo("exif-of-noise", _saved("JPEG", _scene(), exif=b"Exif\0\0" + noise(3000)), KEPT),
    _photo("exif-of-no-day", _taken("0000:00:00 00:00:00"), KEPT),
    _photo("exif-of-1970", _taken("1970:01:01 00:00:00"), KEPT),
    _photo("exif-of-9999", _taken("9999:12:31 23:59:59"), KEPT),
    _photo("exif-of-month-13", _taken("2024:13:45 99:99:99"), KEPT),
    _photo("exif-of-words", _taken("昨天\x00\x1b[2J"), KEPT),
    FileCase("svg", "现场.svg", put("<svg/>"), Verdict.UNKNOWN),
    FileCase("livp", "现场.livp", put(zip_of({"a.heic": HEIF})), Verdict.UNKNOWN),
    FileCase("raw", "现场.CR2", put(_tiff(10, 10)), Verdict.UNKNOWN),
    FileCase("photo-without-suffix", "现场", put(JPEG), Verdict.UNKNOWN),
    FileCase("photo-of-a-browser", "现场.jpg_large", put(JPEG), Verdict.UNKNOWN),
    FileCase("thumbs-db", "Thumbs.db", put(noise(500)), Verdict.IGNORED),
)


def box(kind: bytes, content: bytes, size: int = 0) -> bytes:
    """One part of a video; ``size``: what it says of its length."""
    length = size or 8 + len(content)
    if length < 1 << 32:
        return length.to_bytes(4) + kind + content
    return b"\0\0\0\1" + kind + length.to_bytes(8) + content


MP4_HEAD = box(b"ftyp", b"isom\0\0\x02\0isomiso2") + box(b"moov", noise(200))
MP4 = MP4_HEAD + box(b"free", b"") + box(b"mdat", noise(3000))
UNLOADED = box(b"ftyp", b"isom\0\0\x02\0isomiso2") + bytes(3000)


def _sparse(size: int) -> Callable[[Path], None]:
    """A video of that size with a real head, which takes no room on the disk."""

    def make(path: Path) -> None:
        with path.open("wb") as out:
            out.write(MP4_HEAD + box(b"mdat", b"", size - len(MP4_HEAD)))
            out.truncate(size)

    return make


VIDEOS = (
    FileCase("mp4-sound", "视频.mp4", put(MP4), KEPT),
    FileCase("mov-is-mp4", "视频.mov", put(MP4), KEPT),
    FileCase(
        "mp4-index-last", "视频.mp4", put(box(b"ftyp", b"isom") + box(b"mdat", noise(9)) + box(b"moov", b"")), KEPT
    ),
    FileCase("mov-of-quicktime-2", "视频.mov", put(box(b"wide", b"") + MP4_HEAD[24:]), KEPT),
    FileCase("mp4-without-index", "视频.mp4", put(UNLOADED), BROKEN, "没有传完整"),
    FileCase("mp4-cut-off", "视频.mp4", put(MP4[:-1]), UNCHECKED, "末尾缺失"),
    FileCase("mov-of-noise", "视频.mov", put(noise(3000)), BROKEN, "没有传完整"),
    FileCase("mts-nobody-knows", "视频.mts", put(b"x"), UNCHECKED, "不是这里能打开的文件"),
    FileCase("mkv-of-noise", "视频.mkv", put(b"\xff" + noise(3000)), UNCHECKED, "认不出是"),
    FileCase("mp4-no-bytes", "视频.mp4", put(b""), BROKEN, "空的"),
    FileCase("mp4-is-a-photo", "视频.mp4", put(JPEG), BROKEN, "JPEG"),
    FileCase("mp4-is-text", "视频.mp4", put(PROSE), BROKEN, "纯文本"),
    FileCase("mp4-is-a-zip", "视频.mp4", put(zip_of({"a.mp4": MP4})), BROKEN, "ZIP"),
    FileCase("mp4-of-100-mib", "视频.mp4", _sparse(100 * MIB), KEPT, heavy=True),
    FileCase("mp4-of-2-gib", "视频.mp4", _sparse(2048 * MIB), KEPT, heavy=True),
    FileCase("mp4-of-a-tib", "视频.mp4", _sparse(1024 * 1024 * MIB), KEPT, heavy=True),
    FileCase("avi-undeclared", "录像.avi", put(b"RIFF\0\0\0\0AVI LIST"), Verdict.UNKNOWN),
)

CASES = (*PDFS, *PHOTOS, *VIDEOS)
