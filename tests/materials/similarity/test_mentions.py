"""What of a theme tells an activity: its own words, never the day's name that stands in many themes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhutiri_cli.materials.similarity.mentions import Themes, letters, mentions, names_theme, telling

THEMES = (
    "社保政策进万家政务公开主题日活动",
    "校园食堂开放日政务公开主题日活动",
    "就业服务政策宣传",
    "政务公开主题日活动",
)


def test_the_days_name_tells_no_activity() -> None:
    said = letters("3月15日，区教育局开展政务公开主题日活动，邀请家长走进学校。")
    assert not any(names_theme(said, theme, THEMES) for theme in THEMES[:3])
    assert mentions(said, THEMES[0], THEMES)


def test_its_own_words_do() -> None:
    assert names_theme(letters("社保政策进万家，走进社区"), THEMES[0], THEMES)
    assert names_theme(letters("家长走进校园食堂开放日"), THEMES[1], THEMES)


def test_a_theme_of_nothing_else_is_told_by_it() -> None:
    assert names_theme(letters("政务公开主题日活动"), THEMES[3], THEMES)
    assert telling("ab", ("ab",)) == {"ab"}


WORDS = st.text(st.sampled_from("春风行动政"), min_size=1, max_size=9)


@given(st.text(st.sampled_from("春风行动政"), max_size=30), st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_another_theme_is_found_as_by_asking_one_after_the_other(
    said: str, every: list[str], data: st.DataObject
) -> None:
    theme = data.draw(st.sampled_from(every))
    asked = next((one for one in every if one != theme and names_theme(said, one, every)), None)
    assert Themes(tuple(every)).other_named(said, theme) == asked
