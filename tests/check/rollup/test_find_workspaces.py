"""Folders, patterns, plan files, folders of folders and lists: which workspaces are meant, and what is none."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from tests.support.many_workspaces import province, sound
from zhutiri_cli.check.rollup.find_workspaces import find_workspaces
from zhutiri_cli.check.rollup.workspaces_below import NO_PLAN
from zhutiri_cli.common.errors import UsageProblem


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*words: str) -> list[tuple[str, str]]:
    return [(str(place.path), place.fault) for place in find_workspaces(words, 2024)]


def test_a_folder_of_folders_is_looked_through_and_what_holds_no_plan_is_told(here: Path) -> None:
    province(here / "全省")
    (here / "全省" / ".git").mkdir()
    assert [name for name, fault in found("全省") if not fault] == [f"全省/{n}号县" for n in (1, 2, 3, 4, 5, 6)]
    assert [name for name, fault in found("全省") if fault.startswith("没有计划文件")] == ["全省/7号县", "全省/8号县"]


def test_folders_may_lie_in_folders(here: Path) -> None:
    for place in ("甲市/10号县", "甲市/9号县", "乙市/11号县"):
        sound(here / "全省" / place)
    (here / "全省" / "丙市" / "12号县").mkdir(parents=True)
    names = ["全省/乙市/11号县", "全省/甲市/9号县", "全省/甲市/10号县"]
    assert [name for name, fault in found("全省") if not fault] == names
    assert [name for name, fault in found("全省") if fault] == ["全省/丙市"]


def test_a_pattern_is_expanded_by_the_program_and_each_workspace_comes_once(here: Path) -> None:
    province(here / "全省")
    assert found("全省/[12]号县", "全省/1号县") == [("全省/1号县", ""), ("全省/2号县", "")]
    assert found(f"{here}/全省/*/data/plan_2024.yaml", "全省/9*")[-1] == ("全省/9*", "没有匹配的文件夹")


@pytest.mark.parametrize(
    "words",
    [
        ("全省/1号县", "全省/1号县/data/plan_2024.yaml"),
        ("全省/1号县", "全省/1号县/data"),
        ("全省/1号县", "别名", "别名/data/plan_2024.yaml", "全省/../全省/1号县"),
        ("全省/1号县", "全省/1号*/data/plan_*.yaml", "全省/1号*"),
    ],
)
def test_a_workspace_is_one_however_it_is_named(here: Path, words: tuple[str, ...]) -> None:
    province(here / "全省")
    (here / "别名").symlink_to(here / "全省/1号县", target_is_directory=True)
    assert found(*words) == [("全省/1号县", "")]
    assert found(*words[::-1]) == [(words[-1], "") if "*" not in words[-1] else ("全省/1号县", "")]


def test_another_years_plan_is_a_row_of_its_own(here: Path) -> None:
    province(here / "全省")
    old, new = (f"全省/4号县/data/plan_{year}.yaml" for year in (2023, 2024))
    assert found("全省/4号县", new, old) == [("全省/4号县", ""), (old, "")]
    assert found("全省/4号县/data/plan_*.yaml") == [(old, ""), (new, "")]
    assert [str(one.path) for one in find_workspaces([old, "全省/4号县"], 2023)] == [old]


def test_workspaces_that_share_a_plan_by_links_are_several(here: Path) -> None:
    sound(here / "甲县")
    for name in ("乙县", "丙县"):
        (here / name / "data").mkdir(parents=True)
        (here / name / "data" / "plan_2024.yaml").symlink_to(here / "甲县/data/plan_2024.yaml")
    assert len(found(".")) == 3


def test_of_all_that_a_pattern_matches_workspaces_are_told_and_folders_without(here: Path) -> None:
    province(here / "全省")
    (here / "全省/2号县/函件/附件").mkdir(parents=True)
    (here / "全省/2号县/函件/名单.yaml").write_text("x", encoding="utf-8")
    own = [(f"全省/{number}号县", "") for number in range(1, 7)]
    none = [(f"全省/{number}号县", NO_PLAN) for number in (7, 8)]
    assert found("**") == found("全省/*") == found("*/**") == found(".") == own + none
    own = [(f"全省/{number}号县/{'data' if number != 5 else 'plan_2024.yaml'}", "") for number in range(1, 7)]
    assert found("全省/*/*") == [*own, ("全省/7号县/data", NO_PLAN)]
    assert found("全省/[12]号县/data/*") == [(f"全省/{number}号县/data/plan_2024.yaml", "") for number in (1, 2)]
    assert found("全省/2号县", "全省/2号县/函件") == [("全省/2号县", ""), ("全省/2号县/函件", NO_PLAN)]


def test_a_file_from_a_pattern_is_named_as_plans_are_or_wholly_typed(here: Path) -> None:
    for name in ("甲县", "乙县"):
        sound(here / name)
        (here / name / "计划.yaml").write_text("x", encoding="utf-8")
    assert found("*/计划.yaml") == [("乙县/计划.yaml", ""), ("甲县/计划.yaml", "")]
    assert found("甲县", "*/计*.yaml") == [("甲县", ""), ("*/计*.yaml", "没有匹配的文件夹")]


def test_deep_down_a_pattern_finds_what_a_folder_does_not(here: Path) -> None:
    sound(here / "一/二/三/四/五/六/甲县")
    assert found("一") == [("一", NO_PLAN)]
    assert found("**") == [("一/二/三/四/五/六/甲县", "")]


def test_a_city_with_a_plan_of_its_own_hides_no_district(here: Path) -> None:
    city = sound(here / "某市")
    sound(city / "甲区")
    sound(city / "片区" / "乙区")
    own = [("某市", ""), ("某市/片区/乙区", ""), ("某市/甲区", "")]
    assert found("某市") == found(".") == found("**") == found("某市", "某市/*") == own
    (city / "函件").mkdir()
    assert found("某市") == found("*") == found("**") == [own[0], ("某市/函件", NO_PLAN), *own[1:]]


@pytest.mark.parametrize("inner", ["data", ""])
def test_beside_its_data_a_workspace_may_have_any_folder(
    here: Path, monkeypatch: pytest.MonkeyPatch, inner: str
) -> None:
    """And what was submitted is not looked through, nor is a copy of a plan in there a workspace."""
    place = here / "甲县" / inner
    submitted = sound(place / "submissions" / "2024" / "01-人社局")
    (here / "甲县" / "函件").mkdir()
    (here / "甲县" / ".git").mkdir()
    (place / "plan_2024.yaml").write_bytes((submitted / "data" / "plan_2024.yaml").read_bytes())
    listed, seen = os.scandir, list[str]()

    def noted(path: str | Path = ".") -> object:
        seen.append(str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", noted)
    assert found("甲县") == [("甲县", "")]
    assert found(f"甲县/{inner or '.'}/*") == [(f"甲县/{inner and inner + '/'}plan_2024.yaml", "")]
    assert [path for path in seen if "submissions" in path or ".git" in path] == []


def close(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody list folders whose paths end so."""
    listed = os.scandir

    def closed(path: str | Path = ".") -> object:
        if str(path).endswith(name):
            raise PermissionError(13, "closed")
        return listed(path)

    monkeypatch.setattr(os, "scandir", closed)


