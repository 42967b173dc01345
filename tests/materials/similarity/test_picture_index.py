"""The index over many pictures finds what comparing each with each finds, in a small collection and in a large one."""

from __future__ import annotations

from random import Random

import pytest

from zhutiri_cli.materials.similarity.many_pictures import MOST
from zhutiri_cli.materials.similarity.picture_index import LARGE, PictureIndex, read_pairs, written_pairs
from zhutiri_cli.materials.similarity.pictures import WINDOWS, Hashes, PicturePrint, alike, packed

WHOLE = (1 << 64) - 1


def near_to(hashes: Hashes, rng: Random, bits: int) -> Hashes:
    """Hashes with so many bits of each changed."""
    across, down = hashes
    for _ in range(bits):
        across ^= 1 << rng.randrange(64)
        down ^= 1 << rng.randrange(64)
    return across, down


def drawn(rng: Random) -> PicturePrint:
    """A picture at random; its windows drift away from it step by step, as those of a photo do."""
    place = hashes = (rng.getrandbits(64), rng.getrandbits(64))
    windows = []
    for _ in WINDOWS:
        place = near_to(place, rng, 1)
        windows.append(place)
    return PicturePrint(hashes, packed(windows))


@pytest.mark.parametrize("size", [60, LARGE + 200])
def test_copies_and_cuts_are_found_among_many(size: int) -> None:
    rng = Random(size)
    known = [drawn(rng) for _ in range(size)]
    copies = {one.hashes: PicturePrint(near_to(one.hashes, rng, 4)) for one in known[:20]}
    cuts = {one.hashes: PicturePrint(near_to(one.cut_outs[30], rng, 2)) for one in known[20:40]}
    index = PictureIndex.of([*known, *copies.values(), *cuts.values()])
    for whole, copy in (copies | cuts).items():
        assert whole in index.near(copy.hashes)
    strangers = [one for one in known[40:] if len(index.near(one.hashes)) > 1]
    assert all(any(alike(one.hashes, other.hashes) for other in known if other is not one) for one in strangers)


def test_pages_of_one_form_are_all_alike_and_each_is_told_beside_an_earlier_one() -> None:
    rng = Random(1)
    form = rng.getrandbits(64), rng.getrandbits(64)
    pages = [PicturePrint(form)] + [PicturePrint(near_to(form, rng, 1)) for _ in range(3 * MOST)]
    index = PictureIndex.of(pages)
    assert all(form in index.near(page.hashes) for page in pages)


def test_what_is_near_comes_back_as_it_was_and_nothing_else_does() -> None:
    one, near, far = (0, 0), (1, 0), (0x3C5A_9F17_6B2D_80E4, 0xA153_7CD9_042E_B86F)
    found = PictureIndex.of(map(PicturePrint, (one, near, far))).all_near()
    assert found == {one: [near], near: [one]}
    text = written_pairs(found)
    assert read_pairs(text, {one, near, far}) == found
    assert read_pairs(text, {one}) is None  # of other pictures
    for odd in ("", "{}", "[[[0,0],[[0]]]]", '[[["x",0],[]]]', "[" * 5000):
        assert read_pairs(odd, {one, near}) is None
