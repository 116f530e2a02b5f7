"""Accounts at the papers: application passwords, in the system's keyring and nowhere else.

The library remembers which account; the password goes from the keyring into a request to that paper, over a safe
connection, and is never written down by us.
"""

from __future__ import annotations

import base64
import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from placentin_tui.errors import AccountError, FetchError
from placentin_tui.i18n import _
from placentin_tui.web import host_of
from placentin_tui.wordpress.discovery import endpoint

if TYPE_CHECKING:
    from placentin_tui.library import Library
    from placentin_tui.web import Web

SERVICE = "placentin-tui"
"""What the keyring files our passwords under."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account at a paper, by the address of its REST interface."""

    root: str
    user: str
    password: str

    @property
    def authorization(self) -> str:
        """The header that proves it."""
        pair = f"{self.user}:{''.join(self.password.split())}"
        return "Basic " + base64.b64encode(pair.encode()).decode()


def user_of(library: Library, root: str) -> str:
    """The account the person has at a paper, empty for none."""
    return library.settings.get(_setting(root))


def account_of(library: Library, root: str) -> Account | None:
    """The account with its password, `None` when the person has none there; raises `AccountError`."""
    user = user_of(library, root)
    if not user:
        return None
    password = _ask_keyring("get", root, user)
    if not password:
        host = host_of(root)
        raise AccountError(_("The keyring no longer has the application password for {host}.").format(host=host))
    return Account(root, user, password)


async def check(web: Web, account: Account) -> None:
    """Ask the paper whether it takes the password; raises `AccountError`, or `FetchError` when it does not answer."""
    host = host_of(account.root)
    if not _is_safe(account.root):
        sentence = _("{host} has no safe connection (https): a password is not sent there.")
        raise AccountError(sentence.format(host=host))
    address = endpoint(account.root, "wp/v2/users/me", _fields="id")
    try:
        await web.get(address, accept="application/json", authorization=account.authorization)
    except FetchError as error:
        if error.reason not in ("http-401", "http-403"):
            raise
        sentence = _("{host} does not take this application password for {user}.")
        raise AccountError(sentence.format(host=host, user=account.user)) from error


def remember(library: Library, account: Account) -> None:
    """Keep an account; raises `AccountError` when there is no keyring to keep its password in."""
    _ask_keyring("set", account.root, account.user, account.password)
    library.settings.set(_setting(account.root), account.user)


def forget(library: Library, root: str) -> bool:
    """Forget the account at a paper; whether there was one. Raises `AccountError`."""
    user = user_of(library, root)
    if not user:
        return False
    if _ask_keyring("get", root, user):
        _ask_keyring("delete", root, user)
    library.settings.set(_setting(root), "")
    return True


def _setting(root: str) -> str:
    return f"account {root}"


def _ask_keyring(act: str, root: str, user: str, *values: str) -> str | None:
    import keyring  # 30 ms and more, for the few who have an account
    from keyring.errors import KeyringError, NoKeyringError

    try:
        answer: str | None = getattr(keyring, f"{act}_password")(SERVICE, f"{user} {root}", *values)
    except NoKeyringError as error:
        sentence = _(
            "This computer has no keyring to keep a password in; without one, comments go by the paper’s form."
        )
        raise AccountError(sentence) from error
    except KeyringError as error:
        raise AccountError(_("The keyring does not open ({reason}).").format(reason=error)) from error
    return answer


def _is_safe(root: str) -> bool:
    """Whether nobody on the way can read along: https, or this very computer."""
    parts = urlsplit(root)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False
