"""The reader's taste: what it comes to, and where it comes from."""

from __future__ import annotations

import pytest

from placentin_tui.config import Config
from placentin_tui.models.setting_enums import Hyphens, Justify, Spacing
from placentin_tui.prose.layout import ParagraphStyle
from placentin_tui.rendering.typography import Typography
from placentin_tui.ui.services.typography_settings import typography


@pytest.mark.parametrize(
    ("wish", "width", "paragraph_style"),
    [
        (Typography(), 72, ParagraphStyle()),
        (Typography(), 38, ParagraphStyle(hyphenate=True)),
        (Typography(justify=Justify.ON), 72, ParagraphStyle(hyphenate=True, justify=True)),
        (Typography(justify=Justify.ON, hyphens=Hyphens.OFF), 72, ParagraphStyle(justify=True)),
        (Typography(hyphens=Hyphens.ON), 72, ParagraphStyle(hyphenate=True)),
        (Typography(hyphens=Hyphens.OFF), 38, ParagraphStyle()),
        (Typography(spacing=Spacing.TIGHT), 72, ParagraphStyle(between=0)),
        (Typography(spacing=Spacing.WIDE), 72, ParagraphStyle(between=2)),
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
    assert typography(Config(), chosen) == Typography(60, Spacing.TIGHT, Hyphens.OFF, Justify.ON)
    config = Config(measure=90, spacing=Spacing.WIDE, hyphens=Hyphens.ON, justify=Justify.OFF)
    assert typography(config, chosen) == Typography(90, Spacing.WIDE, Hyphens.ON, Justify.OFF)


def test_what_cannot_be_is_passed_over() -> None:
    wrong = {"measure": "9999", "spacing": "x", "hyphens": "", "justify": "yes"}
    assert typography(Config(), wrong) == Typography()
    assert typography(Config(), {"measure": "²"}) == Typography()
