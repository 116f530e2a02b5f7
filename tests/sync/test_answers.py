"""Answers are complete, or nothing; what is in them passes the gate."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from placentin_tui.errors import SyncError
from placentin_tui.sync import answers, articles
from placentin_tui.sync.dialects import api_address
from tests.sync.fake import PORTAL

READERS: list[Callable[[bytes, str], object]] = [
    answers.ids,
    answers.subscriptions,
    answers.unread_count,
    answers.subscribed,
    articles.parse,
]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"OK", PORTAL, b'{"itemRefs":[{"id":"1"},{"id"', b"[" * 100_000, b'{"a":' * 100_000]
)
def test_what_is_no_answer(read: Callable[[bytes, str], object], body: bytes) -> None:
    with pytest.raises(SyncError):
        read(body, "rss.example")


@pytest.mark.parametrize("body", [b"{}", b'{"itemRefs":{}}', b'{"itemRefs":[1]}', b'{"itemRefs":[{"id":"../x y"}]}'])
def test_what_is_no_list_of_ids(body: bytes) -> None:
    with pytest.raises(SyncError):
        answers.ids(body, "h")


def test_a_page_of_ids() -> None:
    assert answers.ids(b'{"itemRefs":[{"id":"7"}],"continuation":"x"}', "h") == answers.IdPage(("0" * 15 + "7",), "x")
    assert answers.ids(b'\xef\xbb\xbf{"itemRefs":[]}', "h") == answers.IdPage((), "")


@pytest.mark.parametrize("body", [b"Error=BadAuthentication", b"Auth=", b"Auth=a b\n", b"Auth=x\r\nX: y", PORTAL])
def test_what_is_no_token(body: bytes) -> None:
    if b"x\r\n" in body:
        assert answers.login(body, "h") == "x"  # a line's end is no part of it: no header can be smuggled in
    else:
        with pytest.raises(SyncError):
            answers.login(body, "h")


@pytest.mark.parametrize("body", [PORTAL, b"[]", b"{}", b"", b"a b"])
def test_what_is_no_form_token(body: bytes) -> None:
    with pytest.raises(SyncError):
        answers.form_token(body, "h")


def test_subscriptions_pass_the_gate() -> None:
    said = {
        "subscriptions": [
            {
                "id": "feed/2",
                "title": "Two ＆ \x1b[31m",
                "url": "https://two.example/feed",
                "htmlUrl": "javascript:alert(1)",
                "categories": [{"id": "user/1/label/Tech & Co", "label": "Other"}, {"id": "user/1/label/Second"}],
            },
            {"id": "feed/https://three.example/rss", "title": 7, "categories": "x"},
            {"id": "feed/2", "title": "again"},
            {"id": "feed/tor/sponsored/1", "title": "Ad"},
        ]
    }
    two, three = answers.subscriptions(json.dumps(said).encode(), "h")
    assert (two.title, two.folder, two.url, two.home) == ("Two ＆ [31m", "Tech & Co", "https://two.example/feed", "")
    assert (three.title, three.url, three.folder) == ("https://three.example/rss", "https://three.example/rss", "")


def test_an_article_is_read_as_from_a_feed() -> None:
    item = {
        "id": "tag:google.com,2005:reader/item/000660edd23608ea",
        "published": 1793503380,
        "title": "A &amp; <b>B</b>",
        "canonical": [{"href": "https://p.example/1"}],
        "origin": {"streamId": "feed/3"},
        "summary": {"content": "<p>Text</p><script>x</script>"},
        "author": "Ann",
        "enclosure": [
            {"href": "https://p.example/a.mp3", "type": "audio/mpeg", "length": "9"},
            {"href": "file:///etc"},
        ],
    }
    strays = [{"id": "5"}, 7, {"origin": {"streamId": "user/-/label/x"}, "id": "6"}]
    (found,) = articles.parse(json.dumps({"items": [item, *strays, item]}).encode(), "h")
    article = found.article
    assert (found.id, found.stream, article.identity) == ("000660edd23608ea", "feed/3", "sync:000660edd23608ea")
    assert (article.title, article.url, article.published) == ("A & B", "https://p.example/1", 1793503380)
    assert [(file.url, file.length) for file in article.enclosures] == [("https://p.example/a.mp3", 9)]


@pytest.mark.parametrize("published", [None, "x", -5, 10**30, [], 1.5e308])
def test_an_articles_odd_fields_count_as_absent(published: object) -> None:
    item = {"id": "1", "origin": {"streamId": "feed/1"}, "published": published, "title": [], "summary": {"content": 5}}
    (found,) = articles.parse(json.dumps({"items": [item]}).encode(), "h")
    assert (found.article.published, found.article.title, found.article.html) == (None, "", "")


def test_the_answer_to_a_new_subscription() -> None:
    assert answers.subscribed(b'{"numResults":1,"streamId":"feed/9"}', "h") == "feed/9"
    assert answers.subscribed(b'{"numResults":0,"error":"Already subscribed! x"}', "h") == ""
    with pytest.raises(SyncError, match="cURL error 22"):
        answers.subscribed(b'{"numResults":0,"error":"cURL error 22: 404"}', "h")


@pytest.mark.parametrize(
    ("dialect", "address", "api"),
    [
        ("freshrss", "https://rss.example/", "https://rss.example/api/greader.php"),
        ("freshrss", "https://rss.example/api/greader.php/reader/api/0/", "https://rss.example/api/greader.php"),
        ("miniflux", "https://m.example/base/", "https://m.example/base"),
        ("greader", "https://bazqux.com/reader/api/0", "https://bazqux.com"),
    ],
)
def test_the_address_of_the_interface(dialect: str, address: str, api: str) -> None:
    assert api_address(dialect, address) == api
