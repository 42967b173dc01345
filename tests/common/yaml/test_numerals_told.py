"""A number in Chinese numerals is not taken, and the number to write is named."""

from __future__ import annotations

import pytest

from zhutiri_cli.common.yaml.scalars import Misread, read_whole


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("两", "2"),
        ("三月", "3"),
        ("十二", "12"),
        ("五个工作日", "5"),
        ("二十五日", "25"),
        ("-两", "-2"),
        ("〇", "0"),
        ("八百字", "800"),
        ("一百二十", "120"),
        ("一百零五", "105"),
    ],
)
def test_the_number_to_write_is_named(word: str, number: str) -> None:
    with pytest.raises(Misread) as misread:
        read_whole(word)
    assert misread.value.hint == f"请写数字 {number}"


@pytest.mark.parametrize("word", ["半", "一百二", "一千", "第三", "若干", "±3"])
def test_what_has_no_one_number_is_not_guessed(word: str) -> None:
    with pytest.raises(Misread) as misread:
        read_whole(word)
    assert not misread.value.hint.startswith("请写数字 ")
