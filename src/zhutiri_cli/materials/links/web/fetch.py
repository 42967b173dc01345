"""Opening links: side by side, two at a time on one host, each with its redirects, all within a total time."""

from __future__ import annotations

import asyncio
import socket
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from zhutiri_cli.common import foreign_limits
from zhutiri_cli.common.extras import demand_extra
from zhutiri_cli.materials.links.hosts import ascii_host, host_problem
from zhutiri_cli.materials.links.web.answer import Answer
from zhutiri_cli.materials.links.web.network import REFUSED, Endpoint, LookUp, new_session
from zhutiri_cli.materials.links.web.page_facts import PageFacts, unchecked
from zhutiri_cli.materials.links.web.page_reader import PageReader

if TYPE_CHECKING:
    from aiohttp import ClientResponse, ClientSession

Progress = Callable[[int, int], None]
_NO_CONNECTION = "连不上网站，或本机没有联网"
_MOVED = (301, 302, 303, 307, 308)


class Limits(Struct, frozen=True):
    """How long (seconds) all links, one request and its connection may take, how much of a page (bytes, unpacked) is
    read, how many redirects are followed, how many requests run at a time, on one host and in all, and how long
    (seconds) one page may be read."""

    total: float = foreign_limits.ONLINE_SECONDS
    request: float = foreign_limits.REQUEST_SECONDS
    connect: float = foreign_limits.CONNECT_SECONDS
    body: int = foreign_limits.PAGE_BYTES
    redirects: int = foreign_limits.REDIRECTS
    per_host: int = foreign_limits.REQUESTS_PER_HOST
    at_once: int = foreign_limits.REQUESTS_AT_ONCE
    reading: float = foreign_limits.PAGE_SECONDS


LIMITS = Limits()


def demand() -> None:
    """Raise ``UsageProblem`` unless the extra ``links`` is there; nothing is imported."""
    demand_extra("--online ", ("aiohttp",), "links")


def pages_of(urls: Iterable[str], progress: Progress | None = None) -> dict[str, PageFacts]:
    """Open every link (normalised, http or https) and say what is there; needs the extra ``links``.

    Only these addresses, and where they redirect to, are asked for. Never raises for what a site or the network does.
    """
    return open_pages(urls, progress, LIMITS)


def open_pages(
    urls: Iterable[str],
    progress: Progress | None,
    limits: Limits,
    *,
    allow: frozenset[Endpoint] = frozenset(),
    look_up: LookUp = socket.getaddrinfo,
) -> dict[str, PageFacts]:
    """``pages_of`` with other limits; ``allow`` and ``look_up`` are there for tests, which run servers of their own."""
    unique = list(dict.fromkeys(urls))
    if not unique:
        return {}
    with PageReader(limits.reading, limits.body) as reader:
        return asyncio.run(_open_all(unique, progress, limits, allow, look_up, reader))


async def _open_all(
    urls: list[str],
    progress: Progress | None,
    limits: Limits,
    allow: frozenset[Endpoint],
    look_up: LookUp,
    reader: PageReader,
) -> dict[str, PageFacts]:
    async with new_session(allow, look_up, limits.connect) as session:
        visitor = _Visitor(session, limits, reader)
        tasks = {asyncio.create_task(visitor.visit(url)): url for url in urls}
        found: dict[str, PageFacts] = {}

        def note(task: asyncio.Task[PageFacts]) -> None:
            if not task.cancelled() and task.exception() is None:
                found[tasks[task]] = task.result()
                if progress is not None:
                    progress(len(found), len(urls))

        for task in tasks:
            task.add_done_callback(note)
        try:
            await asyncio.wait(tasks, timeout=limits.total)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
    late = unchecked(f"总时间 {limits.total:g} 秒已到，没有轮到或没有等到")
    return {url: found.get(url, late) for url in urls}


