"""Values that need no conversion pass as they were typed: the library would build a validator for each option to find
that nothing was typed, or text where text is asked for, and load pydantic for it."""

from __future__ import annotations

from typing import Any


def as_typed(parameter: Any) -> Any:
    """The parameter handled so; one of a library that converts in another way is left alone."""
    library = getattr(parameter, "get_runtime_param", None)
    if library is not None and not isinstance(library, _AsTyped):
        parameter.get_runtime_param = _AsTyped(library, text=parameter.type_descriptor.annotation in (str, list[str]))
    return parameter


class _AsTyped:
    """Stands where the library has what converts the values of a parameter, and asks it where there is need to."""

    def __init__(self, library: Any, *, text: bool) -> None:
        self._library, self._text = library, text

    def __call__(self) -> _AsTyped:
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value converted. Raises what the library raises for one that it refuses."""
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if self._text and isinstance(value, str):
            return value
        if self._text and all(isinstance(word, str) for word in value):
            return list(value)
        return self._library().coerce(value, param=param, ctx=ctx)
