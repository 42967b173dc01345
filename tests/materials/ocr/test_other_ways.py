"""Mirrored pictures are read mirrored back, upright lines side by side; what is sure stays as it is."""

from __future__ import annotations

from typing import Any

import pytest

from zhutiri_cli.materials.ocr.words_seen import TextLine

numpy = pytest.importorskip("numpy", reason="the extra ocr is not installed")
from zhutiri_cli.materials.ocr.other_ways import read_all_ways  # noqa: E402 - numpy may be absent

LYING = (10.0, 10.0, 110.0, 10.0, 110.0, 20.0, 10.0, 20.0)
STANDING = (10.0, 0.0, 30.0, 0.0, 30.0, 120.0, 10.0, 120.0)
WORDS = "政务公开主题"


class Engine:
    """Reads what it is told, by the shape and the first sign of the picture; keeps what it was asked."""

    def __init__(self, *answers: tuple[TextLine, ...]) -> None:
        self.answers = list(answers)
        self.asked: list[Any] = []

    def __call__(self, picture: Any) -> tuple[TextLine, ...]:
        self.asked.append(picture)
        return self.answers.pop(0)


def line(text: str, sure: float | tuple[float, ...], corners: tuple[float, ...] = LYING) -> TextLine:
    each = sure if isinstance(sure, tuple) else (sure,) * len(text)
    a, b, c, d, e, f, g, h = corners
    return TextLine(text, each, (a, b, c, d, e, f, g, h))


def picture() -> Any:
    return numpy.full((130, 120, 3), 200, numpy.uint8)


def test_what_is_sure_is_read_once() -> None:
    engine = Engine((line(WORDS, 0.99), line("标", 0.2)))
    assert [one.text for one in read_all_ways(picture(), engine)] == [WORDS, "标"]
    assert len(engine.asked) == 1


def test_a_mirrored_picture_is_mirrored_back() -> None:
    marked = picture()
    marked[0, 0] = 7
    engine = Engine((line("日主开公妞乱", (0.3, 0.99, 0.99, 0.99, 0.4, 0.2)),), (line(WORDS, 0.99),))
    assert [one.text for one in read_all_ways(marked, engine)] == [WORDS]
    assert (engine.asked[1][0, -1] == 7).all()


def test_what_is_no_surer_mirrored_stays() -> None:
    blurred = line("模糊的字样看不清", (0.3, 0.4, 0.95, 0.95, 0.95, 0.95, 0.95, 0.95))
    engine = Engine((blurred,), (line("别的", 0.5),))
    assert read_all_ways(picture(), engine) == (blurred,)


@pytest.mark.parametrize(
    ("again", "text"),
    [
        ("2024年会", "2024年会"),
        ("2 4 年会", "２0２4年会"),  # of another length, or with gaps: not the same letters
        ("2024年", "２0２4年会"),
    ],
)
def test_an_upright_line_is_read_side_by_side(again: str, text: str) -> None:
    upright = line("２0２4年会", (0.6, 0.6, 0.7, 0.7, 0.99, 0.99), STANDING)
    engine = Engine((upright,), (line(again, 0.97),))
    (found,) = read_all_ways(picture(), engine)
    assert found.text == text
    assert found.corners == upright.corners
    high, wide, _ = engine.asked[1].shape
    assert wide > 2 * high


def test_an_upright_line_that_is_sure_stays() -> None:
    upright = line("2024年会", 0.98, STANDING)
    engine = Engine((upright,))
    assert read_all_ways(picture(), engine) == (upright,)
