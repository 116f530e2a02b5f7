"""The debate on the screen: who is told from whom, what is chosen, what the mouse does, what stays when it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from placentin_tui.config import Config
from placentin_tui.library import Library
from placentin_tui.rendering.initials import look_of
from placentin_tui.theme_definitions import THEMES
from placentin_tui.ui.screens.composer import Composer
from placentin_tui.ui.screens.main import article_view, comment_positions
from placentin_tui.ui.widgets.text_styles import BAR
from tests.ui.contrast import of_style
from tests.ui.paper import NOW
from tests.ui.screen_text import screen_text, sees, until
from tests.ui.test_debate_look import SAID, comment, debated
from tests.ui.test_mouse import place_of
from tests.ui.test_selection import lines, select

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from placentin_tui.ui.app import PlacentinApp

ENGLISH = Config(language="en")
SIZES = [(200, 50), (120, 40), (80, 24), (40, 12)]


async def to_debate(pilot: Pilot[int], *keys: str) -> None:
    """Open the article at its debate, and press what follows."""
    await pilot.press("enter", "c")
    assert await sees(pilot, "The debate")
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def marked(app: PlacentinApp) -> list[str]:
    """The lines on the screen that the bar stands beside in the article, without their margins."""
    body = app.front.body
    shown = [body.render_line(y).text for y in range(body.size.height)]
    return [line.split(BAR)[1].strip() for line in shown if BAR in line]


@pytest.mark.parametrize("size", SIZES)
async def test_the_debate_says_who_what_is_new_and_what_one_can_do(tmp_path: Path, size: tuple[int, int]) -> None:
    app = debated(tmp_path).app(ENGLISH)
    async with app.run_test(size=size) as pilot:
        await to_debate(pilot)
        shown = screen_text(app)
        assert "6 comments · 2 new" in shown
        assert " C  Write " in shown
        for key in range(1, 7):
            await pilot.press("J")
            await pilot.pause()
            _key, _parent, name, *_rest = SAID[key - 1]
            head, *below = marked(app)
            assert head.strip("│ ")[0] == look_of(name).initial.strip()
            assert name[:9] in head
            assert ("●" in head) == (name in ("Hugo Lemarchand", "Zoé")), head
            assert ("AUTHOR" in f"{head} {below[0]}") == (name == "Hugo Lemarchand")
            assert f"comment {key}/6" in screen_text(app)
        assert "awaiting moderation" in "".join(lines(app))


async def test_bar_and_tint_take_the_whole_comment_and_no_more(tmp_path: Path) -> None:
    app = debated(tmp_path).app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await to_debate(pilot, "J", "J")
        chosen = marked(app)
        assert [line.lstrip("│ ")[:4] for line in chosen] == ["B   ", "Quat", "métr", "exac"]
        body = app.front.body
        ground = body._inks.style("chosen-focus").bgcolor
        assert body.page
        for y in range(body.size.height):
            strip, is_chosen = body.render_line(y), body.line + y in body.page.chosen(body.marked or 0)
            tinted = {
                style.bgcolor == ground for text, style, _ in strip if style and not text.strip() and len(text) > 2
            }
            assert (True in tinted) == is_chosen
            assert len(strip.text.rstrip()) <= body.page.right


async def test_a_click_chooses_a_comment_and_the_button_opens_the_composer(tmp_path: Path) -> None:
    app = debated(tmp_path).app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await to_debate(pilot)
        await pilot.click(offset=place_of(screen_text(app), "deuxième marche"))
        assert await until(pilot, lambda: any("un lecteur du faubourg" in line for line in marked(app)))
        assert await sees(pilot, "comment 4/6")
        await pilot.press("r")
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        await pilot.pause()
        assert "Reply to un lecteur du faubourg" in screen_text(app)
        await pilot.press("escape")
        assert await until(pilot, lambda: not isinstance(app.screen, Composer))
        assert await sees(pilot, " C  Write ")
        await pilot.click(offset=place_of(screen_text(app), "Write"))
        assert await until(pilot, lambda: isinstance(app.screen, Composer))
        assert await sees(pilot, "Your comment")


async def test_a_chosen_comment_whose_head_is_scrolled_out_is_still_the_one_answered(tmp_path: Path) -> None:
    app = debated(tmp_path).app(ENGLISH)
    async with app.run_test(size=(80, 14)) as pilot:
        await to_debate(pilot)
        body = app.front.body
        chosen = body.page.comments[3]  # type: ignore[union-attr]
        body.mark(chosen.line)
        body.scroll_to(y=chosen.line + 1, animate=False)
        assert await until(pilot, lambda: body.line == chosen.line + 1)
        assert await sees(pilot, "comment 4/6")
        await pilot.press("r")
        assert await sees(pilot, "Reply to un lecteur du faubourg")


async def test_the_chosen_comment_stays_chosen_when_others_come_and_the_window_changes(tmp_path: Path) -> None:
    paper = debated(tmp_path)
    app = paper.app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await to_debate(pilot, "J", "J", "J", "J")
        assert "un lecteur du faubourg" in marked(app)[0]
        with Library.open(paper.paths.library, paper.paths.pictures, clock=lambda: NOW + 5) as library:
            library.comments.store(1, [comment("7", "1", "Adèle", 1, "Deux lignes.<br>Et une troisième.")])
        article_view.reread_article(app.front)
        assert await sees(pilot, "Adèle")
        assert "un lecteur du faubourg" in marked(app)[0]
        await pilot.resize_terminal(80, 40)
        assert await until(pilot, lambda: app.front.body.width < 80)
        assert await until(pilot, lambda: marked(app) and "un lecteur du faubourg" in marked(app)[0])
        place = comment_positions.current(app.front)
        assert place
        assert place.key == "4"
        await pilot.press("f")
        await pilot.pause()
        assert "un lecteur du faubourg" in marked(app)[0]


async def test_initials_and_bars_are_neither_found_nor_copied(tmp_path: Path) -> None:
    app = debated(tmp_path).app(ENGLISH)
    async with app.run_test(size=(120, 40)) as pilot:
        await to_debate(pilot, "J")
        texts = lines(app)
        top = app.front.body.line
        first = next(n for n, text in enumerate(texts) if "Bertrand P." in text)
        last = next(n for n, text in enumerate(texts) if "ajoutons" in text)
        await select(pilot, (0, first - top), (len(texts[last]), last - top))
        copied = app.front.get_selected_text()
        assert copied
        parts = copied.replace("\N{NO-BREAK SPACE}", " ").split("\n\n")
        assert parts[0].startswith("Bertrand P. 2 hours ago Quatre millions")
        assert parts[0].endswith("mais combien est-ce, exactement ?")
        assert parts[1].startswith("Hugo Lemarchand AUTHOR 1 hour ago ● new Huit millions")
        await pilot.press("slash", *(sign.replace(" ", "space") for sign in "et la metropole"))
        assert await sees(pilot, "1/1"), "found over the end of a line, whatever stands beside the text"


@pytest.mark.parametrize("theme", THEMES)
async def test_initials_names_and_what_is_new_can_be_read_in_every_theme(tmp_path: Path, theme: str) -> None:
    app = debated(tmp_path).app(Config(language="en", theme=theme))
    async with app.run_test(size=(120, 60)) as pilot:
        await to_debate(pilot, "J", "J", "J")
        strips = app.screen._compositor.render_strips()
        names = {name for _key, _parent, name, *_rest in SAID}
        wanted = {look_of(name).initial for name in names} | names | {"● new", " AUTHOR "}
        seen = {segment.text: segment.style for strip in strips for segment in strip if segment.text in wanted}
        assert seen.keys() == wanted
        low = {text: of_style(style) for text, style in seen.items() if style and not style.reverse}
        assert {text: ratio for text, ratio in low.items() if ratio < 4.5} == {}


async def test_offline_and_empty_are_said(tmp_path: Path) -> None:
    paper = debated(tmp_path)
    with paper.open() as library:
        library.comments.store(1, [], whole=True)
        for outgoing in library.outbox.all():
            library.outbox.delete(outgoing.id)
    app = paper.app(Config(language="fr"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "c")
        assert await sees(pilot, "Personne n’a encore commenté : C ouvre le débat.")
        assert "0 commentaire" in screen_text(app)
        assert "Hors ligne : ce que vous écrivez partira à la prochaine connexion." in screen_text(app)
