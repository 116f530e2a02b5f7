from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placentin_tui.web import Fetched, Web
from placentin_tui.wordpress.comments import fetch
from placentin_tui.wordpress.discovery import endpoint, find_post, post_id, rest_root
from tests.wordpress.lab import Lab
from tests.wordpress.site import DATA, RECORDED, Site, exchange

ARTICLE = f"{RECORDED}/2026/11/sommet-de-geneve-les-negociateurs-saccordent-sur-un-calendrier/"
PAGES = ("article-block-theme.html", "article-classic-theme.html")


def page(name: str) -> bytes:
    return (DATA / name).read_bytes()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_names_the_interface(name: str) -> None:
    assert rest_root({}, page(name), ARTICLE) == f"{RECORDED}/wp-json/"


def test_the_header_names_the_interface() -> None:
    _status, headers, _body = exchange("feed.headers")
    assert rest_root(headers, b"", f"{RECORDED}/feed/") == f"{RECORDED}/wp-json/"


@pytest.mark.parametrize(
    ("link", "root"),
    [
        (
            '<https://h.example/index.php?rest_route=/>; rel="https://api.w.org/"',
            "https://h.example/index.php?rest_route=/",
        ),
        ('</wp-json/>; rel="https://api.w.org/"', "https://h.example/wp-json/"),
        (
            '<https://h.example/a,b>; rel=next, </wp-json/>;title="x, y";rel=https://api.w.org/',
            "https://h.example/wp-json/",
        ),
        ('<javascript:alert(1)>; rel="https://api.w.org/"', ""),
        ('<https://h.example/wp-json/>; rel="alternate"', ""),
        ("<<<>>>;;;", ""),
        ("", ""),
    ],
)
def test_reads_the_link_header(link: str, root: str) -> None:
    assert rest_root({"link": link}, b"", "https://h.example/2026/") == root


@pytest.mark.parametrize("name", PAGES)
def test_the_page_says_which_post_it_is(name: str) -> None:
    assert post_id({}, page(name), ARTICLE) == 5


@pytest.mark.parametrize(
    ("headers", "body", "guid", "post"),
    [
        (
            {"link": '<http://h/wp-json/wp/v2/posts/5>; rel="alternate"; title="JSON"; type="application/json"'},
            "",
            "",
            5,
        ),
        (
            {"link": '<http://h/?rest_route=%2Fwp%2Fv2%2Fposts%2F7>; rel="alternate"; type="application/json"'},
            "",
            "",
            7,
        ),
        ({"link": '<http://h/wp-json/wp/v2/users/2>; rel="alternate"; type="application/json"'}, "", "", 0),
        ({"link": '<http://h/wp-json/wp/v2/categories/2>; rel="alternate"; type="application/json"'}, "", "", 0),
        ({"link": "<http://h/?p=5>; rel=shortlink"}, "", "", 5),
        ({}, "<link rel='shortlink' href='http://h/?p=8&#038;x=1' />", "", 8),
        ({}, '<body class="single single-post postid-9 wide">', "", 9),
        ({}, "<input type='hidden' name='comment_post_ID' value='11' id='comment_post_ID' />", "", 11),
        ({}, "", "http://h/?p=12", 12),
        ({}, "", "http://h/?post_type=brief&p=13", 13),
        ({}, "", "http://h/2026/11/?page=12", 0),
        ({}, "<p>postid-9</p>", "", 0),
    ],
)
def test_every_way_of_saying_which_post(headers: dict[str, str], body: str, guid: str, post: int) -> None:
    assert post_id(headers, body.encode(), "http://h/a/", guid=guid) == post


ROOTS = ("https://h.example/wp-json/", "https://h.example/blog/wp-json", "https://h.example/wp-json/?lang=fr")
ROUTES = ("https://h.example/index.php?rest_route=/", "https://h.example/?lang=fr&rest_route=/&x=")
PATH = st.lists(st.from_regex(r"[a-z0-9_-]{1,8}", fullmatch=True), min_size=1, max_size=4).map("/".join)
PARAMS = st.dictionaries(
    st.from_regex(r"[a-z_]{1,12}", fullmatch=True).filter(
        lambda name: name not in ("root", "path", "lang", "rest_route", "x")
    ),
    st.text(st.characters(codec="utf-8"), max_size=20),
    max_size=5,
)


