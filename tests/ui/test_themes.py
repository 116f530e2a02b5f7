"""The themes: every ink can be read on every ground it meets, in each of them; the terminal's own in any terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from textual.color import Color
from textual.theme import BUILTIN_THEMES
from textual.widgets import Input

from placentin_tui.config import Config
from placentin_tui.models.setting_enums import Ground
from placentin_tui.terminal.ground import is_light, says_light
from placentin_tui.theme_definitions import (
    DAY,
    HIGH_CONTRAST,
    NIGHT,
    OWN,
    SECTIONS,
    SEPIA,
    TERMINAL,
    TERMINAL_LIGHT,
    THEMES,
    UNNAMED,
)
from placentin_tui.ui.contrast import contrast
from placentin_tui.ui.textual_internals import is_chosen_line
from placentin_tui.ui.themes import ThemeChoice, meanings, own_themes
from placentin_tui.ui.widgets.choice_list import ChoiceList
from placentin_tui.ui.widgets.text_styles import BAR, TextStyles
from tests.ui.contrast import of_style
from tests.ui.paper import Paper
from tests.ui.screen_text import until

if TYPE_CHECKING:
    from pathlib import Path

    from placentin_tui.ui.app import PlacentinApp

RGB = [name for name in THEMES if name != TERMINAL]
GROUNDS = ("background", "panel", "chosen", "code-ground")
INKS = ("ink", "ink-strong", "ink-quiet", "ink-seen", "star", "ready", "link")
OF_TEXTUAL = ("accent", "warning", "error", "success")
"""Inks that are Textual's own variables: another theme than ours has them as it will."""


def colours(name: str) -> dict[str, str]:
    """All variables of a theme, as the app has them."""
    theme = next((one for one in own_themes(Ground.THEME) if one.name == name), None) or BUILTIN_THEMES[name]
    return {**meanings(theme), **theme.to_color_system().generate(), **theme.variables}


def ratio(found: dict[str, str], ink: str, ground: str) -> float:
    """The contrast of two variables."""
    below = Color.parse(found[ground])
    return contrast((below + Color.parse(found[ink])).rgb, below.rgb)


@pytest.mark.parametrize("name", RGB)
def test_every_ink_can_be_read_on_every_ground_it_meets(name: str) -> None:
    found = colours(name)
    inks = (*INKS, *(f"section-{meaning}" for meaning in SECTIONS), *(OF_TEXTUAL if name in OWN else ()))
    pairs = [(ink, ground) for ink in inks for ground in GROUNDS]
    # On the chosen row all inks stand, or the one that takes their place.
    pairs += [(ink, "chosen-focus") for ink in (["row-ink"] if "row-ink" in found else inks)]
    pairs += [
        ("chosen-ink", "chosen-focus"),
        ("ink-strong", "button-ground"),
        ("ink-strong", "field-ground"),
        ("ink-quiet", "field-ground"),
        ("on-accent", "accent"),
    ]
    pairs += [("ink-strong", "marked-ground"), ("ink-strong", "selected-ground")]
    pairs += [("on-accent", f"section-{meaning}") for meaning in SECTIONS] if name in OWN else []
    pairs += [("paper", f"section-{meaning}") for meaning in SECTIONS]  # initials
    low = {pair: round(ratio(found, *pair), 2) for pair in pairs if ratio(found, *pair) < 4.5}
    assert low == {}


@pytest.mark.parametrize("name", [DAY, NIGHT, SEPIA, HIGH_CONTRAST])
def test_what_is_chosen_is_told_from_what_is_not_by_its_bar(name: str) -> None:
    found = colours(name)
    assert ratio(found, "accent", "bar-ground") >= 3
    assert found["chosen-focus"] != found["background"]


def test_the_papers_are_those_of_the_design() -> None:
    assert {name: (OWN[name]["background"], OWN[name]["variables"]["chosen-focus"]) for name in OWN} == {
        DAY: ("#faf5ea", "#eadfc8"),
        NIGHT: ("#161410", "#302a20"),
        SEPIA: ("#f2e6cd", "#e0cfab"),
        HIGH_CONTRAST: ("#000000", "#ffffff"),
        TERMINAL: ("ansi_default", "ansi_default"),
    }


XTERM = {
    "black": (0, 0, 0), "red": (205, 0, 0), "blue": (0, 0, 238), "magenta": (205, 0, 205), "white": (229, 229, 229),
    "bright_red": (255, 0, 0), "bright_green": (0, 255, 0), "bright_yellow": (255, 255, 0),
    "bright_magenta": (255, 0, 255), "bright_cyan": (0, 255, 255), "bright_white": (255, 255, 255),
}  # fmt: skip
"""The 16 colours of xterm, as far as our themes name them: the brightest there are, the hardest on a light ground."""


