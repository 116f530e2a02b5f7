"""Data that lies: dates, names, amounts, addresses; told from a feed on a server to the rows in the library."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from urllib.parse import urlsplit

import pytest

from placentin_tui.courier.process.protocol import RefreshFinished
from placentin_tui.feeds.parser_output import MOST_ENTRIES
from placentin_tui.library import Library
from placentin_tui.models import View
from placentin_tui.web import Web
from tests.courier.conftest import NOW
from tests.courier.papers import feed
from tests.courier.refreshing import refreshed, subscribe, titles
from tests.web.server import Server, data

HOUR = 60 * 60
WHEN = "Tue, 03 Mar 2026 {hour:02}:00:00 GMT"


def item(
    name: str, *, guid: str | None = None, date: str = WHEN.format(hour=9), link: str | None = None, text: str = ""
) -> str:
    place = f"http://paper.example/{name}/" if link is None else link
    return (
        f"<item><title>Titre {name}</title><link>{place}</link>"
        f"<guid isPermaLink='false'>{name if guid is None else guid}</guid><pubDate>{date}</pubDate>"
        f"<description>{text or f'Le texte de {name}.'}</description></item>"
    )


async def brings(library: Library, web: Web, server: Server, body: bytes, *, now: int = NOW) -> tuple[int, int]:
    """How many new articles and how many corrected ones a document brings."""
    library.articles._ingest._clock = lambda: now
    server.answers["/feed"] = data(body)
    (*_events, last) = await refreshed(library, web, now=now, force=True)
    assert isinstance(last, RefreshFinished)
    assert last.failed == 0
    return last.new, last.changed


# ── dates ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "date",
    ["0000-00-00T00:00:00Z", "0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 GMT", "9999-12-31T23:59:59Z",
     "Fri, 31 Dec 9999 23:59:59 GMT", "2031-01-01T00:00:00Z", "Sat, 01 Jan 2061 00:00:00 GMT", "1970-01-01T00:00:00Z",
     "99999999999999999999", "hier", ""],
)  # fmt: skip
async def test_no_date_keeps_an_article_on_top(library: Library, web: Web, server: Server, date: str) -> None:
    subscribe(library, server.url("/feed"))
    liar, honest = item("liar", date=date), item("honest", date=WHEN.format(hour=11))
    assert await brings(library, web, server, feed([liar, honest])) == (2, 0)
    assert titles(library) == ["Titre liar", "Titre honest"], "it stands where it was first seen"
    news = item("news", date=WHEN.format(hour=13))
    assert await brings(library, web, server, feed([liar, news, honest]), now=NOW + 2 * HOUR) == (1, 0)
    assert titles(library) == ["Titre news", "Titre liar", "Titre honest"]
    assert all(row.at <= NOW + 2 * HOUR for row in library.articles.page(View()))


async def test_a_feed_dated_anew_moves_nothing_and_brings_nothing(library: Library, web: Web, server: Server) -> None:
    subscribe(library, server.url("/feed"))
    await brings(library, web, server, feed([item("deux"), item("un", date=WHEN.format(hour=8))]))
    before = [(row.title, row.at, row.corrected) for row in library.articles.page(View())]
    anew = [item("un", date=WHEN.format(hour=15)), item("deux", date=WHEN.format(hour=14))]
    assert await brings(library, web, server, feed(anew), now=NOW + 4 * HOUR) == (0, 0)
    assert [(row.title, row.at, row.corrected) for row in library.articles.page(View())] == before


# ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_one_guid_for_everything(library: Library, web: Web, server: Server) -> None:
    subscribe(library, server.url("/feed"))
    papers = [item(name, guid="0") for name in ("un", "deux", "trois")]
    assert await brings(library, web, server, feed(papers)) == (3, 0)
    assert await brings(library, web, server, feed(reversed(papers))) == (0, 0)
    assert await brings(library, web, server, feed(papers[:1])) == (0, 0), "alone, it has the guid for itself"
    assert await brings(library, web, server, feed([*papers, item("quatre", guid="0")])) == (1, 0)
    assert len(titles(library)) == 4


async def test_one_article_twice(library: Library, web: Web, server: Server) -> None:
    subscribe(library, server.url("/feed"))
    assert await brings(library, web, server, feed([item("un"), item("un"), item("un", text="Autrement.")])) == (1, 0)
    assert await brings(library, web, server, feed([item("un"), item("un")])) == (0, 0)


@pytest.fixture
def names() -> Iterator[str]:
    return (f"{number:08x}" for number in count(1_000))


async def test_guids_made_anew_at_every_fetch(library: Library, web: Web, server: Server, names: Iterator[str]) -> None:
    (source,) = subscribe(library, server.url("/feed"))

    def paper(*papers: str, **texts: str) -> bytes:
        return feed(item(each, guid=next(names), text=texts.get(each, "")) for each in papers)

    assert await brings(library, web, server, paper("a", "b", "c", "d")) == (4, 0)
    library.undo_log.mark_read([row.id for row in library.articles.page(View())])
    for _fetch in range(3):
        assert await brings(library, web, server, paper("a", "b", "c", "d")) == (0, 0)
    assert library.sources.get(source).oddity == "renamed", "it is noticed"
    assert await brings(library, web, server, paper("e", "a", "b", "c", "d", b="Corrigé.")) == (1, 1)
    assert [row.read for row in library.articles.page(View())].count(False) == 1
    seen = library._connection.value("SELECT count(*) FROM seen")
    assert seen == 5, "no name is kept that no feed will say again"


async def test_the_weather_is_news_every_day(library: Library, web: Web, server: Server) -> None:
    subscribe(library, server.url("/feed"))
    for day in range(2, 6):
        weather = item("météo", guid=f"m{day}", date=f"Tue, 0{day} Mar 2026 06:00:00 GMT", text=f"{day} degrés.")
        assert await brings(library, web, server, feed([weather]), now=NOW + day * 24 * HOUR) == (1, 0)
    assert titles(library) == ["Titre météo"] * 4


def counted(name: str, count: int, title: str = "", text: str = "Tous sont saufs, disent les sauveteurs.") -> str:
    place = f"http://paper.example/{name}"
    return (
        f"<item><title>{title or f'Le bac {name} s’échoue'}</title><link>{place}?at_medium=RSS</link>"
        f"<guid isPermaLink='false'>{place}#{count}</guid><pubDate>{WHEN.format(hour=9 + count)}</pubDate>"
        f"<description>{text}</description></item>"
    )


async def test_guids_that_count_corrections(library: Library, web: Web, server: Server) -> None:
    (source,) = subscribe(library, server.url("/feed"))
    papers = "abcd"
    assert await brings(library, web, server, feed(counted(name, 0) for name in papers)) == (4, 0)
    library.undo_log.mark_read([row.id for row in library.articles.page(View())])
    assert await brings(library, web, server, feed(counted(name, 1) for name in papers)) == (0, 0), (
        "nothing but a figure"
    )
    retitled = [
        counted("a", 2, "Quarante passagers saufs"),
        counted("b", 2, text="Deux manquent, disent les sauveteurs."),
    ]
    assert await brings(library, web, server, feed([*retitled, counted("c", 0), counted("d", 1)])) == (0, 2)
    both = [counted("a", 3, "Tous saufs"), counted("a", 2, "Quarante passagers saufs"), counted("e", 0)]
    assert await brings(library, web, server, feed(both)) == (1, 1)
    assert library.sources.get(source).oddity == ""
    assert titles(library).count("Tous saufs") == 1
    assert sum(row.read for row in library.articles.page(View())) == 4, "marks are kept"


def tokened(number: int, token: str, text: str = "") -> str:
    return (
        f"<item><title>Étude {number}</title><link>http://paper.example/revue?id={number}&amp;v={token}{number}</link>"
        f"<pubDate>{WHEN.format(hour=number)}</pubDate><description>{text or f'Résumé {number}.'}</description></item>"
    )


@pytest.mark.parametrize("many", [1, 2, 8])
async def test_no_guid_and_a_token_in_the_link(library: Library, web: Web, server: Server, many: int) -> None:
    subscribe(library, server.url("/feed"))
    numbers = range(1, many + 1)
    assert await brings(library, web, server, feed(tokened(n, "a8Xk") for n in numbers)) == (many, 0)
    library.undo_log.mark_read([row.id for row in library.articles.page(View())])
    for token in ("QQ31", "zz07", "p-_9"):
        assert await brings(library, web, server, feed(tokened(n, token) for n in numbers)) == (0, 0), (
            "nor is it corrected"
        )
        assert all(token in row.url for row in library.articles.page(View())), "the link that leads there now"
    news = [tokened(9, "new"), tokened(1, "new", "Résumé 1, corrigé."), *(tokened(n, "new") for n in numbers[1:])]
    assert await brings(library, web, server, feed(news)) == (1, 1)
    assert [row.read for row in library.articles.page(View())].count(False) == 1
    assert library._connection.value("SELECT count(*) FROM seen") == many + 1


def posted(title: str, day: int, text: str, guid: str = "") -> str:
    named = f"<guid>{guid}</guid>" if guid else ""
    return (
        f"<item><title>{title}</title><link>http://paper.example/port</link>{named}"
        f"<pubDate>Tue, 0{day} Mar 2026 10:00:00 GMT</pubDate><description>{text}</description></item>"
    )


@pytest.mark.parametrize("guid", ["", "http://paper.example/port"])
async def test_different_articles_on_one_link(library: Library, web: Web, server: Server, guid: str) -> None:
    subscribe(library, server.url("/feed"))
    open_, shuts, reopens, weather = (
        posted("La digue est ouverte", 1, "Depuis midi.", guid),
        posted("La digue ferme ce soir", 2, "À six heures.", guid),
        posted("La digue rouvrira mardi", 3, "Si le vent tombe.", guid),
        posted("Météo", 3, "Soleil.", guid),
    )
    assert await brings(library, web, server, feed([shuts, open_])) == (2, 0)
    library.undo_log.mark_read([row.id for row in library.articles.page(View())])
    assert await brings(library, web, server, feed([shuts, open_]) + b" ") == (0, 0)
    assert await brings(library, web, server, feed([reopens, shuts, open_])) == (1, 0)
    assert await brings(library, web, server, feed([weather, reopens])) == (1, 0)
    assert await brings(library, web, server, feed([open_])) == (0, 0), "alone it is known as well"
    late = posted("La digue rouvrira mercredi", 3, "Si le vent tombe.", guid)
    assert await brings(library, web, server, feed([weather.replace("03 Mar", "04 Mar"), late, open_])) == (0, 1)
    tomorrow = posted("Météo", 5, "Pluie.", guid)
    assert await brings(library, web, server, feed([tomorrow]), now=NOW + 24 * HOUR) == (1, 0), "known for a board"
    assert [row.read for row in library.articles.page(View())].count(True) == 2
    assert len(titles(library)) == 5


async def test_another_article_under_an_old_guid(library: Library, web: Web, server: Server) -> None:
    subscribe(library, server.url("/feed"))
    storm = "La tempête a coupé trois routes du littoral dans la nuit, le courant reviendra vers midi."
    vote = "Le conseil municipal a voté le budget ; la piscine attendra ses nouveaux vestiaires."
    first = item("a", guid="une", text=storm)
    assert await brings(library, web, server, feed([first])) == (1, 0)
    (old,) = library.articles.page(View())
    library.undo_log.mark_read([old.id])
    library.undo_log.star([old.id])
    assert await brings(library, web, server, feed([item("a", guid="une", text=storm + " Deux blessés.")])) == (0, 1)
    second = item("b", guid="une", text=vote).replace("Titre b", "Budget voté")
    assert await brings(library, web, server, feed([second])) == (1, 0)
    assert [(row.title, row.read, row.starred) for row in library.articles.page(View())] == [
        ("Budget voté", False, False), ("Titre a", True, True),
    ]  # fmt: skip
    assert await brings(library, web, server, feed([item("a", guid="une", text=storm + " Deux blessés.")])) == (0, 0)
    assert await brings(library, web, server, feed([second]) + b" ") == (0, 0)


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Le Journal</title>{entries}</feed>"""
ENTRY = """<entry><id>tag:paper.example,2026:{name}</id><title>Titre {name}</title>
<link href="https://www.paper.example/{name}"/><updated>2026-03-03T09:30:00Z</updated>
<content type="html">&lt;p&gt;Le texte entier de {name}, et plus encore.&lt;/p&gt;</content></entry>"""


