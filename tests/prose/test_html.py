from __future__ import annotations

from pathlib import Path

import pytest

from placentin_tui.prose.blocks import (
    Blocks,
    Cell,
    Code,
    Definition,
    Definitions,
    Details,
    Embed,
    Figure,
    Gallery,
    Heading,
    Item,
    Listing,
    Mark,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Span,
    Table,
    decode,
    encode,
)
from placentin_tui.prose.html import pictures, to_blocks
from placentin_tui.prose.plain import text_of, to_text

DATA = Path(__file__).parent.parent / "data" / "prose"
BASE = "https://paper.example/2026/article"


def blocks(html: str) -> Blocks:
    """The blocks of HTML found on the paper's page; they survive being stored."""
    made = to_blocks(html, BASE)
    assert decode(encode(made)) == made
    return made


def p(text: str) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph((Span(text),))


def picture(name: str, alt: str = "") -> Picture:
    """A picture on the paper's site."""
    return Picture(f"https://paper.example/{name}", alt)


# ── text ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("", []),
        ("bare text", ["bare text"]),
        ("one\n\ntwo\nlines\r\n\r\nthree", ["one", "two lines", "three"]),
        ("bare <p>one</p> tail", ["bare", "one", "tail"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("a<br><br>b<br>c", ["a", "b\nc"]),
        ("a<br> <br/>\n<br>b<br>", ["a", "b"]),
        ("a<br>&nbsp;<br>b", ["a", "b"]),
        ("<p>a\n  <b> b </b> c</p>", ["a b c"]),
        ("<p>&nbsp;</p><p> </p><p>x</p>", ["x"]),
        ("<p>unclosed<p>paragraphs", ["unclosed", "paragraphs"]),
        ("<p>a<!-- comment -->b</p><!--more-->", ["ab"]),
        ("<p>mot&nbsp;; mot&#8239;!</p>", ["mot\xa0; mot\u202f!"]),
        ("1 &lt; 2 &amp; 3 &gt; 2", ["1 < 2 & 3 > 2"]),
        ("<unknown-thing>kept</unknown-thing> <o:p>too</o:p>", ["kept too"]),
        ("<p>漢<ruby>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby></p>", ["漢字(じ)"]),
        ("<p>He said <q>yes</q>.</p>", ["He said “yes”."]),
        ("<p>long<wbr>word</p>", ["long\u200bword"]),
        ("<p>&#27;[31mred &#x202e;x</p>", ["[31mred x"]),
        ("<p>a</p><script>evil()</script><style>p{}</style><template>t</template>", ["a"]),
        ("<p>a</p><form><p>Subscribe!</p><input><button>Go</button></form>", ["a"]),
        ("<p>a<span class='screen-reader-text'>hidden</span><span hidden>x</span></p>", ["a"]),
        ("<div style='display: none'>preheader</div>b", ["b"]),
        ("<form>" + "word " * 300 + "</form>", [("word " * 300).strip()]),
        ("<tr><td>cells</td><td> without table</td></tr>", ["cells without table"]),
        ("</p></div>end tags only", ["end tags only"]),
        ("<p title='", []),
        ("<li>an item alone</li><dt>term</dt><dd>meaning</dd>", ["an item alone", "term", "meaning"]),
        ("<noscript>no script</noscript>", ["no script"]),
        ("<p>smile <img class='wp-smiley' src='s.png' alt='😀'>!</p>", ["smile 😀!"]),
        ("<p>a <img alt='a lost picture'></p>", ["a a lost picture"]),
    ],
)
def test_paragraphs(html: str, texts: list[str]) -> None:
    made = blocks(html)
    assert [text_of(block.spans) if isinstance(block, Paragraph) else block for block in made] == [
        text.replace("\u200b", "") for text in texts
    ]


def test_marks_add_up_and_links_are_checked() -> None:
    html = (
        "<p>a <em>b <strong>c</strong></em><code>d</code><sub>e</sub><sup>f</sup><mark>g</mark><del>h</del><ins>i</ins>"
        "<small>j</small><abbr title='long form'>k</abbr><a href='../other' title='T'>l</a>"
        "<a href='javascript:x'>m</a><a href='mailto:a@b.example'>n</a></p>"
    )
    assert blocks(html) == (
        Paragraph(
            (
                Span("a "),
                Span("b ", Mark.EM),
                Span("c", Mark.EM | Mark.STRONG),
                Span("d", Mark.CODE),
                Span("e", Mark.SUB),
                Span("f", Mark.SUP),
                Span("g", Mark.MARKED),
                Span("h", Mark.DELETED),
                Span("i", Mark.INSERTED),
                Span("j", Mark.SMALL),
                Span("k", 0, "", "long form"),
                Span("l", 0, "https://paper.example/other", "T"),
                Span("m"),
                Span("n", 0, "mailto:a@b.example"),
            )
        ),
    )


