"""Links that lead back to themselves: one sentence, or the check goes on; never an internal error."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tests.support.command import zhutiri
from tests.support.places import EXAMPLES
from zhutiri_cli import __file__ as package

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights that a test has not")
DAY = ("--as-of", "2024-04-12")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(EXAMPLES, tmp_path / "office")
    monkeypatch.chdir(tmp_path / "office")
    return tmp_path / "office"


def in_circles(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    path.symlink_to(path.name)


@pytest.mark.parametrize("command", [("record", "1", "--logo"), ("receive", "1", "来件/青禾教育局来信.eml", "--yes")])
def test_a_record(office: Path, command: tuple[str, ...]) -> None:
    (folder,) = (office / "data" / "submissions" / "2024").glob("01-*")
    in_circles(folder / "submission.yaml")
    ran = zhutiri(*command)
    assert ran.status == 2
    assert "submission.yaml" in ran.err
    assert "程序内部出错" not in ran.err


def test_the_root(office: Path) -> None:
    in_circles(office / "data" / "submissions" / "2024")
    ran = zhutiri("check", "1", *DAY)
    assert "程序内部出错" not in ran.err
    assert "没有报送材料总文件夹 data/submissions/2024" in ran.out


def test_the_cache(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_circles(office / "here")
    monkeypatch.setenv("XDG_CACHE_HOME", str(office / "here"))
    ran = zhutiri("check", *DAY, "--fail-on", "never")
    assert ran.status == 0
    assert "不能使用" in ran.out + ran.err


def test_no_room_asks_where_a_path_leads_in_another_way() -> None:
    sources = Path(package).parent.rglob("*.py")
    assert [path.name for path in sources if ".resolve(" in path.read_text(encoding="utf-8")] == []
