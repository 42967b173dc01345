"""Word 97–2003 and WPS documents (.doc .wps): is it one, is it encrypted, is it empty; LibreOffice, if any, reads it.

It makes an OpenDocument text of it, which keeps the targets of hyperlinks where plain text would lose them. The first
bytes of the stream WordDocument are the FIB ([MS-DOC] 2.5): flags at 0x0A, lengths of the stories from 0x4C.
"""

from __future__ import annotations

import struct
from pathlib import Path

from zhutiri_cli.common.spelling import suffix_of
from zhutiri_cli.materials.file_facts import (
    FileFacts,
    Fitness,
    UnfitError,
    damaged,
    empty,
    encrypted,
    of_machine,
    unchecked,
)
from zhutiri_cli.materials.formats import libreoffice
from zhutiri_cli.materials.formats.opendocument import text_facts
from zhutiri_cli.materials.formats.sniff import head_of, require

SUFFIXES = {".doc": "document", ".wps": "document", ".dot": "document", ".wpt": "document"}

_BEFORE_1995 = (b"\xdb\xa5", b"\x9b\xa5", b"\x31\xbe", b"\x32\xbe")
"""How files of Word 2 and 1 for Windows, Word for DOS and Write begin."""
_BEFORE_1997 = b"\xdc\xa5"
"""How the stream begins in files of Word 6 and 95."""
_WORD95 = 0x0068
_ENCRYPTED = 0x0100
_WORD97 = 0x00C1  # nFib from which on the lengths stand where they are read here
_LENGTHS = struct.Struct("<8i")  # ccpText, ccpFtn, ccpHdd, reserved, ccpAtn, ccpEdn, ccpTxbx, ccpHdrTxbx, at 0x4C


def _stream(path: Path) -> bytes:
    """The stream WordDocument, read whole, so that a file cut off in its middle is noticed."""
    import olefile

    try:
        with olefile.OleFileIO(path) as container, container.openstream("WordDocument") as stream:
            data = bytes(stream.read())
            declared = container.get_size("WordDocument")
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        if of_machine(error):
            raise
        raise damaged() from error
    if len(data) < max(declared, 0x0C):
        raise damaged()
    return data


def _is_empty(fib: bytes) -> bool:
    """Whether the main text is a lone paragraph mark and there is no text box (pictures take a character each)."""
    (version,) = struct.unpack_from("<H", fib, 2)
    if version < _WORD97 or len(fib) < 0x4C + _LENGTHS.size:
        return False
    lengths = _LENGTHS.unpack_from(fib, 0x4C)
    main, boxes = int(lengths[0]), int(lengths[6])
    return 0 <= main <= 1 and boxes == 0


def _not_read(why: str) -> FileFacts:
    reason = f"旧版 Word 或 WPS 格式（{why}）"
    return unchecked(reason, "请人工打开核对，或另存为 .docx 后重新放入", local=True)


def _reads(fib: bytes) -> str:
    """What of LibreOffice's reads the version of Word; ``""`` for the usual one."""
    (version,) = struct.unpack_from("<H", fib, 2)
    if not fib.startswith(_BEFORE_1997):
        return ""
    return "MS WinWord 6.0" if version < _WORD95 else "MS Word 95"


def _converted(path: Path, reads: str) -> FileFacts:
    """Facts of the text that LibreOffice makes of the document. It opens damaged ones as empty: no text is no proof."""
    try:
        with libreoffice.converted(path, ".doc", ".odt", reads) as made:
            return text_facts(made)
    except libreoffice.NoConversionError as problem:
        return _not_read(problem.reason)
    except UnfitError as problem:
        if problem.verdict is Fitness.UNCHECKED:
            raise
        return _not_read("LibreOffice 没有读出文字")


def read(path: Path) -> FileFacts:
    """Facts of a .doc or .wps file: its text where LibreOffice is there and gives one, else unchecked at best."""
    if head_of(path, 2) in _BEFORE_1995:
        return unchecked("是 1995 年以前的 Word 格式", "请用 Word 打开，另存为 .docx 后重新放入")
    require(path, suffix_of(path.name), real=".doc")
    fib = _stream(path)
    (flags,) = struct.unpack_from("<H", fib, 0x0A)
    if flags & _ENCRYPTED:
        raise encrypted()
    if _is_empty(fib):
        raise empty()
    return _converted(path, _reads(fib))
