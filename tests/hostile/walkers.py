"""What goes through foreign documents and texts, each with inputs made to slow it down."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from typing import TypeAlias

from placentin_tui.errors import PlacentinError
from placentin_tui.feeds import fast_parser, opml
from placentin_tui.feeds.boilerplate import without_boilerplate
from placentin_tui.feeds.changed_articles import decide
from placentin_tui.feeds.decode import decode
from placentin_tui.feeds.discover import judgement
from placentin_tui.feeds.fields import (
    beginning,
    language,
    names,
    number,
    plain,
    seconds,
    sections,
)
from placentin_tui.feeds.fulltext.further_sections import further_sections
from placentin_tui.feeds.fulltext.links import PageLinks
from placentin_tui.feeds.fulltext.metadata import metadata
from placentin_tui.feeds.fulltext.page_data import article_html
from placentin_tui.feeds.fulltext.page_pictures import pictures_html
from placentin_tui.feeds.fulltext.passages import passages_of
from placentin_tui.feeds.fulltext.paywall import redirected_to_wall, wall_in
from placentin_tui.feeds.fulltext.recover_omitted import Belonging
from placentin_tui.feeds.fulltext.text_density import ArticleElement, Outline
from placentin_tui.feeds.fulltext.tree import tree_of
from placentin_tui.feeds.identity import identity
from placentin_tui.feeds.markup import as_html, decoded, mended_html
from placentin_tui.feeds.nesting import without_deep_items, without_deep_values
from placentin_tui.feeds.parse import parse_comments, parse_feed
from placentin_tui.feeds.prepare import prepare, prepare_comment
from placentin_tui.feeds.repair_xml import is_wrapped, repair, whole
from placentin_tui.feeds.support_page import find
from placentin_tui.library.articles.row_encoding import pack
from placentin_tui.models import Article, ArticleSummary, Comment
from placentin_tui.prose.blocks import Code, Paragraph, Span
from placentin_tui.prose.diff import changes
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.layout import ParagraphStyle, lay_out
from placentin_tui.prose.markdown import to_markdown
from placentin_tui.prose.plain import to_text
from placentin_tui.rendering.article_page import PageOptions, compose
from placentin_tui.rendering.comment_thread import in_order
from placentin_tui.rendering.find_text import PageText
from placentin_tui.rendering.footnotes import anchors, destination, notes
from placentin_tui.rendering.links import number_links
from placentin_tui.sharing.export import file_name
from placentin_tui.sharing.html import to_html
from placentin_tui.sharing.links import quote, strip_tracking
from placentin_tui.sharing.unique_ids import renamed
from placentin_tui.text.resanitize import printable as printable_again
from placentin_tui.text.sanitize import clean, clean_block, printable, printable_runs
from placentin_tui.text.urls import is_deceptive, safe_url, shown_url
from placentin_tui.wordpress import comment_form, comments, discovery, posts, submit_result
from tests.hostile.growth import Work

URL = "https://paper.example/a"
Grow: TypeAlias = Callable[[int], str]
"""A text of so many characters."""

# ── what they are given ──────────────────────────────────────────────────────────────────────────────────────────────


def over(piece: str, before: str = "", after: str = "") -> Grow:
    """One piece over and over, up to so many characters."""
    return lambda size: before + piece * max(1, size // len(piece)) + after


def counted(piece: str, before: str = "", after: str = "") -> Grow:
    """The same, each with its number in it, so that no two are alike."""
    return lambda size: before + "".join(piece.format(n) for n in range(max(1, size // len(piece)))) + after


def halves(one: str, other: str, before: str = "", between: str = "") -> Grow:
    """Half of one, half of the other: what is done for each of one with all of the other."""

    def grow(size: int) -> str:
        first, second = counted(one)(size // 2), counted(other)(size // 2)
        return before + first + between + second

    return grow


HTML: dict[str, Grow] = {
    "attributes": counted(" a{0}=1", "<p", ">"),
    "attributes whose values end tags": counted(' a{0}=">"', "<p", ">x"),
    "attributes that begin tags": counted(" <a{0}", "<p", ">x"),
    "attributes glued together": over("<a/x=", "", ">x"),
    "attributes just few enough": over("<p" + "".join(f" a{n}" for n in range(100)) + ">x"),
    "an element in an element": over("<div>", "", "x"),
    "the same, closed": lambda size: "<div>" * (size // 11) + "x" + "</div>" * (size // 11),
    "bold upon bold in every paragraph": halves("<b a={0}>", "<p>{0}", "<p>", "x"),
    "the same, closed at the end": lambda size: halves("<b a={0}>", "<p>{0}", "<p>", "x")(size) + "</b>" * (size // 20),
    "bold left open in every paragraph": counted("<p><b a={0}>x"),
    "links in links": counted("<object><a href=/{0}>"),
    "scripts that are not closed": over("<script"),
    "scripts that are": over("<script>x"),
    "comments that are not closed": over("<!--"),
    "data that is no picture": over("(data:"),
    "feeds in a head": counted("<link rel=alternate type=application/rss+xml href=/{0} title='a {0} RSS'>"),
    "links that say RSS": counted("<a href=/{0}>RSS</a>"),
    "pages of its own": counted("<link rel='canonical home shortlink' href=/{0}/?p={0}>", "<a href=/1/feed>RSS</a>"),
    "half a link": over("href=", "<a href=#c>c</a>"),
    "half an id": over("id='", "<a href=#c>c</a>"),
    "links inside and their places": counted("<a href=#a{0} id=a{0}></a>"),
    "places inside a list": counted("<li id=a{0}><a href=#a{0}>{0}</a>", "<ul>"),
    "captions": over("<figcaption>a</figcaption>", "<figure>"),
    "credits": over("<span class=credit>abcdef</span>", "<figure><figcaption>"),
    "whose words": over("<cite>a</cite>", "<blockquote>"),
    "sources and pictures": halves("<source srcset=/{0}.jpg>", "<img src=/{0}.png>", "<picture>"),
    "pictures in one": counted("<img src=/{0}.png>", "<picture>"),
    "a srcset of commas": over(",", "<img src=/a.png srcset='", "'>"),
    "a srcset of blanks": over(" ", "<img src=/a.png srcset='a", "1w'>"),
    "names of pictures": over(".jpg?", "<img data-x='", " '>"),
    "placeholders": over("-blank", "<img src='", " '>"),
    "marks over seams": over("<b>a\u0301\u0301</b><i>\u0301</i>"),
    "zero-width letters over seams": over("<b>\u200b</b>"),
    "a wide row and many rows": halves("<td colspan=200>{0}", "<tr><td>{0}", "<table><tr>"),
    "cells that reach down": counted("<tr><td rowspan=9999 colspan=200>{0}", "<table>"),
    "a number that is none": over("1 ", "<table><tr><td>x<td>", "!!"),
    "tables in tables": over("<table><tr><td>a<td>"),
    "terms": over("<dt>a<dd>b", "<dl>"),
    "items": over("<li>a", "<ol>"),
    "lists in lists": over("<ul><li>a"),
    "notes in notes": over("<div class=footnote><p>1<p>a"),
    "forms in forms": over("<form><div></form>a"),
    "references": over("&#8217;", "<p>"),
    "long references": over("&#000000000065;", "<p>"),
    "unfinished references": over("&#x", "<p>"),
    "formulas": over("<mfrac><mi>a</mi>", "<math>"),
    "code": over("    a\tb\n", "<pre><code class=language-python>"),
    "blank lines": over("\n \t"),
    "angles": over("<"),
    "angles and quotes": over("<a b=\"<a b='"),
    "closing alone": over("</p>"),
    "white space": over(" ", "<p>a", "b"),
    "a credit that is none": over("© a ", "<figure><img src=/a.png><figcaption>", "\n"),
    "guillemets": over("« ", "<p>"),
    "shortcodes": over('[caption id="a"]'),
    "ends of shortcodes": over("[/caption]"),
    "captions in shortcodes": over("[caption a='b']<img src=/a.png>a[/caption]"),
    "shortcodes that are not closed": over("[caption a="),
    "values of a shortcode": over(" a='b'", "[caption", "]"),
    "closed in themselves": over("<div/>"),
    "frames left open": over("<iframe src=/a>"),
    "films left open": over("<video><audio>"),
    "buttons": over("<button aria-expanded=false>a</button>"),
    "buttons in a heading": over("<button>a</button>", "<h2>"),
    "headings in buttons": over("<h2><button>a"),
    "side notes": over("<span class=sidenote>b</span>", "<p>a"),
    "side notes in side notes": over("a<span class=sidenote><b>b</b>", "<p>"),
    "panels": counted("<button aria-controls=a{0}>a</button><p id=a{0} hidden>b"),
    "ornaments": over("<span aria-hidden=true>+", "<h2>"),
    "lines of code": over("<div>a</div>", "<pre>"),
    "styled lines": over("<span style='white-space:pre'>\n a"),
    "lines in a style": over("\n a", "<p style='white-space:pre'>"),
    "spans of code": over("<span class=line>a</span>", "<pre>"),
    "boxes": over("<input type=checkbox>", "<ul><li>"),
    "items with boxes": over("<li data-checked=true>a", "<ul data-checked=true>"),
    "trackers": over("<img src='/track/a.gif?'>"),
    "emoji": over("<img src='/emoji/1f642.png' alt='🙂'>"),
    "a language": over("brush: ", "<pre class='", "'>x"),
}
"""HTML: of a feed, a comment, a page."""

MEDIA: dict[str, Grow] = {
    "a srcset of names without a size": over("a.png,", "<img srcset='", "'>"),
    "a srcset of words": over("a b, ", "<img srcset='", "'>"),
    "a srcset inside the page": over("data:,", "<img srcset='", "'>"),
    "queries of media": over(
        "(min-width: 1px) and not ", "<picture><source srcset=/a.png media='", "'><img src=/b.png>"
    ),
    "comparisons of media": over("1<=width<", "<picture><source srcset=/a.png media='", "'><img src=/b.png>"),
    "frames' own pages": over("&lt;a href=x&gt;", "<iframe srcdoc='", "'></iframe>"),
    "frames with pages of their own": counted("<iframe srcdoc='&lt;a href=/{0}&gt;'></iframe>"),
    "films in films": counted("<div data-embed=https://a.example/{0}>"),
    "films in figures": counted("<figure data-video-src=/{0}><img src=/{0}.png>"),
    "addresses in an object": over("https:\\/\\/a", "<div data-x='{", "'>"),
    "what is written in figures": over("QUFB", "<div data-x='", "'>"),
    "what is written as percentages": over("%3C", "<div data-x='", "'>"),
    "scripts that hold frames": over("<script type=text/template>&lt;iframe src=/x&gt;</script>"),
    "films without addresses": over("<video><p><a>", "", ""),
}
"""HTML again: pictures and films that wait for a script."""

PAGE_DATA: dict[str, Grow] = {
    "assignments": over("a={"),
    "lists": over("[", "a="),
    "objects": over('{"a":', "a="),
    "objects with the headline": over('{"title":"About the buoys","p":"<p>a","a":', "a="),
    "stories": over('{"title":"About the buoys","p":"&lt;p&gt;a"},', "a=[", "0]"),
    "letters": over("&lt;p", 'a={"title":"About the buoys","p":"', '"}'),
}
"""Scripts of a page that may hold its article."""
_TAB = "<div class=tab><ul><li>some twine of hemp<li>some twine of jute<li>some twine of silk</ul></div>"
SECTIONS: dict[str, Grow] = {
    "tabs": over(_TAB, "<div><div class=tab><p>word</p></div>"),
    "tabs in tabs": over("<div class=tab><ul><li>some twine of hemp", "<div><p>word</p>"),
    "sections": over("<div class=tab><p>word, " + "and more " * 9 + "</div>", "<div><div class=tab><p>word</p></div>"),
    "headings": over("<h2>word</h2><div>" + "and more " * 9 + "</div>", "<div><div class=tab><p>word</p></div>"),
    "formulas": over("<math><mi>a</mi></math>", "<p>word</p>"),
}
"""What may be beside an article's text and belong to it."""

