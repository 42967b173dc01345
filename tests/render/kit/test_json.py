"""JSON text is what the standard library's own encoder writes, laid out alike, with odd signs as their escapes."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zhutiri_cli.common.spelling import unseen
from zhutiri_cli.render.kit.json import dumps

TEXTS = st.text(st.characters(exclude_characters="0123456789"), max_size=12)  # no numbers that are masked
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.integers(0, 10**6).map(lambda number: number / 100)
    | TEXTS
)
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4), max_leaves=12
)


def plain(tree: Any) -> str:
    text = json.dumps(tree, ensure_ascii=False, indent=2)
    for sign in unseen(text):
        if sign != "\n":
            text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"{text}\n"


@given(TREES)
def test_it_is_what_the_standard_library_writes(tree: Any) -> None:
    assert dumps(tree) == plain(tree)
    assert json.loads(dumps(tree)) == tree


def test_half_a_sign_and_what_nobody_sees_stand_as_escapes() -> None:
    tree = {"a\ud800": ["\u202e", "\x1b[2J", "\u2028", {}, []]}
    assert dumps(tree) == plain(tree)
    assert dumps(tree).isascii()
