"""No tag keeps more attributes than anybody writes, and every page else stays as it is."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhutiri_cli.materials.formats.html_page import html_tree
from zhutiri_cli.materials.formats.html_tags import MOST, bounded_tags
from zhutiri_cli.materials.formats.saved_page import saved_page
from zhutiri_cli.materials.links.web.html_text import read_page
from zhutiri_cli.workspace.receiving.packages.own_words import html_mail_text


def names(count: int, value: str = "") -> str:
    return "".join(f" a{number}{value}" for number in range(count))


@pytest.mark.parametrize("value", ["", "=1", '="x > y"', "='<p>'", " = 1", "=/"])
@pytest.mark.parametrize("close", [">", "/>", " >"])
def test_what_is_beyond_is_left_out(value: str, close: str) -> None:
    kept = bounded_tags(f"<p{names(MOST + 300, value)}{close}政务</p>")
    tree = html_tree(kept).root
    assert len(tree.find(".//p").attrib) == MOST
    assert "政务" in "".join(tree.itertext())


@pytest.mark.parametrize(
    "text",
    [
        f"<p{names(MOST)}>文</p>",
        f"<script>a<b{names(2000)}></script>文",
        f"<style>a<b{names(2000)}></STYLE>文",
        f"<!-- <b{names(2000)}> -->文",
        "a < b" + names(2000),
        "<p a='1",
        "<",
    ],
)
def test_what_stays_as_it_is(text: str) -> None:
    assert bounded_tags(text) == text


@given(st.text(alphabet="<>/=\"' a-!政\n", max_size=300))
def test_any_small_text_stays_as_it_is(text: str) -> None:
    assert bounded_tags(text) == text


@pytest.mark.parametrize(
    "piece", ["<p ", "<p a=", '<p a="', "<p a='", ' a="<p', "<!--", "<script>", "<p/", "= ", "<p a=\"'"]
)
def test_every_character_is_looked_at_once(piece: str) -> None:
    start = time.process_time()
    bounded_tags("<p " + piece * 200_000)
    assert time.process_time() - start < 3


def test_a_tag_of_400_kilobytes_is_parsed_at_once() -> None:
    start = time.process_time()
    assert html_tree(f"<p{names(55_000, '=1')}>文").root is not None
    assert time.process_time() - start < 1


@pytest.mark.parametrize("read", [read_page, html_mail_text, lambda text: saved_page(text.encode())])
def test_every_reader_of_foreign_pages_has_such_tags(read: Callable[[str], object]) -> None:
    """A page of the web, the text of a mail, a saved page: minutes, if all of its attributes were kept."""
    start = time.process_time()
    read(f"<html><body><p{names(55_000, '=1')}>文</p></body></html>")
    assert time.process_time() - start < 2
