"""What the program says: the pages that list it are current; one term for one thing; each refusal says what to do."""

from __future__ import annotations

import ast
import re

import make_messages
import pytest
from collect_messages import CHINESE, HOUSE, Message, messages
from message_terms import KEPT, TERMS

WRITTEN = re.compile(r"〈[^〉]*〉|“[^”]*: [^”]*”|\[[^\]]*\]|\{[^}]*\}|以 [!@] ")
"""Values, and what is quoted as it is written in YAML."""
HAN = "[\u3400-\u9fff]"
ODD = {
    "quotation marks other than “”": re.compile(rf"[「」『』]|{HAN}[\"']|[\"']{HAN}"),
    "half-width punctuation between Chinese": re.compile(rf"{HAN} ?[,;:!?] ?{HAN}|{HAN}\.(?: |$)|{HAN}\(|\){HAN}"),
    "doubled punctuation": re.compile(r"[，。；：、！][，。；：、！]"),
    "the reader addressed": re.compile("[您你]"),
}


@pytest.fixture(scope="module")
def said() -> list[Message]:
    found = messages()
    assert len(found) > 3500
    return found


def test_the_pages_are_current() -> None:
    for name, text in make_messages.pages().items():
        there = (make_messages.FOLDER / name).read_text(encoding="utf-8")
        assert there == text, f"docs/messages/{name}: python scripts/make_messages.py"
    assert {path.name for path in make_messages.FOLDER.iterdir()} == set(make_messages.pages())


def test_every_message_is_on_a_page(said: list[Message]) -> None:
    rooms = tuple(room for _, under in make_messages.PAGES.values() for room in under)
    assert [one.path for one in said if not one.path.startswith(rooms)] == []


def test_words_that_are_looked_for_are_no_messages(said: list[Message]) -> None:
    listed = {(one.path, one.text) for one in said}
    assert ("materials/title_words.py", "总结") not in listed
    assert not any(one.path.startswith("plan/importing/columns/heading_words") and one.text == "号" for one in said)
    assert ("cli/app.py", "已中断，没有写出结果") in listed


def test_one_term_for_one_thing(said: list[Message]) -> None:
    kept = re.compile("|".join(map(re.escape, (text for texts in KEPT.values() for text in texts))))
    found = [
        f"{one.path}:{one.line}: {word}, not {banned}: {one.text}"
        for one in said
        for word, banned in ((term.word, banned) for term in TERMS for banned in term.instead_of)
        if banned in kept.sub("", one.text)
    ]
    assert found == []


def test_no_exception_is_left_over(said: list[Message]) -> None:
    texts = "\n".join(one.text for one in said)
    assert [text for kept in KEPT.values() for text in kept if text not in texts] == []


@pytest.mark.parametrize("what", ODD)
def test_signs_are_those_of_chinese_text(said: list[Message], what: str) -> None:
    written = [one for one in said if not one.path.startswith("workspace/starter/plan.yaml")]
    assert [
        f"{one.path}:{one.line}: {one.text}" for one in written if ODD[what].search(WRITTEN.sub("x", one.text))
    ] == []


def test_quotation_marks_and_brackets_are_closed(said: list[Message]) -> None:
    for opens, closes in ("“”", "（）", "《》"):
        found = [one for one in said if one.path.endswith(".py") and "|" not in one.text and "…" not in one.text]
        assert [one for one in found if one.text.count(opens) != one.text.count(closes)] == []


def test_each_refusal_says_what_to_do() -> None:
    silent = []
    for path in sorted(HOUSE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not getattr(node.func, "id", "").endswith("Problem"):
                continue
            advice = node.args[1] if len(node.args) > 1 else None
            if not any(isinstance(one, ast.Starred) for one in node.args) and (
                advice is None or (isinstance(advice, ast.Constant) and not CHINESE.search(str(advice.value)))
            ):
                silent.append(f"{path.relative_to(HOUSE)}:{node.lineno}")
    assert silent == []
