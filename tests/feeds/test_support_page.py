"""The paper's support page, found by the words of its front page's links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.feeds.support_page import find

HOME = "https://paper.example/"
PAGE = '<html><head><base href="/">{head}</head><body><header>{nav}</header><main>{main}</main></body></html>'


def found(nav: str = "", *, main: str = "", head: str = "") -> str:
    return find(PAGE.format(nav=nav, main=main, head=head).encode(), HOME)


@pytest.mark.parametrize(
    "words",
    [
        "Soutenir Le Placentin", "Soutenez-nous", "♥ Faire un don", "Je fais un don", "FAITES UN DON",
        "Don", "Dons", "Donner", "Dons et legs",

        "Supporter Le Placentin", "S’abonner", "s'abonner", "Abonnez-vous", "Donate", "→ Donate now", "Support us",
        "Support our journalism", "Support", "Subscribe", "Je soutiens",
    ],
)  # fmt: skip
def test_a_link_that_says_so(words: str) -> None:
    assert found(f'<a href="a-propos">À propos</a><a href="aide">{words}</a>') == "https://paper.example/aide"


@pytest.mark.parametrize(
    "words",
    [
        "Donner la parole aux habitants, une idée neuve", "Les dons de la mer", "Donatello à Plaisance", "Don Juan",
        "Donner le ton", "Support client",
        "S’abonner à la newsletter", "S’abonner au flux RSS", "Subscribe to our podcast", "Support center",
        "Supporters", "Contact", "", "Donnée", "Donnees ouvertes",
    ],
)  # fmt: skip
def test_a_link_that_says_something_else(words: str) -> None:
    assert found(f'<a href="aide">{words}</a>') == ""


def test_headlines_are_not_asked() -> None:
    assert (
        found(main='<h2><a href="a">Soutenir l’Ukraine</a></h2><article><a href="b">Faire un don ?</a></article>') == ""
    )


def test_a_gift_comes_before_help_before_a_subscription_wherever_they_stand() -> None:
    links = '<a href="abo">S’abonner</a><a href="support">Support</a>'
    assert found(links) == HOME + "support"
    assert found(links + '<a href="nous">Soutenez-nous</a>') == HOME + "nous"
    assert found(links + '<a href="nous">Soutenez-nous</a><a href="don">Faire un don</a>') == HOME + "don"
    assert found(links + '<a href="don">Don</a><a rel="nofollow payment" href="payer">Ici</a>') == HOME + "payer"
    assert found(links, head='<link rel="payment" href="https://pay.example/p">') == "https://pay.example/p"


def test_a_picture_or_a_label_may_say_it() -> None:
    assert found('<a href="don"><img src="b.png" alt="Faire un don"></a>') == HOME + "don"
    assert found('<a href="don" aria-label="Donate">♥</a>') == HOME + "don"
    assert found('<a href="don" title="Soutenez-nous">♥</a>') == HOME + "don"


@pytest.mark.parametrize(
    "href", ["#don", "/", "/#don", "javascript:pay()", "mailto:don@paper.example", "", "file:///etc/passwd", "data:,x"]
)
def test_an_address_that_leads_nowhere_is_none(href: str) -> None:
    assert found(f'<a href="{href}">Faire un don</a>') == ""


@given(st.binary(max_size=300), st.text(max_size=60))
def test_whatever_the_page_is_what_is_found_is_on_the_web(page: bytes, words: str) -> None:
    whole = page + f'<a href="{words}">Donate</a>'.encode(errors="replace")
    assert find(whole, HOME) == "" or find(whole, HOME).startswith(("https://", "http://"))
