"""E-books from the app: today's edition, the starred articles, the article at hand."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from placentin_tui.config import Config
from placentin_tui.ui.screens.export import ExportScreen
from tests.ui.screen_text import sees, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.paper import Paper


def names(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as book:
        return [name for name in book.namelist() if "article-" in name]


async def test_todays_edition_and_one_article(paper: Paper, tmp_path: Path) -> None:
    folder = tmp_path / "books"
    app = paper.app(Config(language="en", save_to=str(folder)))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("E")
        assert await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        await pilot.press("enter")
        assert await sees(pilot, "Saved:")
        (edition,) = folder.glob("Edition of*.epub")
        assert len(names(edition)) == 12
        await pilot.press("E")
        assert await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        await pilot.press("j", "j", "enter")
        assert await until(pilot, lambda: list(folder.glob("Titre 0*.epub")))


async def test_no_star_no_book(paper: Paper, tmp_path: Path) -> None:
    app = paper.app(Config(language="en", save_to=str(tmp_path / "books")))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("E")
        assert await until(pilot, lambda: isinstance(app.screen, ExportScreen))
        await pilot.press("j", "enter")
        assert await sees(pilot, "No article is starred.")
        assert not (tmp_path / "books").exists()
