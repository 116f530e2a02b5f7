"""Which hosts are public, whether there is a way out, and the proxy the environment names.

Whether a server is on the internet or at home is asked where the connection is made, of the very address it is made to:
a name may answer one thing when it is looked up and another when it is called.
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
    """What `getaddrinfo` says of one address: family, kind, protocol, name, address."""
    SocketFactory: TypeAlias = Callable[[Place], socket.socket]

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


def public_socket(place: Place) -> socket.socket:
    """A socket towards an address of the internet; raises `NotPublic` for any other."""
    if not is_global(str(place[4][0])):
        raise NotPublic
    return any_socket(place)


def any_socket(place: Place) -> socket.socket:
    """A socket towards an address, wherever it is."""
    family, kind, protocol, _name, _address = place
    return socket.socket(family, kind, protocol)


async def connect(host: str, port: int, socket_factory: SocketFactory) -> socket.socket:
    """A connection to the first of a host's addresses that the factory makes a socket for and that answers.

    Raises `OSError`: what went wrong with the last one tried, or `NotPublic` when the factory refused them all.
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
    try:
        made.settimeout(0)
        await asyncio.get_running_loop().sock_connect(made, address)
    except BaseException:
        made.close()
        raise
    return made


async def is_public(url: str) -> bool:
    """Whether all addresses behind a host are on the internet, none on this computer or in this house.

    A name that cannot be resolved is held to be public: the request itself will say what is wrong with it. For what is
    asked through a proxy, which resolves names itself; else the sockets know better.
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


def is_peer_home(address: str) -> bool:
    """Whether the address that was connected to is of this computer or its network."""
    return not is_global(address)


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
