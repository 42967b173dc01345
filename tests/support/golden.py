"""Golden files: ``tests/render/golden/<command>.<format>`` is what that format makes of the fixed facts of its command.

A package (.xlsx, .docx) and a format of many files are kept as text, under ``<command>.<format>.txt``: one part after
another. ``PYTHONPATH=src python -m tests.support.golden`` writes every file anew.
"""

from __future__ import annotations

import hashlib
import io
import pkgutil
import zipfile
from collections.abc import Mapping

from lxml import etree

import zhutiri_cli.render
from tests.support.fixed_facts import FACTS
from tests.support.places import TESTS
from tests.support.whole_result import whole
from zhutiri_cli.render import formats
from zhutiri_cli.render.format import Display, Streamed

FOLDER = TESTS / "render" / "golden"
WRITTEN_BY_US = (
    *("[Content_Types]", "docProps/core", "docProps/app", "word/document", "word/header", "word/footer"),
    *("xl/workbook", "xl/styles", "xl/sharedStrings", "xl/worksheets/sheet"),
)


def every_format() -> list[tuple[str, str]]:
    """Every format of every command, as the product finds them: (command, format)."""
    folders = [info.name for info in pkgutil.iter_modules(zhutiri_cli.render.__path__) if info.ispkg]
    return [(command, name) for command in sorted(folders) for name in sorted(formats(command))]


def golden_name(command: str, form: str) -> str:
    """Where the golden file of a format lies."""
    return f"{command}.{form}" + (".txt" if form in ("xlsx", "docx", "eml", "parquet") else "")


def rendered(command: str, form: str) -> bytes:
    """The fixed facts of a command in one of its formats, as the golden file has them."""
    made = formats(command)[form].render(FACTS[command](), Display(100))
    if isinstance(made, Streamed):
        made = whole(made)
    if isinstance(made, Mapping):
        return b"\n".join(f"=== {name}\n".encode() + content for name, content in made.items())
    raw = made if isinstance(made, bytes) else made.encode("utf-8")
    if raw.startswith(b"PAR1"):
        return _listed(raw)
    return _unpacked(raw) if raw.startswith(b"PK\x03\x04") else raw


def _listed(raw: bytes) -> bytes:
    """A Parquet file as text: its columns with their types, then its rows."""
    from pyarrow.parquet import read_table

    table = read_table(io.BytesIO(raw))
    columns = [f"{field.name}: {field.type}" for field in table.schema]
    return "\n".join([*columns, *map(repr, table.to_pylist()), ""]).encode()


def _unpacked(raw: bytes) -> bytes:
    """The parts of a package one after another: ours whole and indented, a library's own by their sums."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for name in package.namelist():
            content = package.read(name)
            if name.startswith(WRITTEN_BY_US):
                shown = etree.tostring(etree.fromstring(content), pretty_print=True, encoding="unicode")
            else:
                shown = hashlib.sha256(content).hexdigest() + "\n"
            parts.append(f"=== {name}\n{shown}")
    return "\n".join(parts).encode("utf-8")


NEEDS = {"parquet": "pyarrow"}
"""Formats that can be made only where an extra is installed, and the module that tells."""


if __name__ == "__main__":
    for one in every_format():
        (FOLDER / golden_name(*one)).write_bytes(rendered(*one))