@pytest.mark.parametrize(("name", "ground"), [(TERMINAL, (0, 0, 0)), (TERMINAL_LIGHT, (255, 255, 255))])
def test_the_terminals_own_colours_are_named_and_can_be_read_on_its_ground(
    name: str, ground: tuple[int, int, int]
) -> None:
    found = (OWN | UNNAMED)[name]
    values = {key: value for key, value in found["variables"].items() if value.startswith("ansi_")}
    assert set(found["variables"]) - set(values) <= {"veil", "input-cursor-text-style"}
    assert "ansi_bright_black" not in values.values(), "many terminals show it as their ground"
    for key, value in values.items():
        known = XTERM.get(value.removeprefix("ansi_"))
        if known and key.startswith(("ink", "section-", "star", "link", "ready")):
            assert contrast(known, ground) >= 4.2, (key, value)
    on_accent = ("on-accent", "input-selection-foreground")
    if name == TERMINAL_LIGHT:
        assert not any("yellow" in value or "bright" in value for key, value in values.items() if key not in on_accent)


def choice(theme: str = "", kept: str = "", *, few: bool = False, light: bool = False, ground: str = "theme") -> str:
    """The theme worn."""
    return ThemeChoice(Config(theme=theme, ground=Ground(ground)), kept, few_colours=few, light=light).worn


def test_which_theme_is_worn() -> None:
    assert choice() == NIGHT
    assert choice(light=True) == DAY
    assert choice(kept=SEPIA) == choice(SEPIA, NIGHT) == SEPIA, "what was chosen counts, in any terminal"
    assert choice(kept=NIGHT, light=True) == NIGHT
    assert choice(few=True) == choice(TERMINAL) == TERMINAL
    assert choice(few=True, light=True) == choice(kept=TERMINAL, light=True) == TERMINAL_LIGHT
    assert choice(DAY, few=True) == DAY
    assert choice("nord", light=True) == "nord"
    assert choice(SEPIA, ground="terminal") == NIGHT, "no dark ink on a dark ground"
    assert choice(HIGH_CONTRAST, ground="terminal", light=True) == DAY
    assert choice(SEPIA, ground="terminal", light=True) == SEPIA
    assert choice(TERMINAL, ground="terminal", light=True) == TERMINAL_LIGHT


@pytest.mark.parametrize(
    ("colour", "light"),
    [
        (("ffff", "ffff", "ffff"), True), (("0000", "0000", "0000"), False), (("1d1d", "1f1f", "2121"), False),
        (("fd", "f6", "e3"), True), (("00", "2b", "36"), False), (("f", "f", "f"), True), (("808", "808", "808"), True),
    ],
)  # fmt: skip
def test_light_or_dark(colour: tuple[str, str, str], light: bool) -> None:
    assert is_light(*colour) is light


def test_what_the_environment_says_of_the_ground() -> None:
    assert says_light({"COLORFGBG": "0;15"})
    assert says_light({"COLORFGBG": "0;default;7"})
    assert not says_light({"COLORFGBG": "15;0"})
    assert not says_light({"COLORFGBG": "15;default"})
    assert not says_light({})


# ── worn ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def opened(folder: Path, config: Config, system: str = "truecolor") -> PlacentinApp:
    """The app on a terminal with so many colours."""
    paper = Paper(folder)
    paper.fill()
    app = paper.app(config)
    app.console = Console(color_system=system, force_terminal=True, file=app.console.file)  # type: ignore[arg-type]
    return app


@pytest.mark.parametrize("theme", RGB)
async def test_every_theme_can_be_put_on_and_read(tmp_path: Path, theme: str) -> None:
    app = opened(tmp_path, Config(language="en"))
    async with app.run_test(size=(120, 40)) as pilot:
        app.choose_theme(theme)
        await pilot.press("j", "enter", "space", "P")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        strip = next(strip for strip in app.screen._compositor.render_strips() if "Titre 0" in strip.text)
        inks = [segment.style for segment in strip if "Titre 0" in segment.text]
        assert inks
        assert [of_style(style) for style in inks if of_style(style) < 4.5] == []


async def test_the_terminals_own_colours_reach_it_as_they_are(tmp_path: Path) -> None:
    app = opened(tmp_path, Config(language="en", theme=TERMINAL), "standard")
    async with app.run_test(size=(120, 40)) as pilot:
        for keys in (("j",), ("enter",), ("S",), ("escape", "P"), ("escape", "question_mark"), ("escape",)):
            await pilot.press(*keys)
            await pilot.pause()
            for strip in app.screen._compositor.render_strips():
                for segment in strip:
                    style = segment.style
                    for colour in (style.color, style.bgcolor) if style else ():
                        assert colour is None or colour.triplet is None, (segment.text, colour)
                        assert colour is None or colour.number != 8, segment.text


async def test_the_chosen_row_is_in_reverse_in_the_terminals_own_colours(tmp_path: Path) -> None:
    app = opened(tmp_path, Config(language="en", theme=TERMINAL), "standard")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        chosen = {
            segment.text.strip(): segment.style for strip in strips for segment in strip if "Titre" in segment.text
        }
        reversed_ones = [text for text, style in chosen.items() if style and style.reverse]
        assert len(reversed_ones) == 1, chosen


