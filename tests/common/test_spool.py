"""Things beyond those that are held lie in a file: they come back equal and in order, whatever becomes of the disk."""

from __future__ import annotations

import errno
import pickle
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from zhutiri_cli.common import spool
from zhutiri_cli.common.lazy_sequence import Picked, picked
from zhutiri_cli.common.shown import Shown
from zhutiri_cli.common.spool import HELD, Shelf, Spool, spooled

MANY = 3 * HELD + 7


def numbers(many: int = MANY) -> Spool[tuple[int, str]]:
    return Spool((number, f"第 {number} 项") for number in range(many))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The files that were opened for things."""
    found, really = list[Any](), tempfile.TemporaryFile

    def opening(**asked: Any) -> Any:
        found.append(really(**asked))
        return found[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", opening)
    return found


@pytest.mark.parametrize("many", [0, 1, HELD, HELD + 1, 2 * HELD + 2, MANY])
def test_things_come_back_in_order(many: int) -> None:
    found = numbers(many)
    assert list(found) == [(number, f"第 {number} 项") for number in range(many)]
    assert len(found) == many


def test_any_of_them_can_be_asked_for() -> None:
    found = numbers()
    assert (found[0][0], found[-1][0], found[HELD + 3][0]) == (0, MANY - 1, HELD + 3)
    assert [number for number, _ in found[5:300:60]] == list(range(5, 300, 60))
    assert [number for number, _ in found[-2:]] == [MANY - 2, MANY - 1]
    for place in (MANY, -MANY - 1):
        with pytest.raises(IndexError):
            found[place]


def test_few_are_held_and_no_file_is_opened(opened: list[Any]) -> None:
    kept = object()
    found = Spool([kept] * HELD)
    assert found[3] is kept
    assert spooled(range(HELD)) == tuple(range(HELD))
    assert opened == []


def test_of_many_the_file_is_nobody_elses_and_goes_with_them(opened: list[Any]) -> None:
    found = numbers()
    (file,) = opened
    assert not isinstance(file.name, str) or not Path(file.name).exists()
    del found
    assert file.closed


def full(**_: object) -> Any:
    raise OSError(errno.ENOSPC, "full")


class _Stops:
    """A file that takes so many bytes."""

    def __init__(self, real: Any, most: int) -> None:
        self.real, self.left, self.asked = real, most, 0

    def writelines(self, pieces: list[bytes]) -> None:
        self.asked += 1
        self.left -= sum(map(len, pieces))
        if self.left < 0:
            self.real.writelines([pieces[0][:5]])  # part of it is there
            raise OSError(errno.ENOSPC, "full")
        self.real.writelines(pieces)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


@pytest.mark.parametrize("most", [None, 0, 6_000])
def test_where_the_disk_takes_no_more_memory_has_to_do(monkeypatch: pytest.MonkeyPatch, most: int | None) -> None:
    really, made = tempfile.TemporaryFile, list[_Stops]()

    def opening(**asked: Any) -> Any:
        made.append(_Stops(really(**asked), most or 0))
        return made[-1]

    monkeypatch.setattr(tempfile, "TemporaryFile", full if most is None else opening)
    assert list(numbers()) == [(number, f"第 {number} 项") for number in range(MANY)]
    assert all(one.asked <= 3 for one in made), "a full disk is asked no more"


def test_paths_and_texts_past_the_door_are_what_they_were() -> None:
    whole, masked = Shown.whole("110105194912310021 的摘要\u202e"), Shown("13812345678")
    things = (Path("submissions") / "2024" / "04-甲", PurePosixPath("图片/1.jpg"), whole, masked)
    found = Spool([things] * (HELD + 1))[0]
    assert found == things
    assert found is not things
    assert [type(one) for one in found] == [type(one) for one in things]
    assert (found[2].only_masked, found[3].only_masked) == (whole.only_masked, masked.only_masked)


@pytest.mark.parametrize("make", [numbers, lambda: Picked(numbers(), [4, 2])])
def test_another_process_gets_the_things_themselves(make: Callable[[], Any]) -> None:
    found = make()
    assert list(pickle.loads(pickle.dumps(found))) == list(found)


def test_some_are_read_when_they_are_asked_for() -> None:
    found = Picked(numbers(), [300, 2, 150])
    assert [number for number, _ in found] == [300, 2, 150]
    assert ([number for number, _ in found[1:]], found[-1][0], len(found)) == ([2, 150], 150, 3)
    assert picked(("a", "b", "c"), [2, 0]) == ("c", "a")
    assert isinstance(picked(numbers(), [1]), Picked)


def test_a_shelf_has_them_by_key() -> None:
    found = Shelf((f"k{number}", number) for number in range(MANY))
    assert (found["k0"], found[f"k{MANY - 1}"], len(found), "k3" in found, "nobody" in found) == (
        *(0, MANY - 1, MANY, True, False),
    )
    assert list(found)[:2] == ["k0", "k1"]
    found.arrange(lambda key: -int(key[1:]))
    assert list(found)[:2] == [f"k{MANY - 1}", f"k{MANY - 2}"]
    assert found["k7"] == 7
    with pytest.raises(KeyError):
        found["nobody"]


def test_what_is_held_is_as_much_as_a_district_has() -> None:
    assert spool.HELD >= 54
