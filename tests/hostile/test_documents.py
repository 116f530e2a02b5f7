"""Documents built to read files, to exhaust memory, or to bring something that runs: none does."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from placentin_tui.errors import FeedError, LibraryDamaged, OpmlError
from placentin_tui.feeds import opml
from placentin_tui.feeds.parse import parse_feed
from placentin_tui.feeds.prepare import prepare
from placentin_tui.library import payload as library_texts
from placentin_tui.prose.blocks import Blocks, Code
from placentin_tui.prose.html import pictures, to_blocks
from placentin_tui.prose.layout import lay_out
from placentin_tui.prose.layout.code import MOST_COLOURED
from placentin_tui.prose.layout.highlight import LONGEST
from placentin_tui.prose.markdown import to_markdown
from placentin_tui.sharing.html import to_html
from tests.harness.contacts import Contacts
from tests.hostile.never import check, texts
from tests.hostile.targets import MARKDOWN, inert

ROOT = Path(__file__).parents[2]
URL = "https://paper.example/feed"
RSS = (
    '<rss version="2.0"><channel><title>Le Journal</title><item><title>{0}</title><guid>1</guid>{1}</item>'
    "</channel></rss>"
)
OPML = '<opml version="2.0"><body><outline text="{0}" xmlUrl="https://a.example/feed"/></body></opml>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
DECLARED = {
    "a bomb": (f"{BOMB}]>", "&j;"),
    "a long entity many times": (f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>', "&a;" * 20_000),
    "a file": ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
    "a file as a parameter": (
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"><!ENTITY a "%p;">%p;]>',
        "&a;",
    ),
    "a server": ('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]>', "&a;"),
    "an attribute": ('<!DOCTYPE x [<!ENTITY a "b"><!ATTLIST x y CDATA "&a;">]>', "&a;"),
    "itself": ('<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
    "a style sheet": ('<?xml-stylesheet href="http://127.0.0.1:9/x.xsl" type="text/xsl"?>', "x"),
    "an inclusion": ("", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'),
}
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-32", "utf-7")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("what", DECLARED)
def test_what_a_document_declares_is_neither_fetched_nor_unfolded(what: str, encoding: str) -> None:
    declaration, use = DECLARED[what]
    began = time.process_time()
    for document, read in ((RSS, _feed), (OPML, _subscriptions)):
        for made in read((declaration + document.format(use, "")).encode(encoding)):
            assert "root:" not in made
            assert len(made) <= 500
    assert time.process_time() - began < 60  # a bomb takes for ever


def _feed(body: bytes) -> list[str]:
    try:
        feed = parse_feed(body, url=URL)
    except FeedError:
        return []
    check(feed)
    return [text for _name, text in texts(feed)]


def _subscriptions(body: bytes) -> list[str]:
    try:
        return [text for _name, text in texts(opml.read(body))]
    except OpmlError:
        return []


READ = """
import sys
from contextlib import suppress
from placentin_tui.errors import PlacentinError
from placentin_tui.feeds import opml
from placentin_tui.feeds.parse import parse_comments, parse_feed
opened = []
sys.addaudithook(lambda name, args: opened.append(str(args[0])) if name == "open" else None)
for body in {bodies!r}:
    with suppress(PlacentinError):
        parse_feed(body, url="https://paper.example/feed")
    with suppress(PlacentinError):
        parse_comments(body, url="https://paper.example/feed")
    with suppress(PlacentinError):
        opml.read(body)
