"""The product's command line, carried out inside this process."""

from __future__ import annotations

import contextlib
import io

from msgspec import Struct


class Ran(Struct, frozen=True):
    """One command line carried out inside this process."""

    status: int
    out: str
    err: str


def zhutiri(*arguments: str) -> Ran:
    """Run the product's command line in this process."""
    from zhutiri_cli.cli.app import run

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(list(arguments))
    texts = []
    for stream in (out, err):
        stream.flush()
        stream.seek(0)
        texts.append(stream.read())
    return Ran(status, texts[0], texts[1])
