"""The feed's text and the page's made one article; the better text stands, and the feed's own is kept beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from placentin_tui.feeds.fulltext.partial import is_cut
from placentin_tui.feeds.prepare import opens_with, standfirst
from placentin_tui.models import TextState, WholeArticle
from placentin_tui.prose.html import pictures
from placentin_tui.prose.plain import to_text, words

if TYPE_CHECKING:
    from placentin_tui.feeds.fulltext.read import PageText
    from placentin_tui.models import Article
    from placentin_tui.prose.blocks import Blocks, Picture

LEAST = 60
"""Words below which a page's text is no article but for a feed that has fewer still."""
MUCH_MORE = 1.15
"""So many times the feed's words are another text and not the same one with a line added."""
RELATED = 0.25
"""The part of the feed's longer words that the page's text must have, or it is about something else."""
TEASER = 250
"""Words up to which what comes from behind a wall is the wall itself, or the beginning it lets through."""
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")


def whole(article: Article, page: PageText) -> WholeArticle:
    """The article with what its page has; where that is no better, the article as it was, and why."""
    feed = article.brief or article.blocks
    if (page.wall and page.words < TEASER) or not is_better(page.blocks, feed, article.summary.title):
        return _as_it_was(article, page, _state(feed, page))
    barred = page.wall == "paywall" and not page.said.is_free
    lead = article.lead or page.said.lead
    return WholeArticle(
        blocks=page.blocks,
        standfirst=_standfirst(article, feed, page.blocks),
        lead=None if lead and opens_with(page.blocks, lead) else lead,
        author=article.author,
        words=page.words,
        brief=feed,
        state=TextState.PARTIAL if barred else TextState.WHOLE,
        trouble=page.wall if barred else "",
        title=page.said.title,
        byline=page.said.author,
        published=page.said.published,
        language=page.said.language,
    )


def is_better(full: Blocks, feed: Blocks, title: str) -> bool:
    """Whether a text is the article and has more of it than the feed's."""
    count, had = words(full), words(feed)
    if count < max(min(LEAST, 2 * had), MUCH_MORE * had, 1) and not _shows_more(full, feed, count, had):
        return False
    wanted = set(_LONG_WORD.findall(f"{title} {to_text(feed)}".casefold()))
    if len(wanted) < 3:
        return count >= LEAST
    there = set(_LONG_WORD.findall(to_text(full).casefold()))
    return len(wanted & there) >= RELATED * len(wanted)


def _shows_more(full: Blocks, feed: Blocks, count: int, had: int) -> bool:
    """A gallery may have no more words than its summary."""
    return count >= had and len(pictures(full)) > len(pictures(feed)) + 2


def _state(feed: Blocks, page: PageText) -> TextState:
    """A feed's text that its page does not better may be all there is; not where it is cut, or a wall is known."""
    return TextState.PARTIAL if page.wall or is_cut(feed) or not page.words else TextState.AS_FED


def _as_it_was(article: Article, page: PageText, state: TextState) -> WholeArticle:
    if article.brief:
        state = TextState.WHOLE
    lead: Picture | None = article.lead
    if lead is None and state == TextState.AS_FED and not pictures(article.blocks):
        lead = page.said.lead
    return WholeArticle(
        blocks=article.blocks,
        standfirst=article.standfirst,
        lead=lead,
        author=article.author,
        words=article.summary.words,
        brief=article.brief,
        state=state,
        trouble=(page.wall or "no-more") if state == TextState.PARTIAL else "",
        title=page.said.title if state == TextState.AS_FED else "",
        byline=page.said.author if state == TextState.AS_FED else "",
        published=page.said.published if state == TextState.AS_FED else None,
    )


def _standfirst(article: Article, feed: Blocks, full: Blocks) -> Blocks:
    """The paper's own summary above the text; a feed's text that was cut from it is none."""
    summary = article.standfirst or (() if is_cut(feed) else feed)
    return standfirst(summary, full)
