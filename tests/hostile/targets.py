"""What is fuzzed: each target takes any bytes and raises nothing, or what it does with them is wrong.

`make fuzz` drives them with a fuzzer that looks for new ways through the code; what it found is kept in
`tests/data/fuzz/`, a folder for each target, and tried again by every run of the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from placentin_tui.courier.process.protocol import ProtocolError, event_from, request_from, to_line
from placentin_tui.errors import FeedError, OpmlError, SyncError
from placentin_tui.feeds import opml
from placentin_tui.feeds.discover import judgement
from placentin_tui.feeds.parse import parse_comments, parse_feed
from placentin_tui.feeds.prepare import prepare, prepare_comment
from placentin_tui.feeds.support_page import find
from placentin_tui.prose.blocks import Blocks, Figure, decode, encode
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.layout import lay_out
from placentin_tui.prose.markdown import to_markdown
from placentin_tui.prose.plain import to_text
from placentin_tui.rendering.links import number_links
from placentin_tui.sharing.export import file_name
from placentin_tui.sharing.html import to_html
from placentin_tui.sync import answers as remote
from placentin_tui.sync import articles as remote_articles
from placentin_tui.text.sanitize import clean, clean_block, printable
from placentin_tui.text.urls import opens, safe_url, shown_url
from placentin_tui.wordpress import comment_form, posts, submit_result
from placentin_tui.wordpress import comments as thread
from tests.hostile.never import check, forbidden, tallest

URL = "https://paper.example/feed"

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
"""As trusting as any reader of Markdown is: what looks like HTML is HTML to it."""
ELEMENTS = frozenset((
    "html", "head", "meta", "title", "style", "body", "p", "a", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote",
    "cite", "ul", "ol", "li", "dl", "dt", "dd", "pre", "code", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "figure", "figcaption", "img", "hr", "details", "summary", "br", "abbr", "small", "mark", "del", "ins",
    "sub", "sup", "em", "strong",
))  # fmt: skip
"""All that a web page of ours is made of."""
ATTRIBUTES = frozenset((
    "lang", "charset", "name", "content", "http-equiv", "href", "title", "id", "colspan", "start", "src", "alt",
    "class",
))  # fmt: skip


def gate(data: bytes) -> None:
    """Any text, cleaned: nothing forbidden is left, and cleaning again changes nothing."""
    text = data.decode("utf-8", "surrogatepass" if data[:1] == b"s" else "replace") if _decodes(data) else str(data)
    line, block = clean(text, 80), clean_block(text, 200)
    assert "\n" not in line
    assert len(line) <= 80
    assert len(block) <= 200
    for made, again in ((line, clean(line, 80)), (block, clean_block(block, 200)), (printable(text), None)):
        assert not forbidden(made.replace("\t", "").replace("\r", "")), made
        assert tallest(made) <= 6, made
        assert again is None or again == made, (made, again)
    name = file_name(line)
    assert name
    assert name[0] not in ".-"
    assert not set(name) & set("/\\\0\n")


def _decodes(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass" if data[:1] == b"s" else "replace")
    except UnicodeDecodeError:
        return False
    return True


def address(data: bytes) -> None:
    """Any address: safe ones are ASCII, of a kind that may be kept, and safe again."""
    text = data.decode("utf-8", "replace")
    for base in ("", "https://paper.example/a/b?c#d"):
        safe = safe_url(text, base)
        assert safe.isascii()
        assert safe == "" or safe.startswith(("http://", "https://", "mailto:", "tel:"))
        assert safe_url(safe) == safe
        assert safe_url(shown_url(safe)) == safe
        assert opens(safe) in ("", safe)
        assert not forbidden(shown_url(safe))


def html(data: bytes) -> None:
    """Any HTML: its blocks can be kept, set in lines, and written out, and hold nothing forbidden."""
    _sound(to_blocks(data.decode("utf-8", "replace"), "https://paper.example/a/"))


def _sound(blocks: Blocks) -> None:
    check(blocks)
    assert decode(encode(blocks)) == blocks
    numbered, links = number_links(blocks)
    for width in (1, 20, 72):
        lines = lay_out(numbered, width)
        assert not forbidden("\n".join(run.text for line in lines for run in line.runs))
    assert all(link.href for link in links)
    page = to_html(blocks, title="t", inlined=lambda _picture: "")
    for shown in (to_text(blocks), to_markdown(blocks), page):
        assert not forbidden(shown)
    tree = inert(page)
    assert tree.css_matches("meta[http-equiv=Content-Security-Policy][content^=\"default-src 'none'\"]")
    inert(MARKDOWN.render(to_markdown(blocks)))


def inert(page: str) -> LexborHTMLParser:
    """A web page of ours runs nothing and leads nowhere but to the web and to mailboxes."""
    tree = LexborHTMLParser(page)
    for node in tree.css("*"):
        assert node.tag in ELEMENTS, node.tag
        for name, value in node.attributes.items():
            assert name in ATTRIBUTES, name
            if name == "href":
                assert (value or "").startswith(("http://", "https://", "mailto:", "tel:", "#")), value
            if name == "src":
                assert (value or "").startswith(("data:image/", "http://", "https://")), value
    return tree


def feed(data: bytes) -> None:
    """Any bytes for a feed: articles whose every text is clean, or a `FeedError`."""
    with suppress(FeedError):
        found = parse_feed(data, url=URL)
        check(found)
        for article in found.articles[:50]:
            _sound(prepare(article).blocks)
    with suppress(FeedError):
        comments = parse_comments(data, url=URL)
        check(comments)
        for comment in comments[:50]:
            _sound(prepare_comment(comment).blocks)


def subscriptions(data: bytes) -> None:
    """Any bytes for an OPML file: sources that can be written and read again, or an `OpmlError`."""
    with suppress(OpmlError):
        sources = opml.read(data)
        check(sources)
        again = opml.read(opml.write(sources).encode())
        assert {source.url for source in again} == {source.url for source in sources}


def protocol(data: bytes) -> None:
    """Any line on the courier's pipe: a message that is written as it was read, or a `ProtocolError`."""
    for read in (request_from, event_from):
        with suppress(ProtocolError):
            message = read(data)
            line = to_line(message)
            assert line.count(b"\n") == 1
            assert read(line) == message


