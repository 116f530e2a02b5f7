"""HTTP basic credentials bound to one server, checked against every single request."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

from placentin_tui.destination_policy import takes_password
from placentin_tui.web.address_policy import proxy_for


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
