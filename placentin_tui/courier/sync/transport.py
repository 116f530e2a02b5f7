"""Asks a server that keeps marks through the project's own HTTP client."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from placentin_tui.destination_policy import check_service, server
from placentin_tui.errors import FetchError
from placentin_tui.sync.server import Reply
from placentin_tui.web import LoginToken, host_of, retry_after

if TYPE_CHECKING:
    from placentin_tui.models import Service, Timestamp
    from placentin_tui.sync.server import Fields
    from placentin_tui.web import Fetched, Web

_UNDERSTOOD = (200, 400, 401, 403, 404)
_LARGEST = 10_000_000
"""Bytes of an answer."""


class WebTransport:
    """The requests to one service's server; nothing goes anywhere else."""

    def __init__(self, web: Web, service: Service, now: Timestamp) -> None:
        """Raises `ConsentNeeded` where a password would go unencrypted."""
        check_service(service.address, service.agreed)
        self.requests = 0
        """How many were made."""
        self._web = web
        self._address = service.address
        self._agreed = service.agreed
        self._now = now

    @property
    def host(self) -> str:
        """The server's name, as it may be shown."""
        return host_of(self._address)

    async def get(self, path: str, fields: Fields, token: str) -> Reply:
        """Get what is at a path."""
        self.requests += 1
        url = f"{self._address}{path}" + (f"?{urlencode(list(fields))}" if fields else "")
        try:
            fetched = await self._web.get(url, accept="application/json, */*;q=0.5", credential=self._credential(token))
        except FetchError as error:
            status = int(error.values.get("status", 0)) if error.code.startswith("http-") else 0
            if status not in _UNDERSTOOD:
                raise
            return Reply(status, b"")
        return Reply(fetched.status, fetched.body)

    async def post(self, path: str, fields: Fields, token: str = "") -> Reply:
        """Post a form; it is sent to no other address than this, whatever the server answers."""
        self.requests += 1
        credential = self._credential(token) if token else None
        fetched = await self._web.post(self._address + path, fields, limit=_LARGEST, credential=credential)
        if fetched.status not in _UNDERSTOOD:
            raise self._failure(fetched)
        return Reply(fetched.status, fetched.body)

    def _credential(self, token: str) -> LoginToken:
        target = server(self._address)
        return LoginToken(target, token, in_clear=bool(self._agreed) and self._agreed == target)

    def _failure(self, fetched: Fetched) -> FetchError:
        wait = retry_after(fetched.headers.get("retry-after", ""), self._now)
        return FetchError(f"http-{fetched.status}", retry_after=wait, host=self.host, status=fetched.status)
