"""What Word, WPS and picture viewers open is usable: side parts, embedded formats, other suffixes, odd ends."""

from __future__ import annotations

import base64
import email.message
import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.support.material_files import docx_of, zipped
from tests.support.tiffs import LAB, tiff
from zhutiri_cli.materials.file_facts import FileFacts, Fitness
from zhutiri_cli.materials.formats import libreoffice, sniff
from zhutiri_cli.materials.packed import PACKED
from zhutiri_cli.materials.readers import readers
from zhutiri_cli.materials.survey.inspect import inspect

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEXT = "活动总结：三月十五日上午开展活动，群众参加。"


def document(body: str) -> str:
    return (
        f'<w:document xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        f' xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}</w:body></w:document>'
    )


def related(kind: str, target: str) -> dict[str, str]:
    listed = f'<Relationships><Relationship Type="{RELATIONS}/{kind}" Target="{target}"/></Relationships>'
    return {"word/_rels/document.xml.rels": listed}


def word_file(path: Path, body: str, parts: dict[str, str | bytes] | None = None) -> Path:
    return zipped(path, {"word/document.xml": document(body), **(parts or {})})


def inner_docx(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", document(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"))
    return out.getvalue()


def mht(text: str) -> bytes:
    message = email.message.EmailMessage()
    message["From"] = "<Saved by WPS>"
    message["Subject"] = "x"
    message.set_content(f"<html><body><p>{text}</p></body></html>", subtype="html")
    return message.as_bytes()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.htm", f"<html><body>{TEXT}<a href='https://www.yunxi.example/1'>看</a></body></html>".encode()),
        (
            "a.htm",
            f"<html><head><meta charset=gb2312></head><body>{TEXT} https://www.yunxi.example/1</body></html>".encode(
                "gbk"
            ),
        ),
        ("a.mht", mht(f"{TEXT} https://www.yunxi.example/1")),
        ("a.docx", inner_docx(f"{TEXT} https://www.yunxi.example/1")),
        ("a.txt", f"{TEXT} https://www.yunxi.example/1".encode("gb18030")),
    ],
)
def test_a_chunk_of_another_format(tmp_path: Path, name: str, content: bytes) -> None:
    parts: dict[str, str | bytes] = {f"word/{name}": content, **related("aFChunk", name)}
    facts = inspect(word_file(tmp_path / "总结.docx", "<w:altChunk/>", parts))
    assert facts.verdict is Fitness.USABLE
    assert TEXT in facts.text
    assert facts.urls == ("https://www.yunxi.example/1",)


@pytest.mark.parametrize("content", [b"{\\rtf1 x}", b"\xd0\xcf\x11\xe0\0\0\0\0", b"<a"])
def test_a_chunk_that_is_not_read_is_not_empty(tmp_path: Path, content: bytes) -> None:
    parts: dict[str, str | bytes] = {"word/a.bin": content, **related("aFChunk", "a.bin")}
    facts = inspect(word_file(tmp_path / "总结.docx", "<w:altChunk/>", parts))
    assert facts.usable
    assert "没有文字内容" not in facts.reason


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>甲</w:t></mc:Fallback></mc:AlternateContent>", "甲"),
        (
            "<mc:AlternateContent><mc:Choice><w:t>甲</w:t></mc:Choice><mc:Fallback><w:t>甲</w:t></mc:Fallback>"
            "</mc:AlternateContent>",
            "甲",
        ),
        (
            "<w:t>乙</w:t><mc:AlternateContent><mc:Choice><mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>丙</w:t>"
            "</mc:Fallback></mc:AlternateContent></mc:Choice><mc:Fallback><w:t>丁</w:t></mc:Fallback>"
            "</mc:AlternateContent><w:t>戊</w:t>",
            "乙丙戊",
        ),
        ('<w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict>', "艺术字"),
    ],
)
def test_text_that_stands_in_one_of_two_places(tmp_path: Path, body: str, text: str) -> None:
    facts = inspect(word_file(tmp_path / "a.docx", f"<w:p><w:r>{body}</w:r></w:p>"))
    assert facts.text.split() == [text]


