"""What earlier checks learnt of files, in the user's cache folder; a sentence on stderr where it can't be used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from zhutiri_cli.cli.output import say

if TYPE_CHECKING:
    from zhutiri_cli.materials.survey.cache import Cache


@contextmanager
def kept_facts(root: Path, told: set[str]) -> Iterator[Cache | None]:
    """The cache for a check of ``root``, closed at the end; without it the check is only slower. It is opened more than
    once: what was ``told`` is not said again."""
    from zhutiri_cli.materials.survey.opened_cache import opened_cache

    def said(sentence: str) -> None:
        if sentence not in told:
            told.add(sentence)
            say(f"注意：{sentence}")

    with opened_cache(root, said) as cache:
        yield cache
