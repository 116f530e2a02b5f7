"""The reader's taste: what it comes to, and where it comes from."""

from __future__ import annotations

import pytest

from placentin_tui.config import Config
from placentin_tui.prose.layout import ParagraphStyle
from placentin_tui.rendering.typography import Typography
from placentin_tui.ui.services.typography_settings import typography


@pytest.mark.parametrize(
    ("wish", "width", "paragraph_style"),
    [
        (Typography(), 72, ParagraphStyle()),
        (Typography(), 38, ParagraphStyle(hyphenate=True)),
        (Typography(justify="on"), 72, ParagraphStyle(hyphenate=True, justify=True)),
        (Typography(justify="on", hyphens="off"), 72, ParagraphStyle(justify=True)),
        (Typography(hyphens="on"), 72, ParagraphStyle(hyphenate=True)),
        (Typography(hyphens="off"), 38, ParagraphStyle()),
        (Typography(spacing="tight"), 72, ParagraphStyle(between=0)),
        (Typography(spacing="wide"), 72, ParagraphStyle(between=2)),
    ],
)
def test_words_are_broken_where_it_helps(wish: Typography, width: int, paragraph_style: ParagraphStyle) -> None:
    assert wish.paragraph_style(width) == paragraph_style


def test_the_measure_changes_by_steps_from_what_shows() -> None:
    assert Typography().wider(1, 200) == 76
    assert Typography().wider(-1, 200) == 68
    assert Typography().wider(-1, 60) == 56
    assert Typography(measure=160).wider(1, 200) == 160
    assert Typography(measure=40).wider(-1, 200) == 40
    assert Typography().wider(1, 20) == 44


def test_the_config_goes_before_what_was_chosen_last() -> None:
    chosen = {"measure": "60", "spacing": "tight", "hyphens": "off", "justify": "on"}
    assert typography(Config(), {}) == Typography()
    assert typography(Config(), chosen) == Typography(60, "tight", "off", "on")
    config = Config(measure=90, spacing="wide", hyphens="on", justify="off")
    assert typography(config, chosen) == Typography(90, "wide", "on", "off")


def test_what_cannot_be_is_passed_over() -> None:
    wrong = {"measure": "9999", "spacing": "x", "hyphens": "", "justify": "yes"}
    assert typography(Config(), wrong) == Typography()
    assert typography(Config(), {"measure": "²"}) == Typography()