class _Visitor:
    """Goes to links; knows how many visits each host has at the moment, and which sites could not be connected to: they
    are not tried again, so that a machine without a network is told so soon."""

    def __init__(self, session: ClientSession, limits: Limits, reader: PageReader) -> None:
        self.session = session
        self.reader = reader
        self.limits = limits
        self.hosts: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(limits.per_host))
        self.places = asyncio.Semaphore(limits.at_once)
        self.down: dict[tuple[str, str], Exception] = {}

    async def visit(self, url: str) -> PageFacts:
        """Open one link, following its redirects."""
        import aiohttp

        try:
            return await self._follow(url)
        except aiohttp.ConnectionTimeoutError:
            return unchecked(_NO_CONNECTION)
        except TimeoutError:
            return unchecked(f"{self.limits.request:g} 秒内没有等到网站答复")
        except aiohttp.ClientConnectorDNSError:
            return unchecked("域名查不到：网址有误，或本机没有联网")
        except aiohttp.ClientSSLError:
            return unchecked("网站的安全证书或加密连接有问题")
        except aiohttp.ClientConnectorError as problem:
            refused = REFUSED in str(problem.os_error)  # one of several addresses, perhaps
            return unchecked(f"网址{REFUSED}，没有访问" if refused else _NO_CONNECTION)
        except aiohttp.InvalidURL:
            return unchecked("网址写法有误，没有访问")
        except (aiohttp.ClientError, OSError):
            return unchecked("网站中断了连接，或答复不合规范")
        except Exception as problem:  # noqa: BLE001 - one page that breaks the reader must not hide the others
            return unchecked(f"核对程序出错 {type(problem).__name__}")

    async def _follow(self, url: str) -> PageFacts:
        address, seen = url, set[str]()
        for _ in range(self.limits.redirects + 1):
            if problem := unfit(address):
                return unchecked(f"跳转后的{problem}" if seen else problem)
            answer, target = await self._ask(address, "" if address == url else address)
            if target is None:
                return await self.reader.read(answer)
            seen.add(address)
            try:
                address = urljoin(address, target.strip())
            except ValueError:
                return unchecked("跳转后的网址写法有误，没有访问")
            if address in seen:
                return unchecked("网站来回跳转，打不开网页")
        return unchecked(f"网站跳转超过 {self.limits.redirects} 次")

    async def _ask(self, address: str, final: str) -> tuple[Answer, str | None]:
        """One request, when its host has a place: the answer, and where it sends us on to."""
        import aiohttp

        parts = urlsplit(address)
        async with self.hosts[parts.hostname or ""], self.places:
            place = parts.scheme, parts.netloc
            if place in self.down:
                raise self.down[place]
            try:
                return await self._get(address, final)
            except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as problem:
                self.down[place] = problem
                raise

    async def _get(self, address: str, final: str) -> tuple[Answer, str | None]:
        async with (
            asyncio.timeout(self.limits.request),
            self.session.get(address, allow_redirects=False) as response,
        ):
            target = response.headers.get("Location") if response.status in _MOVED else None
            readable = target is None and 200 <= response.status < 300
            body, whole = await _body(response, self.limits.body) if readable else (b"", True)
            kind, packing = (response.headers.get(name, "") for name in ("Content-Type", "Content-Encoding"))
            return Answer(response.status, kind, packing, body, whole, final), target


async def _body(response: ClientResponse, most: int) -> tuple[bytes, bool]:
    """The body as sent, and whether that is all of it: reading stops beyond ``most`` bytes."""
    pieces, size = list[bytes](), 0
    async for piece in response.content.iter_chunked(65_536):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            return b"", False
    return b"".join(pieces), True


def unfit(address: str) -> str:
    """Why an address is not visited, as a Chinese clause; ``""`` if it may be."""
    try:
        parts = urlsplit(address)
        host = ascii_host(parts.hostname or "")
    except ValueError:
        return "网址写法有误，没有访问"
    if parts.scheme not in ("http", "https"):
        return "网址不是 http 或 https，没有访问"
    if "@" in parts.netloc:
        return "网址带有用户名或密码，没有访问"
    if not host:
        return "网址写法有误，没有访问"
    return f"网址{REFUSED}，没有访问" if host_problem(host, host) else ""
