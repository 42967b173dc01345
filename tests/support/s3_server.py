"""A real S3 server on this machine's own loopback: moto's, in a thread, with what goes to it noted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

BUCKET = "zhutiri"
_MISSING = "object storage (extra storage, and moto, which answers as S3 does) is not installed"
_OWNER = "123456789012"


class S3Server:
    """The server at ``endpoint``. ``asked``: the method and address of every request since it was last emptied."""

    def __init__(self, endpoint: str, backend: Any, asked: list[str]) -> None:
        self.endpoint, self.asked = endpoint, asked
        self._backend = backend

    @property
    def fetched(self) -> list[str]:
        """The objects that were fetched."""
        start = f"GET /{BUCKET}/"
        return sorted(unquote(one).removeprefix(start) for one in self.asked if one.startswith(start))

    def put(self, key: str, data: bytes = b"") -> None:
        """Have an object there, whatever its key."""
        self._backend.put_object(BUCKET, key, data)

    def put_folder(self, folder: Path, key: str) -> None:
        """Have all files of a folder there; empty folders as consoles mark them."""
        for path in sorted(folder.rglob("*")):
            name = f"{key}/{path.relative_to(folder).as_posix()}"
            if path.is_file():
                self.put(name, path.read_bytes())
            elif not any(path.iterdir()):
                self.put(f"{name}/")

    def held(self) -> dict[str, str]:
        """All objects with their marks."""
        return {key: item.etag for key, item in self._backend.get_bucket(BUCKET).keys.items()}

    def empty(self) -> None:
        """Nothing is there, and nothing was asked."""
        for key in self.held():
            self._backend.delete_object(BUCKET, key)
        self.asked.clear()


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """The server, with one empty bucket."""
    pytest.importorskip("s3fs", reason=_MISSING)
    moto = pytest.importorskip("moto.server", reason=_MISSING)
    from moto.s3.models import s3_backends
    from werkzeug.serving import WSGIRequestHandler

    asked = list[str]()

    def noted(request: Any, *_: object) -> None:
        asked.append(f"{request.command} {request.path}")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIRequestHandler, "log_request", noted)
        server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        server.start()
        host, port = server.get_host_and_port()
        backend = s3_backends[_OWNER]["aws"]
        backend.create_bucket(BUCKET, "us-east-1")
        try:
            yield S3Server(f"http://{host}:{port}", backend, asked)
        finally:
            server.stop()
