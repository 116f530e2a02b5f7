"""The headline and the author of a page, wherever it says them."""

from __future__ import annotations

import json

import pytest

from placentin_tui.feeds.fulltext.metadata import Metadata, metadata
from placentin_tui.feeds.fulltext.names import name_in
from placentin_tui.feeds.fulltext.tree import tree_of

URL = "https://www.gazette.example/2026/03/digue.html"
TEXT = "<p>Le bac quitta le quai à l’aube, et personne à bord ne parla plus de la journée.</p>" * 6


def said(head: str = "", body: str = "", paper: str = "") -> Metadata:
    root = tree_of(f"<html><head>{head}</head><body>{body or TEXT}</body></html>".encode(), "text/html; charset=utf-8")
    assert root is not None
    return metadata(root, URL, paper)


def json_ld(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle"} | fields)}</script>'


# ── the headline ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "head",
    [
        json_ld(headline="La digue rouvre après la tempête"),
        json_ld(headline="Une digue, au port", name="La digue rouvre après la tempête")
        + "<title>La digue rouvre après la tempête | La Gazette</title>",
        '<meta property="og:title" content="La digue rouvre après la tempête">',
        '<meta property="og:title" content="La digue rouvre après la tempête - La Gazette">'
        '<meta property="og:site_name" content="La Gazette">',
        '<meta name="DC.title" content="La digue rouvre après la tempête"><meta property="og:title" content="Digue">',
        '<meta name="dcterms.title" content="La digue rouvre après la tempête">',
        '<meta name="parsely-title" content="La digue rouvre après la tempête">',
        '<meta name="twitter:title" content="La digue rouvre après la tempête">',
        '<meta property="dc:title twitter:title" content="La digue rouvre après la tempête">',
        "<title>La digue rouvre après la tempête | La Gazette de Brume</title>",
        "<title>La digue rouvre après la tempête – La Gazette</title>",
        "<title>La Gazette : La digue rouvre après la tempête</title>"
        '<meta property="og:site_name" content="La Gazette">',
        "<title>La digue rouvre après la tempête</title>",
        "<title>\n  La digue rouvre\n  après la tempête </title>",
    ],
)
def test_the_headline_where_a_page_says_it(head: str) -> None:
    assert said(head).title == "La digue rouvre après la tempête"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>La digue rouvre après la tempête - Mer - La Gazette</title>",
        "<h1>La digue rouvre après la tempête</h1>"),
        ("<title>La Gazette</title>", "<header><h1>La digue rouvre après la tempête</h1></header>"),
        ("", "<h1>La digue rouvre après la tempête</h1>"),
        ("<title>Accueil</title>", '<h2 itemprop="headline">La digue rouvre après la tempête</h2>'),
        # The paper's name in large type on every page.
        ("<title>La digue rouvre après la tempête | La Gazette</title>", "<h1>La Gazette</h1>"),
        ("<title>La Gazette</title>", '<h1>La Gazette</h1><h1 class="t">La digue rouvre après la tempête ¶</h1>'),
    ],
)  # fmt: skip
def test_the_headline_where_only_people_read_it(head: str, body: str) -> None:
    papers = {"paper": "La Gazette"} if "Accueil" not in head else {"paper": "Accueil"}
    assert said(head, body + TEXT, **papers).title == "La digue rouvre après la tempête"


def test_a_headline_keeps_its_own_bars_and_dashes() -> None:
    assert said("<title>Paris - Brest - Paris : le départ est donné</title>").title.startswith("Paris - Brest - Paris")
    both = (
        '<meta property="og:title" content="Mer | La chaîne est retrouvée"><meta property="og:site_name" content="G">'
    )
    assert said(both).title == "Mer | La chaîne est retrouvée"


# ── the author ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (json_ld(author={"@type": "Person", "name": "Odile Ferran"}), ""),
        (json_ld(author="Odile Ferran"), ""),
        (json_ld(author=[{"name": "Odile Ferran"}]), ""),
        (json_ld(creator={"name": "Odile Ferran"}), ""),
        ('<meta name="author" content="Odile Ferran">', ""),
        ('<meta name="author" content="By Odile Ferran (https://odile.example/)">', ""),
        ('<meta name="dc.creator" content="Odile Ferran"><meta name="author" content="admin">', ""),
        ('<meta name="parsely-author" content="Odile Ferran">', ""),
        ('<meta property="article:author" content="https://facebook.com/odile">',
        '<p class="byline">Par Odile Ferran</p>'),
        ("", '<p>Par <a rel="author" href="/odile">Odile Ferran</a></p>'),
        ("", '<div itemprop="author" itemscope><span itemprop="name">Odile Ferran</span>, au port</div>'),
        ("", '<span itemprop="author">Odile Ferran</span>'),
        ("", '<meta itemprop="author" content="Odile Ferran">'),
        ("", '<div class="byline">By Odile Ferran | March 3, 2026</div>'),
        ("", '<div class="article__byline"><div>Par Odile Ferran</div><div>Le 3 mars 2026</div></div>'),
        ("", '<div class="byline">By\n\t\t\tOdile Ferran</div>'),
        ("", '<span class="author-name">Odile Ferran</span>'),
        ("", '<article><footer class="infos"><a rel="author" href="/o">Odile Ferran</a></footer></article>'),
    ],
)  # fmt: skip
def test_the_author_where_a_page_says_it(head: str, body: str) -> None:
    assert said(head, body + TEXT).author == "Odile Ferran"


