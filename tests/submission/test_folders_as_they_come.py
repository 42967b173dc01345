"""Folders without a number: called after a unit, below a month's folder, or after several units' common name."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhutiri_cli.submission.discover import Discovery, discover
from zhutiri_cli.submission.short_names import may_be_called

CALLED = {1: ("麦浪区就业局", "就业局"), 2: ("麦浪区教育局",), 3: ("麦浪区教育局",), 4: ("回声街道办事处",)}
IDS = frozenset({1, 2, 3, 4, 5})


def found(root: Path, *folders: str) -> Discovery:
    for name in folders:
        (root / name).mkdir(parents=True)
        (root / name / "活动方案.docx").write_bytes(b"x")
    return discover(root, IDS, CALLED)


def owners(it: Discovery, root: Path) -> dict[int, str]:
    return {number: folder.path.relative_to(root).as_posix() for number, folder in it.folders.items()}


@pytest.mark.parametrize("name", ["麦浪区就业局", "就业局", " 麦浪区 就业局", "麦浪区就业局 "])
def test_a_folder_called_after_a_unit_with_one_activity(tmp_path: Path, name: str) -> None:
    it = found(tmp_path, name)
    assert set(it.folders) == {1}
    assert set(it.by_unit) == {1}
    assert it.strays == []


def test_a_unit_with_two_activities_is_asked(tmp_path: Path) -> None:
    it = found(tmp_path, "麦浪区教育局")
    assert it.folders == {}
    assert it.strays == ["麦浪区教育局"]
    assert it.maybe == {2: ["麦浪区教育局"], 3: ["麦浪区教育局"]}


def test_the_one_that_has_no_folder_yet_is_meant(tmp_path: Path) -> None:
    it = found(tmp_path, "02-教育局", "麦浪区教育局")
    assert owners(it, tmp_path) == {2: "02-教育局", 3: "麦浪区教育局"}


def test_a_numbered_folder_goes_before_one_called_after_the_unit(tmp_path: Path) -> None:
    it = found(tmp_path, "01-就业局", "就业局")
    assert owners(it, tmp_path) == {1: "01-就业局"}
    assert it.strays == ["就业局"]


def test_a_numbered_folder_made_beforehand_is_no_material(tmp_path: Path) -> None:
    (tmp_path / "01-就业局").mkdir()
    it = found(tmp_path, "就业局")
    assert owners(it, tmp_path) == {1: "就业局"}
    assert (it.by_unit, it.spare, it.strays) == ({1: "就业局"}, {}, [])


@pytest.mark.parametrize("name", ["教育局", "4月/教育局", "教育", "麦浪教育局补报", "教育局 4月材料"])
def test_what_may_be_a_units_is_said_to_be(tmp_path: Path, name: str) -> None:
    it = found(tmp_path, name)
    assert it.maybe == {2: [name], 3: [name]}


@pytest.mark.parametrize(
    ("stray", "unit", "may"),
    [
        ("人社局3月", "区人力资源和社会保障局", True),
        ("卫健局", "区卫生健康局", True),
        ("文源街道补报.docx", "文源街道办事处", True),
        ("消防大队", "区消防救援大队", True),
        ("待整理", "区教育局", False),
        ("财政局", "区民政局", False),
        ("社区活动", "区教育局", False),
        ("青园小区照片.jpg", "青园街道办事处", False),
    ],
)
def test_short_names(stray: str, unit: str, may: bool) -> None:
    assert may_be_called(stray, unit) is may


@pytest.mark.parametrize("month", ["3月", "03月", "3月份", "2024年3月", "2024-03月"])
def test_a_months_folder_only_groups(tmp_path: Path, month: str) -> None:
    it = found(tmp_path, f"{month}/01.就业局", f"{month}/回声街道办事处", f"{month}/别的")
    assert owners(it, tmp_path) == {1: f"{month}/01.就业局", 4: f"{month}/回声街道办事处"}
    assert it.months == [month]
    assert it.strays == [f"{month}/别的"]


def test_months_in_months_and_files_in_them_are_no_folders(tmp_path: Path) -> None:
    (tmp_path / "3月" / "4月" / "01-甲").mkdir(parents=True)
    (tmp_path / "3月" / "回声街道办事处.zip").write_bytes(b"x")
    it = discover(tmp_path, IDS, CALLED)
    assert it.folders == {}
    assert (it.strays, it.loose) == (["3月/4月"], ["3月/回声街道办事处.zip"])
    assert it.maybe == {4: ["3月/回声街道办事处.zip"]}


def test_two_folders_of_one_activity_in_two_months(tmp_path: Path) -> None:
    it = found(tmp_path, "3月/01-甲", "4月/01-甲")
    assert owners(it, tmp_path) == {1: "3月/01-甲"}
    assert it.spare == {1: ["4月/01-甲"]}


def test_without_names_nothing_is_guessed(tmp_path: Path) -> None:
    (tmp_path / "就业局").mkdir()
    it = discover(tmp_path, IDS)
    assert (it.folders, it.strays, it.maybe) == ({}, ["就业局"], {})
