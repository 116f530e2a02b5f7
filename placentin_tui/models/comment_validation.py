"""Checks a comment before it is submitted, against the limits at which WordPress fails without saying why."""

from __future__ import annotations

import html
import re

from placentin_tui.failure_codes import Reason
from placentin_tui.text import sanitize as gate

LONGEST_NAME = 245
LONGEST_EMAIL = 100
LONGEST_TEXT = 65_525
"""Bytes that WordPress's database columns hold, of the escaped text."""

# What WordPress's `is_email` accepts.
_email = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
)


def trouble(name: str, email: str, text: str) -> Reason | None:
    """Why a paper would refuse this comment; `None` when it is valid."""
    email = email.strip()
    if not name.strip():
        return Reason("no-name")
    if not email:
        return Reason("no-email")
    if not _email.fullmatch(email):
        return Reason("bad-email", {"email": gate.clean(email, 80)})
    if not text.strip():
        return Reason("no-text")
    for code, sent, most in (
        ("long-name", name_as_sent(name), LONGEST_NAME),
        ("long-email", email, LONGEST_EMAIL),
        ("long-text", text_as_sent(text), LONGEST_TEXT),
    ):
        if (size := len(sent.encode())) > most:
            return Reason(code, {"size": size, "most": most})
    return None


def text_as_sent(text: str) -> str:
    """The text as HTML, which is how WordPress reads a comment."""
    return html.escape(_whole(text).strip(), quote=False)


def name_as_sent(name: str) -> str:
    """The name with `<` escaped, because WordPress strips tags, and what looks like one, from names."""
    return _whole(name).strip().replace("<", "&lt;")


def _whole(text: str) -> str:
    """The text without lone surrogates, which UTF-8 cannot encode."""
    return text.encode("utf-8", "replace").decode()
