"""``source.py`` and ``compose.py``: YAML text to words with places, and every fault of the text with its place."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.support.work import calls
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.yaml import compose
from zhutiri_cli.common.yaml.compose import ALIASED_NODES, DEPTH
from zhutiri_cli.common.yaml.places import Route
from zhutiri_cli.common.yaml.source import Source, parse_source, read_source
from zhutiri_cli.common.yaml.syntax import Spot, TextFault

QUICK = settings(max_examples=250)
HAN = "天心区政务公开主题日"


def parsed(text: str) -> Source:
    return parse_source(text.encode("utf-8"))


def only_fault(source: Source) -> TextFault:
    assert len(source.faults) == 1, source.faults
    return source.faults[0]


def routes(tree: Any, route: Route = ()) -> Iterator[tuple[Route, Any]]:
    """Every value of a tree with its route."""
    yield route, tree
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from routes(value, (*route, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from routes(value, (*route, index))


# --- scalars stay words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word",
    ["08", "017", "0x1F", "17:30", "yes", "no", "on", "2024-02-30", "２０２４", "1e3", ".inf", "=", "true", "1_000"],
)
def test_a_scalar_stays_the_word_that_was_written(word: str) -> None:
    assert parsed(f"a: {word}\nb: [{word}]\n{word}: c\n").tree == {"a": word, "b": [word], word: "c"}


@pytest.mark.parametrize("null", ["", "~", "null", "Null", "NULL"])
def test_a_plain_null_is_none_and_a_quoted_one_is_text(null: str) -> None:
    assert parsed(f"a: {null}\n").tree == {"a": None}
    assert parsed(f"a: '{null}'\n").tree == {"a": null}
    assert parsed(f'a: "{null}"\n').tree == {"a": null}


def test_a_word_that_only_resembles_null_stays_a_word() -> None:
    assert parsed("[nULL, none, nil, '~']").tree == ["nULL", "none", "nil", "~"]


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "---\n", "\n\n", "~", "---\n...\n"])
def test_an_empty_text_is_readable_and_none(text: str) -> None:
    source = parsed(text)
    assert (source.readable, source.tree, source.faults) == (True, None, ())


def test_block_scalars_keep_their_line_breaks() -> None:
    assert parsed("a: |\n  甲\n  乙\nb: >-\n  丙\n  丁\n").tree == {"a": "甲\n乙\n", "b": "丙 丁"}


def test_the_string_tag_is_harmless() -> None:
    assert parsed("a: !!str 08\nb: ! 09\n").tree == {"a": "08", "b": "09"}


# --- places -----------------------------------------------------------------------------------------------------

PLACES = f"""\
a: 1
{HAN}: 2
b:
  - x
  -   y
  - {{c: 𠮷𠮷, d: e}}
