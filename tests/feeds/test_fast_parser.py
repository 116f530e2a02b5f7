"""The quick reader against feedparser: the same model or none, over the corpus and over whatever can be made of it."""

from __future__ import annotations

import re
import time
from typing import TypeVar
from xml.sax.saxutils import escape, quoteattr

import pytest
from feedparser.api import StrictFeedParser
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from placentin_tui.errors import FeedError
from placentin_tui.feeds import fast_parser, feedparser_adapter, jsonfeed, parse
from placentin_tui.feeds.decode import decode
from placentin_tui.feeds.fast_parser import names as elements
from placentin_tui.feeds.parser_output import Read
from placentin_tui.feeds.repair_xml import repair, whole
from placentin_tui.models import ParsedFeed
from tests.feeds.expect import CORPUS, Given, expected, names

T = TypeVar("T")

URL = "https://courrier-ventoux.example/feed.xml"

LEFT_TO_FEEDPARSER = {
    # Damaged, or no XML.
    "bare-ampersands.xml", "control-characters.xml", "cut-in-an-atom-entry.xml", "cut-in-an-item.xml",
    "illegal-references.xml", "mismatched-tags.xml", "named-entities.xml", "no-end.xml", "not-text.xml", "not-xml.xml",
    "nul-bytes.xml", "rss-091.xml", "undeclared-prefix.xml", "entity-bomb.xml", "external-entity.xml",
    "wrapped-as-words.xml", "wrapped-by-a-parser-of-html.xml", "wrapped-in-a-page.xml",
    # Rare things, in which feedparser knows its way.
    "atom-03.xml", "atom-10-xhtml.xml", "base64.xml", "deeply-nested.xml", "encoded-twice.xml",
    "markup-not-escaped.xml", "numeric-windows-1252.xml", "textinput.xml", "xml-base.xml",
}  # fmt: skip


def text_of(name: str) -> tuple[str, str]:
    """A file of the corpus as text, and the address it came from; empty when it is no feed in XML."""
    said = Given(**expected(name).get("given", {}))
    text = decode((CORPUS / name).read_bytes(), said.content_type)
    is_feed = not (said.comments or "error" in expected(name) or jsonfeed.is_json(text))
    return (text if is_feed else ""), said.url


TEXTS = {name: pair for name in names() if (pair := text_of(name))[0]}


def made(found: Read, url: str) -> ParsedFeed | str:
    try:
        feed = parse._feed(found, url)
        return replace(feed, articles=parse._finished(feed))
    except FeedError as error:
        return str(error)


def quickly(text: str, url: str = URL) -> Read | None:
    document = whole(text)
    return fast_parser.read(document, url) if document else None


def same(text: str, url: str = URL) -> bool:
    """Whether the quick reader reads a feed; if so, it has to come to the same."""
    found = quickly(text, url)
    if found is not None:
        assert made(found, url) == made(feedparser_adapter.read(repair(text), url), url)
    return found is not None


@pytest.mark.parametrize("name", TEXTS)
def test_a_file_of_the_corpus(name: str) -> None:
    assert same(*TEXTS[name]) == (name not in LEFT_TO_FEEDPARSER)


def test_what_papers_send_is_read_quickly() -> None:
    papers = {name for name in TEXTS if name.startswith("like-")}
    assert len(papers) >= 15
    assert not papers & LEFT_TO_FEEDPARSER


def test_both_know_the_same_namespaces() -> None:
    theirs = {uri.lower(): prefix.lower() for uri, prefix in feedparser_adapter._Guards.namespaces.items()}
    assert theirs == elements.NAMESPACES
    assert StrictFeedParser.namespaces.items() <= feedparser_adapter._Guards.namespaces.items()


# ── generated feeds ──────────────────────────────────────────────────────────────────────────────────────────────────


def _of(words: str, mark: str | None = None) -> st.SearchStrategy[str]:
    return st.sampled_from(words.split(mark))


