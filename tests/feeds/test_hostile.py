"""Whatever bytes come: a feed or a `FeedError`, within bounds, and without a look at files or the network."""

from __future__ import annotations

import json
import sys
import tracemalloc
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placentin_tui.errors import FeedError
from placentin_tui.feeds import feedparser_adapter
from placentin_tui.feeds.fast_parser import elements
from placentin_tui.feeds.fields import MOST_SECTIONS
from placentin_tui.feeds.parse import parse_comments, parse_feed
from tests.feeds.expect import CORPUS, names

if TYPE_CHECKING:
    from placentin_tui.models import ParsedFeed

URL = "https://paper.example/feed"
HEAD = '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Paper</title>'
TAIL = "</channel></rss>"
BASE = '<x xml:base="a/">'

_FILES = [(CORPUS / name).read_bytes() for name in names()]
_PIECES = st.sampled_from(
    [
        *b"<item> </item> <entry> </entry> <title> </title> <link> </link> <link/> <guid> </guid> <author>".split(),
        *b"</author> <name> </name> <image> </image> <url>/a</url> <width>x</width> <source/> </source>".split(),
        *b"<category/> </category> <content/> <textinput> </channel> <pubDate>1 <media:content/>".split(),
        *b"<media:description> </media:description> <itunes:summary> <![CDATA[ ]]> <!-- --> <?x <!x <!DOCTYPE".split(),
        *b"&#xD800; &#55; &x; & < > \0 \xff \xed\xa0\x80 \xe2\x80\xae </br> <x:y>".split(),
        *(
            b"<link href='x' rel='replies'/>",
            b"<content type='xhtml'>",
            b"<content mode='base64'>",
            b"<source url='x'>",
        ),
    ]
)


def read(body: str) -> ParsedFeed:
    return parse_feed(body.encode(), url=URL)


def read_or_refused(body: bytes, content_type: str = "") -> None:
    for parse in (parse_feed, parse_comments):
        with suppress(FeedError):
            parse(body, url=URL, content_type=content_type)


@given(st.binary(max_size=500), st.text(max_size=30))
def test_any_bytes_are_a_feed_or_refused(body: bytes, content_type: str) -> None:
    read_or_refused(body, content_type)


@given(st.lists(_PIECES | st.binary(max_size=4), max_size=40), st.sampled_from([b"rss", b"feed", b"rdf:RDF"]))
def test_any_pieces_in_a_root_are_a_feed_or_refused(pieces: list[bytes], root: bytes) -> None:
    read_or_refused(b"<" + root + b" version='2.0'><channel><item>" + b"".join(pieces) + b"</item></" + root + b">")


@settings(max_examples=200)
@given(st.sampled_from(_FILES), st.data())
def test_a_real_feed_damaged_anywhere_is_a_feed_or_refused(body: bytes, data: st.DataObject) -> None:
    for _hit in range(data.draw(st.integers(1, 4))):
        at, gone = data.draw(st.integers(0, len(body))), data.draw(st.integers(0, 30))
        body = body[:at] + data.draw(st.binary(max_size=3) | _PIECES) + body[at + gone :]
    read_or_refused(body)


_KEYS = ["id", "title", "url", "content_html", "authors", "name", "tags", "attachments", "image", "size_in_bytes"]
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=5),
    max_leaves=20,
)


