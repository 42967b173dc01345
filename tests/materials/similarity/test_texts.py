"""Texts that repeat one another: passages decide, the later one is the copy, formulas are nobody's own."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhutiri_cli.materials.similarity import texts as measure
from zhutiri_cli.materials.similarity.passages import Shared, compared_letters, runs_of, shared
from zhutiri_cli.materials.similarity.texts import LONG_LIST, SAMPLE, repeats

LETTERS = "活动举办群众政策公开答复意见建议现场社区街道办理流程材料窗口服务山水田园灯火桥梁书本纸张"
MARCH, APRIL = date(2024, 3, 20), date(2024, 4, 2)
FORMULA = (
    "为深入贯彻落实党的二十大精神，保障人民群众的知情权、参与权，根据天政务公开办发〔2024〕1号要求，我单位高度重视。"
    "活动受到了广大群众的一致好评。下一步，我单位将继续深化政务公开，不断提升群众的获得感，营造良好的社会氛围。"
)


def prose(seed: int, length: int = 400) -> str:
    """Different letters for each seed, with a comma now and then."""
    made = random.Random(seed).choices(LETTERS, k=length)
    return "".join(letter + ("，" if place % 17 == 16 else "") for place, letter in enumerate(made)) + "。"


def reworded(text: str, seed: int = 0) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(LETTERS) if chance.random() < 0.04 else letter for letter in text)


def reordered(text: str, seed: int = 0) -> str:
    pieces = text.split("，")
    groups = ["，".join(pieces[i : i + 3]) for i in range(0, len(pieces), 3)]
    random.Random(seed).shuffle(groups)
    return "，".join(groups)


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "reworded": reworded,
    "reordered": reordered,
    "padded": lambda text: prose(77, 900) + text + prose(78, 900),
    "shortened": lambda text: text[: len(text) * 2 // 3],
    "another day": lambda text: "3月15日，120人。" + text.replace("活动", "集会"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(5))
def test_a_copy_is_a_copy_whatever_is_done_to_it(way: str, seed: int) -> None:
    source = prose(seed)
    assert shared(WAYS[way](source), source).repeated


@pytest.mark.parametrize("seed", range(5))
def test_others_are_no_copies(seed: int) -> None:
    assert shared(prose(seed), prose(seed + 100)) == Shared()
    assert not shared(prose(seed)[:300] + prose(9)[:100], prose(seed + 100)[:300] + prose(9)[:100]).repeated


@pytest.mark.parametrize("seed", range(5))
def test_formulas_of_officials_are_nobodys_own(seed: int) -> None:
    assert not shared(FORMULA + prose(seed, 60), FORMULA + prose(seed + 100, 60)).repeated


def test_a_summary_in_the_past_tense_of_its_plan() -> None:
    plan = "拟于3月15日在青园广场设置咨询台，届时将邀请窗口干部讲解参保新政策，计划组织居民填写意见表，拟发放宣传册。"
    done = "3月15日在青园广场设置了咨询台，邀请了窗口干部讲解参保新政策，已组织居民填写了意见表，共发放了宣传册。"
    assert compared_letters(plan) == compared_letters(done)


def test_white_space_punctuation_digits_and_width_do_not_matter() -> None:
    assert runs_of("2月21日，在萤火广场 举办ＡＢ活动。") == runs_of("月日在萤火广场举办：\nab活动99")


def test_the_later_one_is_the_copy() -> None:
    source, copy = prose(1), prose(2, 200) + prose(1)
    texts, owners = {1: source, 2: copy}, {1: 1, 2: 2}
    assert set(repeats(texts, owners, {1: MARCH, 2: APRIL})) == {2}
    assert set(repeats(texts, owners, {1: APRIL, 2: MARCH})) == {1}
    found = repeats(texts, owners, {1: MARCH})
    assert all(found[key].mutual for key in (1, 2)), "nobody can tell"


def test_of_one_day_both_are_named_as_each_others() -> None:
    found = repeats({1: prose(1), 2: prose(1)}, {1: 1, 2: 2}, {1: MARCH, 2: MARCH})
    assert {key: (one.key, one.mutual) for key, one in found.items()} == {1: (2, True), 2: (1, True)}


def test_summaries_of_one_activity_do_not_repeat_each_other() -> None:
    assert repeats({1: prose(1), 2: prose(1)}, {1: 7, 2: 7}, {}) == {}


def test_what_everybody_writes_is_nobodys_copy() -> None:
    heading = prose(1, 300)
    texts = {number: heading + prose(100 + number, 200) for number in range(12)}
    assert repeats(texts, {key: key for key in texts}, {}) == {}
    assert set(repeats({1: texts[1], 2: texts[2]}, {1: 1, 2: 2}, {1: MARCH, 2: APRIL})) == {2}


pieces = st.lists(st.sampled_from([prose(seed, 60) for seed in range(6)]), max_size=6).map("".join)


@given(st.lists(st.tuples(pieces, st.integers(1, 4), st.sampled_from([MARCH, APRIL])), max_size=8))
def test_the_index_misses_nothing_that_comparing_everything_finds(rows: list[tuple[str, int, date]]) -> None:
    texts = {place: text for place, (text, _, _) in enumerate(rows)}
    owners = {place: owner for place, (_, owner, _) in enumerate(rows)}
    days = {place: day for place, (_, _, day) in enumerate(rows)}
    expected = {
        key
        for key in texts
        for other in texts
        if owners[key] != owners[other] and days[other] <= days[key] and shared(texts[key], texts[other]).repeated
    }
    found = repeats(texts, owners, days)
    general = len(set(owners.values())) > 3
    assert found.keys() <= expected
    assert general or found.keys() == expected


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many texts were compared with another."""
    count = [0]

    def counted(text: str, other: str, general: Callable[[str], bool]) -> Shared:
        count[0] += 1
        return shared(text, other, general)

    monkeypatch.setattr(measure, "shared", counted)
    return count