_TEXTS = _of(
    "|a|  Un titre  |Été|Ã©tÃ©|l’été|&eacute;|<b>gras</b>|https://a.example/1|/b/../c|http:///x//y?a=1&b;=2|?p=5|#x|12"
    "|a@b.example (Claire)|Mon, 23 Nov 2026 08:34:41 +0100|2026-11-23T08:34:41Z|hier|23 novembre 2026|2 days ago|0|a b"
    "|1:02:03|fr_FR|a,b , c|\xa0nbsp\xa0|]]&gt;|&amp;amp; &lt;p&gt;|<p>un</p><p>deux</p>|//c.example/x|mailto:a@b.c|x<y"
    "|javascript:x|http://[::1|ftp://a.example/x|\u2028|\ufeff|\U0001f600|<br/>|&|feed:https://a.example/",
    "|",
)
_ATTRIBUTES = st.dictionaries(
    _of(
        "href url rel type term scheme label domain isPermaLink length medium width height xml:lang xml:base rdf:about"
        " thr:count src mode lang base duration fileSize title text role foo:href HREF media:url version"
    ),
    _of(
        "https://a.example/x|/b|alternate|replies|enclosure|self|text|html|xhtml|text/html|text/plain|image/jpeg"
        "|audio/mpeg|application/atom+xml|true|false|640|90|12|fr|fr_FR|base64|escaped|image|",
        "|",
    ),
    max_size=3,
)
_NAMES = [
    *sorted({name for table in elements.PLACES.values() for name in table} - {"rss", "rdf:rdf", "feed"}),
    "foo:bar", "foo:link", "foo:title", "body", "abstract", "textinput", "content", "created", "modified", "issued",
    "georss:point", "creativeCommons:license", "cc:license", "dc:title", "dc:author", "keywords", "p", "div", "svg",
    "permalink", "links", "tags", "xhtml:body", "psc:chapters", "media:category", "itunes:category", "atom:link",
]  # fmt: skip
_PREFIXES = {uri: prefix for uri, prefix in feedparser_adapter._Guards.namespaces.items() if prefix not in ("", "xml")}
_ROOTS = {
    "rss": ('<rss version="2.0"{}>', "</rss>"),
    "rss-092": ('<rss version="0.92"{}>', "</rss>"),
    "rss-in-french": ('<rss version="2.0" xml:lang="fr_FR"{}>', "</rss>"),
    "rdf": ('<rdf:RDF xmlns="http://purl.org/rss/1.0/"{}>', "</rdf:RDF>"),
    "atom": ('<feed xmlns="http://www.w3.org/2005/Atom"{}>', "</feed>"),
    "atom-in-french": (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr" xml:base="https://b.example/a/"{}>',
        "</feed>",
    ),
}
_DECLARED = (
    "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in {prefix: uri for uri, prefix in _PREFIXES.items()}.items())
    + ' xmlns:foo="https://foo.example/" xmlns:atom="http://www.w3.org/2005/Atom"'
)


def _element(name: str, attributes: dict[str, str], inside: str) -> str:
    said = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{said}>{inside}</{name}>"


_NO_ATTRIBUTES: dict[str, str] = {}
_TEXT = _TEXTS.flatmap(
    lambda text: st.sampled_from(
        [escape(text), f"<![CDATA[{text.replace(']]>', '')}]]>", f"\n {escape(text)}<!-- --> "]
    )
)


def _elements(likely: str, inside: st.SearchStrategy[str] = _TEXT) -> st.SearchStrategy[str]:
    """Elements of a place, one in many another's or with attributes."""
    name = _one_in(25, _of(likely), st.sampled_from(_NAMES))
    return st.builds(_element, name, _one_in(25, st.just(_NO_ATTRIBUTES), _ATTRIBUTES), inside)


