"""What the program says, and the keys it names: at the foot of the screen, by what has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.config import Config
from placentin_tui.errors import PlacentinError
from placentin_tui.ui.message_queue import Message, MessageQueue
from placentin_tui.ui.screens.messages import MessagesScreen
from tests.ui.paper import debate
from tests.ui.screen_text import screen_text, sees, until

if TYPE_CHECKING:
    from tests.ui.paper import Paper

ENGLISH = Config(language="en")
LONG = "This sentence is about something that takes many more words than the foot of a screen has room for, to the end."


def lines(app: object) -> list[str]:
    return screen_text(app).split("\n")  # type: ignore[arg-type]


def test_an_answer_replaces_and_what_comes_beside_waits_its_turn() -> None:
    queue = MessageQueue()
    assert queue.say(Message("one", 1), beside=False)
    assert not queue.say(Message("two", 2), beside=True)
    assert not queue.say(Message("two", 2), beside=True), "said once"
    assert not queue.say(Message("three", 3), beside=True)
    assert queue.say(Message("four", 4), beside=False)
    following = [queue.following(), queue.following(), queue.following()]
    assert [each.text if each else None for each in following] == ["two", "three", None]
    assert queue.shown is None
    assert queue.say(Message("five", 5), beside=True)
    assert [message.text for message in queue.kept] == ["one", "two", "three", "four", "five"]


def test_an_error_stays_until_it_was_read_or_something_else_is_said() -> None:
    queue = MessageQueue()
    queue.say(Message("wrong", 1, error=True), beside=False)
    assert queue.following() is None
    assert queue.shown is not None
    queue.say(Message("news", 2), beside=True)
    assert queue.following() == Message("news", 2)
    queue.say(Message("wrong", 3, error=True), beside=False)
    queue.read()
    assert queue.shown is None


def test_long_messages_are_shown_longer() -> None:
    assert Message("short", 0).seconds < Message(LONG, 0).seconds < Message(LONG * 9, 0).seconds == 15


async def test_a_message_stands_at_the_left_of_the_last_line_and_nowhere_else(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        before = lines(app)
        app.say("Something [red]was[/] done.")
        assert await sees(pilot, "Something [red]was[/] done.")
        assert lines(app)[:-1] == before[:-1], "nothing else has changed"
        assert lines(app)[-1].startswith(" Something [red]was[/] done. ")
        assert lines(app)[-1].rstrip().endswith("? Help")


async def test_messages_follow_each_other(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.say("First.")
        app.say("Second.", beside=True)
        assert await sees(pilot, "First.")
        assert "Second." not in screen_text(app)
        app._show_next_message()
        assert await sees(pilot, "Second.")
        assert await until(pilot, lambda: "First." not in screen_text(app))


async def test_a_long_one_is_cut_and_a_click_shows_it_whole(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.say(LONG)
        assert await sees(pilot, "This sentence is about")
        assert "…" in lines(app)[-1]
        await pilot.click(offset=(5, 23))
        assert await until(pilot, lambda: isinstance(app.screen, MessagesScreen))
        assert await until(pilot, lambda: LONG[-30:] in " ".join(screen_text(app).replace("│", " ").split()))
        await pilot.press("escape")
        assert await until(pilot, lambda: "This sentence" not in screen_text(app)), "it was read"


async def test_an_error_stays_and_the_key_that_shows_the_last_messages_takes_it_away(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.tell(PlacentinError("The disk is full."))
        assert await sees(pilot, "The disk is full.")
        app._show_next_message()
        await pilot.press("j", "k")
        assert await sees(pilot, "The disk is full.")
        await pilot.press("M")
        assert await until(pilot, lambda: isinstance(app.screen, MessagesScreen))
        assert "The disk is full." in screen_text(app)
        await pilot.press("q")
        assert await until(pilot, lambda: "The disk is full." not in screen_text(app))


async def test_an_error_another_message_has_replaced_is_counted_until_it_was_read(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.say("Nothing went wrong.")
        app.say("The disk is full.", error=True)
        assert await sees(pilot, "The disk is full.")
        app.say("Something else.")
        assert await sees(pilot, "Something else.")
        app.messages.shown = None
        app.clear_notifications()
        assert await until(pilot, lambda: "1 error: M" in lines(app)[-1])
        await pilot.press("M")
        assert await until(pilot, lambda: isinstance(app.screen, MessagesScreen) and sees_all(app))
        await pilot.press("q")
        assert await until(pilot, lambda: app.front.is_active and "error" not in lines(app)[-1])


def sees_all(app: object) -> bool:
    return all(text in screen_text(app) for text in ("Nothing went wrong.", "The disk is full.", "Something else."))  # type: ignore[arg-type]


async def test_under_a_dialog_no_keys_are_named_but_its_own(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        assert await sees(pilot, "d Density")
        await pilot.press("question_mark")
        assert await until(pilot, lambda: not app.front.is_active and "d Density" not in lines(app)[-1])
        assert "Front page" not in lines(app)[-1]
        await pilot.press("escape")
        assert await until(pilot, lambda: "d Density" in lines(app)[-1])


async def test_a_message_shows_over_a_dialog_too(paper: Paper) -> None:
    app = paper.app(ENGLISH)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("question_mark")
        app.say("Said over the help.")
        assert await until(pilot, lambda: "Said over the help." in lines(app)[-1])


async def test_the_keys_named_are_those_of_what_has_the_focus(paper: Paper) -> None:
    with paper.open() as library:
        library.comments.store(11, debate())
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert "Enter Read" in lines(app)[-1]
        assert "d Density" in lines(app)[-1]
        await pilot.press("slash")
        assert await until(pilot, lambda: "Enter To what was found" in lines(app)[-1])
        assert "Density" not in lines(app)[-1]
        await pilot.press("escape", "j", "j", "enter")
        assert await until(pilot, lambda: "n Next unread" in lines(app)[-1])
        assert "Density" not in lines(app)[-1]
        await pilot.press("escape", "k", "enter", "c")
        assert await until(pilot, lambda: "r Reply" in lines(app)[-1])
        await pilot.press("q")
        assert await until(pilot, lambda: "d Density" in lines(app)[-1])
