"""Among many pictures those alike are found by pairs of bands: against comparing each with each."""

from __future__ import annotations

from random import Random

import pytest

from zhutiri_cli.materials.similarity.many_pictures import MOST, near_of_many
from zhutiri_cli.materials.similarity.pictures import Hashes, PicturePrint, alike, packed, ways_round

SIDE = 64


def drawn(rng: Random) -> Hashes:
    return rng.getrandbits(SIDE), rng.getrandbits(SIDE)


def changed(hashes: Hashes, rng: Random, bits: int) -> Hashes:
    """The same with so many bits of the 128 the other way."""
    both = hashes[0] << SIDE | hashes[1]
    for bit in rng.sample(range(2 * SIDE), bits):
        both ^= 1 << bit
    return both >> SIDE, both & (1 << SIDE) - 1


def printed(rng: Random) -> PicturePrint:
    hashes = drawn(rng)
    return PicturePrint(hashes, packed(changed(hashes, rng, rng.randrange(25, 50)) for _ in range(70)))


def found_by_comparing(pictures: dict[Hashes, PicturePrint]) -> set[frozenset[Hashes]]:
    """Every pair of which one is the other the same or another way round, or cut from it."""
    return {
        frozenset((one, other))
        for one, whole in pictures.items()
        for other in pictures
        if one != other and (any(alike(other, way) for way in (*ways_round(one), *whole.cut_outs)))
    }


def pairs(near: dict[Hashes, list[Hashes]]) -> set[frozenset[Hashes]]:
    assert all(one in near[other] and one != other for one, others in near.items() for other in others)
    return {frozenset((one, other)) for one, others in near.items() for other in others}


@pytest.mark.parametrize("bits", [0, 1, 4, 8, 10])
def test_a_copy_of_up_to_ten_bits_is_always_found(bits: int) -> None:
    rng = Random(bits)
    known = [printed(rng) for _ in range(60)]
    copies = [PicturePrint(changed(rng.choice(ways_round(one.hashes)), rng, bits)) for one in known]
    pictures = {one.hashes: one for one in (*known, *copies)}
    found = pairs(near_of_many(pictures))
    wanted = found_by_comparing(pictures)
    assert found <= wanted
    copied = {
        frozenset((one.hashes, copy.hashes))
        for one, copy in zip(known, copies, strict=True)
        if one.hashes != copy.hashes
    }
    assert copied & wanted <= found
    assert bits or all(len(pair) == 2 for pair in copied)


@pytest.mark.parametrize("bits", [0, 3, 8])
def test_a_cut_out_of_up_to_eight_bits_is_always_found(bits: int) -> None:
    rng = Random(bits)
    known = [printed(rng) for _ in range(60)]
    cuts = [PicturePrint(changed(rng.choice(one.cut_outs), rng, bits)) for one in known]
    pictures = {one.hashes: one for one in (*known, *cuts)}
    found, wanted = pairs(near_of_many(pictures)), found_by_comparing(pictures)
    assert found <= wanted
    cut = {frozenset((one.hashes, part.hashes)) for one, part in zip(known, cuts, strict=True)}
    assert cut & wanted <= found
    assert len(cut & wanted) > 30


def test_pages_of_one_form_do_not_make_it_slow_and_each_is_told_beside_an_earlier_one() -> None:
    rng = Random(1)
    form = drawn(rng)
    pages = [PicturePrint(form), *(PicturePrint(changed(form, rng, 1)) for _ in range(2 * MOST))]
    near = near_of_many({one.hashes: one for one in pages})
    assert all(one.hashes == form or form in near[one.hashes] for one in pages)


def test_nothing_is_like_nothing() -> None:
    assert near_of_many({}) == {}
    assert near_of_many({(1, 2): PicturePrint((1, 2))}) == {}