def test_a_folder_of_a_workspace_that_may_not_be_listed_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Districts may be in there."""
    sound(here / "某市")
    for name in ("不能看", "函件/不能看", "函件/空的"):
        (here / "某市" / name).mkdir(parents=True)
    close("不能看", monkeypatch)
    fault = "打不开（没有权限）"
    assert found("某市") == found("**") == [("某市", ""), ("某市/不能看", fault), ("某市/函件/不能看", fault)]


def test_a_name_that_looks_like_a_pattern_is_a_name_first(here: Path) -> None:
    sound(here / "全省[1]" / "甲县")
    assert found("全省[1]") == [("全省[1]/甲县", "")]


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_list_names_one_a_line_from_its_own_folder(here: Path, mark: bytes) -> None:
    province(here / "全省")
    text = "# 全省\r\n\r\n 1号县 \r\n[45]号县\r\n全省/2号县\n没有的\n说明.txt\n"
    (here / "全省" / "清单.txt").write_bytes(mark + text.encode())
    (here / "全省" / "说明.txt").write_text("不是清单", encoding="utf-8")
    assert found("全省/清单.txt") == [
        ("全省/1号县", ""),
        ("全省/4号县", ""),
        ("全省/5号县", ""),
        ("全省/2号县", ""),
        ("全省/没有的", "不存在"),
        ("全省/说明.txt", "不是工作区的文件夹，也不是计划文件"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# 全省\n  # 全省/1号县\n"])
def test_a_list_that_names_nothing_is_told(here: Path, text: str) -> None:
    province(here / "全省")
    (here / "清单.txt").write_text(text, encoding="utf-8")
    assert found("清单.txt", "全省/1号县") == [("清单.txt", "清单里没有写任何工作区"), ("全省/1号县", "")]
    with pytest.raises(UsageProblem, match=r"清单\.txt：清单里没有写任何工作区"):
        find_workspaces(["清单.txt"], 2024)


def test_a_list_in_another_encoding_is_named(here: Path) -> None:
    (here / "清单.txt").write_bytes("全省/天心区".encode("gbk"))
    with pytest.raises(UsageProblem, match="不是 UTF-8 文本的清单"):
        find_workspaces(["清单.txt"], 2024)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("words", [["没有的"], ["没有的/*", "也没有"]])
def test_where_nothing_is_there_at_all_nothing_is_done(words: list[str]) -> None:
    with pytest.raises(UsageProblem, match="没有找到任何工作区"):
        find_workspaces(words, 2024)


def test_a_folder_that_may_not_be_listed_is_a_row(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound(here / "全省" / "1号县")
    (here / "全省" / "2号县").mkdir()
    close("2号县", monkeypatch)
    assert found("全省") == [("全省/1号县", ""), ("全省/2号县", "打不开（没有权限）")]