@pytest.mark.parametrize(("kind", "place"), [("diagramData", "diagrams/data1.xml"), ("chart", "charts/chart1.xml")])
def test_diagrams_and_charts_have_words(tmp_path: Path, kind: str, place: str) -> None:
    drawn = f'<a xmlns:x="urn:x"><x:t>{TEXT}</x:t></a>'
    facts = inspect(word_file(tmp_path / "a.docx", "<w:p/>", {f"word/{place}": drawn, **related(kind, place)}))
    assert TEXT in facts.text
    broken = inspect(word_file(tmp_path / "b.docx", "<w:p/>", {f"word/{place}": "<a", **related(kind, place)}))
    assert broken.verdict is Fitness.UNCHECKED


def test_a_text_box_in_a_sheet(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": "<workbook/>",
        "xl/_rels/workbook.xml.rels": related("worksheet", "worksheets/s.xml")["word/_rels/document.xml.rels"],
        "xl/worksheets/s.xml": "<worksheet/>",
        "xl/worksheets/_rels/s.xml.rels": related("drawing", "../drawings/d.xml")["word/_rels/document.xml.rels"],
        "xl/drawings/d.xml": f'<d xmlns:a="urn:a"><a:t>{TEXT}</a:t></d>',
    }
    assert TEXT in inspect(zipped(tmp_path / "a.xlsx", parts)).text


BODY = f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("kind", "name", "content", "told"),
    [
        ("header", "header1.xml", "<broken", "页眉"),
        ("comments", "comments.xml", "<broken", "批注"),
        ("footnotes", "footnotes.xml", "<broken", "脚注"),
        ("diagramData", "diagrams/data1.xml", "<broken", "图表"),
        ("package", "embeddings/a.xlsx", b"PK", "嵌入的文件"),
        ("aFChunk", "a.bin", b"\xd0\xcf\x11\xe0", "嵌入的文件"),
        ("aFChunk", "a.htm", "<html><head></head><body>到此为", "嵌入的文件"),
    ],
)
def test_a_part_that_is_not_read_takes_nothing_from_the_body_and_is_told(
    tmp_path: Path, kind: str, name: str, content: str | bytes, told: str
) -> None:
    parts: dict[str, str | bytes] = {f"word/{name}": content, **related(kind, name)}
    facts = inspect(word_file(tmp_path / "a.docx", BODY, parts))
    assert (facts.verdict, facts.reason) == (Fitness.UNCHECKED, f"{told}没有核对")
    assert TEXT in facts.text


def test_a_part_that_is_named_again_and_again_is_read_once(tmp_path: Path) -> None:
    one = related("header", "header1.xml")["word/_rels/document.xml.rels"]
    again = one.replace(
        "</Relationships>", one.partition(">")[2].removesuffix("</Relationships>") * 99 + "</Relationships>"
    )
    parts: dict[str, str | bytes] = {"word/header1.xml": document(BODY), "word/_rels/document.xml.rels": again}
    assert inspect(word_file(tmp_path / "a.docx", BODY, parts)).text.count(TEXT) == 2


def test_comments_are_read(tmp_path: Path) -> None:
    said = '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment><w:p><w:r>'
    said += "<w:t>见 https://www.yunxi.example/1.html</w:t></w:r></w:p></w:comment></w:comments>"
    parts: dict[str, str | bytes] = {"word/comments.xml": said, **related("comments", "comments.xml")}
    facts = inspect(word_file(tmp_path / "a.docx", BODY, parts))
    assert (facts.verdict, facts.urls) == (Fitness.USABLE, ("https://www.yunxi.example/1.html",))


