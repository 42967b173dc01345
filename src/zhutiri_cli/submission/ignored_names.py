"""Which files are no material by the plan's ``ignore``: patterns of names (``*.bak``) and of paths (``旧版/``). Pure.

A pattern without ``/`` is held against the file's name and the name of every folder above it, one with ``/`` against
the path within the activity's folder, as ``.gitignore`` has it; ``*`` and ``?`` are those of ``fnmatch``. Names are
compared as everywhere: NFC, half-width, whatever the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import translate
from pathlib import PurePosixPath

from zhutiri_cli.common.spelling import normalise


class IgnoredNames:
    """A plan's patterns, ready to be asked."""

    def __init__(self, patterns: Iterable[str] = ()) -> None:
        self._patterns = [(pattern, _compiled(pattern), "/" in _plain(pattern)) for pattern in patterns]

    def pattern_for(self, relative: PurePosixPath) -> str | None:
        """The first pattern that takes a file out, by its path within its folder; ``None`` where it is material."""
        parts = [normalise(part) for part in relative.parts]
        paths = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
        for pattern, matches, by_path in self._patterns:
            if any(matches.fullmatch(word) for word in (paths if by_path else parts)):
                return pattern
        return None


def swallowed(pattern: str, suffixes: Iterable[str], words: Iterable[str]) -> Iterator[str]:
    """The suffixes (``.docx``) and words (总结) of recognised material of which a pattern would take out every file."""
    names = IgnoredNames([pattern])
    for suffix in suffixes:
        if all(names.pattern_for(PurePosixPath(f"{stem}{suffix}")) for stem in ("甲乙丙", "x_1")):
            yield suffix
    for word in words:
        if all(names.pattern_for(PurePosixPath(f"{before}{word}{after}.docx")) for before, after in _AROUND):
            yield word


_AROUND = (("", ""), ("甲", "乙"), ("x", "1"))


def _plain(pattern: str) -> str:
    return normalise(pattern.replace("\\", "/")).strip("/")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(translate(_plain(pattern).removeprefix("**/")))
