"""The debate: going through it, folding it, writing, answering; what is written is kept at every keystroke."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input, TextArea

from placentin_tui.config import Config
from placentin_tui.library import Library
from placentin_tui.library.outbox import Outbox
from placentin_tui.models import OutgoingState, ParsedComment, PreparedComment, View, WholeArticle
from placentin_tui.prose.html import to_blocks
from placentin_tui.ui.screens.composer import Composer
from placentin_tui.ui.screens.main import comment_positions
from placentin_tui.ui.screens.outbox import OutboxScreen
from placentin_tui.ui.widgets.text_styles import BAR
from tests.ui.paper import NOW, Paper
from tests.ui.screen_text import screen_text, sees, until
from tests.ui.test_acts import said as told

if TYPE_CHECKING:
    from placentin_tui.ui.app import PlacentinApp

ENGLISH = Config(language="en")


def said(key: str, parent: str = "") -> PreparedComment:
    """Comment `key`, one minute after the last."""
    return PreparedComment(
        ParsedComment(key, f"Lectrice {key}", "", parent=parent, published=NOW - 3600 + 60 * int(key)),
        to_blocks(f"<p>Avis numéro {key}.</p>"),
    )


THREADS = [said("1"), said("2", "1"), said("3", "2"), said("4"), said("5", "4"), said("6")]


@pytest.fixture
def debated(paper: Paper) -> Paper:
    """A paper on WordPress whose newest article has a debate of three threads."""
    with paper.open() as library:
        article = library.articles.page(View(), limit=1)[0].id
        library.comments.store(
            article, [said("1"), said("2", "1"), said("3", "2"), said("4"), said("5", "4"), said("6")]
        )
        library.sources.set_rest_root(1, "https://courrier.example/wp-json/")
    return paper


def here(app: PlacentinApp) -> str:
    """The comment the keys are for."""
    place = comment_positions.current(app.front)
    return place.key if place else ""


async def test_keys_go_through_comments_and_threads(debated: Paper) -> None:
    app = debated.app(ENGLISH)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("c")
        await pilot.pause()
        right, left = "right_curly_bracket", "left_curly_bracket"
        way = (("J", "1"), ("J", "2"), ("J", "3"), ("K", "2"), (right, "4"), (right, "6"), (left, "4"), (left, "1"))
        for key, expected in way:
            await pilot.press(key)
            await pilot.pause()
            assert here(app) == expected, key


async def test_the_bar_stands_beside_the_comment_the_keys_are_for(debated: Paper) -> None:
    app = debated.app(ENGLISH)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("c")
        for key in ("1", "2"):
            await pilot.press("J")
            await pilot.pause()
            barred = [line for line in screen_text(app).splitlines() if BAR in line and "Lectrice" in line]
            assert len(barred) == 1
            assert f"Lectrice {key}" in barred[0]
            assert barred[0].index(BAR) < barred[0].index("Lectrice")


async def test_a_thread_folds_and_unfolds(debated: Paper) -> None:
    app = debated.app(ENGLISH)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("c", "J", "f")
        await pilot.pause()
        assert "▸ 2 replies" in screen_text(app)
        assert "Avis numéro 3" not in screen_text(app)
        await pilot.press("f")
        await pilot.pause()
        assert "Avis numéro 3" in screen_text(app)


async def test_new_comments_are_marked_until_they_were_seen(debated: Paper) -> None:
    app = debated.app(ENGLISH)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("c", "q")
        await app.workers.wait_for_complete()
        with Library.open(debated.paths.library, debated.paths.pictures, clock=lambda: NOW + 600) as library:
            library.comments.store(app.library.articles.page(View(), limit=1)[0].id, [said("7")])
        app.front.repaint()
        assert await sees(pilot, "+1")
        await pilot.press("c", "J", "J", "J", "J", "J", "J", "J")
        assert await sees(pilot, "Lectrice 7  53 minutes ago  ● new")
        await pilot.press("q")
        assert await until(pilot, lambda: "+1" not in screen_text(app))


def written(app: PlacentinApp) -> list[tuple[str, str, str]]:
    """Parent, state and text of all letters, as the library has them."""
    return [(outgoing.parent, outgoing.state, outgoing.text) for outgoing in app.own_library.outbox.all()]


async def test_a_comment_is_written_and_waits_offline(debated: Paper) -> None:
    app = debated.app(ENGLISH)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("C")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        assert "Titre 0" in screen_text(app)
        await pilot.press(*"Colette", "tab", *"c@example.org", "tab", *"Bravo !")
        await pilot.press("ctrl+s")
        assert await sees(pilot, "Your comment waits")
        assert await until(pilot, lambda: written(app) == [("", "waiting", "Bravo !")]), written(app)
        await pilot.press("c")
        assert await sees(pilot, "Colette   waiting to be sent")


async def test_while_the_draft_is_saved_tab_leads_on(debated: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what is typed next goes into the field that was left."""
    save, saving, done = Outbox.save, threading.Event(), threading.Event()

    def save_slowly(outbox: Outbox, outgoing: int, *, name: str, email: str, text: str) -> bool:
        saving.set()
        done.wait(30)
        return save(outbox, outgoing, name=name, email=email, text=text)

    monkeypatch.setattr(Outbox, "save", save_slowly)
    app = debated.app(ENGLISH)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("C")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        await pilot.press(*"Colette")
        assert await asyncio.to_thread(saving.wait, 30)
        app.post_message(events.Key("tab", "\t"))
        moved = False
        for _moment in range(300):
            await asyncio.sleep(0.01)
            if moved := app.focused is app.screen.query_one("#email", Input):
                break
        done.set()
        assert moved


