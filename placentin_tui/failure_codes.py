"""Reasons of failures: stable codes and the values for their sentences, as they are stored.

The sentence is built when it is shown, in the language of whoever reads it: the refresh that failed may have run in
another one. A code may begin with its kind: `tls-expired` is one of `tls`.
"""

from __future__ import annotations

import json
from typing import TypeAlias

import msgspec

from placentin_tui.i18n import N_, _, number
from placentin_tui.text.resanitize import printable

Value: TypeAlias = str | int

SENTENCES: dict[str, str] = {
    # No response.
    "offline": N_("There is no network."),
    "unknown-host": N_("There is no server called {host}."),
    "refused": N_("{host} refuses the connection."),
    "unreachable": N_("{host} cannot be reached."),
    "reset": N_("{host} broke off the connection."),
    "timeout": N_("{host} did not answer in time."),
    "proxy": N_("The proxy set on this computer does not lead to {host}."),
    "tls": N_("No safe connection to {host} could be made."),
    "tls-expired": N_("The certificate of {host} has expired."),
    "tls-self-signed": N_("{host} vouches for itself only: nobody this computer trusts signed its certificate."),
    "tls-other-name": N_("The certificate of {host} belongs to another server."),
    "tls-untrusted": N_("The certificate of {host} is not one this computer trusts."),
    "tls-changed": N_("{host} shows another certificate than the one you believe."),
    # An unusable response.
    "too-big": N_("The answer of {host} is larger than {size} MB; it was left alone."),
    "cut": N_("The answer of {host} broke off before its end."),
    "bad-answer": N_("{host} does not answer as a web server does."),
    "redirects": N_("{host} sends us from address to address."),
    "redirects-nowhere": N_("{host} sends us elsewhere without saying where."),
    "redirects-circle": N_("{host} sends us in a circle."),
    "not-http": N_("“{address}” is not an address on the web."),
    "private": N_("{host} is not on the public web."),
    # An HTTP error status, or a cooldown after one.
    "http": N_("{host} does not give what is at this address ({status})."),
    "http-401": N_("{host} does not let us in ({status}): the address may need an account."),
    "http-403": N_("{host} does not let us in ({status}): the address may need an account."),
    "http-404": N_("{host} has nothing at this address ({status})."),
    "http-410": N_("{host} says that this address is gone for good ({status})."),
    "http-429": N_("{host} asks us to come back later ({status})."),
    "http-5": N_("{host} has a trouble of its own ({status})."),
    "http-503": N_("{host} is out of service for the moment ({status})."),
    "http-511": N_("This network wants you to sign in before it lets you out ({status})."),
    "gone": N_("{host} says that this address is gone for good ({status})."),
    "paused": N_("{host} asks us to come back later; nothing of it is asked until then."),
    # A response that is no feed.
    "no-feed": N_("What this address holds is not a feed: neither RSS, nor Atom, nor JSON Feed."),
    "no-feed-page": N_("This address holds a web page, not a feed."),
    "no-feed-empty": N_("The server sent an empty answer."),
    "no-feed-cut": N_("The feed was cut off before its first article was whole."),
    "no-feed-unfinished": N_("The feed was cut off before its end."),
    "no-feed-damaged": N_("The feed is damaged and cannot be read."),
    "no-feed-nested": N_("The feed is nested beyond all measure and was left alone."),
    "no-feed-broke": N_("The feed broke what was to read it, and was left alone."),
    "web-page": N_("{host} sends a web page in place of the feed; perhaps this network wants you to sign in first."),
    "web-page-elsewhere": N_("{host} leads to a web page of {other}; perhaps this network wants you to sign in first."),
    # The same for other documents.
    "unreadable": N_("The paper’s answer cannot be read."),
    "broke": N_("What came from the paper broke what was to read it, and was left alone."),
    "not-a-page": N_("What stands at the article's address is no page."),
    # Failures of this program.
    "mistake": N_("Placentin made a mistake with what this source sent ({kind})."),
    "no-process": N_("No process could be started to read what came ({detail}); try again later."),
    # OPML files.
    "no-opml": N_("This file is not OPML, the format in which readers exchange their lists of sources."),
    "opml-too-big": N_("This OPML file is larger or deeper than any list of sources; it was not read."),
    "opml-damaged": N_("This OPML file is damaged and cannot be read."),
    "opml-broke": N_("This OPML file broke what was to read it, and was left alone."),
    "opml-empty": N_("There is no source in {file}."),
    "opml-unreadable": N_("{file} cannot be read: {detail}."),
    # Passwords and consent.
    "password": N_("Your password is not for {host}: it was not sent there."),
    "password-refused": N_("{host} does not take this application password for {user}."),
    "password-withdrawn": N_("The paper no longer takes your application password."),
    "password-lost": N_("The keyring no longer has the application password for {host}."),
    "password-in-clear": N_("{host} has no safe connection (https): a password is not sent there."),
    "no-keyring": N_(
        "This computer has no keyring to keep a password in; without one, comments go by the paper’s form."
    ),
    "keyring": N_("The keyring does not open ({detail})."),
    "no-wordpress": N_("{title} does not say that it runs on WordPress; refresh it, then try again."),
    "consent-password": N_(
        "{title} takes comments at {host}, which is not its own server ({own}): your password was not sent."
    ),
    "consent-password-moved": N_(
        "{title} takes comments at {host} now; your password is for {agreed}, so nothing was sent."
    ),
    "consent-comment": N_(
        "Comments on this article go to {host}, another server than its own ({own}): nothing was sent."
    ),
    # A server that keeps subscriptions and marks.
    "no-service": N_("No service is called “{name}”."),
    "service-exists": N_("Another service is called “{name}”: give this one another name."),
    "service-removed": N_("Its service was removed here; its articles stay."),
    "unsubscribed-there": N_("Its server has no such subscription any more; its articles stay."),
    "sync-in-clear": N_("{host} has no safe connection (https): nothing is sent there unless you agree to it."),
    "sync-sign-in": N_("Sign in again: {host} does not take the password of {user}."),
    "sync-no-password": N_("The keyring has no password for {name}: sign in again."),
    "sync-command": N_("The command that gives the password failed: {detail}."),
    "sync-not-it": N_("{host} does not answer as such a server does; nothing was changed."),
    "sync-unfinished": N_("The answer of {host} was not whole; nothing was changed."),
    "sync-endless": N_("The answers of {host} have no end; nothing was changed."),
    "sync-shrunk": N_("{host} lists {now} of {before} articles, and says otherwise elsewhere; nothing was changed."),
    "sync-no-sources": N_("{host} lists no subscriptions at all, and had {before}; nothing was changed."),
    "sync-dialect": N_("“{name}” is no kind of server; there are {known}."),
    "sync-feed-refused": N_("{host} does not subscribe to it: {detail}"),
    "sync-no-keyring": N_(
        "This computer has no keyring: name a command that prints the password (--password-command)."
    ),
    "sync-refused": N_("The server does not accept this."),
    "sync-ignored": N_("The server said yes and did nothing."),
    "sync-cannot": N_("This server cannot do that."),
    "sync-busy": N_("Another sync is going on."),
    # A comment.
    "no-name": N_("A comment needs a name."),
    "no-email": N_("A comment needs an e-mail address; the paper does not print it."),
    "bad-email": N_("“{email}” is not an e-mail address."),
    "no-text": N_("The comment is empty."),
    "long-name": N_("The name is too long: {size} bytes of {most}."),
    "long-email": N_("The e-mail address is too long: {size} bytes of {most}."),
    "long-text": N_("The comment is too long: {size} bytes of {most}."),
    "no-article": N_("The article is no longer on the paper’s site."),
    "no-form": N_("This page takes no comments from here; its own site may, in the browser."),
    "no-comments": N_("This article takes no comments."),
    "unclear": N_("The paper’s answer says neither yes nor no; look on its page, in the browser."),
    "not-shown": N_("The paper took it but does not show it: it waits there, or was put aside."),
    "not-shown-yet": N_("The paper has this comment already; it does not show it yet."),
    "not-kept": N_("The paper did not keep this comment."),
    "from-a-backup": N_(
        "It comes from a backup, and may have arrived since: look on the paper’s page before sending it."
    ),
}
"""A sentence (gettext message) for each code, with the names of its values in braces."""

