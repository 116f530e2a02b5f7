"""What a paper will not take for a comment, known before it is asked: it would answer as if nothing were wrong."""

from __future__ import annotations

import html
import re

from placentin_tui.reasons import Reason
from placentin_tui.text import sanitize as gate

LONGEST_NAME = 245
LONGEST_EMAIL = 100
LONGEST_TEXT = 65_525
"""Bytes WordPress's columns hold, of the text as it is sent: escaped."""

# What WordPress's `is_email` takes, character by character.
_email = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
)


def trouble(name: str, email: str, text: str) -> Reason | None:
    """Why a paper would not take this for a comment; `None` when it is fine."""
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
    """The text as HTML, which is what a comment is to the paper."""
    return html.escape(_whole(text).strip(), quote=False)


def name_as_sent(name: str) -> str:
    """The name; WordPress takes tags out of names, and what it takes for one."""
    return _whole(name).strip().replace("<", "&lt;")


def _whole(text: str) -> str:
    """Without halves of characters, which UTF-8 cannot carry."""
    return text.encode("utf-8", "replace").decode()
