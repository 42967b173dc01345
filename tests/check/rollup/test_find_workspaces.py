"""Folders, patterns, plan files, folders of folders and lists: which workspaces are meant, and what is none."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from tests.support.many_workspaces import province, sound
from zhutiri_cli.check.rollup.find_workspaces import find_workspaces
from zhutiri_cli.common.errors import UsageProblem


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*words: str) -> list[tuple[str, str]]:
    return [(str(place.path), place.fault) for place in find_workspaces(words)]


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


def test_a_list_in_another_encoding_is_named(here: Path) -> None:
    (here / "清单.txt").write_bytes("全省/天心区".encode("gbk"))
    with pytest.raises(UsageProblem, match="不是 UTF-8 文本的清单"):
        find_workspaces(["清单.txt"])


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("words", [["没有的"], ["没有的/*", "也没有"]])
def test_where_nothing_is_there_at_all_nothing_is_done(words: list[str]) -> None:
    with pytest.raises(UsageProblem, match="没有找到任何工作区"):
        find_workspaces(words)


def test_a_folder_that_may_not_be_listed_is_a_row(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound(here / "全省" / "1号县")
    (here / "全省" / "2号县").mkdir()
    listed = os.scandir

    def closed(path: str | Path = ".") -> object:
        if str(path).endswith("2号县"):
            raise PermissionError(13, "closed")
        return listed(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert found("全省") == [("全省/1号县", ""), ("全省/2号县", "打不开（没有权限）")]