print(*(name for name in opened if "secret" in name))
"""


def test_a_body_that_looks_like_a_file_or_an_address_is_neither_opened_nor_asked_for(tmp_path: Path) -> None:
    """feedparser and listparser take such bytes for where the document is."""
    secret = tmp_path / "secret.xml"
    secret.write_text(RSS.format("secret", ""))
    bodies = [str(secret).encode(), f"file://{secret}".encode(), b"http://127.0.0.1:9/feed", b"feed://127.0.0.1:9/"]
    bodies += [
        (DECLARED[what][0] + RSS.format(DECLARED[what][1], "")).encode() for what in DECLARED if "long" not in what
    ]
    contacts = Contacts(tmp_path / "contacts")
    done = subprocess.run(
        [sys.executable, "-c", READ.format(bodies=bodies)],
        cwd=ROOT,
        env={**contacts.environment, "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []
    assert contacts.made() == []


@pytest.mark.parametrize(
    "body",
    [
        "<rss><channel>" + "<a>" * 200_000,
        "<rss version='2.0'><channel><item><title>x</title><description>" + "<div>" * 100_000,
        RSS.format("x", "<a>" * 50_000 + "</a>" * 50_000),
        RSS.format("x", "".join(f"<a{n} xmlns:n{n}='u{n}'/>" for n in range(20_000))),
        RSS.format("x" * 2_000_000, ""),
        RSS.format("x", "<author>" + "a@" * 16_000 + "</author>"),
        RSS.format("x", "".join(f"<category>{n}</category>" for n in range(20_000))),
        RSS.format("x", f"<link>https://x.example/{'a' * 1_000_000}</link>"),
        RSS.format("x", "<description>" + "&lt;b&gt;" * 100_000 + "</description>"),
    ],
    ids=["open", "html", "deep", "namespaces", "title", "author", "categories", "link", "tags"],
)
def test_depth_and_size_are_bounded(body: str) -> None:
    began = time.process_time()
    for made in _feed(body.encode()):
        assert len(made) <= 2_000_000
    assert time.process_time() - began < 60


def test_what_feedparser_trips_over() -> None:
    """Halves of characters, an escape in an ill-formed feed, links that are no addresses."""
    items = "".join(
        f"<item><title>a&#xD800;b&#27;[31m&#x9b;c{n}</title><link>{link}</link></item>"
        for n, link in enumerate(("javascript:alert(1)", "file:///etc/passwd", "--option", "data:text/html,x"))
    )
    for broken in ("", "<b>&"):
        feed = parse_feed(
            f"<rss version='2.0'><channel><title>x</title>{items}{broken}</channel></rss>".encode(), url=URL
        )
        check(feed)
        assert len(feed.articles) == 4
        assert all(article.url == "" or article.url.startswith("https://paper.example/") for article in feed.articles)


SCRIPTS = """
<script>alert(1)</script> <SCRIPT SRC=//evil.example/x.js></SCRIPT> <scr<script>ipt>alert(1)</scr</script>ipt>
<img src=x onerror=alert(1)> <img src="javascript:alert(1)"> <img/src/onerror=alert(1)> <svg onload=alert(1)>
<svg><script>alert(1)</script></svg> <math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table>
<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript> <a href="javascript:alert(1)">clic</a>
<a href=" &#1; java&#10;script:alert(1)">clic</a> <a href="JaVaScRiPt:alert(1)">clic</a> <a href="vbscript:x">clic</a>
<a href="data:text/html,<script>alert(1)</script>">clic</a> <a href=x onclick=alert(1)>clic</a>
<a href='https://x.example/"onmouseover="alert(1)'>clic</a> <a href="https://x.example/'><script>alert(1)</script>">clic</a>
<iframe srcdoc="<script>alert(1)</script>"></iframe> <iframe src="javascript:alert(1)"></iframe>
<object data="javascript:alert(1)"></object> <embed src="data:text/html,x"> <form action="https://evil.example/">
<input name=password><button formaction="javascript:alert(1)">Envoyer</button></form> <base href="https://evil.example/">
<meta http-equiv=refresh content="0;url=https://evil.example/"> <link rel=stylesheet href="https://evil.example/x.css">
<style>@import url(https://evil.example/x.css);</style> <p style="background:url(javascript:alert(1))">texte</p>
<template><script>alert(1)</script></template> <xmp><script>alert(1)</script></xmp>
<textarea><script>x</script></textarea>
<title><script>alert(1)</script></title> <!--><script>alert(1)</script>--> <![CDATA[<script>alert(1)</script>]]>
<pre data-lang="a`b"><code>```
<script>alert(1)</script></code></pre> <p>&lt;script&gt;alert(1)&lt;/script&gt;</p>
<p>[clic](javascript:alert\\(1\\))</p>
<table><tr><td>| <script>alert(1)</script> | `</td><td>x</td></tr></table> <p>![x](javascript:x "y")</p>
<p id='"><script>alert(1)</script>'>y</p><a href='#"><script>alert(1)</script>'>z</a> <p>&lt;javascript:alert(1)&gt;</p>
<p><a href="https://x.example/)javascript:x(">clic</a> <a href="https://x.example/a b&gt;c">clic</a></p>
"""


def _ways_out(blocks: Blocks, title: str = "x") -> list[str]:
    return [to_html(blocks, title=title, inlined=lambda _picture: ""), MARKDOWN.render(to_markdown(blocks))]


@pytest.mark.parametrize("html", [SCRIPTS, *SCRIPTS.split("\n"), *(f"<{part}" for part in SCRIPTS.split("<"))])
def test_nothing_that_runs_is_kept_or_written_out(html: str) -> None:
    made = to_blocks(html, "https://paper.example/")
    check(made)
    for page in _ways_out(made):
        inert(page)


def test_a_title_runs_nothing_in_a_page_of_ours() -> None:
    (page, _markdown) = _ways_out((), title="</title><script>alert(1)</script>")
    inert(page)
    assert "<title>&lt;/title&gt;&lt;script&gt;" in page


@pytest.mark.parametrize(
    "counter",
    [
        '<img src="https://count.example/p.gif" width="1" height="1">',
        '<img src="https://count.example/p.gif" width=0 height=0>',
        '<img src="https://count.example/p.gif" width="1px" height=" 1 ">',
        '<img src="https://count.example/p.gif" style="width: 1px; height: 1px">',
        '<img src="https://count.example/p.gif" style="display:none">',
        '<img src="https://count.example/p.gif" style="visibility: hidden">',
        '<img src="https://count.example/p.gif" hidden>',
        '<img data-src="https://count.example/p.gif" width=1 height=1>',
        '<noscript><img src="https://count.example/p.gif" width=1 height=1></noscript>',
        '<div style="display:none"><img src="https://count.example/p.gif"></div>',
        '<a href="https://count.example/"><img src="https://count.example/p.gif" width=1 height=1></a>',
        '<iframe src="https://www.googletagmanager.com/ns.html" height="0" width="0"></iframe>',
        '<svg><image href="https://count.example/p.gif"/></svg>',
        '<link rel=prefetch href="https://count.example/p.gif">',
        '<video poster="https://count.example/p.gif"></video>',
        '<p style="background:url(https://count.example/p.gif)">x</p>',
    ],
)
def test_no_counter_of_readers_is_kept(counter: str) -> None:
    made = to_blocks(f"<p>Avant.</p>{counter}<p>Après.</p>", "https://paper.example/")
    assert not pictures(made)
    assert "p.gif" not in repr(made)


def test_a_feeds_counter_is_not_its_picture() -> None:
    media = (
        '<media:content xmlns:media="http://search.yahoo.com/mrss/" url="https://c.example/p.gif" medium="image" {0}/>'
    )
    feed = parse_feed(RSS.format("x", media.format('width="1" height="1"')).encode(), url=URL)
    (article,) = map(prepare, feed.articles)
    assert article.lead is None


def test_a_page_of_the_library_nested_without_end_is_damaged_and_no_crash() -> None:
    for data in (b"\x91\x94\xa1q" * 100_000, b"\x91" * 100_000, b"\xc1", b"", b"\x78\x9cnonsense"):
        with pytest.raises(LibraryDamaged):
            library_texts.blocks(data)


def test_code_made_to_be_slow_is_coloured_so_far_and_no_farther() -> None:
    """The colours come from patterns, some of which take quadratic time; the reader waits for them."""
    page = tuple(Code("/" * (LONGEST - n), "c") for n in range(60))
    began = time.process_time()
    lines = lay_out(page, 80)
    assert time.process_time() - began < 60
    coloured = sum(len(run.text) for line in lines for run in line.runs if "code-" in run.style)
    assert coloured <= MOST_COLOURED + LONGEST
    assert all("code-" not in run.style for run in lay_out((Code("/" * (LONGEST + 1), "c"),), 80)[0].runs)
