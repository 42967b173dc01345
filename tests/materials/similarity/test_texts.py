"""Texts that repeat one another: the index finds what comparing everything with everything finds."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhutiri_cli.materials.similarity import texts as measure
from zhutiri_cli.materials.similarity.texts import ALIKE, LONG_LIST, SAMPLE, repeats, share_of, shingles

SOURCES = 4  # that are read for one text of a long list
LETTERS = "活动举办群众政策公开答复意见建议现场社区街道办理流程材料窗口服务"


def prose(seed: int, length: int = 400) -> str:
    """Different letters for each seed."""
    return "".join(random.Random(seed).choices(LETTERS, k=length))


def brute(texts: dict[int, str], owners: dict[int, int]) -> dict[int, tuple[int, float]]:
    """Everything with everything, by the definition of containment."""
    found: dict[int, tuple[int, float]] = {}
    cut = {key: shingles(text) for key, text in texts.items()}
    for key in texts:
        for other in texts:
            if owners[key] == owners[other] or not cut[key]:
                continue
            share = sum(one in cut[other] for one in cut[key]) / len(cut[key])
            if share >= ALIKE and (key not in found or share > found[key][1]):
                found[key] = (other, share)
    return found


pieces = st.lists(st.sampled_from([prose(seed, 30) for seed in range(6)]), max_size=6).map("".join)


@given(st.lists(st.tuples(pieces, st.integers(1, 4)), max_size=12))
def test_the_index_equals_comparing_everything(rows: list[tuple[str, int]]) -> None:
    texts = {place: text for place, (text, _) in enumerate(rows)}
    owners = {place: owner for place, (_, owner) in enumerate(rows)}
    found = {key: (repeat.key, repeat.share) for key, repeat in repeats(texts, owners).items()}
    assert found == brute(texts, owners)


def test_white_space_punctuation_digits_and_width_do_not_matter() -> None:
    assert share_of("2月21日，在萤火广场 举办ＡＢ活动。", "在萤火广场举办：\nab活动99") > 0.7
    assert share_of("在萤火广场举办活动", "在萤火广场，举办活动！") == 1
    assert share_of("短", "短") == 0


def test_it_is_said_of_the_one_that_is_repeated_in_the_other() -> None:
    part, whole = prose(1), prose(1) + prose(2)
    assert share_of(part, whole) == 1
    assert share_of(whole, part) < 0.6
    assert set(repeats({1: part, 2: whole}, {1: 1, 2: 2})) == {1}


@pytest.mark.parametrize("share", [0.75, 0.85])
def test_the_threshold_lies_at_four_fifths(share: float) -> None:
    source = prose(3, 1000)
    copy = source[: int(1000 * share)] + prose(4, 1000 - int(1000 * share))
    assert (1 in repeats({1: copy, 2: source}, {1: 1, 2: 2})) == (share > ALIKE)


def test_summaries_of_one_activity_do_not_repeat_each_other() -> None:
    assert repeats({1: prose(1), 2: prose(1)}, {1: 7, 2: 7}) == {}


class Work:
    """How many texts were read in full for another, and how many candidates the index named."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read = self.named = 0
        share, likely = measure._share, measure._likely

        def counted_share(own: frozenset[str], other: frozenset[str]) -> float:
            self.read += 1
            return share(own, other)

        def counted_likely(lists: list[list[int]]) -> list[int]:
            self.named += sum(map(len, lists))
            return likely(lists)

        monkeypatch.setattr(measure, "_share", counted_share)
        monkeypatch.setattr(measure, "_likely", counted_likely)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    return Work(monkeypatch)


def test_a_long_list_finds_its_copies_and_reads_few_texts_for_each(work: Work) -> None:
    many, copies = 1200, 400
    texts = {number: prose(number, 800) for number in range(many)}
    for number in range(0, copies, 2):  # every other of the first is copied, a tenth of it rewritten
        texts[800 + number] = texts[number][:720] + prose(9000 + number, 80)
    found = repeats(texts, {key: key for key in texts})
    assert {key: found[key].key for key in found if key >= 800} == {800 + n: n for n in range(0, copies, 2)}
    assert found.keys() == {key for n in range(0, copies, 2) for key in (n, 800 + n)}
    assert 0 < work.read <= many * 2 * SOURCES, "with everything compared it would be more than a million"


def test_a_long_list_under_one_heading_or_of_one_template_names_few_candidates(work: Work) -> None:
    many, heading, template = 250, prose(1, 400), prose(2, 900)
    headed = {number: heading + prose(100 + number, 400) for number in range(many)}
    headed[249] = headed[125]
    found = repeats(headed, {key: key for key in headed})
    assert {key: repeat.key for key, repeat in found.items()} == {125: 249, 249: 125}
    filled = {number: template + prose(100 + number, 60) for number in range(many)}
    assert repeats(filled, {key: key for key in filled}).keys() == filled.keys()
    looked_up = sum(len(shingles(text)) for made in (headed, filled) for text in made.values()) / SAMPLE
    assert 0 < work.read <= 2 * many * 2 * SOURCES
    assert 0 < work.named <= 2 * 1.3 * looked_up * LONG_LIST, "a shingle that all have names the first texts alone"
