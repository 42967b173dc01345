"""What a package turns out to hold: staged copies of its files, its links and its own date; and the limits on it all.

Nothing here knows the activity's folder. Every refusal is a ``FileProblem`` that names the package and the reason.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NoReturn

from msgspec import Struct, field

from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.foreign_limits import FOLDER_DEPTH as MAX_DEPTH
from zhutiri_cli.common.foreign_limits import LETTERS_INSIDE as MAX_INSIDE
from zhutiri_cli.common.foreign_limits import RECEIVED_BYTES as MAX_TOTAL
from zhutiri_cli.common.foreign_limits import RECEIVED_FILES as MAX_ENTRIES
from zhutiri_cli.common.spelling import shorten, suffix_of

SAVE_APART = "请把附件另存后再放入，并用 --on 写明收到日期"
TYPED = "--on"
"""What stands as ``dated_by`` of a package that the clerk dated."""
CHUNK = 1024 * 1024
_PLAIN_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
UNPACK = "请解压后再放入"


class ParcelItem(Struct, frozen=True):
    """A file of a package. ``parts`` is its repaired path; ``original`` the name it came with; ``group`` tells files
    that share one wrapping (a zip, a folder) from others."""

    parts: tuple[str, ...]
    original: str
    staged: Path
    digest: str
    group: int


class Parcel(Struct):
    """One package, read. ``day`` is the mail's own Beijing date and ``dated_by`` the header that it is from;
    ``skipped`` are (name, why), ``misfits`` are links of a mail's text that no publicity can be behind. ``senders``
    (name, address) and ``subjects`` are those of the mail and of mails in it, ``said`` its sender's own words,
    ``quoted`` what they quote of another letter. ``source``: the path by which it can be received by itself; ``None``
    for a mail of a mailbox."""

    label: str
    items: list[ParcelItem] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    misfits: list[tuple[str, str]] = field(default_factory=list)
    day: date | None = None
    dated_by: str = ""
    senders: list[tuple[str, str]] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    said: str = ""
    quoted: str = ""
    source: Path | None = None

    def refuse(self, why: str, advice: str = "请单位核对后重新报送") -> NoReturn:
        """Refuse the whole package: raises ``FileProblem``."""
        raise FileProblem(f"{self.label} 没有收下：{why}", advice)


class Stage:
    """The folder where packages are unpacked before anything is put into place; it counts what comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.groups = 0
        self._total = 0
        self._count = 0
        self._depth = 0

    def goes_on(self, other: Stage) -> None:
        """What came into this folder is what the other, which was handed on in its place, has counted."""
        self.groups, self._total, self._count = other.groups, other._total, other._count

    def next_group(self) -> int:
        """A number for files that share one wrapping."""
        self.groups += 1
        return self.groups

    @contextmanager
    def inside(self, parcel: Parcel) -> Iterator[None]:
        """While a mail is opened, which may hold a mail; raises ``FileProblem`` beyond ``MAX_INSIDE``."""
        self._depth += 1
        if self._depth > MAX_INSIDE:
            parcel.refuse(f"邮件套邮件超过 {MAX_INSIDE} 层", "请把附件另存后再放入，并用 --on 写明收到日期")
        try:
            yield
        finally:
            self._depth -= 1

    def expect(self, parcel: Parcel, files: int, size: int) -> None:
        """Refuse a package that declares more than is let in, before any of it is unpacked."""
        if self._count + files > MAX_ENTRIES:
            parcel.refuse(f"文件超过 {MAX_ENTRIES} 个", "请分几次放入，或请单位精简后重新报送")
        if self._total + size > MAX_TOTAL:
            parcel.refuse(f"解开后超过 {MAX_TOTAL // 1024 // 1024} MB", "请分几次放入，或请单位精简后重新报送")

    def put(self, parcel: Parcel, parts: tuple[str, ...], original: str, group: int, chunks: Iterable[bytes]) -> None:
        """Copy one file into the stage, counting what really comes whatever was declared. May raise ``OSError``."""
        if len(parts) > MAX_DEPTH:
            parcel.refuse(f"“{shorten(original)}”的文件夹超过 {MAX_DEPTH} 层", "请单位减少文件夹层数后重新报送")
        self.expect(parcel, 1, 0)
        self._count += 1
        suffix = suffix_of(parts[-1])  # by which readers know what a file is
        plain = suffix if _PLAIN_SUFFIX.fullmatch(suffix) else ""
        staged, digest = self.folder / f"{self._count:06d}{plain}", hashlib.sha256()
        with staged.open("xb") as out:
            for chunk in chunks:
                self.expect(parcel, 0, len(chunk))
                self._total += len(chunk)
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        parcel.items.append(ParcelItem(parts, original, staged, digest.hexdigest(), group))