def test_several_authors() -> None:
    assert (
        said(json_ld(author=[{"name": "Odile Ferran"}, {"name": "Basile Oriol"}])).author
        == "Odile Ferran, Basile Oriol"
    )
    links = (
        '<p class="par">Par <a rel="author" href="/o">Odile Ferran</a> et <a rel="author" href="/b">Basile '
        "Oriol</a></p>"
    )
    assert said("", links + TEXT).author == "Odile Ferran, Basile Oriol"


def test_an_author_named_elsewhere_in_the_graph() -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "headline": "La digue", "author": {"@id": "#odile"}, "publisher": {"@id": "#paper"}},
            {"@type": "Person", "@id": "#odile", "name": "Odile Ferran"},
            {"@type": "Organization", "@id": "#paper", "name": "La Gazette"},
        ]
    }
    assert said(f'<script type="application/ld+json">{json.dumps(graph)}</script>').author == "Odile Ferran"


@pytest.mark.parametrize(
    "wrapped",
    ["//<![CDATA[\n{}\n//]]>", "/*<![CDATA[*/ {} /*]]>*/", "<![CDATA[{}]]>", "<!--\n{}\n-->", "{};",
    "// <![CDATA[\n{}\n// ]]>"],
)  # fmt: skip
def test_json_ld_in_whatever_wrapping(wrapped: str) -> None:
    words = json.dumps({"@type": "NewsArticle", "headline": "La digue rouvre", "author": {"name": "Odile Ferran"}})
    page = said(f'<script type="application/ld+json">{wrapped.replace("{}", words)}</script>')
    assert (page.title, page.author) == ("La digue rouvre", "Odile Ferran")


@pytest.mark.parametrize(
    ("head", "body", "paper"),
    [
        (json_ld(author={"@type": "Organization", "name": "La Gazette"}, publisher={"name": "La Gazette"}), "", ""),
        (json_ld(author={"@type": "Organization", "name": "Gazette"}, publisher={"name": "La Gazette de Brume"}), "",
        ""),
        (json_ld(author="La Gazette de Brume") + "<title>La vase | La Gazette de Brume</title>", "", ""),
        ('<meta name="author" content="La Gazette"><meta property="og:site_name" content="La Gazette">', "", ""),
        ('<meta name="author" content="gazette.example">', "", ""),
        ('<meta name="author" content="La Gazette">', "", "La Gazette"),
        ("", '<a rel="author" href="/">La Gazette</a>', "La Gazette"),
    ],
)  # fmt: skip
def test_the_paper_is_no_author(head: str, body: str, paper: str) -> None:
    assert said(head, body + TEXT, paper).author == ""


def test_a_person_may_be_a_paper() -> None:
    person = {"@type": "Person", "name": "Odile Ferran"}
    assert (
        said(json_ld(author=person, publisher=person) + "<title>La vase | Odile Ferran</title>").author
        == "Odile Ferran"
    )
    paper = json_ld(
        author=[{"@type": "Person", "name": "Odile Ferran"}, {"@type": "Organization", "name": "La Gazette"}]
    )
    assert said(paper, paper="La Gazette").author == "Odile Ferran"


@pytest.mark.parametrize(
    "body",
    [
        '<aside><a rel="author" href="/b">Basile Oriol</a></aside>',
        '<section id="comments"><cite class="author">Un lecteur</cite></section>',
        '<div class="related"><span class="byline">Par Basile Oriol</span></div>',
        '<footer><p class="author">Basile Oriol</p></footer>',
        '<div class="author-note"><p>A note from Basile, who thanks all those who have written to him this year '
        'and last, at length.</p></div>',
        '<h3 class="author-head">About the Author</h3>', '<p class="author">Artikel von</p>',
        '<p class="author">Foto: B. Oriol</p>',
        '<p class="author">admin</p>',
    ],
)  # fmt: skip
def test_others_are_not_the_author(body: str) -> None:
    assert said("", TEXT + body).author == ""


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Par Hélie Morvant", "Hélie Morvant"), ("By Ada Quill on March 3, 2026", "Ada Quill"),
        ("Von Jörg Staff", "Jörg Staff"),
        ("by Ada Quill22 Dec 2016651", "Ada Quill"), ("Ada Quill • 8h", "Ada Quill"),
        ("Written by: Ada Quill", "Ada Quill"),
        ("Ada Quill | Follow @ada", "Ada Quill"), ("Byron Bay", "Byron Bay"), ("Parker Posey", "Parker Posey"),
        ("Vonda Shepard", "Vonda Shepard"), ("肖春芳", "肖春芳"), ("Last Updated: January 7, 2025", ""), ("admin", ""),
        ("", ""),
        ("@NatGeoUK", ""), ("https://www.facebook.com/odile", ""), ("Dimitri Verhulst", "Dimitri Verhulst"),
        ("12 mars", ""),
        ("No Author", ""), ("Ava DuVernay", "Ava DuVernay"),
    ],
)  # fmt: skip
def test_the_name_in_a_line(line: str, name: str) -> None:
    assert name_in(line) == name


def test_names_pass_the_gate() -> None:
    page = said(
        '<meta name="author" content="Odile\x1b[31m &lt;b&gt;Ferran"><meta property="og:title" content="a\u202eb">'
    )
    assert "\x1b" not in page.author
    assert "\u202e" not in page.title
    assert len(said(f'<meta name="author" content="{"Odile " * 5000}">').author) <= 200


def test_a_page_of_properties_is_read_in_time() -> None:
    import time

    head = '<meta name="author" content="x">' * 8000 + "<title>" + "a | " * 20_000 + "</title>"
    body = '<p class="author byline" rel="author">' + "by " * 20_000 + "</p>" + '<a rel="author">x' * 5000
    began = time.process_time()
    said(head, body)
    assert time.process_time() - began < 60
