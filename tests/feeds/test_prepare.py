"""An item as blocks: nothing lost, nothing shown twice."""

from __future__ import annotations

import pytest

from placentin_tui.feeds.prepare import prepare, prepare_comment
from placentin_tui.models import ParsedArticle, ParsedComment
from placentin_tui.prose.blocks import Picture
from placentin_tui.prose.html import pictures
from placentin_tui.prose.plain import to_text

PORT = "https://paper.example/img/port.jpg"


def article(html: str, *, summary: str = "", lead: str = "") -> ParsedArticle:
    return ParsedArticle(
        identity="link:https://paper.example/port",
        title="Le port",
        html=html,
        summary_html=summary,
        base="https://paper.example/port",
        lead=Picture(lead) if lead else None,
    )


@pytest.mark.parametrize("lead", [PORT, PORT + "?w=1600", "https://paper.example/img/port-1024x576.jpg"])
@pytest.mark.parametrize(
    "html", ['<img src="/img/port-300x169.jpg">', '<p>Photo</p><figure><img src="/img/port.jpg"></figure>']
)
def test_a_lead_the_body_opens_with_is_not_shown_above_it(lead: str, html: str) -> None:
    ready = prepare(article(f"{html}<p>Le texte.</p>", lead=lead))
    assert ready.lead is None
    assert len(pictures(ready.blocks)) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<p>Un.</p><p>Deux.</p><p>Trois.</p><img src="/img/port.jpg">',
        '<img src="/img/quai.jpg"><p>Un.</p>',
        '<img src="https://other.example/img/port.jpg">',
        "<p>Sans image.</p>",
    ],
)
def test_a_lead_the_body_does_not_open_with_stays(html: str) -> None:
    assert prepare(article(html, lead=PORT)).lead == Picture(PORT)


@pytest.mark.parametrize(
    "summary",
    [
        "Le premier marathon de la ville a tenu ses promesses [&#8230;]",
        "<p>Le premier marathon, de la VILLE…</p><p>L’article est apparu en premier sur Le Courrier.</p>",
        "Le premier",
        "",
        "<img src='/img/port.jpg'>",
    ],
)
def test_a_summary_the_body_begins_with_is_not_shown_above_it(summary: str) -> None:
    body = "<p>Le premier marathon de la ville a tenu ses promesses, du départ à l’arrivée.</p>"
    assert to_text(prepare(article(body, summary=summary)).standfirst) in ("", "[]")


def test_a_summary_that_says_something_else_is_the_standfirst() -> None:
    ready = prepare(
        article("<p>À quatre heures, Karim écoute.</p>", summary="Un litre sur cinq n’arrive <b>jamais</b>.")
    )
    assert to_text(ready.standfirst) == "Un litre sur cinq n’arrive jamais."


def test_words_are_counted_and_links_resolved() -> None:
    ready = prepare(article("<p>Trois mots <a href='carte'>ici</a>.</p>"))
    assert ready.words == 3
    assert "https://paper.example/carte" in repr(ready.blocks)


def test_a_comment_becomes_blocks() -> None:
    comment = ParsedComment(key="8", author="O’Connor", html="<p>Et <b>nous</b> ?</p><script>x</script>")
    assert to_text(prepare_comment(comment).blocks) == "Et nous ?"