async def test_a_reply_shows_what_it_answers_and_remembers_who_signs(debated: Paper) -> None:
    with debated.open() as library:
        library.settings.set("comment-name", "Colette")
        library.settings.set("comment-email", "c@example.org")
    app = debated.app(ENGLISH)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("c", "J", "J", "r")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        await pilot.pause()
        assert "Reply to Lectrice 2" in screen_text(app)
        assert "Avis numéro 2." in screen_text(app)
        assert isinstance(app.focused, TextArea)
        await pilot.press(*"Non.", "ctrl+s")
        await pilot.pause()
        assert await until(pilot, lambda: written(app) == [("2", "waiting", "Non.")])


async def test_the_draft_is_kept_as_it_is_typed_and_by_escape(debated: Paper) -> None:
    app = debated.app(ENGLISH)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("C")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        app.screen.query_one(TextArea).text = "Un début"
        assert await until(pilot, lambda: written(app) == [("", "draft", "Un début")])
        app.screen.query_one(TextArea).text = "Un début de phrase"
        await pilot.press("escape")
        await pilot.pause()
        assert await until(pilot, lambda: written(app) == [("", "draft", "Un début de phrase")])
    again = debated.app(ENGLISH)
    async with again.run_test(size=(100, 40)) as pilot:
        await pilot.press("C")
        assert await until(pilot, lambda: isinstance(again.screen, Composer))
        assert again.screen.query_one(TextArea).text == "Un début de phrase"


async def test_what_the_keys_do_stands_on_a_narrow_screen_too(debated: Paper) -> None:
    app = debated.app(ENGLISH)
    async with app.run_test(size=(40, 20)) as pilot:
        await pilot.press("C")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        assert await sees(pilot, "Ctrl+D throws it away")
        assert "Ctrl+S sends" in screen_text(app)


async def test_how_long_a_comment_is_shows_once_it_may_matter(debated: Paper) -> None:
    app = debated.app(ENGLISH)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("C")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        text = app.screen.query_one(TextArea)
        text.text = "é" * 16_000
        await pilot.pause()
        assert "bytes" not in screen_text(app)
        text.text = "é" * 17_000
        assert await sees(pilot, "34,000 of 65,525 bytes")
        text.text = "Un mot"
        assert await until(pilot, lambda: "bytes" not in screen_text(app))