@given(_VALUES)
def test_one_odd_item_costs_a_json_feed_nothing(item: object) -> None:
    last = {"id": "the last", "title": "Last"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": item, "authors": item, "items": [item, last]}
    assert read(json.dumps(feed)).articles[-1].title == "Last"


def test_json_without_bottom_is_refused() -> None:
    with pytest.raises(FeedError):
        read('{"items":' + "[" * 100_000)


def test_a_long_author_is_read_in_passing() -> None:
    author = "a." * 500_000  # feedparser's pattern takes hours for it
    [article] = read(f"{HEAD}<item><title>T</title><author>{author}</author></item>{TAIL}").articles
    assert len(article.author) <= 200


def test_categories_without_number_are_counted() -> None:
    [article] = read(
        f"{HEAD}<item><title>T</title>{''.join(f'<category>c{n}</category>' for n in range(50_000))}</item>{TAIL}"
    ).articles
    assert article.sections == tuple(f"c{n}" for n in range(MOST_SECTIONS))


def test_namespaces_without_number_are_refused() -> None:
    spaces = " ".join(f'xmlns:n{n}="urn:{n}"' for n in range(5_000))
    with pytest.raises(FeedError, match="beyond all measure"):
        read(f"<rss version='2.0' {spaces}><channel><item><title>T</title></item></channel></rss>")


def test_bases_inside_bases_stop_adding_up() -> None:
    deep = 4_000
    nested = f"{HEAD}{BASE * deep}<item><title>T</title></item>{'</x>' * deep}{TAIL}"
    assert _peak(nested) < 60_000_000  # 4,000 bases of up to 8,000 letters would be more
    assert read(nested).articles[0].title == "T"


@pytest.mark.parametrize("end", ["", "<oops>"], ids=["well-formed", "ill-formed"])
def test_elements_without_bottom_are_refused(end: str) -> None:
    deep = 200_000
    with pytest.raises(FeedError, match="beyond all measure"):
        read(f"{HEAD}<item><title>T</title>{'<x>' * deep}{'</x>' * deep}</item>{end}{TAIL}")


@pytest.mark.parametrize("end", ["", "<oops>"], ids=["well-formed", "ill-formed"])
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("inside", ["<x>" * 20_000 + "</x>" * 20_000, "<x>" * 20_000, "<!-- -->" + "<b >\n" * 11_000])
def test_an_element_without_bottom_costs_its_own_item(inside: str, place: int, end: str) -> None:
    items = ["<item><title>One</title></item>", "<item><title>Two</title></item>"]
    items.insert(place, f"<item><title>Deep</title>{inside}</item>")
    found = read(f"{HEAD}{''.join(items)}{end}{TAIL}")
    assert [article.title for article in found.articles] == ["One", "Two"]


def test_namespaces_without_number_cost_their_own_item() -> None:
    spaces = "".join(f'<n{n}:x xmlns:n{n}="urn:{n}"/>' for n in range(5_000))
    found = read(f"{HEAD}<item><title>Many</title>{spaces}</item><item><title>One</title></item>{TAIL}")
    assert [article.title for article in found.articles] == ["One"]


@pytest.mark.parametrize("deep", ["[" * 5_000 + "]" * 5_000, '{"a":' * 5_000 + '"]}"' + "}" * 5_000])
def test_a_value_without_bottom_costs_a_json_feed_nothing(deep: str) -> None:
    items = f'[{{"id":"1","title":"One ]}} two"}},{{"id":"2","title":"Deep","_x":{deep}}},{{"id":"3","title":"Three"}}]'
    found = read(f'{{"version":"https://jsonfeed.org/version/1.1","title":"P","items":{items}}}')
    assert [article.title for article in found.articles] == ["One ]} two", "Deep", "Three"]


@pytest.mark.parametrize("end", ["", "<oops>"], ids=["well-formed", "ill-formed"])
def test_a_feed_without_end_gives_its_first_articles(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedparser_adapter, "MOST_ENTRIES", 5)
    monkeypatch.setattr(elements, "MOST_ENTRIES", 5)
    items = "".join(f"<item><title>{n}</title></item>" for n in range(50))
    assert [article.title for article in read(HEAD + items + end + TAIL).articles] == ["0", "1", "2", "3", "4"]


def test_a_long_head_is_not_read_again_with_each_item() -> None:
    head = HEAD + "<x/>" * 10_000
    found = read(head + "<item><title>One</title></item><item><title>Two</title></item><oops>" + TAIL)
    assert [article.title for article in found.articles] == ["One", "Two"]


def test_entities_never_unfold() -> None:
    bomb = (CORPUS / "entity-bomb.xml").read_bytes()
    flat = bomb.decode().replace('"ha ha', '"' + "ha " * 30_000).replace("&i;", "&a;" * 3_000)
    for body in (bomb.decode(), flat):
        assert _peak(body) < 20_000_000


def test_markers_that_never_close_cost_one_look() -> None:
    for marker in ("<![CDATA[", "<!--", "<item ", "<", "&", "&#", "<a b='", "</", "]]>"):
        body = HEAD + "<item><title>T</title></item>" + marker * 30_000
        read_or_refused(body.encode())
        read_or_refused((body + TAIL).encode())


_seen: list[str] | None = None


def _watch(event: str, _arguments: object) -> None:
    if _seen is not None and event in (
        "open",
        "socket.connect",
        "socket.getaddrinfo",
        "subprocess.Popen",
        "urllib.Request",
    ):
        _seen.append(event)


sys.addaudithook(_watch)


@pytest.mark.parametrize("body", [b"/etc/hostname", b"http://127.0.0.1:9/feed", b"file:///etc/hostname", *_FILES])
def test_no_file_and_no_connection_is_opened(body: bytes) -> None:
    global _seen  # noqa: PLW0603 - an audit hook cannot be taken away again
    read_or_refused(body)  # what is imported late is imported now
    _seen = []
    try:
        read_or_refused(body)
        assert _seen == []
    finally:
        _seen = None


def _peak(body: str) -> int:
    """The bytes a reading holds at most."""
    tracemalloc.start()
    try:
        read(body)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
