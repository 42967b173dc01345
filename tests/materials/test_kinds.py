"""Recognition by names (contract §2)."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhutiri_cli.materials.kinds import (
    KindWords,
    is_ignored,
    kinds_of,
    normalise,
    suffix_of,
)
from zhutiri_cli.materials.themeless import without_theme

ROW_39 = "天心区2024年老旧小区改造方案意见征集"
CAFE = unicodedata.normalize("NFD", "Café总结.docx")


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("活动总结.docx", {"summary"}),
        ("小结.PDF", {"summary"}),
        ("情况报告.ofd", {"summary"}),
        ("活动方案.wps", {"plan"}),
        ("应急预案.odt", {"plan"}),
        ("计划.md", {"plan"}),
        ("方案和总结.docx", {"plan", "summary"}),
        ("总结/正文.docx", {"summary"}),
        ("活动方案/会后/正文.docx", {"plan"}),
        ("总结/活动方案/正文.docx", {"plan"}),
        ("活动方案/总结.docx", {"summary"}),
        ("方案、总结/正文.docx", {"plan", "summary"}),
        ("正文.docx", set()),
        ("总结.xlsx", set()),
        ("总结.jpg", {"photos"}),
        ("图片/1.ＪＰＧ", {"photos"}),
        ("1．HEIC", {"photos"}),
        ("总结/1.jpeg", {"photos"}),
        ("总结.docx ", {"summary"}),
        (" 宣传报道.txt", {"links"}),
        ("LINKS.CSV", {"links"}),
        ("Ｌｉｎｋ.md", {"links"}),
        ("宣传链接.xlsx", {"links"}),
        ("报道总结.docx", {"links", "summary"}),
        ("宣传报道.pdf", set()),
        ("链接/列表.txt", set()),
        ("随便.url", {"links"}),
        (CAFE, {"summary"}),
        (unicodedata.normalize("NFD", "総括プラン方案.docx"), {"plan"}),
        ("活动视频.mp4", set()),
        ("总结.zip", set()),
        ("docx", set()),
    ],
)
def test_kinds_by_name(path: str, kinds: set[str]) -> None:
    assert kinds_of(PurePosixPath(path), "就业服务政策宣传", ()) == kinds


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        (f"{ROW_39}总结.docx", {"summary"}),
        (f"{ROW_39}.docx", set()),
        (f"{ROW_39}活动方案.docx", {"plan"}),
        (f"{ROW_39}/现场.docx", set()),
        (f"{ROW_39}/总结/现场.docx", {"summary"}),
        ("天心区 2024 年“老旧小区改造方案”意见征集_总结.docx", {"summary"}),
        ("天心区２０２４年老旧小区改造方案意见征集总结.docx", {"summary"}),
        ("活动方天心区2024年老旧小区改造方案意见征集案.docx", set()),
    ],
)
def test_the_words_of_row_39_decide_nothing(path: str, kinds: set[str]) -> None:
    assert kinds_of(PurePosixPath(path), ROW_39, ()) == kinds


VIDEO = KindWords("video", ("视频", "录像"), frozenset({".mp4", ".MOV", ".pdf"}), True)


@pytest.mark.parametrize(
    ("declared", "path", "found"),
    [
        (VIDEO, "1.mp4", True),
        (VIDEO, "1.mov", True),
        (VIDEO, "1.pdf", False),
        (VIDEO, "视频.pdf", True),
        (VIDEO, "录像/1.pdf", True),
        (VIDEO, "视频/现场/1.pdf", True),
        (VIDEO, "视频.docx", False),
        (KindWords("video", ("视频",), frozenset({".pdf"}), False), "视频/1.pdf", False),
        (KindWords("video", ("视频",), frozenset(), True), "视频.xyz", True),
        (KindWords("video", ("视频",), frozenset(), True), "1.mp4", False),
        (KindWords("video", (), frozenset({".ppt"}), True), "1.PPT", True),
        (KindWords("video", (), frozenset(), True), "1.ppt", False),
        (KindWords("video", ("Video",), frozenset({".pdf"}), True), "VIDEO.pdf", True),
        (KindWords("video", ("改造",), frozenset({".pdf"}), True), f"{ROW_39}.pdf", False),
    ],
)
def test_declared_kinds(declared: KindWords, path: str, found: bool) -> None:
    assert ("video" in kinds_of(PurePosixPath(path), ROW_39, (declared,))) is found


def test_a_declared_kind_takes_nothing_from_the_others() -> None:
    declared = KindWords("sheet", ("签到",), frozenset({".jpg"}), True)
    assert kinds_of(PurePosixPath("签到.jpg"), "", (declared,)) == {"sheet", "photos"}


@pytest.mark.parametrize("name", [".DS_Store", "._总结.docx", "~$总结.docx", "Thumbs.db", "THUMBS.DB", "Desktop.ini"])
def test_ignored(name: str) -> None:
    assert is_ignored(name)


@pytest.mark.parametrize("name", ["总结.docx", "~总结.docx", "a.db", "thumbs.db.docx", "$总结.docx"])
def test_not_ignored(name: str) -> None:
    assert not is_ignored(name)


def test_normalise_and_suffixes() -> None:
    assert normalise("\u3000ＡＢＣ　１.Ｊpg \t") == "abc 1.jpg"
    assert normalise(unicodedata.normalize("NFD", "É.DOCX")) == "é.docx"
    assert [suffix_of(name) for name in ("a.B.JPG", "．ＪＰＧ", "a", "a.", ".hidden")] == [".jpg", "", "", "", ""]


def test_the_theme_leaves_a_gap() -> None:
    assert without_theme("总 春风行动 结", "春风行动") == "总   结"
    assert without_theme("总春风行动结", "春风行动") == "总 结"
    assert without_theme("总结", "") == "总结"
    assert without_theme("总结", "“”") == "总结"
    assert without_theme("Ａ“湘易办”APP应用总结", "“湘易办”app应用") == "a“ 总结"


THEMES = st.text(st.sampled_from("春风行动a1总结 “”-."), min_size=1, max_size=8)


@given(
    st.text(st.sampled_from("总结方案春风x -"), max_size=6),
    THEMES,
    st.text(st.sampled_from("总结方案春 _"), max_size=6),
)
def test_without_theme_takes_the_theme_and_joins_nothing(before: str, theme: str, after: str) -> None:
    plain = normalise(before + theme + after)
    left = without_theme(before + theme + after, theme)
    letters = "".join(char for char in normalise(theme) if char.isalnum())
    assert all(part in plain for part in left.split())
    assert not letters or all(letters not in part for part in left.split())


@given(
    st.text(st.sampled_from("春风行动a1总结 _-."), max_size=16),
    st.text(st.sampled_from("春风行动a1“-_"), min_size=1, max_size=4),
)
def test_the_whole_theme_is_found_as_an_expression_finds_it(name: str, theme: str) -> None:
    """Less than a long run of letters, so that nothing but the whole of it is taken out."""
    letters = [char for char in theme if char.isalnum()]
    expected = re.sub(r"[\W_]*".join(map(re.escape, letters)), " ", normalise(name)) if letters else normalise(name)
    assert without_theme(name, theme) == expected
