"""Passwords and tokens, each bound to one server, checked against every single request."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import Protocol

from placentin_tui.destination_policy import server, takes_password
from placentin_tui.web.address_policy import proxy_for


class Authorization(Protocol):
    """What lets a request in, and which server it may be sent to."""

    @property
    def header(self) -> str:
        """The value of the `Authorization` header."""

    def is_for(self, url: str) -> bool:
        """Whether it may be sent to this address."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A name and an application password for one server."""

    server: str
    """The only one it is for (see `destinations.server`)."""
    user: str
    password: str = field(repr=False)

    @property
    def header(self) -> str:
        """The value of the `Authorization` header; the blanks in an application password are not part of it."""
        pair = f"{self.user}:{''.join(self.password.split())}"
        return "Basic " + base64.b64encode(pair.encode()).decode()

    def is_for(self, url: str) -> bool:
        """Whether it may be sent to this address: the right server, and without TLS not through a proxy."""
        return takes_password(url, self.server) and (url.startswith("https:") or proxy_for(url) is None)


@dataclass(frozen=True, slots=True)
class LoginToken:
    """What the Google Reader API gives for a password, and takes in its place."""

    server: str
    """The only one it is for (see `destination_policy.server`)."""
    token: str = field(repr=False)
    in_clear: bool = False
    """Whether the person agreed to reach this server without encryption."""

    @property
    def header(self) -> str:
        """The value of the `Authorization` header."""
        return f"GoogleLogin auth={self.token}"

    def is_for(self, url: str) -> bool:
        """Whether it may be sent to this address: the right server, encrypted unless the person agreed otherwise."""
        if self.in_clear and server(url) == self.server:
            return True
        return takes_password(url, self.server) and (url.startswith("https:") or proxy_for(url) is None)