def test_a_style_goes_on_over_blocks_and_through_misnesting() -> None:
    assert blocks("<b>a<p>b</p></b>c") == (
        Paragraph((Span("a", Mark.STRONG),)),
        Paragraph((Span("b", Mark.STRONG),)),
        p("c"),
    )
    assert blocks("<p>1<b>2<i>3</b>4</i>5</p>") == (
        Paragraph((Span("1"), Span("2", 4 - 2), Span("3", 3), Span("4", 1), Span("5"))),
    )


def test_headings_rules_and_details() -> None:
    html = "<h1>One</h1><h6>Six <em>x</em></h6><hr><details open><summary>More</summary><p>in</p>text</details>"
    assert blocks(html) == (
        Heading(1, (Span("One"),)),
        Heading(6, (Span("Six "), Span("x", Mark.EM))),
        Rule(),
        Details((Span("More"),), (p("in"), p("text"))),
    )
    assert blocks("<details>no summary</details>") == (p("no summary"),)
    assert blocks("<h2><img src='/a.png' alt=''>T</h2>") == (Figure(picture("a.png")), Heading(2, (Span("T"),)))


def test_quotes() -> None:
    words = Quote((p("words"),), (Span("Someone"),))
    assert blocks("<blockquote><p>words</p><cite>— Someone</cite></blockquote>") == (words,)
    assert blocks("<blockquote>words<footer>— Someone</footer></blockquote>") == (words,)
    assert blocks("<figure><blockquote>words</blockquote><figcaption>Someone</figcaption></figure>") == (words,)
    pull = Quote((p("words"),), (Span("Someone"),), pull=True)
    html = "<figure class='wp-block-pullquote'><blockquote><p>words</p><cite>Someone</cite></blockquote></figure>"
    assert blocks(html) == (pull,)
    assert blocks("<blockquote class='pullquote'>words<cite>Someone</cite></blockquote>") == (pull,)
    for html in (
        "<aside class='pullquote'><p>words</p><cite>Someone</cite></aside>",
        "<aside class='pull-quote'>words<footer>Someone</footer></aside>",
        "<div class='article__pullquote'><blockquote><p>words</p><cite>Someone</cite></blockquote></div>",
        "<p class='wp-block-pullquote big'>words<cite>Someone</cite></p>",
    ):
        assert blocks(html) == (pull,), html
    for name in ("has-pullquote", "with_pull-quote", "pullquotes-list", "quote"):
        assert blocks(f"<div class='{name}'><p>words</p></div>") == (p("words"),), name


def test_what_is_no_pull_quote_stays_what_it_is_whatever_its_class_says() -> None:
    long = "word " * 200
    assert blocks(f"<div class='pullquote'><p>{long}</p></div>") == (p(long.strip()),)
    part = blocks("<div class='pullquote'><h2>Title</h2><p>words</p><cite>Someone</cite></div>")
    assert [type(block) for block in part] == [Heading, Paragraph, Paragraph]
    assert blocks("<p>a <span class='pullquote'>b</span> c</p>") == (p("a b c"),)
    assert blocks("<blockquote><p>in <cite>a book</cite></p></blockquote>") == (
        Quote((Paragraph((Span("in "), Span("a book", Mark.EM))),)),
    )


def test_lists() -> None:
    assert blocks(
        "<ul><li>a<ul><li>b</li></ul></li><ul><li>c</li></ul>stray<li><p>d</p><p>e</p></li><li></li></ul>"
    ) == (
        Listing(
            (
                Item((p("a"), Listing((Item((p("b"),)),)), Listing((Item((p("c"),)),)))),
                Item((p("stray"),)),
                Item((p("d"), p("e"))),
            )
        ),
    )
    assert blocks("<ol start='7'><li>a</li><li></li></ol>") == (Listing((Item((p("a"),)), Item(())), 7),)
    assert blocks("<ol start='x'><li>a</li></ol><ol></ol>") == (Listing((Item((p("a"),)),), 1),)


