"""What is known of one file after looking into it: frozen facts, and the one way a reader says "not fit for use"."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.common.errors import reason_of
from zhutiri_cli.common.foreign_limits import DOCUMENT_ADDRESSES as MAX_ADDRESSES
from zhutiri_cli.common.foreign_limits import MIB
from zhutiri_cli.common.foreign_limits import TEXT_CHARACTERS as MAX_TEXT

MIN_PICTURE_SIDE = 300
"""Pixels of the longer side from which on a picture inside a document may be a photo; marks and seals are smaller."""
SEND_AGAIN = "请单位重新报送完整的文件"
END_MISSING = "文件末尾缺失，可能没有传完整"
LOOK_AT_END = "请打开核对；缺页的，请单位重新报送"


class Fitness(StrEnum):
    """Whether a file satisfies a requirement (contract §2, ZT305)."""

    USABLE = "usable"
    UNCHECKED = "unchecked"
    """Plainly a document of its kind whose text cannot be read here (未核对内容): counts as usable."""
    UNUSABLE = "unusable"
    FAILED = "failed"
    """The reader itself broke: neither pass nor fail."""
    CLOSED = "closed"
    """Nobody could open it here (no right to, in use, gone since): it counts for nothing, and nobody is blamed."""


class PhotoFacts(Struct, frozen=True, omit_defaults=True):
    """What a photo shows: its size as seen upright in pixels, the Beijing day that its EXIF data names, whether it is
    ``blank``, and its 64-bit difference hashes, across (``dhash``) and down (``vhash``); ``dhash`` is ``None`` for a
    picture that shows too little to be told from others. ``windows`` are the hashes of its cut-outs, packed, and
    ``grid`` its 32 × 32 greys in base64 (``similarity.pictures``). Plain borders are left out of all of these."""

    width: int
    height: int
    taken: date | None = None
    blank: bool = False
    dhash: int | None = None
    vhash: int = 0
    windows: bytes = b""
    grid: str = ""

    @property
    def hashes(self) -> tuple[int, int] | None:
        """Both hashes as they are compared; ``None`` where the picture says too little."""
        return None if self.dhash is None else (self.dhash, self.vhash)


class FileFacts(Struct, frozen=True, omit_defaults=True):
    """The outcome of looking into one file.

    ``reason`` is a short Chinese clause on why the file is not plainly usable, or on what is odd about one that is
    (another suffix, a cut end); ``remedy`` says what to do. ``text`` holds at most ``MAX_TEXT`` characters; ``urls``
    are raw, in order of appearance, without duplicates: http(s) ones from text, hyperlinks and cells, and whatever
    address a .url file names; ``doubtful`` are those that break off at a line's end, or go on with what another cell
    holds; ``drawn``: pictures or drawings stand in it, too; ``pictures``: how many different ones are large enough to
    be photos (``MIN_PICTURE_SIDE``); ``codes``: the addresses in its QR codes; ``more_links``: there are so many
    pictures or links that not all were looked at.
    ``kind`` is ``document``, ``photo``,
    ``table``, ``url`` or ``other``. ``photo`` is there for a usable photo; ``digest`` is the SHA-256 of the bytes
    ("" for a file that was not read). ``local``: the outcome depends on this machine (a program is missing or failed),
    so it says nothing lasting about the content.
    """

    verdict: Fitness
    reason: str = ""
    remedy: str = ""
    text: str = ""
    urls: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    kind: str = ""
    photo: PhotoFacts | None = None
    drawn: bool = False
    pictures: int = 0
    codes: tuple[str, ...] = ()
    more_links: bool = False
    digest: str = ""
    local: bool = False

    @property
    def partly(self) -> bool:
        """Whether its text was read, or the beginning of it, and something else in it was not: it is UNCHECKED, too."""
        return self.verdict is Fitness.UNCHECKED and bool(self.text)

    @property
    def usable(self) -> bool:
        """Whether nothing speaks against counting the file; a FAILED one is left to ZT901."""
        return self.verdict not in (Fitness.UNUSABLE, Fitness.CLOSED)


class UnfitError(Exception):
    """Raised anywhere below ``inspect`` once a file turns out not to be plainly usable; carries the outcome."""

    def __init__(self, reason: str, remedy: str = "", verdict: Fitness = Fitness.UNUSABLE) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy
        self.verdict = verdict

    def facts(self) -> FileFacts:
        """The same, as facts."""
        return FileFacts(self.verdict, self.reason, self.remedy, local=self.verdict is Fitness.CLOSED)


class DamagedError(UnfitError):
    """A document that our reader cannot read. ``certain``: its very container is broken, so that no program opens it;
    otherwise another program may (``inspect`` takes a second look)."""

    def __init__(self, reason: str, *, certain: bool) -> None:
        super().__init__(reason, SEND_AGAIN)
        self.certain = certain


def of_machine(error: BaseException) -> bool:
    """Whether an error is the disk's or the network drive's, and so no evidence of damage in the file.

    Libraries raise OSError without a number for damaged content, and seek to places before its start (EINVAL).
    """
    return isinstance(error, OSError) and error.errno not in (None, errno.EINVAL)


def closed(problem: OSError) -> UnfitError:
    """The file cannot be opened here: the office's to see to (contract §3)."""
    if isinstance(problem, FileNotFoundError):
        gone = "请核对文件是否移走或改名，放回文件本身后重新运行"
        return UnfitError("文件不存在，或是失效的链接", gone, Fitness.CLOSED)
    remedy = "请检查读取权限，或关闭正在使用它的程序，然后重新运行"
    return UnfitError(f"打不开（{reason_of(problem)}）", remedy, Fitness.CLOSED)