UNDER: dict[str, Grow] = {
    "links to itself": over(f"<a href={URL}>a</a> b ", "<p>"),
    "names of the article": over("a. ", "<p>"),
    "headings": over("<h3>Related</h3>"),
    "rules": over("<hr><h3>Related</h3>"),
    "sentences": over("B c. ", "<p>", f"<a href={URL}>a</a> b <a href=https://h.example/>c</a>"),
}
"""What may stand under a text."""

TEXT: dict[str, Grow] = {
    "spaces": over(" ", "a", "b"),
    "lines of spaces": over(" \n\t", "a", "b"),
    "words without a space": over("anticonstitutionnel"),
    "ideographs": over("漢（"),
    "letters from the right": over("ا "),
    "soft hyphens": over("a\xad"),
    "zero-width letters": over("\u200b"),
    "joiners": over("a\u200db"),
    "marks": over("a\u0301"),
    "more marks": over("\u0301\u093e\u0e31"),
    "controls": over("\x1b["),
    "halves of characters": over("\ud800"),
    "emoji": over("👨\u200d👩\u200d👧"),
    "figures": over("1 000 "),
    "a figure": over("9"),
    "tags": over("<b>"),
    "escaped tags": over("&lt;a "),
    "references": over("&#0"),
    "addresses": over("www.a"),
    "mails": over("a@"),
    "half a mail": over("a", "", " @"),
    "commas": over(",a"),
    "colons": over(":1"),
    "dashes": over("fr-"),
    "guillemets": over("« "),
    "a quotation": over("«", "", "»"),
    "slashes": over("/../"),
    "ampersands": over("&a=b"),
    "percents": over("%0a"),
    "dots": over("a."),
    "scheme": over("http:"),
    "number": over("0x"),
}
"""Texts and addresses."""

