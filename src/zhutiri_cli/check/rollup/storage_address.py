"""Addresses of workspaces that lie on storage, ``s3://存储桶/全省``: text only, nothing is asked of a storage here."""

from __future__ import annotations

import glob
import hashlib
import os
import re
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from zhutiri_cli.common.paths import path_shown
from zhutiri_cli.common.shown import Shown

SCHEMES = ("s3", "memory")
"""What is read: S3 and what answers as S3 does; ``memory`` is for programs that put workspaces there, and for tests."""
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+(?:::[^/]*)?)://(.*)", re.DOTALL)
_USER = re.compile(r"(?<![^/])[^/]*@")
_HOW = "请写成 s3://存储桶/路径"
_NO_STORAGE = ("http", "https", "ftp", "ftps")


class StorageAddress(Struct, frozen=True):
    """``scheme``, and behind ``://`` the ``key``: names with ``/`` between and none at the end, for S3 the bucket
    first. A user's name or password is left out of it (``secret``: there was one)."""

    scheme: str
    key: str
    secret: bool = False

    def __str__(self) -> str:
        return f"{self.scheme}://{self.key}"

    @property
    def name(self) -> str:
        """The last of its names."""
        return self.key.rpartition("/")[2]

    @property
    def parent(self) -> StorageAddress:
        """Where it lies."""
        return replace(self, key=self.key.rpartition("/")[0])

    def child(self, name: str) -> StorageAddress:
        """What lies in it under a name, or under several with ``/`` between."""
        return replace(self, key=f"{self.key}/{name}" if self.key else name)


Place = Path | StorageAddress
"""Where a workspace or its plan file lies."""


def place_shown(place: Place) -> Shown:
    """A place as people are told of it."""
    return path_shown(place) if isinstance(place, Path) else Shown(str(place))


def place_key(place: Place) -> str:
    """A short name that no other place has: a path may hold what may not be written, or be no text at all."""
    named = os.fsencode(place.absolute()) if isinstance(place, Path) else str(place).encode("utf-8", "surrogatepass")
    return hashlib.sha256(named).hexdigest()[:32]


def address_in(word: str) -> StorageAddress | None:
    """What is typed as an address, whether or not it can be read; ``None`` for a path."""
    found = _ADDRESS.fullmatch(word)
    if found is None:
        return None
    key, secrets = _USER.subn("***@", found[2].rstrip("/"), count=1)
    return StorageAddress(found[1].lower(), key, bool(secrets))


def unreadable(address: StorageAddress) -> tuple[str, str]:
    """Why nothing can be read from an address, and what to do about it; empty where it can."""
    parts = address.key.split("/")
    if address.scheme in _NO_STORAGE:
        return "是网址，不是存储的地址", f"{_HOW}，服务的网址写在环境变量 AWS_ENDPOINT_URL 里"
    if address.scheme not in SCHEMES:
        return "不是能读的存储", f"{_HOW}；别的存储请挂载为文件夹，或改用它的 S3 接口"
    if address.secret:
        return (
            "地址里写着账号或口令，没有使用",
            "请把密钥放在环境变量 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY 里，地址里不写",
        )
    if not parts[0]:
        return "没有写明存储桶", _HOW
    if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts) or "?versionId=" in address.key:
        return "路径里有空的一段、. 或 ..、反斜杠或对象的版本", f"{_HOW}，各段之间一个斜杠"
    if glob.has_magic(parts[0]) or "**" in parts:
        return "通配符认不得", "存储桶要写全名；其后可以用 * ? [ ]，不能用 **；写放着许多工作区的那一层就会往下找"
    return "", ""


def local_word(address: StorageAddress) -> str:
    """The path that a ``file://`` address stands for, as it is or with its ``%`` signs read; "" for one that names
    another machine."""
    host, slash, rest = address.key.partition("/")
    if host not in ("", "localhost") or not slash or address.secret:
        return ""
    path = rest if re.match("[A-Za-z]:", rest) and os.name == "nt" else f"/{rest}"
    return path if os.path.lexists(path) or "%" not in path else unquote(path)
