from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from placentin_tui.errors import FeedError, FetchError
from placentin_tui.web import Fetched, Web
from placentin_tui.wordpress.comments import MOST_PAGES, PER_PAGE, fetch, parse, total
from tests.wordpress.site import DATA, Site

ROOT = "https://h.example/wp-json/"


def root_of(site: Site) -> str:
    return f"{site.home}wp-json/"


def test_reads_a_recorded_thread() -> None:
    comments = {comment.key: comment for comment in parse((DATA / "rest-comments-post5.json").read_bytes())}
    assert len(comments) == 8
    answer = comments["8"]
    assert (answer.author, answer.parent) == ("O’Connor", "7")
    assert answer.html.startswith("<p>Et les habitants")
    assert answer.published == 1795424071
    assert answer.url.endswith("/#comment-8")
    assert [comments[key].parent for key in ("7", "9")] == ["", "8"]


def test_entities_in_a_name_are_letters() -> None:
    [comment] = parse(json.dumps([{"id": 1, "author_name": "O&#8217;N &lt;3 &amp; Co\u202e"}]).encode())
    assert comment.author == "O’N <3 & Co"


@pytest.mark.parametrize("body", [b"", b"<html>", b"{}", b"null", b"[" * 100_000, b'{"code":"rest_no_route"}', b"\xff"])
def test_what_is_no_list_is_said(body: bytes) -> None:
    with pytest.raises(FeedError):
        parse(body)


def test_nothing_in_a_list_is_a_surprise() -> None:
    odd = [
        {},
        3,
        None,
        {"id": "x"},
        {"id": -1},
        {"id": True},
        {"id": 10**30},
        {"id": 10, "content": 3, "parent": 10**30, "date_gmt": 5, "link": []},
    ]
    [comment] = parse(json.dumps(odd).encode())
    assert (comment.html, comment.parent, comment.published, comment.url) == ("", "", None, "")


class Pages:
    """A REST interface of comments, a page at a time."""

    def __init__(self, comments: list[dict[str, object]], headers: dict[str, str] | None = None) -> None:
        self.comments = comments
        self.headers = headers or {}
        self.asked: list[int] = []

    async def get(self, url: str) -> Fetched:
        query = parse_qs(urlsplit(url).query)
        page, size = int(query["page"][0]), int(query["per_page"][0])
        self.asked.append(page)
        shown = self.comments[(page - 1) * size : page * size]
        return Fetched(url, 200, self.headers, json.dumps(shown).encode())


def many(count: int) -> list[dict[str, object]]:
    return [{"id": n, "parent": 0} for n in range(1, count + 1)]


@pytest.mark.parametrize(("count", "asked"), [(0, 1), (99, 1), (100, 2), (101, 2), (250, 3)])
async def test_asks_until_a_page_is_not_full(count: int, asked: int) -> None:
    pages = Pages(many(count))
    assert len(await fetch(pages.get, ROOT, 5)) == count
    assert pages.asked == list(range(1, asked + 1))


async def test_believes_the_number_of_pages() -> None:
    pages = Pages(many(100), {"x-wp-totalpages": "1"})
    assert len(await fetch(pages.get, ROOT, 5)) == 100
    assert pages.asked == [1]


async def test_a_thread_without_end_ends() -> None:
    pages = Pages(many(PER_PAGE * (MOST_PAGES + 2)), {"x-wp-totalpages": "999999999"})
    assert len(await fetch(pages.get, ROOT, 5)) == PER_PAGE * MOST_PAGES


async def test_answers_to_what_is_not_there_stand_alone() -> None:
    pages = Pages(
        [
            {"id": 1, "parent": 9},
            {"id": 2, "parent": 1},
            {"id": 3, "parent": 3},
            {"id": 4, "parent": 5},
            {"id": 5, "parent": 4},
        ]
    )
    assert {each.key: each.parent for each in await fetch(pages.get, ROOT, 5)} == {
        "1": "",
        "2": "1",
        "3": "",
        "4": "5",
        "5": "4",
    }


async def test_a_comment_that_slips_to_the_next_page_is_one() -> None:
    pages = Pages([*many(100), {"id": 100, "parent": 0}])
    assert len(await fetch(pages.get, ROOT, 5)) == 100


async def test_no_number_is_no_total() -> None:
    async def get(url: str) -> Fetched:
        return Fetched(url, 200, {}, b"[]")

    with pytest.raises(FeedError):
        await total(get, ROOT, 5)


@pytest.mark.parametrize(
    ("name", "count"), [("hundred", 100), ("long", 130), ("thread", 8), ("open", 0), ("unknown", 0)]
)
async def test_a_thread_is_complete(site: Site, web: Web, name: str, count: int) -> None:
    post = getattr(site.posts, name)
    comments = await fetch(web.get, root_of(site), post)
    assert len(comments) == await total(web.get, root_of(site), post) == count
    approved = {str(kept.id): str(kept.parent or "") for kept in site.comments(post) if kept.state == "approved"}
    assert {comment.key: comment.parent for comment in comments} == approved
    moments = [comment.published or 0 for comment in comments]
    assert moments == sorted(moments)


async def test_counts_several_threads_at_once(site: Site, web: Web) -> None:
    posts = site.posts
    assert await total(web.get, root_of(site), posts.thread, posts.open, posts.long) == 138


async def test_has_three_levels(site: Site, web: Web) -> None:
    comments = {comment.key: comment for comment in await fetch(web.get, root_of(site), site.posts.thread)}
    answers = [comment for comment in comments.values() if comment.parent]
    assert any(comments[answer.parent].parent for answer in answers)


async def test_the_comments_of_a_protected_article_are_not_to_be_had(site: Site, web: Web) -> None:
    with pytest.raises(FetchError) as refused:
        await fetch(web.get, root_of(site), site.posts.protected)
    assert refused.value.code == "http-401"
