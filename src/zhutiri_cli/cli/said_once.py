"""A remark on the plan file that is said when it is first true, and not again every week."""

from __future__ import annotations

import hashlib
from pathlib import Path

from zhutiri_cli.cli.output import say
from zhutiri_cli.common.paths import resolved

_QUESTION = "remark on the plan"


def say_once(remark: str, plan: Path, root: Path, *, remembered: bool) -> None:
    """Say a remark on stderr unless it was said before of the plan file as it stands now. Where nothing is
    ``remembered``, or the user's cache folder cannot be used (``root``: or lies among the submissions), it is said
    every time."""
    if not remark:
        return
    from zhutiri_cli.materials.survey.cache import Cache, cache_folder

    if not remembered or resolved(cache_folder()).is_relative_to(resolved(root)):
        say(f"注意：{remark}")
        return

    try:
        digest = hashlib.sha256(plan.read_bytes()).hexdigest()
    except OSError:  # it has just been read; whoever took it away since learns it from the next command
        digest = ""
    cache = Cache(cache_folder())
    try:
        if not digest or cache.noted(digest, _QUESTION) != remark:
            say(f"注意：{remark}")
            if digest:
                cache.note(digest, _QUESTION, remark)
    finally:
        cache.close()
