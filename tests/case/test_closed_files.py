"""Files that nobody could open here: what is lacking may lie in them, so that no unit is asked for it."""

from __future__ import annotations

import pytest

from zhutiri_cli.case.material_lines import closed_files
from zhutiri_cli.materials.file_facts import FileFacts, Fitness, closed
from zhutiri_cli.materials.kinds import family_of
from zhutiri_cli.submission.arrivals import FileFact
from zhutiri_cli.submission.gather import Submission

SHUT = closed(PermissionError(13, "Permission denied")).facts()
GONE = closed(FileNotFoundError(2, "No such file")).facts()
EMPTY = FileFacts(Fitness.UNUSABLE, "文件是空的（0 字节）")


def named(facts: FileFacts, name: str, *kinds: str) -> set[str]:
    """The kinds of which something may lie in the one file of a folder."""
    one = Submission(files=(FileFact(name, family_of(name), frozenset(kinds), facts, None),))
    return {kind for kind in ("plan", "photos", "summary", "links") if list(closed_files(kind, one))}


@pytest.mark.parametrize(
    ("name", "kinds", "may_be"),
    [
        ("总结.docx", {"summary"}, {"summary", "photos", "links"}),
        ("方案.pdf", {"plan"}, {"plan", "photos", "links"}),
        ("1.jpg", {"photos"}, {"photos", "links"}),
        ("链接.xlsx", {"links"}, {"links"}),
        ("材料.docx", set(), {"plan", "photos", "summary", "links"}),
    ],
)
def test_what_may_lie_in_a_file_that_nobody_could_open(name: str, kinds: set[str], may_be: set[str]) -> None:
    assert named(SHUT, name, *kinds) == may_be
    assert named(GONE, name, *kinds) == may_be
    assert named(EMPTY, name, *kinds) == set()


def test_it_is_not_said_that_it_cannot_be_used() -> None:
    one = Submission(files=(FileFact("总结.docx", "document", frozenset({"summary"}), SHUT, None),))
    assert not one.read_whole
    assert (SHUT.usable, SHUT.reason, SHUT.local) == (False, "打不开（没有权限）", True)
