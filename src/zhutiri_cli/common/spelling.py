"""Small treatments of people's text, shared by every layer: half-width forms and literal, harmless display."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from zhutiri_cli.common.lazy_pattern import lazy_pattern

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_FULL_WIDTH = lazy_pattern("[\uff01-\uff5e\u3000]")
# C0/C1 controls, zero-width and bidirectional formatting, line/paragraph separators, surrogates, the byte order mark,
# noncharacters.
UNSEEN_ONES = (
    "\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
)
_UNSEEN = lazy_pattern(f"[{UNSEEN_ONES}]")
_SEEN = lazy_pattern(rf"[^\s{UNSEEN_ONES}]")

_INNER = str.maketrans("“”", "‘’")


def half_width(text: str) -> str:
    """Turn full-width ASCII and the ideographic space into their half-width forms, leaving Chinese punctuation marks
    outside that block (。、“”《》) alone."""
    return text if _FULL_WIDTH.search(text) is None else text.translate(_HALF_WIDTH)


def within_quotes(text: str) -> str:
    """A text as it stands between quotation marks: its own are single ones (GB/T 15834)."""
    return text.translate(_INNER)


def squeeze(text: str) -> str:
    """A key for comparing names: NFKC, without any white space or invisible character, case folded."""
    return "".join(visible_only(unicodedata.normalize("NFKC", text)).split()).casefold()


def visible_only(text: str) -> str:
    """Drop invisible characters, keeping ordinary white space."""
    return _UNSEEN.sub(lambda found: found[0] if found[0] in "\t\n\r" else "", text)


def shows_anything(text: str) -> bool:
    """Whether a text holds anything but white space and invisible characters."""
    return _SEEN.search(text) is not None


def unseen(text: str) -> list[str]:
    """The invisible or control characters in ``text``, each once, in order of appearance."""
    return list(dict.fromkeys(_UNSEEN.findall(text)))


def literal(text: str) -> str:
    """Make people's text safe to show on one line: every control, bidirectional or invisible character becomes its
    code in angle quotes (‹U+001B›), so it can neither steer a terminal nor disguise a name."""
    return _UNSEEN.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text)


def readable(name: str) -> str:
    """A file name or path as people wrote it: a part whose bytes the system could not decode is read as UTF-8 (under
    an ASCII locale), else as GB18030 (unzipped from a Chinese Windows)."""
    try:
        name.encode()
    except UnicodeEncodeError:  # bytes that the system could not decode
        return "/".join(map(_part, name.split("/")))
    return name


def _part(part: str) -> str:
    raw = part.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:  # then from a Chinese Windows
        return raw.decode("gb18030", "replace")


def shorten(text: str, limit: int = 40) -> str:
    """``literal`` text cut to ``limit`` code points, for quoting a value in a message without echoing a bomb."""
    shown = literal(text[: limit + 1])
    return shown if len(text) <= limit else literal(text[:limit]) + "…"


@lru_cache(maxsize=256)
def normalise(name: str) -> str:
    """One spelling of a file's or folder's name, for comparing: ``' 图片．ＪＰＧ'`` becomes ``'图片.jpg'``. What nobody
    sees in it is left out, but not bytes that the system could not decode, which are read as people wrote them."""
    return unicodedata.normalize("NFC", half_width(visible_only(readable(name)).strip()).casefold())


def split_suffix(name: str) -> tuple[str, str]:
    """Stem and suffix (with its dot) of a normalised name; a name without a suffix has ``""``."""
    plain = normalise(name)
    stem, dot, suffix = plain.rpartition(".")
    if not dot or not stem or not suffix:
        return plain, ""
    return stem, f".{suffix}"


def suffix_of(name: str) -> str:
    """The lower-case half-width suffix of a name, such as ``.jpg`` for ``1．ＪＰＧ``."""
    return split_suffix(name)[1]
