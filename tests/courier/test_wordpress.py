"""A refresh of a paper on WordPress: its debates followed, its articles whole, one's own comments looked after."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from placentin_tui.courier.comments.fetch import fetch_comments
from placentin_tui.courier.process.executor import Executor
from placentin_tui.courier.process.protocol import CommentsFetched, Event, OutgoingCommentSettled
from placentin_tui.courier.refresh.refresh import refresh
from placentin_tui.library import Library
from placentin_tui.models import NewSource, OutgoingState, View
from placentin_tui.prose.plain import to_text
from placentin_tui.web import Fetched, Web
from tests.courier.papers import feed, said
from tests.web.server import Server, data, text
from tests.wordpress.fake import Fake
from tests.wordpress.site import KNOWN

NOW = 1_795_564_800


class Asking(Web):
    """The web, and what was asked of it."""

    def __init__(self) -> None:
        super().__init__(timeout=20, clock=lambda: NOW)
        self.asked: list[str] = []

    async def get(self, url: str, **wish: Any) -> Fetched:
        self.asked.append(url)
        return await super().get(url, **wish)


@pytest.fixture
def fake() -> Iterator[Fake]:
    fake = Fake()
    fake.start()
    yield fake
    fake.close()


@pytest.fixture
async def asking() -> AsyncIterator[Asking]:
    async with Asking() as entered:
        yield entered


@pytest.fixture
def library(tmp_path: Any) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db", tmp_path / "pictures", clock=lambda: NOW) as opened:
        yield opened
        assert opened.check() == "ok"


async def refreshed(library: Library, web: Web, *, portraits: bool = False) -> list[Event]:
    return [event async for event in refresh(library, web, now=NOW, force=True, portraits=portraits)]


def article_of(library: Library, post: int) -> int:
    numbers = library.posts.numbers(row.id for row in library.articles.page(View()))
    return next(article for article, number in numbers.items() if number == post)


async def comment(web: Web, fake: Fake, post: int, text: str) -> None:
    fields = {"comment_post_ID": str(post), "comment_parent": "0", "author": KNOWN[0], "email": KNOWN[1]}
    fake.pass_a_minute()
    await web.post(f"{fake.home}wp-comments-post.php", [*fields.items(), ("comment", text)])


async def test_the_first_refresh_knows_the_paper(fake: Fake, library: Library, asking: Asking) -> None:
    source = library.sources.add(NewSource(f"{fake.home}feed/")).id
    await refreshed(library, asking)
    assert library.sources.rest_root(source) == f"{fake.home}wp-json/"
    page = library.articles.get(article_of(library, fake.posts.thread))
    assert page.lead
    assert page.author
    assert page.author.bio
    assert page.author.portrait is None
    assert page.summary.corrected is None
    assert [said.key for said in page.comments if said.parent] == ["3", "4", "8", "9"]
    assert page.summary.comments == len(page.comments) == 8
    assert not page.comments_partial
    assert len(library.articles.get(article_of(library, fake.posts.hundred)).comments) == 100


async def test_portraits_only_when_wanted(fake: Fake, library: Library, asking: Asking) -> None:
    library.sources.add(NewSource(f"{fake.home}feed/"))
    await refreshed(library, asking, portraits=True)
    page = library.articles.get(article_of(library, fake.posts.thread))
    assert page.author
    assert page.author.portrait


async def test_a_quiet_paper_is_asked_twice(fake: Fake, library: Library, asking: Asking) -> None:
    library.sources.add(NewSource(f"{fake.home}feed/"))
    await refreshed(library, asking)
    asking.asked.clear()
    await refreshed(library, asking)
    first, second = asking.asked
    assert first == f"{fake.home}feed/"
    assert "/comments?post=" in second
    assert "per_page=1&" in second


async def test_a_new_comment_comes_though_the_feed_is_the_same(fake: Fake, library: Library, asking: Asking) -> None:
    library.sources.add(NewSource(f"{fake.home}feed/"))
    await refreshed(library, asking)
    number = article_of(library, fake.posts.open)
    library.articles.visit(number)
    await comment(asking, fake, fake.posts.open, "Une nouvelle.")
    events = await refreshed(library, asking)
    assert [event for event in events if isinstance(event, CommentsFetched)] == [CommentsFetched(number, 1)]
    assert [to_text(said.blocks).strip() for said in library.comments.of(number)] == ["Une nouvelle."]
    assert library.articles.summary(number).comments == 1


async def test_a_comment_the_paper_took_away_goes(fake: Fake, library: Library, asking: Asking) -> None:
    library.sources.add(NewSource(f"{fake.home}feed/"))
    await refreshed(library, asking)
    number = article_of(library, fake.posts.thread)
    fake.remove(8)
    await refreshed(library, asking)
    assert len(library.comments.of(number)) == library.articles.summary(number).comments == 7


async def test_held_comments_are_looked_at_at_each_refresh(fake: Fake, library: Library, asking: Asking) -> None:
    library.sources.add(NewSource(f"{fake.home}feed/"))
    await refreshed(library, asking)
    number = article_of(library, fake.posts.open)
    outgoing_comments = [library.outbox.write(number, "", "Ana", "ana@h.example", words).id for words in ("Un", "Deux")]
    await comment(asking, fake, fake.posts.open, "Le troisième")
    (there,) = fake.comments(fake.posts.open)
    library.outbox.settle(outgoing_comments[0], OutgoingState.HELD, remote=there.id)
    library.outbox.settle(outgoing_comments[1], OutgoingState.HELD, remote=987_654)
    events = await refreshed(library, asking)
    settled = {event.outgoing: event.state for event in events if isinstance(event, OutgoingCommentSettled)}
    assert settled == {outgoing_comments[0]: "published", outgoing_comments[1]: "refused"}
    assert "did not keep" in library.outbox.get(outgoing_comments[1]).said


# ── papers that are only half of a WordPress ─────────────────────────────────────────────────────────────────────────


def an_item(link: str, guid: str, more: str = "") -> str:
    return (
        f"<item><title>T</title><link>{link}</link><guid isPermaLink='false'>{guid}</guid>{more}"
        "<content:encoded><![CDATA[<p>Un texte.</p>]]></content:encoded></item>"
    )


async def test_a_guid_brought_along_is_no_number(fake: Fake, library: Library, asking: Asking, server: Server) -> None:
    """An imported article keeps the guid of the site it comes from, or (worse) one that is another article's here."""
    root = f'<{fake.home}wp-json/>; rel="https://api.w.org/"'
    items = [
        an_item(f"{fake.home}2025/un/", "http://old.example/?p=5"),
        an_item(f"{fake.home}2025/deux/", f"{fake.home}?p=9"),
    ]
    server.answers["/feed"] = data(feed(items), link=root)
    library.sources.add(NewSource(server.url("/feed")))
    await refreshed(library, asking)
    rows = library.articles.page(View())
    assert library.posts.numbers(row.id for row in rows) == {}
    assert [to_text(library.articles.get(row.id).blocks).strip() for row in rows] == ["Un texte."] * 2