def test_pictures_in_places_for_words_stand_beside_them() -> None:
    one = Figure(picture("1.jpg"))
    assert blocks("<blockquote>q<cite>Me<img src=/1.jpg></cite></blockquote>") == (Quote((p("q"), one), (Span("Me"),)),)
    assert blocks("<blockquote><cite>Me</cite></blockquote>") == (Quote((), (Span("Me"),)),)
    assert blocks("<dl><dt>t<img src=/1.jpg><dd>m</dl>") == (
        Definitions((Definition(((Span("t"),),), (one, p("m"))),)),
    )
    assert blocks("<pre>x<img src=/1.jpg></pre>") == (Code("x"), one)
    assert blocks("<details><summary>s<img src=/1.jpg></summary>t</details>") == (Details((Span("s"),), (one, p("t"))),)
    assert blocks("<figure><figcaption>c<span class=credit>me<img src=/1.jpg></span></figcaption></figure>") == (
        Figure(picture("1.jpg"), (Span("c"),), "me"),
    )
    assert blocks("<td>cell<table><td>a<td>b</table>") == (
        p("cell"),
        Table(((Cell((Span("a"),)), Cell((Span("b"),))),)),
    )


def test_definitions() -> None:
    html = "<dl>stray<dt>a</dt><dt>b</dt><dd>1</dd><dd>2</dd><div><dt>c</dt><dd><ul><li>3</li></ul></dd></div></dl>"
    assert blocks(html) == (
        Definitions(
            (
                Definition((), (p("stray"),)),
                Definition(((Span("a"),), (Span("b"),)), (p("1"), p("2"))),
                Definition(((Span("c"),),), (Listing((Item((p("3"),)),)),)),
            )
        ),
    )


def test_code_keeps_its_spaces() -> None:
    html = "<pre><code class='language-python hljs'>\ndef f():\n\treturn  <b>1</b>\n\n</code></pre>"
    assert blocks(html) == (Code("def f():\n    return  1", "python"),)
    assert blocks("<pre>roses<br>  are red</pre><pre> </pre>") == (Code("roses\n  are red"),)
    assert blocks("<pre data-lang='Rust'>x</pre><pre class='brush: php'>y</pre>") == (
        Code("x", "rust"),
        Code("y", "php"),
    )


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_table_with_spanning_cells_and_a_picture() -> None:
    html = """<table><caption>Votes</caption><thead><tr><th>Town<th>For</tr></thead><tbody>
        <tr><td rowspan=2>Zahlé<td>1</tr><tr><td>2 <img src=/flag.png></tr>
        <tr><td colspan=2><p>all</p><p>told</p></tr></table>"""
    assert blocks(html) == (
        Table(
            (
                (Cell((Span("Town"),), header=True), Cell((Span("For"),), header=True)),
                (Cell((Span("Zahlé"),)), Cell((Span("1"),))),
                (Cell(()), Cell((Span("2"),))),
                (Cell((Span("all"), Span("\n"), Span("told")), columns=2),),
            ),
            (Span("Votes"),),
        ),
        Figure(picture("flag.png")),
    )


def test_a_list_in_a_cell_becomes_lines() -> None:
    (table,) = blocks("<table><tr><td>a<td><ol><li>x<li>y</ol><h3>h</h3></table>")
    assert isinstance(table, Table)
    assert text_of(table.rows[0][1].spans) == "1. x\n2. y\nh"


def test_a_table_that_only_places_things_comes_apart() -> None:
    html = "<table><tr><td><h2>Title</h2><p>text</p><blockquote>q</blockquote></td><td>side</td></tr></table>"
    assert blocks(html) == (Heading(2, (Span("Title"),)), p("text"), Quote((p("q"),)), p("side"))
    assert blocks("<table><caption>c</caption><tr><td>only<tr><td>column</table>") == (p("c"), p("only"), p("column"))
    assert blocks("<table><tr><td><td></table>") == ()
    html = "<figure class='wp-block-table'><table><tr><td>a<td>b</table><figcaption>c</figcaption></figure>"
    assert blocks(html) == (Table(((Cell((Span("a"),)), Cell((Span("b"),))),), (Span("c"),)),)


# ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<img src='/a.jpg'>", "a.jpg"),
        ("<img src='/a.jpg' srcset='/s.jpg 300w, /m.jpg 1200w, /l.jpg 3000w'>", "m.jpg"),
        ("<img src='/a.jpg' srcset='/s.jpg 300w,/m.jpg 768w'>", "m.jpg"),
        ("<img src='/a.jpg' srcset='/a,b.jpg 1x, /two.jpg 2x'>", "a,b.jpg"),
        ("<img src='data:image/gif;base64,R0' data-src='/lazy.jpg'>", "lazy.jpg"),
        ("<img src='/img/blank.gif' data-original='/lazy.jpg'>", "lazy.jpg"),
        ("<img src='data:,' data-srcset='/s.jpg 100w, /m.jpg 1024w'>", "m.jpg"),
        ("<img src='data:,' data-lazyload='/lazy.jpg'>", "lazy.jpg"),
        ("<img src='/loading.gif' data-id='12' data-cfsrc='/lazy.webp?w=1'>", "lazy.webp?w=1"),
        ("<img src='/a.jpg' data-full-url='/big.jpg'>", "a.jpg"),
        (
            "<img src='/placeholder.png' data-lazy-src='/lazy.jpg'><noscript><img src='/lazy.jpg'></noscript>",
            "lazy.jpg",
        ),
        ("<img class='lazy' src='data:,'><noscript><img src='/real.jpg'></noscript>", "real.jpg"),
        ("<picture><source srcset='/w.webp 1200w'><source srcset='/n.webp'><img src='data:,'></picture>", "w.webp"),
        ("<p><a href='/big.jpg'><img src='/a.jpg'></a></p>", "a.jpg"),
        ("<img src='//paper.example/a.jpg' srcset='data:image/gif;base64,R0lGOD 1x'>", "a.jpg"),
    ],
)
def test_where_pages_hide_a_picture(html: str, name: str) -> None:
    assert [found.url for found in pictures(blocks(html))] == [f"https://paper.example/{name}"]


@pytest.mark.parametrize(
    "html",
    [
        "<img src='/t.gif' width=1 height=1>",
        "<img src='/t.gif' width='0' height='0'>",
        "<img src='/t.gif' style='width:1px; height:1px'>",
        "<img src='/t.gif' style='display:none'>",
        "<img src='javascript:x'>",
        "<img>",
    ],
)
def test_trackers_and_broken_pictures_are_none(html: str) -> None:
    assert blocks(html) == ()


def test_figures_with_caption_credit_size_and_link() -> None:
    html = "<figure><a href='/post'><img src='/a.jpg' alt='A view' width='900' height='600px'></a>"
    html += "<figcaption>{}</figcaption></figure>"
    shown = Picture("https://paper.example/a.jpg", "A view", 900, 600)
    for caption, credit in [
        ("The town. © Le Courrier", "© Le Courrier"),
        ("The town. <span class='credit'>J. Doe</span>", "J. Doe"),
        ("The town. Photo : J. Doe/AFP", "Photo : J. Doe/AFP"),
        ("<p>The town.</p><small class='wp-credits'>Crédit photo : X</small>", "Crédit photo : X"),
        ("The town.", ""),
    ]:
        expected = Figure(shown, (Span("The town."),), credit, "https://paper.example/post")
        assert blocks(html.format(caption)) == (expected,)
    assert blocks("<p>a <img src='/a.jpg'> b</p>") == (p("a"), Figure(picture("a.jpg")), p("b"))


def test_classic_captions_and_captions_of_other_things() -> None:
    html = "<div class='wp-caption alignleft'><img src='/a.jpg'><p class='wp-caption-text'>Words</p></div>"
    assert blocks(html) == (Figure(picture("a.jpg"), (Span("Words"),)),)
    assert blocks("<figure><p>text</p><figcaption>under</figcaption></figure>") == (p("text"), p("under"))
    assert blocks("<figure><pre>x</pre><figcaption>under<span class='credit'>me</span></figcaption></figure>") == (
        Code("x"),
        Paragraph((Span("under"), Span(" me"))),
    )
    assert blocks("<figcaption>alone</figcaption>") == (p("alone"),)


