"""Opening a source of plain text without trusting it: its size and its encoding."""

from __future__ import annotations

from pathlib import Path

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.paths import shown
from zhutiri_cli.materials.formats.decoding import decode
from zhutiri_cli.materials.formats.package_guard import too_large
from zhutiri_cli.materials.formats.zipguard import MIB

MAX_TEXT_FILE = 10 * MIB
"""Size of a text, CSV or HTML file in bytes."""


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or GB18030. Raises ``FileProblem``."""
    with path.open("rb") as stream:
        data = stream.read(MAX_TEXT_FILE + 1)
    if len(data) > MAX_TEXT_FILE:
        raise too_large(path, f"超过 {MAX_TEXT_FILE // MIB} MB")
    return decoded(data, shown(path))


def decoded(data: bytes, name: str) -> str:
    """Bytes to text; raises ``FileProblem`` where no encoding fits or the content is no text."""
    text = decode(data)
    if text is None:
        raise FileProblem(f"{name} 不是文本，或文字编码无法识别", "请用记事本打开，另存为 UTF-8 编码后再导入")
    if not text.strip():
        raise FileProblem(f"{name} 是空的", "请确认选对了文件")
    return text
