"""What is said to do about what the system refused."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from zhutiri_cli.common.errors import remedy_of

WRITING = "请检查写入权限，或换一个文件夹"
READING = "请放开它的读取权限后重新运行"


def refusal(place: Path | None, number: int = errno.EACCES) -> OSError:
    return OSError(number, "x") if place is None else OSError(number, "x", str(place))


def closed_to_us(monkeypatch: pytest.MonkeyPatch, *places: Path) -> None:
    """As if we were nobody, who may not read these."""

    def access(place: str, asked: int, *, effective_ids: bool = False) -> bool:  # noqa: ARG001 - as the system has it
        return Path(place).exists() and not (asked == os.R_OK and Path(place) in places)

    monkeypatch.setattr(os, "access", access)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM])
@pytest.mark.parametrize("folder", [True, False])
def test_what_may_not_be_read_is_no_matter_of_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, folder: bool
) -> None:
    closed, other = tmp_path / "a", tmp_path / "b.txt"
    if folder:
        closed.mkdir()
    else:
        closed.write_bytes(b"x")
    other.write_bytes(b"x")
    closed_to_us(monkeypatch, closed)
    assert remedy_of(refusal(closed, number), "其他") == READING
    assert remedy_of(refusal(other, number), "其他") == WRITING


@pytest.mark.parametrize("name", [None, "不在.txt"])
def test_what_is_not_there_is_a_matter_of_writing(tmp_path: Path, name: str | None) -> None:
    assert remedy_of(refusal(tmp_path / name if name else None), "其他") == WRITING


def test_another_complaint_says_what_its_place_says(tmp_path: Path) -> None:
    assert remedy_of(refusal(tmp_path, errno.EIO), "其他") == "其他"
    assert remedy_of(refusal(tmp_path, errno.EROFS), "其他") == "请换一个可以写入的文件夹"
