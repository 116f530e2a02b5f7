"""Addresses from strangers: what is kept, what is opened, what is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.text.urls import LONGEST_URL, opens, safe_url, shown_url


@pytest.mark.parametrize(
    ("url", "base", "safe"),
    [
        ("https://leplacentin.com/a?b=c#d", "", "https://leplacentin.com/a?b=c#d"),
        ("/a b/é?q=ü", "https://x.example/p/", "https://x.example/a%20b/%C3%A9?q=%C3%BC"),
        ("../c", "https://x.example/a/b/", "https://x.example/a/c"),
        ("//cdn.example/i.png", "https://x.example/", "https://cdn.example/i.png"),
        ("HTTPS://Exämple.org/", "", "https://xn--exmple-cua.org/"),
        (" \thttps://x.example/a\n b ", "", "https://x.example/a%20b"),
        ("https://x.example/%C3%A9?a=%20", "", "https://x.example/%C3%A9?a=%20"),
        ("http://[2001:db8::1]:8080/é", "", "http://[2001:db8::1]:8080/%C3%A9"),
        ("mailto:a@b.example?subject=été 2", "", "mailto:a@b.example?subject=%C3%A9t%C3%A9%202"),
        ("tel:+33 1 23", "", "tel:+33%201%2023"),
        ("https://user:pa ss@x.example/", "", "https://x.example/"),
        ("https://lemonde.fr@evil.example/", "", "https://evil.example/"),
        ("https://evil.example\\@lemonde.fr/", "", "https://lemonde.fr/"),
        ("/a", "https://me:secret@x.example/feed", "https://x.example/a"),
        ("http://2130706433/", "", "http://127.0.0.1/"),
        ("http://0x7f.1/x", "", "http://127.0.0.1/x"),
        ("http://0x7F000001:8080", "", "http://127.0.0.1:8080"),
        ("http://0177.0.0.1/", "", "http://127.0.0.1/"),
        ("http://127.1/", "", "http://127.0.0.1/"),
        ("http://127.0.0.1./", "", "http://127.0.0.1/"),
        ("http://１２７。０.0.1/", "", "http://127.0.0.1/"),
        ("http://0/", "", "http://0.0.0.0/"),
        ("http://1.2.3.256/", "", ""),
        ("http://1.2.3.4.5/", "", ""),
        ("http://08.1/", "", ""),
        ("http://x.0x/", "", ""),
        ("http://%31%32%37.0.0.1/", "", ""),
        ("http://paper.example\u200b.org/", "", "http://paper.example.org/"),
        (
            "mailto:a@b.example?attach=/etc/passwd&subject=x%0AX: y&Body=1%0D%0A2#z",
            "",
            "mailto:a@b.example?subject=xX:%20y&Body=1%0D%0A2",
        ),
        ("mailto:a@b.example%0ABcc:c@d?bcc=e@f", "", "mailto:a@b.exampleBcc:c@d"),
        ("javascript:alert(1)", "https://x.example/", ""),
        ("java\nscript:alert(1)", "", ""),
        ("data:text/html,x", "", ""),
        ("file:///etc/passwd", "", ""),
        ("--option", "", ""),
        ("relative", "", ""),
        ("https://", "", ""),
        ("https:///path", "", ""),
        ("http://[::", "", ""),
        ("https://x.example:port/", "", ""),
        ("https://x.example:¡/", "", ""),
        ("https://ⅷ.example/²", "", "https://viii.example/%C2%B2"),
        ("https://a\x1bb.example/", "", ""),
        ("https://a b.example/", "", ""),
        ("https://" + "é" * 70 + ".example/", "", ""),
        ("https://x.example/\ud800", "", ""),
        ("https://x.example/" + "a" * LONGEST_URL, "", ""),
        ("", "https://x.example/", ""),
    ],
)
def test_addresses(url: str, base: str, safe: str) -> None:
    assert safe_url(url, base) == safe


@given(st.text(), st.sampled_from(["", "https://x.example/a/", "http://[::1]/", "mailto:a@b"]))
def test_an_address_is_ascii_without_spaces_of_a_known_kind_or_nothing(url: str, base: str) -> None:
    for tried in (url, "https://" + url, "https://x.example/" + url, "mailto:" + url):
        safe = safe_url(tried, base)
        assert safe == "" or safe.startswith(("https://", "http://", "mailto:", "tel:"))
        assert all("!" <= ch <= "~" for ch in safe)
        assert safe_url(safe) == safe


def test_a_persons_own_password_stays_where_it_is_asked_for() -> None:
    assert safe_url("https://me:pa ss@x.example/feed", keep_user=True) == "https://me:pa%20ss@x.example/feed"


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://x.example/-a", "https://x.example/-a"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("tel:+33123", ""),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("-Xss", ""),
        ("--help", ""),
        ("https://x.example/\x1b]0;x", ""),
        ("\nhttps://x.example/", "https://x.example/"),
    ],
)
def test_what_a_program_may_be_given(url: str, opened: str) -> None:
    assert opens(url) == opened


@given(st.text())
def test_what_a_program_is_given_is_never_an_option(url: str) -> None:
    for tried in (url, f"-{url}", f" -{url}", f"https:{url}", f"https://-{url}"):
        assert opens(tried) == "" or opens(tried).startswith(("http://", "https://", "mailto:"))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("https://château.example/é", "https://château.example/%C3%A9"),
        ("https://пример.рф/", "https://пример.рф/"),
        ("https://日本語テスト.example/", "https://日本語テスト.example/"),
        ("https://ünïcode.exämple/", "https://ünïcode.exämple/"),
        ("https://plain.example/xn--", "https://plain.example/xn--"),
        # Letters of two scripts in one name, and whole names that look like others.
        ("https://pаypal.com/", "https://xn--pypal-4ve.com/"),
        ("https://аррӏе.com/", "https://xn--80ak6aa92e.com/"),
        ("https://gооgle.example/", "https://xn--ggle-55da.example/"),
        ("https://mıcrosoft.com/", "https://xn--mcrosoft-tkb.com/"),
        ("https://ɡoogle.com/", "https://xn--oogle-qmc.com/"),
    ],
)
def test_a_name_is_shown_in_its_letters_where_they_deceive_nobody(typed: str, shown: str) -> None:
    assert shown_url(safe_url(typed)) == shown


@given(st.text(), st.text(min_size=1))
def test_what_is_shown_leads_where_it_says(label: str, top: str) -> None:
    safe = safe_url(f"https://{label}.{top}/")
    assert safe_url(shown_url(safe)) == safe
