"""What is decided from words read: the banner's words may be misread a little, its year never."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.support.words_and_logo import apart, line
from zhutiri_cli.materials.ocr.banner import Banner, Decision, Verdict, banner_of, decide, quoted
from zhutiri_cli.materials.ocr.words_seen import PhotoOutcome, Reading, Sighting, TextLine
from zhutiri_cli.materials.ocr.years import years_in

pytest.importorskip("rapidfuzz", reason="the extra ocr is not installed")

BANNER = Banner("政务公开主题日", 2024)
CONFIRMED, OTHER, LOOK, NOT_FOUND = (
    Verdict.CONFIRMED,
    Verdict.OTHER_YEAR,
    Verdict.LOOK,
    Verdict.NOT_FOUND,
)
YEARS = st.integers(1990, 2099)
CHINESE = "〇一二三四五六七八九"


def decided(*lines: TextLine) -> Decision:
    return decide([Sighting("a.jpg", Reading(PhotoOutcome.READ, lines))], BANNER)


def said(*texts: str) -> Verdict:
    """The verdict on lines that stand far apart."""
    return decided(*apart(texts)).verdict


def in_chinese(year: int, zero: str = "〇") -> str:
    return "".join(CHINESE[int(figure)] for figure in str(year)).replace("〇", zero)


@pytest.mark.parametrize(
    ("text", "banner"),
    [
        ("2024年“政务公开主题日”活动", BANNER),
        ("２０２４年「政务公开主题日」活动", BANNER),
        ('二○二四年"政务公开主题日"活动', BANNER),
        ("“政务公开主题日”活动", Banner("政务公开主题日", 2030)),
        ("2024年政务公开日活动", Banner("政务公开日", 2024)),
        ("天心区 2023 年 “政府开放日”", Banner("政府开放日", 2023)),
        ("“开”放", Banner("开放", 2030)),
    ],
)
def test_the_plan_says_words_and_year(text: str, banner: Banner) -> None:
    assert banner_of(text, 2030) == banner


@pytest.mark.parametrize(
    "text",
    [
        "2024年“政务公开主题日”活动",
        "２０２４ 年“政务公开主题日”活动",
        "2024年天心区政务公开主题日活动",
        "2024政务公开主题日",
        "“政务公开主题日”活动（2024年）",
        "二〇二四年政务公开主题日",
        "二○二四年政务公开主题日",
        "二O二四年政务公开主题日",
        "二0二四年政务公开主题日",
        "二零二四年政务公开主题日",
        "2024年天心区住房和城乡建设局“政务公开主题日”活动",
        "2024年湖南省长沙市天心区文源街道办事处政务公开主题日",
        "2024年「政務公開主題日」活動",
        "2024年“政务公开题日”活动",
    ],
)
def test_the_right_year_confirms(text: str) -> None:
    found = decided(line(text))
    assert (found.verdict, found.year, found.photo) == (CONFIRMED, 2024, "a.jpg")


@pytest.mark.parametrize(
    "text",
    [
        "2023年“政务公开主题日”活动",
        "二〇二三年“政务公开主题日”活动",
        "“政务公开主题日”活动2025年",
        "2014年政务公开主题日",
    ],
)
def test_another_year_is_said_to_be_another(text: str) -> None:
    assert said(text) is OTHER


@pytest.mark.parametrize(
    "text",
    [
        "“政务公开主题日”活动",
        "2O24年“政务公开主题日”活动",
        "2O23年“政务公开主题日”活动",
        "20Z3年“政务公开主题日”活动",
        "202年“政务公开主题日”活动",
        "20223年“政务公开主题日”活动",
        "203年“政务公开主题日”活动",
        "l023年“政务公开主题日”活动",
        "2023“政务公开主题日”活动",
        "2023-2024年“政务公开主题日”活动",
        "2023年、2024年“政务公开主题日”活动",
        "二〇二年“政务公开主题日”活动",
        "9023年“政务公开主题日”活动",
    ],
)
def test_a_year_not_read_exactly_is_no_verdict(text: str) -> None:
    assert said(text) is LOOK


@pytest.mark.parametrize("text", ["政务公开", "2024年政务公开日", "2024年主题党日活动", "公开主题", "2024年", "", "日"])
def test_other_words_are_not_the_banner(text: str) -> None:
    assert said(text) is NOT_FOUND


def test_years_elsewhere_are_not_the_banners() -> None:
    assert said("“政务公开主题日”活动", "2023年工作总结", "天政发〔2023〕1号", "2024年3月") is LOOK
    assert said("2024年“政务公开主题日”活动", "2023年工作总结") is CONFIRMED
    far = "2023年度全区政府信息公开工作要点和政务公开主题日"
    assert said(far) is LOOK, "eighteen characters lie between"


def test_a_banner_in_two_rows() -> None:
    below = line("“政务公开主题日”活动", 0, 60)
    assert decided(line("云汐示范区2024年", 40, 0), below).verdict is CONFIRMED
    assert decided(line("云汐示范区2023年", 40, 0), below).verdict is OTHER
    assert decided(line("2023年工作总结大会", 40, 0), below).verdict is LOOK, "that row is of something else"
    assert decided(line("云汐示范区2023年", 40, 0, height=90), below).verdict is LOOK, "larger letters: another sign"
    assert decided(line("云汐示范区2023年", 900, 0), below).verdict is LOOK, "it stands beside, not above"
    assert decided(line("2024年“政务公", 0, 0), line("开主题日”活动", 0, 60)).verdict is CONFIRMED


def test_the_row_below_is_asked_only_for_a_bare_year_or_day() -> None:
    above = line("“政务公开主题日”活动", 0, 0)
    assert decided(above, line("2024年3月15日", 0, 60)).verdict is CONFIRMED
    assert decided(above, line("（2023年）", 0, 60)).verdict is OTHER
    assert decided(above, line("2023年工作总结", 0, 60)).verdict is LOOK
    assert decided(above, line("2024年工作要点", 0, 60)).verdict is LOOK


def test_a_banner_in_pieces() -> None:
    assert decided(line("2024年“政务", 0, 0), line("公开主题日”活动", 330, 2)).verdict is CONFIRMED
    assert decided(line("公开主题日”活动", 330, 2), line("2023年“政务", 0, 0)).verdict is OTHER
    assert decided(line("2024年“政务", 0, 0), line("公开主题日”活动", 900, 2)).verdict is NOT_FOUND


def test_a_figure_read_without_confidence_is_no_verdict() -> None:
    def doubted(year: int, sure: float) -> Verdict:
        text = f"{year}年“政务公开主题日”活动"
        return decided(line(text, sure=[0.99, 0.99, 0.99, sure, *[0.99] * (len(text) - 4)])).verdict

    assert [doubted(2024, 0.9), doubted(2024, 0.5)] == [CONFIRMED, LOOK]
    assert [doubted(2021, 0.99), doubted(2021, 0.9)] == [OTHER, LOOK]


def test_the_strongest_photo_decides() -> None:
    def seen(name: str, *texts: str) -> Sighting:
        return Sighting(name, Reading(PhotoOutcome.READ, apart(texts)))

    other, right = seen("1.jpg", "2023年政务公开主题日"), seen("3.jpg", "2024年政务公开主题日")
    blank, broken = seen("2.jpg"), Sighting("4.jpg", Reading(PhotoOutcome.FAILED, reason="x"))
    assert decide([other, blank, right, broken], BANNER).photo == "3.jpg"
    assert decide([blank, other, broken], BANNER).photo == "1.jpg"
    assert decide([broken, blank], BANNER).verdict is NOT_FOUND
    assert decide([broken], BANNER).verdict is Verdict.UNREADABLE
    assert decide([], BANNER).verdict is Verdict.UNREADABLE


def test_what_was_read_is_quoted_harmlessly() -> None:
    assert quoted("2023年“政务公开”\x1b[31m") == "“2023年‘政务公开’‹U+001B›[31m”"


@given(YEARS, st.sampled_from(["", "天心区", "“"]))
@example(2024, "")
def test_only_the_exact_year_confirms(year: int, between: str) -> None:
    assert said(f"{year}年{between}政务公开主题日") is (CONFIRMED if year == 2024 else OTHER)
    assert said(f"{in_chinese(year)}年{between}政务公开主题日") is (CONFIRMED if year == 2024 else OTHER)


@given(YEARS, st.sampled_from("〇○◯零0Oo"))
def test_a_year_in_chinese_figures_is_read(year: int, zero: str) -> None:
    (found,) = years_in(in_chinese(year, zero).replace("○", "〇").replace("◯", "〇") + "年")
    assert (found.year, found.marked) == (year, True)


@given(YEARS, st.integers(0, 3), st.sampled_from("OolIZzSBbgqDAQ"))
def test_a_letter_among_the_figures_is_never_taken_for_one(year: int, place: int, letter: str) -> None:
    figures = list(str(year))
    figures[place] = letter
    assert said(f"{''.join(figures)}年政务公开主题日") is LOOK


@given(YEARS, st.integers(0, 4), st.sampled_from("0123456789〇二三四"))
def test_a_figure_too_many_or_too_few_is_no_year(year: int, place: int, figure: str) -> None:
    figures = str(year)
    assert said(f"{figures[:place]}{figure}{figures[place:]}年政务公开主题日") is LOOK
    assert said(f"{figures[: place % 4]}{figures[place % 4 + 1 :]}年政务公开主题日") is LOOK


@given(st.lists(st.text("0123456789〇○零一二三四OlIZ年月日（）〔〕-“”政务公开主题动 ２", max_size=20), max_size=4))
def test_without_a_whole_other_year_nobody_is_accused(texts: list[str]) -> None:
    """Whatever is read: another year is only said where four figures and 年 stand together."""
    found = decided(*apart(texts))
    if found.verdict is OTHER:
        assert found.year is not None
        assert found.year != 2024
        assert f"{found.year}年" in found.words or f"{in_chinese(found.year)}年" in found.words.replace(
            "零", "〇"
        ).replace("0", "〇").replace("O", "〇")


@pytest.mark.parametrize(
    "text", ["2024年“政务公升主题日”活动", "2024年“政务公开主题曰”活动", "2024年“政务公开主颗日”活动"]
)
def test_a_letter_misread_without_certainty_is_forgiven(text: str) -> None:
    wrong = next(place for place, sign in enumerate(text) if sign in "升曰颗")
    unsure = [0.6 if place == wrong else 0.99 for place in range(len(text))]
    assert decided(line(text, sure=unsure)).verdict is Verdict.CONFIRMED
    assert decided(line(text)).verdict is Verdict.LOOK


@pytest.mark.parametrize(
    "slogan",
    [
        "党务公开主题日", "村务公开主题日", "警务公开主题日", "厂务公开主题日", "校务公开主题日", "院务公开主题日",
        "财务公开主题日", "税务公开主题日", "事务公开主题日", "政务公开主题周", "政务公开主题月", "政务公开主题年",
        "政务公开宣传日", "政务服务主题日",
        "主题党日", "政府开放日", "政务公开主题党日", "政务公升主题日", "政务公开主题日报",
    ],
)  # fmt: skip
def test_another_slogan_is_never_confirmed(slogan: str) -> None:
    for text in (f"2024年“{slogan}”活动", f"2024年天心区{slogan}", f"{slogan}2024年"):
        assert decided(line(text)).verdict not in (Verdict.CONFIRMED, Verdict.OTHER_YEAR), text


@pytest.mark.parametrize(
    "texts",
    [
        ("2024年", "政务公开主题日"),
        ("2024年天心区", "政务公开", "主题日活动"),
        ("2024年", "政务", "公开", "主题日"),
        ("2024年政务公开", "主题日活动"),
    ],
)
def test_words_over_several_rows(texts: tuple[str, ...]) -> None:
    stacked = [line(text, top=52.0 * place) for place, text in enumerate(texts)]
    assert decided(*stacked).verdict is Verdict.CONFIRMED


@pytest.mark.parametrize("slogan", ["党务公开主题日", "校务公开主题日", "政务公开主题周", "政务公开主题月"])
def test_another_slogans_letter_is_not_forgiven_however_unsurely_it_was_read(slogan: str) -> None:
    assert decided(line(f"2024年{slogan}", sure=[0.99] * 5 + [0.5] * len(slogan))).verdict is LOOK


def test_a_letter_missing_at_either_end_may_be_another_slogans() -> None:
    assert said("2024年务公开主题日") is LOOK
    assert said("2024年政务公开主题") is LOOK
    assert said("2024年政务公主题日") is CONFIRMED


def test_a_bare_year_in_much_smaller_letters() -> None:
    words = line("政务公开主题日", 300, 100, height=90)
    assert decided(line("2024年", 60, 130, height=40), words).verdict is Verdict.CONFIRMED, "before the words"
    assert decided(line("2024年", 450, 50, height=40), words).verdict is Verdict.CONFIRMED, "above the words"
    assert decided(line("2023年", 60, 130, height=40), words).verdict is LOOK, "it may be another sign's"
    assert decided(line("2024年工作要点", 20, 130, height=40), words).verdict is LOOK, "that is of something else"
    assert decided(line("2024年", 60, 130, height=20), words).verdict is LOOK, "far too small"
    assert decided(line("2024年", 450, 400, height=40), words).verdict is LOOK, "below, at a distance"
    assert decided(line("2024年", 450, -90, height=40), words).verdict is LOOK, "above, at a distance"
    two = [line("2024年", 60, 130, height=40), line("2023年", 450, 50, height=40)]
    assert decided(*two, words).verdict is LOOK, "two years"


def test_a_year_that_belongs_to_something_else_does_not_confirm() -> None:
    assert decided(line("2024年工作总结及下一步打算安排的政务公开主题日")).verdict is Verdict.LOOK
