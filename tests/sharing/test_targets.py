"""The networks' addresses, the person's Mastodon server, their own programs."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.sharing.targets import NETWORKS, command, mastodon, mastodon_server
from tests.sharing.factories import summary

TITLE, URL = "Un accord & après", "https://paper.example/a"
BOTH = f"{TITLE} — {URL}"


@pytest.mark.parametrize(
    ("name", "place", "fields"),
    [
        ("whatsapp", "https://wa.me/", {"text": BOTH}),
        ("telegram", "https://t.me/share/url", {"url": URL, "text": TITLE}),
        ("facebook", "https://www.facebook.com/sharer/sharer.php", {"u": URL}),
        ("x", "https://x.com/intent/post", {"text": TITLE, "url": URL}),
        ("linkedin", "https://www.linkedin.com/sharing/share-offsite/", {"url": URL}),
        ("bluesky", "https://bsky.app/intent/compose", {"text": BOTH}),
    ],
)
def test_each_network_is_given_the_title_and_the_plain_address(name: str, place: str, fields: dict[str, str]) -> None:
    network = next(one for one in NETWORKS if one.name == name)
    address = network.address(summary())
    assert address.partition("?")[0] == place
    assert parse_qs(urlsplit(address).query) == {field: [value] for field, value in fields.items()}
    assert address.isascii()


def test_mastodon_is_the_persons_own_server() -> None:
    address = urlsplit(mastodon(summary(), "piaille.fr"))
    assert (address.netloc, address.path, parse_qs(address.query)) == ("piaille.fr", "/share", {"text": [BOTH]})


@given(st.text(min_size=1), st.sampled_from(NETWORKS))
def test_whatever_the_headline_it_stays_in_its_place(title: str, network: object) -> None:
    plain = [urlsplit(one.address(summary("x"))) for one in NETWORKS]
    titled = [urlsplit(one.address(summary(title))) for one in NETWORKS]
    assert [(one.netloc, one.path, one.fragment) for one in plain] == [
        (one.netloc, one.path, one.fragment) for one in titled
    ]
    assert parse_qs(titled[1].query, keep_blank_values=True) == {"url": [URL], "text": [title]}


@pytest.mark.parametrize(
    ("typed", "server"),
    [
        ("mastodon.social", "mastodon.social"),
        (" https://Mastodon.Social/@me ", "mastodon.social"),
        ("@me@piaille.fr", "piaille.fr"),
        ("me@piaille.fr", "piaille.fr"),
        ("piaille.fr/about", "piaille.fr"),
        ("http://localhost.test:3000/", "localhost.test:3000"),
        ("müller.social", "xn--mller-kva.social"),
        ("mastodon", ""),
        ("", ""),
        ("a b.c", ""),
        ("x.y/?q=1&r", "x.y"),
        ("https://[bad/", ""),
        ("evil.example?x=", ""),
        ("evil.example#", ""),
        ("." * 80, ""),
        ("a" * 70 + ".fr", ""),
    ],
)
def test_a_server_is_a_name_and_nothing_more(typed: str, server: str) -> None:
    assert mastodon_server(typed) == server


@given(st.text())
def test_whatever_is_typed_is_a_server_or_none(typed: str) -> None:
    server = mastodon_server(typed)
    assert server == "" or urlsplit(mastodon(summary(), server)).netloc == server


def test_a_program_gets_the_address_and_the_title_as_whole_arguments() -> None:
    words = ("prog", "-x", "{url}", "{title}", "{url}!")
    assert command(words, summary('"; rm -rf $(x) {url}')) == ["prog", "-x", URL, '"; rm -rf $(x) {url}', "{url}!"]


def test_a_headline_is_never_an_option() -> None:
    assert command(("prog", "-v", "{title}"), summary("-v")) == ["prog", "-v", " -v"]
    assert command(("prog", "{title}"), summary("--exec=x")) == ["prog", " --exec=x"]