async def test_rss_that_becomes_atom_at_another_address(library: Library, web: Web, server: Server) -> None:
    (source,) = subscribe(library, server.url("/feed"))
    papers = ("a", "b", "c", "d", "e")
    assert await brings(library, web, server, feed(item(name) for name in papers)) == (5, 0)
    atom = ATOM.format(entries="".join(ENTRY.format(name=name) for name in ("nouveau", *papers))).encode()
    assert await brings(library, web, server, atom) == (1, 0), "what was there is recognised, and nothing is corrected"
    assert library.sources.get(source).oddity == "renamed"
    more = ATOM.format(entries="".join(ENTRY.format(name=name) for name in ("encore", "nouveau", *papers))).encode()
    assert await brings(library, web, server, more) == (1, 0)
    assert library.sources.get(source).oddity == ""


async def test_what_vanishes_and_comes_back_is_the_same(library: Library, web: Web, server: Server) -> None:
    subscribe(library, server.url("/feed"))
    await brings(library, web, server, feed([item("un"), item("deux")]))
    library.undo_log.mark_read([row.id for row in library.articles.page(View())])
    assert await brings(library, web, server, feed([item("deux")])) == (0, 0)
    assert await brings(library, web, server, feed([item("un"), item("deux")])) == (0, 0)
    assert all(row.read for row in library.articles.page(View()))


