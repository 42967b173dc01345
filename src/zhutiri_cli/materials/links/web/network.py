"""The only door to the network: sockets for addresses that everybody can reach, and one look-up for each name.

An address is judged when its socket is made, that is after the name was looked up and again for every redirect, so
neither a redirect nor a name that suddenly points inward leads into the machine or the office's own network.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, cast

from zhutiri_cli import __version__
from zhutiri_cli.materials.links.hosts import public

if TYPE_CHECKING:
    from aiohttp import ClientSession
    from aiohttp.abc import AbstractResolver, ResolveResult

REFUSED = "指向内网、本机或保留地址"
Endpoint = tuple[str, int]
"""An IP address and a port."""
LookUp = Callable[..., list[Any]]
"""What ``socket.getaddrinfo`` does."""

HEADERS = {
    "User-Agent": f"zhutiri/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "zh-CN,zh;q=0.9",
}


class RefusedAddress(OSError):
    """No socket is made for this address."""

    def __init__(self) -> None:
        super().__init__(REFUSED)


def door(allow: frozenset[Endpoint]) -> Callable[[Any], socket.socket]:
    """A maker of sockets for public addresses alone, and for those in ``allow`` (tests' own servers)."""

    def socket_for(info: Any) -> socket.socket:
        family, kind, protocol, _, address = info
        if (address[0], address[1]) not in allow and not public(ip_address(address[0].partition("%")[0])):
            raise RefusedAddress
        return socket.socket(family, kind, protocol)

    return socket_for


class Resolver:
    """Looks every name up once, in a thread of its own that nobody has to wait for at the end."""

    def __init__(self, look_up: LookUp = socket.getaddrinfo) -> None:
        self._look_up = look_up
        self._found: dict[str, asyncio.Future[list[Any]]] = {}

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_UNSPEC) -> list[ResolveResult]:
        """The addresses of a host. Raises ``OSError`` (``socket.gaierror``)."""
        if host not in self._found:
            self._found[host] = asyncio.get_running_loop().create_future()
            threading.Thread(target=self._ask, args=(host, family, self._found[host]), daemon=True).start()
        infos = await asyncio.shield(self._found[host])
        return [
            {
                "hostname": host,
                "host": address[0],
                "port": port,
                "family": found,
                "proto": protocol,
                "flags": socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            }
            for found, _, protocol, _, address in infos
        ]

    def _ask(self, host: str, family: int, answer: asyncio.Future[list[Any]]) -> None:
        loop = answer.get_loop()
        try:  # the dot at the end: this very name, without the network's own domains behind it
            infos = self._look_up(f"{host.rstrip('.')}.", None, family=family, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as problem:
            failure = problem if isinstance(problem, OSError) else OSError(str(problem))
            self._tell(loop, answer, lambda: answer.set_exception(failure))
        else:
            self._tell(loop, answer, lambda: answer.set_result(infos))

    @staticmethod
    def _tell(loop: asyncio.AbstractEventLoop, answer: asyncio.Future[list[Any]], how: Callable[[], None]) -> None:
        def settle() -> None:
            if not answer.done():
                how()
                answer.exception()  # whether or not anybody still waits for it

        try:
            loop.call_soon_threadsafe(settle)
        except RuntimeError:  # the answer came after the time was up: the loop is closed
            return

    async def close(self) -> None:
        """Nothing is held open."""


def new_session(allow: frozenset[Endpoint], look_up: LookUp, connect: float) -> ClientSession:
    """A session that keeps no cookies, obeys no proxy of the environment and unpacks nothing by itself."""
    import aiohttp

    connector = aiohttp.TCPConnector(
        socket_factory=door(allow),
        resolver=cast("AbstractResolver", Resolver(look_up)),
        use_dns_cache=False,
        limit=0,
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers=HEADERS,
        timeout=aiohttp.ClientTimeout(total=None, connect=connect),
        trust_env=False,
        auto_decompress=False,
    )