def damaged() -> UnfitError:
    """The file is of its kind but cannot be read to its end."""
    return DamagedError("文件已损坏或没有传完整，打不开", certain=True)


def encrypted() -> UnfitError:
    """A password is needed to read the file."""
    return UnfitError("文件已加密，需要密码才能打开", "请单位取消密码后重新报送")


def empty(what: str = "文件里没有文字内容") -> UnfitError:
    """The file opens, and nothing is in it."""
    return UnfitError(what, "请确认是否发错了文件，补上内容后重新放入")


def readable(text: str, links: Iterable[str] = (), cut: str = "", doubtful: Iterable[str] = ()) -> FileFacts:
    """Facts from a text and the targets of hyperlinks, of which the http(s) ones are kept: usable, or read ``partly``.
    ``cut``: in what way the text is not all there ("" where it is). ``doubtful``: other addresses that are not whole.
    """
    from zhutiri_cli.materials.links.written_addresses import written_addresses

    kept = text[:MAX_TEXT]
    whole_lines = kept if len(text) <= MAX_TEXT else kept.rpartition("\n")[0] or kept
    targets = [link.strip() for link in links if link.strip().lower().startswith(("http://", "https://"))]
    found = list(written_addresses(whole_lines))
    urls = tuple(dict.fromkeys([*(one.url for one in found if not one.doubtful), *targets]))
    broken = dict.fromkeys([*(one.url for one in found if one.doubtful), *doubtful])
    facts = FileFacts(Fitness.USABLE, text=kept, urls=urls[:MAX_ADDRESSES], doubtful=_unsettled(broken, urls))
    if len(text) > MAX_TEXT:
        cut = f"超过 {MAX_TEXT // 10_000} 万字，只看了前面的"
    if cut:
        return replace(facts, verdict=Fitness.UNCHECKED, reason=f"{cut}，后面的没有核对", remedy="请人工打开看后面的")
    if len(urls) <= MAX_ADDRESSES:
        return facts
    reason = f"网址有 {len(urls)} 个，只看了前 {MAX_ADDRESSES} 个"
    return replace(facts, reason=reason, remedy="请只保留宣传报道的网址")


def left_out(facts: FileFacts, parts: Iterable[str]) -> FileFacts:
    """The same facts of a file in which these parts, as people call them, were not read; as they are where none is."""
    told = "、".join(dict.fromkeys(parts))
    if not told or facts.verdict not in (Fitness.USABLE, Fitness.UNCHECKED):
        return facts
    if facts.verdict is Fitness.UNCHECKED:
        return replace(facts, reason=f"{facts.reason}；{told}没有核对")
    return replace(facts, verdict=Fitness.UNCHECKED, reason=f"{told}没有核对", remedy="请人工打开看这些内容")


def unfinished(facts: FileFacts, lack: str = END_MISSING) -> FileFacts:
    """The same of a file that did not come whole: what of it is there was read."""
    return replace(facts, verdict=Fitness.UNCHECKED, reason=lack, remedy=LOOK_AT_END)


def cut_at(limit: int, size: int) -> str:
    """In what way a text of ``size`` bytes is not all there where ``limit`` are read; "" where it is."""
    return f"超过 {limit // MIB} MB，只看了前 {limit // MIB} MB" if size > limit else ""


def _unsettled(doubtful: Iterable[str], urls: Iterable[str]) -> tuple[str, ...]:
    """Those that no whole address (a hyperlink's target) begins with."""
    known = tuple(urls)
    return tuple(url for url in doubtful if not any(whole.startswith(url) for whole in known))


def unchecked(reason: str, remedy: str = "请人工打开核对", *, local: bool = False) -> FileFacts:
    """Facts of a document that counts although its text was not read."""
    return FileFacts(Fitness.UNCHECKED, f"{reason}，未核对内容", remedy, local=local)


def failed(what: str) -> FileFacts:
    """Facts of a file whose reader broke: neither pass nor fail (ZT901)."""
    return FileFacts(Fitness.FAILED, f"{what}，无法核对", "请人工打开核对，并把此文件反馈给维护人员", local=True)


def unread(problem: OSError) -> FileFacts:
    """Facts of a file over which the disk, the network or the system failed: neither pass nor fail (ZT901). Nothing is
    known of the file, and no reader is at fault."""
    if isinstance(problem, PermissionError | FileNotFoundError):
        return closed(problem).facts()
    busy = problem.errno in (errno.EMFILE, errno.ENFILE, errno.ENOMEM)
    remedy = "请关闭一些程序后重新运行" if busy else "请检查磁盘和网络，确认文件能打开后重新运行"
    return FileFacts(Fitness.FAILED, f"打不开（{reason_of(problem)}），无法核对", remedy, local=True)
