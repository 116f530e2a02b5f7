"""Which addresses are public, whether there is a route to the internet, and the proxy of the environment.

Whether a server is on the internet or in the private network is decided when the socket is made, from the very IP
address it connects to: a name may resolve differently from one lookup to the next (DNS rebinding).
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeAlias

    Place: TypeAlias = tuple[int, int, int, str, tuple[Any, ...]]
    """An entry of `getaddrinfo`: family, type, protocol, canonical name, address."""
    SocketFactory: TypeAlias = Callable[[Place], socket.socket]

# Addresses reserved for documentation: no host has them, but the kernel routes them like any on the internet.
_ANYWHERE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))


def has_route() -> bool:
    """Whether the kernel has a route to the internet; no packet is sent to find out."""
    return any(_leads_out(family, address) for family, address in _ANYWHERE)


def _leads_out(family: int, address: str) -> bool:
    """Whether a UDP socket can be connected to an address, which looks up the route and sends nothing."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))
    except OSError:
        return False
    return True


class NotPublic(OSError):
    """The address is on this computer or in its private network."""


def public_socket(place: Place) -> socket.socket:
    """A socket factory for public addresses; raises `NotPublic` for any other."""
    if not is_global(str(place[4][0])):
        raise NotPublic
    return any_socket(place)


def any_socket(place: Place) -> socket.socket:
    """A socket factory for all addresses."""
    family, kind, protocol, _name, _address = place
    return socket.socket(family, kind, protocol)


async def connect(host: str, port: int, socket_factory: SocketFactory) -> socket.socket:
    """A socket connected to the first of a host's addresses that the factory accepts and that answers.

    Raises `OSError`: the failure of the last address tried, or `NotPublic` when the factory refused them all.
    """
    refused: OSError = socket.gaierror(socket.EAI_NONAME, host)
    failed: OSError | None = None
    for place in await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM):
        try:
            return await _connected(socket_factory(place), place[4])
        except NotPublic as error:
            refused = error
        except OSError as error:
            failed = error
    raise failed or refused


async def _connected(made: socket.socket, address: tuple[Any, ...]) -> socket.socket:
    """The socket, made non-blocking and connected; it is closed when that fails."""
    try:
        made.settimeout(0)
        await asyncio.get_running_loop().sock_connect(made, address)
    except BaseException:
        made.close()
        raise
    return made


async def is_public(url: str) -> bool:
    """Whether all addresses of a host are public.

    A name that cannot be resolved counts as public: the request itself will report what is wrong with it. Used for
    requests through a proxy, which resolves names itself; for all others the socket factory decides.
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
    """Whether the host of an address is an IP address of this computer or its private network."""
    host = urlsplit(url).hostname or ""
    return _is_address(host) and not is_global(host)


def is_peer_home(address: str) -> bool:
    """Whether the IP address that was connected to is of this computer or its private network."""
    return not is_global(address)


def _is_address(host: str) -> bool:
    """Whether a host is an IP address rather than a name."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


_INTERNET_6 = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_global(address: str) -> bool:
    """Whether an IP address is public, looking into embedded IPv4 ones (NAT64, mapped, 6to4); false for nonsense."""
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
    """The proxy for this address from the environment (`http_proxy`, `https_proxy`, `no_proxy`); `None` without one."""
    parts = urlsplit(url)
    proxy = urllib.request.getproxies().get(parts.scheme)
    return None if proxy is None or urllib.request.proxy_bypass(parts.hostname or "") else proxy
