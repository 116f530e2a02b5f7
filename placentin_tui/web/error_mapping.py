"""Maps the failures of HTTP requests to `FetchError` with a code of `reasons`.

unknown-host  offline  refused  unreachable  reset  timeout  tls …  proxy        no response
too-big  cut  bad-answer  redirects  not-http  private                           an unusable response
http-404 …  paused                                                               an error status, or a cooldown
password                                                                         our own refusal to send a password
"""

from __future__ import annotations

import errno
import socket
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp

from placentin_tui.errors import FetchError
from placentin_tui.text import sanitize
from placentin_tui.web.address_policy import NotPublic, has_route
from placentin_tui.web.body import TooBig, TruncatedBody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def wrapped(url: str, limit: int) -> Iterator[None]:
    """A context in which failures of a request to `url`, for at most `limit` bytes, are raised as `FetchError`."""
    host = host_of(url)
    try:
        yield
    except TimeoutError as error:
        raise FetchError("timeout", host=host) from error
    except TooBig as error:
        raise FetchError("too-big", host=host, size=limit // 1_000_000) from error
    except (TruncatedBody, aiohttp.ClientPayloadError) as error:
        raise FetchError("cut", host=host) from error
    except (aiohttp.ClientError, OSError, UnicodeError) as error:
        raise _trouble(error, host) from error


def refusal(url: str, status: int, retry_after: int | None) -> FetchError:
    """The error for an HTTP status that is no success."""
    return FetchError(f"http-{status}", retry_after=retry_after, host=host_of(url), status=status)


def paused(url: str, seconds: int) -> FetchError:
    """The error for a host in its cooldown, with the seconds left."""
    return FetchError("paused", retry_after=seconds, host=host_of(url))


def not_public(host: str) -> FetchError:
    """The error for an address on this computer or in its private network that a public server names."""
    return FetchError("private", host=host)


def password_kept(host: str) -> FetchError:
    """The error for a password that would go to another server than its own, or unencrypted."""
    return FetchError("password", host=host)


def host_of(url: str) -> str:
    """The host of an address, sanitized for display."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return sanitize.clean(host or url, 100)


def _trouble(error: Exception, host: str) -> FetchError:
    return next(judge(error, host) for kinds, judge in _JUDGES if isinstance(error, kinds))


def _no_proxy(_error: Exception, host: str) -> FetchError:
    return FetchError("proxy", host=host)


def _unknown_host(error: Exception, host: str) -> FetchError:
    """A failed lookup: `offline` when there is no resolver or no route, else `unknown-host`."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorDNSError) else error
    # An unreachable resolver gives EAI_AGAIN; without any route to the internet every name fails.
    if getattr(cause, "errno", None) == socket.EAI_AGAIN or not has_route():
        return FetchError("offline")
    return FetchError("unknown-host", host=host)


def _no_connection(error: Exception, host: str) -> FetchError:
    """A failed connection, by its `errno`."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, NotPublic):
        return not_public(host)
    match getattr(cause, "errno", None):
        case errno.ECONNREFUSED:
            return FetchError("refused", host=host)
        case errno.ETIMEDOUT:
            return FetchError("timeout", host=host)
        case errno.ECONNRESET | errno.ECONNABORTED | errno.EPIPE:
            return _reset(error, host)
        case errno.ENETUNREACH | errno.ENETDOWN | errno.EADDRNOTAVAIL:
            return FetchError("offline")
        case _:
            return FetchError("unreachable", host=host)


def _reset(_error: Exception, host: str) -> FetchError:
    return FetchError("reset", host=host)


def _bad_answer(_error: Exception, host: str) -> FetchError:
    return FetchError("bad-answer", host=host)


# OpenSSL's X509_V_ERR_*; Python has no names for them.
_EXPIRED = 10
_SELF_SIGNED = (18, 19)
_OTHER_NAME = (62, 64)


def _no_trust(error: Exception, host: str) -> FetchError:
    """A failed TLS handshake, by OpenSSL's verification code."""
    cause = getattr(error, "certificate_error", None)
    match cause.verify_code if isinstance(cause, ssl.SSLCertVerificationError) else 0:
        case 0:
            code = "tls"
        case verdict if verdict == _EXPIRED:
            code = "tls-expired"
        case verdict if verdict in _SELF_SIGNED:
            code = "tls-self-signed"
        case verdict if verdict in _OTHER_NAME:
            code = "tls-other-name"
        case _:
            code = "tls-untrusted"
    return FetchError(code, host=host)


def _other_certificate(_error: Exception, host: str) -> FetchError:
    return FetchError("tls-changed", host=host)


# The first match counts: aiohttp's exceptions derive from each other.
_JUDGES: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Callable[[Exception, str], FetchError]], ...] = (
    ((aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError), _no_proxy),
    (aiohttp.ServerFingerprintMismatch, _other_certificate),
    ((aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError), _no_trust),
    ((aiohttp.ClientConnectorDNSError, socket.gaierror, UnicodeError), _unknown_host),
    (aiohttp.ServerDisconnectedError, _reset),
    (OSError, _no_connection),
    (Exception, _bad_answer),
)
