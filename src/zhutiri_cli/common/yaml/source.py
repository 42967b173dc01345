"""YAML text to a plain tree with the place of every key and value.

Bytes come in with limits on size and are decoded as UTF-8 only; the tree is composed from the flat event stream
(``compose.py``). Faults of the text itself (contract ZT101) are collected, never raised, so that callers report
them like any other finding.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.common.errors import FileProblem, reason_of
from zhutiri_cli.common.lazy_pattern import lazy_pattern
from zhutiri_cli.common.yaml.compose import compose
from zhutiri_cli.common.yaml.places import Composed, Route
from zhutiri_cli.common.yaml.syntax import Spot, TextFault, true_cause

PLAN_BYTES = 64 * 1024 * 1024
RECORD_BYTES = 1024 * 1024
_SAVE_AS = "请在编辑器中“另存为”，编码选择 UTF-8"
_ANOTHER = "请核对是否选错了文件；通知附件先用 zhutiri import 变成计划文件"
_NO_TEXT = (
    (b"PK\x03\x04", "Word、Excel 文件或压缩包"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word、Excel 文件"),
    (b"%PDF-", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
)
"""What is no text in any encoding, by its first bytes."""
_LINE_BREAK = lazy_pattern("\r\n|[\n\r\x85\u2028\u2029]")  # what YAML 1.1 counts as a line break
_CUT_VALUE = lazy_pattern(r"(?![\s'\"#\[{&*!|>])[^#]++(?<=\s)(#[^\s#!].*)")
_FORBIDDEN = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


class Source(Struct, frozen=True, dict=True):
    """A YAML text, its plain tree (``dict``/``list``/``str``/``None``; ``None`` too when the text is unreadable) and
    where everything stands. ``faults`` are those of the text; ``readable`` is false when there is no tree to use."""

    text: str
    tree: Any
    composed: Composed | None
    faults: tuple[TextFault, ...] = ()

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines, split when one is first asked for: of a sound text none is."""
        return _LINE_BREAK.split(self.text)

    @property
    def readable(self) -> bool:
        """Whether the text gave a tree; with a duplicate key it does, and the first of the equal keys is kept."""
        return self.composed is not None

    def spot(self, route: Route, *, key: bool = False) -> Spot:
        """The place of the value at ``route`` (of its key with ``key=True``). Route parts that the text does not have
        are skipped, so a missing field yields its mapping."""
        return self.composed.spot(route, key=key) if self.composed else Spot(1, 1)

    def cut_off_by(self, route: Route) -> str:
        """What stands behind the plain value at ``route`` and was read as a comment though no space follows its ``#``
        (``#进社区``); "" where nothing does."""
        line, column = self.spot(route)
        found = _CUT_VALUE.match(self.line(line)[column - 1 :])
        return found[1] if found else ""

    def places_only(self) -> Source:
        """The same without what it says: where everything stands."""
        composed = self.composed and replace(self.composed, tree=None)
        return Source("", None, composed, self.faults)

    def line(self, number: int) -> str:
        """The text of line ``number`` (from 1), or an empty string."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


def read_source(path: Path, limit: int) -> Source:
    """Read and compose one file of at most ``limit`` bytes.

    Raises ``FileProblem`` when the file cannot be opened at all (missing, a folder, no permission).
    """
    try:
        if not path.is_file():
            what = "是一个文件夹" if path.is_dir() else "不存在" if not path.exists() else "不是普通文件"
            raise FileProblem(f"{path} {what}", "请核对路径后重新运行")
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except OSError as problem:
        raise FileProblem(
            f"{path} 打不开（{reason_of(problem)}）", "请检查文件的读取权限，或是否被其他程序占用"
        ) from None
    if len(data) > limit:
        fault = TextFault(f"文件超过 {limit // 1024 // 1024} MB，不予读取", "请确认这是计划或登记文件，删去无关内容")
        return Source("", None, None, (fault,))
    return parse_source(data)


def parse_source(data: bytes) -> Source:
    """Decode and compose YAML bytes; every fault of the text is in the result's ``faults``."""
    text, fault = _decode(data)
    if fault is None:
        fault = _forbidden_character(text)
    if fault is not None:
        return Source(text, None, None, (fault,))
    composed, faults = compose(text)
    if faults:
        lines = _LINE_BREAK.split(text)
        faults = [true_cause(replace(fault, spot=_within(fault.spot, lines)), lines) for fault in faults]
    return Source(text, composed.tree if composed else None, composed, tuple(faults))


def _within(spot: Spot, lines: list[str]) -> Spot:
    """The parser's end of the text may lie on a line that is not there: then the end of the last one that is."""
    if spot.line <= len(lines):
        return spot
    return Spot(len(lines), len(lines[-1]) + 1)


def _decode(data: bytes) -> tuple[str, TextFault | None]:
    other = next((what for mark, what in _NO_TEXT if data.startswith(mark)), "")
    if other:
        return "", TextFault(f"这是{other}，不是 YAML 文本", _ANOTHER)
    wide = _wide_encoding(data)
    if wide:
        return "", TextFault(f"文件是 {wide} 编码", _SAVE_AS)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as problem:
        before = data[: problem.start].decode("utf-8")
        spot = _spot_at(before, len(before))
        try:
            data.decode("gb18030")
            name = "文件像是 GBK（GB18030）编码，不是 UTF-8"
        except UnicodeDecodeError:
            name = "文件不是 UTF-8 编码的文本"
        return before, TextFault(name, _SAVE_AS, spot)


def _wide_encoding(data: bytes) -> str:
    """UTF-32 or UTF-16, told by their marks or by the zero bytes that plain text in them is full of."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "UTF-32"
    head = data[:4096]
    zeros = head.count(0) > len(head) // 5
    return "UTF-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) or zeros else ""


def _forbidden_character(text: str) -> TextFault | None:
    found = _FORBIDDEN.search(text)
    if found is None:
        return None
    message = f"含有不可见的控制字符 U+{ord(found[0]):04X}"
    return TextFault(message, "请删去该字符", _spot_at(text, found.start()))


def _spot_at(text: str, offset: int) -> Spot:
    """Line and column (from 1, in code points) of a character offset."""
    line, start = 1, 0
    for found in _LINE_BREAK.finditer(text, 0, offset):
        line, start = line + 1, found.end()
    return Spot(line, offset - start + 1)


@contextmanager
def collector_paused() -> Iterator[None]:
    """No cyclic collection inside; three times faster on a plan of 50,000 activities."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
