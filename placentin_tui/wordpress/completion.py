"""Completes an article with what the REST interface knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from placentin_tui.feeds.fulltext.truncated import is_cut
from placentin_tui.feeds.prepare import opens_with, standfirst
from placentin_tui.models import TextState, WholeArticle
from placentin_tui.prose.blocks import Figure
from placentin_tui.prose.html import to_blocks
from placentin_tui.prose.plain import words

if TYPE_CHECKING:
    from placentin_tui.models import Article, Author
    from placentin_tui.prose.blocks import Picture
    from placentin_tui.wordpress.posts import Completion


def whole(page: Article, completion: Completion) -> WholeArticle:
    """The article with what WordPress knows of it; of two texts the longer one, for a feed's own text is never
    shortened.
    """
    feed, state = page.brief or page.blocks, page.text
    blocks, summary, count, brief = page.blocks, page.standfirst, page.summary.words, page.brief
    full = () if completion.protected else to_blocks(completion.html, completion.url)
    if words(full) > words(feed):
        # The feed's text may be a summary that the paper wrote.
        summary = standfirst(summary or (() if is_cut(feed) else feed), full)
        blocks, count, brief = full, words(full), feed
        state = state if is_cut(full) else TextState.WHOLE
    elif full and not is_cut(feed):
        state = TextState.AS_FED
    lead = _lead(page.lead, completion.lead)
    if lead and lead.url and opens_with(blocks, lead):
        lead = None
    author = _author(page.author, completion.author)
    return WholeArticle(blocks, summary, lead, author, count, brief, state, comments_open=completion.comments_open)


def _lead(known: Picture | None, said: Picture | None) -> Picture | None:
    """The picture above the text; the feed's with alt text and caption of the featured one where they are the same."""
    if known is None or said is None or not opens_with((Figure(known),), said):
        return known or said
    return replace(known, alt=known.alt or said.alt, caption=known.caption or said.caption)


def _author(known: Author | None, said: Author | None) -> Author | None:
    if known is None or said is None:
        return known or said
    return replace(known, bio=known.bio or said.bio, portrait=known.portrait or said.portrait)
