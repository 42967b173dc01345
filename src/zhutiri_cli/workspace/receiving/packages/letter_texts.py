"""What a part of a mail says: its bytes, its text, and the links that its sender states."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from email.message import Message
from email.policy import Compat32

from zhutiri_cli.materials.formats.decoding import charset_of, decode
from zhutiri_cli.materials.links.urls import judge_url
from zhutiri_cli.materials.links.written_addresses import find_urls
from zhutiri_cli.workspace.receiving.packages.own_words import MailText
from zhutiri_cli.workspace.receiving.packages.parcel import Parcel
from zhutiri_cli.workspace.receiving.packages.set_aside import SetAside

_QUOTED = "在引用的原邮件里，不是来件单位自己写的；确是报来的请用 --link 登记"
_ADDED = "在邮件程序自动加的落款里"


def content_of(part: Message) -> bytes:
    """The bytes that a part holds."""
    held = getattr(part.policy, "held", None)
    if isinstance(held, SetAside) and held.holds(said := _as_written(part)):
        encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
        if encoding == "base64":
            return held.decoded(said)
        whole = Message(policy=Compat32())
        whole["Content-Transfer-Encoding"] = encoding
        whole.set_payload(held.put_back(said))
        part = whole
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def pieces_of(part: Message) -> Iterator[bytes]:
    """What stands in a part, byte for byte, piece by piece."""
    said, held = _as_written(part), getattr(part.policy, "held", None)
    return held.pieces(said) if isinstance(held, SetAside) else iter([said.encode("ascii", "surrogateescape")])


def _as_written(part: Message) -> str:
    """What stands in a part, byte for byte (others than ASCII as surrogates), in whatever encoding and character set it
    says it is."""
    plain = copy(part)
    del plain["Content-Transfer-Encoding"]
    payload = plain.get_payload(decode=True)
    return payload.decode("ascii", "surrogateescape") if isinstance(payload, bytes) else ""


def take_links(said: MailText, parcel: Parcel) -> None:
    """The links that a mail's sender states. Those behind which no publicity can be are only mentioned, but where
    material may lie there; so are those in what is quoted or added by a program."""
    known = {judge_url(url).url for url in parcel.links}
    for url in find_urls(said.own):
        facts = judge_url(url)
        if facts.problem and not facts.holds:
            parcel.misfits.append((url, facts.problem))
        elif facts.url not in known:
            known.add(facts.url)
            parcel.links.append(url)
    for text, why in ((said.quoted, _QUOTED), (said.added, _ADDED)):
        parcel.misfits += [(url, why) for url in find_urls(text) if judge_url(url).url not in known]
    parcel.misfits[:] = dict.fromkeys(parcel.misfits)


def text_of(part: Message) -> str:
    """The text of a part, in the encoding it names or else in one that fits."""
    raw, charset = content_of(part), charset_of(part)
    wider = {"gb2312": "gb18030", "gbk": "gb18030"}
    try:
        return raw.decode(wider.get(charset, charset or "utf-8"))
    except (LookupError, ValueError):  # no such encoding, one that can be no name, or not in it
        return decode(raw) or raw.decode("utf-8", "replace")