RSS = '<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><title>P</title>'
ITEM = "<item><title>T</title><c:encoded>"
MEDIA_RSS = RSS.replace("<rss ", '<rss xmlns:m="http://search.yahoo.com/mrss/" ', 1)
XML: dict[str, Grow] = {
    "items": counted("<item><title>a{0}</title><guid>{0}</guid></item>", RSS, "</channel></rss>"),
    "the same guid": counted("<item><title>a{0}</title><guid>1</guid></item>", RSS, "</channel></rss>"),
    "one item many times": over("<item><title>a</title></item>", RSS, "</channel></rss>"),
    "categories": counted("<category>c{0}</category>", RSS + "<item><title>T</title>", "</item></channel></rss>"),
    "authors": counted("<author>a{0}</author>", RSS + "<item><title>T</title>", "</item></channel></rss>"),
    "links": counted("<link>http://h.example/{0}</link>", RSS + "<item><title>T</title>", "</item></channel></rss>"),
    "contents": over("<c:encoded>a</c:encoded>", RSS + "<item><title>T</title>", "</item></channel></rss>"),
    "enclosures": counted(
        "<enclosure url='http://h.example/{0}' type='image/png'/>",
        RSS + "<item><title>T</title>",
        "</item></channel></rss>",
    ),
    "pictures": counted(
        "<m:content url='http://h.example/{0}/a.png' medium='image' width='{0}'/>",
        MEDIA_RSS + "<item><title>T</title>",
        "</item></channel></rss>",
    ),
    "groups of pictures": counted(
        "<m:group><m:content url='http://h.example/{0}.png' medium='image'/></m:group>",
        MEDIA_RSS + "<item><title>T</title>",
        "</item></channel></rss>",
    ),
    "elements in elements": over("<x>", RSS),
    "what ends too soon": over("</channel></rss>", RSS + "<item><title>T</title></item>"),
    "sections of text": over("<![CDATA[", RSS + ITEM),
    "references": over("&#0000000065;", RSS + ITEM, "</c:encoded></item></channel></rss>"),
    "half a reference": over("&#", RSS + ITEM, "</c:encoded></item></channel></rss>"),
    "controls": over("\x01\x02", RSS + ITEM, "</c:encoded></item></channel></rss>"),
    "half an item": over("<item ", RSS),
    "ends of items": over("</item", RSS),
    "a language": over(
        "a-", "<rss version='2.0' xml:lang='", f"'>{RSS[6:]}" + "<item><title>a</title></item>" * 9 + "</channel></rss>"
    ),
    "a base": over(
        "a/",
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://h.example/",
        "'><entry><link href='b'/></entry></feed>",
    ),
    "types of documents": over("<!DOCTYPE x [", "", RSS),
    "comments before": over("<!-- -->", "", RSS + "</channel></rss>"),
    "blanks before": over(" ", "", RSS + "</channel></rss>"),
    "no feed": over("<rs"),
}
"""Feeds, some ill-formed, of those parts our own reader and repairs look at; what feedparser does with the rest is its
own, and the clock's.
"""