# ── too much ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.faults
async def test_a_hundred_thousand_items(library: Library, web: Web, server: Server) -> None:
    items = "".join(f"<item><title>{number}</title><guid>{number}</guid></item>" for number in range(100_000))
    (source,) = subscribe(library, server.url("/feed"))
    body = f"<rss version='2.0'><channel><title>P</title>{items}</channel></rss>".encode()
    assert len(body) < 10_000_000
    assert await brings(library, web, server, body) == (MOST_ENTRIES, 0)
    assert library.sources.get(source).oddity == "too-many", "it is said"
    assert await brings(library, web, server, body + b" ") == (0, 0)
    assert await brings(library, web, server, feed([item("un")])) == (1, 0)
    assert library.sources.get(source).oddity == ""


# ── two papers, one story ────────────────────────────────────────────────────────────────────────────────────────────


async def test_two_sources_with_the_same_articles_keep_a_copy_each(library: Library, web: Web, server: Server) -> None:
    server.answers["/again"] = data(feed([item("un"), item("deux")], title="L’autre"))
    one, two = subscribe(library, server.url("/feed"), server.url("/again"))
    assert await brings(library, web, server, feed([item("un"), item("deux")])) == (4, 0)
    (first, *_rest) = library.articles.page(View(source=one))
    library.undo_log.mark_read([first.id])
    assert [row.read for row in library.articles.page(View(source=two))] == [False, False], "a mark is one copy's"
    assert {row.source_title for row in library.articles.page(View())} == {"Le Journal", "L’autre"}
    library.undo_log.remove_source(one)
    assert len(titles(library)) == 2, "nobody's copy goes with another's"


