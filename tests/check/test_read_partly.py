"""A file of which only a part could be read counts, what was read of it is judged, and it is told everywhere that the
rest was not: it is never a pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.pieces import png
from tests.support.endless_pdf import ENDLESS
from tests.support.material_files import docx_of
from tests.support.one_set import DONE, checked, said, unlinked
from zhutiri_cli.materials import readers
from zhutiri_cli.materials.survey import workers
from zhutiri_cli.materials.survey.workers import AT_FIRST

LONG = "各社区依次开展了政策宣讲。" * 77_000
"""A million characters and some."""
PHONE = "联系人张三，电话13812345678。"
ADDRESS = "https://www.yunxi.example/zwgk/3.html"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = unlinked(tmp_path)
    (made / "报道链接.txt").write_text(ADDRESS, encoding="utf-8")
    return made


def test_numbers_in_what_was_read_are_told_and_so_is_that_the_rest_was_not(folder: Path) -> None:
    (folder / "活动总结.txt").write_text(DONE + PHONE + LONG, encoding="utf-8")
    item = checked(folder)
    (told,) = said(item, "ZT305")
    assert "活动总结.txt”未核对内容：超过 100 万字，只看了前面的，后面的没有核对" in told
    assert "138****5678" in said(item, "ZT313")[0]
    assert said(item, "ZT310") == []


def test_behind_the_end_nobody_looked_and_it_is_told(folder: Path) -> None:
    (folder / "活动总结.txt").write_text(DONE + LONG + PHONE, encoding="utf-8")
    item = checked(folder)
    assert said(item, "ZT313") == []
    assert len(said(item, "ZT305")) == 1
    assert item["materials"]["summary"]["usable"] == 1


def test_an_address_that_may_stand_behind_it_is_the_office_s_to_look_for(folder: Path) -> None:
    (folder / "报道链接.txt").write_text(LONG + ADDRESS, encoding="utf-8")
    item = checked(folder)
    assert item["action"] == "office"
    assert any("报道链接.txt" in told for told in said(item, "ZT304"))


def test_words_without_an_address_are_the_office_s_to_look_at(folder: Path) -> None:
    (folder / "报道链接.txt").write_text("活动报道 hTTp:\\\\a.gov.cn\\x 云汐日报", encoding="utf-8")
    item = checked(folder)
    assert item["action"] == "office"
    assert any("报道链接.txt" in told for told in said(item, "ZT304"))


@pytest.mark.reader_processes
def test_a_drawing_without_end_leaves_the_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "AT_FIRST", {".pdf": 1.0})
    (folder / "活动总结.txt").unlink()
    (folder / "活动总结.pdf").write_bytes(ENDLESS)
    item = checked(folder)
    (told,) = said(item, "ZT305")
    assert "活动总结.pdf”未核对内容：里面的图 10 秒没有画完，只看了文字，图上的二维码没有看" in told
    assert item["materials"]["summary"]["usable"] == 1
    assert said(item, "ZT901") == []


def test_whatever_can_be_read_plainly_is_asked_to_after_a_first_look() -> None:
    plainly = {suffix for suffix, reader in readers.readers().items() if hasattr(reader, "read_plainly")}
    assert plainly == set(AT_FIRST)


def test_of_very_many_pictures_the_office_looks_through_the_rest(folder: Path) -> None:
    (folder / "报道链接.txt").unlink()
    (folder / "活动总结.txt").unlink()
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in DONE.splitlines())
    pictures = {f"word/media/{number}.png": png(20, 20, data=bytes(420)) for number in range(51)}
    docx_of(folder / "活动总结.docx", body, pictures)
    item = checked(folder)
    assert item["action"] == "office"
    assert "请打开“活动总结.docx”看有没有报道的网址" in item["findings"][0]["hint"]
    assert said(item, "ZT305") == []
