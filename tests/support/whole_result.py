"""A result as one file, whether its renderer gives it whole or piece by piece."""

from __future__ import annotations

from zhutiri_cli.render.format import Result, Streamed


def whole(result: Result) -> bytes:
    """The bytes of a result that is one file."""
    if isinstance(result, Streamed):
        return b"".join(result.content)
    assert isinstance(result, str | bytes)
    return result.encode() if isinstance(result, str) else result


def whole_text(result: Result) -> str:
    """The text of a result that is one file."""
    return whole(result).decode()
