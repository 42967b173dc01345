"""Text that is safe to print: what the door does, who may go around it, and that facts hold nothing else."""

from __future__ import annotations

import ast
import copy
import inspect
import pickle
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import Struct, defstruct

from tests.support.golden import every_format
from tests.support.places import ROOT
from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.privacy import mask
from zhutiri_cli.common.shown import Shown, Verbatim, shown_tree
from zhutiri_cli.common.spelling import literal, unseen
from zhutiri_cli.plan.importing.importer import Imported
from zhutiri_cli.render import formats

PHONE = "13800138000"
HOUSE = ROOT / "src" / "zhutiri_cli"


@given(st.text(st.characters(), max_size=60))
@example(f"王{PHONE}\n\x1b[31m")
@example("１３８０ ０１３ ８０００")
@example(f"{PHONE[:8]}…")
def test_the_door_is_passed_once(text: str) -> None:
    shown = Shown(text)
    assert shown == literal(mask(text))
    assert unseen(shown) == []
    assert Shown(shown) is shown
    assert Shown(str(shown)) == shown


@given(st.lists(st.text("0123456789 -…\n\x1b电", max_size=14), max_size=4))
def test_what_is_put_together_keeps_the_type(parts: list[str]) -> None:
    shown = [Shown(part) for part in parts]
    for text, between in ((Shown.of(*parts), ""), (Shown.lines(parts), "\n"), (Shown("、").join(parts), "、")):
        assert type(text) is Shown
        assert text == between.join(shown)
    assert type(Shown(" a ").strip()) is Shown


def test_a_sentence_made_of_parts_passes_the_door_again() -> None:
    """Two harmless parts may be a number together; what is no ``Shown`` any more is looked at as a whole."""
    assert Shown(Shown("138") + Shown("00138000")) == "138****8000"


def test_what_is_whole_stays_whole() -> None:
    whole = Shown.whole(f"{PHONE}\x1b")
    assert whole == f"{PHONE}‹U+001B›"
    for same in (Shown(whole), copy.deepcopy(whole), pickle.loads(pickle.dumps(whole)), Shown.of("", whole)):
        assert same == whole
        assert type(same) is Shown


def test_verbatim_text_is_shown_where_it_is_put_into_words(tmp_path: Path) -> None:
    link = Verbatim(f"https://a.example/{PHONE}")
    assert f"{link}" == "https://a.example/138****8000"
    assert PHONE not in repr(link)
    assert link == Verbatim(f"https://a.example/{PHONE}")
    assert path_shown(tmp_path / PHONE) == Shown(f"{tmp_path.as_posix()}/138****8000")


def test_a_tree_passes_the_door_with_its_keys() -> None:
    tree = {PHONE: [f"a\n{PHONE}", 1, None, True, (PHONE,)]}
    assert shown_tree(tree) == {"138****8000": ["a‹U+000A›138****8000", 1, None, True, ["138****8000"]]}


@given(st.text(st.characters(), max_size=60))
@example(f"王{PHONE}\n\x1b[31m")
def test_odd_signs_can_be_had_as_they_are_and_never_a_number(text: str) -> None:
    assert Shown(text).only_masked == mask(text)
    assert Shown.lines([text, PHONE]).only_masked == f"{mask(text)}\n138****8000"
    assert pickle.loads(pickle.dumps(Shown(text))).only_masked == mask(text)


# --- who goes around the door ------------------------------------------------------------------------------------

