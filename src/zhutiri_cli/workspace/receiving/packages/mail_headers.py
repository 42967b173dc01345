"""Mail headers as Chinese mail programs write them: attachment names in every spelling, and the date in Beijing time.

Names: RFC 2231 (``filename*=``), RFC 2047 words in quotes, or raw UTF-8 or GBK bytes. Dates: RFC 5322.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import collapse_rfc2231_value, parsedate_to_datetime
from typing import Any
from urllib.parse import unquote_to_bytes

from zhutiri_cli.common.yaml.scalars import BEIJING, FIRST_YEAR, LAST_YEAR
from zhutiri_cli.workspace.receiving.packages.foreign_names import decoded
from zhutiri_cli.workspace.receiving.packages.set_aside import SetAside

_LONGEST_DATE = 500
"""Characters of a header beyond which it is no date; comments one in another take the parser for ever."""
_LONGEST_CONTENT, _LONGEST_HEADER = 10_000, 100_000
"""Characters of a header that tells of a part, and of any other: a thousand recipients."""
_MOST_SERVERS = 50
"""Received headers in which a date is looked for; a mail passes through a handful of servers."""
_OFFSET = re.compile(r"[+-]\d{4}")
_ESCAPED = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")
_YEAR_OF_OLD = re.compile(r"\b0\d{3}\b")
_ZONE = re.compile(r"\b(?:GMT|UTC?|Z|[ECMP][SD]T)\b(?![^(]{0,100}\))")
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030"}


class RawHeaders(Compat32):
    """A mail policy that hands over eight-bit header bytes (as surrogates), where compat32 would lose them.
    ``held``: what of the mail was set aside before it was parsed; its parts hand it on."""

    held: SetAside | None = None

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """The name and the value, as much of it as the library can take apart in good time: it copies the rest of a
        header for every parameter."""
        name, value = super().header_source_parse(sourcelines)
        most = _LONGEST_CONTENT if name.lower().startswith("content-") else _LONGEST_HEADER
        return name, value[:most]

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - the policy decides
        """The value as it stands."""
        return value


def with_held(held: SetAside) -> RawHeaders:
    """The policy for a mail of which something was set aside."""
    known: dict[str, Any] = {"held": held}  # policies take the names of their attributes
    return RawHeaders(**known)


def attachment_name(part: Message) -> str:
    """The name that an attachment carries, without any folders before it; ``""`` if it has none. An extended name
    (``filename*``) goes before a plain one (RFC 6266)."""
    for parameter, header in (("filename", "content-disposition"), ("name", "content-type")):
        for value in _values(part, parameter, header):
            text = _unfolded(_wide(value)) if isinstance(value, tuple) else _words(str(value))
            name = _unescaped(text).replace("\\", "/").rsplit("/", 1)[-1].strip()
            if name.strip(". "):
                return name
    return ""


def _values(part: Message, parameter: str, header: str) -> list[Any]:
    """Every value of a parameter, extended ones first."""
    values = [value for name, value in part.get_params([], header) if name.lower() == parameter]
    return sorted(values, key=lambda value: not isinstance(value, tuple))


def header_words(message: Message, name: str) -> str:
    """A header in words, however it is encoded; ``""`` without one."""
    return _words(str(message.get(name, ""))).strip()


def _unescaped(text: str) -> str:
    """A name written with percent signs as in an address (%E6%80%BB%E7%BB%93.docx), if that makes words."""
    if not _ESCAPED.search(text) or not text.isascii():
        return text
    found = decoded([unquote_to_bytes(text)])[0]
    return text if found.isascii() or "\ufffd" in found else found


def _wide(value: tuple[str | None, str | None, str]) -> str:
    charset = (value[0] or "").lower()
    if not charset or charset == "us-ascii":
        return _raw(value[2])
    try:
        return collapse_rfc2231_value((_WIDER.get(charset, charset), value[1] or "", value[2]))
    except ValueError:  # a character set that can be no name: a zero byte in it, or bytes that are no text
        return _raw(value[2])


def _words(value: str) -> str:
    """RFC 2047 words where there are any, else the bytes that stand there."""
    text = _unfolded(_raw(value))
    if "=?" not in text:
        return text
    try:
        pieces = decode_header(re.sub(r"\?=\s+=\?", "?==?", text))
        return "".join(_piece(raw, charset) for raw, charset in pieces)
    except (HeaderParseError, ValueError, LookupError):  # nobody can decode it: shown as it came
        return text


def _piece(raw: bytes | str, charset: str | None) -> str:
    if isinstance(raw, str):
        return raw
    name = (charset or "utf-8").lower()
    try:
        return raw.decode(_WIDER.get(name, name))
    except (LookupError, UnicodeDecodeError):
        return decoded([raw])[0]


def _raw(value: str) -> str:
    """Eight-bit bytes come as surrogates (or, from RFC 2231 without a charset, as Latin-1)."""
    if value.isascii():
        return value
    try:
        raw = value.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        try:
            raw = value.encode("latin-1")
        except UnicodeEncodeError:  # it is text already
            return value
    return decoded([raw])[0]


def _unfolded(text: str) -> str:
    return re.sub(r"\r?\n[ \t]?", "", text)


def mail_day(message: Message) -> tuple[date | None, str]:
    """The day the mail came in, Beijing time, and which header says so: the topmost Received with a date that can be
    read (the office's own server writes on top), else Date; ``(None, "")`` without either."""
    for word, said in _moments(message):
        day = _beijing_day(word)
        if day is not None:
            return day, said
    return None, ""


def _moments(message: Message) -> Iterator[tuple[str, str]]:
    for i, value in enumerate(message.get_all("received", [])[:_MOST_SERVERS]):
        yield str(value).rpartition(";")[2], "服务器收到的时间" if i == 0 else f"第 {i + 1} 个服务器收到的时间"
    yield str(message.get("date", "")), "自带的发送时间"


def _beijing_day(word: str) -> date | None:
    """The Beijing day of an RFC 5322 date; one without an offset, or with the ambiguous CST, is Beijing time."""
    if len(word) > _LONGEST_DATE:
        return None
    text = " ".join(word.split())
    if _YEAR_OF_OLD.search(text.partition(":")[0]):
        return None  # the library takes 0001 for 2001
    try:
        moment = parsedate_to_datetime(text)
        if not _OFFSET.search(text) and ("CST" in text or not _ZONE.search(text)):
            day = moment.date()
        elif moment.tzinfo is None:  # -0000: the instant in UTC
            day = moment.replace(tzinfo=UTC).astimezone(BEIJING).date()
        else:
            day = moment.astimezone(BEIJING).date()
    except (ValueError, TypeError, OverflowError, IndexError):  # no date that anybody can read: --on is asked for
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
