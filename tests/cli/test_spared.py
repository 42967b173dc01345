"""No output takes the place of received material, of the plan, or of a list that is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from tests.support.killed_round import tree
from tests.support.places import EXAMPLES

AS_OF = ("--as-of", "2024-04-12")
MATERIAL = "data/submissions/2024/01-萤火就业局-萤火送岗/活动方案.docx"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample; it is the current folder."""
    shutil.copytree(EXAMPLES / "data", tmp_path / "data")
    (tmp_path / "清单.txt").write_text(".\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (("check",), MATERIAL),
        (("check",), "data/submissions/2024/01-萤火就业局-萤火送岗/新的.docx"),
        (("check",), "data/../data/submissions/2024/周报.html"),
        (("remind",), MATERIAL),
        (("remind",), "data/submissions/2024/催办.docx"),
        (("remind", "--for", "麦浪农业局"), "data/submissions/2024/01-萤火就业局-萤火送岗/页.html"),
        (("deadlines",), "data/submissions/2024/01-萤火就业局-萤火送岗/报道链接.csv"),
        (("check", "-f", "json"), "data/plan_2024.yaml"),
        (("deadlines", "-f", "json"), "data/plan_2024.yaml"),
        (("validate", "-f", "json"), "data/plan_2024.yaml"),
        (("diff", "data/plan_2024.yaml", "-f", "json"), "data/plan_2024.yaml"),
        (("rollup", "清单.txt"), "清单.txt"),
        (("rollup", "data/plan_2024.yaml", "-f", "json"), "data/plan_2024.yaml"),
    ],
)
def test_what_is_read_is_never_written_over(here: Path, words: tuple[str, ...], place: str) -> None:
    before = tree(here)
    ran = zhutiri(*words, *AS_OF, "-o", place)
    assert ran.status == 2, ran.out
    assert f"输出文件 {Path(place)} " in ran.err
    assert "请换一个文件名" in ran.err or "请写到别的文件夹" in ran.err
    assert tree(here) == before


def test_a_link_into_the_submissions_root_is_no_way_round(here: Path) -> None:
    (here / "链接").symlink_to(here / "data" / "submissions")
    ran = zhutiri("check", *AS_OF, "-o", "链接/2024/周报.html")
    assert ran.status == 2
    assert "在报送材料的文件夹里" in ran.err
    assert not (here / "data/submissions/2024/周报.html").exists()


@pytest.mark.usefixtures("here")
def test_an_earlier_report_may_be_replaced_by_the_next() -> None:
    for more in ((), ("--baseline", "上周.json")):
        ran = zhutiri("check", *AS_OF, "--fail-on", "never", "-o", "上周.json", *more)
        assert ran.status == 0, ran.err
