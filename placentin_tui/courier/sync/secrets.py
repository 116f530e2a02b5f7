"""The passwords of services: from the keyring, or a command of the person's own; never from a file of ours."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from placentin_tui.courier.comments.credentials import ask_keyring
from placentin_tui.errors import AccountError, SyncError
from placentin_tui.models import GivenAccount
from placentin_tui.text.sanitize import clean

if TYPE_CHECKING:
    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.models import NewService, Service

PATIENCE = 60.0
"""Seconds a command may take: it may ask for a passphrase."""
LONGEST = 4_000
"""Bytes of a command's output."""


class AccountSecrets:
    """The password and the token of one service's account."""

    def __init__(self, executor: Executor, service: Service) -> None:
        self._executor = executor
        self._service = service
        self._token: str | None = None

    @property
    def user(self) -> str:
        """The account's name."""
        return self._service.user

    async def password(self) -> str:
        """The password. Raises `AccountError` and `SyncError`."""
        if self._service.password_command:
            return await from_command(self._service.password_command)
        password = await self._executor.run_in_thread(_keyring, "get", self._service)
        if not password:
            raise SyncError("sync-no-password", name=self._service.name)
        return password

    async def token(self) -> str:
        """The token stored; empty before the first login."""
        if self._token is None:
            services = self._executor.library.services
            self._token = await self._executor.call_library(services.token, self._service.id)
        return self._token

    async def keep_token(self, token: str) -> None:
        """Store a new token."""
        self._token = token
        await self._executor.call_library(self._executor.library.services.keep_token, self._service.id, token)


async def from_command(words: tuple[str, ...]) -> str:
    """The first line a command prints. Raises `SyncError`; what it printed is in no error."""
    try:
        process = await asyncio.create_subprocess_exec(
            *words, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
        )
    except (OSError, ValueError) as error:
        detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SyncError("sync-command", detail=clean(detail)) from error
    assert process.stdout
    try:
        async with asyncio.timeout(PATIENCE):
            printed = await process.stdout.read(LONGEST)
            status = await process.wait()
    except TimeoutError as error:
        process.kill()
        raise SyncError("sync-command", detail=str(int(PATIENCE)) + " s") from error
    password = printed.decode("utf-8", "replace").split("\n", 1)[0].rstrip("\r")
    if status or not password:
        raise SyncError("sync-command", detail=str(status))
    return password


def keep_password(service: Service | NewService, password: str) -> None:
    """Store a password in the keyring. Raises `SyncError` and `AccountError`."""
    _keyring("set", service, password)


def forget_password(service: Service) -> None:
    """Delete a password from the keyring. Raises `SyncError` and `AccountError`."""
    if not service.password_command and _keyring("get", service):
        _keyring("delete", service)


def _keyring(act: str, service: Service | NewService, *values: str) -> str | None:
    try:
        return ask_keyring(act, GivenAccount(service.user, service.address), *values)
    except AccountError as error:
        if error.code == "no-keyring":
            raise SyncError("sync-no-keyring") from error
        raise
