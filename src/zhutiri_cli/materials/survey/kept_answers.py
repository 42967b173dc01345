"""Answers to questions about many contents at once, kept like the facts of each: which of them are alike is worked out
again only when one has come, gone or changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zhutiri_cli.materials.survey.cache import Cache

Recall = Callable[[str, Iterable[bytes | bytearray], Callable[[], str]], str]
"""The answer to a question about contents (by their SHA-256): the one that is kept, else what is worked out. What is
kept may have been written by anybody: whoever asks looks at it as at any foreign text."""


def worked_out(_question: str, _contents: Iterable[bytes | bytearray], work_out: Callable[[], str]) -> str:
    """The answer worked out now: nothing is kept."""
    return work_out()


def recalling(opened: Callable[[], AbstractContextManager[Cache | None]]) -> Recall:
    """Answers kept in the cache that ``opened`` opens, by all the contents that they are about and by our source."""

    def recall(question: str, contents: Iterable[bytes | bytearray], work_out: Callable[[], str]) -> str:
        from zhutiri_cli.materials.survey.cache import readers_version

        about = hashlib.sha256(b"".join(sorted(set(map(bytes, contents))))).hexdigest()
        key = f"{question} {readers_version()}"
        with opened() as cache:
            kept = cache.noted(about, key) if cache is not None else None
        if kept is not None:
            return kept
        answer = work_out()  # which may take minutes: the cache is not held open meanwhile
        with opened() as cache:
            if cache is not None:
                cache.note(about, key, answer)
        return answer

    return recall