def sheet(wide: int, high: int) -> bytes:
    """Black signs on white paper."""
    made = Image.new("L", (wide, high), 255)
    for top in range(40, high - 40, 40):
        made.paste(0, (40, top, wide - 40, top + 4))
    stream = io.BytesIO()
    made.save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("text", "size", "told"),
    [
        (TEXT * 20, (1000, 1414), "2 张扫描的图没有核对"),
        (TEXT * 20, (1414, 1000), "2 张扫描的图没有核对"),
        (TEXT * 20, (1000, 1000), ""),  # a table, a drawing
        ("见下页", (1000, 1000), "2 张扫描的图没有核对"),
    ],
)
def test_scanned_sheets_are_no_words_that_were_read(
    tmp_path: Path, text: str, size: tuple[int, int], told: str
) -> None:
    parts: dict[str, str | bytes] = {f"word/media/{name}.png": sheet(*size) for name in "ab"}
    facts = inspect(word_file(tmp_path / "a.docx", f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>", parts))
    assert facts.reason == told
    assert facts.partly == bool(told)


def test_of_very_many_pictures_some_are_not_looked_at(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {f"word/media/{number}.png": sheet(90, 90) for number in range(51)}
    facts = inspect(word_file(tmp_path / "a.docx", BODY, parts))
    assert facts.more_links
    assert facts.verdict is Fitness.USABLE


PAGE = f'<ofd:Page xmlns:ofd="urn:o"><ofd:TextCode>{TEXT}</ofd:TextCode></ofd:Page>'


@pytest.mark.parametrize(
    "side", ["Doc_0/Tags/CustomTag.xml", "Doc_0/Attachs/a.xml", "Doc_0/Signs/Sign_0/Signature.xml"]
)
def test_the_pages_of_an_ofd_decide(tmp_path: Path, side: str) -> None:
    parts: dict[str, str | bytes] = {"OFD.xml": "<a/>", "Doc_0/Pages/Page_0/Content.xml": PAGE, f"Doc_0/{side}": "<a"}
    facts = inspect(zipped(tmp_path / "a.ofd", parts))
    assert (facts.verdict, facts.text.strip()) == (Fitness.USABLE, TEXT)


def test_an_ofd_with_a_broken_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    parts: dict[str, str | bytes] = {
        "OFD.xml": "<a/>",
        "Doc_0/Pages/Page_0/Content.xml": PAGE,
        "Doc_0/Pages/Page_1/Content.xml": "<a",
    }
    assert inspect(zipped(tmp_path / "a.ofd", parts)).verdict is Fitness.UNCHECKED


@pytest.mark.parametrize("suffix", [".doc", ".wps", ".rtf"])
@pytest.mark.parametrize(
    ("content", "real"),
    [
        (TEXT.encode(), "纯文本"),
        (TEXT.encode("gbk"), "纯文本"),
        (mht(TEXT), "单文件网页"),
        (f"<html><body>{TEXT}</body></html>".encode(), "网页"),
        (f'<?xml version="1.0"?><w:wordDocument xmlns:w="urn:w"><w:p><w:t>{TEXT}</w:t></w:p></w:wordDocument>'.encode(),
         "XML"),
        (inner_docx(TEXT), "docx"),
    ],
)  # fmt: skip
def test_another_format_under_a_word_suffix(tmp_path: Path, suffix: str, content: bytes, real: str) -> None:
    path = tmp_path / f"活动总结{suffix}"
    path.write_bytes(content)
    facts = inspect(path)
    assert facts.verdict is Fitness.USABLE
    assert TEXT in facts.text
    assert real in facts.reason
    assert "另存为" in facts.remedy


NO_END = "文件末尾缺失，可能没有传完整"
WEB_PAGE = f"<html><head><meta charset=utf-8></head><body><p>{TEXT}</p><p>{TEXT}</p></body></html>".encode()
RELATED = (
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n--b--\r\n"
    % base64.encodebytes(WEB_PAGE)
)


@pytest.mark.parametrize(
    "content",
    [
        *(WEB_PAGE[:-short] for short in (20, 30, 60)),
        WEB_PAGE[:-20] + bytes(4000),
        f"<html><body><p>{TEXT}</p><table><tr><td clas".encode(),
        f"<html><body><p>{TEXT}".encode() + bytes(4000),
        RELATED.removesuffix(b"--b--\r\n"),
        RELATED[:-60],
        RELATED[:-60] + bytes(4000),
        b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + WEB_PAGE[:-20],
    ],
)
def test_a_saved_page_whose_end_did_not_come_is_read_in_part(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "活动总结.doc").write_bytes(content)
    facts = inspect(tmp_path / "活动总结.doc")
    assert (facts.partly, facts.reason, facts.remedy) == (True, NO_END, "请打开核对；缺页的，请单位重新报送")
    assert TEXT in facts.text


@pytest.mark.parametrize(
    "content",
    [
        WEB_PAGE,
        WEB_PAGE.removesuffix(b"</html>"),
        WEB_PAGE.replace(b"</body></html>", b"</BODY >\r\n"),
        WEB_PAGE + bytes(4000),
        f"<html><head><meta charset=utf-8><body><p>{TEXT}".encode(),  # all end tags that may be left out
        f"<html><body><div>{TEXT}，人数<30".encode(),
        RELATED,
        RELATED.rstrip(),
    ],
)
def test_a_saved_page_that_may_be_whole(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "活动总结.doc").write_bytes(content)
    facts = inspect(tmp_path / "活动总结.doc")
    assert facts.verdict is Fitness.USABLE
    assert TEXT in facts.text


def test_a_saved_page_of_which_the_head_came_alone(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"<html><head><style>p { margin: 0 }</style><meta nam")
    assert inspect(tmp_path / "a.doc").reason == "文件已损坏或没有传完整，打不开"


FLAT = (
    '<pkg:package xmlns:pkg="urn:p"><pkg:part pkg:name="/word/_rels/document.xml.rels"><pkg:xmlData>{}</pkg:xmlData>'
    '</pkg:part><pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{}</pkg:xmlData></pkg:part></pkg:package>'
)
TARGET = "https://www.yunxi.example/1.html"


@pytest.mark.parametrize(
    "content",
    [
        f'<w:wordDocument xmlns:w="urn:w"><w:p><w:hlink w:dest="{TARGET}"><w:r><w:t>{TEXT}</w:t></w:r></w:hlink></w:p>'
        "</w:wordDocument>",
        f'<w:wordDocument xmlns:w="urn:w"><w:p><w:r><w:fldChar/></w:r><w:r><w:instrText>HYPERLINK "{TARGET}"'
        f"</w:instrText></w:r><w:r><w:t>{TEXT}</w:t></w:r></w:p></w:wordDocument>",
        FLAT.format(
            f'<Relationships><Relationship Type="{RELATIONS}/hyperlink" Target="{TARGET}" TargetMode="External"/>'
            f'<Relationship Type="{RELATIONS}/image" Target="https://x.cn/a/b.png" TargetMode="External"/>'
            "</Relationships>",
            document(f"<w:p><w:hyperlink><w:r><w:t>{TEXT}</w:t></w:r></w:hyperlink></w:p>"),
        ),
    ],
)
def test_links_of_a_document_in_a_single_xml_file(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.doc").write_text(f'<?xml version="1.0"?>{content}', encoding="utf-8")
    facts = inspect(tmp_path / "a.doc")
    assert (facts.verdict, facts.text.strip(), facts.urls) == (Fitness.USABLE, TEXT, (TARGET,))


@pytest.mark.parametrize("inside", ["{}", "<table><tr><td>{}</td></tr></table>"])
def test_a_deep_page_under_a_word_suffix(tmp_path: Path, inside: str) -> None:
    begin, end = inside.split("{}")
    for depth, verdict in ((400, Fitness.USABLE), (5000, Fitness.UNCHECKED)):
        page = "<html><body>" + "<div>" * depth + begin + TEXT + end + "</div>" * depth + TEXT
        (tmp_path / "a.doc").write_bytes(page.encode())
        facts = inspect(tmp_path / "a.doc")
        assert facts.verdict is verdict
        assert facts.text.count(TEXT) == (2 if verdict is Fitness.USABLE else 0)
        assert ("未核对内容" in facts.reason) == (verdict is Fitness.UNCHECKED)


def test_a_chunk_that_is_too_deep_leaves_the_document_unchecked(tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {
        **related("aFChunk", "a.htm"), "word/a.htm": "<html><body>" + "<div>" * 5000 + TEXT
    }  # fmt: skip
    facts = inspect(word_file(tmp_path / "总结.docx", "<w:altChunk/>", parts))
    assert (facts.verdict, facts.usable) == (Fitness.UNCHECKED, True)
    assert "嵌套过深" in facts.reason


def test_what_word_does_not_open_under_its_suffix(tmp_path: Path) -> None:
    for content, real in ((b"%PDF-1.4 x", "PDF"), (TEXT.encode(), "纯文本")):
        (tmp_path / "a.docx").write_bytes(content)
        facts = inspect(tmp_path / "a.docx")
        assert (facts.usable, facts.reason) == (False, f"内容实为 {real}，后缀却是 .docx")


@pytest.mark.parametrize("head", [b"\xdb\xa5\x2d\0", b"\x31\xbe\0\0"])
def test_word_before_1995(tmp_path: Path, head: bytes) -> None:
    (tmp_path / "a.doc").write_bytes(head + bytes(500))
    facts = inspect(tmp_path / "a.doc")
    assert facts.verdict is Fitness.UNCHECKED
    assert "1995 年以前" in facts.reason


@pytest.mark.parametrize("name", ["总结.docx", "总结.pdf", "照片.jpg", "链接.xlsx", "方案.txt", "方案.doc"])
@pytest.mark.parametrize("head", [b"%TSD-Header-###%", b"b\x14#e\0\0E-SafeNet\0LOCK"])
def test_locked_by_an_offices_encryption_software(tmp_path: Path, name: str, head: bytes) -> None:
    (tmp_path / name).write_bytes(head + bytes(range(256)) * 8)
    facts = inspect(tmp_path / name)
    assert facts.verdict is Fitness.UNUSABLE
    assert "加密软件" in facts.reason
    assert "解密" in facts.remedy


def photo(path: Path, form: str, size: tuple[int, int] = (800, 600)) -> Path:
    across, down = Image.linear_gradient("L").resize(size), Image.linear_gradient("L").rotate(90).resize(size)
    Image.merge("RGB", (across, down, across)).save(path, form)
    return path


@pytest.mark.parametrize(("suffix", "form"), [(".jfif", "JPEG"), (".jpe", "JPEG"), (".avif", "AVIF"), (".png", "WEBP")])
def test_more_kinds_of_photos(tmp_path: Path, suffix: str, form: str) -> None:
    facts = inspect(photo(tmp_path / f"a{suffix}", form))
    assert facts.verdict is Fitness.USABLE
    assert facts.photo is not None
    assert facts.photo.width == 800


@pytest.mark.parametrize("missing", [1, 2])
def test_a_jpeg_without_its_last_bytes(tmp_path: Path, missing: int) -> None:
    data = photo(tmp_path / "a.jpg", "JPEG").read_bytes()
    (tmp_path / "a.jpg").write_bytes(data[:-missing])
    facts = inspect(tmp_path / "a.jpg")
    assert facts.verdict is Fitness.USABLE
    assert missing == 1 or "缺几个字节" in facts.reason
    (tmp_path / "a.jpg").write_bytes(data[: len(data) // 2])
    assert "没有传完整" in inspect(tmp_path / "a.jpg").reason


def test_a_tiff_in_lab_colours_is_seen_as_its_colours_are(tmp_path: Path) -> None:
    lab, plain = tmp_path / "lab.tif", tmp_path / "rgb.png"
    across = Image.linear_gradient("L").resize((400, 300))
    even = Image.new("L", (400, 300), 128)
    Image.merge("RGB", (across, even, even)).save(tmp_path / "stored.png")
    stored = Image.open(tmp_path / "stored.png").tobytes()
    lab.write_bytes(tiff(8, 3, LAB, size=(400, 300), data=bytes(b ^ 128 if i % 3 else b for i, b in enumerate(stored))))
    across.convert("RGB").save(plain)
    seen, same = inspect(lab), inspect(plain)
    assert (seen.verdict, seen.reason, seen.photo is not None) == (Fitness.USABLE, "", True)
    assert seen.photo is not None
    assert same.photo is not None
    assert (seen.photo.width, seen.photo.blank, seen.photo.hashes) == (400, False, same.photo.hashes)
    lab.write_bytes(tiff(8, 3, LAB, size=(400, 300), data=b"\x90\0\0" * 120_000))
    blank = inspect(lab).photo
    assert blank is not None
    assert blank.blank


@pytest.mark.parametrize("mode", ["I;16", "I", "F"])
def test_deep_grey_is_not_blank(tmp_path: Path, mode: str) -> None:
    wide = Image.linear_gradient("L").resize((800, 600)).convert("I").point(lambda value: value * 257 + 0)
    bars = Image.new("L", (16, 1))
    bars.putdata([(i * 97) % 256 for i in range(16)])
    bars = bars.resize((800, 600), Image.Resampling.NEAREST)
    deep = bars.convert("I").point(lambda value: value * 200 + 0)
    for name, image in (("a", wide), ("b", deep)):
        image.convert(mode).save(tmp_path / f"{name}.tif")
    facts = [inspect(tmp_path / f"{name}.tif").photo for name in "ab"]
    assert all(one is not None and not one.blank for one in facts)
    assert facts[0] != facts[1]
    Image.new("I;16", (800, 600), 30_000).save(tmp_path / "c.tif")
    blank = inspect(tmp_path / "c.tif").photo
    assert blank is not None
    assert blank.blank


def broken_docx(path: Path) -> Path:
    return zipped(path, {"word/document.xml": "<w:document><w:body>"})


def test_broken_inside_a_sound_container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    facts = inspect(broken_docx(tmp_path / "a.docx"))
    assert (facts.verdict, facts.local) == (Fitness.UNCHECKED, True)
    assert "打不开的，请单位重新报送" in facts.remedy
    whole = docx_of(tmp_path / "b.docx", TEXT)
    whole.write_bytes(whole.read_bytes()[:-200])
    assert "已损坏" in inspect(whole).reason


def test_the_second_look_of_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def by_another(path: Path, suffix: str) -> FileFacts:
        looked.append(suffix)
        if path.stem != "a":
            raise libreoffice.NoConversionError("LibreOffice 打不开", judged=True)
        return FileFacts(Fitness.USABLE, text=TEXT)

    monkeypatch.setattr(libreoffice, "program", lambda: "soffice")
    monkeypatch.setattr("zhutiri_cli.materials.survey.second_look._by_libreoffice", by_another)
    facts = inspect(broken_docx(tmp_path / "a.docx"))
    assert (facts.verdict, facts.text) == (Fitness.USABLE, TEXT)
    assert "已损坏" in inspect(broken_docx(tmp_path / "b.docx")).reason
    assert looked == [".docx", ".docx"]


def test_no_suffix_is_advised_that_the_product_does_not_take() -> None:
    assert set(readers()) >= sniff._TAKEN
    for real in sniff.LABELS:
        advice = sniff.mislabelled(real, ".docx").remedy
        named = [word for word in advice.replace("，", " ").split() if word.startswith(".")]
        assert named
        assert set(named) <= sniff._TAKEN | PACKED.keys(), advice
