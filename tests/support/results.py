"""Everything in a result that a reader may come to see, however it is packed."""

from __future__ import annotations

import email
import email.policy
import html
import io
import json
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote

from lxml import etree


def texts_of(raw: bytes, without: str = "") -> Iterator[str]:
    """The texts of a result as it is and as programs read it; of JSON's texts without the signs ``without``."""
    if raw.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            for name in package.namelist():
                yield name
                if not name.endswith(".jpeg"):  # the thumbnail of python-docx's own template
                    yield from texts_of(package.read(name), without)
        return
    text = raw.decode("utf-8", "replace")
    yield text
    if text.startswith(("{", "[")):  # odd signs stand there as escapes, for programs, which get them back
        yield from (unquote(words).translate(dict.fromkeys(map(ord, without))) for words in words_of(json.loads(text)))
        return
    yield unquote(html.unescape(text))
    if text.startswith("<?xml"):
        root = etree.fromstring(raw)
        yield "".join(root.itertext())
        yield from (str(value) for node in root.iter(etree.Element) for value in node.attrib.values())
    elif text.startswith("BEGIN:VCALENDAR"):
        yield text.replace("\r\n ", "")
    elif text.startswith("X-Unsent"):
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        yield mail.get_content()
        yield from map(str, mail.values())


def words_of(tree: Any) -> Iterator[str]:
    """Every key and text of a JSON tree."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from (key, *words_of(value))
    elif isinstance(tree, list):
        for item in tree:
            yield from words_of(item)
