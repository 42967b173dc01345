"""Regular expressions compiled at their first use: a run uses few of those that its modules name."""

from __future__ import annotations

import re
from typing import Any, cast


def lazy_pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What stands for ``re.compile(expression, flags)``, for modules that every command loads. A mistake in the
    expression is raised (``re.error``) at the first use, not on import."""
    return cast("re.Pattern[str]", _Uncompiled(expression, flags))


_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Uncompiled:
    """Takes on the methods of the compiled pattern when one is first asked for, so later calls cost nothing more."""

    def __init__(self, expression: str, flags: int) -> None:
        self._asked = expression, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._asked)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