def _one_in(many: int, usual: st.SearchStrategy[T], other: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    return st.integers(1, many).flatmap(lambda number: other if number == many else usual)


_LINK = st.builds(
    lambda name, rel, href, kind: f"<{name}{rel}{kind} href={quoteattr(href)}/>",
    st.sampled_from(["link", "atom:link"]),
    st.sampled_from(["", "", ' rel="self"', ' rel="replies" thr:count="3"', ' rel="alternate"', ' rel="enclosure"']),
    _TEXTS,
    st.sampled_from(
        ["", ' type="text/html"', ' type="application/atom+xml"', ' type="TEXT/HTML"', ' type="image/png"']
    ),
)
_PERSON = st.builds(
    "<author>{}</author>".format,
    st.lists(_elements("name name email uri foo:bar"), max_size=3).map("".join),
)
_MEDIA = _elements("media:description media:credit media:title media:thumbnail media:keywords foo:bar")
_PICTURE = st.builds(
    lambda url, size, inside, around: around.format(
        f"<media:content url={quoteattr(url)}{size}>{inside}</media:content>"
    ),
    _TEXTS,
    st.sampled_from(["", ' medium="image" width="800"', ' type="image/jpeg"', ' type="audio/mpeg" fileSize="12"']),
    st.lists(_MEDIA, max_size=3).map("".join),
    st.sampled_from(
        ["{}", "<media:group>{}</media:group>", "<media:group><media:title>t</media:title>{}</media:group>"]
    ),
)
_TAG = st.builds(
    lambda term, rest: f"<category term={quoteattr(term)}{rest}",
    _TEXTS,
    st.sampled_from(["/>", ' scheme="x"/>', ' label="Un"/>', ">Deux</category>"]),
)
_BESIDE = (
    _LINK, _PERSON, _PICTURE, _MEDIA, _TAG, _TAG,
    _elements("contributor foo:bar media:community", _elements("name uri foo:bar media:statistics")),
    _elements(
        "title dc:creator category category dc:date dcterms:modified dc:subject thr:total itunes:author"
        " itunes:keywords media:keywords updated published feedburner:origLink foo:bar rights"
    ),
)  # fmt: skip
_IN_ITEM = {
    "item": st.one_of(
        _elements("title link guid description pubDate content:encoded category comments slash:comments"),
        _elements("wfw:commentRss enclosure itunes:duration itunes:summary source author dc:description"),
        *_BESIDE,
    ),
    "entry": st.one_of(
        _elements("title id content summary thr:total"),
        st.builds(
            lambda name, kind, text: f"<{name}{kind}>{text}</{name}>",
            st.sampled_from(["title", "content", "summary"]),
            st.sampled_from(
                ["", ' type="html"', ' type="text"', ' type="html" xml:lang="fr_CH"', ' xml:base="https://d.example/"']
            ),
            _TEXT,
        ),
        *_BESIDE,
    ),
}
_ATTRIBUTES_OF_ITEMS = st.sampled_from(["", "", "", ' xml:lang="fr"', ' rdf:about="https://a.example/1"'])


def _tag_of(element: str) -> str:
    """Its name, by which most elements stand in a feed once; sections and links may be many."""
    name = re.match(r"<([\w:]+)", element)
    return element if not name or name[1] in ("category", "link", "media:content", "author") else name[1]


_IN_FEED = st.one_of(
    _elements(
        "title link description language id icon logo lastBuildDate sy:updatePeriod itunes:image generator foo:bar"
    ),
    _LINK,
    _PERSON,
    st.builds("<image>{}</image>".format, st.lists(_elements("url title link width"), max_size=3).map("".join)),
)


@st.composite
def _feeds(draw: st.DrawFn) -> str:
    """A feed of any kind, more or less as papers write them."""
    kind = draw(st.sampled_from(sorted(_ROOTS)))
    opening, closing = _ROOTS[kind]
    item = "entry" if kind.startswith("atom") else "item"
    inner = st.lists(_IN_ITEM[item], max_size=9, unique_by=_tag_of).map("".join)
    items = [f"<{item}{draw(_ATTRIBUTES_OF_ITEMS)}>{inside}</{item}>" for inside in draw(st.lists(inner, max_size=3))]
    before, after = ("".join(draw(st.lists(_IN_FEED, max_size=4, unique_by=_tag_of))) for _ in range(2))
    if kind == "rdf":
        inside = f"<channel rdf:about='x'>{before}</channel>{''.join(items)}{after}"
    elif kind.startswith("atom"):
        inside = f"{before}{''.join(items)}{after}"
    else:
        inside = f"<channel>{before}{''.join(items)}{after}</channel>"
    prolog = draw(st.sampled_from(["", "", "", "<?xml version='1.0'?>\n<!-- x -->", "\ufeff", "<!DOCTYPE rss>"]))
    return f"{prolog}{opening.format(_DECLARED)}{inside}{closing}{draw(st.sampled_from(['', ' ', '<!-- x -->']))}"


@settings(max_examples=400)
@given(_feeds(), st.sampled_from([URL, "https://a.example/../x?", "http://a.example", "file:///etc"]))
def test_whatever_a_feed_holds(text: str, url: str) -> None:
    same(text, url)


_parts = re.compile(r"(<[^<>]*>|[^<>]+)")
_SOURCES = [_parts.findall(text) for name, (text, _url) in TEXTS.items() if name not in LEFT_TO_FEEDPARSER]


@st.composite
def _mixtures(draw: st.DrawFn) -> str:
    """A file of the corpus with parts taken out, and parts of others put in."""
    mixed = list(draw(st.sampled_from(_SOURCES)))
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, len(mixed) - 1))
        source = draw(st.sampled_from(_SOURCES))
        start = draw(st.integers(0, len(source) - 1))
        mixed[at : at + draw(st.sampled_from([0, 0, 1, 3, 4]))] = source[start : start + draw(st.integers(1, 5))]
    return "".join(mixed)


