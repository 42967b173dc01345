"""What a file under another suffix is told to be, and what is to be done about it, sort by sort."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from PIL import Image

from tests.support.command import zhutiri
from tests.support.material_files import doc_of
from tests.support.places import BASE_PLAN
from zhutiri_cli.materials.file_facts import Fitness
from zhutiri_cli.materials.survey.inspect import inspect

PDF = b"%PDF-1.4\n" + b"x" * 300
MP4 = b"\0\0\0\x20ftypisom\0\0\2\0isomiso2avc1mp41" + b"\0" * 300
DOCUMENT = "应是文档的，请单位重新报送真正的 {} 文件"
PICTURE = "应是图片的，请单位重新报送真正的 {} 文件"


def photo(kind: str = "JPEG") -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((80, 60), 60).convert("RGB").save(stream, kind)
    return stream.getvalue()


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("说明.txt", "x")
    return stream.getvalue()


def word() -> bytes:
    stream, made = io.BytesIO(), docx.Document()
    made.add_paragraph("活动总结")
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "real", "remedy"),
    [
        *(
            (f"总结{suffix}", photo(), "JPEG", f"这是图片：请把后缀改为 .jpg，照常放入；{DOCUMENT.format(suffix)}")
            for suffix in (".docx", ".pdf", ".xlsx", ".doc", ".txt")
        ),
        ("图.jpg", PDF, "PDF", f"这是文档：请把后缀改为 .pdf，照常放入；{PICTURE.format('.jpg')}"),
        ("图.jpg", word(), "Word 文档（docx）", f"这是文档：请把后缀改为 .docx，照常放入；{PICTURE.format('.jpg')}"),
        ("图.jpg", MP4, "MP4", f"这是视频：请把后缀改为 .mp4，照常放入；{PICTURE.format('.jpg')}"),
        (
            "总结.docx",
            zipped(),
            "ZIP 压缩包",
            f"这是压缩包：请把后缀改为 .zip，解压后重新放入；{DOCUMENT.format('.docx')}",
        ),
        ("总结.docx", PDF, "PDF", "请把后缀改为 .pdf，或另存为真正的 .docx 文件后重新放入"),
        ("材料.rar", zipped(), "ZIP 压缩包", "请把后缀改为 .zip，解压后重新放入"),
    ],
)
def test_a_file_under_another_suffix_is_told_for_what_it_is(
    tmp_path: Path, name: str, content: bytes, real: str, remedy: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    facts = inspect(path)
    assert (facts.verdict, facts.reason) == (Fitness.UNUSABLE, f"内容实为 {real}，后缀却是 {path.suffix}")
    assert facts.remedy == remedy


def test_an_old_document_under_the_new_suffix(tmp_path: Path) -> None:
    facts = inspect(doc_of(tmp_path / "总结.docx"))
    assert facts.reason == "内容实为 旧版 Word 文档（doc），后缀却是 .docx"
    assert facts.remedy == "请把后缀改为 .doc，或另存为真正的 .docx 文件后重新放入"


def test_a_picture_called_a_document_is_told_where_its_name_tells_nothing(tmp_path: Path) -> None:
    """Nothing can be read in it that would tell its kind: why is said, by a check and as it comes in."""
    plan, came = tmp_path / "plan_2024.yaml", tmp_path / "IMG_001.docx"
    plan.write_text(BASE_PLAN.read_text(encoding="utf-8"), encoding="utf-8")
    came.write_bytes(photo())
    ran = zhutiri("receive", "3", str(came), "--on", "2024-03-18", "--held", "2024-03-15", "--plan", str(plan))
    assert (ran.status, "未认出：IMG_001.docx（不能使用：内容实为 JPEG，后缀却是 .docx）" in ran.out) == (0, True), ran
    words = ("--plan", str(plan), "--as-of", "2024-03-18", "--no-cache", "--fail-on", "never")
    out = "".join(zhutiri("check", "3", *words).out.split())
    assert "“IMG_001.docx”不能使用：内容实为JPEG，后缀却是.docx〔警告ZT305" in out
    assert "IMG_001.docx”未识别" not in out
