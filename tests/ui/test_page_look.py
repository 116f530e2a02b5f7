"""The look of an article, fixed: one with everything in it, at the widths people have, by day and by night."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from placentin_tui.config import Config
from placentin_tui.models import NewSource
from placentin_tui.models.setting_enums import Justify, Spacing
from placentin_tui.theme_definitions import DAY, NIGHT
from tests.prose import corpus
from tests.ui.paper import Paper, article
from tests.ui.test_look import keys, paris_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Compare = Callable[..., bool]

__all__ = ["paris_time"]

WIDTHS = {40: 120, 80: 90, 120: 90, 200: 90}
"""Columns, and rows enough to see most of it."""
PARTS = (
    "long-read-wordpress-blocks", "code-post-hugo", "table-results", "footnotes-wordpress", "review-stars",
    "faq-details", "embeds-social", "glossary", "figure-credits", "arabic",
)  # fmt: skip


@pytest.fixture
def everything(tmp_path: Path) -> Paper:
    """A paper of one article, in which every kind of block stands."""
    paper = Paper(tmp_path)
    made = article(1, html="".join(map(corpus.html, PARTS)), title="La vallée qui n’avait plus de rivière")
    with paper.open() as library:
        source = library.sources.add(NewSource(url="https://courrier.example/feed/", title="Le Courrier du Levant"))
        library.articles.store(source.id, [replace(made, parsed=replace(made.parsed, language="fr"))])
    return paper


@pytest.mark.parametrize("theme", [DAY, NIGHT])
@pytest.mark.parametrize("width", WIDTHS)
def test_article(everything: Paper, snap_compare: Compare, width: int, theme: str) -> None:
    app = everything.app(Config(language="fr", theme=theme))
    assert snap_compare(app, terminal_size=(width, WIDTHS[width]), run_before=keys("enter", "space"))


def test_article_set_otherwise(everything: Paper, snap_compare: Compare) -> None:
    app = everything.app(Config(language="fr", theme=DAY, justify=Justify.ON, spacing=Spacing.TIGHT, measure=60))
    assert snap_compare(app, terminal_size=(80, 60), run_before=keys("enter", "space"))
