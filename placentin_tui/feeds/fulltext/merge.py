"""Merges a feed's text and its page's into one article: the better text is shown, the feed's own is kept beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from placentin_tui.feeds.fulltext.passages import letters_of
from placentin_tui.feeds.fulltext.read_page import FEW_WORDS
from placentin_tui.feeds.fulltext.truncated import is_cut, is_whole
from placentin_tui.feeds.prepare import opens_with, standfirst
from placentin_tui.models import TextState, WholeArticle
from placentin_tui.prose.blocks import Embed, Figure, Gallery
from placentin_tui.prose.html import pictures
from placentin_tui.prose.plain import to_text, words

if TYPE_CHECKING:
    from placentin_tui.feeds.fulltext.read_page import ExtractedText
    from placentin_tui.models import Article
    from placentin_tui.prose.blocks import Blocks, Picture

LEAST = 60
"""The fewest words of an article, unless the feed has fewer still."""
MUCH_MORE = 1.15
"""A page's text must have so many times the feed's words, not just a line more."""
RELATED = 0.25
"""The share of the feed's longer words that the page's text must have, or it may be another article."""
NEARLY_ALL = 0.8
"""A page with less than this share of the feed's words lacks text that the feed has."""
LEAST_TITLE = 10
"""The fewest letters of a headline that two articles do not share by chance."""
A_DAY = 86_400  # seconds
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")


def whole(article: Article, page: ExtractedText) -> WholeArticle:
    """The article with its page's text; when that is no better, the article as it was, with the reason."""
    feed = article.brief or article.blocks
    vouched = page.wall not in ("consent", "login") and is_vouched_for(article, page)
    if adds_only_pictures(article, feed, page):
        return _with_pictures(article, feed, page)
    is_scrap = page.is_cut and page.words < LEAST
    if is_scrap or not is_better(page.blocks, feed, article.summary.title, vouched=vouched):
        return _as_it_was(article, page, _state(article, feed, page))
    lead = article.lead or page.said.lead
    return WholeArticle(
        blocks=page.blocks,
        standfirst=_standfirst(article, feed, page.blocks),
        lead=None if lead and opens_with(page.blocks, lead) else lead,
        author=article.author,
        words=page.words,
        brief=feed,
        # The text is shown although it may be incomplete, with a note.
        state=TextState.PARTIAL if page.is_cut else TextState.WHOLE,
        trouble="goes-on" if page.is_cut else "",
        title=page.said.title,
        byline=_byline(article, page),
        published=page.said.published,
        language=page.said.language,
    )


def adds_only_pictures(article: Article, feed: Blocks, page: ExtractedText) -> bool:
    """Whether a page is only pictures, while the feed has none."""
    if page.wall or page.is_cut or page.words >= FEW_WORDS or words(feed) >= LEAST:
        return False
    return bool(pictures(page.blocks)) and not pictures(feed) and not article.lead


def _with_pictures(article: Article, feed: Blocks, page: ExtractedText) -> WholeArticle:
    """The article with the page's pictures, the feed's text below them."""
    blocks = page.blocks if words(page.blocks) > words(feed) else (*_pictured(page.blocks), *feed)
    return WholeArticle(
        blocks=blocks,
        standfirst=standfirst(article.standfirst, blocks),
        lead=None,
        author=article.author,
        words=words(blocks),
        brief=feed,
        state=TextState.WHOLE,
        title=page.said.title,
        byline=_byline(article, page),
        published=page.said.published,
        language=page.said.language,
    )


def _pictured(blocks: Blocks) -> Blocks:
    return tuple(block for block in blocks if isinstance(block, Figure | Gallery | Embed))


def is_better(full: Blocks, feed: Blocks, title: str, *, vouched: bool = False) -> bool:
    """Whether a page's text is the same article as the feed's and has more of it.

    `vouched`: metadata says that it is the same article, so its words need not.
    """
    count, had = words(full), words(feed)
    if count < max(min(LEAST, 2 * had), MUCH_MORE * had, 1) and not _shows_more(full, feed, count, had):
        return False
    wanted = set(_LONG_WORD.findall(f"{title} {to_text(feed)}".casefold()))
    if vouched or len(wanted) < 3:
        return vouched or count >= LEAST
    there = set(_LONG_WORD.findall(to_text(full).casefold()))
    return len(wanted & there) >= RELATED * len(wanted)


def is_vouched_for(article: Article, page: ExtractedText) -> bool:
    """Whether a page's headline, canonical address or date says that it is the article's page."""
    said, summary = page.said, article.summary
    title, headline = letters_of(summary.title), letters_of(said.title)
    if len(title) >= LEAST_TITLE and len(headline) >= LEAST_TITLE and (title in headline or headline in title):
        return True
    if said.canonical and _place(said.canonical) == _place(summary.url):
        return True
    dates = said.published, summary.published
    return None not in dates and abs((dates[0] or 0) - (dates[1] or 0)) < A_DAY


def _place(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return (parts.hostname or "").removeprefix("www."), unquote(parts.path).rstrip("/")


def _shows_more(full: Blocks, feed: Blocks, count: int, had: int) -> bool:
    """Whether a text has more pictures than the feed's: a gallery may have no more words than its summary."""
    return count >= had and len(pictures(full)) > len(pictures(feed)) + 2


def _state(article: Article, feed: Blocks, page: ExtractedText) -> TextState:
    """The state of a feed's text that the page does not improve: complete, unless it is cut or behind a paywall."""
    if is_cut(feed):
        return TextState.PARTIAL
    if article.text is TextState.AS_FED or is_whole(feed):
        return TextState.AS_FED
    is_kept_away = page.is_cut or (page.wall and page.words < NEARLY_ALL * words(feed))
    has_something = page.words or pictures(page.blocks)
    return TextState.PARTIAL if is_kept_away or not has_something else TextState.AS_FED


def _as_it_was(article: Article, page: ExtractedText, state: TextState) -> WholeArticle:
    """The article unchanged, but for what the page's metadata adds to a complete one."""
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
        byline=_byline(article, page) if state == TextState.AS_FED else "",
        published=page.said.published if state == TextState.AS_FED else None,
    )


def _byline(article: Article, page: ExtractedText) -> str:
    """The author according to the page; empty when that is the paper itself."""
    is_paper = letters_of(page.said.author) == letters_of(article.summary.source_title)
    return "" if is_paper else page.said.author


def _standfirst(article: Article, feed: Blocks, full: Blocks) -> Blocks:
    """The standfirst above the text; not the feed's text when it is cut from it."""
    summary = article.standfirst or (() if is_cut(feed) else feed)
    return standfirst(summary, full)
