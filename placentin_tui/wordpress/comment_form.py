"""The comment form of an article's page, and the fields to post.

Never posted: `redirect_to` (the response would lead elsewhere and lose the comment's id) and the consent to cookies
(with it, a comment held for moderation cannot be told from a published one).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urljoin, urlsplit

from placentin_tui.feeds.decode import decode
from placentin_tui.models.comment_validation import name_as_sent, text_as_sent
from placentin_tui.text import sanitize as gate
from placentin_tui.wordpress.discovery import attributes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selectolax.lexbor import LexborHTMLParser

_RECEIVER = "wp-comments-post.php"
_OURS = frozenset({"comment_post_ID", "comment_parent", "author", "email", "url", "comment", "submit"})
_NEVER = frozenset({"redirect_to", "wp-comment-cookies-consent"})
_LONGEST_FORM = 64 * 1024
_MOST_HIDDEN = 50
_LONGEST_HIDDEN = 4096

_form_start = re.compile(r"<form\s([^<>]{1,4096})>", re.IGNORECASE)
_form_id = re.compile(r"commentform\b", re.IGNORECASE)
_form_end = re.compile(r"</form\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CommentForm:
    """Where to post a comment, and the hidden fields to post with it."""

    action: str
    hidden: tuple[tuple[str, str], ...] = ()
    """Hidden fields of plugins, as name and value."""


def read(page: bytes, url: str, content_type: str = "") -> CommentForm | None:
    """The comment form of an article's page; `None` when it has none, so that visitors cannot comment there.

    `url` is the page's address, the base of the form's action.
    """
    from selectolax.lexbor import LexborHTMLParser  # 10 ms; only the process that parses pages needs it

    from placentin_tui.prose.html.parse import bounded

    markup = decode(page, content_type)
    start = next((tag for tag in _form_start.finditer(markup) if _is_for_comments(attributes(tag[1]))), None)
    if not start:
        return None
    end = _form_end.search(markup, start.end(), start.end() + _LONGEST_FORM)
    tree = LexborHTMLParser(bounded(markup[start.start() : end.start() if end else start.end() + _LONGEST_FORM]))
    form = tree.css_first("form")
    action = gate.safe_url((form.attributes.get("action") or "") if form else "", url)
    if not action.startswith("http"):
        return None
    return CommentForm(action, tuple(_hidden(tree)))


def usual(root: str) -> CommentForm:
    """The form at WordPress's usual address, from that of the REST interface, where the page cannot be fetched."""
    parts = urlsplit(root)
    path = parts.path
    if any(name == "rest_route" for name, _value in parse_qsl(parts.query, keep_blank_values=True)):
        path = path.removesuffix("index.php")
    else:
        path = path.rstrip("/").rpartition("/")[0]
    home = parts._replace(path=path.rstrip("/") + "/", query="", fragment="").geturl()
    return CommentForm(urljoin(home, _RECEIVER))


def fields(  # noqa: PLR0917 - in the order of the form
    form: CommentForm, post: int, parent: str, name: str, email: str, text: str
) -> list[tuple[str, str]]:
    """The form fields to post; `parent` is the id of the comment answered, empty for none; `text` becomes HTML."""
    return [
        *form.hidden,
        ("comment_post_ID", str(post)),
        ("comment_parent", parent if parent.isdecimal() else "0"),
        ("author", name_as_sent(name)),
        ("email", email.strip()),
        ("url", ""),
        ("comment", text_as_sent(text)),
    ]


def _is_for_comments(form: Mapping[str, str]) -> bool:
    """Whether a form is the comment form, by its attributes."""
    return _RECEIVER in form.get("action", "") or bool(_form_id.match(form.get("id", "")))


def _hidden(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """The hidden fields to post back, as name and value, limited in number and length."""
    for field in tree.css("input[type=hidden i][name]")[:_MOST_HIDDEN]:
        name, value = field.attributes.get("name") or "", field.attributes.get("value") or ""
        if name and name not in _OURS | _NEVER and len(name) + len(value) <= _LONGEST_HIDDEN:
            yield name, value
