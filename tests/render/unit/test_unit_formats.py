"""``zhutiri remind --for UNIT``: the command, and its page as HTML, .docx, text and JSON."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import docx
import pypdfium2
import pytest

from tests.support.browser import browse
from tests.support.command import Ran, zhutiri
from tests.support.fixed_facts import fixed_unit_page
from tests.support.html_page import Page
from tests.support.places import EXAMPLES
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display

pytestmark = pytest.mark.usefixtures("examples_known")

FARM = "云汐示范区麦浪农业局"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample, which is the current folder."""
    for name in ("ZHUTIRI_PLAN", "ZHUTIRI_SUBMISSIONS"):
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def page_for(unit: str, *arguments: str) -> Ran:
    return zhutiri("remind", "--as-of", "2024-04-12", "--for", unit, *arguments)


@pytest.mark.usefixtures("workspace")
def test_the_page_on_the_screen() -> None:
    ran = page_for(FARM)
    assert ran.status == 0
    assert ran.out.startswith(f"云汐示范区2024年“政务公开主题日”活动　{FARM}\n截至2024年4月12日\n")
    for line in (
        "今年牵头或单独承办1项。目前要办1项：第9项。",
        "9. 农机补贴政策宣讲：承办；3月22日（周五），报送截止日3月29日（周五）；材料不全，逾期9个工作日",
        "  ☑ 图片：算数的1个：图片/宣讲.jpg；“图片/演示.jpg”不算数：图片已损坏或没有传完整，不能完整显示",
        "  ☐ 总结：还没有收到；“活动总结.docx”不算数：文件是空的（0 字节）",
        "  ？ 宣传报道链接：可能就在尚未核对的“物资清单.csv”里，由办公室核对",
    ):
        assert f"{line}\n" in ran.out, ran.out


@pytest.mark.usefixtures("workspace")
def test_the_unit_is_read_as_typed_for_this_option() -> None:
    assert f"--for 农业局 读作 {FARM}\n" in page_for("农业局").err


def test_every_format_by_its_suffix(workspace: Path) -> None:
    ran = page_for(FARM, *(f"-o单位{suffix}" for suffix in (".html", ".docx", ".txt", ".json")))
    assert (ran.status, ran.out) == (0, f"{FARM}：承办 1 项，要办 1 项\n")
    words = "".join(Page((workspace / "单位.html").read_text(encoding="utf-8")).words)
    letter = docx.Document(io.BytesIO((workspace / "单位.docx").read_bytes()))
    document = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    tree = json.loads((workspace / "单位.json").read_text(encoding="utf-8"))
    assert tree["schema"] == "zhutiri/unit/1"
    assert [tick["state"] for tick in tree["activities"][0]["checklist"]] == ["done", "done", "open", "unsure"]
    for said in ("“活动总结.docx”不算数：文件是空的（0 字节）", "第5个工作日3月29日（周五）为报送截止日", "请尽快报齐"):
        assert said in words
        assert said in document
    assert [cell.text for cell in letter.tables[0].rows[1].cells][:2] == ["9", "农机补贴政策宣讲"]


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("没有这个局",), "计划中没有单位 没有这个局"),
        ((FARM, "--unit", FARM), "--for 不能与 --unit 同时使用"),
        ((FARM, "--sent", "--dry-run"), "--for 不能与 --sent、--dry-run 同时使用"),
        ((FARM, "-o", "单位.eml"), "请用这些后缀之一：.txt、.docx、.html、.json"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments: tuple[str, ...], said: str) -> None:
    ran = page_for(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_the_page_holds_no_command_and_loads_nothing() -> None:
    text = formats("unit")["html"].render(fixed_unit_page(), Display())
    assert isinstance(text, str)
    made = Page(text)
    assert {tag for tag, _ in made.elements} & {"script", "link", "img", "iframe", "a", "form", "base"} == set()
    assert [tag for tag, attributes in made.elements if {"src", "style", "onclick"} & attributes.keys()] == []
    assert re.search(r"url\(|@import", text) is None
    assert re.search(r"zhutiri [a-z]|(?<![\w-])--[a-z]|\.ya?ml", "".join(made.words)) is None


@pytest.mark.parametrize("unit", [FARM, "云汐示范区纸鸢街道办事处", "云汐示范区青禾教育局"])
def test_a_unit_s_page_is_one_or_two_sheets(workspace: Path, unit: str) -> None:
    assert page_for(unit, "-o", "单位.html").status == 0
    out = workspace / "page.pdf"
    seen = browse(workspace / "单位.html", {"axe": True}, {"pdf": str(out)}, script=True)
    assert seen.results[0] == []
    assert seen.asked == [(workspace / "单位.html").as_uri()]
    with pypdfium2.PdfDocument(out.read_bytes()) as document:
        assert tuple(map(round, document[0].get_size())) == (595, 842)
        assert 1 <= len(document) <= 2


def test_an_alias_of_the_roster_is_enough(workspace: Path) -> None:
    plan = workspace / "data" / "plan_2024.yaml"
    text = plan.read_text(encoding="utf-8")
    units = sorted(set(re.findall("云汐示范区[^\\s,，\\]”]+?(?:局|办事处)", text)))
    roster = "".join(f"  - {{name: {unit}, aliases: [{unit[5:]}]}}\n" for unit in units)
    plan.write_text(text.replace("\nactivities:", f"\nroster:\n{roster}\nactivities:"), encoding="utf-8")
    ran = page_for("麦浪农业局")
    assert ran.status == 0, ran.err
    assert ran.out.startswith(f"云汐示范区2024年“政务公开主题日”活动　{FARM}\n")