def test_a_long_list_finds_its_copies_and_compares_few_texts_for_each(compared: list[int]) -> None:
    many, copies = 600, 200
    texts = {number: prose(number, 800) for number in range(many)}
    for number in range(0, copies, 2):  # every other of the first is copied, a tenth of it rewritten
        texts[400 + number] = texts[number][:720] + prose(9000 + number, 80)
    days = {number: MARCH if number < 400 else APRIL for number in texts}
    found = repeats(texts, {key: key for key in texts}, days)
    assert {key: one.key for key, one in found.items()} == {400 + n: n for n in range(0, copies, 2)}
    assert len(texts) > LONG_LIST
    assert 0 < compared[0] <= many * SAMPLE


OFFICIAL = (
    "此次活动的开展，拉近了政府与群众的距离，增进了群众对政府工作的了解和支持。"
    "现场工作人员耐心细致地解答了群众提出的问题，发放了宣传资料，并认真听取了群众的意见和建议。"
    "群众纷纷表示，通过此次活动，对相关政策有了更加深入的了解，希望今后多举办类似的活动。"
    "活动现场秩序井然，气氛热烈，工作人员热情服务，群众踊跃参与，积极咨询。"
    "通过悬挂横幅、设立咨询台、发放宣传单、摆放展板等形式，向来往群众宣传相关政策法规。"
)
JOBS = "3月5日上午，社区文化广场支起了十二顶遮阳棚，三十二家企业带来八百六十个岗位，老党员陈建国一早就来帮着搬桌子。"
LOANS = "人社局专干黄丽把创业贷款贴息的条件写在小黑板上，十九名退役军人围坐一圈，边记边问，周末就有人上门试工。"


def test_official_sentences_in_common_are_no_copy() -> None:
    assert not shared(OFFICIAL + JOBS, OFFICIAL + LOANS).repeated


def test_half_of_anothers_between_own_words_is_a_copy() -> None:
    other = prose(1, 250)
    assert shared(prose(2, 200) + "。" + other[:140] + "。" + prose(3, 200), other).repeated
