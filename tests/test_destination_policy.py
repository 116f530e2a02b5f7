"""Where passwords and comments may go, case by case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui import i18n
from placentin_tui.destination_policy import (
    check_password,
    comment_address,
    is_confidential,
    password_server,
    server,
    takes_password,
    typed_server,
)
from placentin_tui.errors import AccountError, ConsentNeeded
from placentin_tui.models import GivenAccount, Source

NONE = GivenAccount()


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def source(url: str = "https://paper.example/feed") -> Source:
    return Source(1, url, "Le Journal")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://Paper.Example/x", "paper.example"),
        ("https://paper.example:443/", "paper.example"),
        ("http://paper.example:80/", "paper.example"),
        ("http://paper.example:443/", "paper.example:443"),
        ("https://paper.example:8443/", "paper.example:8443"),
        ("https://ana:secret@paper.example/", "paper.example"),
        ("https://good.example@evil.example/", "evil.example"),
        ("http://[::1]:8080/", "[::1]:8080"),
        ("http://[::1]/", "[::1]"),
        ("https://xn--caf-dma.example/", "xn--caf-dma.example"),
        ("ftp://paper.example/", ""),
        ("mailto:ana@paper.example", ""),
        ("https:///x", ""),
        ("https://paper.example:99999/", ""),
        ("http://[::", ""),
        ("", ""),
    ],
)
def test_the_server_of_an_address(url: str, expected: str) -> None:
    assert server(url) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("paper.example", "paper.example"),
        ("PAPER.example:8443", "paper.example:8443"),
        ("https://paper.example/wp-json/", "paper.example"),
        ("café.example", "xn--caf-dma.example"),
        ("localhost", "localhost"),
        ("[::1]", "[::1]"),
        ("a b", ""),
        ("http://", ""),
        ("", ""),
    ],
)
def test_the_server_a_person_means(typed: str, expected: str) -> None:
    assert typed_server(typed) == expected


@given(st.text(max_size=60))
def test_whatever_is_typed_names_one_server_or_none(typed: str) -> None:
    named = typed_server(typed)
    assert named == "" or server(f"https://{named}/") == named


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://paper.example/", True),
        ("http://paper.example/", False),
        ("http://localhost:81/", True),
        ("http://127.8.9.10/", True),
        ("http://[::1]/", True),
        ("http://192.168.0.1/", False),
        ("http://localhost.evil.example/", False),
        ("http://127.0.0.1.evil.example/", False),
        ("", False),
    ],
)
def test_what_nobody_can_read_on_the_way(url: str, expected: bool) -> None:
    assert is_confidential(url) is expected


# ── passwords ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("url", ["https://paper.example/feed", "http://paper.example/feed"])
def test_the_sources_own_server_gets_its_password(url: str) -> None:
    assert password_server(source(url), "https://paper.example/wp-json/", NONE) == "paper.example"


@pytest.mark.parametrize(
    "root",
    [
        "https://evil.example/wp-json/",
        "https://www.paper.example/wp-json/",
        "https://paper.example.evil.example/",
        "https://paper.example:8443/wp-json/",
        "https://paper.example@evil.example/",
        "http://localhost:81/wp-json/",
    ],
)
def test_another_gets_it_when_the_person_agreed_to_that_very_one(root: str) -> None:
    target = server(root)
    with pytest.raises(ConsentNeeded) as needed:
        password_server(source(), root, NONE)
    assert (needed.value.server, needed.value.root) == (target, root)
    assert target in str(needed.value)
    for other in ("other.example", f"{target}.example", "paper.example:1", target[1:]):
        with pytest.raises(ConsentNeeded):
            password_server(source(), root, NONE, other)
    assert password_server(source(), root, NONE, target) == target
    assert password_server(source(), root, GivenAccount("ana", root)) == target, "it was agreed to before"


def test_a_host_alone_stands_for_its_ports() -> None:
    assert password_server(source(), "http://localhost:81/wp-json/", NONE, "localhost") == "localhost:81"
    assert password_server(source(), "http://[::1]:81/wp-json/", NONE, "[::1]") == "[::1]:81"


@pytest.mark.parametrize("root", ["http://paper.example/wp-json/", "http://evil.example/", "http://192.168.0.1/"])
@pytest.mark.parametrize("agreed", ["", "paper.example", "evil.example", "192.168.0.1"])
def test_without_encryption_nobody_gets_it(root: str, agreed: str) -> None:
    with pytest.raises(AccountError, match="no safe connection"):
        password_server(source(), root, NONE, agreed)
    assert not takes_password(root, server(root))
    with pytest.raises(AccountError, match="no safe connection"):
        check_password(source(), root, GivenAccount("ana", root))


def test_where_there_is_no_wordpress() -> None:
    with pytest.raises(AccountError, match="Le Journal does not say that it runs on WordPress"):
        password_server(source(), "", NONE)


def test_an_account_is_for_the_server_it_was_given_for() -> None:
    account = GivenAccount("ana", "https://paper.example/wp-json/")
    check_password(source(), "https://paper.example/index.php?rest_route=/", account)
    with pytest.raises(ConsentNeeded) as needed:
        check_password(source(), "https://new.example/wp-json/", account)
    assert (needed.value.server, needed.value.root) == ("new.example", "https://new.example/wp-json/")
    assert {"new.example", "paper.example"} <= set(str(needed.value).replace(",", "").replace(";", "").split())
    # Where its source is, counts no more: that may have moved.
    moved = GivenAccount("ana", "https://old.example/wp-json/")
    with pytest.raises(ConsentNeeded):
        check_password(source("https://new.example/feed"), "https://new.example/wp-json/", moved)
    with pytest.raises(ConsentNeeded):
        check_password(source(), "https://paper.example/wp-json/", NONE)


# ── comments ─────────────────────────────────────────────────────────────────────────────────────────────────────────

ARTICLE = "https://paper.example/un/"


def to(
    url: str, *, article: str = ARTICLE, page: str = "", feed: str = "https://feeds.example/x", agreed: str = ""
) -> str:
    return comment_address(
        url, source=source(feed), article=article, page=page or article, agreed=[agreed] if agreed else []
    )


@pytest.mark.parametrize(
    ("action", "article", "page", "expected"),
    [
        ("https://paper.example/post.php", ARTICLE, "", ""),
        ("https://www.paper.example/post.php", ARTICLE, "", ""),
        ("https://paper.example/post.php", "https://www.paper.example/un/", "", ""),
        ("https://feeds.example/post.php", ARTICLE, "", ""),
        ("http://paper.example/post.php", "http://paper.example/un/", "", ""),
        # What comes over https is answered over https.
        ("http://paper.example/post.php", ARTICLE, "", "https://paper.example/post.php"),
        ("http://paper.example:80/post.php", ARTICLE, "", "https://paper.example/post.php"),
        (
            "http://paper.example/post.php",
            "http://paper.example/un/",
            "https://www.paper.example/un/",
            "https://paper.example/post.php",
        ),
        ("http://paper.example/post.php", ARTICLE, "http://paper.example/un/", "https://paper.example/post.php"),
    ],
)
def test_a_comment_goes_to_its_articles_server_or_its_sources(
    action: str, article: str, page: str, expected: str
) -> None:
    assert to(action, article=article, page=page) == (expected or action)


@pytest.mark.parametrize(
    "action",
    [
        "https://evil.example/post.php",
        "https://comments.paper.example/post.php",
        "https://paper.example.evil.example/",
        "https://paper.example:8443/post.php",
        "https://paper.example@evil.example/post.php",
        "https://wwwpaper.example/",
    ],
)
def test_to_another_when_the_person_agreed(action: str) -> None:
    with pytest.raises(ConsentNeeded) as needed:
        # Nor where the page was found after redirects: who leads there decided that, not the person.
        to(action, page=action)
    assert (needed.value.server, needed.value.root) == (server(action), "")
    assert server(action) in str(needed.value)
    assert to(action, agreed=server(action)) == action
    with pytest.raises(ConsentNeeded):
        to(action, agreed="other.example")


def test_agreeing_takes_no_encryption_away() -> None:
    assert to("http://evil.example/post.php", agreed="evil.example") == "https://evil.example/post.php"
