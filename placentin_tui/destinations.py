"""Where what is the person's own may be sent: a password, and a comment with its name and e-mail address.

A paper names servers freely (in a `Link:` header, a page's head, a form, a redirect), and on a connection without
encryption anybody on the way does. So nothing of the person's goes to a server because it was named: it goes to the
source's own, or to one the person was shown and agreed to. Every password and every comment is judged here before it
leaves; `web.credentials` holds each request with a password to it once more.
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
    """The server of an address of the web: its host, with the port where that is not the usual one; else empty."""
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
    """The server a person means by a host, a host and its port, or an address; empty when it is none of these."""
    return server(safe_url(typed if "://" in typed else f"https://{typed}"))


def is_confidential(url: str) -> bool:
    """Whether nobody on the way can read along: https, or this very computer."""
    parts = urlsplit(url)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


# ── passwords ────────────────────────────────────────────────────────────────────────────────────────────────────────


def takes_password(url: str, agreed: str) -> bool:
    """Whether a password that is for the server `agreed` may be sent to an address."""
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
    if target not in (own, server(given.root)) and not _picture_protocol(agreed, target):
        raise ConsentNeeded("consent-password", target, root, title=source.title, host=target, own=own)
    return target


def check_password(source: Source, root: str, given: GivenAccount) -> None:
    """Hold the REST interface that is to get a source's password against the server it was given for.

    Raises `ConsentNeeded` when it is another one, `AccountError` when the password could be read on the way.
    """
    _check_confidential(root)
    target, agreed = server(root), server(given.root)
    if not takes_password(root, agreed):
        raise ConsentNeeded("consent-password-moved", target, root, title=source.title, host=target, agreed=agreed)


def no_wordpress(source: Source) -> AccountError:
    """There is nobody to give a password to."""
    return AccountError("no-wordpress", title=source.title)


def _check_confidential(root: str) -> None:
    if not is_confidential(root):
        raise AccountError("password-in-clear", host=server(root))


# ── comments ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def comment_address(url: str, *, source: Source, article: str, page: str, agreed: Iterable[str]) -> str:
    """Where a comment is sent that the form of an article's page wants at `url`.

    `article` is the article's own address, `page` where it was found after redirects: what comes over https is answered
    over https. The server is the article's or the source's, with or without `www.`, or one the person has `agreed` to;
    raises `ConsentNeeded` when it is another one.
    """
    if url.startswith("http:") and "https" in (urlsplit(article).scheme, urlsplit(page).scheme):
        url = urlsplit(url)._replace(scheme="https", netloc=urlsplit(url).netloc.removesuffix(":80")).geturl()
    target = server(url)
    own = {_site(server(article)), _site(server(source.url))}
    if _site(target) not in own and not any(_picture_protocol(each, target) for each in agreed):
        raise ConsentNeeded("consent-comment", target, host=target, own=server(article))
    return url


def _picture_protocol(agreed: str, target: str) -> bool:
    """Whether a server the person agreed to is this one; a host alone stands for all of its ports."""
    return bool(agreed) and agreed in (target, _port.sub("", target))


def _site(target: str) -> str:
    return target.removeprefix("www.")
