"""A comment as the paper's own form would send it.

Never sent: `redirect_to` (the answer would lead elsewhere and lose the comment's number) and the consent to cookies
(with it, a comment held back is not told from one published).
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from placentin_tui import text as gate
from placentin_tui.feeds.decode import decode
from placentin_tui.i18n import _, number

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_NAME = 245
LONGEST_EMAIL = 100
LONGEST_TEXT = 65_525
"""Bytes WordPress's columns hold, of the text as it is sent: escaped."""

_RECEIVER = "wp-comments-post.php"
_OURS = frozenset({"comment_post_ID", "comment_parent", "author", "email", "url", "comment", "submit"})
_NEVER = frozenset({"redirect_to", "wp-comment-cookies-consent"})
_LONGEST_FORM = 64 * 1024
_MOST_HIDDEN = 50
_LONGEST_HIDDEN = 4096

_form_start = re.compile(
    rf"<form\s[^<>]{{0,999}}?(?:\baction\s*=\s*[\"']?[^\"'<>\s]{{0,999}}{re.escape(_RECEIVER)}"
    r"|\bid\s*=\s*[\"']?commentform\b)[^<>]{0,999}>",
    re.IGNORECASE,
)
_form_end = re.compile(r"</form\b", re.IGNORECASE)
# What WordPress's `is_email` takes, character by character.
_email = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
)


@dataclass(frozen=True, slots=True)
class Form:
    """Where a comment goes, and what the page wants back with it."""

    action: str
    hidden: tuple[tuple[str, str], ...] = ()
    """Fields of plugins, as the page had them."""


def read(page: bytes, url: str, content_type: str = "") -> Form | None:
    """The comment form of an article's page; `None`: it has none, so it takes no comment from strangers."""
    markup = decode(page, content_type)
    start = _form_start.search(markup)
    if not start:
        return None
    end = _form_end.search(markup, start.end(), start.end() + _LONGEST_FORM)
    tree = LexborHTMLParser(markup[start.start() : end.start() if end else start.end() + _LONGEST_FORM])
    form = tree.css_first("form")
    action = gate.safe_url((form.attributes.get("action") or "") if form else "", url)
    if not action.startswith("http"):
        return None
    return Form(action, tuple(_hidden(tree)))


def usual(root: str) -> Form:
    """The form of a paper whose page could not be had, by the address of its REST interface."""
    parts = urlsplit(root)
    path = parts.path
    if any(name == "rest_route" for name, _value in parse_qsl(parts.query, keep_blank_values=True)):
        path = path.removesuffix("index.php")
    else:
        path = path.rstrip("/").rpartition("/")[0]
    home = parts._replace(path=path.rstrip("/") + "/", query="", fragment="").geturl()
    return Form(urljoin(home, _RECEIVER))


def fields(  # noqa: PLR0917 - in the order of the form
    form: Form, post: int, parent: str, name: str, email: str, text: str
) -> list[tuple[str, str]]:
    """What is sent: `parent` is the number of the comment answered, empty for none; the text is HTML to WordPress."""
    return [
        *form.hidden,
        ("comment_post_ID", str(post)),
        ("comment_parent", parent if parent.isdecimal() else "0"),
        ("author", _name(name)),
        ("email", email.strip()),
        ("url", ""),
        ("comment", _text(text)),
    ]


def trouble(name: str, email: str, text: str) -> str:
    """Why WordPress would take this for no comment, as a sentence; empty when it is fine.

    WordPress itself answers all of these as if nothing were wrong, with a 200.
    """
    email = email.strip()
    if not name.strip():
        return _("A comment needs a name.")
    if not email:
        return _("A comment needs an e-mail address; the paper does not print it.")
    if not _email.fullmatch(email):
        return _("“{email}” is not an e-mail address.").format(email=gate.clean(email, 80))
    if not text.strip():
        return _("The comment is empty.")
    for sent, most, sentence in (
        (_name(name), LONGEST_NAME, _("The name is too long: {size} bytes of {most}.")),
        (email, LONGEST_EMAIL, _("The e-mail address is too long: {size} bytes of {most}.")),
        (_text(text), LONGEST_TEXT, _("The comment is too long: {size} bytes of {most}.")),
    ):
        if (size := len(sent.encode())) > most:
            return sentence.format(size=number(size), most=number(most))
    return ""


def _hidden(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    for field in tree.css("input[type=hidden i][name]")[:_MOST_HIDDEN]:
        name, value = field.attributes.get("name") or "", field.attributes.get("value") or ""
        if name and name not in _OURS | _NEVER and len(name) + len(value) <= _LONGEST_HIDDEN:
            yield name, value


def _text(text: str) -> str:
    return html.escape(_whole(text).strip(), quote=False)


def _name(name: str) -> str:
    """WordPress takes tags out of names, and what it takes for one."""
    return _whole(name).strip().replace("<", "&lt;")


def _whole(text: str) -> str:
    """Without halves of characters, which UTF-8 cannot carry."""
    return text.encode("utf-8", "replace").decode()
