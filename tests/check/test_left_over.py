"""What a killed run left is told by the next check, which removes nothing; what a living run holds is not told."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhutiri_cli.check.left_over import left_over
from zhutiri_cli.common.file_lock import OURS
from zhutiri_cli.common.temporaries import temporary_folder


def test_what_nobody_holds_is_told_with_its_size_and_stays(tmp_path: Path) -> None:
    owner, folder = tmp_path / f"{OURS}1-ab.own", tmp_path / f"{OURS}1-ab.d"
    owner.touch()
    folder.mkdir()
    (folder / "总结.docx").write_bytes(bytes(3_000_000))
    (said,) = left_over([tmp_path])
    assert "1 处临时文件" in said
    assert folder.name in said
    assert "共 3 MB" in said
    assert "再运行一次就会清除" in said
    assert (folder / "总结.docx").exists()


def test_what_is_in_use_and_what_is_not_ours_is_not_told(tmp_path: Path) -> None:
    (tmp_path / ".别人的").touch()
    with temporary_folder(tmp_path):
        assert list(left_over([tmp_path, tmp_path / "没有"])) == []


def test_no_link_is_followed(tmp_path: Path) -> None:
    folder = tmp_path / f"{OURS}1-ab.d"
    folder.mkdir()
    try:
        (folder / "回到上面").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("links need rights here")
    (said,) = left_over([tmp_path])
    assert "MB" not in said
