from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui import i18n
from placentin_tui.models.comment_validation import LONGEST_TEXT, trouble
from placentin_tui.web import Web
from placentin_tui.wordpress.comment_form import CommentForm, fields, read, usual
from tests.wordpress.site import DATA, RECORDED, Site

URL = "https://h.example/2026/11/article/"
FORM = CommentForm("https://h.example/wp-comments-post.php")


@pytest.mark.parametrize("theme", ["block", "classic"])
def test_reads_the_form_of_a_recorded_page(theme: str) -> None:
    page = (DATA / f"article-{theme}-theme.html").read_bytes()
    assert read(page, f"{RECORDED}/2026/11/article/") == CommentForm(f"{RECORDED}/wp-comments-post.php")


def test_keeps_what_plugins_hide_and_drops_what_betrays() -> None:
    page = """<form role=search><input type="hidden" name="other" value="1"></form>
    <form class="x" action="/blog/wp-comments-post.php" method=post>
      <input type='hidden' name='comment_post_ID' value='5'><input type='hidden' name='comment_parent' value='0'>
      <input type="HIDDEN" name="ak_js" value="1&amp;2"><input type=hidden name=token>
      <input type="hidden" value="nameless">
      <input type="hidden" name="redirect_to" value="https://elsewhere.example/">
      <input type="checkbox" name="wp-comment-cookies-consent" value="yes"><input type="text" name="author">
    </form><form><input type="hidden" name="after" value="1"></form>"""
    form = read(page.encode(), URL)
    assert form == CommentForm("https://h.example/blog/wp-comments-post.php", (("ak_js", "1&2"), ("token", "")))


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>wp-comments-post.php</p>",
        '<form action="/search">',
        '<form id="commentform" action="javascript:x">',
        "<form",
    ],
)
def test_where_no_form_is_none_is_found(page: str) -> None:
    assert read(page.encode(), URL) is None


def test_a_form_that_goes_elsewhere_is_known_by_its_name() -> None:
    page = b'<form id="commentform" action="https://h.example/send-comment">'
    assert read(page, URL) == CommentForm("https://h.example/send-comment")


@pytest.mark.parametrize(
    ("root", "action"),
    [
        ("https://h.example/wp-json/", "https://h.example/wp-comments-post.php"),
        ("https://h.example/blog/wp-json", "https://h.example/blog/wp-comments-post.php"),
        ("https://h.example/index.php?rest_route=/", "https://h.example/wp-comments-post.php"),
        ("https://h.example/blog/?rest_route=/", "https://h.example/blog/wp-comments-post.php"),
    ],
)
def test_without_a_page_the_form_is_where_it_always_is(root: str, action: str) -> None:
    assert usual(root) == CommentForm(action)


def test_fills_in_the_form() -> None:
    form = CommentForm("https://h.example/", (("ak_js", "1"),))
    sent = fields(form, 9, "7", " Ana Roy ", " ana@h.example ", " 1 < 2 & 3 > 2\n")
    assert sent == [
        ("ak_js", "1"),
        ("comment_post_ID", "9"),
        ("comment_parent", "7"),
        ("author", "Ana Roy"),
        ("email", "ana@h.example"),
        ("url", ""),
        ("comment", "1 &lt; 2 &amp; 3 &gt; 2"),
    ]


@pytest.mark.parametrize(("parent", "sent"), [("", "0"), ("#f00", "0"), ("12", "12"), ("²", "0")])
def test_only_a_number_is_answered(parent: str, sent: str) -> None:
    assert dict(fields(FORM, 9, parent, "A", "a@h.example", "t"))["comment_parent"] == sent


@given(st.text(), st.text())
def test_what_is_typed_arrives(name: str, text: str) -> None:
    sent = dict(fields(FORM, 9, "", name, "a@h.example", text))
    assert "".join(sent.values()).encode().decode()
    assert "<" not in sent["comment"] + sent["author"]
    assert html.unescape(sent["comment"]) == text.encode("utf-8", "replace").decode().strip()


@pytest.mark.parametrize(
    ("name", "email", "text", "said"),
    [
        ("", "a@h.example", "t", "A comment needs a name."),
        (" \n", "a@h.example", "t", "A comment needs a name."),
        ("A", "", "t", "A comment needs an e-mail address; the paper does not print it."),
        ("A", "nonsense", "t", "“nonsense” is not an e-mail address."),
        ("A", "a@h", "t", "“a@h” is not an e-mail address."),
        ("A", "é@h.example", "t", "“é@h.example” is not an e-mail address."),
        ("A", "a b@h.example", "t", "“a b@h.example” is not an e-mail address."),
        ("A", "a@-h.example", "t", "“a@-h.example” is not an e-mail address."),
        ("A", "a@h.example", " \n\t", "The comment is empty."),
        ("é" * 123, "a@h.example", "t", "The name is too long: 246 bytes of 245."),
        ("A", "a" * 90 + "@h.example", "t", ""),
        ("A", "a" * 91 + "@h.example", "t", "The e-mail address is too long: 101 bytes of 100."),
        ("A", "a@h.example", "é" * 32_762, ""),
        ("A", "a@h.example", "é" * 32_763, "The comment is too long: 65,526 bytes of 65,525."),
        ("A", "a@h.example", "<" * 16_382, "The comment is too long: 65,528 bytes of 65,525."),
        ("A", "a@h.example", "x" * 70_000, "The comment is too long: 70,000 bytes of 65,525."),
        ("é" * 122, "o'n.x+y@sub-1.h.example", "1 < 2 & 3 > 2 🎉 مرحبا", ""),
    ],
)
def test_says_what_wordpress_would_not(name: str, email: str, text: str, said: str) -> None:
    i18n.use("en")
    wrong = trouble(name, email, text)
    assert (str(wrong) if wrong else "") == said


@given(st.text(), st.text(), st.text())
def test_what_passes_fits(name: str, email: str, text: str) -> None:
    if not trouble(name, email, text):
        sent = dict(fields(FORM, 9, "", name, email, text))
        assert 0 < len(sent["comment"].encode()) <= LONGEST_TEXT
        assert sent["author"]


async def test_reads_the_form_where_a_comment_is_welcome(site: Site, web: Web) -> None:
    for post in (site.posts.open, site.posts.thread, site.posts.hundred):
        page = await web.get(site.url(post))
        assert read(page.body, page.url, page.content_type) == CommentForm(f"{site.home}wp-comments-post.php")
    for post in (site.posts.closed, site.posts.aged, site.posts.protected):
        page = await web.get(site.url(post))
        assert read(page.body, page.url, page.content_type) is None
    assert usual(f"{site.home}wp-json/") == CommentForm(f"{site.home}wp-comments-post.php")


async def test_there_is_no_form_for_strangers_where_an_account_is_asked_for(site: Site, web: Web) -> None:
    site.option("comment_registration", "1")
    page = await web.get(site.url(site.posts.open))
    assert read(page.body, page.url) is None


@pytest.mark.parametrize(
    "piece", ["<form ", "<form action=", "action=", "<form id=commentform ", "<input type=hidden name=a>", "<div>"]
)
def test_a_page_that_means_ill_has_no_form_worth_sending(piece: str) -> None:
    opened = '<form action="wp-comments-post.php">' + piece * (1_000_000 // len(piece))
    form = read(opened.encode(), URL)
    assert form is None or (
        form.action == "https://h.example/2026/11/article/wp-comments-post.php" and len(form.hidden) <= 50
    )
    assert read(b"<form " + opened.encode().replace(b"wp-comments", b""), URL) is None