GALLERIES = {
    "block": "<figure class='wp-block-gallery'><figure class='wp-block-image'><img src='/1.jpg'>"
    "<figcaption>one</figcaption></figure><figure class='wp-block-image'><img src='/2.jpg'></figure>"
    "<figcaption>all</figcaption></figure>",
    "old block": "<figure class='wp-block-gallery'><ul class='blocks-gallery-grid'>"
    "<li class='blocks-gallery-item'><figure><img src='/1.jpg'><figcaption>one</figcaption></figure></li>"
    "<li class='blocks-gallery-item'><figure><img src='/2.jpg'></figure></li></ul>"
    "<figcaption class='blocks-gallery-caption'>all</figcaption></figure>",
    "figure of several": "<figure><figure><img src='/1.jpg'><figcaption>one</figcaption></figure><img src='/2.jpg'>"
    "<figcaption>all</figcaption></figure>",
}


@pytest.mark.parametrize("html", GALLERIES.values(), ids=GALLERIES.keys())
def test_galleries(html: str) -> None:
    one = Figure(picture("1.jpg"), (Span("one"),))
    assert blocks(html) == (Gallery((one, Figure(picture("2.jpg"))), (Span("all"),)),)


def test_a_classic_gallery_and_one_that_is_none() -> None:
    item = "<dl class='gallery-item'><dt class='gallery-icon'><img src='/{0}.jpg'></dt>"
    item += "<dd class='wp-caption-text'>{0}</dd></dl>"
    html = f"<div class='gallery galleryid-1'>{item.format(1)}<br>{item.format(2)}</div>"
    figures = tuple(Figure(picture(f"{n}.jpg"), (Span(str(n)),)) for n in (1, 2))
    assert blocks(html) == (Gallery(figures),)
    assert blocks("<div class='gallery'>text<img src='/1.jpg'></div>") == (p("text"), Figure(picture("1.jpg")))


def test_galleries_within_figures_and_credits_of_galleries() -> None:
    inner = "<div class='gallery'><img src='/1.jpg'><img src='/2.jpg'><p class='gallery-caption'>both</p></div>"
    one, two = Figure(picture("1.jpg")), Figure(picture("2.jpg"), (Span("both"),))
    three = Figure(picture("3.jpg"))
    html = f"<figure>{inner}<img src='/3.jpg'><figcaption>all. © Me</figcaption></figure>"
    assert blocks(html) == (Gallery((one, two, three), (Span("all."), Span(" © Me"))),)
    assert blocks("<figure><img src='/3.jpg'><figcaption>(© Me)</figcaption></figure>") == (
        Figure(picture("3.jpg"), (Span("(© Me)"),)),
    )


def test_pictures_are_listed_once_wherever_they_stand() -> None:
    html = "<img src='/1.jpg'><blockquote><ul><li><img src='/2.jpg'></ul></blockquote><p>x</p><img src='/1.jpg'>"
    assert pictures(blocks(html + GALLERIES["block"])) == (picture("1.jpg"), picture("2.jpg"))


# ── links and embeds ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_footnotes_lead_both_ways() -> None:
    html = (
        "<p>Text<sup id='ref1'><a href='#note1'>1</a></sup> and"
        "<a id='ref2' href='https://paper.example/2026/article#note2'>2</a></p><h2 id='notes'>Notes</h2><ol>"
        "<li id='note1'>First <a href='#ref1'>↩</a></li><li id='note2'>Second <a href='#ref2'>↩</a></li></ol>"
        "<p><a href='#nowhere'>x</a> <a href='#notes'>y</a></p>"
    )
    body, notes, footnotes, last = blocks(html)
    assert isinstance(body, Paragraph)
    assert body.id == "ref1 ref2"
    assert [span.href for span in body.spans if span.href] == ["#note1", "#note2"]
    assert isinstance(notes, Heading)
    assert notes.id == "notes"
    assert isinstance(footnotes, Listing)
    assert [item.id for item in footnotes.items] == ["note1", "note2"]
    assert isinstance(last, Paragraph)
    assert [span.href for span in last.spans if span.href] == [f"{BASE}#nowhere", "#notes"]


def test_a_link_within_a_page_of_unknown_address_leads_nowhere() -> None:
    assert to_blocks("<a href='#top'>up</a> <a href='relative'>x</a>") == (Paragraph((Span("up x"),)),)


