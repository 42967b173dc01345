"""Workspaces and packages for the tests of ``zhutiri receive``: zips and mails down to the byte."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import docx
import yaml
from PIL import Image

from tests.support.command import Ran, zhutiri
from tests.support.places import BASE_PLAN

PLAN = BASE_PLAN.read_text(encoding="utf-8")
NEW = "03-麦浪人社局"
URL = "https://www.yunxi.example/news/1"


@cache
def word(text: str) -> bytes:
    """A small .docx; the same one each time, though a document says when it was made."""
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(text * 20)
    made.save(out)
    return out.getvalue()


def picture(shade: int = 90) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((900, 700)).point(lambda value: (value + shade) % 256).save(out, "JPEG")
    return out.getvalue()


def small(width: int, height: int) -> bytes:
    """A picture of that size, as in a signature."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(out, "PNG")
    return out.getvalue()


def zipped(files: Mapping[str, bytes], *, raw: str | None = None, attributes: int = 0) -> bytes:
    """A zip; with ``raw`` its names stand in that encoding without the flag that says so."""
    out, names = io.BytesIO(), {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for i, (name, content) in enumerate(files.items()):
            stored = name
            if raw is not None:
                wanted = name.encode(raw)
                stored = f"{i:02d}".ljust(len(wanted), "!")
                names[stored.encode()] = wanted
            info = zipfile.ZipInfo(stored)
            info.external_attr = attributes << 16
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    data = out.getvalue()
    for stored_name, wanted in names.items():
        data = data.replace(stored_name, wanted)
    return data


def patched(data: bytes, offset: int, value: bytes) -> bytes:
    """The central directory's first entry with bytes changed at ``offset``."""
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + value + data[at + len(value) :]


def encrypted(data: bytes) -> bytes:
    return patched(data, 8, struct.pack("<H", 1))


def mail(*parts: bytes, head: bytes = b"Date: Wed, 20 Mar 2024 09:00:00 +0800\r\n") -> bytes:
    start = b"Subject: x\r\nMIME-Version: 1.0\r\n" + head + b'Content-Type: multipart/mixed; boundary="B"\r\n\r\n'
    return start + b"".join(b"--B\r\n" + part + b"\r\n" for part in parts) + b"--B--\r\n"


def body(text: str, kind: str = "plain") -> bytes:
    content = base64.encodebytes(text.encode())
    return f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode() + content


def attached(header: bytes, content: bytes, kind: bytes = b"application/octet-stream") -> bytes:
    """An attachment whose Content-Disposition parameters are ``header``, as raw bytes."""
    head = b"Content-Type: " + kind + b"\r\nContent-Disposition: attachment; " + header
    return head + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(content)


class Workspace:
    """A plan with its submissions root, and a place outside it for packages."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.plan = place / "plan_2024.yaml"
        self.plan.write_text(PLAN, encoding="utf-8")
        self.root = place / "submissions" / "2024"
        self.inbox = place / "inbox"
        self.inbox.mkdir()

    def package(self, name: str, content: bytes) -> Path:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def receive(self, *arguments: str | Path) -> Ran:
        return zhutiri("receive", "3", *map(str, arguments), "--plan", str(self.plan))

    def done(self, *arguments: str | Path) -> str:
        ran = self.receive(*arguments)
        assert ran.status == 0, ran.err
        return ran.out

    def refused(self, *arguments: str | Path) -> str:
        """What is said; nothing at all may have been written."""
        before = tree(self.place)
        ran = self.receive(*arguments)
        assert (ran.status, ran.out) == (2, "")
        assert "Traceback" not in ran.err
        assert len(ran.err.splitlines()) == 1
        assert tree(self.place) == before
        return ran.err

    def files(self) -> dict[str, bytes]:
        """The activity's files without its record."""
        return {
            name.split("/", 1)[1]: content
            for name, content in tree(self.root).items()
            if content is not None and name.split("/", 1)[1] not in ("submission.yaml", ".received.json")
        }

    def record(self) -> dict[str, Any]:
        (path,) = self.root.glob("*/submission.yaml")
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        assert isinstance(found, dict)
        return found


def tree(root: Path) -> dict[str, bytes | None]:
    """Every path below a folder, with the bytes of files."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(root.rglob("*"))
    }
