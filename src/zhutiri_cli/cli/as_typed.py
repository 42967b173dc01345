"""Values that need no checking are taken as they were typed: the library would build a validator for each option to
find that nothing was typed, text where text is asked for, or a path, and load pydantic for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

_TAKEN: dict[Any, Callable[[str], Any]] = {str: str, list[str]: str, Path: Path, list[Path]: Path}
"""What is asked for, and how a typed word becomes that. A path that cannot be opened is told by who opens it."""


def as_typed(parameter: Any) -> Any:
    """The parameter handled so; one of a library that converts in another way is left alone."""
    library = getattr(parameter, "get_runtime_param", None)
    if library is not None and not isinstance(library, _AsTyped):
        asked = parameter.type_descriptor
        parameter.get_runtime_param = _AsTyped(library, None if _checked(asked) else _TAKEN.get(asked.annotation))
    return parameter


def _checked(asked: Any) -> bool:
    """Whether the library is to see to more than what kind of value it is."""
    told = asked.parameter_info
    more = (told.parser, told.path_type, told.exists, told.writable, told.resolve_path, told.allow_dash)
    return any(more) or not (told.file_okay and told.dir_okay)


class _AsTyped:
    """Stands where the library has what converts the values of a parameter, and asks it where there is need to."""

    def __init__(self, library: Any, take: Callable[[str], Any] | None) -> None:
        self._library, self._take = library, take

    def __call__(self) -> _AsTyped:
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value converted. Raises what the library raises for one that it refuses."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if self._take is not None and isinstance(value, str):
            return self._take(value)
        if self._take is not None and isinstance(value, list | tuple) and all(isinstance(word, str) for word in value):
            return [self._take(word) for word in value]
        return self._library().coerce(value, param=param, ctx=ctx)
