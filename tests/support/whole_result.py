"""A result as one text, whether its renderer gives it whole or piece by piece."""

from __future__ import annotations

from zhutiri_cli.render.format import Result, Streamed


def whole_text(result: Result) -> str:
    """The text of a result that is one file."""
    if isinstance(result, Streamed):
        return b"".join(result.content).decode()
    assert isinstance(result, str | bytes)
    return result if isinstance(result, str) else result.decode()
