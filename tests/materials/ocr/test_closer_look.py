"""Places that are looked at again, by plain geometry."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhutiri_cli.materials.ocr.closer_look import Box, apart, around, place_of, touch
from zhutiri_cli.materials.ocr.words_seen import TextLine

sides = st.integers(0, 400)
boxes = st.lists(
    st.tuples(sides, sides, sides, sides).map(
        lambda box: (float(box[0]), float(box[1]), float(box[0] + box[2] + 1), float(box[1] + box[3] + 1))
    ),
    min_size=1,
    max_size=12,
)


def test_a_line_that_hangs_askew_is_boxed_upright() -> None:
    assert around(TextLine("字", (1.0,), (10, 5, 90, 25, 85, 45, 5, 25))) == (5, 5, 90, 45)


def test_a_place_holds_what_may_stand_beside_the_line_and_ends_with_the_picture() -> None:
    assert place_of((100, 100, 300, 120), [], 1600, 1000) == (50, 50, 350, 170)
    assert place_of((10, 10, 300, 30), [], 320, 60) == (0, 0, 320, 60)


def test_a_line_that_the_place_would_cut_lies_in_it_whole() -> None:
    assert place_of((100, 100, 300, 120), [(340, 90, 700, 130), (800, 90, 900, 130)], 1600, 1000) == (50, 50, 700, 170)


@given(boxes)
def test_places_are_apart_and_hold_all(found: list[Box]) -> None:
    kept = apart(found)
    assert not any(touch(one, other) for place, one in enumerate(kept) for other in kept[place + 1 :])
    for box in found:
        assert any(one[0] <= box[0] and one[1] <= box[1] and one[2] >= box[2] and one[3] >= box[3] for one in kept)
