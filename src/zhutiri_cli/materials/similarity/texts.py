"""Texts that repeat one another: how much of one stands in the other, and for many texts the likeliest source of each.

Likeness is containment: the share of a text's shingles (runs of ``RUN`` letters, with white space, punctuation and
digits left out) that stand in the other text. For many texts an inverted index over shingles proposes the sources and
the texts themselves decide: up to ``LONG_LIST`` texts nothing is left out; beyond, only a fixed share of the shingles
is looked up and each names its first texts alone, so that time and memory stay linear. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar
from zlib import crc32

from zhutiri_cli.common.spelling import half_width

RUN = 5
ALIKE = 0.8
"""From this share on, a text repeats the other."""
LONGEST = 100_000
"""Letters of a text that are compared; what lies beyond is not looked at."""
LONG_LIST = 64
SAMPLE = 8
"""In a long list one shingle of so many is looked up."""
_LIKELY = 0.5  # a sampled share from which a source is worth reading
_SOURCES = 4  # that are read for one text of a long list
_LETTERS = re.compile(r"[^\W\d_]+")

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Repeat(Generic[Key]):
    """A text repeats the one of ``key``: so much of it (0–1) stands there."""

    key: Key
    share: float


def shingles(text: str) -> frozenset[str]:
    """Every run of ``RUN`` letters of a text; none of a text that is shorter."""
    letters = "".join(_LETTERS.findall(half_width(text))).casefold()[:LONGEST]
    return frozenset(letters[i : i + RUN] for i in range(len(letters) - RUN + 1))


def share_of(text: str, other: str) -> float:
    """How much of a text stands in another, 0–1."""
    return _share(shingles(text), shingles(other))


def repeats(texts: Mapping[Key, str], owners: Mapping[Key, int], *, exact: int = LONG_LIST) -> dict[Key, Repeat[Key]]:
    """Each text that repeats one of another owner, with the one that it repeats most (the first of equals)."""
    few = len(texts) <= exact
    rate, longest = (1, len(texts) + 1) if few else (SAMPLE, LONG_LIST)
    samples = {key: _sampled(text, rate) for key, text in texts.items()}
    index = _index(samples, longest)
    places = {key: place for place, key in enumerate(texts)}
    cut = lru_cache(maxsize=4 * LONG_LIST)(lambda key: shingles(texts[key]))
    found: dict[Key, Repeat[Key]] = {}
    for key, sample in samples.items():
        strangers = [[other for other in index[code] if owners[other] != owners[key]] for code in sorted(sample)]
        telling = [strangers[place] for place, code in enumerate(sorted(sample)) if len(index[code]) < longest]
        likely = {
            other: None for lists in (strangers, telling) for other in _likely(lists)[: None if few else _SOURCES]
        }
        shares = {other: _share(cut(key), cut(other)) for other in sorted(likely, key=places.__getitem__)}
        best = max(shares, key=lambda other: shares[other], default=None)
        if best is not None and shares[best] >= ALIKE:
            found[key] = Repeat(best, shares[best])
    return found


def _likely(lists: list[list[Key]]) -> list[Key]:
    """The texts that hold enough of the looked-up shingles, the fullest first."""
    shared = Counter(other for held in lists for other in held)
    return [other for other, count in shared.most_common() if count >= _LIKELY * len(lists)]


def _share(own: frozenset[str], other: frozenset[str]) -> float:
    return len(own & other) / len(own) if own else 0.0


def _sampled(text: str, rate: int) -> set[int]:
    codes = {crc32(run.encode("utf-8", "surrogatepass")) for run in shingles(text)}
    return codes if rate == 1 else {code for code in codes if code % rate == 0}


def _index(samples: Mapping[Key, set[int]], longest: int) -> dict[int, list[Key]]:
    """The shingles looked up, by their code, with the first texts that hold each."""
    index: dict[int, list[Key]] = {}
    for key, sample in samples.items():
        for code in sample:
            places = index.setdefault(code, [])
            if len(places) < longest:
                places.append(key)
    return index