@settings(max_examples=300)
@given(_mixtures())
def test_a_file_of_the_corpus_with_its_parts_mixed(text: str) -> None:
    same(text)


# ── what is hostile ──────────────────────────────────────────────────────────────────────────────────────────────────

HEAD = "<rss version='2.0'><channel><title>t</title><link>https://a.example/</link>"
TAIL = "</channel></rss>"
BOMB = "<!DOCTYPE rss [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
EXPENSIVE = {
    "an entity bomb before": BOMB + HEAD + "<item><title>&i;</title></item>" + TAIL,
    "an entity bomb inside": HEAD + BOMB + "<item><title>&i;</title></item>" + TAIL,
    "an external entity": "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    + HEAD
    + "<item><title>&x;</title></item>"
    + TAIL,
    "depth": HEAD + "<foo>" * 100_000 + "</foo>" * 100_000 + TAIL,
    "foreign depth": HEAD + "<x:a xmlns:x='x'>" * 50_000 + "</x:a>" * 50_000 + TAIL,
    "namespaces": HEAD + "".join(f"<x{n}:a xmlns:x{n}='u{n}'/>" for n in range(20_000)) + TAIL,
    "attributes": HEAD + "<item><enclosure " + " ".join(f"a{n}='x'" for n in range(100_000)) + "/></item>" + TAIL,
    "categories": HEAD
    + "<item><title>t</title>"
    + "".join(f"<category>{n}</category>" for n in range(100_000))
    + "</item>"
    + TAIL,
    "authors": HEAD
    + "<item><title>t</title>"
    + "".join(f"<author>{n}</author>" for n in range(50_000))
    + "</item>"
    + TAIL,
    "items": HEAD + "<item><title>t</title></item>" * 11_000 + TAIL,
    "pieces": HEAD + "<item><title>" + "<![CDATA[a]]>" * 200_000 + "</title></item>" + TAIL,
    "comments": HEAD + "<item><title>" + "a<!-- -->" * 200_000 + "</title></item>" + TAIL,
    "surrogates": HEAD + "<item><title>\ud800</title></item>" + TAIL,
}


@pytest.mark.parametrize("what", EXPENSIVE)
def test_what_is_built_to_exhaust_costs_little(what: str) -> None:
    begun = time.process_time()
    quickly(EXPENSIVE[what])
    # 20 MB of honest text take as long; this is a bound, not a measure.
    assert time.process_time() - begun < 60


def test_entities_are_never_declared() -> None:
    for what in ("an entity bomb before", "an entity bomb inside", "an external entity"):
        assert quickly(EXPENSIVE[what]) is None
