"""What is shared: the address without its trackers, the title, the mail, the quotation."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.models import ArticleSummary
from placentin_tui.sharing import link, mailto, quote, strip_tracking, title_and_link


def article(title: str = "Un accord & après", url: str = "https://paper.example/a?utm_source=rss") -> ArticleSummary:
    return ArticleSummary(
        id=1, source=1, source_title="Le Journal", title=title, url=url, author="", sections=(), at=0, published=None
    )


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("https://a.example/x?utm_source=rss&utm_medium=feed", "https://a.example/x"),
        ("https://a.example/x?id=3&utm_source=rss", "https://a.example/x?id=3"),
        ("https://a.example/x?utm_source=rss&id=3&fbclid=AbC&page=2", "https://a.example/x?id=3&page=2"),
        ("https://a.example/x?gclid=1&mc_cid=2&mc_eid=3&igshid=4&xtor=RSS-1", "https://a.example/x"),
        ("https://a.example/x?at_medium=custom7&at_campaign=64", "https://a.example/x"),
        ("https://a.example/x?UTM_Source=rss&Id=3", "https://a.example/x?Id=3"),
        ("https://a.example/x?utm%5Fsource=rss&id=3", "https://a.example/x?id=3"),
        ("HTTPS://a.example/x?fbclid", "HTTPS://a.example/x"),
        ("https://a.example/x?utm_source=rss#comment-8", "https://a.example/x#comment-8"),
        ("https://a.example/x#xtor=RSS-16", "https://a.example/x"),
        ("https://a.example/x#utm_source=rss&utm_medium=feed", "https://a.example/x"),
        ("https://a.example/x#at_home", "https://a.example/x#at_home"),
        ("https://a.example/x#?utm_source=rss", "https://a.example/x#?utm_source=rss"),
        # Everything else, byte for byte.
        ("https://a.example/%7Ex/é?q=a+b%20c&&=&utm=1&p=", "https://a.example/%7Ex/é?q=a+b%20c&&=&utm=1&p="),
        ("https://a.example/x?", "https://a.example/x?"),
        ("https://a.example/x#", "https://a.example/x#"),
        ("https://a.example/x?a?utm_source=b", "https://a.example/x?a?utm_source=b"),
        (
            "https://a.example/x?ref=home&source=3&attribution=yes",
            "https://a.example/x?ref=home&source=3&attribution=yes",
        ),
        ("mailto:me@a.example?utm_source=rss", "mailto:me@a.example?utm_source=rss"),
        ("", ""),
    ],
)
def test_trackers_are_taken_off_and_nothing_else(url: str, plain: str) -> None:
    assert strip_tracking(url) == plain


@given(st.text(alphabet="abu=&?#_tm%+é/"))
def test_what_is_left_is_left_alone(rest: str) -> None:
    once = strip_tracking("https://a.example/" + rest)
    assert strip_tracking(once) == once
    assert "utm_source=" not in strip_tracking(f"https://a.example/?utm_source=x&{rest}").partition("&")[0]


def test_link_and_title() -> None:
    assert link(article()) == "https://paper.example/a"
    assert title_and_link(article()) == "Un accord & après — https://paper.example/a"


def test_an_article_without_address_is_its_title() -> None:
    assert title_and_link(article(url="")) == "Un accord & après"
    assert mailto(article("Titre", url="")) == "mailto:?subject=Titre&body=Titre"


def test_mail_is_encoded_as_rfc_6068_says() -> None:
    address = mailto(article())
    assert address == (
        "mailto:?subject=Un%20accord%20%26%20apr%C3%A8s"
        "&body=Un%20accord%20%26%20apr%C3%A8s%0D%0Ahttps%3A%2F%2Fpaper.example%2Fa"
    )


@given(st.text(min_size=1).filter(lambda text: text.splitlines() and "\ud800" not in text), st.text(min_size=1))
def test_mail_says_what_it_was_given(body: str, title: str) -> None:
    address = mailto(article(title), body)
    assert address.isascii()
    fields = parse_qs(urlsplit(address).query, keep_blank_values=True)
    assert fields["subject"] == [title]
    assert fields["body"] == ["\r\n".join(body.splitlines())]
    assert unquote(address).startswith("mailto:?subject=")


def test_quotation_marks_are_french_with_no_break_spaces() -> None:
    assert quote("  Il pleut.\n", article("Météo")) == (
        "«\N{NO-BREAK SPACE}Il pleut.\N{NO-BREAK SPACE}»\nMétéo — https://paper.example/a"
    )


def test_quotation_marks_inside_are_the_high_ones() -> None:
    inner = "Il dit\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}Oui\N{NO-BREAK SPACE}»."
    assert quote(inner, article("T")).splitlines()[0] == (
        "«\N{NO-BREAK SPACE}Il dit\N{NO-BREAK SPACE}: “Oui”.\N{NO-BREAK SPACE}»"
    )