async def test_a_draft_is_thrown_away_only_when_asked_twice(debated: Paper) -> None:
    app = debated.app(ENGLISH)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("C")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        app.screen.query_one(TextArea).text = "À jeter"
        await pilot.pause()
        await pilot.press("ctrl+d")
        await pilot.pause()
        assert isinstance(app.screen, Composer)
        assert await sees(pilot, "once more")
        await pilot.press("ctrl+d")
        assert await until(pilot, lambda: not isinstance(app.screen, Composer))
        assert not isinstance(app.screen, Composer)
        assert await until(pilot, lambda: written(app) == [])


@pytest.mark.parametrize(
    ("name", "email", "text", "why"),
    [("", "c@example.org", "Bravo", "needs a name"), ("C", "c@", "Bravo", "is not an e-mail address"),
     ("C", "c@example.org", " ", "is empty"), ("C", "c@example.org", "é" * 33_000, "is too long")],
    ids=["no-name", "no-address", "no-text", "too-long"],
)  # fmt: skip
async def test_what_the_paper_would_not_take_is_said_before_it_goes(
    debated: Paper, name: str, email: str, text: str, why: str
) -> None:
    app = debated.app(ENGLISH)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("C")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        app.screen.query_one("#name", Input).value = name
        app.screen.query_one("#email", Input).value = email
        app.screen.query_one(TextArea).text = text
        await pilot.press("ctrl+s")
        assert await sees(pilot, why)
        assert isinstance(app.screen, Composer)
        assert "waiting" not in [state for _parent, state, _text in written(app)]


async def test_the_outbox_leads_to_the_article(debated: Paper) -> None:
    with debated.open() as library:
        article = library.articles.page(View(), limit=3)[2].id
        outgoing = library.outbox.draft(article)
        library.outbox.save(outgoing.id, name="C", email="c@example.org", text="[/x] Mon avis")
        library.outbox.queue(outgoing.id)
        library.outbox.settle(outgoing.id, OutgoingState.REFUSED, message="[b]Fermé")
    app = debated.app(ENGLISH)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("O")
        assert await sees(pilot, "[/x] Mon avis")
        assert isinstance(app.screen, OutboxScreen)
        assert "[b]Fermé" in screen_text(app)
        await pilot.press("enter")
        assert await until(pilot, lambda: app.front.article and app.front.article.summary.id == article)
        assert app.front.in_article


async def test_where_comments_cannot_be_sent_the_papers_page_opens(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await pilot.press("C")
        assert await until(pilot, lambda: "https://courrier.example/0/#comments" in told(app))
        assert not isinstance(app.screen, Composer)


async def test_under_an_article_that_is_closed_nothing_is_offered_and_that_is_said(debated: Paper) -> None:
    with debated.open() as library:
        number = library.articles.page(View(), limit=1)[0].id
        page = library.articles.get(number)
        library.posts.complete(number, WholeArticle(page.blocks, (), None, None, 5, comments_open=False))
    app = debated.app(Config(language="en"))
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("enter", "c")
        assert await sees(pilot, "The paper takes no more comments here.")
        assert "C  Write" not in screen_text(app)
        for key in ("C", "r"):
            app.clear_notifications()
            await pilot.press(key)
            await pilot.pause()
            assert told(app) == "The paper takes no more comments here."
            assert app.screen is app.front


async def test_in_a_low_window_the_text_has_the_room_and_the_keys_stay_in_sight(debated: Paper) -> None:
    """A name that is known needs no line; one that is not is asked for there too."""
    app = debated.app(ENGLISH)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("C")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        assert app.screen.query_one("#name").region.height == 1
        assert "sends" in screen_text(app)
        await pilot.press(*"Ana", "tab", *"ana@example.org", "escape")
        assert await until(pilot, lambda: not isinstance(app.screen, Composer))
        await pilot.press("C")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        await pilot.pause()
        assert not app.screen.query_one("#signature").display
        assert app.screen.query_one(TextArea).region.height >= 6
        assert "sends" in screen_text(app)