# ── what is missing ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_items_without_a_title(library: Library, web: Web, server: Server) -> None:
    bare = [
        "<item><guid>1</guid><description>Un texte sans titre, mais pas sans mots.</description></item>",
        "<item><guid>2</guid><link>http://paper.example/sans-titre/</link></item>",
        "<item><guid isPermaLink='false'>3</guid></item>",
        "<item/>",
    ]
    subscribe(library, server.url("/feed"))
    assert await brings(library, web, server, feed(bare)) == (2, 0), "what says nothing at all is no article"
    assert set(titles(library)) == {"Un texte sans titre, mais pas sans mots.", ""}
    assert await brings(library, web, server, feed([*bare, item("un")])) == (1, 0)


@pytest.mark.parametrize("link", ["http:///sans-hote", "//", "https://", "http://:80/x", "?p=1", "javascript:x()"])
async def test_links_without_a_host(library: Library, web: Web, server: Server, link: str) -> None:
    subscribe(library, server.url("/feed"))
    assert await brings(library, web, server, feed([item("un", link=link)])) == (1, 0)
    (row,) = library.articles.page(View())
    assert row.url == "" or urlsplit(row.url).hostname, "no address, or one that leads somewhere"
    assert await brings(library, web, server, feed([item("un", link=link), item("deux")])) == (1, 0)


@pytest.mark.parametrize(
    ("kind", "charset"),
    [
        ("text/html", "utf-8"),
        ("image/png", "utf-8"),
        ("", "utf-8"),
        ("application/octet-stream", "utf-8"),
        ("application/rss+xml; charset=us-ascii", "utf-8"),
        ("application/rss+xml; charset=nobody-knows", "utf-8"),
        ("application/rss+xml; charset=utf-8", "windows-1252"),
        ("application/rss+xml", "utf-16"),
    ],
)
async def test_a_feed_called_something_else_is_read_all_the_same(
    library: Library, web: Web, server: Server, kind: str, charset: str
) -> None:
    body = feed([item("été")]).decode().replace('encoding="UTF-8"', f'encoding="{charset}"').encode(charset)
    server.answers["/feed"] = data(body, kind=kind)
    subscribe(library, server.url("/feed"))
    await refreshed(library, web)
    assert titles(library) == ["Titre été"]
