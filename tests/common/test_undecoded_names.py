"""Names whose bytes the system could not decode, such as those of an archive that a Chinese Windows made."""

from __future__ import annotations

import os

import pytest

from zhutiri_cli.common.spelling import normalise, split_suffix


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("方案.docx".encode("gb18030"), ("方案", ".docx")),
        ("工作方案.DOCX".encode("gb18030"), ("工作方案", ".docx")),
        ("链接".encode("gb18030"), ("链接", "")),
        ("方案.docx".encode(), ("方案", ".docx")),
    ],
)
def test_stem_and_suffix_are_those_that_people_wrote(raw: bytes, parts: tuple[str, str]) -> None:
    assert split_suffix(os.fsdecode(raw)) == parts
    assert split_suffix(raw.decode("ascii", "surrogateescape")) == parts
    assert normalise(os.fsdecode(raw)) == "".join(parts)
