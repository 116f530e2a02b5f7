"""The support page, noted from pages that are in hand."""

from __future__ import annotations

from placentin_tui.courier.process.executor import Executor
from placentin_tui.courier.wordpress.support_link import note_support
from placentin_tui.library import Library
from placentin_tui.models import NewSource
from placentin_tui.web import Web
from tests.web.server import Server, data

PAGE = "<nav><a href='/don'>Faire un don à la rédaction</a><a href='/é'>Été</a></nav>"


def added(library: Library, server: Server) -> int:
    return library.sources.add(NewSource(server.url("/feed/"), "Le Journal", home=server.base)).id


async def test_the_first_page_that_names_one_is_believed_and_the_person_more(
    library: Library, web: Web, server: Server
) -> None:
    source, executor = added(library, server), Executor(library)
    server.answers["/un"] = data(PAGE.encode("latin-1"), kind="text/html; charset=iso-8859-1")
    await note_support(executor, source, await web.get(server.url("/un")))
    assert library.sources.get(source).support_url == server.url("/don")
    library.sources.edit(source, support_url="https://own.example/")
    await note_support(executor, source, await web.get(server.url("/un")))
    assert library.sources.get(source).support_url == "https://own.example/"


async def test_the_page_of_another_site_is_not_believed(library: Library, web: Web, server: Server) -> None:
    source = library.sources.add(NewSource("https://planet.example/feed", "Planète", home="https://planet.example/")).id
    server.answers["/un"] = data(PAGE.encode(), kind="text/html; charset=utf-8")
    await note_support(Executor(library), source, await web.get(server.url("/un")))
    assert library.sources.get(source).support_url == ""
