"""Foreign text shows as it is in every place that shows it, and is never markup."""

from __future__ import annotations

import pytest

from placentin_tui.models import NewSource, View
from tests.app.paper import Paper, article, debate
from tests.app.screen_text import screen_text, sees

HOSTILE = [
    "[Exclusif] Port",
    "[/x] fermé",
    "[@click=app.quit]x[/] Le pont",
    "[link='file:///etc/passwd']x[/] Le port",
    "[red]HIDDEN[/red] a",
    "a \\[b c",
]


@pytest.mark.parametrize("title", HOSTILE)
async def test_titles_show_whole_everywhere(empty: Paper, title: str) -> None:
    with empty.open() as library:
        source = library.sources.add(NewSource(url="https://x.example/feed", title=title))
        library.sources.record_failure(source.id, reason="refused", error=title, next_try=None)
        library.articles.store(
            source.id, [article(1, title=title, html=f"<p>{title}</p><p><a href='https://x.example/'>{title}</a></p>")]
        )
        library.comments.store(library.articles.page(View())[0].id, debate())
    app = empty.app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert screen_text(app).count(title) >= 3  # the list, the headline, the text
        await pilot.press("P")
        assert await sees(pilot, title)
        await pilot.press("j", "d")
        assert await sees(pilot, title)  # in the toast
        await pilot.press("U", "escape", "enter", "u")
        assert await sees(pilot, title)
        await pilot.press("escape", "S", "j", "enter")
        assert await sees(pilot, title)
        app.say(title)
        assert await sees(pilot, title)
        assert app.is_running
