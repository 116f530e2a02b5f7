"""Whole texts from the articles' pages: ahead of time at a refresh, and when asked for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from placentin_tui.courier.images.cache import ImageCache
from placentin_tui.courier.process.executor import Executor
from placentin_tui.courier.process.protocol import Event, PicturesFetched, TextFetched
from placentin_tui.courier.refresh import refresh as refresh_module
from placentin_tui.courier.refresh.refresh import refresh
from placentin_tui.courier.wordpress.full_text import fetch_text
from placentin_tui.errors import FetchError
from placentin_tui.feeds.prepare import prepare
from placentin_tui.library import Library
from placentin_tui.models import FullTextPolicy, NewSource, ParsedArticle, TextState, View
from placentin_tui.prose.plain import to_text
from placentin_tui.rendering.unavailable_text import why_no_text
from placentin_tui.web import Web
from tests.courier.bad_worker import DIES, SPINS
from tests.courier.conftest import NOW
from tests.courier.papers import picture
from tests.web.server import Server, data, redirect, text

PAGES = Path(__file__).parents[1] / "data" / "fulltext"
TEASER = "<p>La passerelle entre les deux rives divise le conseil municipal. [&#8230;]</p>"


def html(name: str) -> bytes:
    return (PAGES / f"{name}.html").read_bytes()


def summary_feed(server: Server, items: Iterable[tuple[str, str]], *, hour: int = 9) -> bytes:
    """A feed of summaries alone: names and summaries."""
    said = "".join(
        f"<item><title>Titre {name}</title><link>{server.url(f'/{name}')}</link><guid>{name}</guid>"
        f"<pubDate>Tue, 03 Mar 2026 {hour:02}:00:00 GMT</pubDate>"
        f"<description><![CDATA[{summary}]]></description></item>"
        for name, summary in items
    )
    return (
        f'<rss version="2.0"><channel><title>Journal</title><link>{server.base}</link>{said}</channel></rss>'.encode()
    )


def serve(server: Server, *names: str, pages: dict[str, str] | None = None) -> None:
    server.answers["/feed"] = data(summary_feed(server, [(name, TEASER) for name in names]))
    for name, page in (dict.fromkeys(names, "tables") if pages is None else pages).items():
        server.answers[f"/{name}"] = data(html(page), kind="text/html; charset=utf-8")


async def refreshed(library: Library, web: Web, pictures: Path | None = None) -> list[Event]:
    folder = ImageCache(pictures, 10_000_000) if pictures else None
    return [event async for event in refresh(library, web, now=NOW, force=True, pictures=folder)]


@pytest.fixture
def source(library: Library, server: Server) -> int:
    return library.sources.add(NewSource(server.url("/feed"))).id


# ── ahead of time ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_refresh_brings_the_whole_text(library: Library, web: Web, server: Server, source: int) -> None:
    serve(server, "un")
    events = await refreshed(library, web)
    assert TextFetched(1, found=True) in events
    page = library.articles.get(1)
    assert page.text is TextState.WHOLE
    assert "passerelle entre les deux rives divise" in to_text(page.brief)
    assert "Le budget, poste par poste" in to_text(page.blocks)
    assert page.summary.words > 250
    assert page.summary.corrected is None
    assert page.summary.offline_ready
    assert [row.id for row in library.articles.page(View(query="tirant fleuve"))] == [1]
    server.visits.clear()
    await refreshed(library, web)
    assert server.paths() == ["/feed"]


async def test_a_feed_with_bodies_asks_for_no_page(library: Library, web: Web, server: Server, source: int) -> None:
    body = "<p>" + "Tout le texte est là. " * 60 + "</p>"
    server.answers["/feed"] = data(summary_feed(server, [("un", body)]))
    await refreshed(library, web)
    assert server.paths() == ["/feed"]
    assert library.articles.get(1).text is TextState.AS_FED


async def test_pictures_of_the_page_come_with_it(
    library: Library, web: Web, server: Server, source: int, tmp_path: Path
) -> None:
    serve(server, "un")
    page = html("regional-daily").replace(b"https://paper.example", server.base.encode())
    server.answers["/un"] = data(page, kind="text/html")
    server.answers["/img/passerelle-1200.jpg"] = data(picture(kind="JPEG"), kind="image/jpeg")
    events = await refreshed(library, web, tmp_path / "pictures")
    assert PicturesFetched(1, 1) in events
    assert library.articles.summary(1).offline_ready


@pytest.mark.parametrize(("page", "trouble"), [("paywall", "paywall"), ("consent-wall", "consent"), ("login", "login")])
async def test_a_wall_leaves_the_feeds_text_and_tells_the_truth(
    library: Library, web: Web, server: Server, source: int, page: str, trouble: str
) -> None:
    serve(server, "un", pages={"un": page})
    await refreshed(library, web)
    article = library.articles.get(1)
    assert (article.text, article.text_trouble) == (TextState.PARTIAL, trouble)
    assert "divise le conseil" in to_text(article.blocks)
    assert not article.summary.offline_ready
    server.visits.clear()
    await refreshed(library, web)
    assert server.paths() == ["/feed"]


async def test_a_page_that_is_gone_is_not_asked_for_again(
    library: Library, web: Web, server: Server, source: int
) -> None:
    serve(server, "un", pages={})
    await refreshed(library, web)
    await refreshed(library, web)
    assert server.paths().count("/un") == 1
    assert (library.articles.get(1).text, library.articles.get(1).text_trouble) == (TextState.PARTIAL, "http-404")
    assert not library.articles.summary(1).offline_ready


async def test_a_page_that_does_not_come_today_comes_tomorrow(
    library: Library, web: Web, server: Server, source: int
) -> None:
    serve(server, "un", pages={})
    server.answers["/un"] = text("overloaded", status=503)
    await refreshed(library, web)
    assert library.articles.get(1).text is TextState.WANTED
    assert not library.articles.summary(1).offline_ready
    server.answers["/un"] = data(html("tables"), kind="text/html")
    await refreshed(library, web)
    assert library.articles.get(1).text is TextState.WHOLE


async def test_a_page_that_never_comes_is_given_up(library: Library, web: Web, server: Server, source: int) -> None:
    serve(server, "un", pages={})
    server.answers["/un"] = text("overloaded", status=503)
    for _nth in range(7):
        await refreshed(library, web)
    assert server.paths().count("/un") == 5
    assert library.articles.get(1).text is TextState.PARTIAL


async def test_pages_that_never_have_more_are_no_longer_asked_for(
    library: Library, web: Web, server: Server, source: int
) -> None:
    names = [f"a{n}" for n in range(5)]
    server.answers["/feed"] = data(summary_feed(server, [(name, "<p>Une note brève.</p>") for name in names]))
    for name in names:
        server.answers[f"/{name}"] = data(b"<article><p>Une note br\xc3\xa8ve.</p></article>", kind="text/html")
    await refreshed(library, web)
    assert all(library.articles.get(n).text is TextState.AS_FED for n in range(1, 6))
    server.answers["/feed"] = data(summary_feed(server, [("b", "<p>Une autre note.</p>")], hour=10))
    await refreshed(library, web)
    assert "/b" not in server.paths()
    assert library.articles.summary(6).offline_ready


async def test_the_person_decides_by_source(library: Library, web: Web, server: Server, source: int) -> None:
    library.fulltexts.set_policy(source, FullTextPolicy.NEVER)
    serve(server, "un")
    await refreshed(library, web)
    assert server.paths() == ["/feed"]
    assert library.articles.summary(1).offline_ready
    library.fulltexts.set_policy(source, FullTextPolicy.ALWAYS)
    assert not library.articles.summary(1).offline_ready
    await refreshed(library, web)
    assert library.articles.get(1).text is TextState.WHOLE


async def test_never_lets_go_of_what_was_wanted(library: Library, web: Web, server: Server, source: int) -> None:
    serve(server, "un", pages={})
    server.answers["/un"] = text("overloaded", status=503)
    await refreshed(library, web)
    library.fulltexts.set_policy(source, FullTextPolicy.NEVER)
    assert library.articles.get(1).text is TextState.AS_FED
    assert library.articles.summary(1).offline_ready


async def test_a_new_selector_asks_again(library: Library, web: Web, server: Server, source: int) -> None:
    serve(server, "un", pages={"un": "paywall"})
    await refreshed(library, web)
    library.fulltexts.set_selector(source, ".texte")
    assert library.articles.get(1).text is TextState.WANTED
    server.answers["/un"] = data(html("tables"), kind="text/html")
    await refreshed(library, web)
    assert library.articles.get(1).text is TextState.WHOLE
    assert library.sources.get(source).selector == ".texte"


async def test_what_the_feed_lacks_comes_from_the_page(library: Library, web: Web, server: Server, source: int) -> None:
    feed = f"<item><link>{server.url('/un')}</link><guid>un</guid><description>La passerelle […]</description></item>"
    feed = f'<rss version="2.0"><channel><title>J</title><link>{server.base}</link>{feed}</channel></rss>'
    server.answers["/feed"] = data(feed.encode())
    server.answers["/un"] = data(html("national-json-ld"), kind="text/html")
    await refreshed(library, web)
    page = library.articles.get(1)
    assert (page.summary.author, page.summary.published) == ("Nadia Haddad, Paul Roy", 1_772_525_700)
    assert page.lead
    assert page.lead.url == "https://paper.example/ld.jpg"
    assert [row.id for row in library.articles.page(View(author="Nadia Haddad, Paul Roy"))] == [1]
    assert [row.id for row in library.articles.page(View(query="haddad"))] == [1]


# ── a corrected article ──────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_corrected_summary_keeps_the_whole_text_until_the_next_one(
    library: Library, web: Web, server: Server, source: int
) -> None:
    serve(server, "un")
    await refreshed(library, web)
    server.answers["/feed"] = data(summary_feed(server, [("un", "<p>La passerelle réunit le conseil. […]</p>")]))
    server.answers["/un"] = text("overloaded", status=503)
    await refreshed(library, web)
    page = library.articles.get(1)
    assert page.summary.corrected == NOW
    assert "Le budget, poste par poste" in to_text(page.blocks)
    assert to_text(page.brief).startswith("La passerelle réunit")
    assert page.text is TextState.WANTED
    server.answers["/un"] = data(html("tables").replace(b"120000", b"125000"), kind="text/html")
    await refreshed(library, web)
    assert "125000" in to_text(library.articles.get(1).blocks)
    assert [to_text(revision.blocks).count("120000") for revision in library.revisions.of(1)] == [1]


# ── when asked for ───────────────────────────────────────────────────────────────────────────────────────────────────


def stored(library: Library, source: int, url: str, body: str = TEASER) -> int:
    parsed = ParsedArticle("guid:1", "Titre", url=url, html=body, base=url, digest="d")
    return library.articles.store(source, [prepare(parsed)]).new[0]


async def test_a_text_that_seemed_whole(library: Library, web: Web, server: Server, source: int) -> None:
    article = stored(library, source, server.url("/un"), "<p>La passerelle divise le conseil municipal.</p>")
    server.answers["/un"] = data(html("tables"), kind="text/html")
    page = await fetch_text(Executor(library), web, article, public_only=False)
    assert page.text is TextState.WHOLE


async def test_what_is_no_page(library: Library, web: Web, server: Server, source: int) -> None:
    article = stored(library, source, server.url("/un.pdf"))
    server.answers["/un.pdf"] = data(b"%PDF", kind="application/pdf")
    with pytest.raises(FetchError, match="is no page"):
        await fetch_text(Executor(library), web, article, public_only=False)


async def test_a_public_paper_leads_to_no_private_page(library: Library, web: Web, server: Server, source: int) -> None:
    article = stored(library, source, server.url("/un"))
    server.answers["/un"] = redirect(server.url("/deux"))
    server.answers["/deux"] = data(html("tables"), kind="text/html")
    with pytest.raises(FetchError) as caught:
        await fetch_text(Executor(library), web, article, public_only=True)
    assert caught.value.code == "private"
    assert server.paths() == []


@pytest.mark.parametrize(
    ("header", "encoding"), [("text/html", "cp1252"), ("text/html; charset=iso-8859-1", "cp1252"), ("", "utf-8")]
)
async def test_the_pages_charset(
    library: Library, web: Web, server: Server, source: int, header: str, encoding: str
) -> None:
    article = stored(library, source, server.url("/un"))
    markup = html("tables").decode().replace('<meta charset="utf-8">', "")
    server.answers["/un"] = data(markup.encode(encoding, "xmlcharrefreplace"), kind=header)
    page = await fetch_text(Executor(library), web, article, public_only=False)
    assert "Les habitants du quartier des Tanneurs, venus nombreux, avaient préparé" in to_text(page.blocks)


@pytest.mark.usefixtures("bad_workers")
async def test_a_page_that_undoes_its_reader_is_asked_for_once(
    library: Library, web: Web, server: Server, source: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh_module, "SECONDS", 4.0)  # enough for what reads pages to be loaded
    serve(server, "un", "deux", pages={"un": "tables", "deux": "tables"})
    server.answers["/un"] = data(html("tables") + SPINS, kind="text/html")
    await refreshed(library, web)
    assert texts_of(library) == {"Titre un": (TextState.PARTIAL, "broke"), "Titre deux": (TextState.WANTED, "")}
    assert why_no_text("broke") == "The article's page broke what was to read it, and was left alone."
    before = len(server.paths())
    await refreshed(library, web)
    assert server.paths()[before:] == ["/feed", "/deux"]
    assert texts_of(library) == {"Titre un": (TextState.PARTIAL, "broke"), "Titre deux": (TextState.WHOLE, "")}
    server.answers["/un"] = data(html("tables") + DIES, kind="text/html")
    (number,) = [row.id for row in library.articles.page(View()) if row.title == "Titre un"]
    with pytest.raises(FetchError, match="broke what was to read it"):
        await fetch_text(Executor(library), web, number, public_only=False)


def texts_of(library: Library) -> dict[str, tuple[TextState, str]]:
    """What there is of each article's text, and why not all, by the titles."""
    pages = [library.articles.get(row.id) for row in library.articles.page(View())]
    return {page.summary.title: (page.text, page.text_trouble) for page in pages}