async def test_the_terminals_ground_is_kept(tmp_path: Path) -> None:
    app = opened(tmp_path, Config(language="en", theme=NIGHT, ground=Ground.TERMINAL))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
        strips = app.screen._compositor.render_strips()
        grounds = {
            segment.style.bgcolor.name
            for strip in strips
            for segment in strip
            if segment.style and segment.style.bgcolor
        }
        assert "default" in grounds
        assert OWN[NIGHT]["background"] not in grounds


async def test_every_role_of_the_pages_is_a_style_in_every_theme(tmp_path: Path) -> None:
    app = opened(tmp_path, Config(language="en"))
    async with app.run_test(size=(80, 24)) as pilot:
        for theme in (*THEMES, TERMINAL_LIGHT):
            app.theme = theme
            assert await until(pilot, lambda theme=theme: app.current_theme.name == theme)  # type: ignore[misc]
            await pilot.pause()
            inks = TextStyles(app.front.headlines)
            for meaning in SECTIONS:
                assert inks.style(f"section-{meaning}").color
                assert inks.style(f"kicker-{meaning}").color


@pytest.mark.parametrize("theme", [DAY, NIGHT, SEPIA, HIGH_CONTRAST, TERMINAL])
@pytest.mark.parametrize("key", ["S", "u"])
async def test_the_bar_stands_beside_the_chosen_line_alone_in_every_list(tmp_path: Path, key: str, theme: str) -> None:
    app = opened(tmp_path, Config(language="en", theme=theme))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j", "enter", key)
        assert await until(pilot, lambda: app.screen.query(ChoiceList) and app.screen.query_one(ChoiceList).options)
        choices = app.screen.query_one(ChoiceList)
        assert choices.option_count > 1
        for _step in range(2):
            await pilot.pause()
            lines = [choices.render_line(y) for y in range(choices.size.height)]
            barred = [y for y, line in enumerate(lines) if line.text.startswith(BAR)]
            assert barred == [
                y for y in range(len(lines)) if choices.highlighted is not None and is_chosen_line(choices, y)
            ]
            assert barred
            bar = next(iter(lines[barred[0]])).style
            assert bar
            assert bar.color
            accent = app.theme_variables["accent"]
            assert bar.color == Color.parse(accent).rich_color
            rest = [segment.style for segment in lines[barred[0]] if segment.text.strip(f"{BAR} ") and segment.style]
            if theme == TERMINAL:
                assert all(style.reverse for style in rest)
            else:
                assert [of_style(style) for style in rest if of_style(style) < 4.5] == []
            choices.action_cursor_down()


async def test_the_bar_keeps_its_colour_where_all_inks_of_the_row_change(tmp_path: Path) -> None:
    app = opened(tmp_path, Config(language="en", theme=HIGH_CONTRAST))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        inks = TextStyles(app.front.headlines)
        assert inks.style("section-world chosen-focus").color == Color.parse("#000000").rich_color
        accent = Color.parse(app.theme_variables["accent"]).rich_color
        assert inks.style("bar chosen-focus").color == accent


@pytest.mark.parametrize("theme", [DAY, NIGHT, SEPIA, HIGH_CONTRAST])
async def test_what_stands_reversed_keeps_its_ground_on_the_chosen_row(tmp_path: Path, theme: str) -> None:
    app = opened(tmp_path, Config(language="en", theme=theme))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        inks = TextStyles(app.front.headlines)
        boxes = [f"{box}-{meaning}" for box in ("kicker", "initial") for meaning in SECTIONS]
        for role in ("badge", "found-here", "selected", *boxes):
            assert of_style(inks.style(f"{role} chosen-focus")) >= 4.5, role
            assert inks.style(f"{role} chosen-focus").bgcolor == inks.style(role).bgcolor
        names = [f"name-{meaning}" for meaning in SECTIONS]
        for role in ("quiet", "section-world", "fresh", "dot", "code", "link", "unseen", *names):
            assert of_style(inks.style(f"{role} chosen-focus")) >= 4.5, role


@pytest.mark.parametrize("theme", [DAY, NIGHT, SEPIA, HIGH_CONTRAST])
async def test_what_is_typed_and_what_a_field_is_for_can_be_read_in_it(tmp_path: Path, theme: str) -> None:
    app = opened(tmp_path, Config(language="en", theme=theme))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("colon")
        assert await until(pilot, lambda: isinstance(app.focused, Input))
        for typed in ((), tuple("share")):
            await pilot.press(*typed)
            await pilot.pause()
            field = app.screen.query_one(Input)
            words = [segment for segment in field.render_line(0) if len(segment.text.strip()) > 1]
            assert words
            assert [segment for segment in words if of_style(segment.style) < 4.5] == []
