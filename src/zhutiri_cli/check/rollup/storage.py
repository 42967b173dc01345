"""The door to object storage (extra ``storage``): listed and copied from, never written to. fsspec is imported here
only, and only where an address on storage is meant."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from zhutiri_cli.check.rollup.storage_address import StorageAddress
from zhutiri_cli.check.rollup.storage_faults import in_words
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.extras import demand_extra

AT_ONCE = 16
"""Requests under way at once, of one process."""
CONNECTING, READING, TRIES = 10, 30, 3
"""Seconds for a connection and for the next bytes of an answer, and how often one asks before it is given up."""
MOST_LISTED = 200_000
"""Names in one folder."""


class StoredFile(Struct, frozen=True):
    """An object: its ``name`` below the folder that was listed (with ``/`` at the end where it only marks a folder),
    its size in bytes, and a ``mark`` that another content would not have ("": the storage gives none)."""

    name: str
    size: int
    mark: str


class StorageFolder(Struct, frozen=True):
    """One level of a storage: objects and folders by their names. ``there``: it holds anything at all."""

    files: Mapping[str, StoredFile]
    folders: Sequence[str]
    there: bool


class Storage:
    """The storage of a scheme. Whatever it raises is a ``FileProblem``, a sentence to stand behind the address."""

    def __init__(self, scheme: str) -> None:
        """Raises ``UsageProblem`` where the extra is not installed, ``FileProblem`` where its settings are unfit."""
        demand_extra(f"{scheme}:// 的地址", ("fsspec", *(("s3fs",) if scheme == "s3" else ())), "storage")
        import fsspec

        if scheme == "s3":
            import s3fs  # noqa: F401 - the very one that fsspec will take
        with _told():
            self._files: Any = fsspec.filesystem(scheme, **(_for_s3() if scheme == "s3" else {}))
        self._pages = self._of_s3 if scheme == "s3" else self._of_any
        self._more: dict[str, Any] = {}
        if scheme == "s3":
            self._files.retries = 2  # of its own, on top of those below it
            self._more = {"batch_size": AT_ONCE}

    def folder(self, at: StorageAddress) -> StorageFolder:
        """What lies in a folder; nothing is in one that is not there."""
        files, folders, there = dict[str, StoredFile](), list[str](), False
        with _told():
            for name, size, mark in self._pages(at, deep=False, most=MOST_LISTED):
                there = True
                if name.endswith("/"):
                    folders.append(name.rstrip("/"))
                elif name:
                    files[name] = StoredFile(name, size, mark)
        return StorageFolder(files, [name for name in folders if name], there)

    def below(self, at: StorageAddress, most: int) -> list[StoredFile]:
        """All objects below a folder; "" for what marks the folder itself. Raises ``FileProblem`` for more than
        ``most``."""
        with _told():
            return [StoredFile(*one) for one in self._pages(at, deep=True, most=most)]

    def holds(self, at: StorageAddress) -> bool:
        """Whether there is an object of that very name."""
        with _told():
            try:
                return bool(self._files.info(at.key)["type"] == "file")
            except FileNotFoundError:  # the answer to what was asked
                return False

    def bring(self, at: StorageAddress, names: Iterable[str], to: Path) -> None:
        """Copy objects below a folder into files that are there already, under the same names below ``to``."""
        wanted = list(names)
        with _told():
            self._files.get([at.child(name).key for name in wanted], [str(to / name) for name in wanted], **self._more)

    def _of_s3(self, at: StorageAddress, *, deep: bool, most: int) -> Iterator[tuple[str, int, str]]:
        """Names below a folder exactly as the server has them, page by page."""
        bucket, _, key = at.key.partition("/")
        prefix, count, more = f"{key}/" if key else "", 0, dict[str, str]()
        while True:
            page = self._files.call_s3(
                "list_objects_v2", Bucket=bucket, Prefix=prefix, Delimiter="" if deep else "/", **more
            )
            for folder in page.get("CommonPrefixes", ()):
                yield folder["Prefix"].removeprefix(prefix), 0, ""
            for item in page.get("Contents", ()):
                yield item["Key"].removeprefix(prefix), item["Size"], item.get("ETag", "")
            count += len(page.get("CommonPrefixes", ())) + len(page.get("Contents", ())) or 1
            if count > most:
                raise too_many(most)
            if not page.get("IsTruncated"):
                return
            more = {"ContinuationToken": page["NextContinuationToken"]}

    def _of_any(self, at: StorageAddress, *, deep: bool, most: int) -> Iterator[tuple[str, int, str]]:
        """The same of a storage that has folders of its own."""
        try:
            listed = self._files.find(at.key, detail=True, withdirs=True, **({} if deep else {"maxdepth": 1}))
        except FileNotFoundError:  # no such folder: nothing lies below it, which whoever asked tells
            return
        if len(listed) > most:
            raise too_many(most)
        for name, item in listed.items():
            end = "/" if item["type"] == "directory" else ""
            own = name.strip("/").removeprefix(at.key).strip("/")
            if own:
                yield own + end, item["size"] or 0, str(item.get("created", ""))


def too_many(most: int) -> FileProblem:
    """A folder that is larger than what is looked through."""
    return FileProblem(f"下面的对象超过 {most} 个，没有核对", "请核对地址；确有这么多的，请下载到本机核对")


def _for_s3() -> dict[str, Any]:
    """How S3 is spoken to."""
    limits = {"connect_timeout": CONNECTING, "read_timeout": READING, "max_pool_connections": AT_ONCE}
    return {
        "endpoint_url": _endpoint(tuple(sorted(one for one in os.environ.items() if one[0].startswith("AWS_")))),
        "max_concurrency": 1,  # a large object comes piece by piece, not as many pieces in memory
        "use_listings_cache": False,
        "config_kwargs": {**limits, "retries": {"mode": "standard", "total_max_attempts": TRIES}},
    }


@lru_cache(maxsize=1)
def _endpoint(_settings: tuple[tuple[str, str], ...]) -> str:
    """Which service is meant, by these settings (to look it up takes a while). It must be named: what is asked of one's
    own must never be asked of another's."""
    from botocore.configprovider import ConfiguredEndpointProvider
    from botocore.session import Session
    from fsspec.config import conf

    own = Session()
    named = ConfiguredEndpointProvider(own.full_config, own.get_scoped_config(), "s3").provide()
    endpoint = named or conf.get("s3", {}).get("endpoint_url")
    if not endpoint:
        raise FileProblem(
            "没有指明对象存储服务的网址，没有联系任何机器",
            "请设置环境变量 AWS_ENDPOINT_URL，密钥放在 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY",
        )
    return str(endpoint)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except FileProblem:
        raise
    except Exception as problem:  # noqa: BLE001 - libraries that name nowhere what they raise; each becomes a sentence
        raise FileProblem(*in_words(problem)) from None