"""


@pytest.mark.parametrize(
    ("route", "value", "key"),
    [
        ((), Spot(1, 1), Spot(1, 1)),
        (("a",), Spot(1, 4), Spot(1, 1)),
        ((HAN,), Spot(2, len(HAN) + 3), Spot(2, 1)),
        (("b",), Spot(4, 3), Spot(3, 1)),
        (("b", 0), Spot(4, 5), Spot(4, 5)),
        (("b", 1), Spot(5, 7), Spot(5, 7)),
        (("b", 2), Spot(6, 5), Spot(6, 5)),
        (("b", 2, "c"), Spot(6, 9), Spot(6, 6)),
        (("b", 2, "d"), Spot(6, 16), Spot(6, 13)),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\x85", "\u2028"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_lines_and_columns_count_from_one_in_code_points(
    route: Route, value: Spot, key: Spot, ending: str, mark: str
) -> None:
    source = parsed(mark + PLACES.replace("\n", ending))
    assert source.spot(route) == value
    assert source.spot(route, key=True) == key


def test_the_line_of_a_place_is_the_line_quoted() -> None:
    source = parsed("\ufeffa: 1\r\nb: 𠮷\x85c: 3\u2028d: 4\ne: 5")
    assert [source.line(number) for number in range(7)] == ["", "a: 1", "b: 𠮷", "c: 3", "d: 4", "e: 5", ""]
    assert source.spot(("e",)) == Spot(5, 4)


def test_a_part_that_the_text_does_not_have_yields_its_mapping() -> None:
    source = parsed("a: 1\nb:\n  - c: 2\n    d: 3\n")
    assert source.spot(("b", 0, "missing")) == Spot(3, 5)
    assert source.spot(("b", 0, "missing"), key=True) == Spot(3, 5)
    assert source.spot(("b", 0, "tag", "d")) == Spot(4, 8)
    assert source.spot(("nothing", "at", "all")) == Spot(1, 1)


def test_an_alias_stands_where_it_is_written_and_its_contents_where_they_are() -> None:
    source = parsed("a: &x {b: 1}\nc: *x\nd: &y 7\ne:   *y\n")
    assert source.tree == {"a": {"b": "1"}, "c": {"b": "1"}, "d": "7", "e": "7"}
    assert source.spot(("c",)) == Spot(2, 4)
    assert source.spot(("c", "b")) == Spot(1, 11)
    assert source.spot(("e",)) == Spot(4, 6)


def test_an_unreadable_text_points_at_its_beginning() -> None:
    assert parsed("a: [").spot(("a", 0)) == Spot(1, 1)


# --- duplicate keys ---------------------------------------------------------------------------------------------


def test_every_duplicate_key_is_a_fault_at_that_key_and_the_first_is_kept() -> None:
    source = parsed("a: 1\nb: {x: 1, x: 2}\na: 3\na: 4\nc:\n  - {y: 1, 'y': 2}\n")
    assert source.readable
    assert source.tree == {"a": "1", "b": {"x": "1"}, "c": [{"y": "1"}]}
    assert [fault.spot for fault in source.faults] == [Spot(2, 11), Spot(3, 1), Spot(4, 1), Spot(6, 12)]
    assert all("重复" in fault.message and fault.hint for fault in source.faults)
    assert "第 1 行" in source.faults[2].message
    assert source.spot(("a",)) == Spot(1, 4)


def test_the_same_key_on_other_levels_is_no_duplicate() -> None:
    assert parsed("a: {a: {a: 1}}\nb: [{a: 1}, {a: 2}]\n").faults == ()


def test_an_anchored_mapping_with_a_duplicate_is_told_once() -> None:
    assert [fault.spot for fault in parsed("- &a {x: 1, x: 2}\n- *a\n- *a\n").faults] == [Spot(1, 13)]


def test_duplicates_before_a_syntax_error_are_told_too() -> None:
    source = parsed("a: 1\na: 2\nb: [\n")
    assert not source.readable
    assert [fault.spot.line for fault in source.faults][:1] == [2]
    assert len(source.faults) == 2


# --- what is refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "spot", "word"),
    [
        ("a: &x [1]\nb: *y\n", Spot(2, 4), "*y"),
        ("a: &x [1, *x]\n", Spot(1, 11), "*x"),
        ("a: 1\nb: !!int 08\n", Spot(2, 4), "标签"),
        ("a: !python/object:os.system x\n", Spot(1, 4), "标签"),
        ("a: !!binary eA==\n", Spot(1, 4), "标签"),
        ("- !!set {a}\n", Spot(1, 3), "标签"),
        ("a: 1\n---\nb: 2\n", Spot(2, 1), "一份"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", Spot(3, 3), "<<"),
        ("? [a]\n: 1\n", Spot(1, 3), "键"),
        ("{ {a: 1}: 2 }\n", Spot(1, 3), "键"),
    ],
)
def test_what_a_plan_never_needs_is_refused_at_its_place(text: str, spot: Spot, word: str) -> None:
    source = parsed(text)
    fault = only_fault(source)
    assert not source.readable
    assert source.tree is None
    assert fault.spot == spot
    assert word in fault.message
    assert fault.hint


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("a: b: c\n", Spot(1, 5)),
        ("a:\n\t- b\n", Spot(2, 1)),
        ("甲: [乙, 丙\n丁: 1\n", Spot(2, 2)),
        ("a: @b\n", Spot(1, 4)),
        ("𠮷: `b\n", Spot(1, 4)),
        ("ok: 1\n- b\n", Spot(2, 1)),
    ],
)
def test_a_syntax_error_has_a_chinese_sentence_a_remedy_and_its_place(text: str, spot: Spot) -> None:
    fault = only_fault(parsed(text))
    assert fault.spot == spot
    assert fault.message.startswith("YAML 语法有误")
    assert fault.hint
    assert "expected" not in fault.message + fault.hint


@pytest.mark.parametrize(
    "text", ['a: "b\n', "a: 'b\n", 'a: "\\q"\n', "a: [1, 2\n", "a: {b: 1\n", "a: |x\n", "a: *\n", "%YAML 9.9\n---\na"]
)
def test_other_syntax_errors_are_one_fault_without_english(text: str) -> None:
    source = parsed(text)
    fault = only_fault(source)
    assert not source.readable
    assert fault.hint
    assert not any(word in fault.message for word in ("found", "while", "expected", "scanning"))


@pytest.mark.parametrize("code", [0x00, 0x01, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80, 0x9F, 0xFFFE, 0xFFFF])
def test_control_characters_are_named_with_their_place(code: int) -> None:
    source = parsed(f"a: 1\nb: 天{chr(code)}心\n")
    fault = only_fault(source)
    assert not source.readable
    assert fault.spot == Spot(2, 5)
    assert f"U+{code:04X}" in fault.message
    assert chr(code) not in fault.message


def test_an_escaped_control_character_is_a_word() -> None:
    assert parsed('a: "\\e[31m\\x07\\0\\u202e"').tree == {"a": "\x1b[31m\x07\0\u202e"}


def test_the_line_quoted_stays_available_for_a_faulty_text() -> None:
    assert parsed("a: 1\nb: \x07x\n").line(2) == "b: \x07x"


# --- bombs ------------------------------------------------------------------------------------------------------


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The parser's events that were taken in."""
    taken, feed = list[object](), compose._Composer.feed

    def counted(self: compose._Composer, event: object) -> None:
        taken.append(event)
        feed(self, event)

    monkeypatch.setattr(compose._Composer, "feed", counted)
    return taken


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "[" * 100_000 + "]" * 100_000,
        "a: " + "[{b: " * 50_000,
        "\n".join(" " * level + "a:" for level in range(3_000)),
    ],
    ids=["flow-lists", "flow-maps", "block-lists", "closed", "mixed", "indented-maps"],
)
def test_deep_nesting_is_one_fault_and_the_rest_is_not_read(text: str, events: list[object]) -> None:
    fault = only_fault(parsed(text))
    assert len(events) <= 3 * DEPTH
    assert "嵌套" in fault.message
    assert str(DEPTH) in fault.message


