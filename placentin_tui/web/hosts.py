"""Which hosts are public, whether there is a way out, and the proxy the environment names.

Whether a server is on the internet is asked where the connection is made, of the very address it is made to: a name may
answer one thing when it is looked up and another when it is called.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from typing import Any

# Addresses reserved for documentation: nobody lives there, but the kernel routes them like the whole internet's.
_ANYWHERE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


def has_route() -> bool:
    """Whether this computer knows a way to the internet; nothing is sent to find out."""
    return any(_leads_out(family, address) for family, address in _ANYWHERE)


def _leads_out(family: int, address: str) -> bool:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))
    except OSError:
        return False
    return True


class NotPublic(OSError):
    """The address is on this computer or in its network."""


def public_socket(place: tuple[int, int, int, str, tuple[Any, ...]]) -> socket.socket:
    """A socket towards an address of the internet; raises `NotPublic` for any other."""
    family, kind, protocol, _name, address = place
    if not is_global(str(address[0])):
        raise NotPublic
    return socket.socket(family, kind, protocol)


async def is_public(url: str) -> bool:
    """Whether all addresses behind a host are on the internet, none on this computer or in this house.

    A name that cannot be resolved is held to be public: the request itself will say what is wrong with it. For what is
    asked through a proxy, which resolves names itself; else `public_socket` knows better.
    """
    host = urlsplit(url).hostname or ""
    if _is_address(host):
        return is_global(host)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return True
    return all(is_global(str(place[0])) for *_rest, place in found)


def is_home(url: str) -> bool:
    """Whether an address says by itself that it is of this computer or its network."""
    host = urlsplit(url).hostname or ""
    return _is_address(host) and not is_global(host)


def _is_address(host: str) -> bool:
    """Whether a host is an address rather than a name."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


_INTERNET_6 = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_global(address: str) -> bool:
    """Whether an address is one of the internet's, also when an older one is wrapped in it; nonsense is not."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast
    if ip in _NAT64:
        return is_global(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    if inner := ip.ipv4_mapped or ip.sixtofour:
        return is_global(str(inner))
    return ip.is_global and ip in _INTERNET_6


def proxy_for(url: str) -> str | None:
    """The proxy the environment wants between us and this address (`http_proxy`, `https_proxy`, `no_proxy`)."""
    parts = urlsplit(url)
    proxy = urllib.request.getproxies().get(parts.scheme)
    return None if proxy is None or urllib.request.proxy_bypass(parts.hostname or "") else proxy
