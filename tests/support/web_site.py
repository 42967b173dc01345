"""A web server inside the test, under made-up public names; what it was asked is kept."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from msgspec import Struct, field

from zhutiri_cli.materials.links.web.fetch import Limits, open_pages
from zhutiri_cli.materials.links.web.page_facts import PageFacts

PROSE = "活动现场，工作人员向群众介绍办事流程，发放资料，回答提问，大家纷纷表示收获很大，希望多办这样的活动。" * 3
GUARD = 120.0
"""Seconds after which a test hangs, on a machine however busy."""
SMALL = Limits(total=GUARD, request=GUARD, connect=GUARD, body=200_000, redirects=3, per_host=2, at_once=8)


def page(said: str = "“政务公开主题日”活动", *, title: str = "新闻", charset: str = "utf-8") -> bytes:
    """A page of news."""
    head = f"<html><head><meta charset={charset}><title>{title}</title></head>"
    return f"{head}<body><h1>{said}</h1><p>{PROSE}</p></body></html>".encode(charset)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor that goes away in the middle is no news."""


class Site(Struct):
    """The running server: its port, the requests it got (host, path, headers), where a path redirects to, how many
    requests ran at a time by host, and how many bytes of an endless page went out.

    ``/slow`` is answered once the site is ``closing``; requests of ``/together`` are answered when ``meeting`` is full.
    """

    port: int
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    moves: dict[str, str] = field(default_factory=dict)
    running: dict[str, int] = field(default_factory=dict)
    most: dict[str, int] = field(default_factory=dict)
    sent: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    closing: threading.Event = field(default_factory=threading.Event)
    meeting: threading.Barrier = field(default_factory=lambda: threading.Barrier(6, timeout=GUARD))

    def url(self, path: str, host: str = "www.yunxi.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def open(self, *urls: str, limits: Limits = SMALL, names: dict[str, str] | None = None) -> dict[str, PageFacts]:
        """Open links as the product does, with this server as the only allowed one."""
        allow = frozenset({("127.0.0.1", self.port)})
        return open_pages(urls, None, limits, allow=allow, look_up=names_of(names or {}))

    def one(self, path: str, **more: Any) -> PageFacts:
        (facts,) = self.open(self.url(path), **more).values()
        return facts

    @property
    def paths(self) -> list[str]:
        return [path for _, path, _ in self.asked]


def names_of(known: dict[str, str]) -> Callable[..., list[Any]]:
    """A look-up by which every name is at 127.0.0.1, except for ``known`` ones; ``no-…`` names do not exist."""

    def look_up(name: str, _port: object, *, family: int, type: int) -> list[Any]:  # noqa: ARG001 - getaddrinfo's
        assert name.endswith("."), "looked up as it stands, without the network's own domains"
        if name.startswith("no-"):
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        address = known.get(name.rstrip("."), "127.0.0.1")
        if ":" in address:
            return [(socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, 0, 0, 0))]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0))]

    return look_up


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def log_message(self, *_: object) -> None: ...

    def reply(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        headers = {"Content-Type": "text/html", "Content-Length": str(len(body))} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        host = self.headers["Host"].partition(":")[0]
        site = self.site
        with site.lock:
            site.asked.append((host, self.path, dict(self.headers)))
            site.running[host] = site.running.get(host, 0) + 1
            site.most[host] = max(site.most.get(host, 0), site.running[host])
        try:
            with suppress(BrokenPipeError, ConnectionResetError):  # the client has gone, as tests of limits want
                self.answer(self.path)
        finally:
            with site.lock:
                site.running[host] -= 1

    def answer(self, path: str) -> None:
        if path.startswith("/status/"):
            self.reply(int(path.split("/")[2]), b"<p>no</p>")
        elif path in self.site.moves:
            self.reply(302, Location=self.site.moves[path], Set_Cookie="visitor=1")
        elif path.startswith("/deep"):
            self.reply(302, Location=f"/deep{int(path[5:]) + 1}")
        elif path == "/gb":
            self.reply(body=page("春季就业服务日", charset="gb18030"), Content_Type="text/html; charset=GB2312")
        elif path == "/zipped":
            self.reply(body=gzip.compress(page()), Content_Encoding="gzip")
        elif path == "/bomb":
            self.reply(body=gzip.compress(b"<p>" + b"\0" * 50_000_000), Content_Encoding="gzip")
        elif path == "/endless":
            self.close_connection = True
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            while not self.site.closing.is_set():
                self.site.sent += self.wfile.write(b"<p>" + b"x" * 4096)
        elif path == "/slow":
            self.site.closing.wait(GUARD)
            self.reply(body=page())
        elif path.startswith("/together"):
            self.site.meeting.wait()
            self.reply(body=page())
        elif path == "/cut":
            self.close_connection = True
            self.reply(body=page(), Content_Length="100000")
        else:
            self.reply(body=page())


@contextmanager
def serving() -> Iterator[Site]:
    """The server, on a port of its own."""

    class OneHandler(Handler):
        """With a site of its own."""

    server = Server(("127.0.0.1", 0), OneHandler)
    OneHandler.site = site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
