"""The sample workspace in ``examples/``: made by its script, the same each time, small, and of every status.

Expected dates are worked out here by hand, not by the product.
"""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
import yaml
from PIL import Image, ImageChops, ImageStat

from tests.support.places import EXAMPLES

SCRIPTS = EXAMPLES.parent / "scripts"
SUBMISSIONS = EXAMPLES / "data" / "submissions" / "2024"
MADE = (".docx", ".pdf", ".jpg")
ROOM = 1_000_000  # bytes for the whole sample
PLAN: dict[str, Any] = yaml.safe_load((EXAMPLES / "data" / "plan_2024.yaml").read_text(encoding="utf-8"))
LISTED: dict[str, dict[str, Any]] = yaml.safe_load((SCRIPTS / "sample_materials.yaml").read_text(encoding="utf-8"))


def made_files(root: Path) -> dict[str, bytes]:
    """The files that the script writes, by path under the root."""
    found = sorted(path for path in root.rglob("*") if path.suffix in MADE)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample's files as the script writes them now."""
    root = tmp_path_factory.mktemp("sample")
    subprocess.run([sys.executable, str(SCRIPTS / "make_sample.py"), str(root)], check=True)
    return made_files(root)


def same_picture(one: bytes, other: bytes) -> bool:
    """Whether two JPEG files show the same picture, give or take the encoder's version."""
    pictures = [Image.open(io.BytesIO(raw)).convert("RGB") for raw in (one, other)]
    if pictures[0].size != pictures[1].size:
        return False
    return max(ImageStat.Stat(ImageChops.difference(*pictures)).mean) < 3


def word_text(raw: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(raw)).paragraphs]


def is_damaged(path: str) -> bool:
    activity, _, name = path.partition("/")
    content = LISTED[activity][name]
    return isinstance(content, dict) and "keep" in content


def test_the_script_writes_exactly_the_tracked_files(again: dict[str, bytes]) -> None:
    assert list(again) == list(made_files(SUBMISSIONS))


@pytest.mark.parametrize("path", made_files(SUBMISSIONS))
def test_a_file_comes_out_the_same(path: str, again: dict[str, bytes]) -> None:
    """Byte for byte; another version of zlib, python-docx or libjpeg may only write the same content otherwise."""
    tracked = (SUBMISSIONS / path).read_bytes()
    if again[path] == tracked or is_damaged(path):
        return
    if path.endswith(".docx"):
        assert word_text(again[path]) == word_text(tracked)
    else:
        assert path.endswith(".jpg")
        assert same_picture(again[path], tracked)


def test_the_script_has_no_clock_in_it(again: dict[str, bytes], tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SCRIPTS / "make_sample.py"), str(tmp_path)], check=True)
    assert made_files(tmp_path) == again


def test_the_sample_is_small() -> None:
    size = sum(path.stat().st_size for path in EXAMPLES.rglob("*") if path.is_file())
    assert size < ROOM


@pytest.mark.parametrize("path", [path for path in made_files(SUBMISSIONS) if path.endswith(".pdf")])
def test_a_pdf_has_its_text(path: str) -> None:
    activity, _, name = path.partition("/")
    with pypdfium2.PdfDocument((SUBMISSIONS / path).read_bytes()) as document:
        text = document[0].get_textpage().get_text_range()
    assert "".join(text.split()) == "".join(LISTED[activity][name].split())


@pytest.mark.parametrize("path", [path for path in made_files(SUBMISSIONS) if path.endswith(".jpg")])
def test_a_picture_opens_unless_it_is_meant_not_to(path: str) -> None:
    with Image.open(SUBMISSIONS / path) as picture:
        assert picture.size >= (640, 480)
        if is_damaged(path):
            with pytest.raises(OSError, match="truncated"):
                picture.load()
        else:
            picture.load()


def test_one_picture_is_damaged_and_one_document_is_empty() -> None:
    files = made_files(SUBMISSIONS)
    assert [path for path in files if is_damaged(path)] == ["09-麦浪农业局/图片/演示.jpg"]
    assert [path for path, raw in files.items() if not raw] == ["09-麦浪农业局/活动总结.docx"]


def test_the_plan_is_numbered_and_plainly_made_up() -> None:
    activities = PLAN["activities"]
    assert [activity["id"] for activity in activities] == list(range(1, 15))
    assert all(unit.startswith("云汐示范区") for activity in activities for unit in activity["units"])
    assert PLAN["requirements"]["portal"]["domain"].endswith(".example")
    assert "虚构" in PLAN["title"]


def test_no_link_leads_anywhere_real() -> None:
    texts = [
        path.read_text(encoding="utf-8") for path in EXAMPLES.rglob("*") if path.suffix in (".yaml", ".txt", ".url")
    ]
    hosts = {piece.split("/")[0].split()[0] for text in texts for piece in text.split("https://")[1:]}
    assert hosts == {"www.yunxi.example", "news.wanfeng.example"}


def test_the_records_say_what_the_readme_says() -> None:
    records = {
        path.parent.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in SUBMISSIONS.rglob("*.yaml")
    }
    with_date = [name for name, record in records.items() if "held" in record]
    assert sorted(with_date) == sorted(records)
    assert "10-回声街道" not in records  # 待登记: pictures, but nothing recorded
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert all(f"`{folder.name}`" in readme for folder in SUBMISSIONS.iterdir())
