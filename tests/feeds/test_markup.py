"""Texts of a feed as HTML, whatever the feed calls them."""

from __future__ import annotations

import base64

import pytest

from placentin_tui.feeds.markup import as_html, decoded, is_plainly_html, mended_html


@pytest.mark.parametrize(
    "words",
    [
        "<p>Un.</p>",
        "\n <P class='x'>Un.</P>",
        "<div>Un<br>deux</div>",
        "<a href='https://a.example/'>Un</a> et la suite.",
        "<img src='x.jpg'> Un.",
        "Voir <a class='x' href=\"/ici\">ici</a>.",
        "Une photo : <img alt='' src=https://a.example/p.jpg>",
        "Un.<br>Deux.<br/>Trois.",
        "Un.</p>\n<p>Deux.</p>",
        "<ul><li>Un</li></ul>",
    ],
)
def test_what_is_plainly_html(words: str) -> None:
    assert is_plainly_html(words)
    assert as_html(words) == mended_html(words.strip())


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Un.",
        "3 < 5 et 7 > 6",
        "Écrire <b> en HTML met en gras.",
        "<video> est une balise.",
        "<b> met en gras.",
        "On écrit <p>Bonjour</p> pour un paragraphe.",
        "Un <br> passe à la ligne.",
        "Claire <claire@a.example> répond.",
        "<Claire> a écrit : bonjour",
        "if a<b and c>d: return",
        "List<String> et Map<a, b>",
    ],
)
def test_what_is_text(words: str) -> None:
    assert not is_plainly_html(words)
    assert "&lt;" in as_html(words) or "<" not in words


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("&lt;p&gt;Un &amp;amp; deux.&lt;/p&gt;", "<p>Un &amp; deux.</p>"),
        ("&lt;p>Un.&lt;/p>", "<p>Un.</p>"),
        ("<p&gt;Un.</p&gt;", "<p>Un.</p>"),
        ("<p>Un.</p>&lt;p&gt;Deux.&lt;/p&gt;", "<p>Un.</p><p>Deux.</p>"),
        ("&lt;p&gt;Un <b>gras</b>.&lt;/p&gt;", "<p>Un <b>gras</b>.</p>"),
        ("<div>&lt;strong&gt;Un&lt;/strong&gt;</div>", "<div><strong>Un</strong></div>"),
        ('<p>Voir &lt;a href="https://a.example/"&gt;ici&lt;/a&gt;.</p>', '<p>Voir <a href="https://a.example/">ici</a>.</p>'),
        ("<p>Voir &lt;a href=&quot;/x&quot;&gt;ici&lt;/a&gt;.</p>", '<p>Voir <a href="/x">ici</a>.</p>'),
        ("<p>Vue :</p> &lt;img src=&quot;/x.jpg&quot; /&gt;", '<p>Vue :</p> <img src="/x.jpg" />'),
    ],
)  # fmt: skip
def test_tags_escaped_by_mistake_are_tags(markup: str, html: str) -> None:
    assert mended_html(markup) == html


@pytest.mark.parametrize(
    "markup",
    [
        "<p>La balise &lt;b&gt; met en gras.</p>",
        "<p>Écrire &lt;b&gt;gras&lt;/b&gt; met en gras.</p>",
        "<p><code>&lt;p&gt;</code> et <code>&lt;/p&gt;</code></p>",
        "<pre>&lt;p&gt;Un&lt;/p&gt;</pre>",
        "<p>&lt;3 et 4&gt;</p>",
        "<p>&lt;claire@a.example&gt; répond.</p>",
        "<p>Ouvrir par &lt;p&gt;.</p>",
    ],
)
def test_what_speaks_of_tags_stays(markup: str) -> None:
    assert mended_html(markup) == markup


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        ("Un\ndeux", "<p>Un<br>deux</p>"),
        ("Un  \r\n  deux\r\n\r\ntrois", "<p>Un<br>deux</p><p>trois</p>"),
        ("Un\rdeux", "<p>Un<br>deux</p>"),
        ("Un <a href='/x'>lien</a>\ndeux", "<p>Un <a href='/x'>lien</a><br>deux</p>"),
        ("Un\n\n\n<em>deux</em>", "<p>Un</p><p><em>deux</em></p>"),
        ("<p>Un\ndeux</p>", "<p>Un\ndeux</p>"),
        ("Un<br>\ndeux", "Un<br>\ndeux"),
        ("Un<br></br>deux", "Un<br>deux"),
        ("<b>Un</b> deux", "<b>Un</b> deux"),
    ],
)
def test_lines_without_an_element_that_ends_them_stay_lines(markup: str, html: str) -> None:
    assert mended_html(markup) == html


@pytest.mark.parametrize("words", ["<p>Bonjour à tous.</p>", "Un texte sans balise,\nmais en français."])
@pytest.mark.parametrize("width", [1000, 76])
def test_base64_is_decoded(words: str, width: int) -> None:
    code = base64.b64encode((words * 3).encode()).decode()
    assert decoded("\r\n   ".join(code[at : at + width] for at in range(0, len(code), width))) == words * 3


@pytest.mark.parametrize(
    "words",
    [
        "Donaudampfschiffahrtsgesellschaftskapitaen",
        "Un texte de la meme longueur environ",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(60))).decode(),
        base64.b64encode("Bonjour à tous les amis.".encode()).decode() + "!",
        "short",
    ],
)
def test_what_only_looks_like_base64_stays(words: str) -> None:
    assert decoded(words) == words
