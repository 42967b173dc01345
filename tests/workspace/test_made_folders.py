"""Folders that are made for what comes in: none is left where one cannot be made, and none of another's goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.workspace.moves import Moves, made_folders, remove_empty, taking_back


def test_none_is_left_where_the_last_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Path.mkdir

    def refuses(path: Path) -> None:
        if path.name == "丙":
            raise PermissionError(13, "Permission denied", str(path))
        make(path)

    monkeypatch.setattr(Path, "mkdir", refuses)
    with pytest.raises(PermissionError):
        made_folders(tmp_path / "甲" / "乙" / "丙")
    assert list(tmp_path.iterdir()) == []


def test_what_another_makes_meanwhile_is_used_and_a_file_in_its_place_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = Path.mkdir

    def meanwhile(path: Path) -> None:
        if path.name == "乙":
            make(path)
        if path.name == "丁":
            path.write_text("", encoding="utf-8")
        make(path)

    monkeypatch.setattr(Path, "mkdir", meanwhile)
    assert made_folders(tmp_path / "甲" / "乙") == [tmp_path / "甲"]
    with pytest.raises(FileExistsError):
        made_folders(tmp_path / "丙" / "丁" / "戊")
    assert (tmp_path / "丙" / "丁").is_file()


def test_a_folder_with_something_in_it_stays(tmp_path: Path) -> None:
    (tmp_path / "甲" / "乙").mkdir(parents=True)
    remove_empty(tmp_path / "甲")
    assert (tmp_path / "甲" / "乙").is_dir()
    with pytest.raises(FileNotFoundError):
        remove_empty(tmp_path / "没有")


def test_what_cannot_be_taken_back_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moves = Moves()
    monkeypatch.setattr(Moves, "undo", lambda _: [tmp_path / "方案.docx"])
    with (
        pytest.raises(FileProblem, match=r"收件时中断，且未能复原：.*方案\.docx"),
        taking_back(moves, "收件", "没有收下"),
    ):
        raise OSError(28, "No space left on device")
