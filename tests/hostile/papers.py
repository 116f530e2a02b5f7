"""A paper whose every text is one hostile text, as the library holds it after the gate, or as a hand put it there."""

from __future__ import annotations

import json

from placentin_tui.failure_codes import Reason
from placentin_tui.library import Library
from placentin_tui.library.payload import ArticlePayload, Writer, pack
from placentin_tui.models import (
    Author,
    NewSource,
    OutgoingState,
    ParsedArticle,
    ParsedComment,
    PreparedArticle,
    PreparedComment,
)
from placentin_tui.prose.blocks import Blocks, Figure, Paragraph, Picture, Span
from tests.ui.paper import HOUR, NOW

MARKUP = (
    "[Exclusif] Port",
    "[/x] fermé",
    "[@click=app.quit]x[/] Le pont",
    "[link=file:///etc/passwd]x[/] gare",
    "[link='file:///etc/passwd']x[/] Le port",
    "[red]HIDDEN[/red] a",
    "[/] [] [[x]] [a [b] c] \\[d",
    "$accent [$accent]x {x} %s %(x)s {0}",
    "**a** `b` <b>c</b> &amp; &lt;",
)
"""What is markup, or a pattern to fill, to something on its way to the screen; all of it is text."""

ORDERS = (
    "\x1b]0;OWNED\x07",
    "\x1b]52;c;T1dORUQ=\x1b\\",
    "\x1b[2J\x1b[H\x1b[31m",
    "\x1bP+q544e\x1b\\\x1b_Gi=1\x1b\\",
    "\x9b31m\x9d0;OWNED\x9c",
    "a\rb\x08c\x0bd\x0ce\x85f",
    "\u202egnp.exe\u2066x",
    "\U000e0041\ue000\ufeff",
)
"""What terminals obey."""


def blocks(text: str, href: str = "https://x.example/") -> Blocks:
    return (
        Paragraph((Span(f"Le texte : {text}."), Span(text, 0, href, text))),
        Figure(Picture("https://x.example/p.png", text), (Span(text),), text),
    )


def fill(library: Library, text: str, *, support: str = "https://x.example/don") -> int:
    """A source, an article, comments and a letter, all of them saying `text`; the article's number."""
    source = library.sources.add(NewSource(url="https://x.example/feed", title=text, folder="Presse")).id
    library.sources.edit(source, support_url=support)
    library.sources.set_rest_root(source, "https://x.example/wp-json/")
    library.sources.record_failure(source, Reason("refused", {"host": text}), next_try=None)
    parsed = ParsedArticle(
        identity="guid:1",
        title=text,
        url="https://x.example/1",
        author=text,
        sections=(text,),
        published=NOW - HOUR,
        comment_count=1,
        comments_url="https://x.example/1#comments",
        digest="1",
    )
    library.articles.store(source, [PreparedArticle(parsed, blocks(text), bio=Author(text, text, text))])
    library.comments.store(1, [PreparedComment(ParsedComment("7", text, "", published=NOW - 60), blocks(text))])
    outgoing = library.outbox.write(1, "", text, "me@x.example", text)
    library.outbox.settle(outgoing.id, OutgoingState.REFUSED, message=text, reason=Reason("bad-email", {"email": text}))
    return 1


def edit_by_hand(library: Library, text: str) -> None:
    """What the gate would never have let in, written into the file behind its back."""
    run = library._connection.run
    values = json.dumps({"host": text})
    run(
        "UPDATE source SET title = :t, own_title = :t, folder = :t, error = :t, error_values = :v, support_url = :t",
        {"t": text, "v": values},
    )
    run("UPDATE article SET title = :t, author = :t, sections = :t, url = 'https://x.example/' || :t", {"t": text})
    run("UPDATE letter SET name = :t, email = :t, text = :t, message = :t, reason = ''", {"t": text})
    run(
        "UPDATE comment SET author = :t, blocks = :b", {"t": text, "b": pack(blocks(text, f"https://x.example/{text}"))}
    )
    page = ArticlePayload(blocks(text, f"https://x.example/{text}"), blocks(text), author=Writer(text, text, text))
    run("UPDATE body SET page = ?", (pack(page),))
    run("UPDATE setting SET value = ?", (text,))
