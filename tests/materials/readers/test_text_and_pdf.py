"""Plain text, RTF, shortcuts and PDF."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from tests.support.material_files import doc_of, pdf_of, pdf_text
from zhutiri_cli.materials import file_facts as facts_module
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.materials.readers import pdf, plaintext
from zhutiri_cli.materials.survey.inspect import inspect


@pytest.mark.parametrize("suffix", [".txt", ".md", ".csv"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_in_every_usual_encoding(tmp_path: Path, suffix: str, encoding: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes("宣传报道：https://x.cn/a，好\r\n".encode(encoding))
    facts = inspect(path)
    assert facts.verdict is Fitness.USABLE
    assert facts.text == "宣传报道：https://x.cn/a，好\r\n"
    assert facts.urls == ("https://x.cn/a",)


SIMPLE = "三月十五日上午，本局在社区开展政务公开主题日活动，共有居民一百人参加，现场发放宣传资料二百份。" * 4
TRADITIONAL = "三月十五日上午，本局在社區開展政務公開主題日活動，共有居民一百人參加，現場發放宣傳資料二百份。"


def test_text_in_big5(tmp_path: Path) -> None:
    (tmp_path / "总结.txt").write_bytes(TRADITIONAL.encode("big5"))
    facts = inspect(tmp_path / "总结.txt")
    assert (facts.verdict, facts.text) == (Fitness.USABLE, TRADITIONAL)
    (tmp_path / "总结.txt").write_bytes(TRADITIONAL.encode("gb18030"))
    assert inspect(tmp_path / "总结.txt").text == TRADITIONAL


@pytest.mark.parametrize(
    "content",
    [
        SIMPLE.encode("gbk").decode("latin-1").encode(),
        SIMPLE.encode("gbk").decode("cp1252", "replace").encode(),
        SIMPLE.encode("gbk").decode("utf-8", "replace").encode(),
        SIMPLE.encode().decode("gb18030", "replace").encode(),
        SIMPLE.encode("ascii", "replace"),
        SIMPLE.encode("shift_jis", "ignore"),
    ],
)
def test_text_that_another_encoding_garbled(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "总结.txt").write_bytes(content + b"\nhttps://x.cn/a.html\n")
    facts = inspect(tmp_path / "总结.txt")
    assert (facts.verdict, facts.text) == (Fitness.UNCHECKED, "")
    assert facts.reason == "文字编码认不出，未核对内容"
    assert "另存为 UTF-8" in facts.remedy
    assert facts.urls == ("https://x.cn/a.html",)


@pytest.mark.parametrize(
    "text",
    [
        "ᠮᠣᠩᠭᠣᠯ " * 40,  # another people's letters
        "བོད་ཡིག " * 40,
        "조선말 " * 60,
        "café à Québec, naïveté " * 20,
        "去哪儿？？？？？？？？？？？？？？？？？？？？？？？？？？？？",
        "https://x.cn/a?b=1\n" * 40,
        "瞿骞彧翙翀昶煜皓旻".ljust(90, "璟"),
        SIMPLE,
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_text_that_may_be_as_it_was_written(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / "总结.txt").write_text(text, encoding=encoding)
    facts = inspect(tmp_path / "总结.txt")
    assert (facts.verdict, facts.text) == (Fitness.USABLE, text)


def test_text_of_white_space_alone_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\ufeff \n\u3000\t\n", encoding="utf-8")
    assert inspect(tmp_path / "a.txt").reason == "纯文本文件里只有空白"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.4\nx", "内容实为 PDF，后缀却是 .txt"),
        (b"{\\rtf1 x}", "内容实为 RTF 文档，后缀却是 .txt"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "内容实为 PNG，后缀却是 .txt"),
        (b"abc\0def", "文字编码无法识别，或内容不是文字"),
        (b"\xff\xff\xff", "文字编码无法识别，或内容不是文字"),
    ],
)
def test_binary_content_is_not_text(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    facts = inspect(tmp_path / "a.txt")
    assert (facts.verdict, facts.reason) == (Fitness.UNUSABLE, reason)


def test_words_that_begin_like_a_magic_number_are_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("BMW 与 GIF 图片说明", encoding="gb18030")
    assert inspect(tmp_path / "a.txt").verdict is Fitness.USABLE


def test_long_text_is_bounded_and_cut_between_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("政" * 100, encoding="utf-8")
    monkeypatch.setattr(plaintext, "MAX_BYTES", 100)
    facts = inspect(tmp_path / "a.txt")
    assert (facts.text, facts.verdict, facts.partly) == ("政" * 33, Fitness.UNCHECKED, True)
    assert facts.reason.endswith("只看了前 0 MB，后面的没有核对")
    monkeypatch.setattr(facts_module, "MAX_TEXT", 5)
    assert inspect(tmp_path / "a.txt").text == "政" * 5
    monkeypatch.setattr(plaintext, "MAX_BYTES", 1000)
    assert inspect(tmp_path / "a.txt").partly


RTF = rb"""{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}{\info{\title secret}}{\*\generator X;}
{\field{\*\fldinst{HYPERLINK "https://f.cn/1"}}{\fldrslt \'bb\'ee\'b6\'af}}\par \uc1\u25919?\u21153'3f \{x\}
{\shp{\*\shpinst{\sp{\sn name}{\sv hid}}{\shptxt box}}{\shprslt box}}{\pict 0a0b}}"""


def test_rtf_text_links_and_boxes(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(RTF)
    facts = inspect(tmp_path / "a.rtf")
    assert facts.text == "活动\n政务3f {x}box"
    assert facts.urls == ("https://f.cn/1",)


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (rb"{\rtf1{\fonttbl{\f0 SimSun;}}\par }", Fitness.UNUSABLE),
        (rb"{\rtf1{\pict\pngblip 0a0b}}", Fitness.UNCHECKED),
    ],
)
def test_rtf_without_text(tmp_path: Path, content: bytes, verdict: Fitness) -> None:
    (tmp_path / "a.rtf").write_bytes(content)
    assert inspect(tmp_path / "a.rtf").verdict is verdict


def escaped(text: str, encoding: str) -> bytes:
    return b"".join(b"\\'%02x" % byte for byte in text.encode(encoding))


CUT = "文件末尾缺失，可能没有传完整"
TOLD = rb"{\rtf1\ansicpg936 {\b " + escaped("活动总结", "gbk") + rb"}\par " + escaped("近日，共有30人参加。", "gbk")


@pytest.mark.parametrize("content", [TOLD, TOLD + bytes(4000), TOLD + rb"{\pict\bin900 0a", TOLD + b"\\"])
def test_rtf_whose_end_did_not_come_is_read_in_part(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.rtf").write_bytes(content)
    facts = inspect(tmp_path / "a.rtf")
    assert (facts.partly, facts.reason, facts.remedy) == (True, CUT, "请打开核对；缺页的，请单位重新报送")
    assert facts.text.startswith("活动总结\n近日，共有30人参加。")
    assert "\0" not in facts.text


@pytest.mark.parametrize("end", [b"}", b"}\0", b"}" + bytes(4000), b"}\r\n\r\n"])
def test_rtf_that_is_whole(tmp_path: Path, end: bytes) -> None:
    (tmp_path / "a.rtf").write_bytes(TOLD + end)
    facts = inspect(tmp_path / "a.rtf")
    assert (facts.verdict, facts.reason, facts.text.strip()) == (
        Fitness.USABLE,
        "",
        "活动总结\n近日，共有30人参加。",
    )


def test_rtf_with_noughts_in_its_middle(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(TOLD + bytes(4000) + b"x}")
    facts = inspect(tmp_path / "a.rtf")
    assert (facts.partly, facts.reason) == (True, "文件中间有一段是空的，可能没有传完整")


def test_rtf_of_which_hardly_the_head_came(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1{\fonttbl{\f0 Sim")
    assert inspect(tmp_path / "a.rtf").reason == "文件已损坏或没有传完整，打不开"


@pytest.mark.parametrize(
    ("head", "encoding", "text"),
    [
        (rb"\ansicpg936", "gbk", "政务公开"),
        (rb"\ansicpg950", "cp950", "政務公開"),
        (rb"\ansicpg54936", "gb18030", "䶮政务公开"),
        (rb"\ansicpg65001", "utf-8", "政务公开"),
        (rb"\ansicpg1252", "gbk", "政务公开"),  # as WordPad writes: the font says the rest
        (rb"\ansicpg1252", "cp1252", "café"),
        (rb"\ansicpg936{\fonttbl{\f3\fcharset136 Ming;}}\f3", "cp950", "政務公開"),
        (rb"\ansicpg950{\fonttbl{\f3\fcharset134 Song;}}{\f1 }\f3", "gbk", "社区"),
        (rb"\ansicpg950\deff3{\fonttbl{\f3\fcharset134 Song;}}", "gbk", "社区"),
    ],
)
def test_rtf_in_the_code_page_that_it_names(tmp_path: Path, head: bytes, encoding: str, text: str) -> None:
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi" + head + b" " + escaped(text, encoding) + b"}")
    assert inspect(tmp_path / "a.rtf").text.strip() == text


def test_rtf_of_absurd_depth_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 x" + b"{" * 9000)
    assert "损坏" in inspect(tmp_path / "a.rtf").reason


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_shortcut_gives_its_address_whatever_the_scheme(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "报道.url"
    text = "[{{000}}]\r\nURL=no\r\n[InternetShortcut]\r\nIDList=新\r\nurl = {}\r\n[Other]\r\nURL=no"
    for address in ("https://x.cn/a?b=1", "file:///c:/a.htm"):
        path.write_bytes(text.format(address).encode(encoding))
        facts = inspect(path)
        assert facts.urls == (address,)
        assert (facts.verdict, facts.kind) == (Fitness.USABLE, "url")


@pytest.mark.parametrize("content", [b"[InternetShortcut]\nIconIndex=0\n", b"URL=https://x.cn", b"\0\1\2"])
def test_a_shortcut_without_address_is_unusable(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.url").write_bytes(content)
    assert inspect(tmp_path / "a.url").verdict is Fitness.UNUSABLE


def test_pdf_text_and_links(tmp_path: Path) -> None:
    path = pdf_of(tmp_path / "a.pdf", pdf_text(b"Summary https://t.cn/0"), link=b"https://l.cn/1")
    facts = inspect(path)
    assert facts.verdict is Fitness.USABLE
    assert facts.text.strip() == "Summary https://t.cn/0"
    assert facts.urls == ("https://t.cn/0", "https://l.cn/1")


def test_pdf_with_a_password(tmp_path: Path) -> None:
    key = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % (b"1f" * 32, b"2e" * 32)
    facts = inspect(pdf_of(tmp_path / "a.pdf", pdf_text(b"x"), trailer=key))
    assert facts.reason == "文件已加密，需要密码才能打开"
    with pypdfium2.PdfDocument.new() as document:  # without pages: a failure of which pdfium does not say the reason
        document.save(str(tmp_path / "b.pdf"))
    assert "加密" not in inspect(tmp_path / "b.pdf").reason


def test_pdf_scan_blank_and_without_pages(tmp_path: Path) -> None:
    facts = inspect(pdf_of(tmp_path / "a.pdf", b"0 0 50 50 re f"))
    assert (facts.verdict, facts.usable) == (Fitness.UNCHECKED, True)
    assert "扫描件" in facts.reason
    with pypdfium2.PdfDocument.new() as document:
        document.new_page(100, 100).close()
        document.save(str(tmp_path / "b.pdf"))
    assert inspect(tmp_path / "b.pdf").reason == "PDF 的每一页都是空白"
    with pypdfium2.PdfDocument.new() as document:
        document.save(str(tmp_path / "c.pdf"))
    assert inspect(tmp_path / "c.pdf").verdict is Fitness.UNUSABLE


def test_pdf_damaged_cut_off_or_another_format(tmp_path: Path) -> None:
    path = pdf_of(tmp_path / "a.pdf", pdf_text(b"Summary"))
    whole = path.read_bytes()
    path.write_bytes(whole[:60])
    assert "损坏" in inspect(path).reason
    path.write_bytes(whole.removesuffix(b"%%EOF\n"))
    assert inspect(path).reason.startswith("文件末尾缺失")
    doc_of(path)
    assert inspect(path).reason == "内容实为 旧版 Word 文档（doc），后缀却是 .pdf"


def test_pdf_reads_a_limited_number_of_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    with pypdfium2.PdfDocument(pdf_of(tmp_path / "one.pdf", pdf_text(b"Summary"))) as one:
        two = pypdfium2.PdfDocument.new()
        for _ in range(2):
            two.import_pages(one)
        two.save(path)
        two.close()
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    facts = inspect(path)
    assert (facts.verdict, facts.text) == (Fitness.UNCHECKED, "Summary")
    assert facts.reason == "有 2 页，只看了前 1 页，后面的没有核对"
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    assert inspect(path).verdict is Fitness.USABLE


@pytest.mark.parametrize(("words", "told"), [("见图", "里面的图片没有核对"), ("政策宣讲" * 30, "")])
def test_rtf_that_hardly_says_anything_beside_its_pictures(tmp_path: Path, words: str, told: str) -> None:
    said = "".join(f"\\u{ord(char)}?" for char in words)
    (tmp_path / "a.rtf").write_text(f"{{\\rtf1 {said}{{\\pict\\bin7 {{{{{{{{\\{{{{}}}}", encoding="ascii")
    assert inspect(tmp_path / "a.rtf").reason == told


def test_a_long_list_of_numbers_in_an_rtf_is_text(tmp_path: Path) -> None:
    numbers = " ".join(f"138{number:08}" for number in range(1000))
    (tmp_path / "a.rtf").write_text(f"{{\\rtf1 {numbers}}}", encoding="ascii")
    assert inspect(tmp_path / "a.rtf").text == numbers


def test_what_stands_behind_the_pictures_of_an_rtf_is_read(tmp_path: Path) -> None:
    """Word writes a photo out in twice as many digits as it has bytes, in lines, behind numbers of its own."""
    lines = b"\r\n".join([b"89504e470d0a1a0a" * 8] * (250 * 1024))
    picture = rb"{\pict\picw2400\pich1800\bliptag-1234567 " + lines + b"}"
    behind = escaped("现场答复群众咨询。" * 20, "gbk")
    (tmp_path / "a.rtf").write_bytes(TOLD + picture + behind + b"}")
    facts = inspect(tmp_path / "a.rtf")
    assert (facts.verdict, facts.reason) == (Fitness.USABLE, "")
    assert facts.text == "活动总结\n近日，共有30人参加。" + "现场答复群众咨询。" * 20
