"""Faults of a tree: however many keys are unknown, they are told in a bearable number and time."""

from __future__ import annotations

from zhutiri_cli.common.yaml.faults import validate
from zhutiri_cli.common.yaml.fields import Strict


class Small(Strict):
    """One known key."""

    known: int = 1


class Whole(Strict):
    """Two mappings."""

    one: Small = Small()
    two: Small = Small()


def told(one: int, two: int) -> list[tuple[str, tuple[str | int, ...]]]:
    tree = {"one": {f"k{number}": 1 for number in range(one)}, "two": {f"k{number}": 1 for number in range(two)}}
    made, faults = validate(Whole, tree)
    assert made is None
    return [(fault.message, fault.route) for fault in faults]


def test_as_many_as_can_be_read_are_told_one_by_one_of_each_mapping() -> None:
    few = told(50, 3)
    assert len(few) == 53
    assert all(message.startswith("未知的键 k") for message, _ in few)


def test_of_more_the_number_is_told_where_they_begin() -> None:
    many = told(20_000, 51)
    assert len(many) == 102
    rest = [(message, route) for message, route in many if "还有" in message]
    assert rest == [
        ("从这里起还有 19950 个未知的键", ("one", "k50")),
        ("从这里起还有 1 个未知的键", ("two", "k50")),
    ]
