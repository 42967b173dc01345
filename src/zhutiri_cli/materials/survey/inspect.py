"""Looking into one file: the checks common to all, then the reader that its suffix names."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from msgspec.structs import replace

from zhutiri_cli.common.foreign_limits import FILE_BYTES as MAX_BYTES
from zhutiri_cli.common.foreign_limits import SAVED_PAGE_BYTES as MAX_PAGE
from zhutiri_cli.common.leading_out import open_inside
from zhutiri_cli.common.spelling import shows_anything, suffix_of
from zhutiri_cli.materials.file_facts import (
    SEND_AGAIN,
    DamagedError,
    FileFacts,
    Fitness,
    UnfitError,
    closed,
    cut_at,
    damaged,
    empty,
    encrypted,
    failed,
    of_machine,
    readable,
    unchecked,
    unfinished,
    unread,
)
from zhutiri_cli.materials.formats import iso_media
from zhutiri_cli.materials.formats.decoding import decode
from zhutiri_cli.materials.formats.saved_page import saved_page
from zhutiri_cli.materials.formats.sniff import (
    BROKEN_ZIP,
    ENCRYPTED,
    MislabelledError,
    head_of,
    label,
    locked,
    mislabelled,
    sniff,
)
from zhutiri_cli.materials.readers import readers
from zhutiri_cli.materials.survey.second_look import second_look

_OPENED_BY_CONTENT = frozenset({".doc", ".wps", ".rtf", ".dot", ".wpt"})
"""Suffixes under which Word and WPS open a text of any format they know, by its content."""
_OPENED_AS_WORD = frozenset({".docx", ".doc", ".rtf", ".odt", ".html", ".mht", ".xml", ".txt"})


def _check_access(path: Path, *, opened: bool) -> int:
    """The size of a regular, readable, non-empty file; raises ``UnfitError``. Pipes and devices are never opened.
    ``opened``: somebody has read it a moment ago."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnfitError("不是普通文件", "请放入真正的文件")
        if status.st_size == 0:
            raise UnfitError("文件是空的（0 字节）", SEND_AGAIN)
        if opened:
            return status.st_size
        with path.open("rb"):
            return status.st_size
    except (PermissionError, FileNotFoundError) as error:
        raise closed(error) from error


def digest_of(path: Path, size: int, root: Path | None = None) -> str:
    """The SHA-256 of the file's bytes, read piece by piece; "" for a file beyond ``MAX_BYTES``. Raises ``OSError``, of
    what has come to lead out of ``root``, too."""
    if size > MAX_BYTES:
        return ""
    with open_inside(path, root) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read(path: Path, suffix: str, size: int, *, plainly: bool) -> FileFacts:
    reader = readers().get(suffix)
    if reader is None:
        return look(path)
    if size > MAX_BYTES:
        raise UnfitError("文件超过 500 MB，未核对内容", "请人工打开核对", Fitness.UNCHECKED)
    if (lock := locked(path)) is not None:
        raise lock
    try:
        return reader.read_plainly(path) if plainly else reader.read(path)
    except MislabelledError as problem:
        facts = _as_it_is(path, suffix, problem)
        if facts is None:
            raise
        return facts
    except DamagedError as problem:
        return second_look(path, suffix, problem)


def _as_it_is(path: Path, suffix: str, problem: MislabelledError) -> FileFacts | None:
    """Facts of a file that office programs open in spite of its suffix, read as what it is; ``None`` for another."""
    if suffix not in _OPENED_BY_CONTENT or problem.real not in _OPENED_AS_WORD:
        return None
    reader = readers().get(problem.real)
    if reader is None:
        page, cut = saved_page(head_of(path, MAX_PAGE)), cut_at(MAX_PAGE, path.stat().st_size)
        lost = page.unfinished and not cut
        if not shows_anything(page.text):
            raise damaged() if lost else empty()
        facts = readable(page.text, page.links, cut)
        facts = unfinished(facts) if lost else facts
    else:
        facts = reader.read(path)
    if facts.verdict is not Fitness.USABLE:
        return facts
    return replace(facts, reason=f"{problem.reason}，照常计入", remedy="办公软件能打开；可用 Word 打开后另存为 .docx")