_KINDS = ("tls", "no-feed", "redirects", "web-page")
_UNKNOWN = N_("It failed ({code}).")
"""For codes this version does not know."""


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """Why something failed: a code and the values for its sentence."""

    code: str
    values: dict[str, Value] = {}
    """The fields of its sentence, such as the host; whole numbers are formatted for the language in use."""

    def __str__(self) -> str:
        """The sentence, in the language in use."""
        said = {name: number(value) if isinstance(value, int) else value for name, value in self.values.items()}
        return _(_template(self.code)).format_map(_Given(said, code=self.code))

    @property
    def kept(self) -> str:
        """The values as JSON, for the database."""
        return json.dumps(self.values, ensure_ascii=False, separators=(",", ":"))


def kind_of(code: str) -> str:
    """The kind of a code, the code itself when it has none: `tls` of `tls-expired`, `timeout` of `timeout`."""
    return next((kind for kind in _KINDS if code.startswith(f"{kind}-")), code)


def kept_reason(code: str, values: str) -> Reason | None:
    """The reason of a stored code and its JSON values (`Reason.kept`); `None` where there is none, or no valid one."""
    if not code or not values:
        return None
    try:
        decoded = msgspec.json.decode(values, type=dict[str, Value])
    except (msgspec.DecodeError, UnicodeEncodeError):
        return None
    # Control characters escaped as `\u00..` pass the check of the undecoded text, so each value is checked again.
    return Reason(
        code, {name: value if isinstance(value, int) else printable(value) for name, value in decoded.items()}
    )


def _template(code: str) -> str:
    if code.startswith("http-5"):
        return SENTENCES.get(code, SENTENCES["http-5"])
    return SENTENCES.get(code) or (SENTENCES["http"] if code.startswith("http-") else _UNKNOWN)


class _Given(dict[str, str]):
    """The values for `str.format_map`, with a question mark for a missing one."""

    def __missing__(self, name: str) -> str:
        return "?"
