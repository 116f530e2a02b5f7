"""An article's pictures in the order of its page, with their captions, for the picture viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placentin_tui.prose.blocks import figure_of
from placentin_tui.prose.walk import every_figure

if TYPE_CHECKING:
    from placentin_tui.models import Article
    from placentin_tui.prose.blocks import Figure


def figures_of(article: Article) -> tuple[Figure, ...]:
    """The lead picture and those in the text, each URL once."""
    lead = (figure_of(article.lead),) if article.lead else ()
    figures = (*lead, *every_figure(article.standfirst + article.blocks))
    return tuple({figure.picture.url: figure for figure in reversed(figures)}.values())[::-1]


def caption_of(figure: Figure) -> str:
    """The words for a picture: caption and credit, else its alt text."""
    caption = "".join(span.text for span in figure.caption) or figure.picture.alt
    return " — ".join(part for part in (" ".join(caption.split()), figure.credit) if part)