@cache
def json_feed(kind: str, size: int) -> str:
    """JSON Feeds."""
    feed: dict[str, object] = {"version": "https://jsonfeed.org/version/1.1", "title": "P"}
    one = {"id": "1", "title": "T", "url": "http://h.example/1"}
    match kind:
        case "spaces":
            feed["items"] = [one | {"content_text": "a" + " " * size + "b"}]
        case "lines":
            feed["items"] = [one | {"content_text": "a \n" * (size // 3)}]
        case "authors and items":
            feed["authors"] = [{"name": f"a{n}"} for n in range(size // 30)]
            feed["items"] = [{"id": n, "title": "T"} for n in range(size // 50)]
        case "tags":
            feed["items"] = [one | {"tags": [f"t{n}" for n in range(size // 8)]}]
        case "attachments":
            feed["items"] = [one | {"attachments": [{"url": f"http://h.example/{n}"} for n in range(size // 40)]}]
        case "a number":
            return json.dumps(feed)[:-1] + ', "items": [{"id": ' + "9" * size + ', "title": "T"}]}'
        case _:
            return json.dumps(feed)[:-1] + ', "items": ' + "[" * size
    return json.dumps(feed)


JSON: dict[str, Grow] = {
    kind: partial(json_feed, kind)
    for kind in ("spaces", "lines", "authors and items", "tags", "attachments", "a number", "brackets")
}
OPML: dict[str, Grow] = {
    "folders": over("<outline text='a'>", "<opml><body>"),
    "folders with sources": lambda size: (
        "<opml><body>" + "<outline text='a'>" * 100 + counted("<outline xmlUrl='http://h.example/{0}'/>")(size)
    ),
    "sources": counted("<outline text='a' xmlUrl='http://h.example/{0}'/>", "<opml><body>"),
    "half an outline": over("<outline ", "<opml>"),
    "attributes": counted(" a{0}='b'", "<opml><body><outline", "/>"),
    "names": over("<a:opml"),
}

# ── what they do ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _page(html: str) -> object:
    """All a reader does with an article: its blocks kept, its page composed, searched, its notes found."""
    blocks = to_blocks(html, URL)
    summary = ArticleSummary(1, 1, "P", "T", URL, "A", (), 0)
    page = compose(Article(summary, blocks), PageOptions(72, 0, lambda *_: 3))
    found = PageText(page.lines)
    for words in ("a b", "1 !", "oeuf"):
        found.find(words)
    places = anchors(page.lines)
    destination(page.lines, places, next(iter(places), ""))
    return notes(page.lines, places), number_links(blocks)


def _handed_on(html: str) -> object:
    blocks = renamed(to_blocks(html, URL), "a")
    return to_text(blocks), to_text(blocks, 40), to_markdown(blocks), to_html(blocks, title="t", inlined=lambda _: "")


def _set(html: str) -> object:
    return lay_out(
        to_blocks(html), 40, language="fr", paragraph_style=ParagraphStyle(hyphenate=True, justify=True, between=0)
    )


def _changed(html: str) -> object:
    blocks = to_blocks(html)
    return changes(blocks, blocks[::2]), changes(blocks[1:], blocks)


def _repeated(size: int) -> object:
    """A text of equal paragraphs, and one with others between them: what difflib takes cubic time for."""
    same = [Paragraph((Span("a"),))] * (size // 20)
    return changes(tuple(same), tuple(one for each in same for one in (each, Paragraph((Span("b"),)))))


def _repeated_words(size: int) -> object:
    one, other = (Paragraph((Span(words * (size // 8)),)) for words in ("a b ", "b c a "))
    return changes((one,), (other,))


def _laid_out(text: str) -> object:
    return lay_out(to_blocks(text), 40, language="fr"), lay_out((Code(text, "python"),), 40)


def _prepared(body: str) -> object:
    found = parse_feed(body.encode("utf-8", "replace"), url=URL)
    decide(found, {})
    return [pack(prepare(article)) for article in found.articles]


def _commented(html: str) -> object:
    """A comment of the REST interface, and the same in a feed."""
    said = json.dumps([{"id": 1, "content": {"rendered": html}, "author_name": html[:9000]}])
    return [prepare_comment(each) for each in comments.parse(said.encode())]


def _thread(size: int) -> object:
    """A debate in which each answers the one before."""
    return list(in_order([Comment(n, 1, str(n), str(n - 1), "a", None, ()) for n in range(size // 20)]))


def _looked_at(page: bytes) -> object:
    """All that is looked for in a page."""
    headers = {name: page[:8000].decode("latin-1") for name in ("link", "refresh")}
    judgement(page, URL, headers), judgement(b"<rss>" + page, URL, {}), find(page, URL), comment_form.read(page, URL)
    discovery.rest_root(headers, page, URL), discovery.post_id({}, page, URL), comments.is_shown(page, 5)
    submit_result.read(403, {}, page)
    return submit_result.read(302, {"location": headers["link"]}, b"")


def _page_tree(page: bytes) -> object:
    root = tree_of(page, "")
    if root is None:
        return None
    said = metadata(root, URL), wall_in(root), redirected_to_wall(URL, URL)
    return said, pictures_html(root), passages_of(root)


def _belonging(page: bytes) -> object:
    """What belongs to an article of which « word » alone is known."""
    root = tree_of(page, "")
    if root is None:
        return None
    passages = passages_of(root)
    for passage in passages:
        passage.known = passage.letters == "word"
    outline = Outline(root, passages)
    further = further_sections(outline, outline.article())
    return further, Belonging(ArticleElement(root, outline, PageLinks(root, URL))).strange()


def _fields(text: str) -> object:
    return (
        [
            plain(text, tags=None),
            plain(text),
            as_html(text),
            mended_html(text),
            decoded(text),
            beginning(text),
            names([text]),
        ],
        [sections([text]), language(text), number(text), seconds(text), identity(text, ""), identity("", text)],
    )


def _gate(text: str) -> object:
    runs = [text[at : at + 7] for at in range(0, len(text), 7)]
    return clean(text), clean_block(text, 500), printable(text), printable_runs(runs), printable_again(text)


def _addresses(text: str) -> object:
    made = [f"https://h.example/{text}", f"https://{text}", f"mailto:{text}", text]
    return [(safe_url(one, URL), shown_url(one), strip_tracking(one), is_deceptive(text, one)) for one in made]


def _shared(text: str) -> object:
    return quote(text, ArticleSummary(1, 1, "P", "T", URL, "A", (), 0)), file_name(text)


def _bytes(read: Callable[[bytes], object]) -> Callable[[str], object]:
    return lambda text: read(text.encode("utf-8", "replace"))


WALKERS: Sequence[tuple[str, Callable[[str], object], Mapping[str, Grow]]] = (
    ("blocks", to_blocks, HTML | MEDIA),
    ("a page", _page, HTML),
    ("hyphens and justification", _set, HTML),
    ("handed on", _handed_on, HTML),
    ("corrected", _changed, HTML),
    ("a comment", _commented, HTML),
    ("looked for in a page", _bytes(_looked_at), HTML),
    ("a page's tree", _bytes(_page_tree), HTML | MEDIA),
    ("what belongs to an article", _bytes(_belonging), SECTIONS),
    ("a page's data", lambda text: article_html([text], "aboutthebuoys"), PAGE_DATA),
    ("fields", _fields, TEXT | HTML),
    ("the gate", _gate, TEXT),
    ("addresses", _addresses, TEXT),
    ("lines", _laid_out, TEXT),
    ("handed on", _shared, TEXT),
    ("decoding", _bytes(decode), TEXT | XML),
    ("under a text", lambda html: without_boilerplate(to_blocks(html, URL), "a", URL), HTML | UNDER),
    ("repair", repair, XML),
    ("a feed in a page", lambda text: is_wrapped(f"<html><body>{text}"), XML | HTML),
    ("nested beyond measure", without_deep_items, XML),
    ("a value nested beyond measure", without_deep_values, JSON),
    ("as it stands", lambda text: whole(text) and fast_parser.read(whole(text), URL), XML),
    ("a JSON feed", _prepared, JSON),
    (
        "a feed",
        _prepared,
        {
            kind: XML[kind]
            for kind in (
                "items",
                "the same guid",
                "categories",
                "authors",
                "a language",
                "pictures",
                "groups of pictures",
            )
        },
    ),
    (
        "comments",
        _bytes(partial(parse_comments, url=URL)),
        {kind: XML[kind] for kind in ("items", "one item many times")},
    ),
    ("OPML", _bytes(opml.read), OPML),
    ("posts", _bytes(posts.parse), JSON),
)
"""What is done, and with which inputs."""


BOUNDED = ("corrected", "what repeats itself", "words that repeat themselves")
"""What takes quadratic time by nature, and stops when it has taken too much."""


def works() -> dict[str, Work]:
    """Each of them with each of its inputs."""
    found: dict[str, Work] = {
        "a debate": lambda size: partial(_thread, size),
        "what repeats itself": lambda size: partial(_repeated, size),
        "words that repeat themselves": lambda size: partial(_repeated_words, size),
    }
    for name, walk, inputs in WALKERS:
        for kind, grow in inputs.items():
            found[f"{name}: {kind}"] = partial(_work, walk, grow)
    return found


def _work(walk: Callable[[str], object], grow: Grow, size: int) -> Callable[[], object]:
    text = grow(size)

    def work() -> None:
        with suppress(PlacentinError):
            walk(text)

    return work
