"""Host names: one ASCII spelling, and which of them no publicity can be on."""

from __future__ import annotations

import ipaddress

from zhutiri_cli.common.lazy_pattern import lazy_pattern

_LABEL = lazy_pattern(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_LOCAL = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "invalid", "home.arpa")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_PART = lazy_pattern(r"0[xX][0-9a-fA-F]*|[0-9]+")

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def ascii_host(name: str) -> str:
    """A host in ASCII (IDNA, UTS 46), lower case, without a trailing dot; ``""`` if it can be none."""
    if ":" in name:
        return name.lower() if _address(name.lower()) else ""
    if name.isascii():
        host = name.lower()
    else:
        import idna

        try:
            host = idna.encode(name, uts46=True, transitional=False).decode("ascii").lower()
        except UnicodeError:  # idna.IDNAError is one
            return ""
    host = host.removesuffix(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in host.split(".")):
        return ""
    if _ends_in_number(host) and _address(host) is None:
        return ""
    return host


def _ends_in_number(host: str) -> bool:
    """By the URL standard a host whose last label is a number is an IPv4 address or nothing."""
    return _PART.fullmatch(host.rpartition(".")[2]) is not None


def _number(text: str) -> int:
    if text[:2] in ("0x", "0X"):
        return int(text[2:] or "0", 16)
    return int(text, 8) if text.startswith("0") and len(text) > 1 else int(text)


def _address(host: str) -> IpAddress | None:
    """The IP address that a host spells, also as browsers read 2130706433, 0x7f.1 or 017700000001; else None."""
    if ":" in host:
        try:
            return ipaddress.IPv6Address(host.partition("%")[0])
        except ValueError:  # a host that is no address
            return None
    parts = host.split(".")
    if len(parts) > 4 or not all(_PART.fullmatch(part) for part in parts):
        return None
    try:
        *front, last = (_number(part) for part in parts)
    except ValueError:  # 08 is no octal number
        return None
    if any(number > 255 for number in front) or last >= 256 ** (4 - len(front)):
        return None
    value = last + sum(number << (8 * (3 - place)) for place, number in enumerate(front))
    return ipaddress.IPv4Address(value)


def public(address: IpAddress) -> bool:
    """Whether the address belongs to a machine that anybody can reach; one that wraps an IPv4 address (mapped, 6to4,
    NAT64) is judged by that."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def host_problem(host: str, shown: str) -> str:
    """Why no publicity can be on this host (from ``ascii_host``), as a Chinese clause; ``""`` if it can.

    ``shown`` is the host as people wrote it.
    """
    address = _address(host)
    if address is not None:
        return "" if public(address) else f"主机 {shown} 是内网、本机或保留地址，公众打不开"
    if any(host == name or host.endswith(f".{name}") for name in _LOCAL):
        return f"主机 {shown} 只在本机或内网有效，公众打不开"
    return "" if "." in host else f"“{shown}”不是完整的网站域名"
