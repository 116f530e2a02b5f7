"""Decides to which servers personal data (passwords, comments with name and e-mail address) may be sent.

A paper names servers freely (in a `Link:` header, a page's head, a form, a redirect), and without encryption anybody on
the way can do so too. So nothing personal goes to a server merely because it was named: only to the source's own
server, or to one the person was shown and agreed to. Every password and comment is checked here before it is sent;
`web.credentials` checks each request that carries a password once more.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.errors import AccountError, ConsentNeeded
from placentin_tui.text.urls import safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from placentin_tui.models import GivenAccount, Source

_USUAL_PORTS = {"http": 80, "https": 443}

_port = re.compile(r":\d+\Z")


def server(url: str) -> str:
    """The host of an http or https address, with the port where it is not the default one; empty for any other."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if not host or parts.scheme not in _USUAL_PORTS:
        return ""
    host = f"[{host}]" if ":" in host else host
    return host if port in (None, _USUAL_PORTS[parts.scheme]) else f"{host}:{port}"


def typed_server(typed: str) -> str:
    """The server of a typed host, host and port, or address; empty when it is none of these."""
    return server(safe_url(typed if "://" in typed else f"https://{typed}"))


def is_confidential(url: str) -> bool:
    """Whether nobody on the way can read the request: https, or a loopback address."""
    parts = urlsplit(url)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


# ── passwords ────────────────────────────────────────────────────────────────────────────────────────────────────────


def takes_password(url: str, agreed: str) -> bool:
    """Whether a password that belongs to the server `agreed` may be sent to an address."""
    return bool(agreed) and server(url) == agreed and is_confidential(url)


def password_server(source: Source, root: str, given: GivenAccount, agreed: str = "") -> str:
    """The server that would get the password of an account at a source whose REST interface is at `root`.

    It is the source's own, the one its account was `given` for before, or the one the person has `agreed` to. Raises
    `AccountError` when no password can be sent there, `ConsentNeeded` when it is another one.
    """
    if not root:
        raise no_wordpress(source)
    _check_confidential(root)
    target, own = server(root), server(source.url)
    if target not in (own, server(given.root)) and not _covers(agreed, target):
        raise ConsentNeeded("consent-password", target, root, title=source.title, host=target, own=own)
    return target


def check_password(source: Source, root: str, given: GivenAccount) -> None:
    """Check that a source's REST interface is still on the server its password was given for.

    Raises `ConsentNeeded` when it is another server, `AccountError` when the connection is not encrypted.
    """
    _check_confidential(root)
    target, agreed = server(root), server(given.root)
    if not takes_password(root, agreed):
        raise ConsentNeeded("consent-password-moved", target, root, title=source.title, host=target, agreed=agreed)


def no_wordpress(source: Source) -> AccountError:
    """The error for a source that has no WordPress REST interface to log in to."""
    return AccountError("no-wordpress", title=source.title)


def _check_confidential(root: str) -> None:
    if not is_confidential(root):
        raise AccountError("password-in-clear", host=server(root))


def check_service(address: str, agreed: str) -> None:
    """Check that a server that keeps marks may be sent a password: encrypted, on this computer, or one the person has
    `agreed` to reach without encryption. Raises `ConsentNeeded` for any other.
    """
    target = server(address)
    if not (target and (is_confidential(address) or target == agreed)):
        raise ConsentNeeded("sync-in-clear", target, host=target or address)


# ── comments ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def comment_address(url: str, *, source: Source, article: str, page: str, agreed: Iterable[str]) -> str:
    """The address a comment is posted to, when the form on an article's page names `url`.

    `article` is the article's own address, `page` where it was found after redirects; when one of them is https, the
    comment goes over https too. The server must be the article's or the source's, with or without `www.`, or one the
    person has `agreed` to; raises `ConsentNeeded` for any other.
    """
    if url.startswith("http:") and "https" in (urlsplit(article).scheme, urlsplit(page).scheme):
        url = urlsplit(url)._replace(scheme="https", netloc=urlsplit(url).netloc.removesuffix(":80")).geturl()
    target = server(url)
    own = {_site(server(article)), _site(server(source.url))}
    if _site(target) not in own and not any(_covers(each, target) for each in agreed):
        raise ConsentNeeded("consent-comment", target, host=target, own=server(article))
    return url


def _covers(agreed: str, target: str) -> bool:
    """Whether the agreement to one server includes `target`; a host without a port covers all of its ports."""
    return bool(agreed) and agreed in (target, _port.sub("", target))


def _site(target: str) -> str:
    return target.removeprefix("www.")
