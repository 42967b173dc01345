"""Numbers of activities, told one by one or as ranges."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhutiri_cli.common.listed_numbers import FEW, listed


def read(words: str) -> list[int]:
    found = list[int]()
    for word in words.split("、"):
        first, _, last = word.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def test_few_are_told_one_by_one_and_many_by_ranges() -> None:
    assert listed([3, 1, 2]) == "3、1、2"
    assert listed([*range(1, 20), 22, 23, 30]) == "1-19、22、23、30"


@given(st.sets(st.integers(1, 60), min_size=1))
def test_the_same_numbers_are_told(numbers: set[int]) -> None:
    said = listed(sorted(numbers))
    assert read(said) == sorted(numbers)
    if len(numbers) <= FEW:
        assert "-" not in said
