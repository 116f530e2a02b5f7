"""Which hosts are public, whether there is a way out, and the proxy the environment names."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import urllib.request
from urllib.parse import urlsplit

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


async def is_public(url: str) -> bool:
    """Whether all addresses behind a host are on the internet, none on this computer or in this house.

    A name that cannot be resolved is held to be public: the request itself will say what is wrong with it.
    """
    host = urlsplit(url).hostname or ""
    try:
        return _is_global(host)
    except ValueError:
        pass
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return True
    return all(_is_global(str(place[0])) for *_rest, place in found)


def _is_global(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None)
    return (inner or ip).is_global


def proxy_for(url: str) -> str | None:
    """The proxy the environment wants between us and this address (`http_proxy`, `https_proxy`, `no_proxy`)."""
    parts = urlsplit(url)
    if urllib.request.proxy_bypass(parts.hostname or ""):
        return None
    return urllib.request.getproxies().get(parts.scheme)
