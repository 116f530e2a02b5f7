"""Documents made to be slow, beside good ones: the news of the good ones is there first, theirs or a sentence soon."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable

import pytest

from placentin_tui.courier.process.protocol import SourceRefreshed, Subscribed
from placentin_tui.courier.refresh.subscribe import subscribe as subscribe_to
from placentin_tui.courier.workers import parser_pool
from placentin_tui.errors import NoFeedFound
from placentin_tui.library import Library
from placentin_tui.models import NewSource, View
from placentin_tui.prose.plain import to_text
from placentin_tui.web import Web
from tests.courier.papers import feed, item, said
from tests.courier.refreshing import of, refreshed, subscribe, titles
from tests.web.server import Server, data

GOOD = 5
SECONDS = 30.0
"""Of the processor's time for one of them, on a machine that is slow."""


def paper(html: str) -> bytes:
    return feed([item("lent", html)])


def json_feed(**fields: object) -> bytes:
    one = {"id": "1", "url": "http://paper.example/1", "title": "Titre lent", **fields}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Lent", "items": [one]}).encode()


SLOW: dict[str, Callable[[], bytes]] = {
    "a run of spaces in JSON": lambda: json_feed(content_text="a" + " " * 400_000 + "b"),
    "a run of spaces in Atom": lambda: (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><title>Lent</title><entry><id>1</id><title>Titre lent</title>"
        b"<content type='text'>a" + b" " * 600_000 + b"b</content></entry></feed>"
    ),
    "half a link over and over": lambda: paper("<p><a href=#c>c</a> " + "href=" * 120_000),
    "scripts that are not closed": lambda: paper("<p>x</p>" + "<script" * 85_000),
    "a srcset of commas": lambda: paper(f"<p>x</p><img src=/a.jpg srcset='{',' * 19_990}'>" * 30),
    "names of pictures": lambda: paper(f"<p>x</p><img data-x='{'.jpg?' * 12_000} '>" * 10),
    "placeholders": lambda: paper(f"<p>x</p><img src='{'-blank' * 10_000} '>" * 10),
    "a tag of 100,000 attributes": lambda: paper("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">x"),
    "bold upon bold in each paragraph": lambda: paper(
        "<p>" + "".join(f"<b a={n}>" for n in range(4_000)) + "x<p>y" * 4_000
    ),
    "200,000 elements within one another": lambda: paper("<div>" * 200_000 + "x"),
    "links inside and their places": lambda: paper("".join(f"<a href=#a{n} id=a{n}></a>" for n in range(20_000)) + "x"),
    "sources and pictures in one": lambda: paper(
        "<p>x</p><picture>" + "<source srcset=/a.jpg>" * 12_000 + "<img src=/b.png>" * 12_000
    ),
    "a wide row and many rows": lambda: paper("<table><tr>" + "<td colspan=200>a" * 15_000 + "<tr><td>a" * 30_000),
    "authors of a feed and items": lambda: json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Lent",
            "authors": [{"name": f"a{n}"} for n in range(20_000)],
            "items": [{"id": n, "title": f"Titre lent {n}"} for n in range(5_000)],
        }
    ).encode(),
    "a reference of 5,000 figures": lambda: feed([item("lent")]).replace(
        b"<title>Titre lent", b"<title>&#" + b"0" * 5_000 + b"65; Titre lent"
    ),
    "a number of 5,000 figures": lambda: json_feed(attachments=[]).replace(
        b"[]", b'[{"size_in_bytes": %s}]' % (b"9" * 5_000)
    ),
}


@pytest.mark.parametrize("slow", SLOW.values(), ids=SLOW)
async def test_a_slow_document_is_read_in_time_beside_good_ones(
    library: Library, web: Web, server: Server, slow: Callable[[], bytes]
) -> None:
    server.answers["/slow"] = data(slow())
    for number in range(GOOD):
        server.answers[f"/{number}"] = data(feed([item(str(number))]))
    sources = subscribe(library, server.url("/slow"), *(server.url(f"/{number}") for number in range(GOOD)))
    began = spent()
    events = of(await refreshed(library, web), SourceRefreshed)
    assert [(event.source, event.status, event.error) for event in events if event.status != "new"] == []
    assert len(events) == 1 + GOOD
    assert spent() - began < SECONDS
    first = [library.articles.page(View(source=source))[0].title for source in sources]
    assert first[0].startswith(("Titre lent", "A Titre lent"))
    assert first[1:] == [f"Titre {number}" for number in range(GOOD)]