def answers(data: bytes) -> None:
    """Any answer of a paper's server: a page, a REST answer, a verdict on a comment."""
    for parse in (posts.parse, thread.parse):
        with suppress(FeedError):
            found = parse(data)
            check(found)
            encode(tuple(Figure(each.lead) for each in found if isinstance(each, posts.Completion) and each.lead))
    for kind in ("text/html; charset=utf-8", "application/json"):
        for status in (200, 201, 400, 403, 409, 429, 500):
            said = submit_result.read(status, {"content-type": kind, "retry-after": "9"}, data)
            assert not forbidden(said.message)
            assert len(said.message) <= 500
    said = submit_result.read(302, {"location": data.decode("latin-1")}, b"")
    assert not forbidden(said.message)
    if filled := comment_form.read(data, URL):
        assert filled.action.startswith("http")
    check(judgement(data, URL, {}))
    address = find(data, URL)
    assert address == "" or safe_url(address) == address


def sync(data: bytes) -> None:
    """Any answer of a server that keeps subscriptions and marks: what is read of it is sound, or nothing is."""
    for read in (remote.ids, remote.subscriptions, remote.unread_count, remote.subscribed, remote.login):
        with suppress(SyncError):
            check(read(data, "rss.example"))
    with suppress(SyncError):
        for found in remote_articles.parse(data, "rss.example"):
            check(found)
            check(prepare(found.article))
    with suppress(SyncError):
        assert remote.form_token(data, "rss.example").isprintable()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "gate": gate,
    "address": address,
    "html": html,
    "feed": feed,
    "opml": subscriptions,
    "protocol": protocol,
    "answers": answers,
    "sync": sync,
}
