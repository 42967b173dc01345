"""Pictures inside documents: how many may be photos, and where they count."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest
from docx.shared import Cm
from PIL import Image

from tests.support.command import zhutiri
from tests.support.places import BASE_PLAN
from zhutiri_cli.materials.survey.inspect import inspect

TEXT = "春季就业服务日活动总结：3月15日，麦浪人社局邀请三百余人到场，现场发放资料，解答咨询。" * 4


def picture(width: int, height: int, shade: int = 0) -> io.BytesIO:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).point(lambda v: (v + shade) % 256).save(out, "PNG")
    out.seek(0)
    return out


def with_pictures(path: Path, *pictures: io.BytesIO, header: io.BytesIO | None = None) -> Path:
    made = docx.Document()
    made.add_paragraph(TEXT)
    for one in pictures:
        made.add_picture(one, Cm(5))
    if header is not None:
        made.sections[0].header.paragraphs[0].add_run().add_picture(header)
    made.save(str(path))
    return path


def test_large_pictures_of_the_body_are_counted_once_each(tmp_path: Path) -> None:
    path = with_pictures(
        tmp_path / "a.docx", picture(800, 600), picture(800, 600, 40), picture(800, 600), picture(299, 80),
        header=picture(900, 200, 9),
    )  # fmt: skip
    assert inspect(path).pictures == 2


def test_pictures_of_a_pdf_but_not_a_scan(tmp_path: Path) -> None:
    Image.open(picture(800, 600)).convert("RGB").save(tmp_path / "扫描.pdf")
    assert inspect(tmp_path / "扫描.pdf").pictures == 0


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "submissions" / "2024" / "03"
    folder.mkdir(parents=True)
    (folder / "活动方案.txt").write_text(
        "活动方案：拟于3月15日举办春季就业服务日，届时邀请群众参加。", encoding="utf-8"
    )
    (folder / "submission.yaml").write_text(
        "held: 2024-03-15\nsubmitted: 2024-03-20\nlinks: [https://www.yunxi.example/a/1.html]\n", encoding="utf-8"
    )
    return tmp_path


def checked(workspace: Path, plan: str) -> tuple[int, list[str]]:
    """How many photos activity 3 has, and what ZT314 says."""
    (workspace / "plan_2024.yaml").write_text(plan, encoding="utf-8")
    ran = zhutiri(
        "check", "--plan", str(workspace / "plan_2024.yaml"), "--id", "3", "--as-of", "2024-04-12", "-f", "json"
    )
    (item,) = json.loads(ran.out)["activities"]
    told = [one["message"] for one in item["findings"] if one["rule"] == "ZT314"]
    return item["materials"]["photos"]["usable"], told


PLAN = BASE_PLAN.read_text(encoding="utf-8")


def test_they_count_where_they_show_what_was_done(workspace: Path) -> None:
    folder = workspace / "submissions" / "2024" / "03"
    with_pictures(folder / "活动总结.docx", picture(800, 600), picture(800, 600, 40))
    with_pictures(folder / "活动方案.docx", picture(800, 600, 80))
    count, told = checked(workspace, PLAN)
    assert count == 2
    assert ["2 张图片计入图片" in one for one in told] == [True]
    never = PLAN.replace(
        "    within_working_days: 5\n", "    within_working_days: 5\n    pictures_in_documents: false\n"
    )
    assert never != PLAN
    assert checked(workspace, never) == (0, [])


def test_a_document_of_photos(workspace: Path) -> None:
    folder = workspace / "submissions" / "2024" / "03"
    made = docx.Document()
    for shade in (0, 40, 80):
        made.add_picture(picture(800, 600, shade), Cm(5))
    made.save(str(folder / "现场照片.docx"))
    assert checked(workspace, PLAN)[0] == 3


def test_a_scanned_page_in_a_document_is_no_photo(tmp_path: Path) -> None:
    page = Image.new("RGB", (1240, 1754), "white")
    for row in range(150, 1600, 40):
        page.paste((40, 40, 40), (120, row, 1100, row + 14))
    out = io.BytesIO()
    page.save(out, "PNG")
    made = docx.Document()
    made.add_picture(out, Cm(5))
    made.add_picture(picture(800, 600), Cm(5))
    made.save(str(tmp_path / "活动总结.docx"))
    assert inspect(tmp_path / "活动总结.docx").pictures == 1


@pytest.mark.parametrize("suffix", [".docm", ".dotx"])
def test_other_suffixes_of_word_are_read(tmp_path: Path, suffix: str) -> None:
    with_pictures(tmp_path / f"活动总结{suffix}")
    facts = inspect(tmp_path / f"活动总结{suffix}")
    assert (facts.kind, facts.text.strip()) == ("document", TEXT)
