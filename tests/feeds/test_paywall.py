"""Walls before a text: known by what they keep away, never by a word in an id; what came is shown."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from placentin_tui.feeds.fulltext.merge import is_vouched_for, whole
from placentin_tui.feeds.fulltext.read_page import ExtractedText, read
from placentin_tui.feeds.fulltext.truncated import is_whole
from placentin_tui.models import Article, ArticleSummary, TextState, WholeArticle
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.plain import to_text, words

URL = "https://paper.example/2026/03/conseil.html"
SENTENCES = (
    "Le bac quitta le quai à l’aube, et personne à bord ne parla plus de la journée, car le vent montait toujours.",
    "Sur la jetée, les cordiers rangeaient leurs bobines en comptant les jours qui restaient avant la grande marée.",
    "La gardienne du feu nota la hauteur de l’eau dans son cahier, comme chaque matin depuis vingt-deux ans.",
    "On attendait le charbon depuis une semaine, et les poêles de l’école ne chauffaient plus que le matin.",
    "Les barques neuves, peintes en vert, restèrent à sec tout l’hiver faute de bras pour les pousser.",
    "Vers midi, la brume se leva d’un coup et l’on vit que la balise du large avait disparu.",
)
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
SUMMARY = "<p>Le bac est resté au large toute la journée…</p>"
COMMENT_FORM = (
    '<section id="comments"><form id="commentform"><p class="comment-form-cookies-consent">'
    '<input id="wp-comment-cookies-consent" type="checkbox"><label>Enregistrer mon nom dans le navigateur.</label></p>'
    '<input type="submit"></form></section>'
)
NO_WALLS = (
    COMMENT_FORM,
    '<div id="onetrust-consent-sdk"></div>',
    '<div id="didomi-host" class="consent-banner"><p>Nous utilisons des cookies.</p><button>Accepter</button></div>',
    '<div class="tp-container-inner" id="piano-wall"></div><div class="paywall" style="display:none">'
    "Abonnez-vous</div>",
    '<form class="login" action="/connexion"><input type="email"><input type="password"></form>',
    '<div class="subscribe"><p>Déjà abonné ? <a href="/login">Connectez-vous</a></p></div>',
    '<div class="premium-content-list"><p>Articles réservés aux abonnés : Le quai, La vase, Le vote.</p></div>',
)


def page(body: str = BODY, beside: str = "", head: str = "", url: str = URL, asked: str = URL) -> ExtractedText:
    markup = (
        f"<html><head><title>Le conseil | Le Courrier</title>{head}</head>"
        f"<body><nav><a href='/'>Accueil</a> <a href='/login'>Déjà abonné ?</a></nav>"
        f"<main><article><h1>Le conseil</h1>{body}</article>{beside}</main></body></html>"
    )
    return read(markup.encode(), asked=asked, url=url, content_type="text/html; charset=utf-8")


def article(feed: str = SUMMARY, state: TextState = TextState.WANTED, title: str = "Le conseil") -> Article:
    blocks = to_blocks(feed)
    return Article(ArticleSummary(1, 1, "Le Courrier", title, URL, "", (), 0, words=words(blocks)), blocks, text=state)


def tried(feed: str, found: ExtractedText, state: TextState = TextState.WANTED) -> WholeArticle:
    return whole(article(feed, state), found)


# ── no walls ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("beside", NO_WALLS)
def test_a_text_that_came_is_whole_whatever_stands_beside_it(beside: str) -> None:
    after = tried(SUMMARY, page(beside=beside))
    assert (after.state, after.trouble) == (TextState.WHOLE, "")
    assert all(sentence in to_text(after.blocks) for sentence in SENTENCES)


@pytest.mark.parametrize("beside", NO_WALLS)
@pytest.mark.parametrize("state", [TextState.WANTED, TextState.AS_FED])
@pytest.mark.parametrize("feed", [BODY, "".join(f"<p>{each}</p>" for each in SENTENCES[:2])])
def test_an_article_that_is_whole_stays_whole(beside: str, state: TextState, feed: str) -> None:
    after = tried(feed, page(feed, beside), state)
    assert (after.state, after.trouble) == (TextState.AS_FED, "")
    assert after.blocks == to_blocks(feed)


@pytest.mark.parametrize("head", ["", '<meta property="og:title" content="Le conseil">'])
def test_no_wall_takes_a_whole_text_away(head: str) -> None:
    wall = '<div class="paywall"><p>La suite est réservée à nos abonnés.</p></div>'
    after = tried(BODY, page(f"<p>{SENTENCES[0]}</p>{wall}", head=head), TextState.AS_FED)
    assert (after.state, after.blocks) == (TextState.AS_FED, to_blocks(BODY))
    assert tried(BODY, page(f"<p>{SENTENCES[0]}</p>{wall}", head=head)).state is TextState.AS_FED
    assert tried(BODY, ExtractedText(), TextState.AS_FED).state is TextState.AS_FED


# ── walls ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "wall",
    [
        "<p>Il vous reste 92 % de cet article à lire.</p><p>La suite est réservée à nos abonnés.</p><p>S’abonner</p>",
        "<div class='paywall'><p>Cet article est réservé aux abonnés.</p><a href='/login'>Déjà abonné ?</a></div>",
        "<p>Subscribe to continue reading.</p><p>Already a subscriber? Log in</p>",
        "<p><a href='/s'>For subscribers only</a></p>",
    ],
)
def test_a_beginning_that_is_let_through_is_shown_and_the_doubt_is_said(wall: str) -> None:
    found = page(BODY + wall)
    after = tried(SUMMARY, found)
    assert found.is_cut
    assert (after.state, after.trouble) == (TextState.PARTIAL, "goes-on")
    text = to_text(after.blocks)
    assert all(sentence in text for sentence in SENTENCES)
    assert "abonn" not in text.casefold()
    assert "subscri" not in text.casefold()


def test_a_page_that_says_it_is_not_free_is_doubted() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>'
    after = tried(SUMMARY, page(head=head))
    assert (after.state, after.trouble) == (TextState.PARTIAL, "goes-on")
    assert SENTENCES[-1] in to_text(after.blocks)


def test_a_scrap_behind_a_wall_replaces_nothing() -> None:
    after = tried(SUMMARY, page(f"<p>{SENTENCES[0]}</p><p>La suite est réservée à nos abonnés.</p>"))
    assert (after.state, after.trouble) == (TextState.PARTIAL, "paywall")
    assert after.blocks == to_blocks(SUMMARY)


def test_a_summary_whose_page_has_less_is_kept_away() -> None:
    summary = "<p>" + " ".join(SENTENCES[:3]) + "</p>"
    wall = '<div class="paywall"><p>Un compte est nécessaire pour continuer.</p></div>'
    after = tried(summary, page(f"<p>{SENTENCES[0]}</p>{wall}"))
    assert (after.state, after.trouble) == (TextState.PARTIAL, "paywall")
    assert tried(summary, page(f"<p>{' '.join(SENTENCES[:3])}</p>{wall}")).state is TextState.AS_FED


@pytest.mark.parametrize(
    ("url", "wall"), [("https://consent.other.example/c", "consent"), ("https://paper.example/login?next=/x", "login")]
)
def test_a_redirect_to_a_wall(url: str, wall: str) -> None:
    terms = "".join(
        f"<p>Nous et nos {n} partenaires stockons des informations sur votre appareil.</p>" for n in range(90, 99)
    )
    after = tried(SUMMARY, page(terms, url=url))
    assert (after.state, after.trouble, after.blocks) == (TextState.PARTIAL, wall, to_blocks(SUMMARY))


# ── whose page it is ─────────────────────────────────────────────────────────────────────────────────────────────────

BY_HAND = "<p>Notre correspondante raconte comment une île vit au rythme des traversées.</p>"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:title" content="Une journée sans nouvelles du continent">',
        f'<link rel="canonical" href="{URL}">',
        '<link rel="canonical" href="http://www.paper.example/2026/03/conseil.html/">',
        '<meta property="article:published_time" content="2026-03-03T10:00:00Z">',
    ],
)
def test_a_summary_in_other_words_is_no_reason_to_distrust(head: str) -> None:
    written = article(BY_HAND, title="Une journée sans nouvelles du continent")
    written = replace(written, summary=replace(written.summary, published=1_772_532_000))
    after = whole(written, page(head=head))
    assert (after.state, to_text(after.brief)) == (TextState.WHOLE, to_text(to_blocks(BY_HAND)))
    assert to_text(after.standfirst) == to_text(to_blocks(BY_HAND))


@pytest.mark.parametrize(
    "head",
    ["", '<meta property="og:title" content="Accueil du Courrier">',
    '<link rel="canonical" href="https://paper.example/">',
     '<meta property="article:published_time" content="2024-01-01T10:00:00Z">'],
)  # fmt: skip
def test_a_page_about_something_else_is_distrusted(head: str) -> None:
    written = article(BY_HAND, title="Une journée sans nouvelles du continent")
    written = replace(written, summary=replace(written.summary, published=1_772_532_000))
    assert not is_vouched_for(written, page(head=head))
    assert whole(written, page(head=head)).blocks == to_blocks(BY_HAND)


def test_a_text_is_whole_that_is_long_and_ends() -> None:
    assert is_whole(to_blocks(BODY))
    assert not is_whole(to_blocks(SUMMARY))
    assert not is_whole(to_blocks(f"{BODY}<p>Et le lendemain […]</p>"))


def test_the_source_is_no_author_of_its_articles() -> None:
    after = tried(SUMMARY, page(head='<meta name="author" content="Le Courrier">'))
    assert after.byline == ""
    assert tried(SUMMARY, page(head='<meta name="author" content="Odile Ferran">')).byline == "Odile Ferran"
