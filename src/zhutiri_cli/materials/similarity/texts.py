"""Among many texts, those that repeat another's: an inverted index proposes the sources, passages decide. Pure.

Up to ``LONG_LIST`` texts nothing is left out; beyond, only a fixed share of the runs of letters is looked up and each
names its first texts alone, so that time and memory stay linear.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from heapq import nlargest
from itertools import chain
from operator import itemgetter
from typing import Generic, TypeVar
from zlib import crc32

from msgspec import Struct

from zhutiri_cli.materials.similarity.passages import RUN, runs_of, shared

LONG_LIST = 64
SAMPLE = 8
"""In a long list one run of letters of so many is looked up."""
GENERAL = 5
_FEWEST_RUNS = 24
"""Runs in common from which on two texts are worth comparing."""
_SLOTS = 1 << 22
"""Bytes in which is kept whether a run was met once or more often; two runs may share one."""
_SOURCES = 8
"""Texts that are compared with one text, those with most in common first."""

Key = TypeVar("Key", bound=Hashable)


class Repeat(Struct, Generic[Key], frozen=True):
    """A text has passages in common with the one of ``key``: so much of it (0–1) stands there. ``mutual``: both came in
    on the same day, or when is not known, so that nobody can tell which is the copy."""

    key: Key
    share: float
    mutual: bool = False


def repeats(
    texts: Mapping[Key, str], owners: Mapping[Key, int], days: Mapping[Key, date], *, exact: int = LONG_LIST
) -> dict[Key, Repeat[Key]]:
    """Each text that repeats one of another owner that came in no later, with the one it has most in common with. Of
    two the later one is the copy; where nobody can tell, each is the other's."""
    few = len(texts) <= exact
    rate, longest = (1, len(texts) + 1) if few else (SAMPLE, LONG_LIST)
    samples = {key: array("I", _sampled(text, rate)) for key, text in texts.items()}
    index = _index(samples, longest) if few else _index(_of_several(samples), longest)
    general = _General(index, owners, rate)
    found: dict[Key, Repeat[Key]] = {}
    for key, sample in samples.items():
        best = None
        for other in _likely(key, sample, index, owners, _FEWEST_RUNS / rate):
            order = _order(days, other, key)
            if order > 0:
                continue
            common = shared(texts[key], texts[other], general)
            if common.repeated and (best is None or common.own > best.share):
                best = Repeat(other, common.own, order == 0)
        if best is not None:
            found[key] = best
    return found


class _General(Generic[Key]):
    """Whether most of a passage stands in the texts of many owners: of every ``GENERAL``-th part of them, and of more
    than three."""

    def __init__(self, index: Mapping[int, list[Key]], owners: Mapping[Key, int], rate: int) -> None:
        least = min(max(3, len(set(owners.values())) // GENERAL), LONG_LIST - 1)
        self._codes = {
            code for code, keys in index.items() if len(keys) > least and len({owners[key] for key in keys}) > least
        }
        self._rate = rate

    def __call__(self, passage: str) -> bool:
        codes = [crc32(run.encode("utf-8", "surrogatepass")) for run in _runs(passage)]
        asked = [code for code in codes if code % self._rate == 0]
        return bool(asked) and 2 * sum(code in self._codes for code in asked) > len(asked)


def _runs(passage: str) -> list[str]:
    return [passage[i : i + RUN] for i in range(len(passage) - RUN + 1)]


def _order(days: Mapping[Key, date], one: Key, other: Key) -> int:
    """-1 where the first came in before the other, 1 where after; 0 on the same day, or where nobody knows."""
    first, second = days.get(one), days.get(other)
    if first is None or second is None or first == second:
        return 0
    return -1 if first < second else 1


def _likely(
    key: Key, sample: Iterable[int], index: Mapping[int, list[Key]], owners: Mapping[Key, int], floor: float
) -> list[Key]:
    """The texts of other owners with enough in common, those with most first."""
    counts = Counter(chain.from_iterable([places for code in sample if len(places := index.get(code, ())) > 1]))
    enough = [(other, count) for other, count in counts.items() if count >= floor and owners[other] != owners[key]]
    return [other for other, _ in nlargest(_SOURCES, enough, key=itemgetter(1))]


def _sampled(text: str, rate: int) -> set[int]:
    codes = {crc32(run.encode("utf-8", "surrogatepass")) for run in runs_of(text)}
    return codes if rate == 1 else {code for code in codes if code % rate == 0}


def _of_several(samples: Mapping[Key, Iterable[int]]) -> dict[Key, array[int]]:
    """The codes without most of those that one text alone has: of many texts these would fill the index."""
    times = bytearray(_SLOTS)
    for sample in samples.values():
        for code in sample:
            slot = code // SAMPLE % _SLOTS
            times[slot] = min(times[slot] + 1, 2)
    return {
        key: array("I", [code for code in sample if times[code // SAMPLE % _SLOTS] > 1])
        for key, sample in samples.items()
    }


def _index(samples: Mapping[Key, Iterable[int]], longest: int) -> dict[int, list[Key]]:
    """The runs looked up, by their code, with the first texts that hold each."""
    index: dict[int, list[Key]] = {}
    for key, sample in samples.items():
        for code in sample:
            places = index.setdefault(code, [])
            if len(places) < longest:
                places.append(key)
    return index