def test_mappings_as_keys_of_mappings_are_refused_at_the_first(events: list[object]) -> None:
    fault = only_fault(parsed("? " * 100_000))
    assert len(events) < 10
    assert fault.spot == Spot(1, 3)


def test_the_depth_limit_is_exact() -> None:
    assert parsed("[" * DEPTH + "]" * DEPTH).readable
    assert not parsed("[" * (DEPTH + 1) + "]" * (DEPTH + 1)).readable


def test_an_alias_bomb_is_refused_before_it_is_expanded(events: list[object]) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    fault = only_fault(parsed("\n".join(lines)))
    assert len(events) < 100, "refused in the sixth of thirty lines"
    assert "引用（& 和 *）展开后过大" in fault.message
    assert len(fault.message) < 200


def test_a_modest_use_of_aliases_is_allowed_and_the_limit_counts_nodes() -> None:
    inner = "a: &a [" + ", ".join(["x"] * 999) + "]\n"  # 1000 nodes with the list itself
    uses = ALIASED_NODES // 1000
    assert parsed(inner + "b: [" + ", ".join(["*a"] * uses) + "]\n").readable
    assert not parsed(inner + "b: [" + ", ".join(["*a"] * (uses + 1)) + "]\n").readable


def test_many_scalar_aliases_are_refused_too() -> None:
    fault = only_fault(parsed("a: &a x\nb:\n" + "- *a\n" * (ALIASED_NODES + 1)))
    assert "引用（& 和 *）展开后过大" in fault.message


def test_a_long_value_is_never_echoed_whole() -> None:
    source = parsed(f"{'k' * 500}: 1\n{'k' * 500}: 2\n")
    assert len(only_fault(source).message) < 120


# --- encodings and files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "word", "spot"),
    [
        ("a: 1\ntitle: 天心区".encode("gbk"), "GBK", Spot(2, 8)),
        ("序号: 1".encode("gb18030"), "GBK", Spot(1, 1)),
        (b"a: caf\xe9", "UTF-8", Spot(1, 7)),
        ("a: 天".encode("utf-16"), "UTF-16", Spot(1, 1)),
        (codecs.BOM_UTF16_BE + "a: 天".encode("utf-16-be"), "UTF-16", Spot(1, 1)),
        ("天: 𠮷x\n".encode() + b"b: \xf0\x9f", "UTF-8", Spot(2, 4)),
        (codecs.BOM_UTF8 + "天\r\n心".encode() + b"\xff", "UTF-8", Spot(2, 2)),
    ],
)
def test_another_encoding_is_named_with_its_remedy_and_place(data: bytes, word: str, spot: Spot) -> None:
    source = parse_source(data)
    fault = only_fault(source)
    assert not source.readable
    assert word in fault.message
    assert "UTF-8" in fault.hint
    assert fault.spot == spot


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04\x14\0\0\0", "Word、Excel 文件或压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1" + bytes(99), "旧版 Word、Excel 文件"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF 文件"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "图片"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片"),
    ],
)
def test_what_is_no_text_is_called_by_its_kind_and_nobody_is_told_to_save_it_as_utf_8(data: bytes, what: str) -> None:
    source = parse_source(data)
    fault = only_fault(source)
    assert not source.readable
    assert fault.message == f"这是{what}，不是 YAML 文本"
    assert "zhutiri import" in fault.hint
    assert "UTF-8" not in fault.hint


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_named_as_an_encoding_not_as_a_control_character(encoding: str) -> None:
    fault = only_fault(parse_source("schema: 1\ntitle: x\n".encode(encoding)))
    assert "UTF-16" in fault.message
    assert "UTF-8" in fault.hint