def spent() -> float:
    """The processor's time that this process and those it has started took."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


async def test_what_no_bound_of_ours_makes_quick_is_ended_by_the_clock(
    library: Library, web: Web, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An ill-formed feed with a long head: feedparser's patient reader goes through the head again with each item."""
    monkeypatch.setattr(parser_pool, "QUICK", 0.5)
    monkeypatch.setattr(parser_pool, "PATIENT", 1.0)
    monkeypatch.setattr(parser_pool, "PATIENT_FOR_MORE", 0.0)
    head = f'<rss version="2.0"><channel><title>Lent</title>{"<x>a</x>" * 2_000}'
    body = head + "<item><title>a</title></item>" * 9_000 + "<oops></channel></rss>"
    server.answers["/slow"] = data(body.encode())
    for number in range(GOOD):
        server.answers[f"/{number}"] = data(feed([item(str(number))]))
    subscribe(library, server.url("/slow"), *(server.url(f"/{number}") for number in range(GOOD)))
    began = spent()
    events = of(await refreshed(library, web), SourceRefreshed)
    assert [event.status for event in events] == ["new"] * GOOD + ["failed"]
    assert events[-1].error == "The feed broke what was to read it, and was left alone."
    assert spent() - began < SECONDS
    server.answers["/slow"] = data(feed([item("mieux")]))
    await refreshed(library, web, force=True)
    assert "Titre mieux" in titles(library)


HOSTILE_COMMENT = "<p><a href=#c>c</a> " + "href=" * 13_000 + "</p>"


async def test_a_comment_made_to_be_slow_is_one_among_others(library: Library, web: Web, server: Server) -> None:
    names = [f"Léa {number}" for number in range(9)]
    server.answers["/comments"] = data(said(*names).replace(b"<p>Bravo", HOSTILE_COMMENT.encode() + b"<p>Bravo"))
    server.answers["/feed"] = data(feed([item("un", comments=9, discussed_at=server.url("/comments"))]))
    library.sources.add(NewSource(server.url("/feed")))
    began = spent()
    await refreshed(library, web)
    (row,) = library.articles.page(View())
    comments = library.comments.of(row.id)
    assert sorted(comment.author for comment in comments) == names
    assert all(to_text(comment.blocks).endswith(f"Bravo, dit {comment.author}.") for comment in comments)
    assert spent() - began < SECONDS


@pytest.mark.parametrize(
    "page",
    [
        "<p " + " ".join(f"a{n}=1" for n in range(140_000)) + ">",
        "<p " + " ".join(f'a{n}=">"' for n in range(100_000)) + ">",
        "<div>" * 200_000,
        "<p>" + "".join(f"<b a={n}>" for n in range(4_000)) + "x<p>y" * 4_000,
        "<object><a href=/x>soutenir</a>" * 20_000,
    ],
    ids=["attributes", "attributes that look like ends", "elements", "bold", "links"],
)
async def test_a_page_made_to_be_slow_is_looked_through_in_time(
    library: Library, web: Web, server: Server, page: str
) -> None:
    named = "<link rel=alternate type='application/rss+xml' href=/flux>"
    server.answers["/flux"] = data(feed([item("un")]))
    server.answers["/"] = data(f"<html><head>{named}</head><body>{page}".encode(), kind="text/html")
    server.answers["/none"] = data(f"<html><head></head><body>{page}".encode(), kind="text/html")
    began, at = spent(), time.monotonic()
    events = [event async for event in subscribe_to(library, web, server.url("/"))]
    assert isinstance(events[0], Subscribed)
    with pytest.raises(NoFeedFound):
        async for _event in subscribe_to(library, web, server.url("/none")):
            pass
    assert spent() - began < SECONDS
    assert time.monotonic() - at < 5 * SECONDS
