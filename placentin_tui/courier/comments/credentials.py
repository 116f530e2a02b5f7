"""Accounts at the papers: application passwords, kept in the system's keyring only.

The library stores for which source an account was given, and for which REST interface. The password goes from the
keyring into a request to that interface's server (`destinations` decides which that may be), and is never written by
us.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.courier.network_scope import is_public
from placentin_tui.destination_policy import check_password, password_server, server
from placentin_tui.errors import AccountError, FetchError
from placentin_tui.models import GivenAccount
from placentin_tui.web import Credential
from placentin_tui.wordpress.discovery import endpoint

if TYPE_CHECKING:
    from placentin_tui.courier.process.executor import Executor
    from placentin_tui.web import Web

SERVICE = "placentin-tui"
"""The service name of our passwords in the keyring."""


async def credential_for(executor: Executor, source: int, root: str) -> Credential | None:
    """The credential for a REST interface on behalf of a source; `None` when the source has no account.

    Raises `ConsentNeeded` when the password is for another server, and `AccountError` when it cannot be read.
    """
    given = await executor.call_library(executor.library.accounts.of, source)
    if not given.user:
        return None
    check_password(await executor.call_library(executor.library.sources.get, source), root, given)
    return Credential(server(given.root), given.user, await executor.run_in_thread(_password, given))


async def give(
    executor: Executor, web: Web, source: int, user: str, password: str = "", *, root: str = "", agreed: str = ""
) -> None:
    """Verify an account at the paper's REST interface, and store it for the source.

    Without a `password` the one stored so far is used; `root`: the REST interface, by default the source's own;
    `agreed`: the server the person agreed to. Raises `ConsentNeeded` and `AccountError`, or `FetchError` when the paper
    does not answer.
    """
    library = executor.library
    named = await executor.call_library(library.sources.rest_root, source)
    root = root or named or ""
    before = await executor.call_library(library.accounts.of, source)
    target = password_server(await executor.call_library(library.sources.get, source), root, before, agreed)
    password = password or await executor.run_in_thread(_password, before)
    account = GivenAccount(user, root)
    await _check(web, root, Credential(target, user, password), public_only=await is_public(executor, source))
    await executor.run_in_thread(ask_keyring, "set", account, password)
    await executor.call_library(library.accounts.give, source, account)
    await drop_unused(executor, before)


async def forget(executor: Executor, source: int) -> None:
    """Remove the account of a source and every server agreed to for it.

    Raises `AccountError` when the keyring cannot be opened; the account is kept then.
    """
    library = executor.library
    await executor.call_library(library.accounts.withdraw, source)
    before = await executor.call_library(library.accounts.of, source)
    await executor.call_library(library.accounts.give, source, GivenAccount())
    try:
        await drop_unused(executor, before)
    except AccountError:
        await executor.call_library(library.accounts.give, source, before)
        raise


async def drop_unused(executor: Executor, account: GivenAccount) -> None:
    """Delete a password that no source's account uses any longer. Raises `AccountError`."""
    if account.user and not await executor.call_library(executor.library.accounts.is_given, account):
        await executor.run_in_thread(_drop, account)


async def _check(web: Web, root: str, credential: Credential, *, public_only: bool) -> None:
    """Request the user's own record with a credential. Raises `AccountError` when it is refused."""
    address = endpoint(root, "wp/v2/users/me", _fields="id")
    try:
        await web.get(address, accept="application/json", credential=credential, public_only=public_only)
    except FetchError as error:
        if error.code not in ("http-401", "http-403"):
            raise
        raise AccountError("password-refused", host=credential.server, user=credential.user) from error


def _password(account: GivenAccount) -> str:
    """The stored password of an account. Raises `AccountError`."""
    password = ask_keyring("get", account)
    if not password:
        raise AccountError("password-lost", host=server(account.root))
    return password


def _drop(account: GivenAccount) -> None:
    if ask_keyring("get", account):
        ask_keyring("delete", account)


def ask_keyring(act: str, account: GivenAccount, *values: str) -> str | None:
    """Call the keyring's `get_password`, `set_password` or `delete_password`. Raises `AccountError`."""
    import keyring  # 30 ms and more, for the few who have an account
    from keyring.errors import KeyringError, NoKeyringError

    try:
        name = f"{account.user} {account.root}"
        answer: str | None = getattr(keyring, f"{act}_password")(SERVICE, name, *values)
    except NoKeyringError as error:
        raise AccountError("no-keyring") from error
    except KeyringError as error:
        raise AccountError("keyring", detail=str(error)) from error
    return answer
