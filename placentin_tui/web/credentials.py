"""A name and password, and the one server they may be sent to: held against every single request."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

from placentin_tui.destinations import takes_password
from placentin_tui.web.address_policy import proxy_for


@dataclass(frozen=True, slots=True)
class Credential:
    """What proves to one server who asks."""

    server: str
    """The only one it is for (see `destinations.server`)."""
    user: str
    password: str = field(repr=False)

    @property
    def header(self) -> str:
        """The value of `Authorization`; the blanks of an application password are for the eye."""
        pair = f"{self.user}:{''.join(self.password.split())}"
        return "Basic " + base64.b64encode(pair.encode()).decode()

    def is_for(self, url: str) -> bool:
        """Whether it may go to this address; without encryption not past a proxy either."""
        return takes_password(url, self.server) and (url.startswith("https:") or proxy_for(url) is None)
