"""Line breaks beside a sign that parts names are no names, however many there are."""

from __future__ import annotations

import time

import pytest

from zhutiri_cli.plan.importing.columns.cell_pieces import _BESIDE


def joined(text: str) -> str:
    return _BESIDE.sub(lambda gap: "" if "\n" in gap[0] else gap[0], text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲、\n乙", "甲、乙"),
        ("甲 \n 、乙", "甲、乙"),
        ("甲、 乙", "甲、 乙"),
        ("甲\n乙", "甲\n乙"),
        ("甲 、\n\n 乙；", "甲 、乙；"),
    ],
)
def test_which_breaks_go(text: str, said: str) -> None:
    assert joined(text) == said


def test_many_breaks_take_no_time() -> None:
    start = time.process_time()
    assert joined("\n" * 200_000) == "\n" * 200_000
    assert time.process_time() - start < 1
