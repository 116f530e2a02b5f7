"""What a feed leaves out of a WordPress's articles, fetched with the news."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest

from placentin_tui.courier.refresh.subscribe import subscribe
from placentin_tui.library import Library
from placentin_tui.models import Article, View
from placentin_tui.prose.plain import to_text
from placentin_tui.web import Web
from tests.wordpress.lab import Lab
from tests.wordpress.site import Site


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    with Library.open(tmp_path / "data" / "library.db", tmp_path / "pictures") as opened:
        yield opened
        assert opened.check() == "ok"


async def articles(site: Site, web: Web, library: Library) -> dict[str, Article]:
    """The paper's articles after subscribing, by the first word of their headlines."""
    async with aclosing(subscribe(library, web, site.home)) as events:
        async for _event in events:
            pass
    rows = library.articles.page(View())
    return {row.title.split()[0]: library.articles.get(row.id) for row in rows}


async def test_the_featured_picture_and_the_authors_bio_come_along(site: Site, web: Web, library: Library) -> None:
    article = (await articles(site, web, library))["Sommet"]
    assert article.lead
    assert article.lead.width == 1024
    # The recorded paper's, and the one that is brought up.
    assert article.lead.caption.endswith("(photo d’illustration)") or "vu de la digue" in article.lead.caption
    assert article.author
    assert article.author.bio
    assert article.author.portrait is None
    assert len(article.comments) == 8
    assert article.summary.corrected is None


@pytest.mark.wordpress
async def test_later_pages_come_along(wordpress: Lab, web: Web, library: Library) -> None:
    wordpress.reset("block")
    text = to_text((await articles(wordpress, web, library))["Huile"].blocks)
    assert "les quais ont changé" in text
    assert "on verra" in text


@pytest.mark.wordpress
async def test_a_feed_of_summaries_is_filled_up(wordpress: Lab, web: Web, library: Library) -> None:
    wordpress.reset("classic")
    wordpress.option("rss_use_excerpt", "1")
    article = (await articles(wordpress, web, library))["Sommet"]
    assert "on verra" in to_text(article.blocks)
    assert to_text(article.standfirst).strip() == "L’essentiel en une phrase."


@pytest.mark.wordpress
async def test_what_a_password_protects_stays_as_the_feed_has_it(wordpress: Lab, web: Web, library: Library) -> None:
    wordpress.reset("block")
    article = (await articles(wordpress, web, library))["Protégé"]
    assert "pêcheur" not in to_text(article.blocks)