def test_utf_32_is_not_called_utf_16() -> None:
    fault = only_fault(parse_source(codecs.BOM_UTF32_LE + "a: 1".encode("utf-32-le")))
    assert "UTF-16" not in fault.message
    assert "UTF-8" in fault.hint


def test_a_byte_order_mark_is_not_part_of_the_first_key() -> None:
    source = parse_source(codecs.BOM_UTF8 + b"a: 1\n")
    assert (source.tree, source.spot(("a",), key=True)) == ({"a": "1"}, Spot(1, 1))


def test_the_size_limit_is_exact_and_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a: " + b"x" * 97)
    assert read_source(path, 100).readable
    path.write_bytes(b"a: " + b"x" * 98)
    source = read_source(path, 100)
    assert not source.readable
    assert "MB" in only_fault(source).message


@pytest.mark.parametrize(("name", "word"), [("nothing.yaml", "不存在"), ("folder", "文件夹")])
def test_a_file_that_cannot_be_opened_is_an_error_not_a_fault(tmp_path: Path, name: str, word: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileProblem, match=word) as raised:
        read_source(tmp_path / name, 100)
    assert raised.value.advice


def test_twice_as_large_a_text_is_twice_the_work() -> None:
    def read(rows: int) -> Source:
        return parsed("activities:\n" + "".join(f"  - {{id: {n}, theme: 主题{n}, units: [甲]}}\n" for n in range(rows)))

    source = read(20_000)
    assert len(source.tree["activities"]) == 20_000
    assert source.spot(("activities", 19_999, "id")) == Spot(20_001, 10)
    assert calls(lambda: read(2_000)) < 2.2 * calls(lambda: read(1_000))


# --- any text at all --------------------------------------------------------------------------------------------

FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *"ab:-?&*!|>%@`\\#,[]{}'\"\n\r\t 年𠮷=~\x85\u2028\ufeff\xa0\u3000",
            *(": ", "- ", "  ", "\n  ", "---", "...", "<<", "null", "&a", "*a", "08", "!!str"),
        ]
    ),
    max_size=25,
).map("".join)


@QUICK
@given(st.binary(max_size=80) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example(b"\xed\xa0\x80")
@example(b'"\\ud800"')
def test_any_bytes_give_a_tree_or_faults_inside_the_text(data: bytes) -> None:
    source = parse_source(data)
    assert source.readable or source.faults
    for fault in source.faults:
        assert fault.message
        assert fault.hint
        assert 1 <= fault.spot.line <= len(source.lines)
        assert 1 <= fault.spot.column <= len(source.line(fault.spot.line)) + 2


@settings(max_examples=800)
@given(FRAGMENTS)
@example("a: 1\n? b\n")
@example("&a a: *a")
@example("{a, b: }")
def test_any_tree_equals_the_plain_reading_of_the_library(text: str) -> None:
    source = parsed(text)
    try:
        plain = yaml.load(text.removeprefix("\ufeff"), Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError, TypeError):
        assert source.tree is None  # whatever the library refuses, we refuse
        assert source.faults
        return
    if not source.faults:
        assert without_nulls(source.tree) == without_nulls(plain)


def without_nulls(tree: Any) -> Any:
    """Nulls and empty words as one: the library's plain reading keeps a null as the word that was written."""
    if isinstance(tree, dict):
        return {without_nulls(key): without_nulls(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [without_nulls(value) for value in tree]
    return "" if tree in (None, "~", "null", "Null", "NULL") else tree


WORDS = st.text(st.sampled_from("abcxyz天心区𠮷"), min_size=1, max_size=6)
TREES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4), max_leaves=12
)


@QUICK
@given(TREES, st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_every_value_and_key_of_a_tree_stands_where_its_place_says(tree: Any, flow: bool, ending: str) -> None:
    text = yaml.dump(tree, allow_unicode=True, default_flow_style=flow, width=10_000, sort_keys=False)
    source = parsed(text.replace("\n", ending))
    assert source.tree == tree
    for route, value in routes(tree):
        if isinstance(value, str):
            assert written_at(source, source.spot(route)).startswith(value)
        if route and isinstance(route[-1], str):
            assert written_at(source, source.spot(route, key=True)).startswith(route[-1])


def written_at(source: Source, spot: Spot) -> str:
    """The text from a place on, without quotes."""
    return source.line(spot.line)[spot.column - 1 :].removeprefix('"').removeprefix("'").removeprefix("? ")