WHOLE = {
    "check/reporting.py": "a file's SHA-256 may hold eleven digits in a row, and one digit less is another file",
    "report/office.py": "the address book that the office itself put into its plan: letters must reach and be answered",
    "render/remind/letter.py": "a letter's lines by the template, in which the office's own number stands",
    "render/kit/sarif.py": "a finding's fingerprint is a digest",
    "render/check/html/page.py": "the digests by which the page's policy names its own style and script",
    "render/rollup/html/rollup_page.py": "the digest by which the page's policy names its own style",
    "render/unit/html.py": "the digest by which the page's policy names its own style",
}
"""Where ``Shown.whole`` is called, and why there."""


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function or method of that name in the product, with its module."""
    for path in sorted(HOUSE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and name in (
                getattr(node.func, "id", None),
                getattr(node.func, "attr", None),
            ):
                yield path.relative_to(HOUSE).as_posix(), node


def test_only_what_has_a_reason_is_shown_whole() -> None:
    assert {where for where, _ in calls("whole")} == WHOLE.keys()


def test_only_json_says_odd_signs_as_they_are() -> None:
    """And the page, which keeps line breaks and shows the rest."""
    found = {
        path.relative_to(HOUSE).as_posix()
        for path in HOUSE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "only_masked"
    }
    # by the signs that people wrote
    compared = {"plan/diff/field_changes.py", "plan/diff/value_text.py", "render/diff/changes.py"}
    assert found - compared == {
        "common/shown.py",
        "check/rollup/row_text.py",  # the journal, which is JSON and is read back past the door
        "render/kit/json.py",
        "render/kit/sarif.py",
        "render/kit/html_template.py",
    }


def test_masking_has_one_place() -> None:
    assert {where for where, _ in calls("mask")} - {"common/privacy.py"} == {"common/shown.py"}
    # quoting a value in a sentence, and the comment of a plan file that is written, are no output
    assert {where for where, _ in calls("literal")} == {
        "common/shown.py",
        "common/spelling.py",
        "plan/importing/plan_text.py",
    }


# --- what outputs may know ---------------------------------------------------------------------------------------

PLAIN = {
    "Rule.code": "ours, declared in the program",
    "Rule.title": "ours, declared in the program",
    "Rule.manual": "ours, declared in the program",
    "Rule.remedy": "ours, declared in the program",
    "Rule.topic": "ours, declared in the program",
    "Finding.rule": "the code of a rule",
    "Compared.rule": "the code of a rule, in a report that is read back held to its form",
    "Day.name": "the calendar's own names of holidays",
    "Report.runs": "the codes of rules",
    "ActivityReport.runs": "the codes of rules",
    "Imported.text": "the plan file itself: the office's own data are never masked on disk",
}
"""Fields of facts that are plain text, and why."""
UNKNOWN = {
    "ActivityDiff.old": "the plan's values as JSON has them, past the door as a tree",
    "ActivityDiff.new": "the plan's values as JSON has them, past the door as a tree",
    "FieldChange.old": "the plan's values as JSON has them, past the door as a tree",
    "FieldChange.new": "the plan's values as JSON has them, past the door as a tree",
}
"""Fields of facts of any type, and why."""
HARMLESS = (Shown, Verbatim, Enum, date, Decimal, int, float, bytes, type(None))


def roots() -> list[type]:
    """What the formats are handed, as their renderers declare it, and what ``import`` tells."""
    found: dict[type, None] = {Imported: None}
    for command, name in every_format():
        render = inspect.unwrap(formats(command)[name].render)
        facts = next(iter(typing.get_type_hints(render).values()))
        assert _facts(facts), f"{command} {name} declares no facts"
        found[typing.cast(type, facts)] = None
    return list(found)


def fields_below(owner: type, seen: set[type]) -> Iterator[tuple[str, Any]]:
    """Every field of a class of facts, and of the facts in its fields: ``Class.field`` and each type it may hold."""
    if owner in seen:
        return
    seen.add(owner)
    hints = typing.get_type_hints(owner)
    names = getattr(owner, "__struct_fields__", None) or list(hints)
    for name in names:
        for part in parts_of(hints[name]):
            yield f"{owner.__name__}.{name}", part
            if isinstance(part, type) and _facts(part):
                yield from fields_below(part, seen) if part is not Verbatim else ()


def parts_of(hint: Any) -> Iterator[Any]:
    """The types that stand in an annotation: ``tuple[A, ...] | None`` gives ``A`` and ``None``."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType, tuple, list, dict, frozenset) or (
        inspect.isclass(typing.get_origin(hint)) and typing.get_args(hint) and not _callable(hint)
    ):
        for one in typing.get_args(hint):
            if one is not Ellipsis:
                yield from parts_of(one)
    elif not _callable(hint):
        yield hint


def _callable(hint: Any) -> bool:
    return typing.get_origin(hint) is typing.get_origin(Callable[[], None])


def test_facts_hold_no_plain_text() -> None:
    fields = [pair for root in roots() for pair in fields_below(root, set())]
    assert len(fields) > 150
    plain = {name for name, part in fields if part is str}
    unknown = {name for name, part in fields if part is Any or part is object}
    assert plain == PLAIN.keys()
    assert unknown == UNKNOWN.keys()


def test_facts_hold_nothing_that_holds_plain_text() -> None:
    """No plan, no record, no path: only facts, and what has no words."""
    odd = {
        f"{name}: {part}"
        for root in roots()
        for name, part in fields_below(root, set())
        if name not in PLAIN.keys() | UNKNOWN.keys()
        and not (isinstance(part, type) and (issubclass(part, HARMLESS) or _facts(part)))
    }
    assert odd == set()


def _facts(part: type) -> bool:
    return issubclass(part, Struct) or hasattr(part, "_fields")


@pytest.mark.parametrize("facts", [str, dict[str, int], list[str | None], tuple[int, str] | None])
def test_plain_text_is_found_wherever_it_stands(facts: Any) -> None:
    made = defstruct("Made", [("words", facts)])
    assert ("Made.words", str) in list(fields_below(made, set()))
