"""QR codes on pictures and inside documents: which addresses they give, and that nothing else is taken for one."""

from __future__ import annotations

import random
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.drawing.image import Image as CellPicture
from PIL import Image

from tests.support.material_files import odt_of, ofd_of
from tests.support.qr_codes import ACCOUNT, ARTICLE, code, png, scene, scene_with
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.materials.photos.codes import codes_on
from zhutiri_cli.materials.survey.inspect import inspect


def saved(image: Image.Image, path: Path) -> Path:
    image.save(path, quality=88)
    return path


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".bmp", ".gif", ".tif"])
def test_a_code_alone(tmp_path: Path, suffix: str) -> None:
    assert inspect(saved(code(ARTICLE), tmp_path / f"码{suffix}")).codes == (ARTICLE,)


def test_a_code_in_a_corner_of_a_large_photo(tmp_path: Path) -> None:
    path = saved(scene_with(ARTICLE, 0.2, (4000, 3000)), tmp_path / "1.jpg")
    assert inspect(path).codes == (ARTICLE,)


def test_turned_askew_faint_and_blurred() -> None:
    made = scene_with(ARTICLE, 0.25)
    for turned in (made.rotate(90, expand=True), made.rotate(180), made.rotate(23, expand=True)):
        assert codes_on(turned) == (ARTICLE,)
    assert codes_on(Image.blend(made, Image.new("RGB", made.size, "white"), 0.5)) == (ARTICLE,)


def test_on_nothing_but_transparency() -> None:
    plain = code(ARTICLE).convert("L")
    bare = Image.merge("LA", (Image.new("L", plain.size, 0), plain.point(lambda value: 255 - value)))
    assert codes_on(bare) == (ARTICLE,)


def test_two_codes_each_once() -> None:
    page = Image.new("RGB", (1200, 900), "white")
    for place, text in enumerate((ARTICLE, ACCOUNT, ARTICLE)):
        page.paste(code(text, 350), (place * 400, 100))
    assert sorted(codes_on(page)) == sorted((ARTICLE, ACCOUNT))


@pytest.mark.parametrize(
    "text",
    ["wxp://f2f0AbCdEf", "活动签到", "BEGIN:VCARD\nURL:https://x.example/a\nEND:VCARD", "https://a.example/一 二"],
)
def test_what_holds_no_address_gives_none(text: str) -> None:
    assert codes_on(code(text)) == ()


def test_an_address_without_its_scheme() -> None:
    assert codes_on(code("www.yunxi.example/a/1.html")) == ("www.yunxi.example/a/1.html",)


def test_no_code_is_seen_where_there_is_none() -> None:
    random.seed(7)
    for _ in range(20):
        assert codes_on(scene((800, 600))) == ()
    assert codes_on(Image.new("L", (1, 1))) == ()
    assert codes_on(Image.new("L", (3000, 2))) == ()


def test_in_a_word_document_with_and_without_words(tmp_path: Path) -> None:
    for words in ("宣传报道见下面的二维码", ""):
        made = docx.Document()
        made.add_paragraph(words)
        made.add_picture(png(code(ARTICLE)))
        made.save(str(tmp_path / "a.docx"))
        facts = inspect(tmp_path / "a.docx")
        assert facts.codes == (ARTICLE,)
        assert facts.drawn
        assert facts.verdict is (Fitness.USABLE if words else Fitness.UNCHECKED)


def test_in_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet()
    sheet["A1"] = "报道"
    sheet.add_image(CellPicture(png(code(ARTICLE))), "B2")
    book.save(tmp_path / "a.xlsx")
    assert inspect(tmp_path / "a.xlsx").codes == (ARTICLE,)


def test_in_an_open_document_and_an_ofd(tmp_path: Path) -> None:
    picture = png(code(ARTICLE)).getvalue()
    body = '<text:p><draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame></text:p>'
    assert inspect(odt_of(tmp_path / "a.odt", body, {"Pictures/1.png": picture})).codes == (ARTICLE,)
    page = '<ofd:ImageObject ID="1" ResourceID="2"/>'
    assert inspect(ofd_of(tmp_path / "a.ofd", page, {"Doc_0/Res/image_1.png": picture})).codes == (ARTICLE,)


def test_in_a_scanned_page(tmp_path: Path) -> None:
    page = Image.new("RGB", (1240, 1754), "white")
    page.paste(code(ARTICLE, 300), (800, 1300))
    page.save(tmp_path / "a.pdf", resolution=150)
    facts = inspect(tmp_path / "a.pdf")
    assert facts.codes == (ARTICLE,)
    assert facts.verdict is Fitness.UNCHECKED


def test_a_damaged_picture_takes_nothing_from_its_document(tmp_path: Path) -> None:
    body = '<text:p>总结<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame></text:p>'
    torn = png(code(ARTICLE)).getvalue()[:200]
    facts = inspect(odt_of(tmp_path / "a.odt", body, {"Pictures/1.png": torn, "Pictures/2.jpg": b"\xff\xd8\xff junk"}))
    assert facts.verdict is Fitness.USABLE
    assert facts.codes == ()