@given(st.sampled_from(ROOTS), PATH, PARAMS)
def test_an_endpoint_is_a_path_under_the_root(root: str, path: str, params: dict[str, str]) -> None:
    made, begun = urlsplit(endpoint(root, path, **params)), urlsplit(root)
    assert made[:2] == begun[:2]
    assert made.path == f"{begun.path.rstrip('/')}/{path}"
    assert dict(parse_qsl(made.query, keep_blank_values=True)) == dict(parse_qsl(begun.query)) | params


@given(st.sampled_from(ROUTES), PATH, PARAMS)
def test_an_endpoint_is_a_route_where_there_are_no_paths(root: str, path: str, params: dict[str, str]) -> None:
    made, begun = urlsplit(endpoint(root, path, **params)), urlsplit(root)
    assert made[:3] == begun[:3]
    query = dict(parse_qsl(made.query, keep_blank_values=True))
    assert query.pop("rest_route") == f"/{path}"
    assert query == {k: v for k, v in parse_qsl(begun.query) if k == "lang"} | params


@pytest.mark.parametrize(
    "root",
    [
        "https://h.example/wp-json/?_method=DELETE&force=true",
        "https://h.example/wp-json/?_METHOD=POST&password=x#fragment",
        "https://h.example/wp-json/?_method=DELETE&_fields=x&_envelope",
        "https://h.example/?rest_route=/wp/v2/users/1&_method=DELETE",
        "https://h.example/?rest_route=/&rest_route[]=x&rest_route=/wp/v2/users/1",
        "https://h.example/?lang=fr%26_method%3DDELETE&rest_route=/",
    ],
)
def test_what_a_stranger_adds_to_the_interfaces_address_orders_nothing(root: str) -> None:
    made = urlsplit(endpoint(root, "wp/v2/users/me", _fields="id"))
    query = parse_qsl(made.query, keep_blank_values=True)
    assert {name for name, _value in query} <= {"_fields", "lang", "rest_route"}
    assert [value for name, value in query if name == "rest_route"] in ([], ["/wp/v2/users/me"])
    assert ("_fields", "id") in query
    assert made.fragment == ""


@given(st.binary(max_size=300), st.text(max_size=100))
def test_no_page_and_no_header_is_a_surprise(body: bytes, link: str) -> None:
    post_id({"link": link}, b"<link rel=shortlink " + body, link, guid=link)
    rest_root({"link": f"<{link}>; rel={link}"}, body, "https://h.example/")


async def test_finds_interface_and_post_on_a_paper(site: Site, web: Web) -> None:
    article = await web.get(site.url(site.posts.thread))
    root = rest_root(article.headers, article.body, article.url)
    assert root == f"{site.home}wp-json/"
    assert post_id(article.headers, b"", article.url) == site.posts.thread
    assert post_id({}, article.body, article.url) == site.posts.thread
    feed = await web.get(f"{article.url}feed/")
    assert post_id(feed.headers, feed.body, feed.url) == site.posts.thread
    assert await find_post(web.get, root, article.url) == site.posts.thread
    assert await find_post(web.get, root, f"{site.home}2026/11/no-such-article/") == 0
    assert await find_post(web.get, root, site.home) == 0


async def test_a_slug_elsewhere_is_another_article() -> None:
    async def get(url: str) -> Fetched:
        assert "slug=a" in url
        return Fetched(
            url,
            200,
            {},
            b'[{"id": 3, "link": "https://h.example/2025/a/"}, {"id": 4, "link": "http://www.h.example/b/a"}]',
        )

    assert await find_post(get, "https://h.example/wp-json/", "https://h.example/b/a/?utm_source=rss") == 4


@pytest.mark.wordpress
async def test_finds_interface_and_post_where_addresses_are_plain(wordpress: Lab, web: Web) -> None:
    wordpress.reset("block")
    wordpress.option("permalink_structure", "")
    article = await web.get(wordpress.url(wordpress.posts.thread))
    root = rest_root(article.headers, article.body, article.url)
    assert root == f"{wordpress.home}index.php?rest_route=/"
    assert post_id(article.headers, b"", "") == post_id({}, article.body, "") == wordpress.posts.thread
    assert len(await fetch(web.get, root, wordpress.posts.long)) == 130


def test_a_page_that_means_ill_takes_no_longer_than_another() -> None:
    ill = [
        b"<link " + b"a" * 4000 + b">",
        b"<body class=",
        b"<input name=",
        b"<link a=",
        b"<",
        b"<body " + b"class " * 600,
    ]
    for piece in ill:
        assert post_id({}, piece * (1_000_000 // len(piece)), "https://h.example/") == 0