async def test_an_article_debated_elsewhere_is_not_asked(
    fake: Fake, library: Library, asking: Asking, server: Server
) -> None:
    elsewhere = "<comments>https://news.example/item?id=1</comments>"
    server.answers["/feed"] = data(feed([an_item(f"{fake.home}2026/un/", "x", elsewhere)]))
    library.sources.add(NewSource(server.url("/feed")))
    await refreshed(library, asking)
    asking.asked.clear()
    assert await fetch_comments(Executor(library), asking, 1, public_only=False) == 0
    assert asking.asked == []


async def test_where_the_interface_is_closed_the_feed_says_what_it_has(
    library: Library, asking: Asking, server: Server
) -> None:
    root = f'<{server.url("/wp-json/")}>; rel="https://api.w.org/"'
    talk = f"<wfw:commentRss>{server.url('/un/feed/')}</wfw:commentRss><slash:comments>12</slash:comments>"
    server.answers["/feed"] = data(feed([an_item(server.url("/un/"), server.url("/?p=7"), talk)]), link=root)
    names = [f"Lecteur {number}" for number in range(9)] + ["Ana"]
    server.answers["/un/feed/"] = data(said(*names))
    library.sources.add(NewSource(server.url("/feed")))
    await refreshed(library, asking)
    page = library.articles.get(1)
    assert library.articles.post(1) == 7
    assert (len(page.comments), page.summary.comments, page.comments_partial) == (10, 12, True)


async def test_a_page_finds_what_the_feed_does_not_say(
    fake: Fake, library: Library, asking: Asking, server: Server
) -> None:
    """The feed comes from elsewhere and names no number; the article's page knows both."""
    link = (await asking.get(fake.url(fake.posts.thread))).url
    server.answers["/feed"] = data(feed([an_item(link, "x", f"<comments>{link}#comments</comments>")]))
    source = library.sources.add(NewSource(server.url("/feed"))).id
    await refreshed(library, asking)
    assert library.sources.rest_root(source) is None, "nobody has opened an article yet"
    assert await fetch_comments(Executor(library), asking, 1, public_only=False) == 8
    assert (library.sources.rest_root(source), library.articles.post(1)) == (f"{fake.home}wp-json/", 5)


async def test_a_page_without_a_word_is_asked_once(library: Library, asking: Asking, server: Server) -> None:
    server.answers["/un/"] = text("<html></html>")
    talk = f"<comments>{server.url('/un/')}</comments>"
    server.answers["/feed"] = data(feed([an_item(server.url("/un/"), "x", talk)]))
    source = library.sources.add(NewSource(server.url("/feed"))).id
    await refreshed(library, asking)
    for _time in range(2):
        assert await fetch_comments(Executor(library), asking, 1, public_only=False) == 0
    assert library.sources.rest_root(source) == ""
    assert server.paths().count("/un/") == 1


async def test_a_stranger_among_the_articles_is_not_taken_for_the_papers_own(
    fake: Fake, library: Library, asking: Asking, server: Server
) -> None:
    """A planet gathers articles of many sites: each is asked, none is remembered as the planet's."""
    link = (await asking.get(fake.url(fake.posts.thread))).url
    server.answers["/feed"] = data(feed([an_item(link, "x", f"<comments>{link}#comments</comments>")]))
    source = library.sources.add(NewSource(server.url("/feed"))).id
    library.sources.set_rest_root(source, "https://planet.example/wp-json/")
    await refreshed(library, asking)
    assert await fetch_comments(Executor(library), asking, 1, public_only=False) == 8
    assert library.sources.rest_root(source) == "https://planet.example/wp-json/"
    assert library.articles.post(1) == 0
