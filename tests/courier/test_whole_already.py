"""Asking for the whole text of an article that is whole: it is said, and nothing changes, whatever its page is."""

from __future__ import annotations

from contextlib import suppress

import pytest

from placentin_tui.courier.process.executor import Executor
from placentin_tui.courier.wordpress.full_text import fetch_text, text_fetched
from placentin_tui.errors import FetchError
from placentin_tui.library import Library
from placentin_tui.models import FullTextPolicy, NewSource, TextState
from placentin_tui.rendering.unavailable_text import why_no_text
from placentin_tui.web import Web
from tests.courier.bad_worker import DIES
from tests.courier.papers import feed, item
from tests.courier.test_full_text import refreshed
from tests.web.server import Answer, Server, data, redirect

BODY = "".join(
    f"<p>Le conseil de la ville a voté hier soir le budget de la nouvelle école du port, article {n}.</p>"
    for n in range(12)
)
COMMENT_FORM = (
    '<form id="commentform"><p class="comment-form-cookies-consent"><input id="wp-comment-cookies-consent" '
    'type="checkbox"> <label>Enregistrer mon nom, mon e-mail et mon site dans le navigateur.</label></p></form>'
)
BANNER = '<div id="didomi-host" class="consent-banner"><p>Nous et nos partenaires utilisons des cookies.</p></div>'
LOGIN = '<form class="login"><input type="email"><input type="password"></form>'
PAYWALL = '<div class="paywall"><p>La suite est réservée à nos abonnés.</p></div>'


def page(text: str, beside: str = "") -> Answer:
    markup = (
        f"<html><head><title>Titre un</title></head><body><article><h1>Titre un</h1>{text}</article>"
        f"{beside}</body></html>"
    )
    return data(markup.encode(), kind="text/html; charset=utf-8")


ANSWERS = {
    "a comment form": page(BODY, COMMENT_FORM),
    "a banner": page(BODY, BANNER),
    "a login": page(BODY, LOGIN),
    "a wall behind the beginning": page("<p>Le conseil de la ville a voté hier soir le budget.</p>" + PAYWALL),
    "a wall alone": page("", PAYWALL),
    "nothing": page(""),
    "gone": data(b"gone", status=404),
    "no page": data(b"%PDF", kind="application/pdf"),
    "a consent elsewhere": redirect("/consent"),
}


async def stored(library: Library, web: Web, server: Server, body: str = BODY) -> int:
    """An article whole in its feed, ready to be read offline."""
    library.sources.add(NewSource(server.url("/feed")))
    paper = feed([item("un", body)]).replace(b"http://paper.example", server.base.encode())
    server.answers["/feed"] = data(paper)
    server.answers["/consent"] = page("<p>Nous et nos partenaires stockons des informations.</p>")
    await refreshed(library, web)
    assert library.articles.summary(1).offline_ready
    return 1


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
async def test_asked_for_once(library: Library, web: Web, server: Server, answer: Answer) -> None:
    article = await stored(library, web, server)
    server.answers["/un/"] = answer
    before = library.articles.get(article)
    with suppress(FetchError):
        said = text_fetched(await fetch_text(Executor(library), web, article, public_only=False))
        assert (said.found, said.error) == (False, why_no_text("whole"))
    after = library.articles.get(article)
    assert "/un/" in server.paths()
    assert (after.text, after.blocks, after.brief) == (TextState.AS_FED, before.blocks, ())
    assert library.articles.summary(article).offline_ready


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
async def test_asked_for_by_source(library: Library, web: Web, server: Server, answer: Answer) -> None:
    article = await stored(library, web, server)
    server.answers["/un/"] = answer
    library.fulltexts.set_policy(1, FullTextPolicy.ALWAYS)
    await refreshed(library, web)
    after = library.articles.get(article)
    assert "/un/" in server.paths()
    assert (after.text, after.brief) == (TextState.AS_FED, ())
    assert library.articles.summary(article).offline_ready


@pytest.mark.usefixtures("bad_workers")
async def test_a_page_that_undoes_its_reader(library: Library, web: Web, server: Server) -> None:
    article = await stored(library, web, server)
    server.answers["/un/"] = data(b"<p>x</p>" + DIES, kind="text/html")
    library.fulltexts.set_policy(1, FullTextPolicy.ALWAYS)
    await refreshed(library, web)
    assert library.articles.get(article).text is TextState.AS_FED
    assert library.articles.summary(article).offline_ready


async def test_a_short_text_that_is_all(library: Library, web: Web, server: Server) -> None:
    short = "<p>La vente de charité aura lieu samedi à dix heures.</p>"
    article = await stored(library, web, server, short)
    server.answers["/un/"] = page(short, COMMENT_FORM)
    said = text_fetched(await fetch_text(Executor(library), web, article, public_only=False))
    assert said.error == "This is the whole text already."
    assert library.articles.summary(article).offline_ready
