"""Colours where there are few: near to those meant, and nothing vanishes in its ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich._palettes import EIGHT_BIT_PALETTE
from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.color import BLACK
from textual.widgets import OptionList

from placentin_tui.config import Config
from placentin_tui.theme_definitions import DAY, NIGHT, OWN, SECTIONS, SEPIA
from placentin_tui.ui.contrast import contrast
from placentin_tui.ui.widgets.fewer_colours import LEAST, READ, SIXTEEN, FewerColours, nearest_of_256
from tests.ui.contrast import of_style
from tests.ui.paper import Paper
from tests.ui.screen_text import until

if TYPE_CHECKING:
    from pathlib import Path

    from placentin_tui.ui.app import PlacentinApp

CHANNEL = st.integers(0, 255)


@pytest.mark.parametrize(
    ("colour", "number"),
    [
        ((0x35, 0x2F, 0x24), 236), ((0x19, 0x17, 0x13), 233), ((0xFB, 0xF6, 0xEA), 255), ((0, 0, 0), 16),
        ((255, 255, 255), 231), ((0xFF, 0, 0), 196), ((95, 135, 175), 67), ((8, 8, 8), 232), ((238, 238, 238), 255),
    ],
)  # fmt: skip
def test_the_nearest_of_256(colour: tuple[int, int, int], number: int) -> None:
    assert nearest_of_256(ColorTriplet(*colour)) == number


@given(CHANNEL, CHANNEL, CHANNEL)
def test_none_of_256_is_nearer(red: int, green: int, blue: int) -> None:
    def distance(number: int) -> int:
        parts = zip((3, 4, 2), EIGHT_BIT_PALETTE[number], (red, green, blue), strict=True)
        return sum(weight * (a - b) ** 2 for weight, a, b in parts)

    found = nearest_of_256(ColorTriplet(red, green, blue))
    assert distance(found) == min(map(distance, range(16, 256)))


@given(st.tuples(CHANNEL, CHANNEL, CHANNEL), st.tuples(CHANNEL, CHANNEL, CHANNEL))
def test_text_in_16_colours_can_always_be_read(ink: tuple[int, int, int], ground: tuple[int, int, int]) -> None:
    style = Style(color=Color.from_rgb(*ink), bgcolor=Color.from_rgb(*ground))
    (turned,) = FewerColours("standard").apply([Segment("word", style)], BLACK)
    assert turned.style
    assert turned.style.color
    assert turned.style.bgcolor
    assert of_16(turned.style) >= LEAST


@pytest.mark.parametrize("theme", [DAY, NIGHT, SEPIA])
def test_in_256_colours_every_ink_of_a_theme_can_be_read_on_its_grounds(theme: str) -> None:
    variables = {**OWN[theme]["variables"], "paper": OWN[theme]["background"], "accent": OWN[theme]["accent"]}
    inks = ["ink", "ink-strong", "ink-quiet", "ink-seen", "link", "accent", *(f"section-{one}" for one in SECTIONS)]
    low = {}
    for ink in inks:
        for ground in ("paper", "chosen", "chosen-focus"):
            style = Style(color=Color.parse(variables[ink]), bgcolor=Color.parse(variables[ground]))
            (turned,) = FewerColours("256").apply([Segment("word", style)], BLACK)
            if (found := of_style(turned.style)) < READ:
                low[ink, ground] = round(found, 2)
    assert low == {}


@pytest.mark.parametrize("ground", [OWN[DAY]["background"], OWN[DAY]["panel"], "#ffffff"])
def test_on_light_paper_in_16_colours_no_ink_is_one_that_is_light_somewhere(ground: str) -> None:
    for name, value in OWN[DAY]["variables"].items():
        if name.startswith(("ink", "section-", "star", "link", "ready")):
            style = Style(color=Color.parse(value), bgcolor=Color.parse(ground))
            (turned,) = FewerColours("standard").apply([Segment("word", style)], BLACK)
            assert turned.style
            assert turned.style.color
            assert turned.style.color.number in (0, 1, 4, 5, 8), (name, turned.style)


def of_16(style: Style) -> float:
    """The contrast of a style's two colours, both of the 16."""
    assert style.color
    assert style.bgcolor
    assert style.color.number is not None
    assert style.bgcolor.number is not None
    return contrast(SIXTEEN[style.color.number], SIXTEEN[style.bgcolor.number])


def test_the_two_colours_of_a_picture_stay_what_they_are() -> None:
    style = Style(color=Color.from_rgb(20, 20, 20), bgcolor=Color.from_rgb(10, 10, 10))
    (turned,) = FewerColours("standard").apply([Segment("▀▀", style)], BLACK)
    assert turned.style
    assert turned.style.color
    assert turned.style.bgcolor
    assert turned.style.color.number == turned.style.bgcolor.number == 0


def test_what_has_all_colours_or_none_is_left_alone() -> None:
    assert not FewerColours("truecolor").enabled
    assert not FewerColours(None).enabled
    plain = [Segment("x"), Segment("", None, ())]
    assert FewerColours("standard").apply(plain, BLACK) == plain


def opened(folder: Path, system: str, theme: str) -> PlacentinApp:
    """The app on a terminal with so many colours."""
    paper = Paper(folder)
    paper.fill()
    app = paper.app(Config(language="en", theme=theme))
    app.console = Console(color_system=system, force_terminal=True, file=app.console.file)  # type: ignore[arg-type]
    app.set_class(system == "standard", "-few-colours")
    return app


def looks(app: PlacentinApp, text: str) -> set[Style]:
    """How a text is painted."""
    return {
        segment.style
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if text in segment.text and segment.style
    }


@pytest.mark.parametrize("theme", [DAY, NIGHT])
@pytest.mark.parametrize("system", ["256", "standard"])
async def test_the_chosen_one_stands_out_in_the_list_and_in_cards(tmp_path: Path, system: str, theme: str) -> None:
    app = opened(tmp_path, system, theme)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("A", "j")
        await pilot.pause()
        assert looks(app, "Titre 1 ").isdisjoint(looks(app, "Titre 3 "))
        await pilot.press("enter")
        await pilot.pause()
        assert looks(app, "Titre 1 ").isdisjoint(looks(app, "Titre 3 ")), "while one reads, too"
        await pilot.press("S")
        assert await until(pilot, lambda: app.screen.query(OptionList))
        await pilot.pause()
        assert looks(app, "the link").isdisjoint(looks(app, "title and"))


@pytest.mark.parametrize("theme", [DAY, NIGHT])
async def test_everything_can_be_read_in_16_colours(tmp_path: Path, theme: str) -> None:
    app = opened(tmp_path, "standard", theme)
    async with app.run_test(size=(120, 40)) as pilot:
        for keys in (("j", "enter"), ("P",), ("escape", "question_mark"), ("escape", "slash", "l")):
            await pilot.press(*keys)
            await pilot.pause()
            for strip in app.screen._compositor.render_strips():
                for segment in strip:
                    style = segment.style
                    if segment.text.strip(" ▀▁▂▃▄▅▆▇█▕") and style and style.color and style.bgcolor:
                        assert of_16(style) >= LEAST, segment
