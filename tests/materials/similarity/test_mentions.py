"""What of a theme tells an activity: its own words, never the day's name that stands in many themes."""

from __future__ import annotations

from zhutiri_cli.materials.similarity.mentions import letters, mentions, names_theme, telling

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
