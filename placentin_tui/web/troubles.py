"""What can go wrong on the way to a server and back, each as a `FetchError` with a stable word and a sentence.

unknown-host  offline  refused  unreachable  reset  timeout  tls  proxy          no answer
too-big  cut  bad-answer  redirects  not-http  private                           an answer nobody can use
http-404 …  paused                                                               a refusal, or one still in force
password                                                                         our own refusal to send one there
"""

from __future__ import annotations

import errno
import socket
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiohttp

from placentin_tui import text
from placentin_tui.errors import FetchError
from placentin_tui.i18n import _, number
from placentin_tui.web.body import Cut, TooBig
from placentin_tui.web.hosts import NotPublic, has_route

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def wrapped(url: str, limit: int) -> Iterator[None]:
    """What goes wrong while asking `url` for at most `limit` bytes, as a `FetchError`."""
    host = host_of(url)
    try:
        yield
    except TimeoutError as error:
        raise FetchError("timeout", _("{host} did not answer in time.").format(host=host)) from error
    except TooBig as error:
        size = number(limit // 1_000_000)
        sentence = _("The answer of {host} is larger than {size} MB; it was left alone.").format(host=host, size=size)
        raise FetchError("too-big", sentence) from error
    except (Cut, aiohttp.ClientPayloadError) as error:
        raise FetchError("cut", _("The answer of {host} broke off before its end.").format(host=host)) from error
    except (aiohttp.ClientError, OSError, UnicodeError) as error:
        raise _trouble(error, host) from error


def refusal(url: str, status: int, retry_after: int | None) -> FetchError:
    """A status that is no answer, in words."""
    match status:
        case 401 | 403:
            sentence = _("{host} does not let us in ({status}): the address may need an account.")
        case 404:
            sentence = _("{host} has nothing at this address ({status}).")
        case 410:
            sentence = _("{host} says that this address is gone for good ({status}).")
        case 429:
            sentence = _("{host} asks us to come back later ({status}).")
        case 511:
            sentence = _("This network wants you to sign in before it lets you out ({status}).")
        case 503:
            sentence = _("{host} is out of service for the moment ({status}).")
        case _ if status >= 500:
            sentence = _("{host} has a trouble of its own ({status}).")
        case _:
            sentence = _("{host} does not give what is at this address ({status}).")
    host = host_of(url)
    return FetchError(f"http-{status}", sentence.format(host=host, status=status), retry_after, host)


def paused(url: str, seconds: int) -> FetchError:
    """A host that asked to be left alone, and is."""
    sentence = _("{host} asks us to come back later; nothing of it is asked until then.")
    return FetchError("paused", sentence.format(host=host_of(url)), seconds, host_of(url))


def not_public(host: str) -> FetchError:
    """Somebody on the internet sends us to a server on this computer, or in its network."""
    return FetchError("private", _("{host} is not on the public web.").format(host=host))


def password_kept(host: str) -> FetchError:
    """A request with a password would go to a server it is not for, or where others could read it on the way."""
    return FetchError("password", _("Your password is not for {host}: it was not sent there.").format(host=host))


def host_of(url: str) -> str:
    """The host of an address, as it may be shown."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        host = ""
    return text.clean(host or url, 100)


def _trouble(error: Exception, host: str) -> FetchError:
    return next(judge(error, host) for kinds, judge in _JUDGES if isinstance(error, kinds))


def _no_proxy(_error: Exception, host: str) -> FetchError:
    return FetchError("proxy", _("The proxy set on this computer does not lead to {host}.").format(host=host))


def _unknown_host(error: Exception, host: str) -> FetchError:
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorDNSError) else error
    # A resolver that cannot be reached says "try again"; where there is no way out at all, it says no to every name.
    if getattr(cause, "errno", None) == socket.EAI_AGAIN or not has_route():
        return FetchError("offline", _("There is no network."))
    return FetchError("unknown-host", _("There is no server called {host}.").format(host=host))


def _no_connection(error: Exception, host: str) -> FetchError:
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, NotPublic):
        return not_public(host)
    match getattr(cause, "errno", None):
        case errno.ECONNREFUSED:
            return FetchError("refused", _("{host} refuses the connection.").format(host=host))
        case errno.ETIMEDOUT:
            return FetchError("timeout", _("{host} did not answer in time.").format(host=host))
        case errno.ECONNRESET | errno.ECONNABORTED | errno.EPIPE:
            return _reset(error, host)
        case errno.ENETUNREACH | errno.ENETDOWN | errno.EADDRNOTAVAIL:
            return FetchError("offline", _("There is no network."))
        case _:
            return FetchError("unreachable", _("{host} cannot be reached.").format(host=host))


def _reset(_error: Exception, host: str) -> FetchError:
    return FetchError("reset", _("{host} broke off the connection.").format(host=host))


def _bad_answer(_error: Exception, host: str) -> FetchError:
    return FetchError("bad-answer", _("{host} does not answer as a web server does.").format(host=host))


# OpenSSL's X509_V_ERR_*; Python has no names for them.
_EXPIRED = 10
_SELF_SIGNED = (18, 19)
_OTHER_NAME = (62, 64)


def _no_trust(error: Exception, host: str) -> FetchError:
    cause = getattr(error, "certificate_error", None)
    match cause.verify_code if isinstance(cause, ssl.SSLCertVerificationError) else 0:
        case 0:
            sentence = _("No safe connection to {host} could be made.")
        case code if code == _EXPIRED:
            sentence = _("The certificate of {host} has expired.")
        case code if code in _SELF_SIGNED:
            sentence = _("{host} vouches for itself only: nobody this computer trusts signed its certificate.")
        case code if code in _OTHER_NAME:
            sentence = _("The certificate of {host} belongs to another server.")
        case _:
            sentence = _("The certificate of {host} is not one this computer trusts.")
    return FetchError("tls", sentence.format(host=host))


def _other_certificate(_error: Exception, host: str) -> FetchError:
    return FetchError("tls", _("{host} shows another certificate than the one you believe.").format(host=host))


# The first that fits judges: aiohttp's errors are each other's kinds.
_JUDGES: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Callable[[Exception, str], FetchError]], ...] = (
    ((aiohttp.ClientProxyConnectionError, aiohttp.ClientHttpProxyError), _no_proxy),
    (aiohttp.ServerFingerprintMismatch, _other_certificate),
    ((aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError), _no_trust),
    ((aiohttp.ClientConnectorDNSError, socket.gaierror, UnicodeError), _unknown_host),
    (aiohttp.ServerDisconnectedError, _reset),
    (OSError, _no_connection),
    (Exception, _bad_answer),
)
