"""The reader's memory does not grow with the articles that are opened."""

from __future__ import annotations

from pathlib import Path

from bench import album
from bench.pictures import in_a_row
from placentin_tui.library import Library
from placentin_tui.models import View
from placentin_tui.prose.walk import every_figure

GROWTH = 8
"""MB that may come and go with what Python keeps for later."""


def test_articles_have_the_pictures_that_were_asked_for(tmp_path: Path) -> None:
    home = album.build(tmp_path, articles=3, words=800, pictures=5)
    with Library.open(home.library, home.pictures) as library:
        for row in library.articles.page(View()):
            figures = list(every_figure(library.articles.get(row.id).blocks))
            assert len(figures) == 5
            assert all(picture.path for picture in library.pictures.find(f.picture.url for f in figures).values())
            assert library.pictures.missing(row.id) == []


def test_many_articles_one_after_the_other(tmp_path: Path) -> None:
    first, last = in_a_row(album.build(tmp_path, articles=301, words=800, pictures=5), 60, 300)
    assert last - first < GROWTH
