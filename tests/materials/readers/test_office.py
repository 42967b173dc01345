"""What is read out of Word, Excel, OpenDocument and OFD files; Word 97 files."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from PIL import Image

from tests.support.material_files import RELATIONS, doc_of, docx_of, odt_of, ofd_of, ole_of, paragraph, whole, zipped
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.materials.formats import libreoffice
from zhutiri_cli.materials.survey.inspect import inspect

MAIN = f'<Relationships><Relationship Type="{RELATIONS}/officeDocument" Target="/word/document2.xml"/></Relationships>'
LINK = (
    f'<Relationships><Relationship Type="{RELATIONS}/hyperlink" Target="https://r.cn/1" TargetMode="External"/>'
    "</Relationships>"
)


def test_docx_text_comes_from_everywhere_it_is_shown(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "表格里"
    document.sections[0].header.paragraphs[0].text = "页眉里"
    document.sections[0].footer.paragraphs[0].text = "页脚里 https://f.cn/foot"
    document.save(str(tmp_path / "a.docx"))
    facts = inspect(tmp_path / "a.docx")
    assert all(word in facts.text for word in ("表格里", "页眉里", "页脚里"))
    assert facts.urls == ("https://f.cn/foot",)


def test_docx_boxes_controls_and_tracked_changes(tmp_path: Path) -> None:
    box = "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
    body = box.format(paragraph("框"))
    body += f"<w:sdt><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>"
    body += (
        "<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:t>一</w:t><w:tab/><w:t>二</w:t></w:r></w:p>"
    )
    body += "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>"
    assert inspect(docx_of(tmp_path / "a.docx", body)).text.split() == ["框", "控件", "一", "二"]


def test_docx_links_come_from_relationships_fields_and_text(tmp_path: Path) -> None:
    body = paragraph("见 https://t.cn/0。") + paragraph("点此")
    body += '<w:p><w:fldSimple w:instr="HYPERLINK &quot;https://s.cn/3&quot;"/></w:p>'
    body += '<w:p><w:fldChar/><w:instrText> HYPERLINK "https://</w:instrText><w:instrText>i.cn/2"</w:instrText></w:p>'
    facts = inspect(docx_of(tmp_path / "a.docx", body, {"word/_rels/document.xml.rels": LINK}))
    assert facts.urls == ("https://t.cn/0", "https://r.cn/1", "https://s.cn/3", "https://i.cn/2")
    assert "i.cn" not in facts.text


def test_docx_main_part_may_have_another_name(tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    part = f'<w:document xmlns:w="{space}">{paragraph("在线版")}</w:document>'
    path = zipped(tmp_path / "a.docx", {"_rels/.rels": MAIN, "word/document2.xml": part})
    assert inspect(path).text.strip() == "在线版"


def test_docx_without_text(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "空.docx"))
    assert inspect(tmp_path / "空.docx").verdict is Fitness.UNUSABLE
    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    document = docx.Document()
    document.add_picture(io.BytesIO(picture.getvalue()))
    document.save(str(tmp_path / "图.docx"))
    facts = inspect(tmp_path / "图.docx")
    assert (facts.verdict, facts.usable) == (Fitness.UNCHECKED, True)
    assert "未核对内容" in facts.reason


def test_docx_whose_xml_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    assert "文件内部有损坏" in inspect(docx_of(tmp_path / "a.docx", "<w:p>")).reason


def test_xlsx_cells_hyperlinks_and_formulas(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["B1"], sheet["A2"] = "红网", 5, "见 https://t.cn/0，好"
    sheet["A1"].hyperlink = "https://h.cn/1"
    sheet["A3"] = '=HYPERLINK("https://f.cn/2","点")'
    book.save(tmp_path / "链接.xlsx")
    facts = inspect(tmp_path / "链接.xlsx")
    assert facts.text.splitlines()[:2] == ["红网\t5\t", "见 https://t.cn/0，好\t"]
    assert facts.urls == ("https://t.cn/0", "https://h.cn/1", "https://f.cn/2")


@pytest.mark.parametrize(
    ("formula", "whole", "broken"),
    [
        ('HYPERLINK("https://x.cn"&"/a/b.html","看")', ("https://x.cn/a/b.html",), ()),
        ('HYPERLINK(("https://x.cn/a") & ("/b.html"),"看"&"看")', ("https://x.cn/a/b.html",), ()),
        ('HYPERLINK(CONCATENATE("https://x.cn", "/a/","b.html"),"看")', ("https://x.cn/a/b.html",), ()),
        ('HYPERLINK(_xlfn.CONCAT("https://x.cn/a","/b")&".html","看")', ("https://x.cn/a/b.html",), ()),
        ('IF(A1="","https://x.cn/1.html","https://x.cn/2.html")', ("https://x.cn/1.html", "https://x.cn/2.html"), ()),
        ('HYPERLINK("https://x.cn/1.html?t="&"a""b","看")', ("https://x.cn/1.html?t=a",), ()),
        ('HYPERLINK("https://x.cn/a/"&A1,"看")', (), ("https://x.cn/a/",)),
        ('HYPERLINK("https://x.cn"&"/a?id="&TEXT(A1,"0"),"看")', (), ("https://x.cn/a?id=",)),
        ('HYPERLINK(CONCATENATE("https://x.cn/a/",A1,".html"),"看")', (), ("https://x.cn/a/",)),
        ('HYPERLINK(CONCATENATE("https://x.cn","/a/")&A1,"看")', (), ("https://x.cn/a/",)),
        ('"见 https://x.cn/1.html （共"&A1&"页）"', ("https://x.cn/1.html",), ()),
    ],
)
def test_addresses_that_formulas_put_together(
    tmp_path: Path, formula: str, whole: tuple[str, ...], broken: tuple[str, ...]
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["B1"] = f"={formula}"
    book.save(tmp_path / "链接.xlsx")
    facts = inspect(tmp_path / "链接.xlsx")
    assert (facts.urls, facts.doubtful) == (whole, broken)


def test_xlsx_with_nothing_filled_in(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "空.xlsx")
    assert inspect(tmp_path / "空.xlsx").reason == "表格里没有填写任何内容"


def test_odt_links_deleted_text_and_footers(tmp_path: Path) -> None:
    body = "<text:tracked-changes><text:p>删掉的</text:p></text:tracked-changes><text:p>一<text:s/>二</text:p>"
    body += '<text:p><text:a xlink:href="https://l.cn/1">点</text:a></text:p>'
    facts = inspect(odt_of(tmp_path / "a.odt", body))
    assert facts.text == "一 二\n点\n"
    assert facts.urls == ("https://l.cn/1",)


@pytest.mark.parametrize(("body", "verdict"), [("<text:p/>", Fitness.UNUSABLE), ("<draw:image/>", Fitness.UNCHECKED)])
def test_odt_without_text(tmp_path: Path, body: str, verdict: Fitness) -> None:
    assert inspect(odt_of(tmp_path / "a.odt", body)).verdict is verdict


def test_odt_encrypted_by_its_manifest(tmp_path: Path) -> None:
    manifest = '<manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/></m:file-entry></manifest>'
    path = odt_of(tmp_path / "a.odt", "<text:p>密</text:p>", {"META-INF/manifest.xml": manifest})
    assert "加密" in inspect(path).reason


@pytest.mark.parametrize(("page", "verdict"), [("", Fitness.UNUSABLE), ("<ofd:ImageObject/>", Fitness.UNCHECKED)])
def test_ofd_without_text(tmp_path: Path, page: str, verdict: Fitness) -> None:
    assert inspect(ofd_of(tmp_path / "a.ofd", page)).verdict is verdict


def test_ofd_pages_in_order_and_encryption(tmp_path: Path) -> None:
    pages = {f"Doc_0/Pages/Page_{n}/Content.xml": f"<a><TextCode>第{n}页</TextCode></a>" for n in (10, 2)}
    assert inspect(ofd_of(tmp_path / "a.ofd", "", pages)).text.split() == ["第2页", "第10页"]
    path = ofd_of(tmp_path / "b.ofd", "", {**pages, "Encryptions.xml": "<a/>"})
    assert "加密" in inspect(path).reason


@pytest.mark.parametrize("suffix", [".doc", ".wps"])
def test_word97_counts_unchecked_unless_encrypted_or_empty(
    tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    path = tmp_path / f"总结{suffix}"
    facts = inspect(doc_of(path))
    assert (facts.verdict, facts.usable, facts.local) == (Fitness.UNCHECKED, True, True)
    assert "未核对内容" in facts.reason
    assert "加密" in inspect(doc_of(path, flags=0x0100)).reason
    assert inspect(doc_of(path, characters=1)).reason == "文件里没有文字内容"


@pytest.mark.parametrize("suffix", [".doc", ".wps"])
def test_word97_damaged_or_another_format(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"总结{suffix}"
    doc_of(path).write_bytes(path.read_bytes()[:2000])
    assert "损坏" in inspect(path).reason
    whole(tmp_path, ".docx").rename(path)
    assert inspect(path).reason == f"内容实为 Word 文档（docx），后缀却是 {suffix}，照常计入"
    for content, real in ((b"{\\rtf1 x}", "RTF 文档"), (b"<html><body>x</body></html>", "网页（html）")):
        path.write_bytes(content)
        facts = inspect(path)
        assert (facts.usable, facts.reason) == (True, f"内容实为 {real}，后缀却是 {suffix}，照常计入")
        assert facts.text.strip() == "x"
    ole_of(path, {"Workbook": b"x"})
    assert "Excel" in inspect(path).reason


def test_an_ole_header_with_absurd_sectors_is_not_followed(tmp_path: Path) -> None:
    path = doc_of(tmp_path / "a.doc")
    data = bytearray(path.read_bytes())
    data[0x1E] = 40
    path.write_bytes(data)
    assert inspect(path).verdict is Fitness.UNUSABLE