def inspect_plainly(path: Path, digest: str = "") -> FileFacts:
    """As ``inspect``, of a file that took too long: its reader leaves out what takes long (``read_plainly``)."""
    return inspect(path, digest, plainly=True)


def inspect(path: Path, digest: str = "", *, plainly: bool = False) -> FileFacts:
    """Facts of one file, whose ``digest`` may be known. Never raises on what a file holds, but ``MemoryError``: a
    reader that breaks is reported as FAILED (ZT901)."""
    suffix = suffix_of(path.name)
    reader = readers().get(suffix)
    kind = reader.SUFFIXES[suffix] if reader else "other"
    try:
        size = _check_access(path, opened=bool(digest))
        digest = digest or digest_of(path, size)
        facts = _read(path, suffix, size, plainly=plainly)
    except UnfitError as outcome:
        facts = outcome.facts()
    except MemoryError:  # no fault of the reader's: whoever started it knows what may be done
        raise
    except Exception as error:  # noqa: BLE001 - the one place where a reader's crash becomes an outcome
        if isinstance(error, OSError) and of_machine(error):
            facts = unread(error)
        else:
            what = f"{type(error).__name__}：{str(error)[:120]}".rstrip("：")
            facts = failed(f"读取程序出错（{what}）")
    return replace(facts, kind=kind, digest=digest)


_FAMILIES = (
    frozenset({".mp4", ".m4v", ".mov", ".m4a", ".3gp", ".heic", ".avif"}),  # all ISO base media: brands overlap
    frozenset({".mkv", ".webm"}),
    frozenset({".wmv", ".asf", ".wma"}),
    frozenset({".mpg", ".mpeg"}),
    frozenset({".ogg", ".oga", ".ogv", ".opus"}),
    frozenset({".aac", ".mp3"}),  # both may begin with a bare frame header
    frozenset({".png", ".apng"}),
    frozenset({".html", ".htm", ".mht", ".mhtml", ".xml"}),
    frozenset({".zip", ".docx", ".xlsx", ".pptx", ".ofd", ".odt", ".ods", ".odp", ".epub", ".jar"}),
)
_CONTAINERS = frozenset({".pptx", ".ods", ".odp"})  # zip-based ones whose content tells them apart
_TEXTUAL = frozenset({".ps", ".rtf"})  # the formats with a magic number that are text


def _fits(real: str, suffix: str) -> bool:
    if suffix in _CONTAINERS:
        return real == suffix
    return real == suffix or any(real in family and suffix in family for family in _FAMILIES)


def _known(suffix: str) -> bool:
    """Whether content of this suffix has a magic number, so that other content can be told."""
    import filetype

    return filetype.get_type(ext=suffix.removeprefix(".")) is not None


def _shown_or_heard(suffix: str) -> bool:
    """Whether files of this suffix are pictures, videos or sound, so that there are no words in them to be judged."""
    import filetype

    mime: str = filetype.get_type(ext=suffix.removeprefix(".")).mime
    return mime.startswith(("image/", "video/", "audio/"))


def look(path: Path) -> FileFacts:
    """Facts of a file of another format: what is plainly a video, sound or a picture counts; what has words that are
    not read here, or cannot be told, is unchecked. Raises ``UnfitError`` if mislabelled, encrypted, a broken archive or
    a video that is not all there."""
    suffix = suffix_of(path.name)
    if not _known(suffix):
        return unchecked("不是这里能打开的文件")
    real = sniff(path)
    if real == ENCRYPTED:
        raise encrypted()
    if real == BROKEN_ZIP:
        raise damaged()
    if real and not _fits(real, suffix):
        raise mislabelled(real, suffix)
    if not real and suffix not in _TEXTUAL and decode(head_of(path), whole=False) is not None:
        raise mislabelled(".txt", suffix)
    if suffix in iso_media.SUFFIXES:
        iso_media.require_whole(path)
    elif not real:
        return unchecked(f"内容认不出是 {label(suffix)}")
    elif not _shown_or_heard(suffix):
        return unchecked(f"{label(suffix)}的文字这里读不出")
    return FileFacts(Fitness.USABLE)