@pytest.mark.parametrize(
    ("html", "embed"),
    [
        (
            "<iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0' title='Film'></iframe>",
            Embed("video", "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "Film"),
        ),
        (
            "<iframe data-src='//player.vimeo.com/video/123'></iframe>",
            Embed("video", "https://vimeo.com/123"),
        ),
        (
            "<iframe src='https://www.dailymotion.com/embed/video/x1'></iframe>",
            Embed("video", "https://www.dailymotion.com/video/x1"),
        ),
        (
            "<iframe src='https://open.spotify.com/embed/episode/1'></iframe>",
            Embed("audio", "https://open.spotify.com/episode/1"),
        ),
        (
            "<iframe src='https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b'></iframe>",
            Embed("audio", "https://soundcloud.com/a/b"),
        ),
        (
            "<iframe src='https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Ffacebook.com%2Fx'></iframe>",
            Embed("post", "https://facebook.com/x"),
        ),
        (
            "<iframe src='/map'>fallback</iframe>",
            Embed("page", "https://paper.example/map"),
        ),
        (
            "<video poster='/p.jpg'><source src='/film.mp4'>no video</video>",
            Embed("video", "https://paper.example/film.mp4"),
        ),
        (
            "<audio src='/a.mp3' title='Episode'></audio>",
            Embed("audio", "https://paper.example/a.mp3", "Episode"),
        ),
        (
            "<object data='/doc.pdf'>fallback</object>",
            Embed("page", "https://paper.example/doc.pdf"),
        ),
        (
            "<object><embed src='/x.swf'></object>",
            Embed("page", "https://paper.example/x.swf"),
        ),
        (
            "<amp-youtube data-videoid='dQw4w9WgXcQ'></amp-youtube>",
            Embed("video", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ),
        (
            "<figure class='wp-block-embed is-type-video'><div>https://youtu.be/x</div><figcaption>Film</figcaption></figure>",
            Embed("video", "https://youtu.be/x", "Film"),
        ),
        (
            "<figure><audio src='/a.mp3'></audio><figcaption>Sound</figcaption></figure>",
            Embed("audio", "https://paper.example/a.mp3", "Sound"),
        ),
        (
            "<div class='fb-post' data-href='https://www.facebook.com/x/posts/1'></div>",
            Embed("post", "https://www.facebook.com/x/posts/1"),
        ),
    ],
)
def test_embeds(html: str, embed: Embed) -> None:
    assert blocks(html) == (embed,)


@pytest.mark.parametrize(
    "html",
    ["<iframe></iframe>", "<iframe src='javascript:x'></iframe>", "<video></video>", "<amp-youtube></amp-youtube>",
     "<iframe src='https://www.googletagmanager.com/ns.html?id=1'></iframe>"],
)  # fmt: skip
def test_embeds_of_nothing(html: str) -> None:
    assert blocks(html) == ()


def test_a_social_post_keeps_its_words() -> None:
    html = (
        "<blockquote class='twitter-tweet'><p>Hello</p>— Me <a href='https://twitter.com/me/status/1'>now</a></blockquote>"
        "<script src='https://platform.twitter.com/widgets.js'></script>"
    )
    quote, post = blocks(html)
    assert isinstance(quote, Quote)
    assert to_text((quote,)) == "> Hello\n>\n> — Me now"
    assert post == Embed("post", "https://twitter.com/me/status/1")
    html = "<blockquote class='instagram-media' data-instgrm-permalink='https://www.instagram.com/p/1/'></blockquote>"
    assert blocks(html) == (Embed("post", "https://www.instagram.com/p/1/"),)


def test_a_quoted_post_of_another_wordpress_comes_once() -> None:
    html = (
        "<blockquote class='wp-embedded-content'><a href='/other'>Other</a></blockquote>"
        "<iframe class='wp-embedded-content' src='/other/embed/'></iframe>"
    )
    assert blocks(html) == (Quote((Paragraph((Span("Other", 0, "https://paper.example/other"),)),)),)


# ── real pages ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("wordpress-quote", "p p f p h p p p q"),
        ("wordpress-list", "p p f p h p p p q l"),
    ],
)
def test_articles_of_a_real_wordpress(name: str, kinds: str) -> None:
    made = blocks((DATA / f"{name}.html").read_text(encoding="utf-8"))
    assert " ".join(str(type(block).__struct_config__.tag) for block in made) == kinds
    assert [figure.alt for figure in pictures(made)] == ["Vue générale"]
